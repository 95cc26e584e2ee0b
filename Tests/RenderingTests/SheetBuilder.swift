import Styles
import TestFonts
import DocumentModel
import Layout
import Typeface

/// Sets small documents by hand: paragraphs beneath each other, with the structure a layout would give them.
struct SheetBuilder {
    private(set) var tree = StructureTree()
    private(set) var pages: [Page] = []
    private var destinations: [NodeID: Destination] = [:]
    private var outline: [OutlineEntry] = []
    private let setter: ParagraphSetter
    private var y = 80.0
    private var plain: [String] = []

    static let left = 70.0
    static let measure = 440.0

    init() throws {
        setter = try TestFonts.setter()
        pages = [SheetBuilder.emptyPage(1)]
    }

    /// An agreement with pages of a foreign file as annex.
    /// - Parameters:
    ///   - pages: from 0; `nil`: all.
    ///   - isWhole: The pages follow each other in one element, as in an annex; else each is an annex.
    static func agreement(with document: ForeignDocument, pages: [Int]? = nil, isWhole: Bool = false) throws -> DisplayList {
        var sheet = try SheetBuilder()
        try sheet.add("§ 1 Anlagen", sheet.element(.heading1))
        for (number, index) in (pages ?? Array(document.pages.indices)).enumerated() {
            sheet.newPage()
            if number == 0 || !isWhole { try sheet.add("Anlage 1", sheet.element(.heading1)) }
            let figure = sheet.element(
                StructureElement(role: .figure, parent: StructureTree.root, alternativeText: "Anlage 1, Seite \(index + 1)"))
            let rect = sheet.place(width: 440, height: 600)
            sheet.add(.foreignPage(file: document.path, index: index, rect), .content(figure))
        }
        try sheet.addFurniture()
        return try sheet.list()
    }

    /// The pages of a foreign file alone, each on a sheet of its own size.
    static func bare(_ document: ForeignDocument) throws -> DisplayList {
        var sheet = try SheetBuilder()
        sheet.pages = []
        for (index, page) in document.pages.enumerated() {
            let figure = sheet.element(StructureElement(role: .figure, parent: StructureTree.root, alternativeText: "Seite \(index + 1)"))
            let size = Size(width: page.width, height: page.height)
            let place = Rect(x: 0, y: 0, width: size.width, height: size.height)
            sheet.pages.append(
                Page(
                    size: size, label: "\(index + 1)",
                    items: [PageItem(.content(figure), .foreignPage(file: document.path, index: index, place))]))
        }
        return try sheet.list()
    }

    private static func emptyPage(_ number: Int) -> Page { Page(size: .a4, label: "\(number)", items: []) }

    /// The text in reading order, one paragraph a line.
    var text: String { plain.joined(separator: "\n") }

    mutating func element(_ role: StructureRole, in parent: StructureID = StructureTree.root) -> StructureID {
        tree.add(StructureElement(role: role, parent: parent))
    }

    mutating func element(_ element: StructureElement) -> StructureID { tree.add(element) }

    mutating func newPage() {
        pages.append(SheetBuilder.emptyPage(pages.count + 1))
        y = 80
    }

    /// Sets a paragraph that is a leaf itself, over as many pages as it takes.
    mutating func add(
        _ text: String, _ leaf: StructureID, family: String = TestFonts.serif, style: FontStyle = .regular, size: Double = 11,
        indent: Double = 0, color: Color = .black, language: Language = .german
    ) throws {
        var styled = StyledText()
        styled.append(
            text,
            TextAttributes(family: family, style: style, size: size, color: color, language: language, structure: leaf))
        try add(styled, indent: indent)
        plain.append(text)
    }

    /// Sets a paragraph of several leaves.
    mutating func add(_ parts: [(String, StructureID)], style: FontStyle = .regular) throws {
        var styled = StyledText()
        for (text, leaf) in parts {
            styled.append(text, TextAttributes(family: TestFonts.serif, style: style, size: 11, structure: leaf))
        }
        try add(styled, indent: 0)
        plain.append(parts.map(\.0).joined())
    }

