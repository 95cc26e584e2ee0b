/// Bounds of what is read of a table: whatever grows with a hostile file has one here.
package enum TableLimits {
    /// Of the file, in bytes; 20,000 rows of 30 columns stay far below.
    package static let fileBytes = 64 * 1024 * 1024
    /// Of one part of an XLSX or ODS file, unpacked, in bytes.
    static let partBytes = 1024 * 1024 * 1024
    /// A part that unpacks to more than so many times its packed size is made to do harm; tables reach 10 to 60.
    static let unpackingRatio = 250
    /// Below that size, in bytes, the ratio does not matter.
    static let harmlessPartBytes = 16 * 1024 * 1024
    /// Parts of an XLSX or ODS file.
    static let parts = 10_000
    /// Elements within one another in a part.
    static let nesting = 128
    /// Filled rows of all sheets together, where the table is not given to a program that makes a series of it.
    package static let rows = 200_000
    /// Rows that XLSX and ODS have room for.
    static let workbookRows = 1_048_576
    package static let columns = 1_000
    /// Sheets that are read.
    static let sheets = 64
    /// Of one cell, in bytes of UTF-8.
    package static let cellBytes = 2 * 1024 * 1024
    /// Of one row, in bytes of UTF-8.
    static let rowBytes = 16 * 1024 * 1024
    /// Merged ranges of one sheet.
    static let mergedRanges = 10_000
    /// Cell formats of a workbook; Excel itself stops at 65,490.
    static let cellFormats = 70_000
    /// Of a text given for a series, in bytes: a million rows of thirty columns have 300 MiB. Its rows are bounded apart, for a file of nothing but line ends has as many of them as bytes.
    static let seriesTextBytes = 1024 * 1024 * 1024
    static let seriesTextRows = 5_000_000
    /// Of all rows of such a text in the spool, in bytes; a cell takes nine more there.
    static let seriesSpoolBytes = 4095 * 1024 * 1024
    /// Of all rows, or all shared texts of a workbook, in bytes.
    static let spoolBytes = 1024 * 1024 * 1024
}

/// How much of a table is read: what somebody looks at on the page, or what contracts are made of.
package enum TableScale: Sendable, Hashable {
    /// 64 MiB and 200,000 rows, whatever the format.
    case office
    /// CSV and JSON lines of 1 GiB with 5,000,000 rows; XLSX and ODS of 64 MiB with as many as these formats have room for.
    case series

    /// Of a CSV file or JSON lines, in bytes.
    package var textBytes: Int { self == .office ? TableLimits.fileBytes : TableLimits.seriesTextBytes }
    package var workbookRows: Int { self == .office ? TableLimits.rows : TableLimits.workbookRows }
    package var textRows: Int { self == .office ? TableLimits.rows : TableLimits.seriesTextRows }
    /// Of all rows, in bytes.
    package var spoolBytes: Int { self == .office ? TableLimits.spoolBytes : TableLimits.seriesSpoolBytes }
}
