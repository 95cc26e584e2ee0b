import Foundation

/// A text file as its lines, byte for byte: joined again it is the file. A change puts new lines between old ones; what it leaves is what was there,
/// with its line ends, however they are.
struct TextLines: Sendable, Hashable {
    struct Line: Sendable, Hashable {
        var content: [UInt8]
        /// LF, CR LF, CR, or nothing: the last line of a file may have none.
        var end: [UInt8]

        /// As readers see it.
        var text: String { String(decoding: content, as: UTF8.self).precomposedStringWithCanonicalMapping }
        var isBlank: Bool { content.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    }

    /// Byte order mark.
    let mark: [UInt8]
    private(set) var lines: [Line]
    /// The end that new lines get: the one that most lines have.
    let usualEnd: [UInt8]

    init(_ bytes: [UInt8]) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        mark = hasMark ? Array(bytes[..<3]) : []
        lines = TextLines.split(bytes[(hasMark ? 3 : 0)...])
        let ends = Dictionary(lines.filter { !$0.end.isEmpty }.map { ($0.end, 1) }, uniquingKeysWith: +)
        usualEnd = ends.max { ($0.value, $1.key.count) < ($1.value, $0.key.count) }?.key ?? [0x0A]
    }

    var bytes: [UInt8] { mark + lines.flatMap { $0.content + $0.end } }

    /// Lines of a range as one text, ended by LF each but the last.
    func text(_ range: Range<Int>) -> String { lines[range].map(\.text).joined(separator: "\n") }

    /// The range without blank lines at its beginning and end.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        guard let first = range.first(where: { !lines[$0].isBlank }), let last = range.last(where: { !lines[$0].isBlank }) else {
            return range.upperBound..<range.upperBound
        }
        return first..<last + 1
    }

    /// Puts a text in the place of lines. Lines that are in both, in the same order, are left as they are.
    mutating func replace(_ range: Range<Int>, with text: String) { replace(range, withLines: text.isEmpty ? [] : TextLines.contents(of: text)) }

    mutating func replace(_ range: Range<Int>, withLines wanted: [String]) {
        let old = lines[range].map(\.text)
        var made: [Line] = []
        let pairs = LineMatching.pairs(old, wanted)
        // Lines that have only moved are old lines, too.
        let stay = Set(pairs.compactMap(\.kept))
        var moved = Dictionary(grouping: old.indices.filter { !stay.contains($0) && !lines[range.lowerBound + $0].end.isEmpty }, by: { old[$0] })
        for (content, kept) in pairs {
            if let kept {
                made.append(lines[range.lowerBound + kept])
            } else if let index = moved[content]?.first {
                moved[content]?.removeFirst()
                made.append(lines[range.lowerBound + index])
            } else {
                made.append(Line(content: Array(content.utf8), end: usualEnd))
            }
        }
        // A line without an end may only be the last of the file.
        let isAtEnd = range.upperBound == lines.count
        let hadEnd = !isAtEnd || (lines.last.map { !$0.end.isEmpty } ?? true)
        for index in made.indices.dropLast() where made[index].end.isEmpty { made[index].end = usualEnd }
        if let last = made.indices.last {
            if !isAtEnd, made[last].end.isEmpty { made[last].end = usualEnd }
            if isAtEnd, !hadEnd, made.count > 0, range.count > 0 { made[last].end = [] }
        }
        if isAtEnd, range.isEmpty, !made.isEmpty, let last = lines.indices.last, lines[last].end.isEmpty { lines[last].end = usualEnd }
        lines.replaceSubrange(range, with: made)
    }

    /// Puts whole lines, as they are, in the place of others.
    mutating func splice(_ range: Range<Int>, _ new: [Line]) {
        lines.replaceSubrange(range, with: new)
        for index in lines.indices.dropLast() where lines[index].end.isEmpty { lines[index].end = usualEnd }
    }

    /// Puts bytes in the place of some of a line.
    mutating func replace(_ columns: Range<Int>, ofLine line: Int, with text: String) {
        guard lines.indices.contains(line), columns.lowerBound >= 0, columns.upperBound <= lines[line].content.count else { return }
        lines[line].content.replaceSubrange(columns, with: Array(text.utf8))
    }

    private static func split(_ bytes: ArraySlice<UInt8>) -> [Line] {
        var lines: [Line] = []
        var start = bytes.startIndex
        var index = start
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte == 0x0A || byte == 0x0D else {
                index += 1
                continue
            }
            let isPair = byte == 0x0D && index + 1 < bytes.endIndex && bytes[index + 1] == 0x0A
            lines.append(Line(content: Array(bytes[start..<index]), end: isPair ? [0x0D, 0x0A] : [byte]))
            index += isPair ? 2 : 1
            start = index
        }
        if start < bytes.endIndex { lines.append(Line(content: Array(bytes[start...]), end: [])) }
        return lines
    }

    /// Lines of a text that somebody has typed, whatever a browser ends them with.
    static func contents(of text: String) -> [String] {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).precomposedStringWithCanonicalMapping }
    }
}

/// Which of the new lines are old ones.
enum LineMatching {
    /// Beyond this many pairs of lines no common sequence is looked for between the first and the last difference.
    private static let most = 4_000_000

    /// The new lines, each with the number of the old one that it is, if it is one; these numbers rise.
    static func pairs(_ old: [String], _ new: [String]) -> [(content: String, kept: Int?)] {
        var head = 0
        while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
        var tail = 0
        while tail < old.count - head, tail < new.count - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
        var result = new.map { (content: $0, kept: Int?.none) }
        for index in 0..<head { result[index].kept = index }
        for index in 0..<tail { result[new.count - 1 - index].kept = old.count - 1 - index }
        let (before, after) = (Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
        guard !before.isEmpty, !after.isEmpty, before.count.multipliedReportingOverflow(by: after.count).partialValue <= most else { return result }
        let difference = after.difference(from: before)
        var (removed, inserted) = (Set<Int>(), Set<Int>())
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var kept = before.indices.filter { !removed.contains($0) }.makeIterator()
        for index in after.indices where !inserted.contains(index) { result[head + index].kept = kept.next().map { head + $0 } }
        return result
    }
}
