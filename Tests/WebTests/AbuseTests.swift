import Foundation
import Testing

@testable import Web

/// Requests that no browser of an honest person sends, as data, with what is answered.
@Suite("Abuse")
struct AbuseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let method: String
        let path: String
        var headers: [String: String] = [:]
        var body: String?
        let status: Int
        var testDescription: String { name }
    }

    static let form = ["Content-Type": "application/x-www-form-urlencoded"]

    static let cases: [Case] = [
        Case(name: "foreign Host", method: "GET", path: "/", headers: ["Host": "boese.example"], status: 421),
        Case(name: "Host with another port", method: "GET", path: "/", headers: ["Host": "127.0.0.1:1"], status: 421),
        Case(name: "no Host", method: "GET", path: "/", headers: ["Host": ""], status: 421),
        Case(name: "Host that only begins right", method: "GET", path: "/", headers: ["Host": "127.0.0.1.boese.example"], status: 421),
        Case(name: "a foreign page loads something", method: "GET", path: "/", headers: ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"], status: 403),
        Case(
            name: "a foreign page posts", method: "POST", path: "/entwuerfe", headers: form.merging(["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"]) { $1 },
            body: "", status: 403),
        Case(name: "foreign Origin", method: "POST", path: "/entwuerfe", headers: form.merging(["Origin": "http://boese.example"]) { $1 }, body: "", status: 403),
        Case(name: "Origin null", method: "POST", path: "/entwuerfe", headers: form.merging(["Origin": "null"]) { $1 }, body: "", status: 403),
        Case(name: "Origin with another port", method: "POST", path: "/entwuerfe", headers: form.merging(["Origin": "http://127.0.0.1:1"]) { $1 }, body: "", status: 403),
        Case(name: "no token", method: "POST", path: "/entwuerfe", headers: form, body: "vereinbarung=fruehe-hilfen", status: 403),
        Case(name: "wrong token", method: "POST", path: "/entwuerfe", headers: form, body: "_kennung=00000000000000000000000000000000&vereinbarung=fruehe-hilfen", status: 403),
        Case(name: "JSON instead of a form", method: "POST", path: "/entwuerfe", headers: ["Content-Type": "application/json"], body: "{}", status: 400),
        Case(name: "text/plain, as a foreign form may send it", method: "POST", path: "/entwuerfe", headers: ["Content-Type": "text/plain"], body: "a=b", status: 400),
        Case(name: "no such page", method: "GET", path: "/gibt-es-nicht", status: 404),
        Case(name: "wrong method", method: "DELETE", path: "/entwuerfe", status: 405),
        Case(name: "PUT on a page", method: "PUT", path: "/", body: "", status: 405),
        Case(name: "POST on an asset", method: "POST", path: "/gestaltung/stil.css", headers: form, body: "", status: 405),
        Case(name: "path out of the assets", method: "GET", path: "/gestaltung/../../etc/passwd", status: 404),
        Case(name: "the same, encoded", method: "GET", path: "/gestaltung/..%2F..%2Fetc%2Fpasswd", status: 404),
        Case(name: "the same, doubly encoded", method: "GET", path: "/gestaltung/%252e%252e%252fetc%252fpasswd", status: 404),
        Case(name: "absolute path", method: "GET", path: "/gestaltung//etc/passwd", status: 404),
        Case(name: "NUL in a name", method: "GET", path: "/gestaltung/stil.css%00.js", status: 404),
        Case(name: "a template", method: "GET", path: "/gestaltung/vorlagen", status: 404),
        Case(name: "agreement by a path", method: "GET", path: "/vereinbarungen/..%2Fstellen%2Fmusterstadt/bild", status: 404),
        Case(name: "agreement by an absolute path", method: "GET", path: "/vereinbarungen/%2Fetc%2Fpasswd/bild", status: 404),
        Case(name: "hidden agreement", method: "GET", path: "/vereinbarungen/.htaccess/bild", status: 404),
        Case(name: "draft that is none", method: "GET", path: "/entwuerfe/1", status: 404),
        Case(name: "draft by a path", method: "GET", path: "/entwuerfe/..%2F..%2Fetc/vertrag.pdf", status: 404),
        Case(name: "draft by SQL", method: "GET", path: "/entwuerfe/'%20OR%201=1--", status: 404),
        Case(name: "draft that might be", method: "GET", path: "/entwuerfe/0123456789abcdef0123456789abcdef", status: 404),
        Case(name: "broken percent signs", method: "GET", path: "/entwuerfe/%zz%", status: 404),
        Case(name: "overlong name", method: "GET", path: "/entwuerfe/" + String(repeating: "a", count: 5_000), status: 404),
        Case(name: "no UTF-8", method: "GET", path: "/entwuerfe/%ff%fe", status: 404),
        Case(name: "Host as an absolute address", method: "GET", path: "/", headers: ["Host": "http://127.0.0.1"], status: 421),
        Case(name: "Host with a name before it", method: "GET", path: "/", headers: ["Host": "boese.example@127.0.0.1"], status: 421),
        Case(name: "Host with a blank", method: "GET", path: "/", headers: ["Host": "127.0.0.1 boese.example"], status: 421),
        Case(name: "a name that leads here", method: "GET", path: "/", headers: ["Host": "localtest.me"], status: 421),
        Case(name: "foreign Host with a forwarded one that is right", method: "GET", path: "/", headers: ["Host": "boese.example", "X-Forwarded-Host": "127.0.0.1"], status: 421),
        Case(name: "a sister page loads something", method: "GET", path: "/entwuerfe", headers: ["Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"], status: 403),
        Case(
            name: "Origin that only begins right", method: "POST", path: "/entwuerfe", headers: form.merging(["Origin": "http://127.0.0.1.boese.example"]) { $1 }, body: "",
            status: 403),
        Case(name: "Origin over TLS without a sign-on", method: "POST", path: "/entwuerfe", headers: form.merging(["Origin": "https://127.0.0.1"]) { $1 }, body: "", status: 403),
        Case(
            name: "token in the address", method: "POST", path: "/entwuerfe?_kennung=0123456789abcdef0123456789abcdef", headers: form, body: "vereinbarung=fruehe-hilfen",
            status: 403),
        Case(name: "token as an empty field", method: "POST", path: "/entwuerfe", headers: form, body: "_kennung=&vereinbarung=fruehe-hilfen", status: 403),
        Case(name: "no type of body", method: "POST", path: "/entwuerfe", body: "vereinbarung=fruehe-hilfen", status: 400),
        Case(name: "a file's form for fields", method: "POST", path: "/entwuerfe", headers: ["Content-Type": "multipart/form-data; boundary=x"], body: "--x--", status: 400),
        Case(name: "fields for a file's form", method: "POST", path: "/pruefung", headers: form, body: "datei=x", status: 400),
        Case(name: "a file's form without a boundary", method: "POST", path: "/pruefung", headers: ["Content-Type": "multipart/form-data"], body: "x", status: 400),
        Case(
            name: "a file before the token", method: "POST", path: "/anhaengen", headers: ["Content-Type": "multipart/form-data; boundary=x"],
            body: "--x\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"a.pdf\"\r\n\r\n%PDF\r\n--x--\r\n", status: 403),
        Case(name: "series that might be", method: "GET", path: "/serien/0123456789abcdef0123456789abcdef", status: 404),
        Case(name: "contracts of a series by a path", method: "GET", path: "/serien/..%2F..%2Fetc/vertraege.zip", status: 404),
        Case(name: "print run of somebody else", method: "GET", path: "/serien/0123456789abcdef0123456789abcdef/druck/Druckauflage.pdf", status: 404),
        Case(name: "files of a series by a path", method: "GET", path: "/serien/%2e%2e/dateien", status: 404),
        Case(name: "annexes of a draft that might be", method: "GET", path: "/entwuerfe/0123456789abcdef0123456789abcdef/anlagen", status: 404),
        Case(name: "picture of an annex by a path", method: "GET", path: "/entwuerfe/0123456789abcdef0123456789abcdef/anlagen/..%2F..%2Fx/bilder/1", status: 404),
        Case(name: "finished contract that might be", method: "GET", path: "/fertige/0123456789abcdef0123456789abcdef/vertrag.pdf", status: 404),
        Case(name: "finished contract by a path", method: "GET", path: "/fertige/..%2Fergaenzungen/anlagen", status: 404),
        Case(name: "deleting by a link", method: "DELETE", path: "/fertige/0123456789abcdef0123456789abcdef/loeschen", status: 405),
        Case(name: "a new series of no agreement", method: "GET", path: "/neue-serie/..%2F..%2Fetc%2Fpasswd", status: 404),
        Case(name: "a form of no agreement", method: "GET", path: "/neue-serie/gibt-es-nicht/partnerliste.xlsx", status: 404),
        Case(name: "contract of the register by a path", method: "GET", path: "/register/vertraege/..%2F..%2Fetc/vertrag.pdf", status: 404),
        Case(name: "contract of the register by SQL", method: "GET", path: "/register/vertraege/'%20OR%201=1--", status: 404),
        Case(name: "contract of the register by broken digits", method: "GET", path: "/register/vertraege/-zz", status: 404),
        Case(name: "contract of the register by bytes that are no text", method: "GET", path: "/register/vertraege/-fffe", status: 404),
        Case(name: "filed scan by a path", method: "GET", path: "/register/vertraege/0123456789abcdef/scans/..%2F..%2Fregister.sqlite", status: 404),
        Case(name: "an event without a token", method: "POST", path: "/register/vertraege/0123456789abcdef/ereignis", headers: form, body: "art=unterschrieben", status: 403),
        Case(name: "deleting without a token", method: "POST", path: "/register/loeschen", headers: form, body: "verstanden=ja&jahre=0", status: 403),
        Case(name: "deleting by a link from the register", method: "DELETE", path: "/register/loeschen", status: 405),
        Case(name: "the register's copy by a link", method: "GET", path: "/register/sicherung", status: 405),
        Case(name: "returned scans of somebody else", method: "GET", path: "/ruecklauf/0123456789abcdef0123456789abcdef", status: 404),
        Case(name: "picture of a sheet by a path", method: "GET", path: "/ruecklauf/0123456789abcdef0123456789abcdef/bilder/..%2F/1/1", status: 404),
        Case(name: "amendment of somebody else", method: "GET", path: "/aendern/0123456789abcdef0123456789abcdef/nachtraege.zip", status: 404),
        Case(
            name: "scans before the token", method: "POST", path: "/ruecklauf", headers: ["Content-Type": "multipart/form-data; boundary=x"],
            body: "--x\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"a.pdf\"\r\n\r\n%PDF\r\n--x--\r\n", status: 403),
        Case(name: "the register", method: "GET", path: "/register.sqlite", status: 404),
        Case(name: "the database", method: "GET", path: "/klauselwerk.sqlite", status: 404),
    ]

    @Test("Each is answered as it should be: a German page, and nothing of the server", arguments: cases)
    func answered(abuse: Case) async throws {
        let server = try await SharedServer.shared.server()
        let browser = try await SharedServer.shared.browser()
        var fields = ["Host": server.host, "Connection": "close", "Cookie": browser.cookies.map { "\($0)=\($1)" }.joined(), "Origin": "http://\(server.host)"]
        if abuse.method == "GET" { fields["Origin"] = nil }
        fields.merge(abuse.headers) { $1 }
        if let body = abuse.body { fields["Content-Length"] = "\(body.utf8.count)" }
        let head = "\(abuse.method) \(abuse.path) HTTP/1.1\r\n" + fields.map { "\($0): \($1)\r\n" }.joined() + "\r\n" + (abuse.body ?? "")
        let answer = try await server.request(head)
        #expect(answer.status == abuse.status)
        #expect(answer.text.contains("<html lang=\"de\">") && answer.text.contains("<h1>"))
        for english in ["Not Found", "Forbidden", "Bad Request", "Internal", "Error", "Method", "root:"] { #expect(!answer.text.contains(english)) }
        #expect(answer["Content-Security-Policy"]?.contains("unsafe") == false)
        #expect(answer["X-Content-Type-Options"] == "nosniff")
    }

    @Test(
        "Broken requests end in an error, never in an answer",
        arguments: [
            "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
            "POST /entwuerfe HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 6\r\nConnection: close\r\n\r\nabcdef",
            "GET / HTTP/1.1\r\nHost: HOST\r\nX : y\r\nConnection: close\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: HOST\r\nConnection: close\r\n\r\n",
            "UNSINN\r\n\r\n",
        ])
    func smuggled(text: String) async throws {
        let server = try await SharedServer.shared.server()
        let bytes = try await Wire.send(Array(text.replacing("HOST", with: server.host).utf8), to: server.port, thenCloses: true, within: 10)
        let answer = try? Wire.parse(bytes)
        #expect(answer == nil || answer?.status == 400 || answer?.status == 403, "\(String(decoding: bytes, as: UTF8.self))")
    }

    @Test("More than a form may hold is refused without being read to the end, and nothing of it stays")
    func oversized() async throws {
        let server = try await SharedServer.shared.server()
        let browser = try await SharedServer.shared.browser()
        let answer = try await browser.post("/entwuerfe", [("vereinbarung", String(repeating: "x", count: 3 << 20))], token: try await browser.token())
        #expect(answer.status == 413 && answer.text.contains("Das ist zu groß"))
        let head =
            "POST /entwuerfe HTTP/1.1\r\nHost: \(server.host)\r\nCookie: \(browser.cookies.map { "\($0)=\($1)" }.joined())\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n_kennung="
        _ = try await Wire.send(Array(head.utf8), to: server.port, thenCloses: true, within: 10)
        #expect(try await !browser.get("/").text.contains("xxxx"))
    }

    @Test("Heads beyond the bound are refused")
    func longHead() async throws {
        let server = try await SharedServer.shared.server()
        let head = "GET / HTTP/1.1\r\nHost: \(server.host)\r\nX-Lang: \(String(repeating: "a", count: 200_000))\r\nConnection: close\r\n\r\n"
        let answer = try? Wire.parse(try await Wire.send(Array(head.utf8), to: server.port, within: 10))
        #expect(answer == nil || (400..<500).contains(answer?.status ?? 0))
    }
}

/// One server for the tests that change nothing.
actor SharedServer {
    static let shared = SharedServer()
    private var starting: Task<TestServer, any Error>?

    func server() async throws -> TestServer {
        if let starting { return try await starting.value }
        let task = Task { try await TestServer() }
        starting = task
        return try await task.value
    }

    /// The cookies of somebody signed in there: once, since the printed word lets in once.
    private var signingIn: Task<[String: String], any Error>?

    func browser() async throws -> sending TestBrowser {
        let server = try await server()
        let task = signingIn ?? Task { try await TestBrowser.signedIn(server).cookies }
        signingIn = task
        let browser = TestBrowser(server)
        browser.cookies = try await task.value
        return browser
    }
}
