import Typeface

/// Lists the breakpoints of a paragraph with the widths up to each.
struct BreakpointBuilder {
    let paragraph: ParagraphPieces
    let format: ParagraphFormat
    let shaper: Shaper
    let hyphenation: HyphenationCache

    /// What a byte may be as a breakpoint; absent: nothing.
    private var kinds: [Breakpoint.Kind?]
    /// Empty, with the room that an earlier paragraph took: some 60 kB, which would else lie between what is kept and go to waste.
    private var room: [Breakpoint]

    init(
        _ paragraph: ParagraphPieces, _ format: ParagraphFormat, _ shaper: Shaper, _ hyphenation: HyphenationCache, room: [Breakpoint] = []
    ) {
        self.room = room
        self.paragraph = paragraph
        self.format = format
        self.shaper = shaper
        self.hyphenation = hyphenation
        kinds = Array(repeating: nil, count: paragraph.text.utf8.count + 1)
    }

    /// Paragraph's start, all breakpoints, its end. Where a stretch without a break is wider than the measure, breaks
    /// against usage are added, the least bad first: so that nothing ever stands out of its column.
    mutating func build() throws(FontError) -> [Breakpoint] {
        markOpportunities()
        if format.hyphenates { markHyphens() }
        var points = try list()
        for emergency in Emergency.allCases {
            let wide = tooWide(points)
            if wide.isEmpty { break }
            switch emergency {
            case .keptSpaces: for range in wide { markKept(in: range) }
            case .unwantedHyphens: markHyphens(within: wide)
            case .anyGrapheme: for range in wide { markGraphemes(in: range) }
            }
            points = try list()
        }
        return points
    }

    /// Width of the widest stretch that no ordinary break divides.
    mutating func widestStretch() throws(FontError) -> Double {
        markOpportunities()
        if format.hyphenates { markHyphens() }
        let points = try list()
        return zip(points, points.dropFirst()).map { Self.width($0, $1) }.max() ?? 0
    }

    // MARK: Which

    private enum Emergency: CaseIterable { case keptSpaces, unwantedHyphens, anyGrapheme }

    private mutating func markOpportunities() {
        let utf8 = paragraph.text.utf8
        for (offset, opportunity) in paragraph.breaks.enumerated() where opportunity != .none && offset > 0 {
            switch opportunity {
            case .mandatory: kinds[offset] = offset == utf8.count ? .end : .mandatory
            case .allowed where !isKept(offset):
                kinds[offset] = isSpace(before: offset) ? .space : .explicit
            case .allowed, .discouraged, .none: break
            }
        }
    }

    private func isSpace(before offset: Int) -> Bool { paragraph.text.utf8[offset - 1] <= 0x20 }

    /// Whether the attributes on both sides forbid a break.
    private func isKept(_ offset: Int) -> Bool {
        let runs = paragraph.text.runs
        let right = run(at: offset)
        guard right < runs.count, runs[right].attributes.unbreakable else { return false }
        return runs[right].range.lowerBound < offset || right > 0 && runs[right - 1].attributes.unbreakable
    }

    /// Index of the run that holds a byte.
    private func run(at offset: Int) -> Int {
        paragraph.text.runs.partitioningIndex { $0.range.upperBound > offset }
    }

    private mutating func markHyphens() {
        // Ragged lines have no holes to close.
        let takesShort = format.alignment == .justified
        eachHyphen { offset, level, isWanted, kinds in
            guard isWanted, kinds[offset] == nil else { return }
            switch level {
            case .seam: kinds[offset] = .seam
            case .inside: kinds[offset] = .hyphen
            case .short: if takesShort { kinds[offset] = .shortHyphen }
            }
        }
    }

