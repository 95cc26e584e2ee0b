/// A workbook for people to fill in: sheets with named, explained and guarded columns.
public struct FormWorkbook: Sendable {
    public var title: String
    public var sheets: [FormSheet]
    /// Lines of a last sheet that explains how to fill in the others.
    public var remarks: [String]
    public var remarksName: String

    public init(title: String, sheets: [FormSheet], remarks: [String], remarksName: String) {
        self.title = title
        self.sheets = sheets
        self.remarks = remarks
        self.remarksName = remarksName
    }
}

public struct FormSheet: Sendable {
    /// At most ``longestName`` characters, none of `[]:*?/\`.
    public var name: String
    public var columns: [FormColumn]

    /// What Excel allows.
    public static let longestName = 31

    public init(name: String, columns: [FormColumn]) {
        self.name = name
        self.columns = columns
    }
}

public struct FormColumn: Sendable {
    /// How the column is shown among the others.
    public enum Role: Sendable { case key, required, conditional, optional }

    public var heading: String
    public var role: Role
    public var content: FormContent
    /// Written below the heading, a row each.
    public var notes: [String]

    public init(_ heading: String, _ role: Role, _ content: FormContent, notes: [String]) {
        self.heading = heading
        self.role = role
        self.content = content
        self.notes = notes
    }
}

/// What the cells of a column take.
public enum FormContent: Sendable {
    /// Kept as typed: no zero is lost, nothing becomes a date.
    case text
    case longText
    case date
    case number(minimum: Double?, maximum: Double?)
    case amount(minimum: Double?, maximum: Double?)
    /// From a drop-down list.
    case choice([String])
}
