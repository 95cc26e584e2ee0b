import DocumentModel
import Styles
import TestDocuments
import Testing

@testable import Layout

/// Every kind of block once, in `Golden/`: what stands where.
extension GoldenLayouts {
    @Suite struct Headings {
        private func document(_ form: HeadingForm) -> Document {
            let builder = DocumentBuilder()
            let long = "Zusammenarbeit der Partner im Netzwerk Frühe Hilfen und Kinderschutz auf dem Gebiet des Landkreises und seiner Gemeinden"
            let deep = { builder.section("a)", "Dritte Stufe", level: 3, form: form) { [builder.paragraph("Drei.")] } }
            let inner = { builder.section("1.1", "Zweite Stufe", level: 2, form: form) { [builder.paragraph("Zwei."), deep()] } }
            var first = builder.section("§ 1", long, form: form) { [builder.paragraph("Eins."), inner()] }
            if case .section(var section) = first.content {
                section.legalReferences = [[.text("§ 3 KKG (Rahmenbedingungen)")], [.text("§ 8a SGB VIII (Schutzauftrag)")]]
                first.content = .section(section)
            }
            return builder.document([first, builder.section(nil, "Präambel", form: form) { [builder.paragraph("Ohne Nummer.")] }])
        }

        @Test func withHangingNumbersAndLegalReferences() throws { try GoldenLayouts.check("headings-hanging", document(.display)) }

        @Test func withNumbersInLine() throws {
            var style = StyleSheet()
            for index in style.headings.indices { style.headings[index].numberHangs = false }
            try GoldenLayouts.check("headings-in-line", document(.display), style)
        }

        @Test func atTheHeadOfTheirParagraph() throws { try GoldenLayouts.check("headings-run-in", document(.runIn)) }
    }

    /// Duden, rules 73, 74 and 119: items without marks, with commas as parts of one sentence, with full stops.
    @Test func listsOfEveryPunctuation() throws {
        let builder = DocumentBuilder()
        func list(_ texts: [String]) -> Block { builder.bullets(texts) }
        func letters(_ texts: [String]) -> Block {
            builder.list(.ordered, level: 2, zip(["a)", "b)", "c)"], texts).map { label, text in (label, { [builder.paragraph(text)] }) })
        }
        let items: [(label: String?, blocks: () -> [Block])] = [
            ("(1)", { [builder.paragraph("Aufgaben:", .listLead), list(["Beratung", "Vermittlung", "Begleitung"])] }),
            ("(2)", { [builder.paragraph("Die Partner", .listLead), letters(["beraten Familien,", "vermitteln Hilfen und", "begleiten sie."])] }),
            ("(3)", { [builder.paragraph("Es gilt:", .listLead), letters(["Jeder berät.", "Keiner schweigt."])] }),
            ("(4)", { [builder.paragraph("Die Partner beraten"), list(["Eltern,", "Kinder;"]), builder.paragraph("sie schweigen nicht.")] }),
        ]
        try Self.check("list-punctuation", builder.document([builder.list(.absaetze, items)]))
    }

    @Suite struct Tables {
        private let builder = DocumentBuilder()

        private func table(_ columns: [TableColumn], header: [TableRow] = [], _ rows: [TableRow]) -> Document {
            builder.document([builder.block { _ in .table(Table(columns: columns, header: header, rows: rows)) }])
        }

        @Test func withColumnsAsWideAsTheirContent() throws {
            let header = [builder.row(["Nr.", "Einrichtung", "Ort"])]
            let rows = [builder.row(["1", "Familienzentrum am Park mit Beratungsstelle", "Musterstadt"]), builder.row(["2", "Kita", "Au"])]
            try GoldenLayouts.check("table-found-widths", table([TableColumn(), TableColumn(), TableColumn()], header: header, rows))
        }

        @Test func withFixedAndProportionalColumns() throws {
            let columns = [TableColumn(width: .fixed(30)), TableColumn(width: .share(1)), TableColumn(width: .share(3))]
            try GoldenLayouts.check("table-fixed-and-shares", table(columns, [builder.row(["Eins", "Zwei", "Drei"])]))
        }

        @Test func withSpansAndSeveralParagraphsInACell() throws {
            let several = TableCell(
                id: builder.id(), blocks: [builder.paragraph("Erster."), builder.bullets(["Punkt"]), builder.paragraph("Zweiter.")], rowSpan: 2)
            let rows = [
                TableRow(id: builder.id(), cells: [builder.cell("Über beide", columns: 2), several]),
                TableRow(id: builder.id(), cells: [builder.cell("Links"), builder.cell("Rechts")]),
                builder.row(["A", "B", "C"]),
            ]
            try GoldenLayouts.check("table-spans", table([TableColumn(), TableColumn(), TableColumn()], rows))
        }

