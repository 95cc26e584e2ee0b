import CXlsxWriter
import Findings

/// A workbook of plain text: sheets with rows of cells.
package struct PlainWorkbook: Sendable {
    package struct Sheet: Sendable {
        package var name: String
        /// The first one is the heading.
        package var rows: [[String]]

        package init(_ name: String, _ rows: [[String]]) {
            self.name = name
            self.rows = rows
        }
    }

    /// What a cell holds at most, in UTF-16 units.
    package static let cellLength = 32_767

    package var sheets: [Sheet]

    package init(_ sheets: [Sheet]) { self.sheets = sheets }

    /// The same content gives the same bytes.
    ///
    /// - Throws: `tabelle-schreiben` where a cell is too long, the file would be larger than this program reads, or there is no place for a temporary file.
    package func bytes() throws(Finding) -> [UInt8] {
        try WorkbookFile.bytes { workbook throws(Finding) in
            for sheet in sheets { try workbook.write(sheet.rows, to: sheet.name) }
        }
    }
}
