import Findings
import Foundation

/// Walks the text of a DOCX: paragraphs, tables, regions, fields, and what is marked as inserted, deleted or moved (ECMA-376-1, 17.13.5).
struct DocumentReader {
    private let package: WordPackage
    private let styles: StyleTable
    private var counter: NumberCounter
    private var found: [ReadParagraph] = []
    private var current = ReadParagraph()
    /// Around: regions of clauses, changes, controls.
    private var clauses: [String] = []
    private var revisions: [ReadPiece.Revision] = []
    private var controls: [(tag: String, number: Int)] = []
    private var controlCount = 0
    private var fields = FieldStack()
    private var cell: [Int]?
    private var tableCount = 0
    /// Comments that are open, with the words so far.
    private var passages: [String: String] = [:]
    private var anchors: [String: Int] = [:]
    private var openComments: Set<String> = []

    private init(_ package: WordPackage) {
        self.package = package
        styles = StyleTable(package.styles)
        counter = NumberCounter(numbering: package.numbering, styles: package.styles)
    }

    static func read(_ package: WordPackage) throws(Finding) -> ReadDocument {
        var document = ReadDocument()
        var reader = DocumentReader(package)
        guard let body = package.document.first("w:body") else { throw Refusal.damaged(package.path, "der Text fehlt") }
        reader.blocks(body)
        document.paragraphs = reader.found
        for comment in package.comments?.elements ?? [] where comment.name == "w:comment" {
            let id = comment["w:id"] ?? ""
            var inner = DocumentReader(package)
            inner.blocks(comment)
            document.comments.append(
                ReadDocument.ReadComment(
                    author: comment["w:author"] ?? "", date: String((comment["w:date"] ?? "").prefix(10)), text: inner.found.map(\.text).joined(separator: "\n"),
                    passage: Wording.normal(reader.passages[id] ?? ""), paragraph: reader.anchors[id]))
        }
        for part in package.notes {
            for note in part.elements where note["w:type"] == nil || note["w:type"] == "normal" {
                var inner = DocumentReader(package)
                inner.blocks(note)
                let name = note["w:id"].map { DocumentReader.noteName($0, isEndnote: note.name == "w:endnote") }
                document.notes += inner.found.map { paragraph in
                    var paragraph = paragraph
                    paragraph.note = name
                    return paragraph
                }
            }
        }
        for part in package.furniture {
            var inner = DocumentReader(package)
            inner.blocks(part)
            document.furniture += inner.found.filter { !$0.pieces.isEmpty }
        }
        document.origin = package.origin
        return document
    }

    // MARK: - Blocks

    private mutating func blocks(_ parent: MarkupElement) {
        for element in parent.elements { block(element) }
    }

    private mutating func block(_ element: MarkupElement) {
        switch element.name {
        case "w:p": paragraph(element)
        case "w:tbl": table(element)
        case "w:sdt": region(element) { $0.blocks($1) }
        case "w:ins", "w:del", "w:moveFrom", "w:moveTo": revised(element) { $0.blocks($1) }
        case "w:customXml", "w:smartTag": blocks(element)
        case "mc:AlternateContent": if let choice = element.elements.first { blocks(choice) }
        case "w:commentRangeStart", "w:commentRangeEnd": comment(element)
        default: break
        }
    }

    private mutating func table(_ table: MarkupElement) {
        let outer = cell
        defer { cell = outer }
        let number = tableCount
        tableCount += 1
        var row = 0
        func rows(_ parent: MarkupElement, _ reader: inout DocumentReader) {
            for element in parent.elements {
                if element.name == "w:tr" {
                    reader.row(element, [number, row])
                    row += 1
                } else if ["w:sdt", "w:sdtContent", "w:customXml"].contains(element.name) {
                    rows(element, &reader)
                }
            }
        }
        rows(table, &self)
    }

    private mutating func row(_ row: MarkupElement, _ place: [Int]) {
        // A whole row inserted or deleted (17.13.5.12, 17.13.5.16).
        let change = row.first("w:trPr").flatMap { DocumentReader.revision(in: $0) }
        if let change { revisions.append(change) }
        defer { if change != nil { revisions.removeLast() } }
        var number = 0
        func cells(_ parent: MarkupElement, _ reader: inout DocumentReader) {
            for element in parent.elements {
                if element.name == "w:tc" {
                    reader.cell = place + [number]
                    number += 1
                    reader.blocks(element)
                } else if ["w:sdt", "w:sdtContent", "w:customXml"].contains(element.name) {
                    cells(element, &reader)
                }
            }
        }
        cells(row, &self)
    }

    /// A content control around blocks or runs: a clause, a field, or something of Word's.
    private mutating func region(_ element: MarkupElement, _ content: (inout DocumentReader, MarkupElement) -> Void) {
        guard let inner = element.first("w:sdtContent") else { return }
        let properties = element.first("w:sdtPr")
        let tag = properties?.value(of: "w:tag") ?? ""
        // A table of contents follows from the text.
        if tag == "inhalt" || properties?.first("w:docPartObj")?.value(of: "w:docPartGallery") == "Table of Contents" { return }
        if tag.hasPrefix("klausel:") {
            clauses.append(String(tag.dropFirst("klausel:".count)))
            content(&self, inner)
            clauses.removeLast()
        } else if tag.isEmpty {
            content(&self, inner)
        } else {
            controlCount += 1
            controls.append((tag, controlCount))
            content(&self, inner)
            controls.removeLast()
        }
    }

