import Foundation
import GRDB
import Production

/// Finds contracts. Each condition gives a set of them; what is in all sets is found.
struct RegisterSearch {
    let database: Database
    let size: Int

    init(_ database: Database) throws {
        self.database = database
        size = (try Int.fetchOne(database, sql: "SELECT max(id) FROM vertrag") ?? 0) + 1
    }

    /// The contracts that a query finds.
    func found(by query: RegisterQuery) throws -> ContractSet {
        var found: ContractSet?
        func cut(_ set: ContractSet) {
            if found == nil { found = set } else { found?.formIntersection(set) }
        }
        let terms = SearchWords(query.words).terms
        for term in terms where !term.isExcluded { cut(try contracts(with: term)) }
        if !query.clauses.isEmpty { cut(try contracts(withClauses: query.clauses)) }
        if !query.partner.isEmpty { cut(try contracts(ofPartner: query.partner)) }
        if !query.agreement.isEmpty { cut(try set("SELECT id FROM vertrag WHERE vereinbarung = ?", [query.agreement])) }
        if !query.from.isEmpty { cut(try set("SELECT id FROM vertrag WHERE datum >= ?", [query.from])) }
        if !query.until.isEmpty { cut(try set("SELECT id FROM vertrag WHERE datum <> '' AND datum <= ?", [query.until])) }
        var result = try found ?? set("SELECT id FROM vertrag")
        for term in terms where term.isExcluded { result.subtract(try contracts(with: term)) }
        if !query.withoutClauses.isEmpty { result.subtract(try contracts(withClauses: query.withoutClauses)) }
        if !query.states.isEmpty { try keep(&result, in: query.states, on: query.day) }
        return result
    }

    private func set(_ sql: String, _ arguments: StatementArguments = []) throws -> ContractSet {
        var set = ContractSet(size: size)
        try add(sql, arguments, to: &set)
        return set
    }

    /// All at once, as one text of numbers: to ask SQLite for each of 100,000 rows took three times as long.
    ///
    /// - Parameter sql: gives numbers of contracts in its only column.
    private func add(_ sql: String, _ arguments: StatementArguments, to set: inout ContractSet) throws {
        let list = try Data.fetchOne(
            try database.cachedStatement(sql: "WITH gefunden(id) AS (\(sql)) SELECT group_concat(id) FROM gefunden"), arguments: arguments)
        guard let list, !list.isEmpty else { return }
        list.withUnsafeBytes { bytes in
            var id: Int64 = 0
            for byte in bytes {
                if byte == UInt8(ascii: ",") {
                    set.insert(id)
                    id = 0
                } else {
                    // Row numbers, which SQLite has written: positive and of at most 19 digits.
                    id = id &* 10 &+ Int64(byte & 0x0F)
                }
            }
            set.insert(id)
        }
    }

    // MARK: - Conditions

    /// In a passage, in a contract's own data, or in a name or address that one of its partners has or had.
    private func contracts(with term: SearchWords.Term) throws -> ContractSet {
        var set = ContractSet(size: size)
        try add(
            "SELECT vertrag FROM vertrag_passage WHERE passage IN (SELECT rowid FROM suche_passage WHERE suche_passage MATCH ?)", [term.match], to: &set)
        try add("SELECT rowid FROM suche_vertrag WHERE suche_vertrag MATCH ?", [term.match], to: &set)
        try add(
            "SELECT vertrag FROM beteiligt WHERE partner IN (SELECT rowid FROM suche_partner WHERE suche_partner MATCH ?)", [term.match], to: &set)
        return set
    }

    private func contracts(withClauses clauses: [String]) throws -> ContractSet {
        let asked = clauses.map { ClauseAsked($0) }
        var set = ContractSet(size: size)
        let rows = try Row.fetchAll(database, sql: "SELECT id, name, fassung FROM klausel")
        for row in rows where asked.contains(where: { $0.holds(name: row["name"], version: row["fassung"]) }) {
            try add(
                "SELECT id FROM vertrag WHERE auswahl IN (SELECT auswahl FROM auswahl_klausel WHERE klausel = ?)", [row["id"] as Int64], to: &set)
        }
        return set
    }

    private func contracts(ofPartner text: String) throws -> ContractSet {
        if let id = try PartnerWriter(database: database).id(ofIdentifier: text) { return try set("SELECT vertrag FROM beteiligt WHERE partner = ?", [id]) }
        var found: ContractSet?
        for term in SearchWords(text).terms {
            let one = try set(
                "SELECT vertrag FROM beteiligt WHERE partner IN (SELECT rowid FROM suche_partner WHERE suche_partner MATCH ?)", [term.match])
            if found == nil { found = one } else { found?.formIntersection(one) }
        }
        return found ?? ContractSet(size: size)
    }

    /// The last event up to the day that says a state; contracts without any were made.
    private func keep(_ found: inout ContractSet, in states: Set<ContractEvent.Kind>, on day: String) throws {
        var others = ContractSet(size: size)
        var hasEvent = ContractSet(size: size)
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT vertrag, rang FROM ereignis INDEXED BY ereignis_stand
                    WHERE datum <= ? AND rang <> ? AND id NOT IN (SELECT ereignis FROM storno) ORDER BY vertrag DESC, datum DESC, rang DESC
                    """), arguments: [day.isEmpty ? "9999-12-31" : day, ContractEvent.Kind.amended.rank])
        let ranks = Set(states.map(\.rank))
        while let row = try rows.next() {
            let id: Int64 = row[0]
            guard !hasEvent.contains(id) else { continue }
            hasEvent.insert(id)
            if !ranks.contains(row[1]) { others.insert(id) }
        }
        found.subtract(others)
        guard !states.contains(.made) else { return }
        var silent = found
        silent.subtract(hasEvent)
        found.subtract(silent)
    }
}
