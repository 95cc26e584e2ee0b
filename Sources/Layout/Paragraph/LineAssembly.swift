import DocumentModel
import Typeface

/// Turns a stretch between two breakpoints into a line: words cut at its ends are shaped anew, so that the widths are exact,
/// and what is left of the measure goes into glyphs, tracking and spaces.
struct LineAssembly {
    let paragraph: ParagraphPieces
    let format: ParagraphFormat
    let shaper: Shaper

    /// What stands in a line.
    struct Part {
        var kind: ParagraphPieces.Piece.Kind
        var run: Int
        /// Of the paragraph; a word may be cut at the line's ends.
        var range: Range<Int>
        var word: ShapedWord?
        var width: Double
        /// Bidirectional embedding level.
        var level: UInt8
        /// Whether `word` ends with a hyphen that is not in the text.
        var addsHyphen = false
    }

    /// How the line is made to fit.
    struct Adjustment {
        var expansion = 1.0
        /// Em between the glyphs of a word.
        var tracking = 0.0
        /// Factor for spaces.
        var space = 1.0
        /// Points for each rule that takes what is left.
        var fill = 0.0
        /// The line stays short of its measure.
        var isShort = false
    }

    /// - Parameter space: relative change of the spaces that is aimed at; the glyphs take the rest as far as they may.
    func line(from start: Breakpoint, to end: Breakpoint, space: Double) throws(FontError) -> SetLine {
        var parts = try parts(from: start, to: end)
        let trailing = parts.suffix(while: { $0.kind == .space || $0.kind == .separator })
        parts.removeLast(trailing.count)
        let sums = sums(of: parts)
        let available = max(1, start.kind == .start ? format.measure - format.firstIndent : format.measure)
        let natural = sums.width - start.protrusionLeft - end.protrusionRight
        let adjustment = adjustment(excess: available - natural, sums, isLast: end.isForcedEnd, space: space)
        var writer = LineWriter(paragraph: paragraph, shaper: shaper, adjustment: adjustment)
        try write(parts, &writer, adjustment)
        let right = writer.pen
        for part in trailing where part.kind == .space { try writer.append(part, measure: max(1, format.measure)) }
        var line = writer.finish()
        let indent = start.kind == .start ? format.firstIndent : 0
        let slack = max(0, available - (right - start.protrusionLeft - end.protrusionRight))
        let shift: Double
        switch format.alignment {
        case .justified, .left: shift = indent - start.protrusionLeft
        case .right: shift = indent + slack - start.protrusionLeft
        case .centre: shift = indent + slack / 2
        }
        line.shift(by: shift)
        line.width = right + shift
        line.endsWithHyphen = end.addsHyphen
        line.setting = setting(parts, adjustment, measure: available, isLast: end.isForcedEnd)
        (line.ascent, line.descent) = try extent(start, end, parts)
        return line
    }

    private func setting(_ parts: [Part], _ adjustment: Adjustment, measure: Double, isLast: Bool) -> LineSetting {
        var gap = 0.0
        var spaces = 0
        for part in parts where part.kind == .space {
            gap += part.width * adjustment.space / paragraph.looks[part.run].size
            spaces += 1
        }
        return LineSetting(
            index: 0, count: 1, measure: measure, isJustified: format.alignment == .justified && !isLast && !adjustment.isShort,
            isShort: adjustment.isShort,
            gap: spaces > 0 ? gap / Double(spaces) : nil, stretch: adjustment.space - 1, expansion: adjustment.expansion,
            tracking: adjustment.tracking, size: parts.first.map { paragraph.looks[$0.run].size } ?? 0)
    }

    /// Writes the parts in the order of the text. Where some run from right to left each gets the place that rule L2 of UAX #9
    /// gives it in the line; the order in the file stays that of reading.
    private func write(_ parts: [Part], _ writer: inout LineWriter, _ adjustment: Adjustment) throws(FontError) {
        let measure = max(1, format.measure)
        guard parts.contains(where: { $0.level > 0 }) else {
            for part in parts { try writer.append(part, measure: measure) }
            return
        }
        var ruler = LineWriter(paragraph: paragraph, shaper: shaper, adjustment: adjustment)
        var places = [Double](repeating: 0, count: parts.count)
        for index in Bidi.visualOrder(parts.map(\.level)) {
            places[index] = ruler.pen
            try ruler.append(parts[index], measure: measure)
        }
        for (part, place) in zip(parts, places) {
            writer.move(to: place)
            try writer.append(part, measure: measure)
        }
        writer.move(to: ruler.pen)
    }

    // MARK: Parts

