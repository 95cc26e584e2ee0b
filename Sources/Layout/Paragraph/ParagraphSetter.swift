import DocumentModel
import Findings
import Keeping
import Typeface

/// Sets paragraphs: from text with attributes to lines. Belongs to one worker; remembers words and whole paragraphs, since a batch
/// repeats them. What it returns depends on its arguments alone.
public final class ParagraphSetter {
    public let fonts: FontLibrary
    let shaper: Shaper
    private let finder: BreakFinder
    private let hyphenation: HyphenationCache
    private var settings = RecentValues<SettingKey, SetParagraph>(limit: 4_000_000, hardLimit: 64_000_000)
    private var breakings = RecentValues<SettingKey, Breaking>(limit: 4_000_000, hardLimit: 64_000_000)
    private var widths = RecentValues<WidthKey, Double>(limit: 1_000_000, hardLimit: 8_000_000)
    /// The last paragraph: other settings of it are asked for one after the other.
    private var last: (key: SettingKey, preparation: Preparation)?
    package var clock: LayoutClock?

    /// A text's line breaks, whatever document it stands in.
    private struct Breaking {
        var pieces: ParagraphPieces
        /// The paragraph's start and the ends of its lines.
        var points: [Breakpoint]
        /// By line: the relative change of its spaces that is aimed at.
        var spaces: [Double]
        var demerits: Double
        var achievedLooseness: Int
    }

    /// What all settings of a paragraph have in common.
    private struct Preparation {
        var pieces: ParagraphPieces
        var fit: TotalFit
        var best: TotalFit.Solution
    }

    /// - Throws: a finding when ICU's line breaking rules are not there.
    public init(fonts: FontLibrary, hyphenator: Hyphenator) throws(Finding) {
        self.fonts = fonts
        shaper = Shaper(fonts)
        shaper.ligatureSeams = hyphenator.ligatureSeams(in:)
        finder = try BreakFinder()
        hyphenation = HyphenationCache(hyphenator)
    }

    /// Breaks a text into lines of `format.measure`, the best setting or – with `looseness` – one with so many lines more or fewer,
    /// as far as that goes without ugly gaps (``SetParagraph/achievedLooseness``).
    ///
    /// No line is wider than the measure unless a single character is. Characters without a font and words that had to be cut
    /// are told in ``SetParagraph/issues``. An empty text has no lines.
    public func set(_ text: StyledText, _ format: ParagraphFormat, looseness: Int = 0) throws(FontError) -> SetParagraph {
        guard !text.isEmpty, text.utf8.count > 0 else { return SetParagraph(lines: []) }
        let key = SettingKey(text: text, format: format, looseness: looseness)
        if let known = settings.value(for: key) { return known }
        let result = try makeSetting(text, format, looseness, key.geometry)
        settings.insert(result, for: key, weight: Self.weight(of: text))
        return result
    }

    /// Bytes that a remembered paragraph takes, roughly.
    private static func weight(of text: StyledText) -> Int { 1_500 + 60 * text.utf8.count }

    /// What only the last documents needed may be forgotten now.
    func endDocument() {
        settings.endDocument()
        breakings.endDocument()
        widths.endDocument()
        last = nil
    }

    /// Width of the text in one line (of its widest line where it has forced breaks), points.
    public func naturalWidth(of text: StyledText) throws(FontError) -> Double {
        guard !text.isEmpty else { return 0 }
        let key = WidthKey(text: text)
        if let known = widths.value(for: key) { return known }
        let width = try measuredWidth(of: text)
        widths.insert(width, for: key, weight: Self.weight(of: text))
        return width
    }

    private func measuredWidth(of text: StyledText) throws(FontError) -> Double {
        let pieces = try ParagraphPieces(text, shaper, finder)
        var widest = 0.0
        var width = 0.0
        var ink = 0.0
        for piece in pieces.pieces {
            if piece.kind == .separator || text.runs[piece.run].object == .lineBreak {
                width = 0
                ink = 0
                continue
            }
            width += piece.width
            if piece.kind != .space { ink = width }
            widest = max(widest, ink)
        }
        return widest
    }

