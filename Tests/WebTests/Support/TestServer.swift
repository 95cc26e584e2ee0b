import ApprovedLibrary
import Foundation
import Synchronization
import Testing

@testable import Web

/// A server of its own on a free port, over the library with every clause approved, in a data folder that goes with it.
final class TestServer: Sendable {
    let port: Int
    let data: String
    private let task: Task<Void, Never>?
    private let addresses: Mutex<[String]>
    private let ownsData: Bool

    /// - Parameters:
    ///   - data: a folder that another server has used; `nil`: a new one.
    ///   - change: settings.
    init(library: String? = nil, data: String? = nil, _ change: (inout WebSettings) -> Void = { _ in }) async throws {
        ownsData = data == nil
        self.data = data ?? NSTemporaryDirectory() + "klauselwerk-web-\(UUID().uuidString)"
        var settings = WebSettings(library: try library ?? ApprovedLibrary.path(), data: self.data, port: 0)
        change(&settings)
        let server = try WebServer(settings)
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        task = Task {
            do {
                try await server.run(endedBy: []) { address, _ in
                    continuation.yield(address)
                } note: { _ in
                }
            } catch { continuation.finish() }
        }
        var iterator = stream.makeAsyncIterator()
        let first = try #require(await iterator.next())
        port = try #require(URL(string: first)?.port)
        let addresses = Mutex([first])
        self.addresses = consume addresses
    }

    /// A server that runs in another process.
    ///
    /// - Parameter address: as it has printed it.
    init(at address: String, data: String) throws {
        port = try #require(URL(string: address)?.port)
        self.data = data
        addresses = Mutex([address])
        (task, ownsData) = (nil, false)
    }

    var host: String { "127.0.0.1:\(port)" }
    /// The one-time word of the printed address.
    var word: String { addresses.withLock { $0.last?.components(separatedBy: "kennung=").last ?? "" } }

    /// Ends the server; the data stays for another.
    func stop() async {
        task?.cancel()
        await task?.value
    }

    deinit {
        task?.cancel()
        if ownsData { try? FileManager.default.removeItem(atPath: data) }
    }

    func request(_ text: String) async throws -> Wire.Answer { try Wire.parse(try await Wire.send(Array(text.utf8), to: port)) }
}

/// What a person does in a browser: keeps cookies, follows links, sends forms with what they hold.
final class TestBrowser {
    let server: TestServer
    var cookies: [String: String] = [:]
    /// Sent with everything.
    var headers: [String: String] = [:]

    init(_ server: TestServer) { self.server = server }

    /// With the printed address opened.
    static func signedIn(_ server: TestServer) async throws -> TestBrowser {
        let browser = TestBrowser(server)
        let answer = try await browser.get("/anmelden?kennung=\(server.word)")
        #expect(answer.status == 303)
        return browser
    }

    @discardableResult
    func get(_ path: String, _ more: [String: String] = [:]) async throws -> Wire.Answer { try await send("GET", path, nil, more) }

    /// Sends fields; the token of the page comes with them unless it is left out.
    @discardableResult
    func post(_ path: String, _ fields: [(String, String)], token: String?, _ more: [String: String] = [:]) async throws -> Wire.Answer {
        let all = fields + (token.map { [("_kennung", $0)] } ?? [])
        let body = all.map { "\(Percent.encoded($0.0))=\(Percent.encoded($0.1))" }.joined(separator: "&")
        return try await send("POST", path, body, ["Content-Type": "application/x-www-form-urlencoded", "Origin": "http://\(server.host)"].merging(more) { $1 })
    }

    private func send(_ method: String, _ path: String, _ body: String?, _ more: [String: String]) async throws -> Wire.Answer {
        var fields = ["Host": server.host, "Accept": "text/html", "Connection": "close"].merging(headers) { $1 }.merging(more) { $1 }
        if !cookies.isEmpty { fields["Cookie"] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        if let body { fields["Content-Length"] = "\(body.utf8.count)" }
        let head = "\(method) \(path) HTTP/1.1\r\n" + fields.sorted { $0.key < $1.key }.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
        let answer = try Wire.parse(try await Wire.send(Array((head + (body ?? "")).utf8), to: server.port))
        for cookie in answer.all("Set-Cookie") {
            let halves = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            if halves.count == 2 { cookies[String(halves[0])] = String(halves[1]) }
        }
        return answer
    }

    /// The token of this session's forms.
    func token() async throws -> String {
        let page = try await get("/vereinbarungen").text
        return try #require(page.firstMatch(of: /name="_kennung" value="([0-9a-f]{32})"/).map { String($0.1) })
    }

    /// A new draft; its address.
    func begin(_ agreement: String) async throws -> String {
        let answer = try await post("/entwuerfe", [("vereinbarung", agreement)], token: try await token())
        #expect(answer.status == 303)
        return try #require(answer["Location"])
    }

    /// Opens a draft, fills in fields and saves.
    @discardableResult
    func fill(_ draft: String, _ values: [String: String]) async throws -> Wire.Answer {
        let page = try await get(draft).text
        let version = try #require(page.firstMatch(of: /name="_version" value="(\d+)"/).map { String($0.1) })
        return try await post(draft, [("_version", version)] + values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, token: try await token())
    }
}
