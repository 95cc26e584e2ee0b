import Findings
import GRDB
import Production

/// A partner with all names and addresses that it had.
package struct PartnerListing: Sendable, Hashable, Encodable {
    package struct Standing: Sendable, Hashable, Encodable {
        /// ISO; empty: from before anything is known.
        package let ab: String
        package let name: String
        package let anschrift: String
        package let vertreten_durch: String
    }

    package let partner: String
    package let vertraege: Int
    /// To these contracts.
    package let nachtraege: Int
    package let staende: [Standing]

    package static func text(_ partners: [PartnerListing]) -> String {
        guard !partners.isEmpty else { return "Kein Partner gefunden." }
        return partners.map { partner in
            let lines = partner.staende.map { standing in
                let details = [standing.name, standing.anschrift, standing.vertreten_durch].filter { !$0.isEmpty }.joined(separator: "; ")
                return standing.ab.isEmpty ? "  \(details)" : "  ab \(Day.shown(standing.ab)): \(details)"
            }
            return (["\(partner.partner)  \(partner.counts)"] + lines).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// „2 Verträge, 1 Nachtrag“
    private var counts: String {
        let contracts = vertraege == 1 ? "1 Vertrag" : "\(vertraege) Verträge"
        return nachtraege == 0 ? contracts : "\(contracts), \(nachtraege == 1 ? "1 Nachtrag" : "\(nachtraege) Nachträge")"
    }
}

/// What becomes new of a partner; `nil` stays as it is.
package struct PartnerChange: Sendable, Hashable {
    package var name: String?
    package var street: String?
    package var postcode: String?
    package var town: String?
    package var representative: String?

    package init() {}
}

extension RegisterStore {
    /// - Parameter text: identifier, or words of names and addresses; empty: all.
    package func partners(_ text: String) throws(Failure) -> [PartnerListing] {
        try read { database in
            let ids = try RegisterStore.partners(text, database)
            let amending = Set(try Int64.fetchAll(database, sql: AmendmentBases.numbers))
            return try ids.map { try RegisterStore.listing($0, amending, database) }.sorted { $0.partner < $1.partner }
        }
    }

    private static func partners(_ text: String, _ database: Database) throws -> [Int64] {
        if let id = try PartnerWriter(database: database).id(ofIdentifier: text) { return [id] }
        let terms = SearchWords(text).terms
        guard !terms.isEmpty else { return try Int64.fetchAll(database, sql: "SELECT id FROM partner") }
        let sets = try terms.map { Set(try Int64.fetchAll(database, sql: "SELECT rowid FROM suche_partner WHERE suche_partner MATCH ?", arguments: [$0.match])) }
        return sets.dropFirst().reduce(sets[0]) { $0.intersection($1) }.sorted()
    }

    /// - Parameter amending: numbers of the origins of amendments.
    private static func listing(_ id: Int64, _ amending: Set<Int64>, _ database: Database) throws -> PartnerListing {
        let rows = try Row.fetchAll(
            database, sql: "SELECT ab, \(PartnerWriter.columns) FROM partner_stand WHERE partner = ? ORDER BY ab, name, strasse, plz, ort, vertretung", arguments: [id])
        var standings: [PartnerListing.Standing] = []
        for row in rows {
            let record = PartyRecord(row)
            let standing = PartnerListing.Standing(ab: row["ab"], name: record.name, anschrift: record.address, vertreten_durch: record.representative)
            // What a later contract only repeats is no news.
            if let last = standings.last, (last.name, last.anschrift, last.vertreten_durch) == (standing.name, standing.anschrift, standing.vertreten_durch) { continue }
            standings.append(standing)
        }
        let bases = try Row.fetchAll(
            database, sql: "SELECT grundlage FROM vertrag WHERE id IN (SELECT vertrag FROM beteiligt WHERE partner = ?)", arguments: [id])
        let amendments = bases.count { row in (row["grundlage"] as Int64?).map(amending.contains) ?? false }
        return PartnerListing(
            partner: try String.fetchOne(database, sql: "SELECT kennung FROM partner WHERE id = ?", arguments: [id]) ?? "",
            vertraege: bases.count - amendments, nachtraege: amendments, staende: standings)
    }

    /// From a day on a partner has another name, address or representative; what was before stays.
    ///
    /// - Parameter day: ISO.
    /// - Throws: ``Failure`` where there is no such partner.
    package func change(_ identifier: String, _ change: PartnerChange, from day: String) throws(Failure) {
        try write { database in
            let id = try partner(identifier, database)
            var record = try ContractReader(database: database).standing(of: id, on: day)
            if let name = change.name, !name.isEmpty { record.name = name }
            if let street = change.street { record.street = street }
            if let postcode = change.postcode { record.postcode = postcode }
            if let town = change.town { record.town = town }
            if let representative = change.representative { record.representative = representative }
            try PartnerWriter(database: database).add(record, to: id, from: day)
        }
    }

    /// Two partners are one: the contracts of the first become the second's.
    ///
    /// - Throws: ``Failure`` where one of them is not there.
    package func merge(_ identifier: String, into other: String) throws(Failure) {
        try write { database in
            let (from, to) = (try partner(identifier, database), try partner(other, database))
            if from != to { try PartnerWriter(database: database).merge(from, into: to) }
        }
    }

    private func partner(_ identifier: String, _ database: Database) throws -> Int64 {
        if let id = try PartnerWriter(database: database).id(ofIdentifier: identifier) { return id }
        throw Failure(
            .inputMissing,
            Finding(
                .fehler, "partner-unbekannt", at: .option(identifier), "Einen Partner „\(identifier)“ gibt es im Register nicht.",
                remedy: "Geben Sie seine Kennung an; „klauselwerk register partner NAME“ zeigt sie."))
    }
}
