import ChildProcess
import Foundation
import Testing

@testable import Production

/// `verify` of several files and folders: each as alone, in one run.
@Suite("Many files proved")
struct ProofOfManyTests {
    static let count = 7

    /// A series of its own, with its manifest.
    static func series(_ more: [String] = []) throws -> TemporaryFolder {
        let folder = try BatchTests.library(partners: count)
        let made = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--quiet"] + more, in: folder.path)
        try #require(made.status == 0, "\(made.all)")
        return folder
    }

    static func contracts(_ folder: TemporaryFolder) -> [String] { folder.files.filter { $0.hasPrefix("serie/") && $0.hasSuffix(".pdf") } }

    private func alter(_ name: String, in folder: TemporaryFolder) throws {
        var bytes = try Data(contentsOf: URL(filePath: folder.path + "/" + name))
        bytes[bytes.count / 2] ^= 1
        try folder.write(name, bytes)
    }

    /// What is added is no update of a PDF.
    private func extend(_ name: String, in folder: TemporaryFolder) throws {
        try folder.write(name, try Data(contentsOf: URL(filePath: folder.path + "/" + name)) + Data("% mehr\n".utf8))
    }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    @Test("A series that is as it was made is one line, also in the sub-folders that it was spread over", arguments: [[], ["--verteilen"]])
    func unchanged(spread: [String]) throws {
        let folder = try Self.series(spread)
        let proof = try Program.run(["verify", "serie"], in: folder.path)
        #expect(proof.status == 0 && proof.output == "\(Self.count) Dateien: \(Self.count) unverändert.\n", "\(proof.all)")
        // A folder that belongs to no series is not looked through.
        try FileManager.default.createDirectory(atPath: folder.path + "/serie/alt", withIntermediateDirectories: true)
        try folder.write("serie/alt/fremd.pdf", "kein PDF")
        let recorded = try Program.run(["nachweisen", "serie/", "--nachweis", "serie/manifest.json"], in: folder.path)
        #expect(recorded.status == 0 && recorded.output == proof.output, "\(recorded.all)")
    }

