import Foundation
import TestScale
import Testing

@testable import Production

/// `nachtrag` for many contracts: journal, resuming, print run, marks, manifest and register, as `batch` has them.
@Suite("Nachträge als Serie")
struct AmendmentRunTests {
    let library: TemporaryFolder
    private static let partners = 3

    /// A series of contracts in the register, and the clauses that amendments are made of.
    init() throws {
        library = try SmallLibrary.make(isApproved: false)
        for name in ["aenderungen", "geltung"] {
            try library.write("clauses/nachtrag/\(name).md", String(contentsOfFile: Program.checkout + "/clauses/nachtrag/\(name).md", encoding: .utf8))
        }
        try run(["approve", "--all", "--by", "Rechtsamt"])
        let heading = try #require(SmallLibrary.partners.split(separator: "\n").first)
        let rows = (1...Self.partners).map { "\($0);Verein \($0) e. V.;ev;Musterweg \($0);00000;Probestadt;den Vorstand" }
        try library.write("partner.csv", ([String(heading)] + rows).joined(separator: "\n") + "\n")
        try run(["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--kennung", "--register", "register.sqlite", "--quiet"])
    }

    @discardableResult
    private func run(_ arguments: [String], status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: library.path)
        #expect(outcome.status == status, "\(arguments): \(outcome.all)")
        return outcome
    }

    private static let change = [
        "nachtrag", "--register", "register.sqlite", "--vereinbarung", "probe", "--set", "klauseln.kuendigung.frist=6", "--datum", "01.02.2027", "-o", "nachtraege",
    ]
    private static let printing = ["--print", "druck.pdf", "--copies", "2", "--slip-sheets", "--sort", "partner.name"]

    private struct Listed: Decodable {
        struct Row: Decodable, Equatable {
            var zeile: Int
            var nr: String
            var partner: String
            var datei: String?
            var seiten: Int?
            var sha256: String?
        }
        var inhalt: String?
        var anzahl: Int
        var offen: Int
        var seiten: Int
        var zeilen: [Row]
    }

    private func manifest() throws -> Listed {
        try JSONDecoder().decode(Listed.self, from: Data(contentsOf: URL(filePath: library.path + "/nachtraege/manifest.nachtraege.json")))
    }

    /// All that a run has made, by contents.
    private func state() throws -> [String: String] {
        var found: [String: String] = [:]
        for file in library.files where file.hasPrefix("nachtraege/") && !file.hasSuffix(".lock") || file == "druck.pdf" {
            found[file] = try Program.shell("sha256sum < '\(file)'", in: library.path).output
        }
        found["register"] = try Program.shell("rm -f stand.jsonl; '\(Program.path)' register export stand.jsonl >/dev/null && cat stand.jsonl", in: library.path).output
        return found
    }

    @Test("One run: files, manifest, report, a print run with copies and slip sheets, marks of their own, the register")
    func whole() throws {
        let made = try run(Self.change + Self.printing)
        #expect(made.output.contains("\(Self.partners) Nachträge erstellt") && made.output.contains("druck.pdf:"), "\(made.all)")
        let manifest = try manifest()
        #expect(manifest.inhalt == "Nachträge" && manifest.anzahl == Self.partners && manifest.offen == 0)
        #expect(manifest.zeilen.map(\.nr).allSatisfy { $0.hasSuffix("-nachtrag-1") } && Set(manifest.zeilen.map(\.partner)).count == Self.partners)
        for row in manifest.zeilen {
            let sum = try Program.shell("sha256sum < 'nachtraege/\(row.datei ?? "")'", in: library.path).output
            #expect(sum.hasPrefix(row.sha256 ?? "-"))
        }
        let report = try String(contentsOfFile: library.path + "/nachtraege/bericht.nachtraege.html", encoding: .utf8)
        #expect(report.contains("<h1>Bericht: Nachträge</h1>") && report.contains("-nachtrag-1.pdf"))
        // A slip sheet, then two copies, each beginning on a front page.
        let words = try Program.shell("pdftotext druck.pdf - | tr -s ' \\n' ' '", in: library.path).output
        #expect(words.ranges(of: "Ausfertigung 2 von 2").count >= Self.partners && words.ranges(of: "2 Ausfertigungen").count == Self.partners)
        // The marks are those of the amendments, not of the contracts.
        let prints = try ScannedPrints(["druck.pdf"], in: library)
        let marks = Set(prints.pages.compactMap { $0?.contract })
        #expect(marks.count == Self.partners)
        let files = library.files.filter { $0.hasPrefix("nachtraege/") && $0.hasSuffix(".pdf") }
        #expect(try Set(files.map { try CarriedOrigin(contentsOf: library.path + "/" + $0).requiredOrigin().settings.mark ?? "" }) == marks)
        let contracts = library.files.filter { $0.hasPrefix("serie/") && $0.hasSuffix(".pdf") }
        #expect(try marks.isDisjoint(with: contracts.compactMap { try CarriedOrigin(contentsOf: library.path + "/" + $0).requiredOrigin().settings.mark }))
        for file in files { #expect(try run(["verify", file]).output.contains("unverändert")) }
        // Signed and back like a contract.
        let fields = try ScannedPrints.fields(of: files, in: library)
        let copies = prints.pages.indices.filter { prints.pages[$0]?.copy == 1 }
        try prints.scan(copies.map { ScannedPrints.Sheet(page: $0) }, to: "scan.pdf", fields: fields)
        let returned = try run(["ruecklauf", "scan.pdf", "-o", "ruecklauf", "--register", "register.sqlite", "--am", "01.03.2027", "--unterschrieben"])
        #expect(returned.output.contains("\(Self.partners) Ausfertigungen, \(Self.partners) davon vollständig und unterschrieben"), "\(returned.all)")
        #expect(library.files.count { $0.hasPrefix("nachtraege/") && $0.contains("ruecklauf") } == Self.partners)
    }

    @Test("Killed at any moment and resumed, everything is as after an undisturbed run")
    func killed() throws {
        try Program.shell("cp -r serie serie.alt && cp register.sqlite register.alt", in: library.path).expectDone()
        func reset() throws { try Program.shell("rm -rf nachtraege druck.pdf register.sqlite* && cp register.alt register.sqlite", in: library.path).expectDone() }
        let arguments = Self.change + Self.printing + ["--quiet", "--resume"]
        let begin = Date()
        try run(arguments)
        let seconds = Date().timeIntervalSince(begin)
        let expected = try state()
        #expect(expected.count == Self.partners + 4)
        let moments = TestScale.count(sample: 3, full: 20)
        for moment in 1...moments {
            try reset()
            let words = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
            _ = try Program.shell("timeout -s KILL \(seconds * Double(moment) / Double(moments + 1)) \(words) >/dev/null 2>&1", in: library.path)
            try run(["register", "check"])
            try run(arguments)
            #expect(try state() == expected, "\(moment)")
        }
        // And once more, when all is there.
        try run(arguments)
        #expect(try state() == expected)
    }

    @Test("What lies there and would come out otherwise stays; --replace replaces it; another run into the folder keeps what the first has listed")
    func existing() throws {
        let contracts = library.files.filter { $0.hasPrefix("serie/") && $0.hasSuffix(".pdf") }
        let set = ["--datum", "01.02.2027", "-o", "nachtraege"]
        try run(["nachtrag", contracts[0], "--set", "klauseln.kuendigung.frist=6"] + set)
        let first = try manifest().zeilen
        #expect(first.count == 1)
        let other = try run(["nachtrag", contracts[0], "--set", "klauseln.kuendigung.frist=9"] + set, status: 4)
        #expect(other.all.contains("heute entstünde ein anderer"), "\(other.all)")
        #expect(try manifest().zeilen.map(\.sha256) == first.map(\.sha256))
        let replaced = try run(["nachtrag", contracts[0], "--set", "klauseln.kuendigung.frist=9", "--replace"] + set)
        #expect(replaced.output.contains("1 ersetzt"), "\(replaced.all)")
        #expect(try manifest().zeilen.map(\.sha256) != first.map(\.sha256))
        try run(["nachtrag", contracts[1], "--set", "klauseln.kuendigung.frist=6"] + set)
        #expect(try manifest().zeilen.count == 2 && manifest().anzahl == 2)
        // A manifest of a series is another file, and stays.
        let series = try Data(contentsOf: URL(filePath: library.path + "/serie/manifest.json"))
        try run(["nachtrag", contracts[2], "--set", "klauseln.kuendigung.frist=6", "--datum", "01.02.2027", "-o", "serie"])
        #expect(try Data(contentsOf: URL(filePath: library.path + "/serie/manifest.json")) == series)
    }

    @Test("Amendments that come into the register before their contracts are noted at these all the same")
    func takenIn() throws {
        try run(["nachtrag", "serie", "--set", "klauseln.kuendigung.frist=6", "--datum", "01.02.2027", "-o", "serie"])
        try run(["register", "aufnehmen", "serie", "--register", "anderes.sqlite"])
        let listed = try run(["register", "export", "stand.jsonl", "--register", "anderes.sqlite"])
        #expect(listed.status == 0)
        let lines = try String(contentsOfFile: library.path + "/stand.jsonl", encoding: .utf8)
        #expect(lines.ranges(of: "1. Nachtrag, Kennung").count == Self.partners)
    }
}

extension Program.Outcome {
    fileprivate func expectDone() throws { #expect(status == 0, "\(all)") }
}