    /// Width of the longest piece that is not broken without need, points: the least a table column wants.
    public func minimumWidth(of text: StyledText, hyphenates: Bool = true) throws(FontError) -> Double {
        guard !text.isEmpty else { return 0 }
        let pieces = try ParagraphPieces(text, shaper, finder)
        let format = ParagraphFormat(alignment: .left, measure: 1e6, hyphenates: hyphenates, protrudes: false)
        var builder = BreakpointBuilder(pieces, format, shaper, hyphenation)
        return try builder.widestStretch()
    }

    /// Measures of the face that sets text with these attributes, in em.
    public func metrics(of attributes: TextAttributes) throws(FontError) -> FontMetrics {
        try fonts.face(family: attributes.family, style: attributes.style).metrics
    }

    private func makeSetting(
        _ text: StyledText, _ format: ParagraphFormat, _ looseness: Int, _ key: SettingKey
    ) throws(FontError) -> SetParagraph {
        let breaking: Breaking
        let pieces: ParagraphPieces
        if let known = breakings.value(for: key) {
            breaking = known
            pieces = ParagraphPieces(text, like: known.pieces)
        } else {
            let preparation = try preparation(text, format, key)
            pieces = preparation.pieces
            breaking = makeBreaking(preparation, format, looseness)
            breakings.insert(breaking, for: key, weight: Self.weight(of: text))
        }
        let assembly = LineAssembly(paragraph: pieces, format: format, shaper: shaper)
        var lines: [SetLine] = []
        lines.reserveCapacity(breaking.points.count)
        for (place, space) in zip(breaking.points.indices, breaking.spaces) {
            var line = try assembly.line(from: breaking.points[place], to: breaking.points[place + 1], space: space)
            line.setting?.index = lines.count
            line.setting?.count = breaking.points.count - 1
            lines.append(line)
        }
        return SetParagraph(
            lines: lines, demerits: breaking.demerits, achievedLooseness: breaking.achievedLooseness,
            issues: issues(pieces, breaking.points, lines, format))
    }

    /// - Parameter key: of one of the paragraph's settings.
    private func preparation(_ text: StyledText, _ format: ParagraphFormat, _ key: SettingKey) throws(FontError) -> Preparation {
        let looseness = key.looseness
        var key = key
        key.looseness = 0
        if let last, last.key == key {
            var preparation = last.preparation
            preparation.pieces = ParagraphPieces(text, like: preparation.pieces)
            return preparation
        }
        let pieces: ParagraphPieces
        if looseness != 0, let known = breakings.value(for: key) {
            pieces = ParagraphPieces(text, like: known.pieces)
        } else {
            pieces = try clock.measure(.shaping) { () throws(FontError) in try ParagraphPieces(text, shaper, finder) }
        }
        var room = last?.preparation.fit.points ?? []
        last = nil
        room.removeAll(keepingCapacity: true)
        var builder = BreakpointBuilder(pieces, format, shaper, hyphenation, room: room)
        let fit = TotalFit(try builder.build(), format, size: pieces.looks.first?.size ?? 0)
        let preparation = Preparation(pieces: pieces, fit: fit, best: fit.solve())
        last = (key, preparation)
        return preparation
    }

    private func makeBreaking(_ preparation: Preparation, _ format: ParagraphFormat, _ looseness: Int) -> Breaking {
        let fit = preparation.fit
        let best = preparation.best
        let solution = fit.solve(looseness: looseness, from: best)
        let chosen = [fit.points[0]] + solution.ends.map { fit.points[$0] }
        return Breaking(
            pieces: preparation.pieces, points: chosen, spaces: LineEvening(chosen, format).evened(), demerits: solution.demerits,
            achievedLooseness: solution.ends.count - best.ends.count)
    }