    /// Also where attributes or the format want none.
    private mutating func markHyphens(within stretches: [Range<Int>]) {
        var next = 0
        eachHyphen { offset, _, _, kinds in
            while next < stretches.count, stretches[next].upperBound <= offset { next += 1 }
            guard next < stretches.count, stretches[next].lowerBound < offset, kinds[offset] == nil else { return }
            kinds[offset] = .unwantedHyphen
        }
    }

    /// Every place where the hyphenator sees one, ascending, in German text, and whether the attributes allow one.
    private mutating func eachHyphen(
        _ mark: (_ offset: Int, _ level: HyphenLevel, _ isWanted: Bool, _ kinds: inout [Breakpoint.Kind?]) -> Void
    ) {
        let text = paragraph.text
        // The run that holds the offset, and what it says.
        var end = 0
        var isGerman = false
        var isWanted = false
        for token in paragraph.tokens() {
            for point in hyphenation.hyphens(text.utf8, token) {
                let offset = token.lowerBound + point.offset
                if offset >= end {
                    let run = text.runs[min(run(at: offset), text.runs.count - 1)]
                    end = run.range.upperBound
                    isGerman = run.attributes.language.isGerman
                    isWanted = !run.attributes.unhyphenated && !run.attributes.unbreakable
                }
                if isGerman { mark(offset, point.level, isWanted, &kinds) }
            }
        }
    }

    /// Spaces that usage or attributes want kept.
    private mutating func markKept(in range: Range<Int>) {
        for offset in range.dropFirst() where kinds[offset] == nil {
            let opportunity = paragraph.breaks[offset]
            if opportunity == .discouraged || opportunity == .allowed { kinds[offset] = .kept }
        }
    }

    private mutating func markGraphemes(in range: Range<Int>) {
        let graphemes = paragraph.text.utf8[range].withUnsafeBufferPointer { shaper.graphemes.ranges(in: $0) }
        for grapheme in graphemes.dropFirst() {
            let offset = range.lowerBound + grapheme.lowerBound
            if kinds[offset] == nil { kinds[offset] = .forced }
        }
    }

    /// Stretches between neighbouring breakpoints that no line can hold, as bytes.
    private func tooWide(_ points: [Breakpoint]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for (left, right) in zip(points, points.dropFirst()) {
            let available = left.kind == .start ? min(format.measure, format.measure - format.firstIndent) : format.measure
            if Self.width(left, right) > available + 1e-6 { result.append(left.offset..<right.offset) }
        }
        return result
    }

    private static func width(_ left: Breakpoint, _ right: Breakpoint) -> Double {
        right.lineEnd.width - left.lineStart.width + right.hyphen - left.protrusionLeft - right.protrusionRight
    }

    // MARK: How wide

    private mutating func list() throws(FontError) -> [Breakpoint] {
        var points = room
        room = []
        points.append(Breakpoint(offset: 0, piece: 0, kind: .start, lineEnd: Sums(), lineStart: Sums()))
        points.reserveCapacity(paragraph.pieces.count * 2)
        if format.protrudesLeft { points[0].protrusionLeft = protrusionLeft(at: 0, piece: 0) }
        var sums = Sums()
        var inkEnd = Sums()
        for (index, piece) in paragraph.pieces.enumerated() {
            let size = paragraph.looks[piece.run].size
            if kinds[piece.range.lowerBound] != nil, piece.range.lowerBound > 0 {
                points.append(try point(at: piece.range.lowerBound, index, inkEnd, sums))
            }
            if let word = piece.word, piece.range.count > 1 {
                for offset in piece.range.lowerBound + 1..<piece.range.upperBound where kinds[offset] != nil {
                    let (advance, glyphs) = word.measure(upTo: offset - piece.range.lowerBound)
                    let inside = sums.adding(glyphs: advance * size, count: glyphs, size: size)
                    points.append(try point(at: offset, index, inside, inside))
                }
            }
            switch piece.kind {
            case .word:
                guard let word = piece.word else { continue }
                sums = sums.adding(glyphs: piece.width, count: word.trackedGaps, size: size)
                inkEnd = sums
            case .space:
                sums.width += piece.width
                sums.spaces += piece.width
                sums.gaps += 1
            case .object:
                sums.width += min(piece.width, max(1, format.measure))
                if paragraph.text.runs[piece.run].object?.fills ?? false { sums.fills += 1 }
                inkEnd = sums
            case .separator:
                break
            }
        }
        points.append(try point(at: paragraph.text.utf8.count, paragraph.pieces.count, inkEnd, sums))
        return points
    }

