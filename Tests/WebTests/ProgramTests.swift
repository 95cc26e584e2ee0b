import ApprovedLibrary
import ChildProcess
import Findings
import Foundation
import GRDB
import Production
import Testing

@testable import Web

@Suite("The page's program")
struct ProgramTests {
    private static func serve(_ arguments: [String]) throws -> ChildProcess {
        try ChildProcess.run(
            Program.path("klauselwerk"), ["serve"] + arguments, in: ApprovedLibrary.checkout, environment: ["XDG_STATE_HOME": NSTemporaryDirectory() + "klauselwerk-ohne"])
    }

    @Test("klauselwerk serve starts the program beside it, which speaks German")
    func help() throws {
        let run = try Self.serve(["--help"])
        #expect(run.status == 0 && run.output.contains("Aufruf: klauselwerk serve") && run.output.contains("--trusted-proxy"))
        for english in ["OVERVIEW", "USAGE", "OPTIONS", "Show help"] { #expect(!run.output.contains(english)) }
        let wrong = try Self.serve(["--gibt-es-nicht"])
        #expect(wrong.status == 64 && wrong.errors.contains("Die Option „--gibt-es-nicht“ gibt es nicht."))
    }

    @Test(
        "A port that is taken, a sign-on without address, an open address: a German sentence and an exit code",
        arguments: [
            (["--port", "PORT"], 73, "ist schon belegt"), (["--user-header", "X-Remote-User"], 64, "--trusted-proxy"), (["--address", "0.0.0.0"], 64, "nur von diesem Rechner"),
            (["--library", "/gibt/es/nicht"], 66, "/gibt/es/nicht"), (["--port", "70000"], 64, "zwischen 0 und 65535"),
        ] as [([String], Int32, String)])
    func refused(arguments: [String], status: Int32, words: String) async throws {
        let server = try await SharedServer.shared.server()
        let data = NSTemporaryDirectory() + "klauselwerk-web-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let run = try Self.serve(arguments.map { $0 == "PORT" ? "\(server.port)" : $0 } + ["--data", data])
        #expect(run.status == status && run.errors.contains(words), "\(run.errors)")
    }

    @Test("A backup of a running server has its drafts, and takes no file's place")
    func backup() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let draft = try await browser.begin("netzwerk-muster")
        let file = server.data + "-sicherung.sqlite"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let run = try Self.serve(["--data", server.data, "--backup", file])
        #expect(run.status == 0)
        let ids = try await DatabaseQueue(path: file).read { try String.fetchAll($0, sql: "SELECT id FROM entwurf") }
        #expect(ids.map { "/entwuerfe/\($0)" } == [draft])
        let again = try Self.serve(["--data", server.data, "--backup", file])
        #expect(again.status == 73 && again.errors.contains("den es noch nicht gibt"))
        #expect(try Self.serve(["--data", "/gibt/es/nicht", "--backup", file + "2"]).status == 66)
        await server.stop()
    }
}

@Suite("When the data cannot be written")
struct StoreTests {
    @Test("Another program holds the database: the page says so, and what was there is there")
    func locked() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let draft = try await browser.begin("netzwerk-muster")
        let token = try await browser.token()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: server.data + "/klauselwerk.sqlite", configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let answer = try await browser.post(draft, [("_version", "1"), ("x", "y")], token: token)
        #expect(answer.status == 503 && answer.text.contains("Der Speicher ist gerade belegt"))
        #expect(try await browser.get(draft).status == 200)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await browser.post(draft, [("_version", "1"), ("x", "y")], token: token).status == 303)
        await server.stop()
    }

    @Test("The disk is full: what cannot be kept is told, what was kept is there, and can be read and gone on with")
    func full() async throws {
        let data = NSTemporaryDirectory() + "klauselwerk-voll-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let first = try await ServerProcess(data: data, fileBytes: 600 << 10)
        let browser = try await TestBrowser.signedIn(first.server)
        let draft = try await browser.begin("fruehe-hilfen")
        let token = try await browser.token()
        var (saved, answer) = (0, try await browser.get(draft))
        for number in 1...400 {
            // What is not asked for takes room, too, and no pages.
            answer = try await browser.post(
                draft, [("_version", "\(number)"), ("gebiet", "in Gebiet \(number)"), ("bemerkung", String(repeating: "x", count: 9_000))], token: token)
            if answer.status != 303 { break }
            saved = number
        }
        #expect(
            saved > 0 && answer.status == 507 && answer.text.contains("Der Speicherplatz ist voll") && answer.text.contains("Was vorher gespeichert war, ist noch da."),
            "\(saved) \(answer.first)")
        #expect(try await browser.get(draft).text.contains("value=\"in Gebiet \(saved)\""))
        let file = try await browser.upload(draft + "/anlagen", Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 0x20, count: 1 << 20), named: "Plan.pdf")
        #expect(file.status == 507 && file.text.contains("Lassen Sie Speicherplatz freimachen"), "\(file.first)")
        #expect(first.server.arrived.isEmpty)
        first.kill()
        let second = try await ServerProcess(data: data)
        defer { second.kill() }
        let again = try await TestBrowser.signedIn(second.server)
        #expect(try await again.get(draft).text.contains("value=\"in Gebiet \(saved)\""))
        #expect(try await again.fill(draft, ["gebiet": "in Musterdorf"]).status == 303)
    }

    @Test("A folder that cannot be made, a database that is none", arguments: ["/proc/klauselwerk", "TEXT"])
    func unusable(place: String) throws {
        var folder = place
        if place == "TEXT" {
            folder = NSTemporaryDirectory() + "klauselwerk-web-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try String(repeating: "Das ist keine Datenbank. ", count: 100).write(toFile: folder + "/klauselwerk.sqlite", atomically: true, encoding: .utf8)
        }
        #expect(throws: Failure.self) { try Store(folder: folder, steps: [Sessions.step, Drafts.step]) }
    }

    @Test("A change that somebody else has overtaken is not made")
    func versions() async throws {
        let folder = NSTemporaryDirectory() + "klauselwerk-web-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try Store(folder: folder, steps: [Sessions.step, Drafts.step, SeriesShelf.step, AnnexShelf.step])
        let drafts = Drafts(store: store)
        let draft = try await drafts.begin("a", name: "A", owner: "anna")
        // Fifty at once from the same version: one is made.
        let made = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    if case .saved = try await drafts.change(draft.id, of: "anna", from: 1, { $0.answers["x"] = "\(number)" }) { true } else { false }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(made == 1)
        #expect(try await drafts.draft(draft.id, of: "anna").version == 2)
        await #expect(throws: Problem.self) { try await drafts.draft(draft.id, of: "ben") }
        store.close()
    }
}
