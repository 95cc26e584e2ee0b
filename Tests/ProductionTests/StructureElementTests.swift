import ChildProcess
import DocumentModel
import TestDocuments
import Testing

@testable import Production

/// Which elements the finished file has and what is written in them (ISO 32000-1, 14.8; ISO 14289-1, 7), in all agreements and in
/// random documents.
@Suite("Strukturelemente")
struct StructureElementTests {
    private static let files = Result {
        let made = try AgreementTests.names.map { try AgreementTests.Made($0) }
        let random = try StructureTests.random.get().files
        let names = made.map(\.path) + random.map(\.path)
        return try zip(names, TaggedElement.read(names)).map { (name: $0, tree: $1) }
    }

    private func expect(_ name: String, _ isRight: (TaggedElement) -> Bool) throws {
        for file in try Self.files.get() { #expect(isRight(file.tree), "\(name): \(file.name)") }
    }

    @Test("Headings begin with H1 and never skip a level")
    func headings() throws {
        try expect("Überschriften") { tree in
            let levels = tree.all.compactMap(\.headingLevel)
            return levels.first ?? 1 == 1 && zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }
        }
    }

    @Test("Lists say how they are numbered; an item has one body and at most one label, in this order")
    func lists() throws {
        let numberings: Set = ["Decimal", "LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman", "Disc", "None"]
        try expect("Listen") { tree in
            tree.all("L").allSatisfy { list in
                numberings.contains(list["ListNumbering"] ?? "")
                    && list.kids.allSatisfy { $0.role == "LI" && [["LBody"], ["Lbl", "LBody"]].contains($0.kids.map(\.role)) }
            }
        }
    }

    @Test("Heads of tables have a scope; cells that spans or several rows of heads keep from finding theirs name them")
    func tables() throws {
        for file in try Self.files.get() {
            for table in file.tree.all("Table") {
                let heads = table.all("TH")
                #expect(heads.allSatisfy { ["Column", "Row"].contains($0["Scope"] ?? "") }, "\(file.name)")
                let identifiers = heads.compactMap(\.id)
                #expect(Set(identifiers).count == identifiers.count, "\(file.name)")
                let cells = table.all("TD")
                let naming = cells.filter { !$0.list("Headers").isEmpty }
                #expect(naming.allSatisfy { Set($0.list("Headers")).isSubset(of: identifiers) }, "\(file.name)")
                let hasSpans = (heads + cells).contains { $0["RowSpan"] != nil || $0["ColSpan"] != nil }
                guard hasSpans || table.all("THead").flatMap(\.kids).count > 1 else { continue }
                #expect(identifiers.count == heads.count, "\(file.name)")
                // Spans may push cells beyond the head, which then has cells that are no heads.
                let head = table.all("THead")
                guard !head.isEmpty, head.allSatisfy({ $0.all("TD").isEmpty }) else { continue }
                #expect(naming.count == cells.count, "\(file.name)")
            }
        }
    }

    @Test("Notes have names of their own, links their annotations, figures text and place, places to write on a field or its description")
    func objects() throws {
        try expect("Fußnoten") { tree in
            let names = tree.all("Note").map(\.id)
            return !names.contains(nil) && Set(names).count == names.count
        }
        try expect("Verweise") { tree in tree.all("Link").allSatisfy { $0.objects > 0 } && tree.all("Reference").allSatisfy { !$0.all("Link").isEmpty } }
        try expect("Bilder") { tree in tree.all("Figure").allSatisfy { $0.alt?.isEmpty == false && $0.list("BBox").count == 4 } }
        try expect("Felder") { tree in tree.all("Form").allSatisfy { $0.objects == 1 || ($0["Role"] == "tv" && $0["Desc"]?.isEmpty == false) } }
        try expect("Inhalt") { tree in tree.all.allSatisfy { $0.kids.isEmpty || $0.marks == 0 } }
    }

    // MARK: - One document with everything that is rare

