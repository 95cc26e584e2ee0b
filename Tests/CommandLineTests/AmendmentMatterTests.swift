import Foundation
import Testing

@testable import Production

/// What a Nachtrag can change, and what it refuses.
@Suite("Was ein Nachtrag ändern kann")
struct AmendmentMatterTests {
    let library: TemporaryFolder

    private static let final = """
        ---
        ueberschrift: Schriftform
        zusammenfassung: Nebenabreden
        fassung: "1.0"
        status: freigegeben
        ---
        1. Nebenabreden bedürfen der Schriftform.
        2. Das gilt auch für diese Bestimmung.

        """

    private static let costs = """
        ---
        ueberschrift: Kosten
        zusammenfassung: Wer was zahlt
        fassung: "1.0"
        status: freigegeben
        ---
        Der Träger zahlt:

        {{tabelle:kosten}}

        """

    private static func liability(_ text: String) -> String {
        """
        ---
        ueberschrift: Haftung
        zusammenfassung: Wer haftet
        fassung: "1.0"
        status: freigegeben
        ---
        \(text)

        """
    }

    private static let artificial = """
        ---
        ueberschrift: Künstliche Intelligenz
        zusammenfassung: Was Maschinen dürfen
        fassung: "1.0"
        status: freigegeben
        ---
        Über Kinder entscheidet keine Maschine.

        """

    /// Sections that are merged, a table, a variant chosen by a field, one chosen by its condition.
    init() throws {
        library = try SmallLibrary.make(isApproved: false)
        for name in ["aenderungen", "geltung"] {
            try library.write("clauses/nachtrag/\(name).md", String(contentsOfFile: Program.checkout + "/clauses/nachtrag/\(name).md", encoding: .utf8))
        }
        try library.write("clauses/kuendigungsschreiben/ordentlich.md", String(contentsOfFile: Program.checkout + "/clauses/kuendigungsschreiben/ordentlich.md", encoding: .utf8))
        try library.write("clauses/schriftform/kurz.md", Self.final)
        try library.write("clauses/kosten/liste.md", Self.costs)
        try library.write("clauses/haftung/gesetzlich.md", Self.liability("Es gilt das Gesetz."))
        try library.write("clauses/haftung/beschraenkt.md", Self.liability("Die Haftung ist auf Vorsatz und grobe Fahrlässigkeit beschränkt."))
        try library.write("clauses/ki/verbot.md", Self.artificial)
        try library.write("clauses/laufzeit/befristet.md", SmallLibrary.limited.replacing("ende:", with: "letzter:").replacing("{{ende|", with: "{{letzter|"))
        try library.replace("felder:", with: "fristen:\n  frist: {frist: {monate: frist}, zum: quartalsende}\nfelder:", in: "clauses/kuendigung/frist.md")
        try library.replace(
            "  - laufzeit/unbefristet\n  - kuendigung/frist\n",
            with: """
                  - klausel: haftung
                    variante_aus: haftungsform
                  - kosten/liste
                  - abschnitt: Schlussbestimmungen
                    absaetze: [laufzeit/unbefristet, kuendigung/frist, schriftform/kurz]

                """, in: "agreements/probe.yaml")
        try library.replace(
            "felder:\n  partner:",
            with: """
                felder:
                  haftungsform:
                    art: auswahl
                    beschriftung: Haftung
                    werte: [gesetzlich, beschraenkt]
                    vorgabe: gesetzlich
                  kosten:
                    art: tabelle
                    beschriftung: Kosten
                    spalten:
                      was: {art: text, beschriftung: Wofür}
                      betrag: {art: betrag, beschriftung: Betrag}
                    vorgabe:
                      - {was: Raum, betrag: "100,00"}
                      - {was: Druck, betrag: "20,00"}
                  partner:
                """, in: "agreements/probe.yaml")
        try run(["approve", "--all", "--by", "Rechtsamt"])
        try run(["build", "probe", "-o", "vertrag.pdf", "--still"])
    }

