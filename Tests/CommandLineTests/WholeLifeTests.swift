import Foundation
import TestScale
import Testing

@testable import Production

/// From the partner list to the list of members: one contract's years, for forty partners at once.
@Suite("A contract's whole life")
struct WholeLifeTests {
    let folder: TemporaryFolder

    /// An agreement with a clause about data protection, and the clauses that amendments are made of.
    init() throws {
        folder = try SmallLibrary.make(isApproved: false)
        for name in ["aenderungen", "geltung"] {
            let text = try String(contentsOfFile: Program.checkout + "/clauses/nachtrag/\(name).md", encoding: .utf8)
            try folder.write("clauses/nachtrag/\(name).md", text)
        }
        try folder.write(
            "clauses/datenschutz/verarbeitung.md",
            """
            ---
            ueberschrift: Datenschutz
            zusammenfassung: Wer Daten verarbeitet
            fassung: "1.0"
            status: freigegeben
            ---
            1. Jede Partei verarbeitet personenbezogene Daten in eigener Verantwortung.
            2. Daten werden nur mit Einwilligung weitergegeben.

            """)
        try folder.replace("  - laufzeit/unbefristet\n", with: "  - datenschutz/verarbeitung\n  - laufzeit/unbefristet\n", in: "agreements/probe.yaml")
        try run(["approve", "--all", "--by", "Rechtsamt"])
    }

    @discardableResult
    private func run(_ arguments: [String], status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: folder.path)
        #expect(outcome.status == status, "\(arguments): \(outcome.all)")
        return outcome
    }

    /// A series of partners with those numbers, printed once and in the register.
    private func series(_ numbers: ClosedRange<Int>, _ name: String) throws {
        let heading = try #require(SmallLibrary.partners.split(separator: "\n").first)
        let rows = numbers.map { "\($0);Verein \($0) e. V.;ev;Musterweg \($0);00000;Probestadt;den Vorstand" }
        try folder.write("\(name).csv", ([String(heading)] + rows).joined(separator: "\n") + "\n")
        try run([
            "batch", "probe", "--partners", "\(name).csv", "-o", name, "--kennung", "--print", "\(name)-druck.pdf", "--copies", "1", "--register", "register.sqlite", "--quiet",
        ])
    }

    private func contracts(_ name: String) -> [String] {
        folder.files.filter { $0.hasPrefix("\(name)/") && $0.hasSuffix(".pdf") && !$0.contains("ruecklauf") && !$0.contains("nachtrag") }
    }

    private func members(_ day: String) throws -> Int {
        struct List: Decodable { var mitglieder: [Member] }
        struct Member: Decodable { var name: String }
        return try JSONDecoder().decode(List.self, from: Data(run(["register", "mitglieder", "probe", "--am", day, "--json"]).output.utf8)).mitglieder.count
    }

    @Test("Forty partners: printed, scanned, returned, amended, read, two withdraw")
    func wholeLife() throws {
        // Of forty, thirty-one signed before the clause was changed.
        let (old, all) = (TestScale.count(sample: 3, full: 31), TestScale.count(sample: 4, full: 40))
        try series(1...old, "frueher")
        let clause = try String(contentsOfFile: folder.path + "/clauses/datenschutz/verarbeitung.md", encoding: .utf8)
        try folder.write("clauses/datenschutz/verarbeitung@1.0.md", clause)
        try folder.replace("fassung: \"1.0\"", with: "fassung: \"2.0\"", in: "clauses/datenschutz/verarbeitung.md")
        try folder.replace("nur mit Einwilligung weitergegeben.", with: "nur mit schriftlicher Einwilligung weitergegeben.", in: "clauses/datenschutz/verarbeitung.md")
        try run(["approve", "datenschutz/verarbeitung", "--by", "Rechtsamt"])
        try series(old + 1...all, "spaeter")

        // Signed, scanned, returned.
        let prints = try ScannedPrints(["frueher-druck.pdf", "spaeter-druck.pdf"], in: folder)
        let fields = try ScannedPrints.fields(of: contracts("frueher") + contracts("spaeter"), in: folder)
        #expect(fields.count == all)
        try prints.scan(prints.pages.indices.map { ScannedPrints.Sheet(page: $0) }, to: "scan.pdf", fields: fields, "--seed 11")
        let returned = try run(["ruecklauf", "scan.pdf", "-o", "ruecklauf", "--register", "register.sqlite", "--am", "02.11.2026", "--unterschrieben", "--quiet"])
        #expect(returned.output.contains("\(all) Ausfertigungen, \(all) davon vollständig und unterschrieben"), "\(returned.all)")

        // Whoever has the old clause gets the amendment.
        let amended = try run([
            "nachtrag", "--register", "register.sqlite", "--betroffen", "datenschutz/verarbeitung@1.0", "--klausel", "datenschutz", "--datum", "01.02.2027", "--ab",
            "01.03.2027", "-o", "nachtraege",
        ])
        #expect(amended.output.contains("\(old) Nachträge erstellt"), "\(amended.all)")
        #expect(folder.files.filter { $0.hasPrefix("nachtraege/") && $0.hasSuffix(".pdf") }.count == old)

        // Each reads as of today with the new clause, whenever it was signed.
        try run(["lesefassung"] + contracts("frueher") + ["--register", "register.sqlite", "-o", "stand"])
        let readings = folder.files.filter { $0.hasPrefix("stand/") && $0.hasSuffix(".pdf") }
        #expect(readings.count == old)
        for file in readings {
            let text = try Program.shell("pdftotext '\(file)' - | tr -s '\\n ' ' '", in: folder.path).output.replacing("\u{A0}", with: " ")
            #expect(text.contains("nur mit schriftlicher Einwilligung weitergegeben"), "\(file)")
        }

        // Two withdraw; members as of three days.
        for number in [1, 2] {
            let file = try #require(contracts("frueher").first { $0.contains("/\(number)-") })
            let identifier = String(try CarriedOrigin(contentsOf: folder.path + "/" + file).checksum.prefix(16))
            try run(["register", "austritt", identifier, "--partner", "Verein \(number) e. V.", "--am", "15.09.2027", "--zum", number == 1 ? "31.12.2027" : "31.03.2028"])
        }
        let towns = try members("01.11.2026")
        #expect(towns == 0)
        let (before, between, after) = (try members("02.11.2026"), try members("01.01.2028"), try members("01.04.2028"))
        // The body itself is a member, once.
        #expect(before - between == 1 && between - after == 1)
        #expect(before == all || before == all + 1, "\(before)")
        try run(["register", "check"])
    }
}