    private func read(_ document: Document) throws -> (tree: TaggedElement, text: StructureText) {
        let folder = try TemporaryPlace()
        let press = try Press(Supplies(try Workspace.locate(agreement: nil, library: RandomFiles.checkout)))
        let path = folder.path + "/probe.pdf"
        try AtomicFile.write(try press.pdf(try press.layOut(document).list, origin: nil), to: path)
        let conformity = try ChildProcess.run(RandomFiles.checkout + "/scripts/verapdf", [path])
        #expect(conformity.status == 0, "\(conformity.output)")
        return (try #require(try TaggedElement.read([path]).first), try StructureText.read(path))
    }

    @Test("A table of contents has an entry for each section and annex, each a link; quotations and foreign words are what they are")
    func rareElements() throws {
        let builder = DocumentBuilder()
        let contents = builder.block { _ in .tableOfContents(heading: [.text("Inhalt")]) }
        let sections = (1...3).map { number in
            builder.section("§ \(number)", "Abschnitt \(number)") {
                let quotation = builder.block { .quotation([$0.paragraph("Wortlaut \(number).")]) }
                let foreign = Inline.span(Span(.foreign, language: Language(rawValue: "en"), [.text("case management")]))
                return [builder.paragraph([.text("Das "), foreign, .text(" gilt.")]), quotation]
            }
        }
        builder.annexes = [
            Annex(id: builder.id(), key: "a", label: "Anlage 1", title: [.text("Orte")], content: .blocks([builder.paragraph("Musterstadt")]))
        ]
        let (tree, text) = try read(builder.document([contents] + sections))
        let toc = try #require(tree.all("TOC").first)
        #expect(toc.kids.map(\.role) == ["Caption"] + Array(repeating: "TOCI", count: 4))
        #expect(toc.all("TOCI").allSatisfy { $0.all("Link").count == 1 })
        #expect(text.texts(of: "TOCI").map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == ["§ 1", "§ 2", "§ 3", "Anlage 1"])
        #expect(text.texts(of: "BlockQuote") == ["Wortlaut 1.", "Wortlaut 2.", "Wortlaut 3."])
        #expect(tree.all("Span").compactMap(\.lang) == ["en", "en", "en"])
        #expect(tree.all.compactMap(\.headingLevel) == [1, 1, 1, 1])
    }

    @Test("Cells under two rows of heads, beside a head of their row, or across several columns name all heads they belong to")
    func spannedTable() throws {
        let builder = DocumentBuilder()
        let table = builder.block { builder in
            var rows = [builder.row(["Nord", "1", "2", "3"]), builder.row(["4", "5"]), builder.row(["Süd", "6"])]
            rows[0].cells[0].rowSpan = 2
            for row in [0, 2] { rows[row].cells[0].isRowHeading = true }
            rows[1].cells[1].columnSpan = 2
            let wide = TableRow(id: builder.id(), cells: [builder.cell("Bezirk", rows: 2), builder.cell("Plätze", columns: 2), builder.cell("Stand", rows: 2)])
            return .table(Table(columns: (0..<4).map { _ in TableColumn() }, header: [wide, builder.row(["Kita", "Hort"])], rows: rows))
        }
        let (tree, text) = try read(builder.document([table]))
        let heads = zip(tree.all("TH").map { $0.id ?? "" }, text.texts(of: "TH"))
        let names = Dictionary(heads, uniquingKeysWith: { first, _ in first })
        #expect(names.count == 7)
        // Cells in which nothing stands have no text to find them by; they come last in their row.
        let cells = tree.all("TD").map { $0.list("Headers").map { names[$0] ?? "?" }.joined(separator: " ") }
        #expect(
            cells == [
                "Plätze Kita Nord", "Plätze Hort Nord", "Stand Nord", "Plätze Kita Nord", "Plätze Stand Hort Nord", "Plätze Kita Süd", "Plätze Stand Hort Süd",
            ])
    }

    @Test("Words in scripts whose letters are drawn in parts stand beside their glyphs as text, so that every name is read as written")
    func actualText() throws {
        let names = [
            "Frau שָׂרָה קוֹרְצ׳אק", "Herr محمد الأحمد", "Հասմիկ, ნინო, Άγγελος, Ђорђе", "प्रिया शर्मा", "ሰላም, สมชาย, ທໍາ, ນ້ຳ",
            "রহিম, শ্রেয়া, কৌশিক", "પ્રિયા, ਸਿੰਘ", "தமிழ், கோபால்", "తెలుగు, సౌమ్య", "ಕನ್ನಡ, ಕೊಡಗು", "മലയാളം, കൊച്ചി", "සිංහල",
            "ខ្មែរ, សុខា", "ລາວ, ເພັດ", "မြန်မာ, ကျော်စွာ", "བོད", "ܣܘܪܝܝܐ, ދިވެހި, ⵜⴰⵎⴰⵣⵉⵖⵜ", "陳大文, ひろし, ヒロシ, 김민준", "Nguyễn Thị Hằng",
        ]
        let builder = DocumentBuilder()
        let (tree, text) = try read(builder.document(names.map { builder.paragraph($0) }))
        let found = text.blocks { _ in true }
        func letters(_ text: String) -> [Unicode.Scalar] {
            // Poppler adds marks of direction.
            text.unicodeScalars.filter { !$0.properties.isWhitespace && !(0x202A...0x202E).contains($0.value) && !(0x200E...0x200F).contains($0.value) }
        }
        #expect(found.count == names.count)
        let words = Set(tree.all("Span").compactMap(\.actual))
        for (name, read) in zip(names, found) {
            // Poppler reads glyphs only. One that stands for no letter (U+034F) must lie in a word that stands beside them.
            for word in read.split(whereSeparator: \.isWhitespace) where word.unicodeScalars.contains("\u{34F}") {
                #expect(words.contains { letters($0) == letters(String(word)).filter { $0 != "\u{34F}" } }, "\(word)")
            }
            #expect(letters(read).filter { $0 != "\u{34F}" } == letters(name), "\(name): \(read)")
        }
        #expect(words.isSuperset(of: ["কৌশিক", "கோபால்", "കൊച്ചി", "शर्मा"]))
        #expect(words.isDisjoint(with: ["Nguyễn", "Herr", "محمد", "Άγγελος,"]))
    }
}
