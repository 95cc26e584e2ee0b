import Findings

/// Rows and cells of a text with separators after RFC 4180, fed in pieces of any size.
///
/// Written here because a partner table must name its rows as Excel does (a row with line breaks in a cell is one row), go on
/// after a faulty row, and not hold the table in memory; SwiftCSV 0.10 splits `Character`s of the whole text, keeps no row
/// numbers and takes a broken quote for text without a word.
struct CSVParser {
    private enum State {
        case cellStart, plain, quoted
        /// After a quote within a quoted cell: doubled, or the end of it.
        case quote
        /// Blanks after the closing quote.
        case closed
        /// Text after the closing quote.
        case broken
    }

    private let path: String
    private var separator: UInt8?
    private var state = State.cellStart
    private var cell: [UInt8] = []
    private var row = DataRow(number: 1)
    private var column = 0
    private var rowBytes = 0
    private var isTooLong = false
    /// Line ends and separators within quotes.
    private var quotedEnds = 0
    private var quotedSeparators = 0
    /// Cells of the heading.
    private var width: Int?
    private var hasCarriageReturn = false
    /// The line of the file, for the message of a quote that is never closed.
    private var quoteStart: (row: Int, column: Int)?

    init(path: String) { self.path = path }

    /// - Parameter bytes: UTF-8.
    mutating func parse(_ bytes: [UInt8], _ take: (DataRow) throws(Finding) -> Void) throws(Finding) {
        var bytes = bytes[...]
        if separator == nil { bytes = recogniseSeparator(bytes) }
        let separator = separator ?? CSVParser.separators[0]
        for byte in bytes {
            if hasCarriageReturn {
                hasCarriageReturn = false
                if byte == 0x0A {
                    // CR LF ends a row once; within quotes the LF alone stays.
                    if state == .quoted { try append(0x0A) }
                    continue
                }
                if state == .quoted { try append(0x0A) }
            }
            switch state {
            case .cellStart:
                if byte == 0x22 {
                    state = .quoted
                    quoteStart = (row.number, column)
                } else {
                    state = .plain
                    try plain(byte, separator, take)
                }
            case .plain: try plain(byte, separator, take)
            case .quoted:
                if byte == 0x22 {
                    state = .quote
                } else if byte == 0x0D {
                    hasCarriageReturn = true
                    quotedEnds += 1
                } else {
                    if byte == 0x0A { quotedEnds += 1 }
                    if byte == separator { quotedSeparators += 1 }
                    try append(byte)
                }
            case .quote, .closed, .broken:
                if byte == 0x22, state == .quote {
                    state = .quoted
                    try append(byte)
                } else if byte == separator || byte == 0x0A || byte == 0x0D {
                    try plain(byte, separator, take)
                } else {
                    if state == .quote { state = .closed }
                    if byte != 0x20 { state = .broken }
                    if state == .broken { try append(byte) }
                }
            }
        }
    }

    /// The last row, where it has no line end.
    mutating func end(_ take: (DataRow) throws(Finding) -> Void) throws(Finding) {
        if state == .quoted {
            throw Finding(
                .fehler, "csv-anfuehrung", at: .cell(path, row: quoteStart?.row ?? row.number, column: nil, letter: ColumnLetter.of(quoteStart?.column ?? column)),
                "Das Anführungszeichen am Anfang der Zelle wird nicht geschlossen; alle weiteren Zeilen gingen darin verloren.",
                remedy: "Ergänzen Sie das schließende Anführungszeichen, oder speichern Sie die Tabelle neu aus Excel.")
        }
        guard state != .cellStart || column > 0 else { return }
        try endRow(take)
    }

    private static let separators: [UInt8] = [UInt8(ascii: ";"), UInt8(ascii: ","), 0x09]

    /// By Excel's `sep=;`, else the candidate that is most frequent outside quotes in the first line that is not blank; of
    /// equals the first. Returns what is left to parse.
    private mutating func recogniseSeparator(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if bytes.starts(with: Array("sep=".utf8)), bytes.count > 4, CSVParser.separators.contains(bytes[bytes.startIndex + 4]) {
            separator = bytes[bytes.startIndex + 4]
            let end = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
            let isPair = end + 1 < bytes.endIndex && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
            return bytes[min(bytes.endIndex, end + (isPair ? 2 : 1))...]
        }
        var counts = [Int](repeating: 0, count: CSVParser.separators.count)
        var isQuoted = false
        for byte in bytes {
            if byte == 0x22 {
                isQuoted.toggle()
            } else if !isQuoted {
                if byte == 0x0A || byte == 0x0D, counts.contains(where: { $0 > 0 }) { break }
                if let index = CSVParser.separators.firstIndex(of: byte) { counts[index] += 1 }
            }
        }
        let most = counts.max() ?? 0
        separator = CSVParser.separators[counts.firstIndex(of: most) ?? 0]
        return bytes
    }

    private mutating func plain(_ byte: UInt8, _ separator: UInt8, _ take: (DataRow) throws(Finding) -> Void) throws(Finding) {
        switch byte {
        case separator: endCell()
        case 0x0A: try endRow(take)
        case 0x0D:
            hasCarriageReturn = true
            try endRow(take)
        default: try append(byte)
        }
    }

    private mutating func append(_ byte: UInt8) throws(Finding) {
        rowBytes += 1
        guard rowBytes <= TableLimits.rowBytes else {
            throw Finding(
                .fehler, "zeile-zu-gross", at: .cell(path, row: row.number, column: nil),
                "Die Zeile hat mehr als \(TableLimits.rowBytes / 1_048_576) MiB Text.",
                remedy: "Prüfen Sie, ob ein Anführungszeichen nicht geschlossen ist.")
        }
        if cell.count < TableLimits.cellBytes { cell.append(byte) } else { isTooLong = true }
    }

    private mutating func endCell() {
        if !cell.isEmpty {
            let text = String(decoding: cell, as: UTF8.self)
            let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
            if isTooLong {
                row.cells.append(DataCell(column, .fault(.tooLong, String(text.prefix(40)))))
            } else if let width, quotedEnds > 0, quotedSeparators >= max(2, width - 1) {
                row.cells.append(DataCell(column, .fault(.spansRows, text)))
            } else if state == .broken {
                row.cells.append(DataCell(column, .fault(.textAfterQuote, text)))
            } else if !isBlank {
                row.cells.append(DataCell(column, .text(text)))
            }
            cell.removeAll(keepingCapacity: true)
        }
        isTooLong = false
        quotedEnds = 0
        quotedSeparators = 0
        column += 1
        state = .cellStart
    }

    private mutating func endRow(_ take: (DataRow) throws(Finding) -> Void) throws(Finding) {
        endCell()
        if !row.cells.isEmpty {
            if width == nil { width = column }
            try take(row)
        }
        row = DataRow(number: row.number + 1)
        column = 0
        rowBytes = 0
    }
}
