import Foundation
import GRDB
import Testing

@testable import Web

@Suite("Who may see the page")
struct AccessTests {
    @Test("The printed address lets in once, and the next one is another")
    func entrance() async throws {
        let server = try await TestServer()
        let word = server.word
        let browser = try await TestBrowser.signedIn(server)
        #expect(try await browser.get("/").status == 200)
        // The same browser may look at it again, another may not.
        #expect(try await browser.get("/anmelden?kennung=\(word)").status == 303)
        let other = TestBrowser(server)
        let refused = try await other.get("/anmelden?kennung=\(word)")
        #expect(refused.status == 403 && refused.text.contains("Diese Adresse gilt nicht mehr"))
        #expect(try await other.get("/").status == 403)
        await server.stop()
    }

    @Test("The cookie is out of reach of scripts and other sites, and stands in no address")
    func cookie() async throws {
        let server = try await TestServer()
        let answer = try await server.request("GET /anmelden?kennung=\(server.word) HTTP/1.1\r\nHost: \(server.host)\r\nConnection: close\r\n\r\n")
        let cookie = try #require(answer["Set-Cookie"])
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
        #expect(answer["Location"] == "/")
        await server.stop()
    }

    @Test("A session outlives the server")
    func restart() async throws {
        let first = try await TestServer()
        let browser = try await TestBrowser.signedIn(first)
        let draft = try await browser.begin("fruehe-hilfen")
        await first.stop()
        let second = try await TestServer(data: first.data)
        let again = TestBrowser(second)
        again.cookies = ["klauselwerk-\(second.port)": browser.cookies.values.first ?? ""]
        #expect(try await again.get(draft).status == 200)
        await second.stop()
    }

    @Test("A session that has run out: the page says what is kept and how to get in, and everything is there afterwards")
    func expired() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let draft = try await browser.begin("netzwerk-muster")
        let token = try await browser.token()
        try await DatabaseQueue(path: server.data + "/klauselwerk.sqlite").write { try $0.execute(sql: "UPDATE sitzung SET zuletzt = zuletzt - 15 * 86400") }
        for answer in [try await browser.get(draft), try await browser.post(draft, [("_version", "1"), ("gebiet", "x")], token: token)] {
            #expect(answer.status == 403 && answer.text.contains("Ihre Sitzung ist abgelaufen") && answer.text.contains("Ihre Entwürfe sind alle noch da"))
        }
        await server.stop()
        let second = try await TestServer(data: server.data)
        #expect(try await TestBrowser.signedIn(second).get(draft).status == 200)
        await second.stop()
    }

    @Test("A second server on the same data is refused in German")
    func secondServer() async throws {
        let first = try await TestServer()
        await #expect { try await TestServer(data: first.data) } throws: { error in "\(error)".contains("Mit diesem Datenordner läuft schon eine Oberfläche.") }
        await first.stop()
    }

    @Test("Drafts of somebody else are not there")
    func others() async throws {
        let server = try await TestServer {
            $0.userHeader = "X-Remote-User"
            $0.proxies = ["127.0.0.1"]
        }
        let (anna, ben) = (TestBrowser(server), TestBrowser(server))
        anna.headers = ["X-Remote-User": "anna.muster"]
        ben.headers = ["X-Remote-User": "ben.beispiel"]
        #expect(try await anna.get("/").text.contains("anna.muster"))
        let draft = try await anna.begin("fruehe-hilfen")
        #expect(try await anna.get(draft).status == 200)
        try await ben.get("/")
        for path in [draft, draft + "/vertrag.pdf", draft + "/loeschen"] { #expect(try await ben.get(path).status == 404, "\(path)") }
        #expect(try await ben.post(draft + "/loeschen", [], token: try await ben.token()).status == 404)
        #expect(try await ben.post(draft, [("_version", "1"), ("partner.name", "X")], token: try await ben.token()).status == 404)
        #expect(try await !ben.get("/").text.contains(draft))
        // Shared by name, he may change it, but neither delete nor share it, until Anna takes it back.
        #expect(try await anna.post(draft + "/teilen", [("person", "ben.beispiel")], token: try await anna.token()).status == 303)
        #expect(try await ben.get("/").text.contains("geteilt von anna.muster"))
        #expect(try await ben.fill(draft, ["gebiet": "in Musterdorf"]).status == 303)
        #expect(try await ben.post(draft + "/loeschen", [], token: try await ben.token()).status == 403)
        #expect(try await ben.get(draft + "/teilen").status == 403)
        #expect(try await anna.get(draft).text.contains("value=\"in Musterdorf\""))
        #expect(try await anna.post(draft + "/teilen", [("beenden", "ben.beispiel")], token: try await anna.token()).status == 303)
        #expect(try await ben.get(draft).status == 404)
        // Anna's cookie in Ben's hands is no use.
        ben.cookies = anna.cookies
        #expect(try await ben.get(draft).status == 404)
        await server.stop()
    }

    @Test("The sign-on's word counts only from its address")
    func foreignProxy() async throws {
        let server = try await TestServer {
            $0.userHeader = "X-Remote-User"
            $0.proxies = ["192.0.2.7"]
        }
        let browser = TestBrowser(server)
        browser.headers = ["X-Remote-User": "anna.muster"]
        let answer = try await browser.get("/")
        #expect(answer.status == 403 && answer.text.contains("Anmeldung des Hauses"))
        await server.stop()
    }
}
