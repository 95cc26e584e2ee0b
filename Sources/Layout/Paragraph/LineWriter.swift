import DocumentModel
import Typeface

/// Places the parts of a line one after the other and collects the glyphs into runs of one font, size, colour and structure.
struct LineWriter {
    let paragraph: ParagraphPieces
    let shaper: Shaper
    let adjustment: LineAssembly.Adjustment
    /// Where the next glyph begins, points.
    private(set) var pen = 0.0
    /// What tracking added after the last glyph.
    private(set) var lastTracking = 0.0
    private var items: [LineItem] = []
    private var footnotes: [NodeID] = []
    private var gap = 0.0
    private var open: OpenRun?

    /// A run being collected.
    private struct OpenRun {
        var attributes: TextAttributes
        var font: FontID
        var start: Double
        var glyphs: [PlacedGlyph] = []
        var text: [UInt8] = []

        /// Whether text with these attributes continues the run.
        func continues(with other: TextAttributes, _ font: FontID) -> Bool {
            self.font == font && attributes.size == other.size && attributes.color == other.color
                && attributes.rise == other.rise && attributes.structure == other.structure && attributes.link == other.link
                && attributes.language == other.language
        }
    }

    init(paragraph: ParagraphPieces, shaper: Shaper, adjustment: LineAssembly.Adjustment) {
        self.paragraph = paragraph
        self.shaper = shaper
        self.adjustment = adjustment
    }

    mutating func append(_ part: LineAssembly.Part, measure: Double) throws(FontError) {
        let run = paragraph.text.runs[part.piece.run]
        switch part.piece.kind {
        case .word:
            if let word = part.word { append(word, part, run.attributes) }
        case .space:
            appendSpace(part, run.attributes)
        case .object:
            if let object = run.object { append(object, width: min(part.width, measure), run.attributes, part.piece.run) }
        case .separator:
            break
        }
    }

    /// The line, its left end at 0; `width` and extents are the caller's.
    mutating func finish() -> SetLine {
        close()
        return SetLine(items: items, ascent: 0, descent: 0, width: pen, footnotes: footnotes, gap: gap)
    }

    // MARK: Text

    private mutating func append(_ word: ShapedWord, _ part: LineAssembly.Part, _ attributes: TextAttributes) {
        let size = attributes.size
        let tracking = word.trackedGlyphs > 0 ? adjustment.tracking * size : 0
        let text = WordText(paragraph.text.utf8, part, hasIgnorables: word.hasIgnorables)
        for piece in word.pieces {
            begin(attributes, piece.font)
            guard var run = open else { continue }
            let clusters = text.range(of: piece, in: word)
            let base = run.text.count - text.clean(clusters.lowerBound)
            run.text += text.utf8[text.clean(clusters.lowerBound)..<text.clean(clusters.upperBound)]
            for glyph in word.glyphs[piece.glyphs] {
                let x = pen - run.start + Double(glyph.dx) * size * adjustment.expansion
                run.glyphs.append(
                    PlacedGlyph(
                        id: glyph.id, cluster: UInt32(base + text.clean(Int(glyph.cluster))), x: Float(x),
                        y: Float(-Double(glyph.dy) * size)))
                pen += Double(glyph.advance) * size * adjustment.expansion
                lastTracking = glyph.advance != 0 ? tracking : 0
                pen += lastTracking
            }
            open = run
        }
    }

    private mutating func appendSpace(_ part: LineAssembly.Part, _ attributes: TextAttributes) {
        let face = shaper.face(of: paragraph.styles[part.piece.run])
        let isKept = part.range.count == 2
        begin(attributes, face.id)
        let width = part.width * adjustment.space
        let glyph = (isKept ? face.glyph(for: 0xA0) : nil) ?? face.glyph(for: 0x20)
        if var run = open, let glyph {
            run.glyphs.append(PlacedGlyph(id: glyph, cluster: UInt32(run.text.count), x: Float(pen - run.start)))
            run.text += isKept ? [0xC2, 0xA0] : [0x20]
            open = run
        }
        pen += width
        if attributes.size > 0 { gap = max(gap, width / attributes.size) }
        lastTracking = 0
    }

    private mutating func begin(_ attributes: TextAttributes, _ font: FontID) {
        if let open, open.continues(with: attributes, font) { return }
        close()
        open = OpenRun(attributes: attributes, font: font, start: pen)
    }