    private func issues(
        _ paragraph: ParagraphPieces, _ points: [Breakpoint], _ lines: [SetLine], _ format: ParagraphFormat
    ) -> [TextIssue] {
        var issues: [TextIssue] = []
        var known: Set<TextIssue> = []
        func add(_ kind: TextIssue.Kind, _ run: Int) {
            let attributes = paragraph.text.runs[run].attributes
            let issue = TextIssue(kind, field: attributes.field, node: attributes.node)
            if known.insert(issue).inserted { issues.append(issue) }
        }
        lazy var tokens = paragraph.tokens()
        func word(at offset: Int) -> String {
            let token = tokens[tokens.partitioningIndex { $0.upperBound > offset }...].first
            return token.map { String(decoding: paragraph.text.utf8[$0].prefix(400), as: UTF8.self) } ?? ""
        }
        for piece in paragraph.pieces {
            for scalar in piece.word?.missing ?? [] {
                add(.characterMissing(scalar, family: paragraph.text.runs[piece.run].attributes.family), piece.run)
            }
        }
        for (index, point) in points.dropFirst().enumerated() {
            let piece = min(point.piece, paragraph.pieces.count - 1)
            if point.kind == .forced { add(.forcedBreak(word(at: point.offset)), paragraph.pieces[piece].run) }
            let first = index == 0 ? format.firstIndent : 0
            if lines[index].width - point.protrusionRight > max(format.measure, format.measure - first) + first + 0.5 {
                add(.columnTooNarrow(word(at: max(0, point.offset - 1))), paragraph.pieces[max(0, piece - 1)].run)
            }
        }
        return issues
    }
}

/// The layout of a text in a format.
private struct SettingKey: Hashable {
    /// Of the letters: they tell texts apart well enough; attributes would cost more to hash than to compare. Made once, since a paragraph
    /// is looked for in several tables.
    private let digest: UInt64
    var text: StyledText
    var format: ParagraphFormat
    var looseness: Int

    init(text: StyledText, format: ParagraphFormat, looseness: Int) {
        self.text = text
        self.format = format
        self.looseness = looseness
        digest = text.fold
    }

    /// The key of what differs in nothing but what has no influence on lines.
    var geometry: SettingKey {
        var result = self
        result.text = text.geometry
        return result
    }

    func hash(into hasher: inout Hasher) {
        var fold = Fold(looseness)
        fold.add(digest)
        fold.add(format.measure)
        hasher.combine(fold.value)
    }
}

/// A text on one line.
private struct WidthKey: Hashable {
    var text: StyledText

    func hash(into hasher: inout Hasher) {
        hasher.combine(text.fold)
    }
}

extension StyledText {
    /// Of its letters.
    fileprivate var fold: UInt64 {
        var fold = Fold()
        utf8.withUnsafeBytes { fold.add(bytes: $0) }
        return fold.value
    }

    /// The text without what has no influence on its lines: to whom the glyphs belong and what colour they have.
    fileprivate var geometry: StyledText {
        var result = self
        let keepsFields = utf8.withUnsafeBufferPointer(Bidi.concerns)
        for index in result.runs.indices {
            result.runs[index].attributes.color = .black
            result.runs[index].attributes.structure = nil
            result.runs[index].attributes.link = nil
            if !keepsFields { result.runs[index].attributes.field = nil }
            result.runs[index].attributes.node = nil
            guard let object = result.runs[index].object else { continue }
            let nothing = FillInIndex(rawValue: 0)
            switch object {
            case .fillIn(_, let width): result.runs[index].object = .fillIn(nothing, width: width)
            case .fillInToLineEnd(_, let minimum): result.runs[index].object = .fillInToLineEnd(nothing, minimum: minimum)
            case .footnoteAnchor: result.runs[index].object = .footnoteAnchor(NoteIndex(rawValue: 0))
            case .lineBreak, .space, .leader: break
            }
        }
        return result
    }
}

extension Array {
    /// Index of the first element that satisfies a predicate which holds for all after it; `endIndex` if none does.
    func partitioningIndex(_ predicate: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
