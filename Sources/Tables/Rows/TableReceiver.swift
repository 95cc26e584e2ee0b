import Findings

/// Takes what a table holds, in the order of the file.
package protocol TableReceiver: AnyObject {
    /// A sheet begins. A text file is one sheet without name.
    func sheet(_ name: String?) throws(Finding)
    /// A row with at least one cell that is not blank.
    func row(_ row: DataRow) throws(Finding)
    /// Cells shown as one; told after the rows of their sheet.
    func merged(_ range: CellRange)
    /// A line of JSON; `number` is its line.
    func object(_ json: String, number: Int) throws(Finding)
}
