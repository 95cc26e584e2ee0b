import Foundation
import GRDB

/// Which contracts have a passage that several have. Whoever had it first has its words among its own, and is not noted here.
struct SharedPassages {
    let database: Database

    func isLinked(_ passage: Int64, _ contract: Int64) throws -> Bool { try block(passage, contract)?.contains(contract) ?? false }

    /// - Returns: whether something has changed.
    @discardableResult
    func link(_ passage: Int64, _ contract: Int64, _ isLinked: Bool) throws -> Bool {
        let known = try block(passage, contract)
        var block = known ?? ContractBlock()
        guard block.contains(contract) != isLinked else { return false }
        block.set(contract, to: isLinked)
        let number = ContractBlock.number(of: contract)
        if block.count == 0 {
            try database.cachedStatement(sql: "DELETE FROM passage_vertraege WHERE passage = ? AND block = ?").execute(arguments: [passage, number])
        } else {
            try database.cachedStatement(sql: "INSERT OR REPLACE INTO passage_vertraege (passage, block, vertraege) VALUES (?, ?, ?)")
                .execute(arguments: [passage, number, block.data])
        }
        return true
    }

    private func block(_ passage: Int64, _ contract: Int64) throws -> ContractBlock? {
        let statement = try database.cachedStatement(sql: "SELECT vertraege FROM passage_vertraege WHERE passage = ? AND block = ?")
        guard let data = try Data.fetchOne(statement, arguments: [passage, ContractBlock.number(of: contract)]) else { return nil }
        return ContractBlock(data)
    }
}
