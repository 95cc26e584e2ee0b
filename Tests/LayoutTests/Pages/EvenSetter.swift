import DocumentModel
import Typeface

@testable import Layout

/// Sets text in a face whose letters are all half an em wide, first fit: pages can be tested without any font, and their
/// dumps are the same on every machine.
final class EvenSetter: ParagraphSetting {
    let isSound = true
    private(set) var calls = 0

    /// A line more or fewer comes of breaking at a smaller or larger measure.
    func set(_ text: StyledText, _ format: ParagraphFormat, looseness: Int) -> SetParagraph {
        let best = set(text, format)
        guard looseness != 0 else { return best }
        for percent in 1...8 {
            var other = format
            other.measure *= 1 - Double(looseness.signum() * percent) / 100
            var result = set(text, other)
            guard result.lines.count - best.lines.count == looseness else { continue }
            result.achievedLooseness = looseness
            return result
        }
        return best
    }

    private func set(_ text: StyledText, _ format: ParagraphFormat) -> SetParagraph {
        calls += 1
        var breaker = Line(format)
        for run in text.runs {
            let size = run.attributes.size
            switch run.object {
            case nil:
                let string = String(decoding: text.utf8[run.range], as: UTF8.self)
                for word in Self.words(string) { breaker.add(word, run.attributes) }
            case .lineBreak?: breaker.finish()
            case .space(let width)?: breaker.skip(width)
            case .leader?: breaker.skip(size)
            case .footnoteAnchor(let note)?: breaker.notes.append(note)
            case .fillIn(let fillIn, let width)?: breaker.fill(fillIn, width, run.attributes)
            case .fillInToLineEnd(let fillIn, let minimum)?: breaker.fill(fillIn, minimum, run.attributes, toEnd: true)
            }
        }
        if !breaker.items.isEmpty || !breaker.notes.isEmpty || breaker.lines.isEmpty { breaker.finish() }
        for index in breaker.lines.indices {
            breaker.lines[index].setting = LineSetting(
                index: index, count: breaker.lines.count, measure: format.measure,
                isJustified: format.alignment == .justified && index + 1 < breaker.lines.count, gap: 0.5, stretch: 0,
                expansion: 1, tracking: 0, size: text.runs.first?.attributes.size ?? 0)
        }
        return SetParagraph(lines: breaker.lines)
    }

    func naturalWidth(of text: StyledText) -> Double {
        set(text, ParagraphFormat(alignment: .left, measure: 100_000)).lines.map(\.width).max() ?? 0
    }

    func minimumWidth(of text: StyledText) -> Double {
        String(decoding: text.utf8, as: UTF8.self).split(separator: " ").map { Double($0.count) }.max().map {
            $0 * (text.runs.first?.attributes.size ?? 0) / 2
        } ?? 0
    }

    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text {
            word.append(character)
            if character == " " {
                words.append(word)
                word = ""
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    private struct Line {
        let format: ParagraphFormat
        var lines: [SetLine] = []
        var items: [LineItem] = []
        var notes: [NoteIndex] = []
        var x: Double

        init(_ format: ParagraphFormat) {
            self.format = format
            x = format.firstIndent
        }

        mutating func add(_ word: String, _ attributes: TextAttributes) {
            var rest = Substring(word)
            let advance = attributes.size / 2
            let visible = Double(word.hasSuffix(" ") ? word.count - 1 : word.count) * advance
            if x + visible > format.measure + 0.001, x > 0 { finish() }
            while Double(rest.count) * advance > format.measure + advance, rest.count > 1 {
                let count = max(1, Int(format.measure / advance))
                put(String(rest.prefix(count)), attributes)
                rest = rest.dropFirst(count)
                finish()
            }
            if !rest.isEmpty { put(String(rest), attributes) }
        }

        mutating func put(_ text: String, _ attributes: TextAttributes) {
            let advance = attributes.size / 2
            let width = Double(text.unicodeScalars.count) * advance
            if case .text(var run)? = items.last?.content, items.last?.structure == attributes.structure,
                run.size == attributes.size
            {
                let offset = Float(x - run.origin.x)
                run.glyphs += Self.glyphs(text, advance, at: offset, UInt32(run.text.utf8.count))
                run.text += text
                items[items.count - 1].content = .text(run)
                items[items.count - 1].width += width
            } else {
                let run = TextRun(
                    font: FontID(rawValue: attributes.style.bold ? 1 : 0), size: attributes.size, color: attributes.color,
                    origin: Point(x: x, y: -attributes.rise), glyphs: Self.glyphs(text, advance, at: 0, 0), text: text,
                    language: attributes.language)
                items.append(LineItem(structure: attributes.structure, content: .text(run), x: x, width: width))
            }
            x += width
        }

        private static func glyphs(_ text: String, _ advance: Double, at x: Float, _ cluster: UInt32) -> [PlacedGlyph] {
            var glyphs: [PlacedGlyph] = []
            var byte = cluster
            for (index, scalar) in text.unicodeScalars.enumerated() {
                glyphs.append(
                    PlacedGlyph(id: UInt16(truncatingIfNeeded: scalar.value), cluster: byte, x: x + Float(index) * Float(advance)))
                byte += UInt32(String(scalar).utf8.count)
            }
            return glyphs
        }

        mutating func skip(_ width: Double) { x += width }

        mutating func fill(_ fillIn: FillInIndex, _ width: Double, _ attributes: TextAttributes, toEnd: Bool = false) {
            if x + width > format.measure, x > 0 { finish() }
            let width = min(toEnd ? max(width, format.measure - x) : width, format.measure)
            items.append(LineItem(structure: attributes.structure, content: .fillIn(fillIn), x: x, width: width))
            x += width
        }

        mutating func finish() {
            let width =
                items.map { item -> Double in
                    guard case .text(let run) = item.content, run.text.hasSuffix(" ") else { return item.x + item.width }
                    return item.x + item.width - run.size / 2
                }.max() ?? 0
            let shift =
                switch format.alignment {
                case .left, .justified: 0.0
                case .centre: (format.measure - width) / 2
                case .right: format.measure - width
                }
            let moved = items.map { item -> LineItem in
                var item = item
                item.x += shift
                if case .text(var run) = item.content {
                    run.origin.x += shift
                    item.content = .text(run)
                }
                return item
            }
            lines.append(SetLine(items: moved, ascent: 8, descent: 3, width: width, footnotes: notes))
            (items, notes, x) = ([], [], 0)
        }
    }
}
