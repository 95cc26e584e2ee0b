import DocumentModel
import Findings
import GermanText
import Testing

@testable import Agreements
@testable import Assembler
@testable import Composition

@Suite("Parties, signatures, annexes, furniture")
struct CompositionMatterTests {
    private static func line(_ text: String) throws -> Template { try Template.parseLine(.whole(text, at: .file("agreements/probe.yaml"))) }

    private static var sample: CompositionSample {
        var sample = CompositionSample()
        func person(_ address: String, _ title: String, _ first: String, _ name: String, _ office: String) -> Value {
            .record(Record(["anrede": .choice(address), "titel": .text(title), "vorname": .text(first), "name": .text(name), "funktion": .text(office)]))
        }
        sample.fields = [
            "stelle.name": .text("Stadt Musterstadt"), "stelle.einheit": .text("Jugendamt"), "stelle.strasse": .text("Rathausplatz"),
            "stelle.plz": .text("00001"), "stelle.ort": .text("Musterstadt"), "stelle.genus": .value(.choice("f"), FieldPresentation(label: "Genus")),
            "stelle.vertreten_durch": .value(
                .list([person("Frau", "Dr.", "Erika", "Muster", "Oberbürgermeisterin"), person("Herr", "", "Max", "Muster", "Amtsleiter")]),
                FieldPresentation(label: "Vertretung")),
            "stelle.formen.dativ": .absent, "stelle.formen.akkusativ": .absent, "stelle.numerus": .absent,
            "partner.name": .text("*Kita*"), "partner.strasse": .text("Am Weg"), "partner.plz": .text("00002"), "partner.ort": .text("Ort"),
            "partner.vertreten_durch": .text("den Vorstand"), "partner.einheit": .absent,
        ]
        for path in ["neu.name", "neu.strasse", "neu.plz", "neu.ort", "neu.vertreten_durch"] { sample.fields[path] = .open(FieldPresentation(label: "Name")) }
        return sample
    }

    private func parties(_ form: PartyBlockForm, _ fields: [(String, String?)]) throws -> PartySpecification {
        PartySpecification(
            form: form, lead: nil, conjunction: nil, closing: nil,
            parties: try fields.map { .init(field: FieldPath($0), designation: try $1.map { try Self.line($0) }, place: .file("a.yaml")) })
    }

