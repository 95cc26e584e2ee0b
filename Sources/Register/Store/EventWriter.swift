import GRDB

/// Adds events; what is there already is not added again.
struct EventWriter {
    let database: Database

    /// - Returns: how many were new.
    @discardableResult
    func add(_ events: [ContractEvent], to contract: Int64) throws -> Int {
        var added = 0
        for event in events {
            try database.cachedStatement(
                sql: "INSERT INTO ereignis (vertrag, art, rang, datum, wer, wirkung, bemerkung) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
            ).execute(arguments: [contract, event.kind.rawValue, event.kind.rank, event.day, event.who, event.effect, event.remark])
            if database.changesCount > 0 { added += 1 }
            if let reason = event.cancelled { try cancel(event, of: contract, because: reason) }
        }
        return added
    }

    /// - Returns: whether there is such an event that was not cancelled yet.
    @discardableResult
    func cancel(_ event: ContractEvent, of contract: Int64, because reason: String) throws -> Bool {
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO storno (ereignis, grund) SELECT id, ? FROM ereignis
                WHERE vertrag = ? AND art = ? AND datum = ? AND wer = ? AND wirkung = ? AND bemerkung = ?
                """, arguments: [reason, contract, event.kind.rawValue, event.day, event.who, event.effect, event.remark])
        return database.changesCount > 0
    }

    func events(of contract: Int64) throws -> [ContractEvent] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT art, datum, wer, wirkung, bemerkung, grund FROM ereignis LEFT JOIN storno ON storno.ereignis = ereignis.id
                WHERE vertrag = ? ORDER BY datum, rang, wer, wirkung, bemerkung
                """)
        return try Row.fetchAll(statement, arguments: [contract]).compactMap { row in
            let kind: String = row["art"]
            guard let kind = ContractEvent.Kind(rawValue: kind) else { return nil }
            return ContractEvent(kind, on: row["datum"], who: row["wer"], effect: row["wirkung"], remark: row["bemerkung"], cancelled: row["grund"])
        }
    }
}
