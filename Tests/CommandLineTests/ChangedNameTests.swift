import Foundation
import Testing

/// Short name, gender and forms belong to the name that they were given with: neither an amendment nor an option leaves them at another one in silence.
@Suite("Was zum alten Namen gehört")
struct ChangedNameTests {
    let library: TemporaryFolder

    /// A contract that prints the partner's short name, and the body's where it has one.
    init() throws {
        library = try SmallLibrary.make(isApproved: false)
        for name in ["aenderungen", "geltung"] {
            try library.write("clauses/nachtrag/\(name).md", String(contentsOfFile: Program.checkout + "/clauses/nachtrag/\(name).md", encoding: .utf8))
        }
        try library.replace(
            "jährlich.\n", with: "jährlich; es lädt {{partner.kurz}} ein.\n\n{{wenn vorhanden(stelle.kurz)}}\n\nEs schreibt {{stelle.kurz}}.\n\n{{ende}}\n",
            in: "clauses/zusammenarbeit/treffen.md")
        try run(["approve", "--all", "--by", "Rechtsamt"])
    }

    static let partner = SmallLibrary.partner("Verein Abendrot e. V.") + ["partner.kurz=Abendrot", "partner.genus=m"]

    @discardableResult
    private func run(_ arguments: [String], status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: library.path)
        #expect(outcome.status == status, "\(arguments): \(outcome.all)")
        return outcome
    }

    private func build(_ settings: [String] = partner, _ options: [String] = [], status: Int32 = 0) throws -> Program.Outcome {
        try run(["build", "probe", "-o", "vertrag.pdf"] + settings.flatMap { ["--set", $0] } + options, status: status)
    }

    private func amend(_ settings: [String], after earlier: [String] = [], status: Int32 = 0) throws -> Program.Outcome {
        try run(["nachtrag", "vertrag.pdf"] + earlier + ["--datum", "01.02.202\(7 + earlier.count)"] + settings.flatMap { ["--set", $0] }, status: status)
    }

    private func reading(_ papers: [String]) throws -> String {
        try run(["lesefassung"] + papers)
        return try Program.shell("pdftotext -layout vertrag-lesefassung.pdf - | tr -s ' \\n' ' '", in: library.path).output.replacing("\u{A0}", with: " ")
    }

    @Test("An amendment that changes the name alone does not print the old short name, and not nothing either: it lacks a value")
    func lacks() throws {
        _ = try build()
        let refused = try amend(["partner.name=Kita Morgenrot"], status: 65)
        #expect(refused.errors.contains("Für das Feld „partner.kurz“ (Kurzname) fehlt der Wert."), "\(refused.all)")
        #expect(refused.errors.contains("treffen.md") && refused.errors.contains("--set partner.kurz="), "\(refused.all)")
        #expect(!library.files.contains("vertrag-nachtrag-1.pdf"))
    }

    @Test("With its new short name it is made, told what else fell away, and proved; the next change of the name asks anew")
    func chain() throws {
        _ = try build()
        let made = try amend(["partner.name=Kita Morgenrot", "partner.kurz=Morgenrot"])
        #expect(made.errors.contains("„partner.genus“ gehört zum bisherigen Namen „Verein Abendrot e. V.“"), "\(made.all)")
        #expect(try run(["verify", "vertrag-nachtrag-1.pdf"]).output.contains("unverändert"))
        let text = try reading(["vertrag.pdf", "vertrag-nachtrag-1.pdf"])
        #expect(text.contains("es lädt Morgenrot ein") && !text.contains("es lädt Abendrot"), "\(text)")
        // „zwischen … und der Kita“: from the word follows the gender; masculine was the old name.
        #expect(text.contains("und der Kita Morgenrot") && !text.contains("dem Kita Morgenrot"), "\(text)")
        let refused = try amend(["partner.name=Kita Mittag"], after: ["vertrag-nachtrag-1.pdf"], status: 65)
        #expect(refused.errors.contains("partner.kurz"), "\(refused.all)")
        // The first name again has what was signed with it.
        _ = try amend(["partner.name=Verein Abendrot e. V."], after: ["vertrag-nachtrag-1.pdf"])
        #expect(try reading(["vertrag.pdf", "vertrag-nachtrag-1.pdf", "vertrag-nachtrag-2.pdf"]).contains("es lädt Abendrot ein"))
    }

    @Test("A text that asks whether there is a short name has none after the change, and the amendment says so")
    func guarded() throws {
        _ = try build()
        let made = try amend(["stelle.name=Gemeinde Neustadt"])
        let text = try reading(["vertrag.pdf", "vertrag-nachtrag-1.pdf"])
        #expect(made.errors.contains("„stelle.kurz“") && made.errors.contains("zum bisherigen Namen"), "\(made.all)")
        #expect(text.contains("Gemeinde Neustadt") && !text.contains("Es schreibt Stadt Probestadt"), "\(text)")
        #expect(try run(["verify", "vertrag-nachtrag-1.pdf"]).output.contains("unverändert"))
    }

    @Test("A short name that came by an amendment goes with the name as well")
    func givenByAmendment() throws {
        _ = try build(SmallLibrary.partner("Verein Abendrot e. V."))
        _ = try amend(["partner.kurz=Abendrot"])
        #expect(try amend(["partner.name=Kita Morgenrot"], after: ["vertrag-nachtrag-1.pdf"], status: 65).errors.contains("partner.kurz"))
    }

    @Test("A new clause that prints what the contract was given but did not print lacks a value, until it is given again")
    func withheld() throws {
        try library.write(
            "clauses/kontakt/telefon.md",
            "---\nueberschrift: Kontakt\nzusammenfassung: Wen man anruft\nfassung: \"1.0\"\nstatus: freigegeben\n---\nDer Partner ist erreichbar unter {{partner.telefon}}.\n")
        try run(["approve", "--all", "--by", "Rechtsamt"])
        _ = try build(Self.partner + ["partner.telefon=02000 12"])
        let insertion = ["nachtrag", "vertrag.pdf", "--datum", "01.02.2027", "--einfuegen", "kontakt/telefon", "--nach", "zusammenarbeit"]
        let refused = try run(insertion, status: 65)
        #expect(refused.errors.contains("Für das Feld „partner.telefon“ (Telefon) fehlt der Wert."), "\(refused.all)")
        try run(insertion + ["--set", "partner.telefon=02000 34"])
        #expect(try reading(["vertrag.pdf", "vertrag-nachtrag-1.pdf"]).contains("erreichbar unter 02000 34"))
    }

    @Test("Another name by option lacks the short name as well: an error with place and remedy, in a draft, too", arguments: ["endfassung", "entwurf"])
    func option(status: String) throws {
        try library.replace("{{wenn vorhanden(stelle.kurz)}}\n\n", with: "", in: "clauses/zusammenarbeit/treffen.md")
        try library.replace("\n\n{{ende}}", with: "", in: "clauses/zusammenarbeit/treffen.md")
        let refused = try build(Self.partner + ["stelle.name=Gemeinde Neustadt", "status=\(status)"], status: 65)
        #expect(refused.errors.contains("Für das Feld „stelle.kurz“ (Kurzname) fehlt der Wert."), "\(refused.all)")
        #expect(refused.errors.contains("--set stelle.kurz="), "\(refused.all)")
        #expect(!library.files.contains("vertrag.pdf"))
    }

    @Test("In a series the row that names the body otherwise is the faulty one, whatever the rows before have printed")
    func series() throws {
        try library.replace("{{wenn vorhanden(stelle.kurz)}}\n\n", with: "", in: "clauses/zusammenarbeit/treffen.md")
        try library.replace("\n\n{{ende}}", with: "", in: "clauses/zusammenarbeit/treffen.md")
        try library.replace("fassung: \"1.0\"", with: "fassung: \"1.1\"", in: "clauses/zusammenarbeit/treffen.md")
        try run(["approve", "--all", "--by", "Rechtsamt"])
        let rows = ["", "Gemeinde Neustadt", ""].enumerated().map { "\($0 + 1);Kita Nr. \($0 + 1);K\($0 + 1);ev;Weg 1;00000;Probestadt;den Vorstand;\($1)\n" }
        try library.write(
            "liste.csv", "nr;partner.name;partner.kurz;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch;stelle.name\n" + rows.joined())
        let refused = try run(["batch", "probe", "--partners", "liste.csv", "-o", "aus", "--workers", "1"], status: 65)
        #expect(refused.errors.contains("1 von 3 Zeilen haben Fehler"), "\(refused.all)")
        #expect(refused.errors.contains("Zeile 3") && refused.errors.contains("stelle.kurz"), "\(refused.all)")
    }
}