    private mutating func close() {
        defer { open = nil }
        guard let run = open, !run.glyphs.isEmpty else { return }
        let text = TextRun(
            font: run.font, size: run.attributes.size, expansion: adjustment.expansion, color: run.attributes.color,
            origin: Point(x: run.start, y: -run.attributes.rise), glyphs: run.glyphs,
            text: String(decoding: run.text, as: UTF8.self), language: run.attributes.language)
        items.append(
            LineItem(
                structure: run.attributes.structure, content: .text(text), link: run.attributes.link, x: run.start,
                width: pen - run.start))
    }

    // MARK: Objects

    private mutating func append(_ object: InlineObject, width: Double, _ attributes: TextAttributes, _ run: Int) {
        lastTracking = 0
        switch object {
        case .fillIn(let fillIn, _):
            place(fillIn, width: width, attributes)
        case .fillInToLineEnd(let fillIn, _):
            place(fillIn, width: width + adjustment.fill, attributes)
        case .space:
            close()
            pen += width
        case .leader:
            placeLeader(width: width + adjustment.fill, attributes, shaper.face(of: paragraph.styles[run]))
        case .footnoteAnchor(let node):
            footnotes.append(node)
        case .lineBreak:
            break
        }
    }

    private mutating func place(_ fillIn: FillIn, width: Double, _ attributes: TextAttributes) {
        close()
        items.append(
            LineItem(structure: attributes.structure, content: .fillIn(fillIn), link: attributes.link, x: pen, width: width))
        pen += width
    }

    /// Dots on a grid counted from the leader's right end, so that they stand under each other from line to line. They belong
    /// to no structure: nobody wants them read.
    private mutating func placeLeader(width: Double, _ attributes: TextAttributes, _ face: FontFace) {
        close()
        let pitch = attributes.size * 0.5
        guard pitch > 0, let dot = face.glyph(for: 0x2E) else {
            pen += width
            return
        }
        let end = pen + width
        // Half an em of white before and after.
        let count = Int(max(0, min(10_000, ((width - 2 * pitch) / pitch).rounded(.down))))
        if count > 0 {
            let first = end - pitch * Double(count + 1)
            let glyphs = (0..<count).map {
                PlacedGlyph(id: dot, cluster: UInt32($0), x: Float(pitch * Double($0)))
            }
            let run = TextRun(
                font: face.id, size: attributes.size, color: attributes.color, origin: Point(x: first, y: -attributes.rise),
                glyphs: glyphs, text: String(repeating: ".", count: count), language: attributes.language)
            items.append(LineItem(structure: nil, content: .text(run), x: first, width: pitch * Double(count)))
        }
        pen = end
    }
}

/// The text of a word as it goes into the run: without characters that are never printed, with U+00AD for an added hyphen.
private struct WordText {
    let utf8: [UInt8]
    private let end: Int
    /// Byte of the shaped word → byte of `utf8`; `nil`: the same.
    private let map: [Int]?

    init(_ paragraph: [UInt8], _ part: LineAssembly.Part, hasIgnorables: Bool) {
        var text = Array(paragraph[part.range])
        let length = text.count
        var map: [Int]?
        if hasIgnorables {
            var clean: [UInt8] = []
            var offsets: [Int] = []
            text.withUnsafeBufferPointer { bytes in
                var index = 0
                while index < bytes.count {
                    let (scalar, size) = decode(bytes, at: index)
                    offsets += Array(repeating: clean.count, count: size)
                    if !WordText.isIgnorable(scalar) { clean += bytes[index..<index + size] }
                    index += size
                }
            }
            offsets.append(clean.count)
            text = clean
            map = offsets
        }
        if part.addsHyphen { text += [0xC2, 0xAD] }
        utf8 = text
        end = length
        self.map = map
    }

    /// Joiners stay: they have a meaning in other scripts.
    private static func isIgnorable(_ scalar: UInt32) -> Bool {
        scalar == 0xAD || scalar == 0x200B || scalar == 0x200C || scalar == 0x2060 || scalar == 0xFEFF
    }

    /// Byte in `utf8` for a byte of the shaped word; beyond the text's own bytes stands the hyphen.
    func clean(_ offset: Int) -> Int {
        if offset > end { return utf8.count }
        return map.map { $0[min(offset, $0.count - 1)] } ?? min(offset, utf8.count)
    }

    /// Bytes of the shaped word that a piece of it stands for.
    func range(of piece: ShapedWord.Piece, in word: ShapedWord) -> Range<Int> {
        if word.pieces.count == 1 { return 0..<end + 4 }
        func start(_ piece: ShapedWord.Piece) -> Int {
            Int(word.glyphs[piece.glyphs].map(\.cluster).min() ?? UInt32(end))
        }
        let own = start(piece)
        let next = word.pieces.map(start).filter { $0 > own }.min() ?? end + 4
        return own..<next
    }
}
