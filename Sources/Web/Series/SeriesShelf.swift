import Foundation
import GRDB
import Tables

/// Where series are kept: what is decided about them in the database, tables and contracts beside it.
struct SeriesShelf: Sendable {
    let store: Store

    var place: SeriesPlace { SeriesPlace(data: store.folder) }

    static let step = StoreStep(name: "3 Serien") { db in
        try db.execute(
            sql: """
                CREATE TABLE serie (
                    id TEXT PRIMARY KEY NOT NULL,
                    person TEXT NOT NULL,
                    vereinbarung TEXT NOT NULL,
                    name TEXT NOT NULL,
                    datei TEXT NOT NULL,
                    tabelle INTEGER NOT NULL,
                    berichtigt TEXT NOT NULL,
                    tag TEXT NOT NULL,
                    nur_gueltige INTEGER NOT NULL,
                    stand TEXT NOT NULL,
                    ergebnis TEXT NOT NULL,
                    version INTEGER NOT NULL,
                    angelegt REAL NOT NULL,
                    geaendert REAL NOT NULL
                ) WITHOUT ROWID
                """)
        try db.execute(sql: "CREATE INDEX serie_person ON serie (person, geaendert)")
    }

    /// What came later: values and files for all rows, a print run, and who else may work on it, by the names of the sign-on.
    static let later = StoreStep(name: "6 Serien teilen und drucken") { db in
        for column in ["werte TEXT NOT NULL DEFAULT '{}'", "dateien INTEGER NOT NULL DEFAULT 0", "druck TEXT NOT NULL DEFAULT ''"] {
            try db.execute(sql: "ALTER TABLE serie ADD COLUMN \(column)")
        }
        try db.execute(
            sql: """
                CREATE TABLE serienteilung (
                    serie TEXT NOT NULL REFERENCES serie (id) ON DELETE CASCADE,
                    person TEXT NOT NULL,
                    PRIMARY KEY (serie, person)
                ) WITHOUT ROWID
                """)
        try db.execute(sql: "CREATE INDEX serienteilung_person ON serienteilung (person)")
    }

    /// And files for Word.
    static let word = StoreStep(name: "7 Word-Dateien einer Serie") { db in try db.execute(sql: "ALTER TABLE serie ADD COLUMN word INTEGER NOT NULL DEFAULT 0") }

    /// And whether they enter the register.
    static let register = StoreStep(name: "11 Serien ins Register") { db in try db.execute(sql: "ALTER TABLE serie ADD COLUMN register INTEGER NOT NULL DEFAULT 0") }

    /// Mended cells of one series.
    static let mostChanges = 20_000

    private var shelf: OwnedShelf<ContractSeries> {
        OwnedShelf(
            store: store, table: "serie", shares: .init(table: "serienteilung", column: "serie", denied: .notYourSeries), folderName: SeriesPlace.folderName,
            missing: .noSeries, item: Self.series)
    }

    enum Outcome: Sendable {
        case saved(ContractSeries)
        /// Somebody else has changed it meanwhile: as it stands now.
        case overtaken(ContractSeries)
    }

    /// A new series with the table that was sent.
    func begin(_ agreement: String, name: String, _ file: ReceivedFile, owner: String) async throws -> ContractSeries {
        let now = GermanTime.now()
        let series = ContractSeries(id: Secret.make(), owner: owner, agreement: agreement, name: name, fileName: file.name, created: now, changed: now)
        try await shelf.insert(
            series.id, of: owner, files: [(file, place.table(series))],
            [
                "vereinbarung": agreement, "name": name, "datei": file.name, "tabelle": 1, "berichtigt": "[]", "tag": "", "nur_gueltige": false, "stand": series.state.rawValue,
                "ergebnis": "", "version": 1, "angelegt": now, "geaendert": now,
            ])
        return series
    }

    /// Another table in place of the one there is. What was mended in that is gone with it.
    func replaceTable(of id: String, owner: String, with file: ReceivedFile) async throws {
        var next = try await series(id, of: owner)
        guard !next.state.isBusy else { throw Problem.seriesRuns }
        let old = next
        next.table += 1
        try keep(file, as: next)
        let table = next.table
        do {
            try await update(id, of: owner) { series in
                guard !series.state.isBusy, series.table == old.table else { throw Problem.seriesRuns }
                series.table = table
                series.fileName = file.name
                series.changes = []
                series.version += 1
                series.state = .open
                series.told = ""
            }
        } catch {
            try? FileManager.default.removeItem(atPath: place.tableFolder(next))
            throw error
        }
        try? FileManager.default.removeItem(atPath: place.tableFolder(old))
    }

    /// The series of a person, changed last first.
    func all(of owner: String) async throws -> [ContractSeries] { try await shelf.all(of: owner, by: "geaendert", most: 500) }

