import Foundation
import GRDB

/// From words of partners to their contracts. Few partners are looked up one by one; where a word fits many, reading all links once is quicker.
final class PartnerLinks {
    private let database: Database
    private let size: Int
    /// Partners and contracts of all links, in the same order.
    private var all: (partners: [Int64], contracts: [Int64])?

    /// Measured at 100,000 links: looking up costs 0.7 µs each, reading all of them 9 ms.
    private static let fewest = 5_000

    init(_ database: Database) throws {
        self.database = database
        size = (try Int.fetchOne(database, sql: "SELECT max(id) FROM partner") ?? 0) + 1
    }

    /// The contracts of partners that have, or had, such a word in a name or address.
    func add(with term: SearchWords.Term, to set: inout ContractSet) throws {
        let found = try Data.fetchOne(
            database.cachedStatement(sql: "SELECT group_concat(rowid) FROM suche_partner WHERE suche_partner MATCH ?"), arguments: [term.match])
        guard let found else { return }
        var partners = ContractSet(size: size)
        RowNumbers.forEach(in: found) { partners.insert($0) }
        if partners.count < Self.fewest {
            try RowNumbers.forEach(
                of: "SELECT vertrag FROM beteiligt WHERE partner IN (SELECT value FROM json_each(?))", ["[\(String(decoding: found, as: UTF8.self))]"], database
            ) { set.insert($0) }
        } else {
            let (links, contracts) = try links()
            for (partner, contract) in zip(links, contracts) where partners.contains(partner) { set.insert(contract) }
        }
    }

    private func links() throws -> (partners: [Int64], contracts: [Int64]) {
        if let all { return all }
        // Both lists of one pass over one index: they have the same order.
        let row = try Row.fetchOne(database.cachedStatement(sql: "SELECT group_concat(partner), group_concat(vertrag) FROM beteiligt"))
        var (partners, contracts): ([Int64], [Int64]) = ([], [])
        RowNumbers.forEach(in: row?[0]) { partners.append($0) }
        RowNumbers.forEach(in: row?[1]) { contracts.append($0) }
        all = (partners, contracts)
        return (partners, contracts)
    }
}
