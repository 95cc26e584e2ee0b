import Findings
import Foundation
import GRDB
import Production

extension RegisterStore {
    /// Takes amendments in, and notes at each contract that it is amended: all or none.
    ///
    /// - Returns: which contracts are not in the register, so that nothing could be noted at them.
    @discardableResult
    package func take(amendments: [MadeAmendment]) throws(Failure) -> [Finding] {
        try write { database in
            let writer = ContractWriter(database: database, kept: kept)
            var findings: [Finding] = []
            for made in amendments {
                let entry = ContractEntry(made.file)
                _ = try writer.take(entry)
                if try RegisterStore.note(entry, in: database) { continue }
                findings.append(
                    Finding(
                        .hinweis, "register-vertrag-fehlt", at: .file(made.contract), "Der Vertrag steht nicht im Register; der Nachtrag ist dort bei keinem Vertrag vermerkt.",
                        remedy: "Nehmen Sie den Vertrag auf: klauselwerk register aufnehmen \(made.contract)"))
            }
            return findings
        }
    }

    /// Notes amendments at contracts that have come into the register after them.
    func note(amendments: [ContractEntry]) throws(Failure) {
        guard !amendments.isEmpty else { return }
        try write { database in for entry in amendments { _ = try RegisterStore.note(entry, in: database) } }
    }

    /// Notes at the contract that it is amended, once.
    ///
    /// - Returns: `false` for an amendment whose contract is not there.
    static func note(_ entry: ContractEntry, in database: Database) throws -> Bool {
        guard let amendment = entry.origin?.amendment, let step = amendment.steps.last else { return true }
        guard let id = try Int64.fetchOne(database, sql: "SELECT id FROM vertrag WHERE sha256 = ?", arguments: [ContractWriter.blob(amendment.contract)]) else { return false }
        let link = "\(step.number). Nachtrag, Kennung \(ContractEntry.identifier(ofChecksum: entry.sha256))"
        try EventWriter(database: database).add([ContractEvent(.amended, on: step.date, effect: step.effective ?? "", remark: link)], to: id)
        return true
    }

    /// The files of the amendments of contracts, by the contracts' checksums.
    ///
    /// - Parameter checksums: of the contracts as they were made.
    package func amendmentFiles(of checksums: Set<String>) throws(Failure) -> [String: [String]] {
        try read { database in
            var found: [String: [String]] = [:]
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT vertrag.datei AS datei, grundlage.herkunft AS herkunft FROM grundlage JOIN vertrag ON vertrag.grundlage = grundlage.id
                    WHERE \(AmendmentBases.condition) AND vertrag.datei <> '' ORDER BY vertrag.id
                    """)
            while let row = try rows.next() {
                let common: Data = row["herkunft"]
                guard let contract = ContractOrigin(json: Array(common))?.amendment?.contract, checksums.contains(contract) else { continue }
                found[contract, default: []].append(location(of: row["datei"]))
            }
            return found
        }
    }

    /// The files of the contracts that a search finds, without amendments; sorted.
    package func contractFiles(_ query: RegisterQuery) throws(Failure) -> [String] {
        try read { database in
            let found = try RegisterSearch(database).found(by: query)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT vertrag.id AS id, datei FROM vertrag LEFT JOIN grundlage ON vertrag.grundlage = grundlage.id
                    WHERE datei <> '' AND (herkunft IS NULL OR instr(CAST(herkunft AS TEXT), '"nachtrag":{"vertrag":"') = 0) ORDER BY datei
                    """)
            return rows.compactMap { row in found.contains(row["id"]) ? location(of: row["datei"]) : nil }
        }
    }
}
