import Findings
import Foundation
import GRDB
import Production

extension RegisterStore {
    /// Removes contracts for good, with their amendments: from the tables, the search index and the free room of the file; the log keeps only the day and
    /// how many. The PDF are not touched.
    ///
    /// - Parameters:
    ///   - identifiers: of the contracts.
    ///   - day: ISO; for the log.
    /// - Throws: ``Failure`` where one of them is not there, or the register cannot be written; nothing is removed then.
    package func remove(_ identifiers: [String], on day: String) throws(Failure) {
        guard !identifiers.isEmpty else { return }
        try write { database in
            let find = try database.makeStatement(sql: "SELECT id FROM vertrag WHERE kennung = ?")
            let identifiers = try RegisterStore.withAmendments(identifiers, database)
            for identifier in identifiers {
                guard let id = try Int64.fetchOne(find, arguments: [identifier]) else { throw RegisterContracts.unknown(identifier, path) }
                try RegisterStore.remove(id, database)
            }
            try RegisterStore.sweep(database)
            try database.execute(sql: "INSERT INTO protokoll (tag, was, anzahl) VALUES (?, 'geloescht', ?)", arguments: [day, identifiers.count])
            // An index keeps words of what was deleted until it is written anew (FTS5: secure-delete comes with SQLite 3.42 only).
            for index in ["suche_passage", "suche_vertrag", "suche_partner"] { try database.execute(sql: "INSERT INTO \(index) (\(index)) VALUES ('rebuild')") }
        }
        try wipe()
    }

    /// Contracts and their amendments, which say as much of the partner and end with the contract.
    package func withAmendments(_ identifiers: [String]) throws(Failure) -> [String] { try read { try RegisterStore.withAmendments(identifiers, $0) } }

    private static func withAmendments(_ identifiers: [String], _ database: Database) throws -> [String] {
        var sums: Set<String> = []
        let find = try database.makeStatement(sql: "SELECT sha256 FROM vertrag WHERE kennung = ?")
        for identifier in identifiers {
            if let sum = try Data.fetchOne(find, arguments: [identifier]) { sums.insert(ContractWriter.hex(sum)) }
        }
        var found = identifiers
        var known = Set(identifiers)
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT vertrag.kennung AS kennung, grundlage.herkunft AS herkunft FROM grundlage JOIN vertrag ON vertrag.grundlage = grundlage.id
                WHERE \(AmendmentBases.condition) ORDER BY vertrag.kennung
                """)
        while let row = try rows.next() {
            let common: Data = row["herkunft"]
            let identifier: String = row["kennung"]
            guard let contract = ContractOrigin(json: Array(common))?.amendment?.contract, sums.contains(contract), known.insert(identifier).inserted else { continue }
            found.append(identifier)
        }
        return found
    }

    private static func remove(_ id: Int64, _ database: Database) throws {
        let packed = try Data.fetchOne(database, sql: "SELECT passagen FROM vertrag WHERE id = ?", arguments: [id]) ?? Data()
        try PassageWriter(database: database).release(PassageWriter.unpacked(packed) ?? [], of: id)
        try database.execute(sql: "INSERT INTO loeschung (vertrag) VALUES (?)", arguments: [id])
        try database.execute(sql: "DELETE FROM storno WHERE ereignis IN (SELECT id FROM ereignis WHERE vertrag = ?)", arguments: [id])
        try database.execute(sql: "DELETE FROM ereignis WHERE vertrag = ?", arguments: [id])
        try database.execute(sql: "DELETE FROM loeschung")
        try database.execute(sql: "DELETE FROM suche_vertrag WHERE rowid = ?", arguments: [id])
        try database.execute(sql: "DELETE FROM vertrag WHERE id = ?", arguments: [id])
    }

    /// What no contract needs any more: passages, selections, origins, clauses, partners.
    static func sweep(_ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM suche_passage WHERE rowid IN (SELECT id FROM passage WHERE vertraege < 1);
                DELETE FROM passage WHERE vertraege < 1;
                DELETE FROM auswahl WHERE id NOT IN (SELECT auswahl FROM vertrag WHERE auswahl IS NOT NULL);
                DELETE FROM klausel WHERE id NOT IN (SELECT klausel FROM auswahl_klausel);
                DELETE FROM grundlage WHERE id NOT IN (SELECT grundlage FROM vertrag WHERE grundlage IS NOT NULL);
                DELETE FROM suche_partner WHERE rowid NOT IN (SELECT partner FROM beteiligt);
                DELETE FROM partner WHERE id NOT IN (SELECT partner FROM beteiligt);
                """)
    }

    /// Writes the file anew and empties its log, so that no byte of what was removed stays in either.
    private func wipe() throws(Failure) {
        try maintain { database in
            try database.execute(sql: "VACUUM")
            _ = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// Contracts whose retention period is over on a day: what ended – by notice, expiry or replacement – at least so many years before, with the year's
    /// end as files are kept.
    ///
    /// - Parameter years: how many full calendar years after the year of the end.
    package func expired(on day: String, years: Int) throws(Failure) -> [String] {
        guard let year = Int(day.prefix(4)) else { return [] }
        var query = RegisterQuery()
        query.states = [.terminated, .expired, .replaced]
        query.day = day
        return try read { database in
            try RegisterSearch(database).found(by: query).ids.compactMap { id in
                let events = try EventWriter(database: database).events(of: id).filter { $0.cancelled == nil && query.states.contains($0.kind) }
                let ends = events.map { max($0.day, $0.effect) }.compactMap { Int($0.prefix(4)) }
                guard let last = ends.max(), last + years < year else { return nil }
                return try String.fetchOne(database, sql: "SELECT kennung FROM vertrag WHERE id = ?", arguments: [id])
            }.sorted()
        }
    }
}

/// What the register keeps about persons, for the office's record of processing activities (Art. 30 DSGVO).
package enum PersonalData {
    package static let text = """
        Das Register enthält über Personen:
          Partner, die Personen sind oder deren Name Personen nennt: Name, Anschrift, jede frühere Fassung mit dem Tag, ab dem sie galt
          Wer einen Partner vertritt: Name, Titel, Amt, wie im Vertrag angegeben
          Werte, die für einen Vertrag angegeben wurden, soweit er sie druckt oder nach ihnen entschieden hat (was „klauselwerk auslesen“ unter „Werte“ zeigt)
          Wortlaut der Verträge, mit den Namen darin, auch im Suchverzeichnis
          Ereignisse: Tag, und wer versandt, unterschrieben oder gekündigt hat; Bemerkungen, die jemand dazu geschrieben hat
          Ort und Name der PDF-Datei, die oft nach dem Partner heißt
        Nicht enthalten sind: wer am Rechner gearbeitet hat, wann etwas eingetragen wurde, die PDF-Dateien selbst.
        „register loeschen“ nimmt einen Vertrag mit allem, was nur er braucht, aus Tabellen und Suchverzeichnis und schreibt die Datei neu; das Protokoll behält \
        Tag und Anzahl. Die nächste Sicherung enthält ihn nicht mehr; ältere Sicherungen löschen Sie selbst, ebenso die PDF.
        """
}