    @discardableResult
    private func run(_ arguments: [String], status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: library.path)
        #expect(outcome.status == status, "\(arguments): \(outcome.all)")
        return outcome
    }

    /// The instructions of an amendment, which the file is proved to say and the Lesefassung to follow.
    private func amend(_ arguments: [String], number: Int = 1) throws -> String {
        let earlier = (1..<number).map { "vertrag-nachtrag-\($0).pdf" }
        let made = try run(["nachtrag", "vertrag.pdf"] + earlier + ["--datum", "01.02.\(2026 + number)"] + arguments)
        let papers = ["vertrag.pdf"] + earlier + ["vertrag-nachtrag-\(number).pdf"]
        #expect(try run(["verify", "vertrag-nachtrag-\(number).pdf"]).output.contains("unverändert"))
        try run(["lesefassung"] + papers)
        return made.output.replacing("\u{A0}", with: " ")
    }

    private func reading() throws -> String {
        let text = try Program.shell("pdftotext -layout vertrag-lesefassung.pdf - | tr -s ' \\n' ' '", in: library.path)
        return text.output.replacing("\u{A0}", with: " ")
    }

    @Test("A value in a table, a row more, a row less")
    func table() throws {
        let said = try amend(["--set", "kosten.2.betrag=35,00", "--set", "kosten.3.was=Fahrten", "--set", "kosten.3.betrag=50,00", "--set", "kosten.1="])
        #expect(said.contains("§ 3") && said.contains("erhält folgende Fassung"), "\(said)")
        let text = try reading()
        #expect(text.contains("Druck") && text.contains("35,00") && text.contains("Fahrten") && !text.contains("Raum"), "\(text)")
        // The second counts rows as the first has left them.
        _ = try amend(["--set", "kosten.1.betrag=40,00"], number: 2)
        #expect(try reading().contains("40,00"))
        let refused = try run(["nachtrag", "vertrag.pdf", "--set", "kosten.7.betrag=1,00", "--datum", "01.02.2027", "-o", "x"], status: 65)
        #expect(refused.all.contains("„kosten“ hat 2 Zeilen"), "\(refused.all)")
        try run(["nachtrag", "vertrag.pdf", "--set", "kosten.1.preis=1,00", "--datum", "01.02.2027", "-o", "x"], status: 65)
        #expect(!FileManager.default.fileExists(atPath: library.path + "/x"))
    }

    @Test("A value chooses another variant, which is recorded, and back again; a variant that is named takes the agreed one's place")
    func variants() throws {
        let said = try amend(["--set", "haftungsform=beschraenkt"])
        #expect(said.contains("§ 2"), "\(said)")
        #expect(try reading().contains("Vorsatz und grobe Fahrlässigkeit"))
        #expect(try run(["inspect", "vertrag-nachtrag-1.pdf"]).output.contains("haftung/beschraenkt"))
        _ = try amend(["--set", "haftungsform=gesetzlich"], number: 2)
        #expect(try reading().contains("Es gilt das Gesetz."))
        let limited = try amend(["--klausel", "laufzeit/befristet", "--set", "klauseln.laufzeit.letzter=2028-12-31"], number: 3)
        #expect(limited.contains("§ 4 Absatz 1"), "\(limited)")
        let text = try reading()
        #expect(text.contains("endet am 31. Dezember 2028") && !text.contains("unbestimmte Zeit"), "\(text)")
        // The clauses in force are those of the amended contract, also for its deadlines.
        let origin = try CarriedOrigin(contentsOf: library.path + "/vertrag-nachtrag-3.pdf").requiredOrigin().amended
        #expect(origin.clauses.map(\.name).filter { $0.hasPrefix("laufzeit") || $0.hasPrefix("haftung") } == ["haftung/gesetzlich", "laufzeit/befristet"])
    }

    @Test("A clause comes in, goes, moves; what follows is numbered anew, in merged sections as well")
    func clauses() throws {
        let added = try amend(["--einfuegen", "ki/verbot", "--nach", "zusammenarbeit"])
        #expect(added.contains("Nach § 1 wird folgender § 2 eingefügt:") && added.contains("Die bisherigen §§ 2 bis 4 werden die §§ 3 bis 5."), "\(added)")
        let removed = try amend(["--streichen", "haftung"], number: 2)
        #expect(removed.contains("§ 3 wird gestrichen.") && removed.contains("§§ 4 und 5 werden die §§ 3 und 4"), "\(removed)")
        // Out of the merged section one, into it another.
        let merged = try amend(["--streichen", "schriftform", "--einfuegen", "haftung/beschraenkt", "--nach", "laufzeit"], number: 3)
        #expect(merged.contains("§ 4"), "\(merged)")
        let moved = try amend(["--streichen", "ki", "--einfuegen", "ki/verbot", "--nach", "kosten"], number: 4)
        #expect(moved.contains("wird gestrichen") && moved.contains("eingefügt"), "\(moved)")
        let text = try reading()
        #expect(text.contains("§ 3 Künstliche Intelligenz") && text.contains("§ 2 Kosten") && !text.contains("Nebenabreden"), "\(text)")
        _ = try amend(["--einfuegen", "schriftform/kurz", "--nach", "anfang"], number: 5)
        #expect(try reading().contains("§ 1 Schriftform"))
    }

    @Test("In a merged section the letter of notice names the Absatz of its clause")
    func notice() throws {
        let made = try run(["kuendigung", "vertrag.pdf", "--datum", "20.12.2026", "--zugang", "31.12.2026", "-o", "brief.pdf"])
        #expect(made.output.contains("31.03.2027"), "\(made.all)")
        let letter = try Program.shell("pdftotext -layout brief.pdf - | tr -s ' \\n' ' '", in: library.path).output.replacing("\u{A0}", with: " ")
        #expect(letter.contains("nach § 4 Absatz 2 bis 3 zum 31. März 2027"), "\(letter)")
    }

    @Test(
        "What cannot be done is refused with a sentence, and nothing is written",
        arguments: [
            (["--klausel", "datenschuz"], "Eine Klausel „datenschuz“ gibt es nicht."),
            (["--einfuegen", "ki/verbot", "--nach", "gibtesnicht"], "hinter der „ki/verbot“ stehen soll, gibt es in diesem Vertrag nicht"),
            (["--einfuegen", "haftung", "--nach", "kosten"], "Von der Klausel „haftung“ gibt es mehrere Varianten."),
            (["--einfuegen", "kosten/liste", "--nach", "haftung"], "steht schon in diesem Vertrag"),
            (["--streichen", "ki"], "steht nicht in diesem Vertrag"),
            // Laufzeit refers to it.
            (["--streichen", "kuendigung"], "kuendigung"),
            (["--set", "haftungsform=unbegrenzt"], "haftungsform"),
            (["--set", "partner.nahme=X"], "partner.nahme"),
        ] as [([String], String)])
    func refused(arguments: [String], sentence: String) throws {
        let outcome = try run(["nachtrag", "vertrag.pdf", "--datum", "01.02.2027", "-o", "x"] + arguments, status: 65)
        #expect(outcome.all.contains(sentence), "\(outcome.all)")
        #expect(!FileManager.default.fileExists(atPath: library.path + "/x"))
    }
}
