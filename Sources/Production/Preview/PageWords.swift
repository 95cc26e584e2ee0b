import DocumentModel
import Layout
import Typeface

/// A word on a page.
public struct PreviewWord: Sendable, Hashable {
    public let text: String
    /// Points from the upper left corner of the page; from the ascender's height to the descender's depth.
    public let x: Double
    public let y: Double
    public let width: Double
    public let height: Double
    /// The field whose value it is or belongs to: `partner.name`.
    public let field: String?
    /// `kuendigung/frist`; `nil`: a text that the agreement itself brings.
    public let clause: String?
    /// Head, foot and numbers of lines: on many pages, not part of the text.
    public let isFurniture: Bool
}

/// Reads the words of a page off its display list, and finds each again in the document that it was set from.
struct PageWords {
    private let list: DisplayList
    private let provenance: WordProvenance
    private let fonts: FontLibrary
    private var nodes: [StructureID: NodeID?] = [:]
    /// How far the text of a node has been read.
    private var cursors: [NodeID: Int] = [:]

    /// Letters that have to agree where the text goes on elsewhere than expected.
    private static let anchor = 6

    init(list: DisplayList, provenance: WordProvenance, fonts: FontLibrary) {
        self.list = list
        self.provenance = provenance
        self.fonts = fonts
    }

    mutating func words(of page: Int) throws(FontError) -> [PreviewWord] {
        var found: [PreviewWord] = []
        for item in list.pages[page].items { try append(item, isFurniture: false, to: &found) }
        for item in list.pages[page].furniture { try append(item, isFurniture: true, to: &found) }
        return found
    }

    private mutating func append(_ item: PageItem, isFurniture: Bool, to found: inout [PreviewWord]) throws(FontError) {
        guard case .text(let run) = item.drawing, run.rotation == 0, !run.glyphs.isEmpty else { return }
        let face = try fonts.face(run.font)
        var node: NodeID?
        if case .content(let id) = item.mark { node = self.node(of: id) }
        let text = node.flatMap { provenance.texts[$0] }
        let scale = run.size * run.expansion
        for word in WordRanges(run.text) {
            var (left, right) = (Double.infinity, -Double.infinity)
            for glyph in run.glyphs where word.bytes.contains(Int(glyph.cluster)) {
                left = min(left, Double(glyph.x))
                right = max(right, Double(glyph.x) + face.advance(of: glyph.id) * scale)
            }
            guard left < right else { continue }
            let field = field(of: word.text, in: text, node)
            found.append(
                PreviewWord(
                    text: String(word.text), x: run.origin.x + left, y: run.origin.y - face.metrics.ascender * run.size, width: right - left,
                    height: (face.metrics.ascender + face.metrics.descender) * run.size, field: field, clause: text?.origin.clause?.name,
                    isFurniture: isFurniture || node == nil))
        }
    }

    /// The nearest node above an element that has a text.
    private mutating func node(of id: StructureID) -> NodeID? {
        if let known = nodes[id] { return known }
        let element = list.structure[id]
        let found: NodeID?
        if let node = element.node, provenance.texts[node] != nil {
            found = node
        } else {
            found = element.parent.flatMap { self.node(of: $0) }
        }
        nodes[id] = .some(found)
        return found
    }

    /// Goes on in the node's text by the letters of a word: the field of its first letter that has one.
    private mutating func field(of word: Substring, in text: WordProvenance.Text?, _ node: NodeID?) -> String? {
        guard let text, let node else { return nil }
        // Not a view's own filter, which puts a string together letter by letter.
        let wanted = Array(word.unicodeScalars.lazy.filter(WordProvenance.isLetter))
        guard !wanted.isEmpty else { return nil }
        let start = cursors[node] ?? 0
        guard let place = place(of: wanted, in: text.letters, from: start, isFirst: cursors[node] == nil) else { return nil }
        cursors[node] = place + wanted.count
        return text.fieldOf[place..<min(place + wanted.count, text.fieldOf.count)].first { $0 >= 0 }.map { provenance.fields[Int($0)] }
    }

    /// Where the letters stand: at the cursor, else, for longer words or on a page that goes on with an earlier one's text, behind it.
    private func place(of wanted: [Unicode.Scalar], in letters: [Unicode.Scalar], from start: Int, isFirst: Bool) -> Int? {
        func stands(_ place: Int) -> Bool {
            place + wanted.count <= letters.count && wanted.indices.allSatisfy { letters[place + $0] == wanted[$0] }
        }
        if stands(start) { return start }
        guard isFirst || wanted.count >= Self.anchor else { return nil }
        return (start..<max(start, letters.count - wanted.count + 1)).first(where: stands)
    }
}

/// The words of a text between its blanks, with their bytes.
private struct WordRanges: Sequence, IteratorProtocol {
    private let text: String
    private var index: String.Index
    private var offset = 0

    init(_ text: String) {
        self.text = text
        index = text.startIndex
    }

    mutating func next() -> (text: Substring, bytes: Range<Int>)? {
        let scalars = text.unicodeScalars
        while index < scalars.endIndex, Self.isBlank(scalars[index]) { step() }
        guard index < scalars.endIndex else { return nil }
        let (first, start) = (index, offset)
        while index < scalars.endIndex, !Self.isBlank(scalars[index]) { step() }
        return (text[first..<index], start..<offset)
    }

    /// White_Space of the Unicode Character Database, which is asked for what is not ASCII only.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80 ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    private mutating func step() {
        offset += UTF8.width(text.unicodeScalars[index])
        text.unicodeScalars.formIndex(after: &index)
    }
}
