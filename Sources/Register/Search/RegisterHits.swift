import GRDB
import Production

/// A contract in a list.
package struct ContractLine: Sendable, Hashable, Encodable {
    package let kennung: String
    package let aktenzeichen: String
    package let partner: String
    package let vereinbarung: String
    package let datum: String
    package let stand: String
    package let datei: String
}

/// What a search has found.
package struct RegisterHits: Sendable, Hashable {
    package let count: Int
    /// By partner, then identifier; at most as many as were asked for.
    package let lines: [ContractLine]

    /// For people.
    package var text: String {
        guard count > 0 else { return "Kein Vertrag gefunden." }
        let rows = lines.map { [$0.kennung, $0.partner, $0.vereinbarung, Day.shown($0.datum), $0.stand] }
        let heads = ["Kennung", "Partner", "Vereinbarung", "Datum", "Stand"]
        let widths = heads.indices.map { column in ([heads] + rows).map { $0[column].count }.max() ?? 0 }
        let table = ([heads] + rows).map { row in
            zip(row, widths).map { text, width in text + String(repeating: " ", count: max(0, width - text.count)) }.joined(separator: "  ").trimmedEnd
        }
        let total = count == 1 ? "1 Vertrag" : "\(count) Verträge"
        return (table + ["", lines.count < count ? "\(total), davon \(lines.count) gezeigt; --alle zeigt alle." : "\(total)."]).joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension RegisterStore {
    /// - Throws: ``Failure`` where the register cannot be read.
    package func search(_ query: RegisterQuery) throws(Failure) -> RegisterHits {
        try read { database in
            let found = try RegisterSearch(database).found(by: query)
            let ids = found.ids
            // All in order of the partners where that costs little; of very many the first in order of the identifier.
            let most = query.limit ?? Int.max
            let shown = ids.count <= max(most, 2_000) ? ids : try RegisterStore.first(most, of: found, database)
            let sorted = try RegisterStore.sorted(shown, on: query.day, database)
            return RegisterHits(count: ids.count, lines: try sorted.prefix(most).compactMap { try RegisterStore.line($0, on: query.day, database) })
        }
    }

    /// By partner, then identifier: names are read at once and folded once, for only the first lines are wanted.
    private static func sorted(_ ids: [Int64], on day: String, _ database: Database) throws -> [Int64] {
        struct Key: Comparable {
            let id: Int64
            let identifier: String
            var name: String

            static func < (a: Key, b: Key) -> Bool { (a.name, a.identifier) < (b.name, b.identifier) }
        }
        let day = day.isEmpty ? "9999-12-31" : day
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT vertrag.id, kennung, (SELECT name FROM partner_stand WHERE partner_stand.partner = beteiligt.partner \(ContractReader.standingOrder))
                FROM vertrag LEFT JOIN beteiligt ON beteiligt.vertrag = vertrag.id
                WHERE vertrag.id IN (SELECT value FROM json_each(?)) ORDER BY vertrag.id, platz
                """, arguments: [day, day, "[" + ids.map(String.init).joined(separator: ",") + "]"])
        var keys: [Key] = []
        while let row = try rows.next() {
            let name: String = row[2] ?? ""
            if let last = keys.indices.last, keys[last].id == row[0] { keys[last].name += ", " + name } else { keys.append(Key(id: row[0], identifier: row[1], name: name)) }
        }
        for index in keys.indices { keys[index].name = GermanFolding.fold(keys[index].name) }
        return keys.sorted().map(\.id)
    }

    /// The identifiers of all contracts that a query finds, sorted.
    package func identifiers(_ query: RegisterQuery) throws(Failure) -> [String] {
        try read { database in
            let found = try RegisterSearch(database).found(by: query)
            let statement = try database.cachedStatement(sql: "SELECT kennung FROM vertrag WHERE id = ?")
            return try found.ids.compactMap { try String.fetchOne(statement, arguments: [$0]) }.sorted()
        }
    }

    private static func first(_ most: Int, of found: ContractSet, _ database: Database) throws -> [Int64] {
        var first: [Int64] = []
        let ids = try Int64.fetchCursor(database, sql: "SELECT id FROM vertrag ORDER BY kennung")
        while first.count < most, let id = try ids.next() {
            if found.contains(id) { first.append(id) }
        }
        return first
    }

    private static func line(_ id: Int64, on day: String, _ database: Database) throws -> ContractLine? {
        let statement = try database.cachedStatement(sql: "SELECT kennung, aktenzeichen, vereinbarung, datum, datei FROM vertrag WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        let reader = ContractReader(database: database)
        let day = day.isEmpty ? "9999-12-31" : day
        let parties = try reader.parties(of: id, on: day).map(\.record.name)
        let state = ContractEvent.state(after: try EventWriter(database: database).events(of: id), on: day)
        return ContractLine(
            kennung: row["kennung"], aktenzeichen: row["aktenzeichen"], partner: parties.joined(separator: ", "), vereinbarung: row["vereinbarung"],
            datum: row["datum"], stand: state.inGerman, datei: row["datei"])
    }
}
