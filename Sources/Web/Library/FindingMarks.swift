import Findings
import Stewardship

/// A passage of the text that a finding is about, as the browser counts.
struct FindingMark: Sendable, Hashable, Encodable {
    /// UTF-16 code units from the beginning of what is typed.
    let von: Int
    let bis: Int
    let art: String
    /// Reason and remedy.
    let text: String
}

/// Which words findings are about. Rules say where a passage begins; where it ends follows from what they quote of it.
enum FindingMarks {
    /// In the order of the text; findings about the head, or the text as a whole, have none.
    ///
    /// - Parameters:
    ///   - typed: the body as the browser has it, lines ended by LF.
    ///   - file: with that body.
    static func of(_ findings: [Finding], in typed: String, _ file: ClauseEdit) -> [FindingMark] {
        let lines = typed.split(separator: "\n", omittingEmptySubsequences: false)
        // Blank lines before the text are not in the file.
        let above = lines.prefix { $0.allSatisfy { $0 == " " || $0 == "\t" } }.count
        var starts: [Int] = []
        var offset = 0
        for line in lines {
            starts.append(offset)
            offset += line.utf16.count + 1
        }
        let first = file.firstBodyLine
        return findings.compactMap { finding -> FindingMark? in
            guard case .file(_, let line, let column)? = finding.place, line >= first, column > 0 else { return nil }
            let (index, overflows) = (line - first).addingReportingOverflow(above)
            guard !overflows, lines.indices.contains(index) else { return nil }
            guard let range = passage(of: finding.message, from: column, in: lines[index]) else { return nil }
            return FindingMark(
                von: starts[index] + range.lowerBound, bis: starts[index] + range.upperBound, art: finding.severity.rawValue,
                text: [finding.message, finding.remedy].compactMap { $0 }.joined(separator: " "))
        }.sorted { ($0.von, $0.bis) < ($1.von, $1.bis) }
    }

    /// What the message quotes of the line there, else the word, else what stands up to the next blank.
    ///
    /// - Parameter column: in Unicode scalars of the composed line, from 1.
    private static func passage(of message: String, from column: Int, in line: Substring) -> Range<Int>? {
        let scalars = line.unicodeScalars
        // A line that is typed with separate marks has other columns than its file: the whole of it is meant then.
        guard String(line).precomposedStringWithCanonicalMapping.unicodeScalars.count == scalars.count else { return 0..<max(1, line.utf16.count) }
        guard column <= scalars.count, let start = scalars.index(scalars.startIndex, offsetBy: column - 1, limitedBy: scalars.endIndex) else { return nil }
        let rest = line[start...]
        let from = line[..<start].utf16.count
        if let quoted = quotations(in: message).filter({ rest.hasPrefix($0) }).max(by: { $0.utf16.count < $1.utf16.count }) { return from..<from + quoted.utf16.count }
        func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || "-:*_/".contains(character) }
        var word = rest.prefix(while: isWord)
        while let last = word.last, "-:/".contains(last) { word.removeLast() }
        if word.isEmpty { word = rest.prefix { !$0.isWhitespace } }
        return word.isEmpty ? nil : from..<from + word.utf16.count
    }

    /// „…“
    private static func quotations(in message: String) -> [Substring] {
        var found: [Substring] = []
        var rest = message[...]
        while let open = rest.firstIndex(of: "„") {
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "“") else { break }
            if close > rest.startIndex { found.append(rest[..<close]) }
            rest = rest[rest.index(after: close)...]
        }
        return found
    }
}
