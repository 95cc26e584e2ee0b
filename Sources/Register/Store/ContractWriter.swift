import Checksum
import Foundation
import GRDB
import PageMarks
import Production

/// Puts contracts into the tables, within one transaction. What is there already is left as it is, and completed where the register knows less than
/// what comes; so taking the same in twice, or again after an abrupt end, comes to the same.
struct ContractWriter {
    enum Outcome: Sendable, Hashable {
        case new
        /// It was there and has learned something.
        case completed
        case unchanged
    }

    let database: Database
    /// The path as it is kept.
    let kept: (String) -> String

    func take(_ entry: ContractEntry) throws -> Outcome {
        let entry = entry.storable
        if let row = try known(entry) { return try complete(row, with: entry) ? .completed : .unchanged }
        try insert(entry)
        return .new
    }

    private func known(_ entry: ContractEntry) throws -> Row? {
        if !entry.sha256.isEmpty, let row = try row("sha256", ContractWriter.blob(entry.sha256)) { return row }
        let identifier = entry.identifier.isEmpty ? ContractEntry.identifier(ofChecksum: entry.sha256) : entry.identifier
        return try row("kennung", identifier)
    }

    private func row(_ column: String, _ value: (any DatabaseValueConvertible)?) throws -> Row? {
        let statement = try database.cachedStatement(
            sql: "SELECT id, sha256, datei, seiten, betreff, aktenzeichen, datum, nr, pruefung, auswahl, grundlage, passagen FROM vertrag WHERE \(column) = ?")
        return try Row.fetchOne(statement, arguments: [value])
    }

    // MARK: - New ones