    @Test("A party block names body, address, chain of representation and short name")
    func block() throws {
        let document = try Self.sample.compose([]) { $0.parties = try parties(.block, [("stelle", "Jugendamt"), ("partner", "Netzwerkpartner")]) }.document
        #expect(
            DocumentDump.visible(document.plainText) == """
                zwischen
                der Stadt Musterstadt
                Jugendamt
                Rathausplatz, 00001~Musterstadt
                vertreten durch die Oberbürgermeisterin Dr.~Erika Muster, diese vertreten durch den Amtsleiter Max Muster
                –~im Folgenden „Jugendamt“ genannt~–
                und
                *Kita*
                Am Weg, 00002~Ort
                vertreten durch den Vorstand
                –~im Folgenden „Netzwerkpartner“ genannt~–
                wird die folgende Vereinbarung geschlossen:
                """)
    }

    @Test("An open party is rules to write on")
    func open() throws {
        let document = try Self.sample.compose([]) { $0.parties = try parties(.block, [("stelle", nil), ("neu", nil)]) }.document
        #expect(document.plainText.contains("und\n_____\n_____\nvertreten durch _____\nwird"))
    }

    @Test("Parties in one sentence")
    func sentence() throws {
        let document = try Self.sample.compose([]) { $0.parties = try parties(.sentence, [("partner", nil), ("partner", "Partner")]) }.document
        #expect(
            DocumentDump.visible(document.plainText)
                == "zwischen *Kita*, Am Weg, 00002~Ort, vertreten durch den Vorstand, und *Kita*, Am Weg, 00002~Ort, vertreten durch den Vorstand –~im Folgenden „Partner“ genannt~– wird die folgende Vereinbarung geschlossen:"
        )
    }

    @Test("A missing name is an error that names the field")
    func missing() throws {
        var sample = Self.sample
        sample.fields["partner.name"] = .missing(FieldPresentation(label: "Name"))
        do {
            _ = try sample.compose([]) { $0.parties = try parties(.block, [("partner", nil)]) }
            Issue.record("no error")
        } catch let error as FindingList {
            #expect(error.all.map(\.rule) == ["wert-fehlt"])
            #expect(error.all.first?.remedy?.contains("--set partner.name=…") == true)
        }
    }

    private func unit(_ party: String?, line: String? = nil, town: String? = nil, name: String? = nil, count: Int = 1, seal: Bool = false) throws -> SignatureSpecification.Unit {
        .init(
            party: party.map { FieldPath($0) }, line: try line.map { try Self.line($0) }, town: try town.map { try Self.line($0) },
            mandate: seal ? try Self.line("Im Auftrag") : nil,
            name: try name.map { try Self.line($0) }, office: nil, hasSeal: seal, count: count, place: .file("a.yaml"))
    }

    @Test("Signatures take name and office from the representation, unless the agreement says otherwise")
    func signatures() throws {
        let document = try Self.sample.compose([]) {
            $0.signatures = SignatureSpecification(
                arrangement: .sideBySide, lead: nil, header: [],
                units: [
                    try unit("stelle", town: "{{stelle.ort}}", seal: true), try unit("partner", count: 2), try unit("stelle", line: "Für das Jugendamt", name: ""),
                ], emptyUnits: 1)
        }.document
        #expect(
            DocumentDump.text(document) == """
                1 signatures sideBySide
                  2 Für die <=stelle.name>Stadt Musterstadt</> / <=stelle.ort>Musterstadt</>, den| / Im Auftrag / <=stelle.vertreten_durch>Max Muster</>|Amtsleiter / seal
                  5 <=partner.name>*Kita*</> / |Ort, Datum /  / <=partner.vertreten_durch>Vorstand</>| + |
                  9 Für das Jugendamt / |Ort, Datum /  / |
                  12 <blank 13 Name der Einrichtung> / |Ort, Datum /  / |

                """)
    }

    private func annex(_ key: String, _ content: AnnexSpecification.Content) throws -> AnnexSpecification {
        AnnexSpecification(key: key, title: try Self.line("Titel \(key)"), lead: nil, content: content, place: .file("a.yaml", line: 9, column: 1), origin: .none)
    }

    @Test("Annexes are numbered in order; one alone has no number")
    func annexes() throws {
        var sample = Self.sample
        sample.fields["liste"] = .open(FieldPresentation(label: "Kontakte", columns: []))
        let section = try sample.section("a", "Siehe {{anlage:zwei}}.\n\n{{anlagenverzeichnis}}")
        let two = try sample.compose([section]) { input in
            input.annexes = [
                try annex("eins", .foreign(path: "eins.pdf", pages: nil)), try annex("zwei", .text(try sample.clause("anhang", "1. A\n2. B\n\n## Kopf\n\nText"))),
            ]
        }
        #expect(two.findings.isEmpty)
        #expect(
            DocumentDump.visible(two.document.plainText)
                == "§~1 A\nSiehe Anlage~2.\n• Anlage~1: Titel eins\n• Anlage~2: Titel zwei\nAnlage~1\nTitel eins\nAnlage~2\nTitel zwei\n(1) A\n(2) B\nKopf\nText")
        let one = try sample.compose([sample.section("a", "Siehe {{anlage:eins}}.")]) { $0.annexes = [try annex("eins", .foreign(path: "eins.pdf", pages: nil))] }
        #expect(one.document.plainText == "§\u{A0}1 A\nSiehe Anlage.\nAnlage\nTitel eins")
    }

    @Test("Somebody else's pages have in the line of their title what they belong to and of which day they are")
    func belonging() throws {
        let sample = Self.sample
        var tied = try annex("eins", .foreign(path: "eins.pdf", pages: nil))
        (tied.belongsTo, tied.asOf) = (try Self.line("{{ref:a}}"), try Self.line("1. Januar 2026"))
        let document = try sample.compose([sample.section("a", "Siehe {{anlage:eins}}.")]) { $0.annexes = [tied] }.document
        #expect(DocumentDump.visible(document.plainText) == "§~1 A\nSiehe Anlage.\nAnlage\nTitel eins\n(zu §~1 dieser Vereinbarung), Stand: 1. Januar 2026")
    }

    @Test("An annex that no text mentions is a warning")
    func unused() throws {
        let found = try Self.sample.compose([]) { $0.annexes = [try annex("eins", .foreign(path: "eins.pdf", pages: nil))] }.findings
        #expect(found.map(\.rule) == ["anlage-ungenannt"])
        #expect(found.first?.place == .file("a.yaml", line: 9, column: 1))
    }

    @Test("A table annex without data has rows to write in")
    func emptyTable() throws {
        var sample = Self.sample
        sample.fields["kontakte"] = .open(
            FieldPresentation(label: "Kontakte", columns: [.init(name: "name", label: "Name", kind: .text), .init(name: "tel", label: "Telefon", kind: .text)]))
        let document = try sample.compose([]) { $0.annexes = [try annex("k", .table(field: FieldPath("kontakte"), emptyRows: 8))] }.document
        guard case .blocks(let blocks)? = document.annexes.first?.content, case .table(let table)? = blocks.first?.content else {
            Issue.record("no table")
            return
        }
        #expect(table.header.map { $0.cells.count } == [2])
        #expect(table.rows.count == 8)
        #expect(table.rows.allSatisfy { $0.minimumHeight > 0 })
    }

    @Test("Page furniture keeps its numbers apart from its text")
    func furniture() throws {
        let document = try Self.sample.compose([]) { input in
            input.furniture.footRight = try Self.line("Seite {{seite}} von {{seiten}}")
            input.furniture.headLeft = try Self.line("{{stelle.name}}")
        }.document
        #expect(document.furniture.footRight == [.text([.text("Seite\u{A0}")]), .pageNumber, .text([.text("\u{A0}von\u{A0}")]), .pageCount])
        #expect(document.furniture.headLeft == [.text([.span(Span(.value(FieldPath("stelle.name")), [.text("Stadt Musterstadt")]))])])
        #expect(document.furniture.watermark == nil)
    }

    @Test("A letter has its return address, information without empty entries, and the title as subject")
    func letter() throws {
        let document = try Self.sample.compose([]) { input in
            input.titleLines = [try Self.line("Kooperation"), try Self.line("im Netzwerk")]
            input.letter = LetterSpecification(
                form: .b, body: FieldPath("stelle"), sender: [], returnAddress: [], recipient: nil,
                information: [[(try Self.line("Telefon:"), [try Self.line("02000 160-0")]), (try Self.line("Erreichbar"), [])]], footer: [], arms: nil)
        }.document
        #expect(
            DocumentDump.text(document) == """
                1 letter B <=stelle.name>Stadt Musterstadt</> · <=stelle.strasse>Rathausplatz</> · <=stelle.plz>00001</>~<=stelle.ort>Musterstadt</> / Kooperation im Netzwerk
                  Telefon=02000 160-0

                """)
    }

    static let values: [(Value, String, String)] = [
        (.date(day(2026, 9, 16)), "{{x}}", "16.~September 2026"), (.date(day(2026, 9, 6)), "{{x|kurz}}", "06.09.2026"),
        (.number(3), "{{x|wort}}", "drei"), (.number(12_345), "{{x}}", "12\u{202F}345"), (.money(1234.5), "{{x}}", "1.234,50~Euro"), (.flag(true), "{{x}}", "ja"),
    ]

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day) ?? CalendarDate.earliest
    }

    @Test("Values print in German", arguments: values)
    func value(value: Value, markdown: String, expected: String) throws {
        var sample = CompositionSample()
        sample.fields["x"] = .value(value, FieldPresentation(label: "X"))
        #expect(DocumentDump.visible(try sample.text(markdown)) == expected)
    }

    static let typography: [(String, String)] = [
        ("Nach § 8a Abs. 4 SGB VIII gilt", "Nach <cite>§~8a~Abs.~4~SGB~VIII</> gilt"), ("Ein \"{{x}}\" hier", "Ein „<=x>a \"b\" c</>“ hier"),
        ("Das - wie hier - gilt", "Das~– wie hier~– gilt"),
    ]

    @Test("Static text is normalised across markers, values are not", arguments: typography)
    func normalisation(markdown: String, expected: String) throws {
        var sample = CompositionSample()
        sample.fields["x"] = .text("a \"b\" c")
        let dump = DocumentDump.text(try sample.compose([sample.section("a", markdown)]).document)
        #expect(dump.contains(expected), "\(dump)")
    }
}

extension CalendarDate {
    /// Stands in where a literal of a test is no date.
    fileprivate static var earliest: CalendarDate {
        guard let date = CalendarDate(year: 1, month: 1, day: 1) else { preconditionFailure() }
        return date
    }
}
