import DocumentModel
import Typeface

/// Places the parts of a line one after the other and collects the glyphs into runs of one font, size, colour and structure.
struct LineWriter {
    let paragraph: ParagraphPieces
    let shaper: Shaper
    let adjustment: LineAssembly.Adjustment
    /// Where the next glyph begins, points.
    private(set) var pen = 0.0
    private var items: [LineItem] = []
    private var footnotes: [NoteIndex] = []
    /// The run being collected.
    private var run: Int?
    private var font = FontID(rawValue: 0)
    /// Of the font, relative to the text's size.
    private var scale = 1.0
    private var start = 0.0
    private var extent = 0.0...0.0
    private var glyphs: [PlacedGlyph] = []
    private var text: [UInt8] = []

    init(paragraph: ParagraphPieces, shaper: Shaper, adjustment: LineAssembly.Adjustment) {
        self.paragraph = paragraph
        self.shaper = shaper
        self.adjustment = adjustment
    }

    mutating func append(_ part: LineAssembly.Part, measure: Double) throws(FontError) {
        switch part.kind {
        case .word:
            if let word = part.word { append(word, part) }
        case .space:
            try appendSpace(part)
        case .object:
            let run = paragraph.text.runs[part.run]
            if let object = run.object { append(object, width: min(part.width, measure), run.attributes, part.run) }
        case .separator:
            break
        }
    }

    /// Goes on at another place of the line, points from its left end.
    mutating func move(to place: Double) { pen = place }

    /// The line, its left end at 0; `width` and extents are the caller's.
    mutating func finish() -> SetLine {
        close()
        return SetLine(items: items, ascent: 0, descent: 0, width: pen, footnotes: footnotes)
    }

    // MARK: Text

    private mutating func append(_ word: ShapedWord, _ part: LineAssembly.Part) {
        if !word.hasIgnorables, word.pieces.count == 1, !word.isRightToLeft, word.pieces[0].scale == 1 {
            begin(part.run, word.pieces[0].font)
            let base = text.count
            text.append(contentsOf: paragraph.text.utf8[part.range])
            if part.addsHyphen { text += [0xC2, 0xAD] }
            place(word, word.pieces[0].glyphs, part) { base + $0 }
            endWord(word, part)
            return
        }
        let printed = PrintedWord(paragraph.text.utf8, part, hasIgnorables: word.hasIgnorables)
        // From right to left the first piece is the rightmost.
        let end = pen + (word.isRightToLeft ? width(of: word, word.glyphs.indices, part) : 0)
        var right = end
        for piece in word.pieces {
            if word.isRightToLeft {
                right -= width(of: word, piece.glyphs, part)
                move(to: right)
            }
            begin(part.run, piece.font, scale: piece.scale)
            let clusters = printed.range(of: piece, in: word)
            let base = text.count - printed.offset(of: clusters.lowerBound)
            text += printed.utf8[printed.offset(of: clusters.lowerBound)..<printed.offset(of: clusters.upperBound)]
            place(word, piece.glyphs, part) { base + printed.offset(of: $0) }
        }
        if word.isRightToLeft { move(to: end) }
        endWord(word, part)
    }

    /// What a word's glyphs take of the line, with tracking.
    private func width(of word: ShapedWord, _ range: Range<Int>, _ part: LineAssembly.Part) -> Double {
        let size = paragraph.looks[part.run].size
        let tracking = word.trackedGlyphs > 0 ? adjustment.tracking * size : 0
        return word.glyphs[range].reduce(0) { sum, glyph in
            sum + Double(glyph.advance) * size * adjustment.expansion + (glyph.advance != 0 ? tracking : 0)
        }
    }

    /// Takes back what tracking added after the last glyph: it goes between letters, so that it changes no gap.
    private mutating func endWord(_ word: ShapedWord, _ part: LineAssembly.Part) {
        if word.trackedGlyphs > 0 { pen -= adjustment.tracking * paragraph.looks[part.run].size }
    }

