import Findings
import Production

/// What came of taking contracts in.
package struct IntakeResult: Sendable, Hashable {
    package var new = 0
    /// Were there already and have learned something.
    package var completed = 0
    package var unchanged = 0
    /// Could not be taken in, and what else has to be told.
    package var findings: [Finding] = []
    /// Amendments whose contracts are not there yet.
    var early: [ContractEntry] = []

    package init() {}

    package var total: Int { new + completed + unchanged }

    /// „3 Verträge: 1 neu, 2 schon da.“
    package var text: String {
        guard total > 0 else { return "Aufgenommen wurde nichts." }
        let parts = [(new, "neu"), (completed, "ergänzt"), (unchanged, "schon da")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return (total == 1 ? "1 Vertrag: " : "\(total) Verträge: ") + parts.joined(separator: ", ") + "."
    }

    mutating func count(_ outcome: ContractWriter.Outcome) {
        switch outcome {
        case .new: new += 1
        case .completed: completed += 1
        case .unchanged: unchanged += 1
        }
    }
}

extension RegisterStore {
    /// Contracts of one transaction: so many that syncing costs little, so few that others get a turn.
    static let group = 500

    /// Takes contracts in, all or none; the same ones again change nothing.
    ///
    /// - Throws: ``Failure`` where the register cannot be written.
    @discardableResult
    package func take(_ entries: [ContractEntry]) throws(Failure) -> IntakeResult {
        try write { database in
            let writer = ContractWriter(database: database, kept: kept)
            var result = IntakeResult()
            for entry in entries {
                result.count(try writer.take(entry))
                if try !RegisterStore.note(entry, in: database) { result.early.append(entry) }
            }
            return result
        }
    }
}

extension RegisterStore: ContractReceiver {
    package func lacks(sha256: String) throws(Failure) -> Bool {
        try read { database in
            let statement = try database.cachedStatement(sql: "SELECT 1 FROM vertrag WHERE sha256 = ?")
            return try Int.fetchOne(statement, arguments: [ContractWriter.blob(sha256)]) == nil
        }
    }

    /// - Throws: ``Failure`` where the register cannot be written; the contracts lie in their files, and the same run takes them in once it can.
    package func take(_ contracts: [MadeContract]) throws(Failure) { _ = try take(contracts.map { ContractEntry($0) }) as IntakeResult }
}
