import Findings

/// What a clause may contain at most. Checked before cmark sees the text, because some of its passes take quadratic time
/// on lines that no clerk writes (cmark-gfm 0.29: lists opened on one line, unclosed brackets, very wide tables).
package enum TemplateLimits {
    /// Lists in lists; also the limit of ``List/level``.
    package static let listDepth = 6
    /// Quotations, items and footnotes around a block.
    static let blockDepth = 14
    /// Emphasis in emphasis.
    static let inlineDepth = 12
    /// `wenn` in `wenn`.
    static let conditionDepth = 24
    /// Columns of a table.
    static let columns = 20
    /// Bytes between two blank lines.
    static let paragraphBytes = 32_768

    /// The first violation that would be costly to parse, with its line (from 1) in `bytes`.
    static func violation(in bytes: [UInt8]) -> (line: Int, kind: Violation)? {
        var line = 1
        var start = 0
        var paragraph = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let content = bytes[start..<end]
            let indented = content.drop { $0 == 0x20 || $0 == 0x09 }
            paragraph = indented.isEmpty ? 0 : paragraph + indented.count
            if paragraph > paragraphBytes { return (line, .paragraphTooLong) }
            if containers(at: content) > blockDepth { return (line, .nestedTooDeep) }
            if content.count(where: { $0 == 0x7C }) > columns + 1 { return (line, .tooManyColumns) }
            start = end + 1
            line += 1
        }
        return nil
    }

    package enum Violation {
        case paragraphTooLong, nestedTooDeep, tooManyColumns
    }

    /// List markers and `>` at the head of one line.
    private static func containers(at line: ArraySlice<UInt8>) -> Int {
        var count = 0
        var index = line.startIndex
        while index < line.endIndex {
            switch line[index] {
            case 0x20, 0x09:
                index += 1
            case UInt8(ascii: ">"):
                count += 1
                index += 1
            case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
                guard isBlank(line, index + 1) else { return count }
                count += 1
                index += 2
            case 0x30...0x39:
                var next = index
                while next < line.endIndex, (0x30...0x39).contains(line[next]) { next += 1 }
                guard next < line.endIndex, line[next] == UInt8(ascii: ".") || line[next] == UInt8(ascii: ")"),
                    isBlank(line, next + 1)
                else { return count }
                count += 1
                index = next + 2
            default:
                return count
            }
        }
        return count
    }

    private static func isBlank(_ line: ArraySlice<UInt8>, _ index: Int) -> Bool {
        index >= line.endIndex || line[index] == 0x20 || line[index] == 0x09
    }
}
