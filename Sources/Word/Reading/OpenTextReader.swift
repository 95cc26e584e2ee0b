import Findings

/// Walks the text of an ODT (OpenDocument 1.2 part 1): what ``DocumentReader`` says of a DOCX, without its origin. Marked changes are
/// read as accepted: what was inserted stands in the text, what was deleted lies apart from it.
struct OpenTextReader {
    private struct List {
        var style: String
        var count: Int
        var level: Int
    }

    private let styles: OpenTextStyles
    private var counter = OpenTextCounter()
    private var found: [ReadParagraph] = []
    private var notes: [ReadParagraph] = []
    private var current = ReadParagraph()
    private var list: List?
    /// The item's number is still to be counted.
    private var isItemOpen = false
    private var startValue: Int?
    private var cell: [Int]?
    private var tableCount = 0
    private var noteCount = 0

    private init(_ styles: OpenTextStyles) { self.styles = styles }

    static func isOpenDocument(_ bytes: [UInt8], path: String) throws(Finding) -> Bool {
        let reader = try PackageReader(bytes, path: path)
        return reader.has("mimetype") && reader.has("content.xml") && !reader.has("[Content_Types].xml")
    }

    static func read(_ bytes: [UInt8], path: String) throws(Finding) -> ReadDocument {
        let package = try PackageReader(bytes, path: path)
        try refuseWhatActs(package)
        guard let bytes = try package.bytes(of: "content.xml") else { throw Refusal.damaged(path, "der Text fehlt") }
        let content = try MarkupTree.read(bytes, part: "content.xml", path: path)
        var parts = [content]
        if let bytes = try package.bytes(of: "styles.xml") { parts.append(try MarkupTree.read(bytes, part: "styles.xml", path: path)) }
        for part in parts { try refuseWhatFetches(part, path) }
        guard let text = content.first("body")?.first("text") else { throw Refusal.damaged(path, "der Text fehlt, oder es ist keine Datei eines Textprogramms") }
        var reader = OpenTextReader(OpenTextStyles(parts))
        reader.blocks(text)
        var document = ReadDocument()
        (document.paragraphs, document.notes) = (reader.found, reader.notes)
        return document
    }

    private static func refuseWhatActs(_ package: borrowing PackageReader) throws(Finding) {
        for name in package.names.map({ $0.lowercased() }) {
            if name.hasPrefix("basic/") || name.hasPrefix("scripts/") { throw Refusal.active(package.path, "Makros") }
            if name.hasPrefix("object ") || name.hasPrefix("objectreplacements/") { throw Refusal.active(package.path, "ein eingebettetes Objekt (OLE)") }
        }
        guard let bytes = try package.bytes(of: "META-INF/manifest.xml") else { throw Refusal.damaged(package.path, "das Verzeichnis der Teile (META-INF/manifest.xml) fehlt") }
        let manifest = try MarkupTree.read(bytes, part: "META-INF/manifest.xml", path: package.path)
        if manifest.elements.contains(where: { $0.first("encryption-data") != nil }) {
            throw Refusal.foreign(package.path, "Die Datei ist mit einem Kennwort geschützt.", "Speichern Sie die Datei ohne Kennwort.")
        }
    }

    /// Only links that somebody has to follow may lead outside.
    private static func refuseWhatFetches(_ element: MarkupElement, _ path: String) throws(Finding) {
        if element.name != "a", let target = element["href"]?.lowercased(), target.contains(":") || target.hasPrefix("//") || target.hasPrefix("../") {
            throw Refusal.outside(path, element.name == "image" ? "ein Bild" : "einen Teil (\(element.name))")
        }
        if ["event-listener", "script", "object", "object-ole", "applet", "plugin"].contains(element.name) {
            throw Refusal.active(path, "ein eingebettetes oder ausführbares Objekt (\(element.name))")
        }
        for inner in element.elements { try refuseWhatFetches(inner, path) }
    }

    // MARK: - Blocks

    private mutating func blocks(_ parent: MarkupElement) { for element in parent.elements { block(element) } }

    private mutating func block(_ element: MarkupElement) {
        switch element.name {
        case "p", "h": paragraph(element)
        case "list": list(element)
        case "table": table(element)
        case "section", "index-body": blocks(element)
        // A table of contents follows from the text; what was deleted is none.
        case "table-of-content", "tracked-changes": break
        case "numbered-paragraph": blocks(element)
        case "frame": boxes(element)
        default: break
        }
    }

