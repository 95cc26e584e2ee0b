import Typeface

/// The paragraph cut into what is set as a whole: words of one attribute, spaces, inline objects.
struct ParagraphPieces {
    struct Piece {
        enum Kind: UInt8 {
            case word
            /// Stretches; whether it may end a line is the break opportunities' affair.
            case space
            case object
            /// A line separator in the text: nothing is set for it.
            case separator
        }

        var kind: Kind
        var range: Range<Int>
        var run: Int
        var word: ShapedWord?
        /// Natural width in points; of a filling object its minimum.
        var width: Double
        /// Bidirectional embedding level (UAX #9): odd runs from right to left.
        var level: UInt8 = 0
    }

    /// What the hot loops need of a run's attributes.
    struct Look {
        var size: Double
        var style: ShapingStyleID
        /// The same for runs whose glyphs can be drawn as one: of one size, colour, structure …
        var drawing: Int
    }

    let text: StyledText
    /// By run.
    let looks: [Look]
    let pieces: [Piece]
    /// One entry a byte and one for the end.
    let breaks: [BreakOpportunity]

    init(_ text: StyledText, _ shaper: Shaper, _ finder: BreakFinder) throws(FontError) {
        self.text = text
        var looks: [Look] = []
        var pieces: [Piece] = []
        pieces.reserveCapacity(text.utf8.count / 4 + text.runs.count)
        let levels = text.bidiLevels()
        for (index, run) in text.runs.enumerated() {
            let attributes = run.attributes
            let style = try shaper.style(
                ShapingStyle(
                    family: attributes.family, style: attributes.style, smallCaps: attributes.smallCaps,
                    tabularFigures: attributes.tabularFigures, language: attributes.language.rawValue))
            looks.append(Look(size: attributes.size, style: style, drawing: text.drawing(of: index, looks)))
            if let object = run.object {
                pieces.append(
                    Piece(
                        kind: .object, range: run.range, run: index, word: nil, width: object.minimumWidth,
                        level: levels?[run.range.lowerBound] ?? 0))
                continue
            }
            let space = shaper.face(of: style).metrics.space * attributes.size
            var start = run.range.lowerBound
            while start < run.range.upperBound {
                let level = levels?[start] ?? 0
                let limit = levels.map { $0.end(ofLevelAt: start, limit: run.range.upperBound) } ?? run.range.upperBound
                let (kind, end) = Self.next(in: text.utf8, start, limit)
                var piece = Piece(
                    kind: kind, range: start..<end, run: index, word: nil, width: kind == .space ? space : 0, level: level)
                if kind == .word {
                    let word = try Self.shape(text.utf8, start..<end, shaper, style, level: level)
                    piece.word = word
                    piece.width = word.advance * attributes.size
                }
                pieces.append(piece)
                start = end
            }
        }
        self.looks = looks
        self.pieces = pieces
        breaks = finder.opportunities(in: Self.withoutObjects(text))
    }

    /// The pieces of a text that differs from `other`'s only in what glyphs belong to, not in how they look.
    init(_ text: StyledText, like other: ParagraphPieces) {
        self.text = text
        pieces = other.pieces
        breaks = other.breaks
        var looks = other.looks
        for index in text.runs.indices { looks[index].drawing = text.drawing(of: index, looks) }
        self.looks = looks
    }

    static func shape(
        _ utf8: [UInt8], _ range: Range<Int>, _ shaper: Shaper, _ style: ShapingStyleID, level: UInt8 = 0
    ) throws(FontError) -> ShapedWord {
        try utf8.withUnsafeBufferPointer { (bytes) throws(FontError) in
            try shaper.shape(UnsafeBufferPointer(rebasing: bytes[range]), style, isRightToLeft: level % 2 == 1)
        }
    }

    /// Longer words are shaped in parts, so that one endless „word“ cannot make anything quadratic.
    private static let longestWord = 512

    private static func next(in utf8: [UInt8], _ start: Int, _ limit: Int) -> (Piece.Kind, end: Int) {
        switch separator(in: utf8, at: start) {
        case .some((.space, let length)): return (.space, min(limit, start + length))
        case .some((let kind, let length)): return (kind, min(limit, start + length))
        case nil: break
        }
        var index = start
        while index < limit, separator(in: utf8, at: index) == nil {
            index += 1
            while index < limit, utf8[index] & 0xC0 == 0x80 { index += 1 }
            if index - start > longestWord { break }
        }
        return (.word, index)
    }

    /// Space, tab and no-break space stretch; line feeds and their kin end the line.
    private static func separator(in utf8: [UInt8], at index: Int) -> (kind: Piece.Kind, length: Int)? {
        switch utf8[index] {
        case 0x20, 0x09: return (.space, 1)
        case 0x0A...0x0D: return (.separator, 1)
        case 0xC2 where index + 1 < utf8.count && utf8[index + 1] == 0xA0: return (.space, 2)
        case 0xC2 where index + 1 < utf8.count && utf8[index + 1] == 0x85: return (.separator, 2)
        case 0xE2 where index + 2 < utf8.count && utf8[index + 1] == 0x80 && utf8[index + 2] | 1 == 0xA9: return (.separator, 3)
        default: return nil
        }
    }

    /// The text as the break finder is to see it: U+FFFC of objects becomes a character of the class that the object behaves
    /// like, each three bytes long.
    private static func withoutObjects(_ text: StyledText) -> [UInt8] {
        guard text.runs.contains(where: { $0.object != nil }) else { return text.utf8 }
        var utf8 = text.utf8
        for run in text.runs {
            guard let object = run.object, run.range.count == 3 else { continue }
            utf8.replaceSubrange(run.range, with: object.standIn)
        }
        return utf8
    }
}

extension StyledText {
    /// See ``ParagraphPieces/Look/drawing``; `looks` has those of the runs before.
    fileprivate func drawing(of index: Int, _ looks: [ParagraphPieces.Look]) -> Int {
        // Neighbours matter; a dozen runs back will do.
        let like = runs[max(0, index - 12)..<index].lastIndex { $0.attributes.isDrawn(like: runs[index].attributes) }
        return like.map { looks[$0].drawing } ?? index
    }
}

extension TextAttributes {
    /// Whether glyphs of one font with these and those attributes can go into one run.
    fileprivate func isDrawn(like other: TextAttributes) -> Bool {
        size == other.size && color == other.color && rise == other.rise && structure == other.structure
            && link == other.link && language == other.language
    }
}

extension InlineObject {
    /// Points.
    var minimumWidth: Double {
        switch self {
        case .fillIn(_, let width): max(0, width)
        case .fillInToLineEnd(_, let minimum): max(0, minimum)
        case .space(let width): max(0, width)
        case .leader: InlineObject.leaderMinimum
        case .lineBreak, .footnoteAnchor: 0
        }
    }

    /// Takes what is left of the line.
    var fills: Bool {
        switch self {
        case .fillInToLineEnd, .leader: true
        case .fillIn, .lineBreak, .space, .footnoteAnchor: false
        }
    }

    /// At least two dots.
    private static let leaderMinimum = 12.0

    fileprivate var standIn: [UInt8] {
        switch self {
        case .fillIn, .fillInToLineEnd: [0xE2, 0xB1, 0xA0]  // U+2C60, a letter (AL)
        case .lineBreak: [0xE2, 0x80, 0xA8]  // U+2028 (BK)
        case .space, .footnoteAnchor, .leader: [0xE2, 0x81, 0xA0]  // U+2060 (WJ): no break on either side
        }
    }
}
