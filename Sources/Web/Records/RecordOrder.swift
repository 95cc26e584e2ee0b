import Findings
import Foundation
import GRDB

/// Work on the register that takes longer than somebody wants to wait for a page: scans that came back, contracts to take in, amendments.
struct RecordOrder: Sendable, Hashable {
    enum Kind: String, Sendable {
        case scans = "ruecklauf"
        case intake = "aufnahme"
        case amendments = "nachtrag"
    }

    enum State: String, Sendable {
        /// Somebody still decides what is wanted.
        case draft = "entwurf"
        /// Waits, is at work, or was when a server died.
        case open = "offen"
        case done = "fertig"
        case failed = "gescheitert"
    }

    /// 32 hexadecimal digits.
    let id: String
    let owner: String
    let kind: Kind
    /// What people call it.
    let name: String
    /// What is asked for, as JSON of the kind's own type.
    let content: String
    let state: State
    /// What came of it: sentences, a line each.
    var told = ""
    /// Seconds since 1970.
    let came: Double

    func decoded<T: Decodable>(_ type: T.Type) -> T? { JSONColumn.value(content) }
}

/// Where orders are kept: a row in the database, and a folder for what was sent and what was made.
struct RecordOrders: Sendable {
    let store: Store

    static let step = StoreStep(name: "10 Aufträge zum Register") { db in
        try db.execute(
            sql: """
                CREATE TABLE registerauftrag (
                    id TEXT PRIMARY KEY NOT NULL,
                    person TEXT NOT NULL,
                    art TEXT NOT NULL,
                    name TEXT NOT NULL,
                    inhalt TEXT NOT NULL,
                    stand TEXT NOT NULL,
                    gesagt TEXT NOT NULL,
                    angelegt REAL NOT NULL
                ) WITHOUT ROWID
                """)
        try db.execute(sql: "CREATE INDEX registerauftrag_person ON registerauftrag (person, art, angelegt)")
    }

    private var shelf: OwnedShelf<RecordOrder> { OwnedShelf(store: store, table: "registerauftrag", folderName: "registerauftraege", missing: .noOrder, item: Self.order) }

    func folder(_ id: String) -> String { shelf.folder(id) }
    /// Files as they came, each in a folder of its own, for two may have the same name.
    func sent(_ id: String, _ names: [String]) -> [String] { names.enumerated().map { "\(folder(id))/gesendet/\($0.offset + 1)/\($0.element)" } }
    /// What was made.
    func result(_ id: String) -> String { "\(folder(id))/ergebnis" }
    func report(_ id: String) -> String { "\(folder(id))/bericht.json" }

    /// A new order with files out of the inbox.
    ///
    /// - Parameter files: with the names under which they are kept.
    func begin(
        _ kind: RecordOrder.Kind, name: String, _ content: some Encodable & Sendable, files: [(file: ReceivedFile, name: String)] = [], state: RecordOrder.State = .open,
        owner: String
    ) async throws -> RecordOrder {
        let order = RecordOrder(
            id: Secret.make(), owner: owner, kind: kind, name: String(name.prefix(200)), content: JSONColumn.text(content), state: state, came: GermanTime.now())
        try await shelf.insert(
            order.id, of: owner, files: zip(files, sent(order.id, files.map(\.name))).map { ($0.file, $1) },
            ["art": kind.rawValue, "name": order.name, "inhalt": order.content, "stand": order.state.rawValue, "gesagt": "", "angelegt": order.came])
        return order
    }

    /// Those of a person, the last first.
    func all(_ kind: RecordOrder.Kind, of owner: String) async throws -> [RecordOrder] { try await shelf.all(of: owner, where: ["art": kind.rawValue]) }

    /// What a server has left in the middle or not begun, the oldest first.
    func open() async throws -> [RecordOrder] {
        try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM registerauftrag WHERE stand = ? ORDER BY angelegt, id", arguments: [RecordOrder.State.open.rawValue]).compactMap(Self.order)
        }
    }

    /// - Throws: ``Problem`` 404 where there is none of that kind, and just so where it is somebody else's.
    func order(_ id: String, _ kind: RecordOrder.Kind, of owner: String) async throws -> RecordOrder {
        let order = try await shelf.find(id, of: owner)
        guard order.kind == kind else { throw Problem.noOrder }
        return order
    }

    /// - Returns: whether it was in one of the states that it may leave.
    @discardableResult
    func change(_ id: String, from states: [RecordOrder.State], to state: RecordOrder.State, told: String = "") async throws -> Bool {
        try await store.write { db in
            let marks = states.map { _ in "?" }.joined(separator: ", ")
            let arguments: StatementArguments = [state.rawValue, told, id]
            try db.execute(
                sql: "UPDATE registerauftrag SET stand = ?, gesagt = ? WHERE id = ? AND stand IN (\(marks))", arguments: arguments + StatementArguments(states.map(\.rawValue)))
            return db.changesCount > 0
        }
    }

    /// Asks for something else; it is carried out anew.
    ///
    /// - Returns: whether it was in one of the states that it may leave.
    func change(_ id: String, to content: some Encodable & Sendable, from states: [RecordOrder.State]) async throws -> Bool {
        let text = JSONColumn.text(content)
        return try await store.write { db in
            let marks = states.map { _ in "?" }.joined(separator: ", ")
            let arguments: StatementArguments = [text, RecordOrder.State.open.rawValue, id]
            try db.execute(
                sql: "UPDATE registerauftrag SET inhalt = ?, stand = ?, gesagt = '' WHERE id = ? AND stand IN (\(marks))",
                arguments: arguments + StatementArguments(states.map(\.rawValue)))
            return db.changesCount > 0
        }
    }

    func delete(_ order: RecordOrder) async throws { try await shelf.delete(order.id, of: order.owner) }

    func sweep() async throws { try await shelf.sweep() }

    private static func order(_ row: Row) -> RecordOrder? {
        guard let kind = RecordOrder.Kind(rawValue: row["art"]) else { return nil }
        return RecordOrder(
            id: row["id"], owner: row["person"], kind: kind, name: row["name"], content: row["inhalt"], state: RecordOrder.State(rawValue: row["stand"]) ?? .failed,
            told: row["gesagt"], came: row["angelegt"])
    }
}

extension Problem {
    static let noOrder = Problem(
        404, "Das gibt es hier nicht", "Es wurde entfernt, oder es gehört jemand anderem.", remedy: "Gehen Sie zum Register, und beginnen Sie dort neu.",
        link: Link(address: "/register", text: "Zum Register"))

    static func orderRuns(_ address: String) -> Problem {
        Problem(
            409, "Das läuft noch", "Solange daran gearbeitet wird, bleibt alles, wie es ist. Geändert wurde nichts.", remedy: "Warten Sie, bis es fertig ist.",
            link: Link(address: address, text: "Zurück"))
    }
}

/// Where in a table something is wrong.
enum TablePlace {
    /// „Zeile 3, Spalte „ort“: “; empty for what is in no cell.
    static func said(_ finding: Finding) -> String {
        guard case .cell(_, let row, let column, _)? = finding.place else { return "" }
        guard let column else { return "Zeile \(row): " }
        return "Zeile \(row), Spalte „\(column)“: "
    }
}
