import Findings
import Foundation
import GRDB
import Production

/// What lists, filters and dates need of a contract, without its wording.
package struct ContractSummary: Sendable, Hashable {
    package let identifier: String
    /// 64 hexadecimal digits; empty where there is no PDF of ours.
    package let sha256: String
    package let fileNumber: String
    package let agreement: String
    package let title: String
    /// ISO.
    package let date: String
    /// As it is kept (``RegisterStore/location(of:)``).
    package let path: String
    /// Names, as they are on the day that was asked for.
    package let parties: [String]
    /// In order of their days, cancelled ones too.
    package let events: [ContractEvent]
    /// SHA-256 of the contract that it amends; empty for contracts themselves.
    package let amends: String
}

extension RegisterStore {
    /// All contracts and amendments, in order of their identifiers.
    ///
    /// - Parameter day: ISO; names are those of this day.
    /// - Throws: ``Failure`` where the register cannot be read.
    package func summaries(on day: String) throws(Failure) -> [ContractSummary] {
        try read { database in
            let reader = ContractReader(database: database)
            var names: [Int64: String] = [:]
            var parties: [Int64: [String]] = [:]
            let shares = try Row.fetchCursor(database, sql: "SELECT vertrag, partner FROM beteiligt ORDER BY vertrag, platz")
            while let row = try shares.next() {
                let (contract, partner): (Int64, Int64) = (row[0], row[1])
                let name = try names[partner] ?? reader.standing(of: partner, on: day).name
                names[partner] = name
                parties[contract, default: []].append(name)
            }
            let events = try RegisterStore.allEvents(database)
            let amended = try RegisterStore.amended(database)
            let rows = try Row.fetchAll(
                database, sql: "SELECT id, kennung, sha256, aktenzeichen, vereinbarung, betreff, datum, datei, grundlage FROM vertrag ORDER BY kennung")
            return rows.map { row in
                let id: Int64 = row["id"]
                let basis: Int64? = row["grundlage"]
                return ContractSummary(
                    identifier: row["kennung"], sha256: ContractWriter.hex(row["sha256"]), fileNumber: row["aktenzeichen"], agreement: row["vereinbarung"],
                    title: row["betreff"], date: row["datum"], path: row["datei"], parties: parties[id] ?? [], events: events[id] ?? [],
                    amends: basis.flatMap { amended[$0] } ?? "")
            }
        }
    }

    /// Hands out the origins of contracts; those that have none are left out.
    ///
    /// - Parameter identifiers: whole ones.
    package func origins(of identifiers: [String], _ body: (String, ContractOrigin) -> Void) throws(Failure) {
        try read { database in
            let statement = try database.makeStatement(
                sql: "SELECT herkunft, werte FROM vertrag JOIN grundlage ON grundlage.id = vertrag.grundlage WHERE vertrag.kennung = ?")
            for identifier in identifiers {
                guard let row = try Row.fetchOne(statement, arguments: [identifier]), let common: Data = row["herkunft"], let values: String = row["werte"],
                    let origin = StoredOrigin(common: Array(common), values: values).origin
                else { continue }
                body(identifier, origin)
            }
        }
    }

    /// Clauses of all contracts as they were signed: name, version, and how many contracts have it; amendments are not counted.
    package func clauseVersions() throws(Failure) -> [(name: String, version: String, contracts: Int)] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT name, fassung, sum(vertraege) AS anzahl FROM (
                        SELECT auswahl, count(*) AS vertraege FROM vertrag
                        WHERE auswahl IS NOT NULL AND (grundlage IS NULL OR grundlage NOT IN (\(AmendmentBases.numbers)))
                        GROUP BY auswahl) AS gewaehlt
                    JOIN (SELECT DISTINCT auswahl, klausel FROM auswahl_klausel) AS darin ON darin.auswahl = gewaehlt.auswahl
                    JOIN klausel ON klausel.id = darin.klausel GROUP BY name, fassung ORDER BY name, fassung
                    """
            ).map { ($0["name"], $0["fassung"], $0["anzahl"]) }
        }
    }

    private static func allEvents(_ database: Database) throws -> [Int64: [ContractEvent]] {
        var events: [Int64: [ContractEvent]] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT vertrag, art, datum, wer, wirkung, bemerkung, grund FROM ereignis LEFT JOIN storno ON storno.ereignis = ereignis.id
                ORDER BY vertrag, datum, rang, wer, wirkung, bemerkung
                """)
        while let row = try rows.next() {
            guard let kind = ContractEvent.Kind(rawValue: row["art"]) else { continue }
            events[row["vertrag"], default: []].append(
                ContractEvent(kind, on: row["datum"], who: row["wer"], effect: row["wirkung"], remark: row["bemerkung"], cancelled: row["grund"]))
        }
        return events
    }

    /// Which contracts the origins of amendments name, by the origins' numbers.
    private static func amended(_ database: Database) throws -> [Int64: String] {
        var amended: [Int64: String] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT id, herkunft FROM grundlage WHERE \(AmendmentBases.condition)")
        while let row = try rows.next() {
            let common: Data = row["herkunft"]
            if let contract = ContractOrigin(json: Array(common))?.amendment?.contract { amended[row["id"]] = contract }
        }
        return amended
    }
}