    private mutating func list(_ element: MarkupElement) {
        let outer = list
        let style = element["style-name"] ?? outer?.style ?? ""
        let level = (outer?.level ?? 0) + 1
        list = List(style: style, count: outer.map(\.count) ?? counter.open(element, style: style), level: level)
        for item in element.elements where item.name == "list-item" || item.name == "list-header" {
            isItemOpen = item.name == "list-item"
            startValue = item["start-value"].flatMap { Int($0) }.map { min(max($0, 0), 32_767) }
            blocks(item)
        }
        isItemOpen = false
        list = outer
    }

    private mutating func table(_ table: MarkupElement) {
        let outer = (cell, list)
        let number = tableCount
        tableCount += 1
        list = nil
        var row = 0
        func rows(_ parent: MarkupElement, _ reader: inout OpenTextReader) {
            for element in parent.elements {
                if element.name == "table-row" {
                    for (column, inner) in element.elements.filter({ $0.name == "table-cell" || $0.name == "covered-table-cell" }).enumerated() {
                        reader.cell = [number, row, column]
                        reader.blocks(inner)
                    }
                    row += 1
                } else if ["table-header-rows", "table-rows", "table-row-group"].contains(element.name) {
                    rows(element, &reader)
                }
            }
        }
        rows(table, &self)
        (cell, list) = outer
    }

    private mutating func paragraph(_ element: MarkupElement) {
        let outer = current
        let style = element["style-name"] ?? "Standard"
        current = ReadParagraph()
        current.style = style
        current.cell = cell
        current.isCentred = styles.isCentred(style)
        current.outline = element.name == "h" ? (element["outline-level"].flatMap { Int($0) }.map { $0 - 1 } ?? 0) : styles.outline(of: style)
        if let outline = current.outline, !(0...8).contains(outline) { current.outline = nil }
        number(style)
        let place = found.count
        found.append(current)
        inlines(element, style)
        found[place] = current
        current = outer
    }

    private mutating func number(_ style: String) {
        if let list {
            guard isItemOpen else { return }
            isItemOpen = false
            guard let counted = counter.label(list.count, list.level, list.style.isEmpty ? styles.list(of: style) ?? "" : list.style, start: startValue, styles) else { return }
            (current.label, current.level, current.isBullet) = (counted.label, list.level - 1, counted.isBullet)
            startValue = nil
        } else if let outline = current.outline, let counted = counter.label(-1, outline + 1, "Outline", start: nil, styles) {
            (current.label, current.level) = (counted.label, outline)
        }
    }

    private mutating func inlines(_ parent: MarkupElement, _ style: String) {
        for part in parent.content {
            switch part {
            case .text(let text): add(text, style)
            case .element(let element): inline(element, style)
            }
        }
    }

    private mutating func inline(_ element: MarkupElement, _ style: String) {
        switch element.name {
        case "span": inlines(element, element["style-name"].map { styles.isBold($0) != nil || styles.isHidden($0) ? $0 : style } ?? style)
        case "s": add(String(repeating: " ", count: min(max(element["c"].flatMap { Int($0) } ?? 1, 1), 1_000)), style)
        case "tab": add("\t", style)
        case "line-break": add("\n", style)
        case "note": note(element)
        case "frame": boxes(element)
        // Remarks of readers, number that is written out, marks without words.
        case "annotation", "annotation-end", "number", "soft-page-break", "change", "change-start", "change-end", "bookmark", "bookmark-start", "bookmark-end": break
        case "page-number", "page-count": break
        default: inlines(element, style)
        }
    }

    private mutating func note(_ element: MarkupElement) {
        guard let body = element.first("note-body") else { return }
        noteCount += 1
        let name = "n\(noteCount)"
        var piece = ReadPiece(text: "")
        piece.note = name
        current.pieces.append(piece)
        var inner = OpenTextReader(styles)
        inner.blocks(body)
        notes += inner.found.map { paragraph in
            var paragraph = paragraph
            paragraph.note = name
            return paragraph
        }
    }

    private mutating func boxes(_ element: MarkupElement) {
        for inner in element.elements { if inner.name == "text-box" { blocks(inner) } else { boxes(inner) } }
    }

    private mutating func add(_ text: String, _ style: String) {
        guard !text.isEmpty else { return }
        var piece = ReadPiece(text: text)
        piece.isBold = styles.isBold(style) ?? styles.isBold(current.style) ?? false
        piece.isHidden = styles.isHidden(style)
        current.pieces.append(piece)
    }
}
