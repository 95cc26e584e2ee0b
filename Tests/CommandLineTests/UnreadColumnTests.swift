import Foundation
import Testing

/// A column that no contract reads is told, also where rows with errors are left out: for certain where those cannot have read it, as an open question otherwise.
@Suite("Columns that nobody reads")
struct UnreadColumnTests {
    /// `zusatz` is read by no clause, `hinweis` only where `weg` is `b`.
    private func library() throws -> TemporaryFolder {
        let folder = try SmallLibrary.make(isApproved: false)
        try folder.replace(
            "  beginn:\n",
            with: "  zusatz: {art: text, pflicht: nein}\n  hinweis: {art: text, pflicht: nein}\n  weg: {art: auswahl, werte: [a, b], vorgabe: a}\n  beginn:\n",
            in: "agreements/probe.yaml")
        try folder.replace("jährlich.\n", with: "jährlich.\n\n{{wenn weg == \"b\"}}\n\nHinweis: {{hinweis}}.\n\n{{ende}}\n", in: "clauses/zusammenarbeit/treffen.md")
        let approved = try Program.run(["approve", "--all", "--by", "Rechtsamt"], in: folder.path)
        #expect(approved.status == 0, "\(approved.all)")
        return folder
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let columns: String
        /// What stands in these columns in two sound rows and in the row that lacks its postcode.
        let rows: [String]
        /// Exit status of a run that leaves the faulty row out, and of one that does not.
        let status: Int32
        /// What is told of the column; empty: nothing.
        let told: String
    }

    private static let open = "Hinweis: Die Spalte „hinweis“ ist ausgefüllt, aber keiner der Verträge, die jetzt erstellt werden, enthält ihre Werte"

    static let cases = [
        Case(testDescription: "no clause of the agreement reads it", columns: "zusatz", rows: ["x", "", "y"], status: 65, told: "Fehler: Die Spalte „zusatz“ ist ausgefüllt"),
        Case(
            testDescription: "a part of an address that no clause prints", columns: "partner.telefon", rows: ["02000 1", "", "02000 2"], status: 3,
            told: "Warnung: Die Spalte „partner.telefon“ ist ausgefüllt"),
        Case(testDescription: "the faulty row leaves it empty", columns: "hinweis", rows: ["x", "", ""], status: 65, told: "Fehler: Die Spalte „hinweis“ ist ausgefüllt"),
        Case(testDescription: "the faulty row may have read it", columns: "weg;hinweis", rows: ["a;x", "a;", "b;y"], status: 3, told: Self.open),
        Case(testDescription: "a sound row reads it", columns: "weg;hinweis", rows: ["a;", "b;x", "a;y"], status: 3, told: ""),
        Case(testDescription: "one sound row gives it in vain, another reads it", columns: "weg;hinweis", rows: ["a;x", "b;y", "a;"], status: 3, told: ""),
        Case(testDescription: "only the faulty row has filled it in", columns: "zusatz", rows: ["", "", "y"], status: 3, told: ""),
    ]

    @Test("With --only-valid unread columns are told", arguments: cases)
    func leftOut(_ a: Case) throws {
        let folder = try library()
        let heading = "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch;"
        let rows = a.rows.enumerated().map { "\($0 + 1);Kita Nr. \($0 + 1) e. V.;ev;Weg \($0 + 1);\($0 == 2 ? "" : "00000");Probestadt;den Vorstand;\($1)" }
        // The order of the rows does not matter, nor does the number of workers.
        for (order, workers) in [([0, 1, 2], "1"), ([2, 1, 0], "3")] {
            try folder.write("liste.csv", ([heading + a.columns] + order.map { rows[$0] }).joined(separator: "\n") + "\n")
            let arguments = ["batch", "probe", "--partners", "liste.csv", "-o", "aus", "--workers", workers]
            let outcome = try Program.run(arguments + ["--only-valid"], in: folder.path)
            #expect(outcome.status == a.status, "\(outcome.all)")
            if a.told.isEmpty { #expect(!outcome.errors.contains("ist ausgefüllt"), "\(outcome.errors)") } else { #expect(outcome.errors.contains(a.told), "\(outcome.errors)") }
            #expect(FileManager.default.fileExists(atPath: folder.path + "/aus") == (a.status == 3))
            try? FileManager.default.removeItem(atPath: folder.path + "/aus")
            guard a.status == 65 else { continue }
            #expect(outcome.errors.contains("Neben den Fehlern in einer Zeile gibt es solche, die die Liste als Ganzes betreffen"), "\(outcome.errors)")
        }
        // Who mends the rows first learns it then: open questions are no matter of a run that makes nothing.
        let refused = try Program.run(["batch", "probe", "--partners", "liste.csv", "-o", "aus"], in: folder.path)
        #expect(refused.status == 65 && !refused.errors.contains("ist noch offen"), "\(refused.all)")
        #expect(refused.errors.contains("Die Spalte") == (!a.told.isEmpty && a.told != Self.open), "\(refused.errors)")
    }

    @Test("A value for all rows that no contract reads is a warning, or an open question")
    func option() throws {
        let folder = try library()
        let row = { (number: Int, plz: String) in "\(number);Kita Nr. \(number) e. V.;ev;Weg \(number);\(plz);Probestadt;den Vorstand\n" }
        try folder.write("liste.csv", "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch\n" + row(1, "00000") + row(2, ""))
        for (setting, told) in [("zusatz=x", "Warnung: „zusatz“ ist angegeben"), ("hinweis=x", "Hinweis: „hinweis“ ist angegeben, aber keiner der Verträge, die jetzt")] {
            let outcome = try Program.run(["batch", "probe", "--partners", "liste.csv", "-o", "aus", "--only-valid", "--set", setting], in: folder.path)
            #expect(outcome.status == 3 && outcome.errors.contains(told), "\(outcome.all)")
            try FileManager.default.removeItem(atPath: folder.path + "/aus")
        }
    }
}
