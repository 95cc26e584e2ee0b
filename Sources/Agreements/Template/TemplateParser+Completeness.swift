import Findings
import Settings

/// Nothing that is written vanishes: whatever Markdown does with a text, its letters and figures are compared with what comes out.
extension TemplateParser {
    /// Reports each stretch of lines of which Markdown has dropped letters, figures or markers.
    ///
    /// Counted, not aligned: a stretch is a block of text, and a letter that is missing in it lowers a count wherever it stood.
    mutating func checkCompleteness(_ root: MarkdownNode, _ definitions: [TemplateSource.FootnoteDefinition]) {
        var kept = KeptText()
        kept.add(root)
        var references = CharacterReferenceReader()
        let dropped = Set(definitions.filter { !$0.isReferenced }.map(\.line))
        var isInDroppedFootnote = false
        var line = 1
        while line <= source.lineCount {
            let span = kept.spans[line]
            var last = min(max(span?.lastLine ?? line, line), source.lineCount)
            // What no block has kept is told as one stretch.
            if span == nil, !source.isBlank(line) { while last < source.lineCount, kept.spans[last + 1] == nil, !source.isBlank(last + 1) { last += 1 } }
            // What is written is taken from what was kept: below zero is lost.
            var counts = span?.counts ?? ScalarCounts()
            for number in line...last {
                let scalars = source.scalars(inLine: number)
                if scalars.allSatisfy({ LineSign.isBlank($0) }) { isInDroppedFootnote = false }
                if dropped.contains(number) { isInDroppedFootnote = true }
                if isInDroppedFootnote { continue }
                WrittenText.takeAway(scalars, numbers: kept.numbers[number] ?? 0, &references, from: &counts)
            }
            let lost = counts.missing
            if !lost.isEmpty {
                report(
                    "text-verloren", at: source.position(line: line, column: 1),
                    "Hier ginge Text verloren (\(TemplateParser.shown(lost, of: (line...last).flatMap { source.scalars(inLine: $0) + [" "] }))), weil Markdown ihn nicht für Text hält.",
                    remedy:
                        "Prüfen Sie eckige und spitze Klammern: Ein „[“, „]“, „<“ oder „|“, das Text ist, bekommt einen Schrägstrich davor („\\[“); ein Titel in Anführungszeichen hinter der Adresse eines Verweises entfällt."
                )
            }
            line = last + 1
        }
    }

    /// The first words that are missing in whole, else letters.
    private static func shown(_ lost: [Unicode.Scalar: Int], of lines: [Unicode.Scalar]) -> String {
        let words = lines.split { !$0.properties.isAlphabetic && $0.properties.numericType == nil }.filter { word in
            word.count > 1 && Dictionary(word.map { ($0, 1) }, uniquingKeysWith: +).allSatisfy { lost[$0.key, default: 0] >= $0.value }
        }
        let letters = lost.keys.filter { $0.value < TemplateSource.firstMarker }.sorted()
        let shown = words.isEmpty ? letters.map { String($0) } : words.map { String(String.UnicodeScalarView($0)) }
        guard !shown.isEmpty else { return "eine Marke" }
        return shown.prefix(4).map { quoted($0) }.joined(separator: ", ") + (shown.count > 4 ? " …" : "")
    }
}

/// What Markdown has kept, by the line on which a block begins.
private struct KeptText {
    package struct Span {
        var lastLine: Int
        var counts = ScalarCounts()
    }

    private(set) var spans: [Int: Span] = [:]
    /// Per line how many numbers of items it begins with.
    private(set) var numbers: [Int: Int] = [:]

    mutating func add(_ node: MarkdownNode) {
        for child in node.children {
            switch child.kind {
            case .paragraph, .heading, .tableRow, .code, .html:
                // Rows tell no last line.
                var span = spans[child.line] ?? Span(lastLine: child.line)
                span.lastLine = max(span.lastLine, child.kind == .tableRow ? child.line : child.endLine)
                KeptText.count(child, into: &span.counts)
                spans[child.line] = span
            case .list:
                for item in child.children {
                    if child.isOrderedList { numbers[item.line, default: 0] += 1 }
                    add(item)
                }
            default:
                add(child)
            }
        }
    }

    private static func count(_ node: MarkdownNode, into counts: inout ScalarCounts) {
        WrittenText.count(node.literal.unicodeScalars, into: &counts)
        for child in node.children {
            switch child.kind {
            case .footnoteReference: break
            case .link, .image:
                WrittenText.count(child.url.unicodeScalars, into: &counts)
                count(child, into: &counts)
            default: count(child, into: &counts)
            }
        }
    }
}

/// How often each letter, figure or marker stands in a text; what is taken away more often than it stood is missing. What German is written
/// with is counted in a table, for every letter of a library goes through here twice.
private struct ScalarCounts {
    private static let tabled = 0x180
    private var table = [Int32](repeating: 0, count: tabled)
    private var others: [Unicode.Scalar: Int] = [:]

    mutating func add(_ scalar: Unicode.Scalar) { change(scalar, by: 1) }

    mutating func takeAway(_ scalar: Unicode.Scalar) { change(scalar, by: -1) }

    private mutating func change(_ scalar: Unicode.Scalar, by step: Int32) {
        // No text has two thousand million letters (TemplateLimits).
        if scalar.value < Self.tabled { table[Int(scalar.value)] &+= step } else { others[scalar, default: 0] += Int(step) }
    }

    var missing: [Unicode.Scalar: Int] {
        var found = others.filter { $0.value < 0 }.mapValues(-)
        if table.contains(where: { $0 < 0 }) {
            for (value, count) in table.enumerated() where count < 0 {
                if let scalar = Unicode.Scalar(UInt32(value)) { found[scalar] = -Int(count) }
            }
        }
        return found
    }
}

private enum WrittenText {
    /// Letters, figures and markers; signs belong to Markdown as often as to the text.
    private static func counts(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return ("0"..."9").contains(scalar) || (scalar.value | 0x20) &- 0x61 < 26 }
        return scalar.value >= TemplateSource.firstMarker || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    static func count(_ scalars: some Sequence<Unicode.Scalar>, into result: inout ScalarCounts) {
        for scalar in scalars where counts(scalar) { result.add(scalar) }
    }

    /// A line of the source, without the numbers of items and the names of footnotes.
    static func takeAway(_ line: [Unicode.Scalar], numbers: Int, _ references: inout CharacterReferenceReader, from result: inout ScalarCounts) {
        var index = 0
        var numbers = numbers
        func skipBlanks() { while index < line.count, LineSign.isBlank(line[index]) || line[index] == ">" { index += 1 } }
        skipBlanks()
        if let end = LineSign.footnoteLabelEnd(line, at: index) { index = end }
        while let sign = LineSign(line, at: index) {
            if case .number = sign.kind {
                guard numbers > 0 else { break }
                numbers -= 1
            }
            index = sign.end
            skipBlanks()
        }
        while index < line.count {
            switch line[index] {
            case "\\" where index + 1 < line.count:
                index += 1
            case "&":
                if let reference = references.reference(in: line, at: index) {
                    for scalar in reference.value where counts(scalar) { result.takeAway(scalar) }
                    index += reference.length
                    continue
                }
            case "[" where index + 1 < line.count && line[index + 1] == "^":
                if let close = line[index...].firstIndex(of: "]") { index = close }
            default: break
            }
            if counts(line[index]) { result.takeAway(line[index]) }
            index += 1
        }
    }
}
