import Foundation
import GRDB
import Production

/// Finds contracts. Each condition gives a set of them; what is in all sets is found.
struct RegisterSearch {
    let database: Database
    let size: Int
    private let total: Int
    private let partners: PartnerLinks

    init(_ database: Database) throws {
        self.database = database
        total = try Int.fetchOne(database, sql: "SELECT count(*) FROM vertrag") ?? 0
        partners = try PartnerLinks(database)
        size = (try Int.fetchOne(database, sql: "SELECT max(id) FROM vertrag") ?? 0) + 1
    }

    /// The contracts that a query finds.
    func found(by query: RegisterQuery) throws -> ContractSet {
        var found: ContractSet?
        func cut(_ set: ContractSet) {
            if found == nil { found = set } else { found?.formIntersection(set) }
        }
        let terms = SearchWords(query.words).terms
        for term in terms where !term.isExcluded { cut(try contracts(with: term, among: found)) }
        if !query.clauses.isEmpty { cut(try contracts(withClauses: query.clauses)) }
        if !query.partner.isEmpty { cut(try contracts(ofPartner: query.partner)) }
        if !query.agreement.isEmpty { cut(try set("SELECT id FROM vertrag WHERE vereinbarung = ?", [query.agreement])) }
        if !query.from.isEmpty { cut(try set("SELECT id FROM vertrag WHERE datum >= ?", [query.from])) }
        if !query.until.isEmpty { cut(try set("SELECT id FROM vertrag WHERE datum <> '' AND datum <= ?", [query.until])) }
        var result = try found ?? set("SELECT id FROM vertrag")
        for term in terms where term.isExcluded { result.subtract(try contracts(with: term, among: result)) }
        if !query.withoutClauses.isEmpty { result.subtract(try contracts(withClauses: query.withoutClauses)) }
        if !query.states.isEmpty { try keep(&result, in: query.states, on: query.day) }
        return result
    }

    private func set(_ sql: String, _ arguments: StatementArguments = []) throws -> ContractSet {
        var set = ContractSet(size: size)
        try add(sql, arguments, to: &set)
        return set
    }

    /// - Parameter sql: gives numbers of contracts in its only column.
    private func add(_ sql: String, _ arguments: StatementArguments, to set: inout ContractSet) throws {
        try RowNumbers.forEach(of: sql, arguments, database) { set.insert($0) }
    }

    // MARK: - Conditions

    /// In a passage, in a contract's own data, or in a name or address that one of its partners has or had.
    ///
    /// - Parameter candidates: once all of them are found, nobody asks for more; `nil`: all contracts.
    private func contracts(with term: SearchWords.Term, among candidates: ContractSet?) throws -> ContractSet {
        func isEnough(_ set: ContractSet) -> Bool { candidates?.isSubset(of: set) ?? (set.count == total) }
        var set = ContractSet(size: size)
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: "SELECT block, vertraege FROM passage_vertraege WHERE passage IN (SELECT rowid FROM suche_passage WHERE suche_passage MATCH ?)"),
            arguments: [term.match])
        while let row = try rows.next() {
            let data: Data = row[1]
            if let block = ContractBlock(data) { set.formUnion(block, number: row[0]) }
        }
        if isEnough(set) { return set }
        try add("SELECT rowid FROM suche_vertrag WHERE suche_vertrag MATCH ?", [term.match], to: &set)
        if isEnough(set) { return set }
        try partners.add(with: term, to: &set)
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
            var one = ContractSet(size: size)
            try partners.add(with: term, to: &one)
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
