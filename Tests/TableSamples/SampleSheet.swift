/// A sheet written down so that people can read it: a row a line, cells parted by ` | `.
///
/// Cells: `text`, `#12.5` (number), `@datum 46296`, `@prozent 0.19`, `@ja`, `@nein`, `@fehler #REF!`, `@formel` (without a
/// value), `@formel 12`, `@inline text`, `@als "D-"00000 21` (a format and a number), `@durch text` and `@teils text` (struck through, all or the beginning). A line that begins with `~` is a hidden row, an empty line an empty row,
/// `verbunden A2:A3` merges cells. `×3000 1 | Name {i}` stands for 3,000 rows, `{x×500}` for 500 times x.
public struct SampleSheet {
    public enum Cell {
        /// A number with its format in XLSX, what is shown in ODS.
        case formatted(String, String)
        /// Struck through, in whole or but for the text.
        case struck(String), partlyStruck(String)
        case text(String), inline(String), number(String), date(String), percent(String), flag(Bool), error(String), formula(String?)
    }

    public struct Row {
        public var isHidden: Bool
        /// From column A on; `nil`: nothing in the cell.
        public var cells: [Cell?]
    }

    public var name: String
    public var isHidden: Bool
    public var rows: [Row] = []
    public var merged: [String] = []

    /// Number formats of its cells, one a cell.
    var codes: [String] {
        rows.flatMap(\.cells).compactMap { cell in
            if case .formatted(let code, _)? = cell { code } else { nil }
        }
    }

    /// The sheets of a description: each begins with `== Name` or `== Name (ausgeblendet)`.
    public static func sheets(_ text: String) -> [SampleSheet] {
        var sheets: [SampleSheet] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("== ") {
                let name = String(line.dropFirst(3))
                let isHidden = name.hasSuffix(" (ausgeblendet)")
                sheets.append(SampleSheet(name: isHidden ? String(name.dropLast(15)) : name, isHidden: isHidden))
            } else if !sheets.isEmpty {
                if line.hasPrefix("verbunden ") {
                    sheets[sheets.count - 1].merged.append(String(line.dropFirst(10)))
                } else {
                    sheets[sheets.count - 1].rows += SampleText.repeated(line).map(Row.init)
                }
            }
        }
        return sheets
    }
}

extension SampleSheet.Row {
    init(_ line: String) {
        isHidden = line.hasPrefix("~")
        let text = isHidden ? String(line.dropFirst()) : line
        cells = text.isEmpty ? [] : text.split(separator: "|", omittingEmptySubsequences: false).map { SampleSheet.Cell(SampleText.unpacked(trimmed($0))) }
    }
}

/// Without ASCII blanks at both ends; other spaces are what the sample is about.
private func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
}

extension SampleSheet.Cell {
    init?(_ text: String) {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? words[1] : nil
        switch words.first {
        case nil: return nil
        case "@datum": self = .date(rest ?? "")
        case "@prozent": self = .percent(rest ?? "")
        case "@ja": self = .flag(true)
        case "@nein": self = .flag(false)
        case "@fehler": self = .error(rest ?? "")
        case "@formel": self = .formula(rest)
        case "@inline": self = .inline(rest ?? "")
        case "@als":
            // The format may have blanks; the number has none.
            let parts = (rest ?? "").split(separator: " ")
            self = .formatted(parts.dropLast().joined(separator: " "), parts.last.map(String.init) ?? "")
        case "@durch": self = .struck(rest ?? "")
        case "@teils": self = .partlyStruck(rest ?? "")
        default:
            if text.hasPrefix("#"), Double(text.dropFirst()) != nil { self = .number(String(text.dropFirst())) } else { self = .text(text) }
        }
    }
}

/// Short hands of samples.
public enum SampleText {
    /// `×3000 line {i}`: the line so often, `{i}` counting from 1.
    static func repeated(_ line: String) -> [String] {
        guard line.hasPrefix("×"), let blank = line.firstIndex(of: " "), let count = Int(line[line.index(after: line.startIndex)..<blank]) else {
            return [line]
        }
        let pattern = String(line[line.index(after: blank)...])
        return (1...max(1, count)).map { pattern.replacing("{i}", with: "\($0)") }
    }

    /// `{x×500}`: x so often. Control characters are written as their pictures: ␀ NUL, ␉ tab, ␊ line feed, ␍ carriage return.
    public static func unpacked(_ text: String) -> String {
        var text = text
        for (picture, character) in [("␀", "\0"), ("␉", "\t"), ("␊", "\n"), ("␍", "\r")] { text = text.replacing(picture, with: character) }
        return text.replacing(/\{([^{}]+)×([0-9]+)\}/) { match in String(repeating: String(match.1), count: Int(match.2) ?? 1) }
    }

    /// A text table with its repetitions written out.
    public static func table(_ text: String) -> String {
        unpacked(text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { repeated(String($0)) }.joined(separator: "\n"))
    }
}
