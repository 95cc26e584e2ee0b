import Foundation
import Testing

@testable import Web

/// Agreements, bodies and styles put together on the page, over files that stay what they are.
@Suite("Workshop on the page")
struct WorkshopTests {
    private static let address = "/bibliothek/vereinbarungen/kinderschutz"
    private static let file = "agreements/kinderschutz.yaml"

    /// What a form sends besides its fields.
    private static func state(_ page: String) throws -> [(String, String)] {
        func plain(_ text: Substring) -> String {
            String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
        }
        let fields = page.matches(of: /<input type="hidden" name="(_gesehen|_werk|_zurueck)" value="([^"]*)"/).prefix(3).map { (String($0.1), plain($0.2)) }
        let text = try #require(page.firstMatch(of: /<textarea name="_text"[^>]*>\n([^<]*)<\/textarea>/)?.1)
        return fields + [("_text", plain(text))]
    }

    private func save(_ browser: TestBrowser, _ state: [(String, String)], _ change: (String) -> String, _ act: String = "speichern") async throws -> Wire.Answer {
        let text = state.first { $0.0 == "_text" }?.1 ?? ""
        return try await browser.post(Self.address, state + [("text", change(text)), ("tun", act)], token: try await browser.token())
    }

    @Test("Two who change one agreement: the second sees both, nothing is overwritten; the log names both, and a change from outside is there at once")
    func conflict() async throws {
        let house = try await TestHouse(roles: TestHouse.accountsByRole)
        let (anna, cem) = (house.person("bearbeiten"), house.person("bearbeiten"))
        let page = try await anna.get(Self.address).text
        let (mine, theirs) = (try Self.state(page), try Self.state(try await cem.get(Self.address).text))
        #expect(page.contains("<h1>Vereinbarung: Kooperationsvereinbarung Netzwerk Kinderschutz</h1>"), "its own title, not one made of the file's name")
        let before = house.text(Self.file)
        func titled(_ title: String) -> (String) -> String {
            { "kurztitel: \(title)\n" + $0.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("kurztitel:") }.joined(separator: "\n") }
        }
        #expect(try await save(cem, theirs, titled("Cems Titel")).status == 303)
        let answer = try await save(anna, mine, titled("Annas Titel"))
        #expect(answer.status == 409 && answer.text.contains("Cems Titel") && answer.text.contains("Annas Titel"))
        #expect(house.text(Self.file).contains("Cems Titel") && house.text(Self.file) != before)
        let again = try Self.state(answer.text)
        #expect(try await save(anna, again, { $0 }).status == 303)
        #expect(house.text(Self.file).contains("Annas Titel"))
        let log = try await anna.get("/bibliothek/protokoll").text
        #expect(log.contains("hat geändert") && log.contains("href=\"\(Self.address)\"") && log.contains("Das Protokoll ist unverändert"))
        try house.copy.replace(Self.file, "Annas Titel", "Titel aus einem Editor")
        let there = try await anna.get(Self.address).text
        #expect(there.contains("Titel aus einem Editor") && there.contains("Verlauf"))
        await house.server.stop()
    }

    @Test("Findings name files as the library does, not where they lie on the server")
    func places() async throws {
        let house = try await TestHouse(roles: nil)
        let browser = house.person("eva")
        let state = try Self.state(try await browser.get(Self.address).text)
        let broken = try await save(browser, state, { $0 + "\nunfug: 1\n" })
        #expect(broken.status == 422 && broken.text.contains("Noch nicht gespeichert") && broken.text.contains("unfug"))
        let missing = try await save(browser, state, { $0.replacing("stelle: ", with: "stelle: gibt-es-nicht # ") }, "ansehen")
        for page in [broken.text, missing.text] { #expect(!page.contains(house.copy.root), "a path of the server") }
        await house.server.stop()
    }

    /// What is asked, of whom it is refused. Whoever may do it gets past the rule, whatever the empty form is answered with.
    private static let requests: [(method: String, path: String, act: String, allowed: Set<String>)] = {
        let all: Set<String> = ["lesen", "bearbeiten", "freigeben", "verwalten"]
        let body = "/bibliothek/stellen/musterstadt"
        return [
            ("GET", "/bibliothek/vereinbarungen", "", all), ("GET", "/bibliothek/stellen", "", all), ("GET", "/bibliothek/stile", "", all),
            ("GET", "/bibliothek/protokoll", "", all), ("GET", body, "", all), ("GET", "\(body)/bilder/x/y", "", all),
            ("POST", address, "ansehen", ["bearbeiten"]), ("POST", address, "speichern", ["bearbeiten"]), ("POST", address, "nachweis", ["bearbeiten"]),
            ("POST", "\(address)/umbenennen", "", ["bearbeiten"]), ("POST", "/bibliothek/vereinbarungen", "", ["bearbeiten"]),
            ("POST", "/bibliothek/stellen", "", ["bearbeiten"]), ("POST", body, "speichern", ["bearbeiten"]), ("POST", "/bibliothek/stile", "", ["bearbeiten"]),
            ("POST", "/bibliothek/stile/klassisch", "speichern", ["bearbeiten"]), ("FILE", "\(body)/wappen", "", ["bearbeiten"]),
        ]
    }()

    @Test(
        "Keys of fields are made of small letters of ASCII, begin with one, and end with a letter or digit",
        arguments: [
            ("Träger der Jugendhilfe", "traeger_der_jugendhilfe"), ("a\u{364}mter", "amter"), ("2. Partner", "n_2_partner"), ("…", "n"),
            (String(repeating: "a", count: 39) + " b", String(repeating: "a", count: 39)),
        ])
    func keys(text: String, key: String) { #expect(AgreementActs.key(text, "_") == key) }

    @Test("Roles: eighty requests, each answered as the role says")
    func roles() async throws {
        let house = try await TestHouse(roles: TestHouse.accountsByRole)
        let files = ["agreements/kinderschutz.yaml", "stellen/musterstadt.yaml"].map { house.text($0) }
        for role in ["fremd", "lesen", "bearbeiten", "freigeben", "verwalten"] {
            let browser = house.person(role)
            let token = try await browser.token()
            for request in Self.requests {
                let answer: Wire.Answer =
                    switch request.method {
                    case "GET": try await browser.get(request.path)
                    case "FILE": try await browser.upload(request.path, Array("GIF89a".utf8), named: "w.gif")
                    default: try await browser.post(request.path, [("tun", request.act)], token: token)
                    }
                #expect((answer.status != 403) == request.allowed.contains(role), "\(role) \(request.method) \(request.path) \(request.act): \(answer.status)")
                #expect(answer.status < 500, "\(role) \(request.method) \(request.path)")
            }
        }
        #expect(["agreements/kinderschutz.yaml", "stellen/musterstadt.yaml"].map { house.text($0) } == files)
        await house.server.stop()
    }
}