    private func point(at offset: Int, _ piece: Int, _ end: Sums, _ start: Sums) throws(FontError) -> Breakpoint {
        var point = Breakpoint(
            offset: offset, piece: piece, kind: kinds[offset] ?? .end, lineEnd: end, lineStart: start)
        let last = lastPiece(before: offset, piece)
        if point.addsHyphen, let last {
            let look = paragraph.looks[paragraph.pieces[last].run]
            point.hyphen = try hyphenation.width(of: look.style, shaper) * look.size
            if format.protrudesRight { point.protrusionRight = point.hyphen * Protrusion.right(0x2010) }
        } else if format.protrudesRight, let last {
            point.protrusionRight = protrusionRight(before: offset, piece: last)
        }
        if format.protrudesLeft { point.protrusionLeft = protrusionLeft(at: offset, piece: piece) }
        return point
    }

    /// The piece whose ink ends the line that ends at `offset`.
    private func lastPiece(before offset: Int, _ piece: Int) -> Int? {
        var index = piece
        if index < paragraph.pieces.count, paragraph.pieces[index].range.lowerBound < offset { return index }
        while index > 0 {
            index -= 1
            switch paragraph.pieces[index].kind {
            case .word, .object: return index
            case .space: continue
            case .separator: return nil
            }
        }
        return nil
    }

    private func protrusionRight(before offset: Int, piece: Int) -> Double {
        let range = paragraph.pieces[piece].range
        let end = min(offset, range.upperBound)
        guard end > range.lowerBound else { return 0 }
        var start = end - 1
        while start > range.lowerBound, paragraph.text.utf8[start] & 0xC0 == 0x80 { start -= 1 }
        let scalar = paragraph.text.utf8.withUnsafeBufferPointer { decode($0, at: start).scalar }
        // Few characters hang out; the others need not be looked at any closer.
        let share = Protrusion.right(scalar)
        if share <= 0 { return 0 }
        let piece = paragraph.pieces[piece]
        guard let word = piece.word, piece.level == 0, let glyph = word.glyphs.last(where: { Int($0.cluster) < end - piece.range.lowerBound }) else { return 0 }
        return share * Double(glyph.advance) * paragraph.looks[piece.run].size
    }

    private func protrusionLeft(at offset: Int, piece: Int) -> Double {
        guard piece < paragraph.pieces.count else { return 0 }
        guard offset < paragraph.text.utf8.count else { return 0 }
        let scalar = paragraph.text.utf8.withUnsafeBufferPointer { decode($0, at: offset).scalar }
        let share = Protrusion.left(scalar)
        if share <= 0 { return 0 }
        let piece = paragraph.pieces[piece]
        guard let word = piece.word, piece.level == 0, let glyph = word.glyphs.first(where: { Int($0.cluster) >= offset - piece.range.lowerBound }) else { return 0 }
        return share * Double(glyph.advance) * paragraph.looks[piece.run].size
    }
}

extension Sums {
    func adding(glyphs width: Double, count: Int, size: Double) -> Sums {
        var result = self
        result.width += width
        result.glyphs += width
        result.tracking += Double(count) * size
        return result
    }
}

extension ParagraphFormat {
    /// Ragged edges do not protrude: there is nothing to be straight.
    var protrudesLeft: Bool { protrudes && (alignment == .justified || alignment == .left) }
    var protrudesRight: Bool { protrudes && (alignment == .justified || alignment == .right) }
}
