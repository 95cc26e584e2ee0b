/// Bounds of what is read of a table: whatever grows with a hostile file has one here.
public enum TableLimits {
    /// Of the file, in bytes; 20,000 rows of 30 columns stay far below.
    public static let fileBytes = 64 * 1024 * 1024
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
    /// Filled rows of all sheets together.
    public static let rows = 200_000
    public static let columns = 1_000
    /// Sheets that are read.
    static let sheets = 64
    /// Of one cell, in bytes of UTF-8.
    public static let cellBytes = 2 * 1024 * 1024
    /// Of one row, in bytes of UTF-8.
    static let rowBytes = 16 * 1024 * 1024
    /// Merged ranges of one sheet.
    static let mergedRanges = 10_000
    /// Cell formats of a workbook; Excel itself stops at 65,490.
    static let cellFormats = 70_000
    /// Of all rows, or all shared texts of a workbook, in bytes.
    static let spoolBytes = 1024 * 1024 * 1024
}