    @Test("What is not in order is told in the order of the names, as of the file alone; a change weighs more than what cannot be told")
    func mixed() throws {
        let folder = try Self.series()
        let files = Self.contracts(folder)
        try alter(files[4], in: folder)
        try extend(files[1], in: folder)
        try folder.write("serie/0-fremd.pdf", Data(contentsOf: URL(filePath: Program.checkout + "/agreements/anlagen/verfahrensschema.pdf")))
        try folder.write("serie/0-leer.pdf", "")
        try folder.write("serie/0-text.pdf", "Guten Tag")
        for workers in ["1", "2"] {
            let proof = try Program.run(["verify", "serie", "--workers", workers], in: folder.path)
            #expect(proof.status == 1 && proof.errors.isEmpty, "\(proof.all)")
            let alone = try [files[1], files[4]].map { try Program.run(["verify", $0], in: folder.path).output }
            let places = try (["0-fremd.pdf", "0-leer.pdf", "0-text.pdf"] + alone).map { try #require(proof.output.range(of: $0), "\($0): \(proof.all)").lowerBound }
            #expect(places == places.sorted(), "\(proof.output)")
            let sum = "\(Self.count + 3) Dateien: \(Self.count - 2) unverändert, 1 verändert, 1 unzulässig ergänzt, 2 nicht prüfbar, 1 nicht von Klauselwerk."
            #expect(Self.lines(proof.output).last == sum, "\(proof.output)")
        }
        for name in [files[4], files[1]] { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }
        #expect(try Program.run(["verify", "serie"], in: folder.path).status == 65)
        for name in ["0-fremd", "0-leer", "0-text"] { try FileManager.default.removeItem(atPath: "\(folder.path)/serie/\(name).pdf") }
        #expect(try Program.run(["verify", "serie"], in: folder.path).status == 0)
        // A library that has moved on tells nothing of the files.
        try folder.replace("zweimal jährlich", with: "dreimal jährlich", in: "clauses/zusammenarbeit/treffen.md")
        let moved = try Program.run(["verify", "serie"], in: folder.path)
        #expect(moved.status == 65 && Self.lines(moved.output).last == "\(Self.count - 2) Dateien: \(Self.count - 2) nicht prüfbar.", "\(moved.all)")
        #expect(moved.output.components(separatedBy: "geändert: Klausel zusammenarbeit/treffen").count == Self.count - 1)
    }

    @Test("Each file is measured by its own line of the manifest; contracts that were exchanged or are missing are told")
    func byTheManifest() throws {
        let folder = try Self.series(["--verteilen"])
        let files = Self.contracts(folder)
        func move(_ one: String, _ other: String) throws { try FileManager.default.moveItem(atPath: "\(folder.path)/\(one)", toPath: "\(folder.path)/\(other)") }
        let verify = ["verify", "serie", "--manifest", "serie/manifest.json"]
        // Another name is no other contract.
        try move(files[6], "serie/umbenannt.pdf")
        #expect(try Program.run(verify, in: folder.path).status == 0)
        try move("serie/umbenannt.pdf", files[6])
        try move(files[0], "serie/tausch.pdf")
        try move(files[1], files[0])
        try move("serie/tausch.pdf", files[1])
        let exchanged = try Program.run(verify, in: folder.path)
        #expect(exchanged.status == 1 && exchanged.output.components(separatedBy: "umbenannt oder vertauscht").count == 3, "\(exchanged.all)")
        #expect(exchanged.output.contains("steht dort bei „\(files[1].dropFirst("serie/".count))“"), "\(exchanged.output)")
        // By its content alone each of them is a contract of the series.
        #expect(try Program.run(["verify", files[0], "--manifest", "serie/manifest.json"], in: folder.path).status == 0)
        try move(files[0], "serie/tausch.pdf")
        try move(files[1], files[0])
        try move("serie/tausch.pdf", files[1])
        try FileManager.default.removeItem(atPath: folder.path + "/" + files[3])
        let missing = try Program.run(verify, in: folder.path)
        #expect(
            missing.status == 1 && missing.output.contains("Der Vertrag „\(files[3].dropFirst("serie/".count))“ steht im Nachweis; in „serie“ liegt er nicht."), "\(missing.all)")
        #expect(Self.lines(missing.output).last == "\(Self.count - 1) Dateien: \(Self.count - 1) unverändert. 1 Vertrag des Nachweises fehlt.", "\(missing.output)")
        // Nobody asks for the others where files are named.
        #expect(try Program.run(["verify", files[0], files[1], "--manifest", "serie/manifest.json"], in: folder.path).status == 0)
        // What the library gives no more, the manifest still proves.
        try folder.replace("zweimal jährlich", with: "dreimal jährlich", in: "clauses/zusammenarbeit/treffen.md")
        #expect(try Program.run(["verify", files[0], files[1], "--manifest", "serie/manifest.json"], in: folder.path).status == 0)
        #expect(try Program.run(["verify", files[0], files[1]], in: folder.path).status == 65)
    }