    private mutating func revised(_ element: MarkupElement, _ content: (inout DocumentReader, MarkupElement) -> Void) {
        guard let revision = DocumentReader.revision(element) else { return }
        revisions.append(revision)
        content(&self, element)
        revisions.removeLast()
    }

    private static func revision(_ element: MarkupElement) -> ReadPiece.Revision? {
        let kinds: [String: ReadPiece.Revision.Kind] = ["w:ins": .inserted, "w:del": .deleted, "w:moveTo": .movedHere, "w:moveFrom": .movedAway]
        return kinds[element.name].map { ReadPiece.Revision(kind: $0, author: element["w:author"] ?? "", date: String((element["w:date"] ?? "").prefix(10))) }
    }

    private static func revision(in properties: MarkupElement) -> ReadPiece.Revision? { properties.elements.lazy.compactMap { revision($0) }.first }

    // MARK: - Paragraphs

    private mutating func paragraph(_ element: MarkupElement) {
        let outer = current
        let properties = element.first("w:pPr")
        current = ReadParagraph()
        current.style = properties?.value(of: "w:pStyle") ?? styles.standard
        current.cell = cell
        current.clause = clauses.last
        current.mark = properties?.first("w:rPr").flatMap { DocumentReader.revision(in: $0) } ?? revisions.last
        current.outline = properties?.value(of: "w:outlineLvl").flatMap { Int($0) } ?? styles.outline(of: current.style)
        if let outline = current.outline, !(0...8).contains(outline) { current.outline = nil }
        current.isCentred = properties?.value(of: "w:jc").map { $0 == "center" } ?? styles.isCentred(current.style)
        let place = found.count
        found.append(current)
        inlines(element)
        // Text boxes within have come before its own words are known.
        if current.mark.map(\.isAddition) != false || !current.pieces.allSatisfy({ !$0.isThere(accepted: true) }) {
            if let number = counter.next(properties, style: current.style) { (current.level, current.label, current.isBullet) = (number.level, number.label, number.isBullet) }
        }
        found[place] = current
        current = outer
    }

    private mutating func inlines(_ parent: MarkupElement) {
        for element in parent.elements { inline(element) }
    }

    private mutating func inline(_ element: MarkupElement) {
        switch element.name {
        case "w:r": run(element)
        case "w:sdt": region(element) { $0.inlines($1) }
        case "w:ins", "w:del", "w:moveFrom", "w:moveTo": revised(element) { $0.inlines($1) }
        case "w:hyperlink", "w:smartTag", "w:customXml", "w:dir", "w:bdo": inlines(element)
        case "w:fldSimple":
            fields.simple(element["w:instr"] ?? "")
            inlines(element)
            fields.end()
        case "mc:AlternateContent": if let choice = element.elements.first { inlines(choice) }
        case "w:commentRangeStart", "w:commentRangeEnd": comment(element)
        default: break
        }
    }

    private mutating func comment(_ element: MarkupElement) {
        guard let id = element["w:id"] else { return }
        if element.name == "w:commentRangeStart" {
            passages[id] = ""
            anchors[id] = max(0, found.count - 1)
            openComments.insert(id)
        } else {
            openComments.remove(id)
        }
    }

    private mutating func run(_ run: MarkupElement) {
        let properties = run.first("w:rPr")
        let looks = styles.looks(properties, paragraph: current.style)
        for element in run.elements {
            switch element.name {
            case "w:t", "w:delText": add(element.text, looks)
            case "w:tab", "w:ptab": add("\t", looks)
            case "w:br" where element["w:type"] == "page" || element["w:type"] == "column": add(" ", looks)
            case "w:br", "w:cr": add("\n", looks)
            case "w:noBreakHyphen": add("-", looks)
            case "w:sym": add("\u{FFFC}", looks)
            case "w:fldChar": fields.mark(element["w:fldCharType"] ?? "")
            case "w:instrText": fields.instruction(element.text)
            case "w:footnoteReference", "w:endnoteReference": noteReference(element)
            case "w:commentReference": if let id = element["w:id"], anchors[id] == nil { anchors[id] = max(0, found.count - 1) }
            case "w:drawing", "w:pict", "mc:AlternateContent": boxes(element)
            default: break
            }
        }
    }

    private mutating func add(_ text: String, _ looks: StyleTable.Looks) {
        guard fields.isShown, !text.isEmpty else { return }
        for id in openComments { passages[id, default: ""] += text }
        var piece = ReadPiece(text: text, revisions: revisions)
        piece.control = controls.last?.tag
        piece.controlNumber = controls.last?.number ?? 0
        piece.isReference = fields.isReference
        piece.isHidden = looks.isHidden
        piece.isBold = looks.isBold
        if var last = current.pieces.last {
            let before = last.text
            last.text = text
            if last == piece {
                current.pieces[current.pieces.count - 1].text = before + text
                return
            }
        }
        current.pieces.append(piece)
    }

    /// A piece without words, which nothing that is compared sees.
    private mutating func noteReference(_ element: MarkupElement) {
        guard let id = element["w:id"] else { return }
        var piece = ReadPiece(text: "", revisions: revisions)
        piece.note = DocumentReader.noteName(id, isEndnote: element.name == "w:endnoteReference")
        current.pieces.append(piece)
    }

    /// Foot and end notes are counted apart.
    private static func noteName(_ id: String, isEndnote: Bool) -> String { (isEndnote ? "e" : "f") + id }

    /// Text in shapes is text, too; of two alternatives the first counts.
    private mutating func boxes(_ element: MarkupElement) {
        for inner in element.elements {
            if inner.name == "w:txbxContent" { blocks(inner) } else if inner.name != "mc:Fallback" { boxes(inner) }
        }
    }
}