    private mutating func place(
        _ word: ShapedWord, _ range: Range<Int>, _ part: LineAssembly.Part, cluster: (Int) -> Int
    ) {
        let size = paragraph.looks[part.run].size
        let width = size * adjustment.expansion
        let tracking = word.trackedGlyphs > 0 ? adjustment.tracking * size : 0
        let total = word.isRightToLeft ? self.width(of: word, range, part) : 0
        var left = pen + total
        for glyph in word.glyphs[range] {
            let advance = Double(glyph.advance) * width + (glyph.advance != 0 ? tracking : 0)
            if word.isRightToLeft { left -= advance }
            glyphs.append(
                PlacedGlyph(
                    id: glyph.id, cluster: UInt32(cluster(Int(glyph.cluster))),
                    x: Float(left - start + Double(glyph.dx) * width), y: Float(-Double(glyph.dy) * size)))
            if !word.isRightToLeft { left += advance }
        }
        pen = word.isRightToLeft ? pen + total : left
        reach()
    }

    private mutating func appendSpace(_ part: LineAssembly.Part) throws(FontError) {
        let look = paragraph.looks[part.run]
        var face = shaper.face(of: look.style)
        let isKept = part.range.count == 2
        // A space goes with the word before it, even if that is in a fallback: Cairo leaves out runs of nothing but spaces.
        if continues(part.run), font != face.id, try shaper.fonts.face(font).glyph(for: 0x20) != nil {
            face = try shaper.fonts.face(font)
        } else {
            begin(part.run, face.id)
        }
        let width = part.width * adjustment.space
        if let glyph = (isKept ? face.glyph(for: 0xA0) : nil) ?? face.glyph(for: 0x20) {
            glyphs.append(PlacedGlyph(id: glyph, cluster: UInt32(text.count), x: Float(pen - start)))
            text += isKept ? [0xC2, 0xA0] : [0x20]
        }
        pen += width
        reach()
    }

    /// Whether glyphs of a run of the text can go into the run that is being collected, as far as the font allows.
    private func continues(_ run: Int) -> Bool {
        guard let collected = self.run else { return false }
        return collected == run || paragraph.looks[collected].drawing == paragraph.looks[run].drawing
    }

    private mutating func begin(_ run: Int, _ font: FontID, scale: Double = 1) {
        if continues(run), self.font == font, self.scale == scale {
            reach()
            return
        }
        close()
        self.run = run
        self.font = font
        self.scale = scale
        // Most runs are whole lines.
        glyphs.reserveCapacity(96)
        text.reserveCapacity(96)
        start = pen
        extent = pen...pen
    }

    /// Takes the pen's place into the extent of the run that is being collected.
    private mutating func reach() { extent = min(extent.lowerBound, pen)...max(extent.upperBound, pen) }

    private mutating func close() {
        defer {
            run = nil
            glyphs = []
            text = []
        }
        guard let run, !glyphs.isEmpty else { return }
        let attributes = paragraph.text.runs[run].attributes
        let content = TextRun(
            font: font, size: attributes.size * scale, expansion: adjustment.expansion, color: attributes.color,
            origin: Point(x: start, y: -attributes.rise), glyphs: glyphs, text: String(decoding: text, as: UTF8.self),
            language: attributes.language)
        items.append(
            LineItem(
                structure: attributes.structure, content: .text(content), link: attributes.link, x: extent.lowerBound,
                width: extent.upperBound - extent.lowerBound))
    }

    // MARK: Objects

    private mutating func append(_ object: InlineObject, width: Double, _ attributes: TextAttributes, _ run: Int) {
        switch object {
        case .fillIn(let fillIn, _):
            place(fillIn, width: width, attributes)
        case .fillInToLineEnd(let fillIn, _):
            place(fillIn, width: width + adjustment.fill, attributes)
        case .space:
            close()
            pen += width
        case .leader:
            placeLeader(width: width + adjustment.fill, attributes, shaper.face(of: paragraph.looks[run].style))
        case .footnoteAnchor(let note):
            footnotes.append(note)
        case .lineBreak:
            endLine()
        }
    }

    /// A blank behind the last word of a line that is broken on purpose: readers of the structure know no lines, and would read two words as one.
    private mutating func endLine() {
        guard run != nil, !glyphs.isEmpty, text.last != 0x20, let glyph = try? shaper.fonts.face(font).glyph(for: 0x20) else { return }
        glyphs.append(PlacedGlyph(id: glyph, cluster: UInt32(text.count), x: Float(pen - start)))
        text.append(0x20)
    }

    private mutating func place(_ fillIn: FillInIndex, width: Double, _ attributes: TextAttributes) {
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
private struct PrintedWord {
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
                    if !PrintedWord.isIgnorable(scalar) { clean += bytes[index..<index + size] }
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
    func offset(of offset: Int) -> Int {
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