        @Test func withDecimalsUnderEachOther() throws {
            let columns = [TableColumn(), TableColumn(alignment: .decimal), TableColumn(alignment: .right), TableColumn(alignment: .centre)]
            let rows = [("Miete", "1.250,00"), ("Sachkosten", "80,5"), ("Honorar", "keins")]
            try GoldenLayouts.check("table-decimals", table(columns, rows.map { builder.row([$0.0, $0.1, "rechts", "mitte"]) }))
        }

        @Test func withCompoundsThatAreLongerThanTheirColumn() throws {
            let columns = [TableColumn(width: .fixed(25)), TableColumn(width: .fixed(20))]
            try GoldenLayouts.check("table-long-compounds", table(columns, [builder.row(["Netzwerkkoordinierungsstelle", "Kindeswohlgefährdungseinschätzung"])]))
        }

        /// Two rows of four lines fit on a page, and the third goes to the next one as a whole.
        @Test func keepTheLinesOfAShortRowTogether() throws {
            var style = StyleSheet()
            style.page.size = Size(width: mm(100), height: mm(100))
            let rows = (1...5).map { builder.row(["Zeile \($0)", "Ein Text, der in seiner Zelle über zwei oder drei Zeilen läuft"]) }
            let columns = [TableColumn(width: .fixed(15)), TableColumn(width: .fixed(35))]
            let body = [builder.block { _ in .table(Table(columns: columns, header: [builder.row(["Nr.", "Text"])], rows: rows)) }]
            try GoldenLayouts.check("table-short-rows", builder.document(body), style)
        }
    }

    @Suite struct Notes {
        /// - Parameter lines: of the note, about.
        private func document(words: Int) -> (Document, StyleSheet) {
            let builder = DocumentBuilder()
            var style = StyleSheet()
            style.page.size = Size(width: mm(110), height: mm(110))
            let note = builder.footnote("1", DocumentBuilder.prose(words))
            let body = [builder.paragraph(DocumentBuilder.prose(30)), builder.paragraph([.text("Text mit Fußnote"), note, .text(".")])]
            return (builder.document(body), style)
        }

        @Test func standWholeOnThePageOfTheirMark() throws {
            let (document, style) = document(words: 20)
            try GoldenLayouts.check("footnote-whole", document, style)
        }

        @Test func areSplitWhereTheyAreLongerThanAPage() throws {
            let (document, style) = document(words: 230)
            try GoldenLayouts.check("footnote-split", document, style)
        }
    }

    @Test func aFigureWithItsCaption() throws {
        let builder = DocumentBuilder()
        let figure = builder.block { _ in
            .figure(Figure(file: "lageplan.svg", width: 60, height: 40, alternativeText: "Lageplan", caption: [.text("Abbildung 1: Lageplan")]))
        }
        try Self.check("figure", builder.document([builder.paragraph("Davor."), figure, builder.paragraph("Danach.")]))
    }

    @Test(arguments: [PartyBlockForm.block, .sentence]) func theParties(form: PartyBlockForm) throws {
        let builder = DocumentBuilder()
        let block = builder.block { builder in
            .parties(
                PartyBlock(
                    lead: [.text("zwischen")],
                    parties: [("der Stadt Musterstadt", "Träger"), ("dem Verein Hilfe e. V.", "Partner")].map { name, short in
                        PartyEntry(
                            id: builder.id(), lines: [[.text(name)], [.text("Weg 1, 00001 Musterstadt")], [.text("vertreten durch N. N.")]],
                            shortName: [.text("– im Folgenden „\(short)“ genannt –")])
                    }, conjunction: [.text("und")], closing: [.text("wird die folgende Vereinbarung geschlossen:")], form: form))
        }
        try Self.check("parties-\(form.rawValue)", builder.document([block, builder.paragraph("Text.")]))
    }

    @Test(arguments: [SignatureArrangement.stacked, .table]) func signaturesInOtherArrangements(_ arrangement: SignatureArrangement) throws {
        let builder = DocumentBuilder()
        let header = arrangement == .table ? ["Partei", "Ort, Datum, Unterschrift"] : []
        let name = arrangement == .table ? "signatures-table" : "signatures-stacked"
        try Self.check(name, builder.document([builder.paragraph("Schluss."), builder.signatures(arrangement, units: 2, header: header)]))
    }

