import Foundation
import TestScale
import Testing

/// A register whose program was killed is sound, and the same call again brings it to the same state.
@Suite(.serialized) struct RegisterKillTests {
    private static let moments = TestScale.count(sample: 3, full: 20)

    private static func export(_ folder: TemporaryFolder, _ register: String) throws -> String {
        let file = register + ".jsonl"
        try? FileManager.default.removeItem(atPath: folder.path + "/" + file)
        let outcome = try Program.run(["register", "export", file, "--register", register], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        return try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8)
    }

    /// Runs `arguments` with a register, kills it after a part of the time that it takes undisturbed, checks, and runs it to its end.
    private static func killed(_ folder: TemporaryFolder, _ arguments: (String) -> [String], reset: () throws -> Void = {}) throws {
        let begin = Date()
        let whole = try Program.run(arguments("ganz.sqlite"), in: folder.path)
        #expect(whole.status == 0, "\(whole.all)")
        let seconds = Date().timeIntervalSince(begin)
        let expected = try export(folder, "ganz.sqlite")
        for moment in 1...moments {
            try reset()
            let register = "mal-\(moment).sqlite"
            let words = ([Program.path] + arguments(register)).map { "'\($0)'" }.joined(separator: " ")
            let limit = seconds * Double(moment) / Double(moments + 1)
            _ = try Program.shell("timeout -s KILL \(limit) \(words) >/dev/null 2>&1", in: folder.path)
            if FileManager.default.fileExists(atPath: folder.path + "/" + register) {
                let check = try Program.run(["register", "check", "--register", register], in: folder.path)
                #expect(check.status == 0, "\(moment): \(check.all)")
            }
            let again = try Program.run(arguments(register), in: folder.path)
            #expect(again.status == 0, "\(moment): \(again.all)")
            #expect(try export(folder, register) == expected, "\(moment)")
        }
    }

    @Test func importOfAManifest() throws {
        let folder = try TemporaryFolder()
        let count = TestScale.count(sample: 1_200, full: 20_000)
        let rows = (0..<count).map { number in
            let sum = String(repeating: "0", count: 56) + String(format: "%08x", number &* 2_654_435_761 & 0xFFFF_FFFF)
            let file = String(sum.suffix(8)) + String(sum.prefix(56))
            return
                "{\"auswahl\":\"k1\",\"befunde\":[],\"datei\":\"\(number).pdf\",\"eingabe\":\"\",\"nr\":\"\(number)\",\"partner\":\"Verein \(number)\",\"seiten\":4,\"sha256\":\"\(file)\",\"zeile\":\(number + 2)}"
        }
        try folder.write(
            "manifest.json",
            """
            {
              "anzahl" : \(count),
              "eingabe" : "",
              "format" : 1,
              "gescheitert" : 0,
              "offen" : 0,
              "programm" : "Klauselwerk",
              "seiten" : \(4 * count),
              "tabelle" : "partner.csv",
              "vereinbarung" : "probe",
              "auswahlen": [
            {"auswahl":"k1","klauseln":["kuendigung/frist 1.0"]}
              ],
              "zeilen": [
            \(rows.joined(separator: ",\n"))
              ]
            }

            """)
        try Self.killed(folder) { ["register", "aufnehmen", "manifest.json", "--register", $0] }
    }

    @Test func aSeriesWithItsRegister() throws {
        let folder = try SmallLibrary.make()
        let partners = (1...30).map { "\($0);Verein \($0) e. V.;ev;Musterweg \($0);00000;Probestadt;den Vorstand" }
        let heading = try #require(SmallLibrary.partners.split(separator: "\n").first)
        try folder.write("partner.csv", ([String(heading)] + partners).joined(separator: "\n") + "\n")
        try Self.killed(folder, { ["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--register", $0, "--quiet", "--resume"] }) {
            try FileManager.default.removeItem(atPath: folder.path + "/serie")
        }
    }
}
