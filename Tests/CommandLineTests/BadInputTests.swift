import Foundation
import Testing

/// Bad input of every kind: a clear German message that names the place, the right exit code, nothing left behind.
@Suite struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let status: Int32
        /// What the message has to contain.
        let words: [String]
        var arguments: [String] = ["build", "probe", "-o", "aus/probe.pdf"]
        let spoil: @Sendable (TemporaryFolder) throws -> Void
    }

    static let cases: [Case] = [
        Case(testDescription: "unbekanntes Feld in einer Klausel", status: 65, words: ["unbefristet.md:7:", "beginn"]) {
            try $0.replace("{{beginn|lang}}", with: "{{begin|lang}}", in: "clauses/laufzeit/unbefristet.md")
        },
        Case(
            testDescription: "unbekanntes Feld in den Daten", status: 65, words: ["partner.nmae", "partner.name"],
            arguments: ["build", "probe", "--set", "partner.nmae=X", "-o", "aus/probe.pdf"]
        ) { _ in },
        Case(testDescription: "unbekannter Schlüssel in der Vereinbarung", status: 65, words: ["probe.yaml:6:", "titel"]) {
            try $0.replace("stil: klassisch", with: "tittel: X", in: "agreements/probe.yaml")
        },
        Case(testDescription: "vertippte Variante", status: 65, words: ["probe.yaml", "unbefristet"]) {
            try $0.replace("laufzeit/unbefristet", with: "laufzeit/unbefristed", in: "agreements/probe.yaml")
        },
        Case(testDescription: "fehlender Wert", status: 65, words: ["partner.ort"]) {
            try $0.replace("      ort: Probestadt\n", with: "", in: "agreements/probe.yaml")
        },
        Case(testDescription: "falsches Datum", status: 65, words: ["probe.yaml:", "31.02.2026"]) {
            try $0.replace("vorgabe: 2026-11-01", with: "vorgabe: 31.02.2026", in: "agreements/probe.yaml")
        },
        Case(testDescription: "Varianten, die einander ausschließen", status: 65, words: ["kuendigung/frist", "laufzeit/befristet"]) {
            try $0.replace("laufzeit/unbefristet", with: "laufzeit/befristet", in: "agreements/probe.yaml")
        },
        Case(testDescription: "Verweis ins Leere", status: 65, words: ["unbefristet.md:7:", "kuendigung"]) {
            try $0.replace("  - kuendigung/frist\n", with: "", in: "agreements/probe.yaml")
        },
        Case(testDescription: "Forderungen, die sich ausschließen", status: 65, words: ["schließen sich aus"]) {
            try $0.write("clauses/a/eins.md", clause("erfordert: [b/zwei]"))
            try $0.write("clauses/b/zwei.md", clause("erfordert: [a/eins]\nschliesst_aus: [a/eins]"))
            try $0.replace("  - kuendigung/frist", with: "  - a/eins\n  - b/zwei\n  - kuendigung/frist", in: "agreements/probe.yaml")
        },
        Case(testDescription: "zerbrochenes YAML", status: 65, words: ["probe.yaml:"]) {
            try $0.replace("gliederung:\n", with: "gliederung: [\n", in: "agreements/probe.yaml")
        },
        Case(testDescription: "zerbrochener Klauselkopf", status: 65, words: ["frist.md:"]) {
            try $0.replace("fassung: \"1.0\"", with: "fassung: \"1.0", in: "clauses/kuendigung/frist.md")
        },
        Case(testDescription: "Klausel ohne Kopf", status: 65, words: ["frist.md:1"]) {
            try $0.write("clauses/kuendigung/frist.md", "Nur Text.\n")
        },
        Case(
            testDescription: "Binärdatei als CSV", status: 65, words: ["partner.csv"],
            arguments: ["batch", "probe", "--partners", "partner.csv", "-o", "aus"]
        ) {
            try $0.write("partner.csv", Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 37) }))
        },
        Case(
            testDescription: "Ordner ohne Schreibrecht", status: 73, words: ["/proc/klauselwerk/probe.pdf"],
            arguments: ["build", "probe", "-o", "/proc/klauselwerk/probe.pdf"]
        ) { _ in },
        Case(testDescription: "fehlende Schrift", status: 66, words: ["LinLibertine_R.otf", "make"]) { try spoilFonts($0, remove: true) },
        Case(testDescription: "veränderte Schrift", status: 65, words: ["LinLibertine_R.otf", "Prüfsumme"]) {
            try spoilFonts($0, remove: false)
        },
        Case(
            testDescription: "Zeichen, das keine Schrift hat", status: 65, words: ["U+13000", "partner.name"],
            arguments: ["build", "probe", "-o", "aus/probe.pdf"] + SmallLibrary.partner("Verein \u{13000}").flatMap { ["--set", $0] }
        ) { _ in },
        Case(
            testDescription: "10 MB in einem Feld", status: 65, words: ["daten.yaml"],
            arguments: ["build", "probe", "--data", "daten.yaml", "-o", "aus/probe.pdf"]
        ) {
            try $0.write("daten.yaml", "partner:\n  name: " + String(repeating: "x", count: 10_000_000) + "\n")
        },
        Case(testDescription: "Liste mit 200 Ebenen", status: 65, words: ["treffen.md:", "6"]) {
            let list = (0..<200).map { String(repeating: "  ", count: $0) + "- Ebene\n" }.joined()
            try $0.write("clauses/zusammenarbeit/treffen.md", clause("") + list)
        },
        Case(
            testDescription: "Vereinbarung, die es nicht gibt", status: 66, words: ["probee", "probe"],
            arguments: ["build", "probee", "-o", "aus/probe.pdf"]
        ) { _ in },
        Case(
            testDescription: "Daten, die es nicht gibt", status: 66, words: ["fehlt.yaml"],
            arguments: ["build", "probe", "--data", "fehlt.yaml", "-o", "aus/probe.pdf"]
        ) { _ in },
        Case(testDescription: "weder Datum noch Stichtag", status: 65, words: ["datum"]) {
            try $0.replace("datum: 2026-10-01\n", with: "", in: "agreements/probe.yaml")
        },
        Case(
            testDescription: "Zeile, die es nicht gibt", status: 65, words: ["partner.csv", "99"],
            arguments: ["build", "probe", "--partners", "partner.csv", "--row", "99", "-o", "aus/probe.pdf"]
        ) { _ in },
    ]

    @Test(arguments: cases)
    func badInput(_ bad: Case) throws {
        let folder = try SmallLibrary.make()
        try bad.spoil(folder)
        let before = folder.files
        let outcome = try Program.run(bad.arguments, in: folder.path)
        #expect(outcome.status == bad.status, "\(outcome.all)")
        for word in bad.words {
            #expect(outcome.all.contains(word), "„\(word)“ fehlt in: \(outcome.all)")
        }
        #expect(outcome.errors.contains("Fehler"))
        #expect(folder.files == before, "es blieb etwas liegen")
    }

    @Test func aFaultyRowIsToldBeforeAnythingIsMade() throws {
        let folder = try SmallLibrary.make()
        try folder.replace("2;Pfarrei St. Beispiel;kirche_kath", with: "2;;kirche_kath", in: "partner.csv")
        let before = folder.files
        let outcome = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "aus"], in: folder.path)
        #expect(outcome.status == 65, "\(outcome.all)")
        #expect(outcome.errors.contains("Zeile 3") && outcome.errors.contains("--only-valid"), "\(outcome.all)")
        #expect(folder.files == before)
    }

    @Test func theSoundRowsAreMadeOnRequest() throws {
        let folder = try SmallLibrary.make()
        try folder.replace("2;Pfarrei St. Beispiel;kirche_kath", with: "2;;kirche_kath", in: "partner.csv")
        let outcome = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--only-valid"], in: folder.path)
        #expect(outcome.status == 3, "\(outcome.all)")
        #expect(outcome.errors.contains("Zeile 3"), "\(outcome.all)")
        #expect(folder.files.filter { $0.hasPrefix("aus/") && $0.hasSuffix(".pdf") }.count == 1)
    }

    @Test func theSoundLibraryBuilds() throws {
        let folder = try SmallLibrary.make()
        let outcome = try Program.run(["build", "probe", "-o", "aus/probe.pdf"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        #expect(folder.files.contains("aus/probe.pdf"))
    }

    @Test func aNameOfOneLetterIsAName() throws {
        let folder = try SmallLibrary.make()
        try folder.write("p", SmallLibrary.partners)
        try FileManager.default.moveItem(atPath: folder.path + "/agreements/probe.yaml", toPath: folder.path + "/agreements/p.yaml")
        #expect(try Program.run(["build", "p", "-o", "a.pdf"], in: folder.path).status == 0)
        try FileManager.default.moveItem(atPath: folder.path + "/a.pdf", toPath: folder.path + "/a")
        #expect(try Program.run(["verify", "a"], in: folder.path).status == 0)
        #expect(try Program.run(["build", "p", "-o", "a"], in: folder.path).status == 64)
        let batch = try Program.run(["batch", "p", "--partners", "p", "-o", "s", "--print", "d.pdf"], in: folder.path)
        #expect(batch.status == 0, "\(batch.all)")
        #expect(folder.files.contains { $0.hasPrefix("s/") })
    }

    static func clause(_ extra: String) -> String {
        "---\nueberschrift: Probe\nzusammenfassung: Probe\nfassung: \"1.0\"\nstatus: freigegeben\n\(extra)\n---\nText der Probe.\n\n"
    }

    /// A library whose fonts folder is a copy with one file gone or changed.
    static func spoilFonts(_ folder: TemporaryFolder, remove: Bool) throws {
        let manager = FileManager.default
        let (fonts, original) = (folder.path + "/fonts", Program.checkout + "/fonts")
        try manager.removeItem(atPath: fonts)
        try manager.createDirectory(atPath: fonts + "/files", withIntermediateDirectories: true)
        for name in try manager.contentsOfDirectory(atPath: original) where name != "files" {
            try manager.copyItem(atPath: original + "/" + name, toPath: fonts + "/" + name)
        }
        for name in try manager.contentsOfDirectory(atPath: original + "/files") where name != "LinLibertine_R.otf" {
            try manager.createSymbolicLink(
                atPath: fonts + "/files/" + name, withDestinationPath: original + "/files/" + name)
        }
        if !remove { try folder.write("fonts/files/LinLibertine_R.otf", "keine Schrift") }
    }
}
