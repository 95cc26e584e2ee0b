import Assembler
import Foundation

/// The rows of a run with the names of their files.
struct BatchRows: Sendable {
    let table: PartnerTable
    /// Indices of the rows that this run makes.
    let indices: [Int]
    /// By the key of a file name: the first row of the whole table that has it.
    private let owners: [UInt64: Int]
    private let pattern: FileNamePattern
    private let data: AgreementData
    /// Of a part of a table, the names of the others are not known.
    private let knowsAll: Bool

    /// A part of a table that was split: whom each name belongs to was found out then.
    init(_ part: SeriesPart.Rows, _ data: AgreementData, _ pattern: FileNamePattern) {
        table = part.table
        self.pattern = pattern
        self.data = data
        indices = Array(part.table.rows.indices)
        owners = part.owners
        knowsAll = false
    }

    init(_ table: PartnerTable, _ data: AgreementData, _ pattern: FileNamePattern, _ shard: Shard?) {
        self.table = table
        self.pattern = pattern
        self.data = data
        indices = table.rows.indices.filter { shard?.contains($0) ?? true }
        var owners: [UInt64: Int] = [:]
        // The first row has the name, whoever of the workers comes first and whatever part of the table is done here.
        for row in table.rows {
            let key = FileName.key(pattern.name(number: row.key, data.with(row)))
            if owners[key] == nil { owners[key] = row.number }
        }
        self.owners = owners
        knowsAll = true
    }

    var count: Int { indices.count }

    func name(of row: PartnerRow) -> String { pattern.name(number: row.key, data.with(row)) }

    func owner(of name: String) -> Int? { owners[FileName.key(name)] }

    /// Whether a row of the table has a file of that key.
    func hasFile(_ key: UInt64) -> Bool { !knowsAll || owners[key] != nil }
}