    @Test func aSignatureUnitOfTwoWithASeal() throws {
        let builder = DocumentBuilder()
        let block = builder.block { builder in
            let signatories = ["Dr. Anna Muster", ""].map { name in
                Signatory(id: builder.id(), name: .plain(name), office: .plain(name.isEmpty ? "" : "Landrätin"))
            }
            return .signatures(
                SignatureBlock(
                    arrangement: .sideBySide,
                    units: [
                        SignatureUnit(
                            id: builder.id(), party: [.text("Für den Kreis")],
                            placeAndDate: PlaceAndDate(id: builder.id(), prefix: [.text("Musterau, den")], caption: "Datum"),
                            signatories: signatories, hasSealPlace: true)
                    ]))
        }
        try Self.check("signatures-two-and-seal", builder.document([builder.paragraph("Schluss."), block]))
    }

    @Test func aCoverWithTheMarkOfADraft() throws {
        let builder = DocumentBuilder()
        builder.furniture.watermark = "Entwurf"
        let cover = builder.block {
            .cover(
                Cover(
                    mark: [.text("Muster")], lines: [CoverLine([.text("Vereinbarung")], isTitle: true), CoverLine([.text("zum Netzwerk")])],
                    parties: [[.text("Stadt Musterstadt")], [.text("Verein Hilfe")]],
                    arms: .place(id: $0.id(), label: "Platz für Wappen", width: 30, height: 36), draftMark: [.text("Stand 12.03.2026")]))
        }
        try Self.check("cover", builder.document([cover, builder.paragraph("Text.")]))
    }

    @Test func alternativesOfATitleOnLinesOfTheirOwn() {
        let builder = DocumentBuilder()
        let title: [Inline] = [
            .span(Span(.alternativeMark, [.text("Alternative 1:")])), .text(" im Landkreis "),
            .span(Span(.alternativeMark, [.text("Alternative 2:")])), .text(" in der Stadt"),
        ]
        let blocks = [
            builder.block { _ in .cover(Cover(mark: [], lines: [CoverLine([.text("Vereinbarung")], isTitle: true), CoverLine(title)], parties: [])) },
            builder.block { _ in .title(TitleBlock(lines: [[.text("Vereinbarung")], title])) },
        ]
        let pages = DocumentLayout(setter: EvenSetter(), style: StyleSheet()).layOut(builder.document(blocks)).list.pages
        #expect(pages.count == 2)
        for page in pages {
            let lines = Set(page.items.compactMap { if case .text(let run) = $0.drawing, run.text.contains("Alternative") { run.origin.y } else { nil } })
            #expect(lines.count == 2)
        }
    }

    @Test func stripForInitialsAndNumbersOfLines() throws {
        let builder = DocumentBuilder()
        builder.furniture = PageFurniture(
            footLeft: [.text([.text("Kurz")])], footRight: [.text([.text("Seite ")]), .pageNumber, .text([.text(" von ")]), .pageCount],
            hasInitials: true, hasLineNumbers: true)
        try Self.check("initials-line-numbers", builder.document([builder.paragraph(DocumentBuilder.prose(90))]))
    }

    @Test func annexesOnRightHandPages() throws {
        let builder = DocumentBuilder()
        builder.annexes = (1...2).map { number in
            Annex(
                id: builder.id(), key: "a\(number)", label: "Anlage \(number)", title: [.text("Text")], content: .blocks([builder.paragraph("Ja.")]))
        }
        builder.furniture = PageFurniture(footRight: [.text([.text("Seite ")]), .pageNumber], isTwoSided: true)
        try Self.check("annexes-right-hand", builder.document([builder.paragraph("Text.")]))
    }

    /// Lines of text stand on multiples of a quarter of the leading, whatever comes between.
    @Test func textOnTheGrid() throws {
        let builder = DocumentBuilder()
        var style = StyleSheet()
        style.grid = style.body.text.leading / 4
        let body = [
            builder.section("§ 1", "Gegenstand") { [builder.paragraph(DocumentBuilder.prose(20)), builder.paragraph("Zwei.")] },
            builder.block { builder in .table(Table(columns: [TableColumn()], header: [], rows: [builder.row(["Zelle"])])) },
            builder.paragraph("Nach der Tabelle."),
        ]
        try Self.check("grid", builder.document(body), style)
    }

    @Test func aLetterInFormA() throws {
        let builder = DocumentBuilder()
        try Self.check("letter-a", builder.document([LetterPageTests.head(.a, builder), builder.paragraph("Text.")]))
    }
}
