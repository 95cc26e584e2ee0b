import Agreements
import GermanText
import Settings

extension LintText {
    /// A text file: blank lines part paragraphs; marks of Markdown and simple tags are read over.
    package init(typescript file: SourceFile) {
        self.init(.typescript, MarkupReader.passages(of: .verbatim(file.text, path: file.path, line: 1), readsMarkers: false))
    }

    /// A clause: heading and body, with a gap where `{{…}}` puts something in.
    package init(clause: ClauseSource) {
        var passages: [LintPassage] = []
        if let heading = clause.frontMatter.heading, !heading.value.isEmpty {
            passages += MarkupReader.passages(of: heading, readsMarkers: true, role: .heading)
        }
        for line in clause.frontMatter.legalLines { passages += MarkupReader.passages(of: line, readsMarkers: true, role: .legalLine) }
        passages += MarkupReader.passages(of: clause.body, readsMarkers: true)
        self.init(.clause, passages)
    }
}

/// Cuts a text with simple markup into passages; every character that stays knows where it stood.
struct MarkupReader {
    /// - Parameter role: of all passages; `nil`: as the markup says.
    static func passages(of source: SourceText, readsMarkers: Bool, role: LintPassage.Role? = nil) -> [LintPassage] {
        let scalars = Array(source.value.unicodeScalars)
        var passages: [LintPassage] = []
        var current = Draft()
        var start = 0
        func close() {
            if let passage = current.passage(source, role, guesses: !readsMarkers) { passages.append(passage) }
            current = Draft()
        }
        while start <= scalars.count {
            let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
            let line = Line(scalars, start..<end)
            if line.isBlank || line.beginsPassage { close() }
            if !line.isBlank {
                current.add(line, scalars, readsMarkers: readsMarkers)
                if line.endsPassage { close() }
            }
            start = end + 1
        }
        close()
        return passages
    }

    private struct Line {
        var content: Range<Int>
        var role: LintPassage.Role?
        var level: Int?
        var isBlank: Bool
        var isHardBreak: Bool
        /// A list item, heading or row: not the continuation of what is above.
        var beginsPassage: Bool { role != nil }
        var endsPassage: Bool { role == .heading || role == .label || isHardBreak }

        init(_ scalars: [Unicode.Scalar], _ range: Range<Int>) {
            var start = range.lowerBound
            var end = range.upperBound
            while start < end, scalars[start].isBlank { start += 1 }
            isHardBreak = end - start > 2 && scalars[end - 1] == " " && scalars[end - 2] == " "
            while end > start, scalars[end - 1].isBlank { end -= 1 }
            isBlank = start == end
            role = nil
            level = nil
            if start < end {
                if scalars[start] == "#" {
                    level = scalars[start..<end].prefix { $0 == "#" }.count
                    while start < end, scalars[start] == "#" || scalars[start].isBlank { start += 1 }
                    role = .heading
                } else if scalars[start] == "|" || scalars[start..<end].contains("\t") {
                    role = .label
                } else if "-*+•".unicodeScalars.contains(scalars[start]), start + 1 < end, scalars[start + 1] == " " {
                    start += 2
                    role = .item
                } else if Line.isOrdered(scalars, start, end) {
                    role = .item
                }
            }
            content = start..<end
        }

        /// „1. “ and „a) “ begin an item; what stands there is read with it.
        private static func isOrdered(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
            var index = start
            while index < end, scalars[index].isDigit { index += 1 }
            let hasNumber = index > start && index - start < 4
            if !hasNumber, index < end, scalars[index].isLowercaseLetter { index += 1 } else if !hasNumber { return false }
            guard index + 1 < end, scalars[index + 1] == " " else { return false }
            return scalars[index] == ")" || hasNumber && scalars[index] == "."
        }
    }

    private struct Draft {
        var role: LintPassage.Role?
        var level: Int?
        var scalars: [Unicode.Scalar] = []
        var offsets: [Int] = []

        mutating func add(_ line: Line, _ text: [Unicode.Scalar], readsMarkers: Bool) {
            if scalars.isEmpty {
                role = line.role
                level = line.level
            } else {
                append("\n", line.content.lowerBound)
            }
            var index = line.content.lowerBound
            let end = line.content.upperBound
            while index < end {
                let scalar = text[index]
                if readsMarkers, scalar == "{", index + 1 < end, let close = marker(text, index, end) {
                    let isGap = text[index + 1] == "{" && prints(text, index + 2, close - 2)
                    if isGap { append(LintPassage.gap, index) }
                    index = close
                    // What prints nothing leaves one blank of the two around it.
                    if !isGap, index < end, text[index] == " ", scalars.last?.isBlank ?? true { index += 1 }
                } else if scalar == "<", let close = tag(text, index, end) {
                    index = close
                } else if scalar == "[", index + 1 < end, text[index + 1] == "^", let close = text[index..<end].firstIndex(of: "]") {
                    index = close + 1
                } else if isEmphasis(text, index, line.content) {
                    index += 1
                } else {
                    append(scalar, index)
                    index += 1
                }
            }
        }

        private mutating func append(_ scalar: Unicode.Scalar, _ offset: Int) {
            scalars.append(scalar)
            offsets.append(offset)
        }

        /// The end of `{{…}}` or `{#…}`.
        private func marker(_ text: [Unicode.Scalar], _ start: Int, _ end: Int) -> Int? {
            if text[start + 1] == "#" { return text[start..<end].firstIndex(of: "}").map { $0 + 1 } }
            guard text[start + 1] == "{" else { return nil }
            var index = start + 2
            while index + 1 < end {
                if text[index] == "}", text[index + 1] == "}" { return index + 2 }
                index += 1
            }
            return nil
        }

        private static let silent = ["wenn ", "ende", "wahl:"].map { Array($0.unicodeScalars) }

        /// Conditions print nothing themselves; what stands on the two sides of „sonst“ and „fall“ never stands together.
        private func prints(_ text: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
            guard start < end else { return false }
            return !Draft.silent.contains { text[start..<end].starts(with: $0) }
        }

        private func tag(_ text: [Unicode.Scalar], _ start: Int, _ end: Int) -> Int? {
            guard start + 1 < end, text[start + 1] == "/" || text[start + 1].isLetter,
                let close = text[start..<min(end, start + 20)].firstIndex(of: ">")
            else { return nil }
            return close + 1
        }

        /// Stars at the edge of words; between two letters they are a gender mark.
        private func isEmphasis(_ text: [Unicode.Scalar], _ index: Int, _ line: Range<Int>) -> Bool {
            guard text[index] == "*" else { return false }
            let before = index > line.lowerBound ? text[index - 1] : " "
            let after = index + 1 < line.upperBound ? text[index + 1] : " "
            return !(before.isLetter && after.isLetter)
        }

        /// - Parameter guesses: headings have no mark of their own.
        func passage(_ source: SourceText, _ role: LintPassage.Role?, guesses: Bool) -> LintPassage? {
            guard scalars.contains(where: { !$0.isBlank }) else { return nil }
            return LintPassage(role ?? self.role ?? (guesses ? guess : .paragraph), level: level, scalars, offsets: offsets, source: source)
        }

        /// A short line by itself that is no sentence is a heading, one that cites a provision with its heading a legal line.
        private var guess: LintPassage.Role {
            guard !scalars.contains("\n"), scalars.count < 100, let last = scalars.last else { return .paragraph }
            if scalars[0] == "§", last == ")" { return .legalLine }
            return last == "." || last == "," || last == ";" ? .paragraph : .heading
        }
    }
}