    private mutating func add(_ styled: StyledText, indent: Double) throws {
        let paragraph = try setter.set(styled, ParagraphFormat(measure: Self.measure - indent))
        for line in paragraph.lines {
            if y > Size.a4.height - 90 { newPage() }
            for item in line.items {
                guard case .text(var run) = item.content, let structure = item.structure else { continue }
                run.origin = Point(x: Self.left + indent + run.origin.x, y: y + run.origin.y)
                add(.text(run), .content(structure))
            }
            y += 14.5
        }
        y += 5
    }

    mutating func add(_ drawing: Drawing, _ mark: Mark) { pages[pages.count - 1].items.append(PageItem(mark, drawing)) }

    mutating func addRule(_ mark: Mark = .artifact(.layout)) {
        add(
            .line(from: Point(x: Self.left, y: y), to: Point(x: Self.left + Self.measure, y: y), width: 0.5, .black),
            mark)
        y += 12
    }

    mutating func target(_ node: NodeID, _ title: String) {
        destinations[node] = Destination(page: pages.count - 1, y: y - 12)
        outline.append(OutlineEntry(title: title, target: node))
    }

    mutating func link(_ target: LinkTarget, _ leaf: StructureID, _ description: String) {
        pages[pages.count - 1].links.append(
            LinkArea(
                rect: Rect(x: Self.left, y: y - 30, width: 80, height: 14), target: target, structure: leaf,
                description: description))
    }

    mutating func field(_ kind: FormFieldKind, _ name: String, _ leaf: StructureID) {
        pages[pages.count - 1].fields.append(
            FieldArea(
                kind: kind, rect: Rect(x: Self.left, y: y, width: 180, height: 40), name: name, tooltip: "Unterschrift: \(name)",
                structure: leaf))
        y += 50
    }

    /// Takes a place of so many points for a picture.
    mutating func place(width: Double, height: Double) -> Rect {
        defer { y += height + 20 }
        return Rect(x: Self.left, y: y, width: width, height: height)
    }

    var page: Int { pages.count - 1 }

    /// Head, foot with page numbers, and a watermark on every page.
    mutating func addFurniture() throws {
        for index in pages.indices {
            let number = "Seite \(index + 1) von \(pages.count)"
            pages[index].furniture = [
                PageItem(.artifact(.watermark), .text(try run("ENTWURF", size: 90, grey: 0.9, x: 120, y: 600, rotation: 50))),
                PageItem(.artifact(.header), .text(try run("Kooperationsvereinbarung", size: 9, grey: 0, x: 70, y: 45))),
                PageItem(
                    .artifact(.header),
                    .line(from: Point(x: 70, y: 50), to: Point(x: 510, y: 50), width: 0.4, .black)),
                PageItem(.artifact(.footer), .text(try run(number, size: 9, grey: 0, x: 450, y: 800))),
            ]
        }
    }

    private func run(
        _ text: String, size: Double, grey: Double, x: Double, y: Double, rotation: Double = 0
    ) throws -> TextRun {
        var styled = StyledText()
        styled.append(text, TextAttributes(family: TestFonts.sans, size: size))
        let line = try setter.set(styled, ParagraphFormat(alignment: .left, measure: 2000)).lines[0]
        guard case .text(var run) = line.items[0].content else { throw SheetError.noText }
        run.origin = Point(x: x, y: y)
        run.rotation = rotation
        run.color = Color(grey: grey)
        return run
    }

    enum SheetError: Error { case noText, noDate }

    func list(title: String = "Kooperationsvereinbarung „Frühe Hilfen“") throws -> DisplayList {
        guard let date = CalendarDate(year: 2026, month: 10, day: 1) else { throw SheetError.noDate }
        let info = DocumentInfo(
            agreement: "muster", title: title, shortTitle: "Kooperationsvereinbarung", author: "Stadt Musterstadt",
            date: date, status: .entwurf, style: "klassisch")
        return DisplayList(info: info, pages: pages, structure: tree, outline: outline, destinations: destinations)
    }
}