    private func parts(from start: Breakpoint, to end: Breakpoint) throws(FontError) -> [Part] {
        var parts: [Part] = []
        parts.reserveCapacity(end.piece - start.piece + 1)
        var index = start.piece
        while index < paragraph.pieces.count, paragraph.pieces[index].range.lowerBound < end.offset {
            let piece = paragraph.pieces[index]
            let range = max(piece.range.lowerBound, start.offset)..<min(piece.range.upperBound, end.offset)
            var part = Part(
                kind: piece.kind, run: piece.run, range: range, word: piece.word, width: piece.width, level: piece.level)
            if piece.kind == .word, range != piece.range {
                part.word = try ParagraphPieces.shape(
                    paragraph.text.utf8, range, shaper, paragraph.looks[piece.run].style, level: piece.level)
            }
            parts.append(part)
            index += 1
        }
        if end.addsHyphen, let last = parts.lastIndex(where: { $0.kind == .word }) {
            let run = parts[last].run
            let style = paragraph.looks[run].style
            let utf8 = paragraph.text.utf8[parts[last].range] + HyphenationCache.hyphen(for: shaper.face(of: style))
            parts[last].word = try ParagraphPieces.shape(
                Array(utf8), 0..<utf8.count, shaper, style, level: parts[last].level)
            parts[last].addsHyphen = true
        }
        return parts
    }

    private func sums(of parts: [Part]) -> Sums {
        var sums = Sums()
        for part in parts {
            let size = paragraph.looks[part.run].size
            switch part.kind {
            case .word:
                guard let word = part.word else { continue }
                sums = sums.adding(glyphs: word.advance * size, count: word.trackedGaps, size: size)
            case .space:
                sums.width += part.width
                sums.spaces += part.width
                sums.gaps += 1
            case .object:
                sums.width += min(part.width, max(1, format.measure))
                if paragraph.text.runs[part.run].object?.fills ?? false { sums.fills += 1 }
            case .separator: break
            }
        }
        return sums
    }

    // MARK: Fitting

    private func adjustment(excess: Double, _ sums: Sums, isLast: Bool, space: Double) -> Adjustment {
        var result = Adjustment()
        if excess >= 0, sums.fills > 0 {
            result.fill = excess / Double(sums.fills)
            return result
        }
        if excess >= 0, isLast || format.alignment != .justified { return result }
        // Ragged lines were found to fit; what they exceed by is the kerning that a cut word lost.
        let costs = format.costs
        let wanted = space * sums.spaces
        let fit = costs.fit(excess: excess - wanted, sums)
        let steps = costs.expansionStep > 0 ? (fit.flex * costs.expansionLimit / costs.expansionStep).rounded() : 0
        result.expansion = 1 + steps * costs.expansionStep
        var rest = excess - wanted - sums.glyphs * steps * costs.expansionStep
        let units = sums.tracking
        if units > 0 {
            result.tracking = min(costs.trackingLimit, max(-costs.trackingLimit, rest / units))
            rest -= result.tracking * units
        }
        rest += wanted
        if sums.spaces > 0 {
            let change = rest / sums.spaces
            if change > LineAssembly.largestStretch { return Adjustment(isShort: true) }
            let taken = max(change, -costs.shrinkLimit)
            result.space = 1 + taken
            rest -= taken * sums.spaces
        }
        // The last resort of a line that would stand out.
        if rest < 0, units > 0 { result.tracking += max(rest / units, -LineAssembly.emergencyTracking) }
        return result
    }

    /// A line whose spaces would grow by more than this factor stays ragged: better a hole at its end than in its middle.
    private static let largestStretch = 4.0
    /// Em.
    private static let emergencyTracking = 0.03

    private func extent(
        _ start: Breakpoint, _ end: Breakpoint, _ parts: [Part]
    ) throws(FontError) -> (ascent: Double, descent: Double) {
        var ascent = 0.0
        var descent = 0.0
        var runs = parts.map(\.run)
        if runs.isEmpty {
            // An empty line is as high as its text would be.
            let piece = paragraph.pieces[min(start.piece, paragraph.pieces.count - 1)]
            runs = [piece.run]
        }
        var previous: Int?
        for run in runs where run != previous {
            previous = run
            let attributes = paragraph.text.runs[run].attributes
            let metrics = shaper.face(of: paragraph.looks[run].style).metrics
            ascent = max(ascent, metrics.ascender * attributes.size + attributes.rise)
            descent = max(descent, metrics.descender * attributes.size - attributes.rise)
        }
        return (ascent, descent)
    }
}

extension Array {
    /// The longest suffix whose elements all satisfy the predicate.
    fileprivate func suffix(while predicate: (Element) -> Bool) -> ArraySlice<Element> {
        var start = endIndex
        while start > startIndex, predicate(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}

extension SetLine {
    mutating func shift(by distance: Double) {
        for index in items.indices {
            items[index].x += distance
            if case .text(var run) = items[index].content {
                run.origin.x += distance
                items[index].content = .text(run)
            }
        }
    }
}
