/// A row of a table with its cells that are not empty.
package struct DataRow: Sendable, Hashable {
    /// From 1, as the program shows it that the clerk fills the table in with.
    package var number: Int
    /// Hidden by hand or by a filter.
    package var isHidden: Bool
    /// Ascending by column.
    package var cells: [DataCell]

    package init(number: Int, isHidden: Bool = false, cells: [DataCell] = []) {
        self.number = number
        self.isHidden = isHidden
        self.cells = cells
    }
}

package struct DataCell: Sendable, Hashable {
    /// From 0.
    package var column: Int
    package var value: CellValue
    /// Struck through, in whole or in part: somebody has taken back what stands there.
    package var isStruck: Bool

    package init(_ column: Int, _ value: CellValue, isStruck: Bool = false) {
        self.column = column
        self.value = value
        self.isStruck = isStruck
    }
}

/// What a cell holds, in German notation.
package enum CellValue: Sendable, Hashable {
    case text(String)
    /// `1234,5`. Where the number can be a day's serial number of the 1900 date system, `isSerial`. `shown`: what the cell shows where that is
    /// something else: `1.234,50 €`, `007`.
    case number(String, isSerial: Bool, shown: String? = nil)
    /// A number that the cell's format shows as a day: `01.10.2026`, `01.10.2026 14:30`. `shown`: as the cell writes it, if otherwise.
    case date(String, shown: String? = nil)
    /// A number that the cell's format shows as a percentage: `19` for 19 %.
    case percent(String)
    case flag(Bool)
    /// No value that can be trusted.
    case fault(CellFault, String)
}

extension CellValue {
    /// What somebody sees who looks at the cell.
    package var shown: String {
        switch self {
        case .text(let text): text
        case .number(let text, _, let shown), .date(let text, let shown): shown ?? text
        case .percent(let text): text + " %"
        case .flag(let flag): flag ? "WAHR" : "FALSCH"
        case .fault(_, let text): text
        }
    }
}

/// Why a cell has no value that can be trusted; the text beside it is what the cell shows.
package enum CellFault: UInt8, Sendable, Hashable, CaseIterable {
    /// CSV: text after a closing quote, because a quote within was not doubled.
    case textAfterQuote
    /// `#BEZUG!`
    case formulaError
    /// The program that wrote the file did not calculate.
    case formulaWithoutValue
    /// A number of more than 15 digits: the further ones are lost.
    case rounded
    /// A day that does not exist in the calendar: serial number below 0 or Excel's 29 February 1900.
    case impossibleDay
    case tooLong
    /// CSV: a quoted cell that holds as much as a whole row: a quote is missing, and the rows between would be lost.
    case spansRows
    /// What the cell shows cannot be told for certain, or it shows nothing; beside it is what is stored.
    case unsureDisplay
    /// The cell holds text that it does not show (ODS: a reading aid over a word, a note, hidden text); beside it both, that text in brackets.
    case unshownText
}

/// A rectangle of cells shown as one.
package struct CellRange: Sendable, Hashable {
    package var rows: ClosedRange<Int>
    /// From 0.
    package var columns: ClosedRange<Int>

    package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.rows = rows
        self.columns = columns
    }
}

/// The letters of a column: A, B … Z, AA.
package enum ColumnLetter {
    /// - Parameter column: from 0.
    package static func of(_ column: Int) -> String {
        var rest = max(0, column)
        // Sixteen letters are more than any number has.
        return String(unsafeUninitializedCapacity: 16) { letters in
            var count = 0
            repeat {
                letters[count] = UInt8(0x41 + rest % 26)
                count += 1
                rest = rest / 26 - 1
            } while rest >= 0
            var written = letters[..<count]
            written.reverse()
            return count
        }
    }

    /// The column (from 0) of its letters; `nil` for anything else.
    package static func index(_ letters: String) -> Int? { letters.contains(where: \.isNumber) ? nil : position(letters + "1")?.column }

    /// Column (from 0) and row (from 1) of `AB12`; `nil` for anything else, and beyond the bounds of Excel's sheets.
    static func position(_ reference: some StringProtocol) -> (column: Int, row: Int)? {
        var column = 0
        var row = 0
        for byte in reference.utf8 {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A:
                guard row == 0 else { return nil }
                column = column * 26 + Int(byte & 0x1F)
                guard column <= 16_384 else { return nil }
            case 0x30...0x39:
                row = row * 10 + Int(byte - 0x30)
                guard row <= 1_048_576 else { return nil }
            case 0x24: continue
            default: return nil
            }
        }
        return column > 0 && row > 0 ? (column - 1, row) : nil
    }
}
