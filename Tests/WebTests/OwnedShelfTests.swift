import Foundation
import Testing

@testable import Web

@Suite("A shelf")
struct OwnedShelfTests {
    private static let step = StoreStep(name: "1 Dinge") { db in
        try db.execute(sql: "CREATE TABLE ding (id TEXT PRIMARY KEY NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, angelegt REAL NOT NULL) WITHOUT ROWID")
        try db.execute(sql: "CREATE TABLE dingteilung (ding TEXT NOT NULL REFERENCES ding (id) ON DELETE CASCADE, person TEXT NOT NULL, PRIMARY KEY (ding, person)) WITHOUT ROWID")
    }

    private static func with(isByHolder: Bool = false, _ body: (OwnedShelf<String>, _ file: () throws -> ReceivedFile) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "klauselwerk-regal-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try Store(folder: folder, steps: [step])
        defer { store.close() }
        let shelf = OwnedShelf<String>(
            store: store, table: "ding", shares: .init(table: "dingteilung", column: "ding", denied: .notYours), folderName: "dinge", isByHolder: isByHolder, missing: .noDraft
        ) { $0["name"] }
        try await body(shelf) {
            let path = "\(folder)/\(UUID().uuidString)"
            try Data("Inhalt".utf8).write(to: URL(filePath: path))
            return ReceivedFile(path: path, name: "Brief.pdf", size: 6)
        }
    }

    private func put(_ name: String, of owner: String, on shelf: OwnedShelf<String>, _ file: ReceivedFile) async throws -> (id: String, path: String) {
        let id = Secret.make()
        let path = shelf.folder(id, of: owner) + "/1/Brief.pdf"
        try await shelf.insert(id, of: owner, files: [(file, path)], ["name": name, "angelegt": 1.0])
        return (id, path)
    }

    @Test("shows nobody what is somebody else's", arguments: [false, true])
    func owners(isByHolder: Bool) async throws {
        try await Self.with(isByHolder: isByHolder) { shelf, file in
            let (id, path) = try await put("Annas", of: "anna", on: shelf, try file())
            #expect(FileManager.default.fileExists(atPath: path))
            #expect(try await shelf.find(id, of: "anna") == "Annas")
            #expect(try await shelf.all(of: "anna") == ["Annas"])
            #expect(try await shelf.all(of: "ben").isEmpty)
            for strange in [id, Secret.make(), "../\(id)", "' OR 1=1 --"] {
                await #expect(throws: Problem.self) { try await shelf.find(strange, of: "ben") }
                await #expect(throws: Problem.self) { try await shelf.delete(strange, of: "ben") }
            }
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("lets others work on what is shared with them, and the owner alone share and delete it")
    func sharing() async throws {
        try await Self.with { shelf, file in
            let (id, path) = try await put("Annas", of: "anna", on: shelf, try file())
            try await shelf.share(id, of: "anna", with: "ben", isShared: true)
            #expect(try await shelf.sharers(of: id) == ["ben"])
            #expect(try await shelf.all(of: "ben") == ["Annas"])
            await #expect(throws: Problem.self) { try await shelf.share(id, of: "ben", with: "carla", isShared: true) }
            await #expect(throws: Problem.self) { try await shelf.delete(id, of: "ben") }
            #expect(FileManager.default.fileExists(atPath: path))
            try await shelf.share(id, of: "anna", with: "ben", isShared: false)
            await #expect(throws: Problem.self) { try await shelf.find(id, of: "ben") }
            try await shelf.delete(id, of: "anna")
            #expect(!FileManager.default.fileExists(atPath: shelf.folder(id)))
        }
    }

    @Test("keeps nothing of what was refused or could not be noted")
    func refused() async throws {
        struct Refused: Error {}
        try await Self.with { shelf, file in
            let id = Secret.make()
            await #expect(throws: Refused.self) {
                try await shelf.insert(id, of: "anna", files: [(file(), shelf.folder(id) + "/Brief.pdf")], ["name": "x", "angelegt": 1.0]) { throw Refused() }
            }
            // A column that the row must have is missing.
            await #expect(throws: (any Error).self) { try await shelf.insert(id, of: "anna", files: [(file(), shelf.folder(id) + "/Brief.pdf")], ["name": "x"]) }
            #expect(!FileManager.default.fileExists(atPath: shelf.folder(id)))
            let left = try await shelf.all(of: "anna")
            #expect(left.isEmpty)
        }
    }

    @Test("removes at the start what a dead server has left, and nothing else", arguments: [false, true])
    func sweep(isByHolder: Bool) async throws {
        try await Self.with(isByHolder: isByHolder) { shelf, file in
            let kept = try await put("Annas", of: "anna", on: shelf, try file()).path
            let left = [("anna", Secret.make()), ("ben", Secret.make())].map { shelf.folder($0.1, of: $0.0) }
            for folder in left { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
            try await shelf.sweep()
            #expect(FileManager.default.fileExists(atPath: kept))
            #expect(left.filter { FileManager.default.fileExists(atPath: $0) } == [])
        }
    }
}
