/// Rows and cells of a text with separators after RFC 4180, in one pass over the bytes.
///
/// Written here because a partner table must name its rows as Excel does (a row with line breaks in a cell is one row), go on
/// after a faulty row, and hold 20,000 rows; SwiftCSV 0.10 splits `Character`s, keeps no row numbers and takes a broken
/// quote for text without a word.
struct CSVParser {
    struct Row: Equatable {
        /// From 1, the heading is row 1: the number Excel shows.
        var number: Int
        var cells: [String]
        var problem: Problem?
    }

    enum Problem: Equatable {
        /// Text after a closing quote: a quote within was not doubled. Index of the cell.
        case textAfterQuote(cell: Int)
        /// The quote is never closed; everything after it ended up in this cell.
        case unclosedQuote(cell: Int)
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var position: Int

    /// Recognises the separator by the first row, or by Excel's `sep=;`.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: Array("sep=".utf8)), bytes.count > 4, CSVParser.separators.contains(bytes[4]) {
            separator = bytes[4]
            position = (bytes.firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
        } else {
            separator = CSVParser.separator(of: bytes)
            position = 0
        }
    }

    static func rows(of bytes: [UInt8]) -> [Row] {
        var parser = CSVParser(bytes)
        var rows: [Row] = []
        while let row = parser.next(number: rows.count + 1) {
            rows.append(row)
            if rows.count > Limits.tableRows { break }
        }
        return rows
    }

    private static let separators: [UInt8] = [UInt8(ascii: ";"), UInt8(ascii: ","), 0x09]

    /// The candidate that is most frequent outside quotes in the first row; of equals the first.
    private static func separator(of bytes: [UInt8]) -> UInt8 {
        var counts = [Int](repeating: 0, count: separators.count)
        var isQuoted = false
        for byte in bytes {
            if byte == 0x22 {
                isQuoted.toggle()
            } else if !isQuoted {
                if byte == 0x0A || byte == 0x0D { break }
                if let index = separators.firstIndex(of: byte) { counts[index] += 1 }
            }
        }
        let most = counts.max() ?? 0
        return separators[counts.firstIndex(of: most) ?? 0]
    }

    private mutating func next(number: Int) -> Row? {
        guard position < bytes.count else { return nil }
        var row = Row(number: number, cells: [], problem: nil)
        while true {
            row.cells.append(cell(in: &row))
            guard position < bytes.count else { return row }
            let byte = bytes[position]
            position += 1
            if byte == separator { continue }
            if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
            return row
        }
    }

    /// Reads up to the separator or line end, which stays.
    private mutating func cell(in row: inout Row) -> String {
        guard position < bytes.count, bytes[position] == 0x22 else { return plain() }
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let end = bytes[position...].firstIndex(of: 0x22) ?? bytes.count
            content += bytes[position..<end]
            guard end < bytes.count else { break }
            position = end + 1
            if position < bytes.count, bytes[position] == 0x22 {
                content.append(0x22)
                position += 1
                continue
            }
            let rest = plain()
            if !rest.allSatisfy({ $0 == " " }) {
                row.problem = row.problem ?? .textAfterQuote(cell: row.cells.count)
                content += Array(rest.utf8)
            }
            return text(content[...])
        }
        position = bytes.count
        row.problem = row.problem ?? .unclosedQuote(cell: row.cells.count)
        return text(content[...])
    }

    private mutating func plain() -> String {
        let start = position
        while position < bytes.count, bytes[position] != separator, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        return text(bytes[start..<position])
    }

    private func text(_ content: ArraySlice<UInt8>) -> String {
        let text = String(decoding: content, as: UTF8.self)
        return content.contains(0x0D) ? text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : text
    }
}
