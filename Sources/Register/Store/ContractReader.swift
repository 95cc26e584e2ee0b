import Foundation
import GRDB
import Production

/// Reads contracts out of the tables, as they were put in.
struct ContractReader {
    let database: Database

    /// - Returns: `nil` where there is none.
    func entry(_ id: Int64) throws -> ContractEntry? {
        let statement = try database.cachedStatement(sql: "SELECT vertrag.*, herkunft FROM vertrag LEFT JOIN grundlage ON grundlage.id = vertrag.grundlage WHERE vertrag.id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        var entry = ContractEntry()
        entry.identifier = row["kennung"]
        entry.sha256 = ContractWriter.hex(row["sha256"])
        entry.agreement = row["vereinbarung"]
        entry.title = row["betreff"]
        entry.fileNumber = row["aktenzeichen"]
        entry.number = row["nr"]
        entry.path = row["datei"]
        entry.pages = row["seiten"]
        entry.date = row["datum"]
        entry.source = ContractEntry.Source(rawValue: row["quelle"]) ?? .table
        entry.proof = row["pruefung"]
        if let common: Data = row["herkunft"], let values: String = row["werte"] {
            entry.origin = StoredOrigin(common: Array(common), values: values).origin
        }
        entry.clauses = try entry.origin?.listedClauses ?? clauses(row["auswahl"])
        entry.parties = try parties(of: id, on: entry.date)
        entry.events = try EventWriter(database: database).events(of: id)
        entry.passages = try passages(row["passagen"])
        return entry
    }

    private func clauses(_ selection: Int64?) throws -> [ContractOrigin.Clause] {
        guard let selection else { return [] }
        let statement = try database.cachedStatement(
            sql: "SELECT name, fassung, sha256 FROM auswahl_klausel JOIN klausel ON klausel.id = klausel WHERE auswahl = ? ORDER BY platz")
        return try Row.fetchAll(statement, arguments: [selection]).map {
            ContractOrigin.Clause(name: $0["name"], version: $0["fassung"], sha256: $0["sha256"], reason: nil)
        }
    }

    /// With the names and addresses that held on a day.
    func parties(of contract: Int64, on day: String) throws -> [ContractEntry.Party] {
        let statement = try database.cachedStatement(
            sql: "SELECT rolle, partner, kennung FROM beteiligt JOIN partner ON partner.id = beteiligt.partner WHERE vertrag = ? ORDER BY platz")
        return try Row.fetchAll(statement, arguments: [contract]).map { row in
            ContractEntry.Party(role: row["rolle"], record: try standing(of: row["partner"], on: day), identifier: row["kennung"])
        }
    }

    /// Of a partner's names and addresses the one that held on a day, which is asked for twice.
    static let standingOrder = "ORDER BY ab <= ? DESC, CASE WHEN ab <= ? THEN ab END DESC, ab, plz <> '' DESC, name, strasse, plz, ort, vertretung LIMIT 1"

    /// The name and address of a partner on a day; before all that is known, the first.
    func standing(of partner: Int64, on day: String) throws -> PartyRecord {
        let statement = try database.cachedStatement(
            sql: "SELECT \(PartnerWriter.columns) FROM partner_stand WHERE partner = ? \(ContractReader.standingOrder)")
        return try Row.fetchOne(statement, arguments: [partner, day, day]).map { PartyRecord($0) } ?? PartyRecord(name: "")
    }

    private func passages(_ packed: Data) throws -> [String] {
        let statement = try database.cachedStatement(sql: "SELECT text FROM passage WHERE id = ?")
        return try (PassageWriter.unpacked(packed) ?? []).map { try String.fetchOne(statement, arguments: [$0]) ?? "" }
    }
}