    @Test("A line of JSON a file says what the file alone does, with what it is counted as; the last one has the numbers")
    func json() throws {
        let folder = try Self.series()
        let files = Self.contracts(folder)
        try alter(files[2], in: folder)
        try folder.write("serie/zz.pdf", "Guten Tag")
        try FileManager.default.removeItem(atPath: folder.path + "/" + files[5])
        let proof = try Program.run(["verify", "serie", "--manifest", "serie/manifest.json", "--json"], in: folder.path)
        let objects = try Self.lines(proof.output).map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: any Sendable], "\($0)") }
        #expect(proof.status == 1 && objects.count == Self.count + 2, "\(proof.all)")
        for object in objects.prefix(Self.count - 1) {
            let name = try #require(object["datei"] as? String)
            let alone = try Program.run(["verify", name, "--manifest", "serie/manifest.json", "--json"], in: folder.path)
            var expected = try #require(try JSONSerialization.jsonObject(with: Data(alone.output.utf8)) as? NSDictionary as? [String: any Sendable])
            expected["stand"] = name == files[2] ? "veraendert" : "unveraendert"
            #expect(NSDictionary(dictionary: object) == NSDictionary(dictionary: expected), "\(name)")
        }
        let text = objects[Self.count - 1]
        #expect(text["datei"] as? String == "serie/zz.pdf" && text["stand"] as? String == "nicht-pruefbar" && text["ergebnis"] as? Int == 65, "\(text)")
        let missing = objects[Self.count]
        #expect(missing["datei"] as? String == String(files[5].dropFirst("serie/".count)) && missing["stand"] as? String == "fehlt", "\(missing)")
        let numbers = objects[Self.count + 1]
        #expect(numbers["dateien"] as? Int == Self.count && numbers["ergebnis"] as? Int == 1 && numbers["fehlend"] as? Int == 1 && numbers["offen"] as? Int == 0, "\(numbers)")
        let counts = try #require(numbers["zahlen"] as? [String: Int])
        #expect(counts["unveraendert"] == Self.count - 2 && counts["veraendert"] == 1 && counts["nicht-pruefbar"] == 1 && counts["fremd"] == 0, "\(counts)")
    }

    @Test("Contracts that carry different files of one name do not meet")
    func annexes() throws {
        let folder = try Self.series()
        let files = Self.contracts(folder)
        for (index, plan) in ["verfahrensschema", "geschaeftsordnung", "verfahrensschema"].enumerated() {
            try folder.write("plaene/\(index)/plan.pdf", Data(contentsOf: URL(filePath: "\(Program.checkout)/agreements/anlagen/\(plan).pdf")))
            let added = try Program.run(["annex", files[index], "plaene/\(index)/plan.pdf", "-o", "mit/\(index).pdf", "--still"], in: folder.path)
            #expect(added.status == 0, "\(added.all)")
        }
        let proof = try Program.run(["verify", "mit", "serie"], in: folder.path)
        #expect(proof.status == 0 && proof.output == "\(Self.count + 3) Dateien: \(Self.count + 3) unverändert.\n", "\(proof.all)")
    }

    @Test("What would be said of every file is said once, and ends the run")
    func ofAll() throws {
        let folder = try Self.series()
        try FileManager.default.createDirectory(atPath: folder.path + "/leer", withIntermediateDirectories: true)
        let cases: [(arguments: [String], words: String)] = [
            (["serie", "leer"], "Das ist ein Ordner ohne Vertrag als PDF."), (["serie", "--library", "leer"], "leer"),
            (["serie", "--agreement", "nirgends.yaml"], "nirgends.yaml"), (["serie", "--manifest", "nirgends.json"], "Der Nachweis fehlt"),
        ]
        for (arguments, words) in cases {
            let proof = try Program.run(["verify"] + arguments, in: folder.path)
            #expect(proof.status == 66 && proof.errors.components(separatedBy: "Fehler:").count == 2 && proof.errors.contains(words), "\(arguments): \(proof.all)")
            #expect(!proof.output.contains("Dateien:"), "\(proof.output)")
        }
        // A file that is not there is one that cannot be told of.
        let some = try Program.run(["verify", Self.contracts(folder)[0], "nirgends.pdf"], in: folder.path)
        #expect(
            some.status == 65 && some.output.contains("nirgends.pdf: Fehler: Die Datei fehlt") && some.output.contains("2 Dateien: 1 unverändert, 1 nicht prüfbar."), "\(some.all)")
    }

    @Test("Ctrl-C ends it with 130, and says how much is left")
    func stopped() throws {
        let folder = try Self.series()
        let names = Self.contracts(folder)
        for copy in 0..<30 { try FileManager.default.copyItem(atPath: "\(folder.path)/\(names[copy % Self.count])", toPath: "\(folder.path)/serie/mehr-\(copy).pdf") }
        try alter(names[0], in: folder)
        // After the first line there is plenty to do.
        let script = "'\(Program.path)' verify serie > aus.txt 2> fehler.txt & pid=$!; until [ -s aus.txt ]; do sleep 0.02; done; kill -INT $pid; wait $pid; echo $?"
        let outcome = try Program.shell(script, in: folder.path)
        let text = try String(contentsOfFile: folder.path + "/aus.txt", encoding: .utf8)
        #expect(outcome.output == "130\n" && text.contains("noch nicht geprüft."), "\(outcome.all)\(text)")
    }
}
