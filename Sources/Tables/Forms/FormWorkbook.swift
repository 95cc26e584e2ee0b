/// A workbook for people to fill in: sheets with named, explained and guarded columns.
package struct FormWorkbook: Sendable {
    package var title: String
    package var sheets: [FormSheet]
    /// Lines of a last sheet that explains how to fill in the others.
    package var remarks: [String]
    package var remarksName: String

    package init(title: String, sheets: [FormSheet], remarks: [String], remarksName: String) {
        self.title = title
        self.sheets = sheets
        self.remarks = remarks
        self.remarksName = remarksName
    }
}

package struct FormSheet: Sendable {
    /// At most ``longestName`` characters, none of `[]:*?/\`.
    package var name: String
    package var columns: [FormColumn]

    /// What Excel allows.
    package static let longestName = 31

    package init(name: String, columns: [FormColumn]) {
        self.name = name
        self.columns = columns
    }
}

package struct FormColumn: Sendable {
    /// How the column is shown among the others.
    package enum Role: Sendable { case key, required, conditional, optional }

    package var heading: String
    package var role: Role
    package var content: FormContent
    /// Written below the heading, a row each.
    package var notes: [String]

    package init(_ heading: String, _ role: Role, _ content: FormContent, notes: [String]) {
        self.heading = heading
        self.role = role
        self.content = content
        self.notes = notes
    }
}

/// What the cells of a column take.
package enum FormContent: Sendable {
    /// Kept as typed: no zero is lost, nothing becomes a date.
    case text
    case longText
    case date
    case number(minimum: Double?, maximum: Double?)
    case amount(minimum: Double?, maximum: Double?)
    /// From a drop-down list.
    case choice([String])
}
