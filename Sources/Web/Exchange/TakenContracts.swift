import Foundation
import GRDB

/// Old contracts that somebody has sent, and how far they are taken over.
struct TakenContracts: Sendable, Hashable {
    /// 32 hexadecimal digits.
    let id: String
    let owner: String
    /// Names of the files, made safe, in the order in which they came.
    let files: [String]
    /// Land of the own body (`NW`); empty: the library's.
    let land: String
    var state = State.open
    /// Why it has failed: a sentence.
    var told = ""
    /// Seconds since 1970.
    let came: Double

    enum State: String, Sendable {
        /// Waits, is at work, or was when a server died.
        case open = "offen"
        case done = "fertig"
        case failed = "gescheitert"
    }

    /// Files of one taking over.
    static let most = 40
    static let laender = [
        ("BB", "Brandenburg"), ("BE", "Berlin"), ("BW", "Baden-Württemberg"), ("BY", "Bayern"), ("HB", "Bremen"), ("HE", "Hessen"), ("HH", "Hamburg"),
        ("MV", "Mecklenburg-Vorpommern"), ("NI", "Niedersachsen"), ("NW", "Nordrhein-Westfalen"), ("RP", "Rheinland-Pfalz"), ("SH", "Schleswig-Holstein"), ("SL", "Saarland"),
        ("SN", "Sachsen"), ("ST", "Sachsen-Anhalt"), ("TH", "Thüringen"),
    ]
}

/// Where they are kept: below the data folder, the files as they came, and what was made of them.
struct TakenShelf: Sendable {
    let store: Store

    static let step = StoreStep(name: "9 Alte Verträge") { db in
        try db.execute(
            sql: """
                CREATE TABLE uebernahme (
                    id TEXT PRIMARY KEY NOT NULL,
                    person TEXT NOT NULL,
                    dateien TEXT NOT NULL,
                    land TEXT NOT NULL,
                    stand TEXT NOT NULL,
                    gesagt TEXT NOT NULL,
                    angelegt REAL NOT NULL
                ) WITHOUT ROWID
                """)
        try db.execute(sql: "CREATE INDEX uebernahme_person ON uebernahme (person, angelegt)")
    }

    private var shelf: OwnedShelf<TakenContracts> { OwnedShelf(store: store, table: "uebernahme", folderName: "uebernahmen", missing: .noTaken, item: Self.taken) }

    func folder(_ id: String) -> String { shelf.folder(id) }
    /// The files in their order; each in a folder of its own, for two may have the same name.
    func paths(_ taken: TakenContracts) -> [String] { taken.files.enumerated().map { "\(folder(taken.id))/alt/\($0.offset + 1)/\($0.element)" } }
    /// What was made: agreements, clauses, report.
    func result(_ id: String) -> String { "\(folder(id))/neu" }
    /// The report as values.
    func report(_ id: String) -> String { "\(folder(id))/bericht.json" }

    /// Takes files out of the inbox.
    func begin(_ files: [ReceivedFile], land: String, owner: String) async throws -> TakenContracts {
        let taken = TakenContracts(id: Secret.make(), owner: owner, files: files.map { KeptAnnex.safe($0.name) }, land: land, came: GermanTime.now())
        try await shelf.insert(
            taken.id, of: owner, files: Array(zip(files, paths(taken))),
            ["dateien": JSONColumn.text(taken.files), "land": land, "stand": taken.state.rawValue, "gesagt": "", "angelegt": taken.came])
        return taken
    }

    /// Those of a person, the last first.
    func all(of owner: String) async throws -> [TakenContracts] { try await shelf.all(of: owner) }

    func taken(_ id: String, of owner: String) async throws -> TakenContracts { try await shelf.find(id, of: owner) }

    func note(_ state: TakenContracts.State, _ told: String, of id: String) async throws {
        try await store.write { try $0.execute(sql: "UPDATE uebernahme SET stand = ?, gesagt = ? WHERE id = ?", arguments: [state.rawValue, told, id]) }
    }

    func delete(_ id: String, of owner: String) async throws { try await shelf.delete(id, of: owner) }

    func sweep() async throws { try await shelf.sweep() }

    private static func taken(_ row: Row) -> TakenContracts {
        TakenContracts(
            id: row["id"], owner: row["person"], files: JSONColumn.value(row["dateien"]) ?? [], land: row["land"],
            state: TakenContracts.State(rawValue: row["stand"]) ?? .open, told: row["gesagt"], came: row["angelegt"])
    }
}

extension Problem {
    static let noTaken = Problem(
        404, "Diese Übernahme gibt es nicht", "Sie wurde entfernt, oder sie gehört jemand anderem.", remedy: "Laden Sie die alten Verträge noch einmal hoch.",
        link: Link(address: "/uebernahme", text: "Zu „Alte Verträge übernehmen“"))
}
