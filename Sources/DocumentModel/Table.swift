public struct Table: Sendable, Hashable {
    public var caption: [Inline]
    public var columns: [TableColumn]
    public var header: [TableRow]
    public var rows: [TableRow]
    /// Summary for screen readers; may be empty.
    public var summary: String

    public init(
        caption: [Inline] = [], columns: [TableColumn], header: [TableRow], rows: [TableRow], summary: String = ""
    ) {
        self.caption = caption
        self.columns = columns
        self.header = header
        self.rows = rows
        self.summary = summary
    }
}

public struct TableColumn: Sendable, Hashable {
    public var alignment: ColumnAlignment
    public var width: ColumnWidth

    public init(alignment: ColumnAlignment = .left, width: ColumnWidth = .fromContent) {
        self.alignment = alignment
        self.width = width
    }
}

public enum ColumnAlignment: String, Sendable, Hashable {
    case left, centre, right, decimal
}

public enum ColumnWidth: Sendable, Hashable {
    case fromContent
    /// Millimetres.
    case fixed(Double)
    /// Share of what is left, relative to the other shares.
    case share(Double)
}

public struct TableRow: Sendable, Hashable, Identifiable {
    public var id: NodeID
    public var cells: [TableCell]
    /// Least height in millimetres (rows to write in by hand).
    public var minimumHeight: Double

    public init(id: NodeID, cells: [TableCell], minimumHeight: Double = 0) {
        self.id = id
        self.cells = cells
        self.minimumHeight = minimumHeight
    }
}

public struct TableCell: Sendable, Hashable, Identifiable {
    public var id: NodeID
    public var blocks: [Block]
    /// At least 1.
    public var rowSpan: Int
    /// At least 1.
    public var columnSpan: Int
    /// A heading of its row, though it stands in the body.
    public var isRowHeading: Bool

    public init(id: NodeID, blocks: [Block], rowSpan: Int = 1, columnSpan: Int = 1, isRowHeading: Bool = false) {
        self.id = id
        self.blocks = blocks
        self.rowSpan = rowSpan
        self.columnSpan = columnSpan
        self.isRowHeading = isRowHeading
    }
}
