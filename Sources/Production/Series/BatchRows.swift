import Assembler
import Foundation

/// Rows of a table by their indices: all of them, or every n-th. Takes no room, however many they are.
struct RowSelection: RandomAccessCollection, Sendable {
    private let first: Int
    private let step: Int
    let count: Int

    init(first: Int = 0, step: Int = 1, of all: Int) {
        (self.first, self.step) = (first, Swift.max(1, step))
        count = all <= first ? 0 : (all - first - 1) / self.step + 1
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(position: Int) -> Int { first + position * step }
}

/// The rows of a run with the names of their files.
struct BatchRows: Sendable {
    let table: PartnerTable
    /// Indices of the rows that this run makes.
    let indices: RowSelection
    /// Of rows whose file name another one has: the number of the first row of the whole table that has it, by index.
    private let owners: [Int: Int]
    /// Keys of all file names, ascending; of a part of a table that was split, only its own.
    private let keys: [UInt64]
    /// Whether nothing is known of the other rows of the table.
    private let isSplit: Bool
    private let pattern: FileNamePattern
    private let data: AgreementData

    /// A part of a table that was split: whom each name belongs to was found out then.
    init(_ part: SeriesPart.Rows, _ data: AgreementData, _ pattern: FileNamePattern) {
        table = part.table
        self.pattern = pattern
        self.data = data
        indices = RowSelection(of: part.table.rows.count)
        owners = part.owners
        keys = part.table.rows.map { FileName.key(pattern.name(number: $0.key, data.with($0))) }.sorted()
        isSplit = true
    }

    init(_ table: PartnerTable, _ data: AgreementData, _ pattern: FileNamePattern, _ shard: Shard?) {
        self.table = table
        self.pattern = pattern
        self.data = data
        indices = shard.map { RowSelection(first: $0.number - 1, step: $0.count, of: table.rows.count) } ?? RowSelection(of: table.rows.count)
        let name = { (row: PartnerRow) in FileName.canonical(pattern.name(number: row.key, data.with(row))) }
        var owners: [Int: Int] = [:]
        var keys: [UInt64] = []
        keys.reserveCapacity(table.rows.count)
        var firstRows = FirstRows(rows: table.rows.count)
        // The first row has the name, whoever of the workers comes first and whatever part of the table is done here.
        for (index, row) in table.rows.enumerated() {
            let own = name(row)
            let key = FileName.key(canonical: own)
            keys.append(key)
            if let first = firstRows.first(key, row: index, isSame: { name(table.rows[$0]) == own }) { owners[index] = table.rows[first].number }
        }
        keys.sort()
        self.keys = keys
        self.owners = owners
        isSplit = false
    }

    var count: Int { indices.count }

    func name(of row: PartnerRow) -> String { pattern.name(number: row.key, data.with(row)) }

    /// The number of the row that has the name of this one's file, if it is another.
    ///
    /// - Parameter index: of the table.
    func owner(_ index: Int) -> Int? { owners[index] }

    /// Which of these hashes of `nr` the table has; `true`: this run makes the row. Of a part of a table that was split, any may be another part's: its
    /// file may be, too.
    func rows(of keys: Set<UInt64>) -> [UInt64: Bool] {
        guard !isSplit else { return Dictionary(keys.map { ($0, false) }, uniquingKeysWith: { first, _ in first }) }
        var found: [UInt64: Bool] = [:]
        for row in table.rows {
            let key = FileName.key(row.key)
            if keys.contains(key) { found[key] = false }
        }
        for index in indices {
            let key = FileName.key(table.rows[index].key)
            if keys.contains(key) { found[key] = true }
        }
        return found
    }

    /// Whether a row of the table has a file of that key; of a part of a table that was split, whether one of its own has.
    func hasFile(_ key: UInt64) -> Bool {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key
    }
}