    /// Those that a server has left in the middle or not yet begun, the oldest order first.
    func busy() async throws -> [ContractSeries] {
        try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM serie WHERE stand IN ('laeuft', 'wartet') ORDER BY stand, geaendert, id").map(Self.series)
        }
    }

    func series(_ id: String, of owner: String) async throws -> ContractSeries { try await shelf.find(id, of: owner) }

    /// Changes a series in one go, whatever version it has.
    @discardableResult
    func update(_ id: String, of owner: String, _ change: @escaping @Sendable (inout ContractSeries) throws -> Void) async throws -> ContractSeries {
        try await shelf.change(id, of: owner) { series, db in
            var series = series
            try change(&series)
            try Self.save(series, in: db)
            return series
        }
    }

    /// Notes mended cells, unless somebody else has changed the table since `version`.
    func mend(_ id: String, of owner: String, from version: Int, _ changes: [CellChange]) async throws -> Outcome {
        try await shelf.change(id, of: owner) { series, db in
            var series = series
            guard !changes.isEmpty else { return .saved(series) }
            guard !series.state.isBusy else { throw Problem.seriesRuns }
            guard series.version == version else { return .overtaken(series) }
            for change in changes {
                series.changes.removeAll { $0.sheet == change.sheet && $0.row == change.row && $0.column == change.column }
                series.changes.append(change)
            }
            guard series.changes.count <= Self.mostChanges else { throw Problem.tooLarge("\(Self.mostChanges) berichtigte Zellen") }
            series.version += 1
            if series.state == .done || series.state == .failed { series.state = .open }
            try Self.save(series, in: db)
            return .saved(series)
        }
    }

    func sharers(of id: String) async throws -> [String] { try await shelf.sharers(of: id) }

    func share(_ id: String, of owner: String, with person: String, isShared: Bool) async throws { try await shelf.share(id, of: owner, with: person, isShared: isShared) }

    /// With its table and all contracts that lie here.
    func delete(_ id: String, of owner: String) async throws {
        try await shelf.delete(id, of: owner) { series in
            guard !series.state.isBusy else { throw Problem.seriesRuns }
        }
    }

    /// Takes the file out of the inbox.
    private func keep(_ file: ReceivedFile, as series: ContractSeries) throws {
        try? FileManager.default.createDirectory(atPath: place.tableFolder(series), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard rename(file.path, place.table(series)) == 0 else { throw Problem.databaseFull }
    }

    // MARK: - Rows

    private static func save(_ series: ContractSeries, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE serie SET name = ?, datei = ?, tabelle = ?, berichtigt = ?, tag = ?, nur_gueltige = ?, stand = ?, ergebnis = ?, version = ?, geaendert = ?, werte = ?,
                anlagen = ?, dateien = ?, druck = ?, word = ?, register = ? WHERE id = ?
                """,
            arguments: [
                series.name, series.fileName, series.table, JSONColumn.text(series.changes), series.day, series.onlySound, series.state.rawValue, series.told, series.version,
                GermanTime.now(), JSONColumn.text(series.values), JSONColumn.text(series.annexes), series.files, series.print.map { JSONColumn.text($0) } ?? "", series.word,
                series.entersRegister, series.id,
            ])
    }

    private static func series(_ row: Row) -> ContractSeries {
        ContractSeries(
            id: row["id"], owner: row["person"], agreement: row["vereinbarung"], name: row["name"], fileName: row["datei"], table: row["tabelle"],
            changes: JSONColumn.value(row["berichtigt"]) ?? [], day: row["tag"],
            values: JSONColumn.value(row["werte"]) ?? [:], annexes: AnnexShelf.annexes(row["anlagen"]), files: row["dateien"], print: JSONColumn.value(row["druck"]),
            word: row["word"],
            entersRegister: row["register"], onlySound: row["nur_gueltige"], state: ContractSeries.State(rawValue: row["stand"]) ?? .open, told: row["ergebnis"],
            version: row["version"],
            created: row["angelegt"], changed: row["geaendert"])
    }
}

extension Problem {
    static let notYourSeries = Problem(
        403, "Das darf nur, wem die Serie gehört", "Die Serie ist mit Ihnen geteilt; bearbeiten und erstellen können Sie sie, löschen und teilen nicht.",
        remedy: "Bitten Sie die Person, der sie gehört.")

    static let noSeries = Problem(
        404, "Diese Serie gibt es nicht", "Sie wurde gelöscht, oder sie gehört jemand anderem.", remedy: "Gehen Sie zur Startseite; dort stehen Ihre Serien.")

    static let seriesRuns = Problem(
        409, "Diese Serie wird gerade erstellt", "Solange Verträge entstehen, bleibt die Tabelle, wie sie ist. Geändert wurde nichts.",
        remedy: "Halten Sie die Serie an, oder warten Sie, bis sie fertig ist.")

    static let noFile = Problem(
        400, "Es ist keine Datei gewählt", "Gesendet wurde ein Formular ohne Datei. Geändert wurde nichts.", remedy: "Gehen Sie zurück, und wählen Sie eine Datei aus.")
}
