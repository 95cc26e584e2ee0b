import Findings
import GRDB
import Production

/// One contract, by what people type.
enum RegisterContracts {
    /// - Returns: the number of the contract with that identifier, or whose identifier alone begins so, or with that file number.
    static func id(of text: String, _ database: Database, _ path: String) throws -> Int64 {
        if let id = try Int64.fetchOne(database, sql: "SELECT id FROM vertrag WHERE kennung = ?", arguments: [text]) { return id }
        var found = try Int64.fetchAll(database, sql: "SELECT id FROM vertrag WHERE aktenzeichen = ? AND aktenzeichen <> '' LIMIT 2", arguments: [text])
        if found.isEmpty, text.count >= 4 {
            found = try Int64.fetchAll(
                database, sql: "SELECT id FROM vertrag WHERE kennung >= ? AND kennung < ? LIMIT 2", arguments: [text, text + "\u{10FFFF}"])
        }
        guard let id = found.first else { throw unknown(text, path) }
        guard found.count == 1 else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "vertrag-mehrdeutig", at: .option(text), "Mehrere Verträge passen auf „\(text)“.",
                    remedy: "Geben Sie die ganze Kennung an; „klauselwerk register suchen“ zeigt sie."))
        }
        return id
    }

    static func unknown(_ text: String, _ path: String) -> Failure {
        Failure(
            .inputMissing,
            Finding(
                .fehler, "vertrag-unbekannt", at: .option(text), "Einen Vertrag „\(text)“ gibt es im Register nicht.",
                remedy: "Geben Sie Kennung oder Aktenzeichen an; „klauselwerk register suchen“ zeigt sie."))
    }
}

extension RegisterStore {
    /// - Parameter text: identifier, its beginning, or file number.
    /// - Throws: ``Failure`` where there is no such contract, or several.
    package func contract(_ text: String) throws(Failure) -> ContractEntry {
        try read { database in
            let id = try RegisterContracts.id(of: text, database, path)
            guard let entry = try ContractReader(database: database).entry(id) else { throw RegisterContracts.unknown(text, path) }
            return entry
        }
    }

    /// - Returns: the contract's identifier, and whether the event is new.
    @discardableResult
    package func add(_ event: ContractEvent, to text: String) throws(Failure) -> (identifier: String, isNew: Bool) {
        try write { database in
            let id = try RegisterContracts.id(of: text, database, path)
            let added = try EventWriter(database: database).add([event], to: id)
            return (try String.fetchOne(database, sql: "SELECT kennung FROM vertrag WHERE id = ?", arguments: [id]) ?? text, added > 0)
        }
    }

    /// Takes back the event of a kind and day; it stays visible.
    ///
    /// - Throws: ``Failure`` where there is no such event, or several.
    package func cancel(_ kind: ContractEvent.Kind, on day: String, of text: String, because reason: String) throws(Failure) {
        try write { database in
            let id = try RegisterContracts.id(of: text, database, path)
            let writer = EventWriter(database: database)
            let fitting = try writer.events(of: id).filter { $0.kind == kind && $0.day == day && $0.cancelled == nil }
            guard let event = fitting.first, fitting.count == 1 else {
                throw Failure(
                    .data,
                    Finding(
                        .fehler, "ereignis-unbekannt", at: .option(text),
                        "Ein Ereignis „\(kind.inGerman)“ am \(Day.shown(day)), das gilt, \(fitting.isEmpty ? "gibt es bei diesem Vertrag nicht" : "gibt es bei diesem Vertrag mehrmals").",
                        remedy: "„klauselwerk register zeigen“ zeigt, was eingetragen ist."))
            }
            try writer.cancel(event, of: id, because: reason)
        }
    }

    /// Gives a contract the office's own number.
    package func setFileNumber(_ number: String, of text: String) throws(Failure) {
        try write { database in
            let id = try RegisterContracts.id(of: text, database, path)
            try database.execute(sql: "UPDATE vertrag SET aktenzeichen = ? WHERE id = ?", arguments: [number, id])
            try ContractWriter(database: database, kept: { $0 }).reindex(id)
        }
    }
}