    private func insert(_ entry: ContractEntry) throws {
        let path = entry.path.isEmpty ? "" : kept(entry.path)
        let origin = entry.origin.map { StoredOrigin($0) }
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO vertrag (kennung, sha256, vereinbarung, betreff, aktenzeichen, nr, datei, seiten, datum, quelle, pruefung, auswahl, grundlage, werte, passagen)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, x'')
                """)
        let identifier = entry.identifier.isEmpty ? ContractEntry.identifier(ofChecksum: entry.sha256) : entry.identifier
        try statement.execute(arguments: [
            identifier, ContractWriter.blob(entry.sha256), entry.agreement, entry.title, entry.fileNumber, entry.number, path, entry.pages, entry.date,
            entry.source.rawValue, entry.proof, try selection(entry.clauses), try base(origin), origin?.values,
        ])
        let id = database.lastInsertedRowID
        let own = try keep(entry.passages, of: id)
        try join(entry.parties, to: id, from: entry.date)
        try EventWriter(database: database).add(entry.events, to: id)
        try supersede(at: path, by: id, identifier, on: entry.date)
        try index(id, entry, own, identifier: identifier, path: path)
    }

    /// - Returns: the passages that no contract had before.
    private func keep(_ passages: [String], of id: Int64) throws -> [String] {
        guard !passages.isEmpty else { return [] }
        let (ids, own) = try PassageWriter(database: database).keep(passages, for: id)
        try set("passagen", PassageWriter.packed(ids), of: id)
        return own
    }

    /// A contract that lay at the same place was replaced by this one.
    private func supersede(at path: String, by id: Int64, _ identifier: String, on day: String) throws {
        guard !path.isEmpty, !day.isEmpty else { return }
        // What the index is restricted to has to stand here too, or SQLite reads the whole table.
        let statement = try database.cachedStatement(sql: "SELECT id, kennung FROM vertrag WHERE datei = ? AND datei <> '' AND id <> ?")
        for row in try Row.fetchAll(statement, arguments: [path, id]) {
            let old: Int64 = row["id"]
            try EventWriter(database: database).add([ContractEvent(.replaced, on: day, remark: "durch \(identifier)")], to: old)
            try database.execute(sql: "UPDATE vertrag SET datei = '' WHERE id = ?", arguments: [old])
        }
    }

    // MARK: - Known ones

    private func complete(_ row: Row, with entry: ContractEntry) throws -> Bool {
        let id: Int64 = row["id"]
        let before = database.totalChangesCount
        func fill(_ column: String, _ value: String) throws {
            let old: String = row[column]
            if old.isEmpty, !value.isEmpty { try set(column, value, of: id) }
        }
        try fill("betreff", entry.title)
        try fill("aktenzeichen", entry.fileNumber)
        try fill("nr", entry.number)
        try fill("datum", entry.date)
        if row["sha256"] == nil, !entry.sha256.isEmpty { try set("sha256", ContractWriter.blob(entry.sha256), of: id) }
        if row["seiten"] == nil, let pages = entry.pages { try set("seiten", pages, of: id) }
        let proof: String = row["pruefung"]
        if !entry.proof.isEmpty, entry.proof != proof { try set("pruefung", entry.proof, of: id) }
        let path = entry.path.isEmpty ? "" : kept(entry.path)
        let oldPath: String = row["datei"]
        if !path.isEmpty, path != oldPath { try set("datei", path, of: id) }
        if row["grundlage"] == nil, let origin = entry.origin {
            let stored = StoredOrigin(origin)
            try set("grundlage", try base(stored), of: id)
            try set("werte", stored.values, of: id)
            try set("auswahl", try selection(entry.clauses), of: id)
            try replaceParties(of: id, by: entry)
        } else if row["auswahl"] == nil, !entry.clauses.isEmpty {
            try set("auswahl", try selection(entry.clauses), of: id)
        }
        let packed: Data = row["passagen"]
        if packed.isEmpty { _ = try keep(entry.passages, of: id) }
        try EventWriter(database: database).add(entry.events, to: id)
        guard database.totalChangesCount != before else { return false }
        try reindex(id)
        return true
    }

    private func set(_ column: String, _ value: (any DatabaseValueConvertible)?, of id: Int64) throws {
        try database.cachedStatement(sql: "UPDATE vertrag SET \(column) = ? WHERE id = ?").execute(arguments: [value, id])
    }

    // MARK: - What contracts share

    private func selection(_ clauses: [ContractOrigin.Clause]) throws -> Int64? {
        guard !clauses.isEmpty else { return nil }
        let key = Data(ContractWriter.digest(clauses.map { "\($0.name) \($0.version) \($0.sha256)" }.joined(separator: "\n")))
        let find = try database.cachedStatement(sql: "SELECT id FROM auswahl WHERE sha256 = ?")
        if let id = try Int64.fetchOne(find, arguments: [key]) { return id }
        try database.execute(sql: "INSERT INTO auswahl (sha256) VALUES (?)", arguments: [key])
        let id = database.lastInsertedRowID
        for (place, clause) in clauses.enumerated() {
            try database.execute(
                sql: "INSERT OR IGNORE INTO klausel (name, fassung, sha256) VALUES (?, ?, ?)", arguments: [clause.name, clause.version, clause.sha256])
            try database.execute(
                sql: "INSERT INTO auswahl_klausel SELECT ?, ?, id FROM klausel WHERE name = ? AND fassung = ? AND sha256 = ?",
                arguments: [id, place, clause.name, clause.version, clause.sha256])
        }
        return id
    }

    private func base(_ origin: StoredOrigin?) throws -> Int64? {
        guard let origin else { return nil }
        let key = Data(origin.common.withUnsafeBytes { SHA256.digest(of: $0) })
        let find = try database.cachedStatement(sql: "SELECT id FROM grundlage WHERE sha256 = ?")
        if let id = try Int64.fetchOne(find, arguments: [key]) { return id }
        try database.execute(sql: "INSERT INTO grundlage (sha256, herkunft) VALUES (?, ?)", arguments: [key, Data(origin.common)])
        return database.lastInsertedRowID
    }

    // MARK: - Partners

    private func join(_ parties: [ContractEntry.Party], to id: Int64, from day: String) throws {
        let writer = PartnerWriter(database: database)
        let statement = try database.cachedStatement(sql: "INSERT INTO beteiligt (vertrag, platz, rolle, partner) VALUES (?, ?, ?, ?)")
        for (place, party) in parties.enumerated() {
            let partner = try writer.id(of: party.record, identifier: party.identifier, from: day)
            try statement.execute(arguments: [id, place, party.role, partner])
        }
    }

    /// The file names its partners with their addresses; a list named them by name only.
    private func replaceParties(of id: Int64, by entry: ContractEntry) throws {
        guard !entry.parties.isEmpty else { return }
        let old = try Int64.fetchAll(database, sql: "SELECT partner FROM beteiligt WHERE vertrag = ? ORDER BY platz", arguments: [id])
        let writer = PartnerWriter(database: database)
        if old.count == 1, entry.parties.count == 1 { try writer.learn(entry.parties[0].record, of: old[0], from: entry.date) }
        try database.execute(sql: "DELETE FROM beteiligt WHERE vertrag = ?", arguments: [id])
        try join(entry.parties, to: id, from: entry.date)
        try writer.removeUnused(old)
    }

    // MARK: - Words

    private func index(_ id: Int64, _ entry: ContractEntry, _ own: [String], identifier: String, path: String) throws {
        let given = entry.origin?.values.filter(\.source.isGiven).map { RecordedText($0.content).oneLine } ?? []
        let mark = entry.origin?.settings.mark.map(PageMark.grouped) ?? ""
        try ContractWords.write(
            [mark, identifier, entry.agreement, entry.title, entry.fileNumber, entry.number, path] + given, own, of: id, database)
    }

    func reindex(_ id: Int64) throws {
        guard let entry = try ContractReader(database: database).entry(id) else { return }
        try index(id, entry, try PassageWriter(database: database).own(of: id), identifier: entry.identifier, path: entry.path)
    }

    // MARK: - Checksums

    /// 32 bytes of 64 digits; `nil` for anything else.
    static func blob(_ hex: String) -> Data? {
        let digits = hex.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x61...0x66: byte - 0x61 + 10
            default: nil
            }
        }
        guard digits.count == 64, hex.utf8.count == 64 else { return nil }
        return Data(stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }

    static func hex(_ data: Data?) -> String { (data ?? Data()).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    static func digest(_ text: String) -> [UInt8] { Array(text.utf8).withUnsafeBytes { SHA256.digest(of: $0) } }
}

/// The words of a contract: names, numbers, given values, and passages that it alone has.
enum ContractWords {
    /// A word that nobody types, so that no phrase runs from one passage into the next (`unicode61` takes characters for private use for letters).
    private static let border = "\n\u{E000}\n"

    static func write(_ words: [String], _ passages: [String], of id: Int64, _ database: Database) throws {
        let parts = [words.filter { !$0.isEmpty }.joined(separator: "\n")] + passages
        let folded = parts.map { GermanFolding.fold($0) }.joined(separator: border)
        try database.cachedStatement(sql: "DELETE FROM suche_vertrag WHERE rowid = ?").execute(arguments: [id])
        try database.cachedStatement(sql: "INSERT INTO suche_vertrag (rowid, worte) VALUES (?, ?)").execute(arguments: [id, folded])
    }
}
