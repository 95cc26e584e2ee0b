import Agreements
import Foundation
import Testing

@testable import Web

/// Clauses written, looked over and approved in the browser, over files that stay what they are.
@Suite("Clause library on the page")
struct LibraryScreenTests {
    private static let address = "/bibliothek/klauseln/evaluation/jaehrlich"
    private static let file = "clauses/evaluation/jaehrlich.md"

    /// The fields of the form as a browser would send them.
    private static func fields(_ page: String) -> [(String, String)] {
        let form = page.components(separatedBy: "id=\"klausel\"").dropFirst().first?.components(separatedBy: "</form>").first ?? ""
        func plain(_ text: Substring) -> String {
            String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
        }
        let inputs = form.matches(of: /<input[^>]* name="([a-z_]+)"[^>]*?value="([^"]*)"/).map { (String($0.1), plain($0.2)) }
        let areas = form.matches(of: /<textarea[^>]* name="([a-z_]+)"[^>]*>\n([^<]*)<\/textarea>/).map { (String($0.1), plain($0.2)) }
        return inputs.filter { $0.0 != "_kennung" } + areas
    }

    private static func changed(_ fields: [(String, String)], _ name: String, _ value: String) -> [(String, String)] { fields.map { $0.0 == name ? (name, value) : $0 } }

    private func save(_ browser: TestBrowser, _ fields: [(String, String)], _ act: String = "speichern", _ more: [String: String] = [:]) async throws -> Wire.Answer {
        try await browser.post(Self.address, fields + [("tun", act)], token: try await browser.token(), more)
    }

    private func decide(_ browser: TestBrowser, _ act: String, _ fields: [(String, String)] = []) async throws -> Wire.Answer {
        try await browser.post(Self.address + "/entscheidung", fields + [("tun", act)], token: try await browser.token())
    }

    @Test("One writes, another approves: files, record and log say so, and the command line sees the same")
    func wholeWay() async throws {
        let house = try await TestHouse()
        let (anna, ben) = (house.person("anna"), house.person("ben"))
        let before = house.text(Self.file)
        #expect(try await anna.get("/bibliothek?suche=evaluation").text.contains("href=\"\(Self.address)\""))
        let page = try await anna.get(Self.address).text
        let fields = Self.fields(page)
        #expect(Set(fields.map(\.0)).isSuperset(of: ["_gesehen", "wortlaut", "kopf"] + EditedClause.texts + EditedClause.lists))
        // What has no field of its own is changed in the head as text, or by the program: no key is forgotten.
        let asText = ["fassung", "status", "felder", "fristen", "nummer"]
        #expect(Set(EditedClause.texts + EditedClause.lists + asText) == Set(FormChoices.keys(of: "kopf")))
        // Nothing changed, nothing written.
        #expect(try await save(anna, fields)["Location"]?.hasSuffix("getan=nichts") == true)
        #expect(house.text(Self.file) == before)
        let wording = "1. Die Parteien werten die Zusammenarbeit zweimal im Jahr aus."
        let looked = try await save(anna, Self.changed(fields, "wortlaut", wording), "pruefen")
        #expect(looked.status == 200 && looked.text.contains("<ins>") && house.text(Self.file) == before)
        let effect = try await save(anna, Self.changed(fields, "wortlaut", wording), "wirkung").text
        #expect(effect.contains("Was die Änderung bewirkt") && effect.contains("Im Beispiel änder") && house.text(Self.file) == before)
        #expect(try await save(anna, Self.changed(fields, "wortlaut", wording))["Location"]?.hasSuffix("getan=fassung") == true)
        // The approved wording is kept byte for byte.
        let kept = try #require(FileManager.default.contentsOfDirectory(atPath: house.copy.root + "/clauses/evaluation").first { $0.hasPrefix("jaehrlich@") })
        #expect(house.text("clauses/evaluation/\(kept)") == before)
        #expect(house.text(Self.file).contains(wording) && house.text(Self.file).contains("status: entwurf"))
        #expect(try await anna.get("/bibliothek/vergleich?alt=evaluation/\(kept.dropLast(3))&neu=evaluation/jaehrlich").text.contains("<del>"))
        #expect(try await ben.post(Self.address + "/entscheidung", [("tun", "freigeben")], token: try await ben.token()).text.contains("hat niemand die Freigabe beantragt"))
        #expect(try await decide(anna, "beantragen", [("kommentar", "Bitte bis Freitag")])["Location"]?.hasSuffix("beantragt") == true)
        #expect(try await ben.get("/").text.contains("Wartet auf Ihre Entscheidung"))
        #expect(try await ben.get("/bibliothek").text.contains("Bitte bis Freitag"))
        #expect(try await !anna.get("/").text.contains("Wartet auf Ihre Entscheidung"))
        let sum = try #require(try await ben.get(Self.address).text.firstMatch(of: /name="_wortlaut" value="([0-9a-f]{64})"/).map { String($0.1) })
        #expect(try await decide(ben, "freigeben", [("_wortlaut", sum)])["Location"]?.hasSuffix("freigegeben") == true)
        #expect(house.text("clauses/freigaben.txt").contains("evaluation/jaehrlich ") && house.text(Self.file).contains("status: freigegeben"))
        let log = try await anna.get("/bibliothek/protokoll").text
        #expect(log.contains("Das Protokoll ist unverändert") && log.contains("Anna Muster"))
        await house.server.stop()
    }

    @Test("Nobody approves their own text; who has no role, or is not signed on, is told")
    func refusals() async throws {
        let house = try await TestHouse()
        let (cem, dana, stranger) = (house.person("cem"), house.person("dana"), house.person("fremd"))
        let fields = Self.fields(try await cem.get(Self.address).text)
        _ = try await save(cem, Self.changed(fields, "wortlaut", "1. Cems Text."))
        _ = try await decide(cem, "beantragen")
        let own = try await decide(cem, "freigeben", [("stelle", "Jugendamt")])
        #expect(own.status == 422 && own.text.contains("selbst geschrieben"))
        #expect(try await cem.get(Self.address).text.contains("freigeben kann sie nur jemand anderes"))
        let readable = try await dana.get(Self.address)
        #expect(readable.status == 200 && !readable.text.contains("id=\"klausel\"") && readable.text.contains("Cems Text."))
        #expect(try await save(dana, fields).status == 403)
        #expect(try await decide(dana, "freigeben", [("stelle", "Amt")]).status == 403)
        for path in ["/bibliothek", Self.address, "/bibliothek/protokoll"] { #expect(try await stranger.get(path).status == 403, "\(path)") }
        #expect(try await stranger.get("/").status == 200)
        await house.server.stop()
    }

    @Test("Two editors: the second sees both texts, nothing is overwritten, and may go on")
    func conflict() async throws {
        let house = try await TestHouse()
        let (anna, cem) = (house.person("anna"), house.person("cem"))
        let (mine, theirs) = (Self.fields(try await anna.get(Self.address).text), Self.fields(try await cem.get(Self.address).text))
        _ = try await save(cem, Self.changed(Self.changed(theirs, "wortlaut", "1. Cems Text."), "zusammenfassung", "Von Cem"))
        let answer = try await save(anna, Self.changed(mine, "wortlaut", "1. Annas Text."))
        #expect(answer.status == 409 && answer.text.contains("Cems Text.") && answer.text.contains("Annas Text."))
        #expect(house.text(Self.file).contains("Cems Text."))
        let seen = try #require(answer.text.firstMatch(of: /name="_gesehen" value="([0-9a-f]{64})"/).map { String($0.1) })
        #expect(try await save(anna, Self.changed(Self.changed(mine, "wortlaut", "1. Annas Text."), "_gesehen", seen)).status == 303)
        // What Anna has not touched stays as Cem has written it.
        #expect(house.text(Self.file).contains("Annas Text.") && house.text(Self.file).contains("zusammenfassung: Von Cem"))
        // A change from outside is there at once.
        try house.copy.replace(Self.file, "Annas Text.", "Text aus einem Editor.")
        #expect(try await anna.get(Self.address).text.contains("Text aus einem Editor."))
        await house.server.stop()
    }

    @Test("What is no clause is not saved, and what was typed is still there; a script gets the findings alone")
    func findings() async throws {
        let house = try await TestHouse(roles: nil)
        let browser = house.person("eva")
        let before = house.text(Self.file)
        let page = try await browser.get(Self.address).text
        #expect(page.contains("Es gibt hier keine zweite Person"))
        let fields = Self.fields(page)
        let broken = try await save(browser, Self.changed(Self.changed(fields, "wortlaut", "1. Neuer Text."), "gilt_ab", "bald"))
        #expect(broken.status == 422 && broken.text.contains("Noch nicht gespeichert") && broken.text.contains("1. Neuer Text.") && broken.text.contains("value=\"bald\""))
        #expect(house.text(Self.file) == before)
        let told = try await save(browser, Self.changed(fields, "wortlaut", "1. Die Zusammenarbiet wird ausgewertet."), "pruefen", ["Accept": "application/json"])
        #expect(told.status == 200 && told["Content-Type"]?.hasPrefix("application/json") == true && told.text.contains("Zusammenarbiet"))
        for path in [
            "/bibliothek/klauseln/evaluation/gibt-es-nicht", "/bibliothek/klauseln/..%2F..%2Fstellen/musterstadt",
            "/bibliothek/vergleich?alt=evaluation/jaehrlich@9.9&neu=evaluation/jaehrlich",
        ] {
            #expect(try await browser.get(path).status == 404, "\(path)")
        }
        #expect(try await browser.get("/bibliothek/nachsehen").text.contains("nachzusehen"))
        await house.server.stop()
    }

    @Test(
        "What to do is said without the command line",
        arguments: [
            ("Geben Sie sie frei: klauselwerk approve a/b --by „Stelle“.", "Geben Sie sie frei (auf der Seite der Klausel)."),
            (
                "Lassen Sie sie von einer anderen Person beantragen, im Browser oder mit: klauselwerk approve a/b --request.",
                "Lassen Sie sie von einer anderen Person beantragen (auf der Seite der Klausel)."
            ),
            (
                "Lassen Sie die Klauseln prüfen, und geben Sie sie frei, zum Beispiel alle: klauselwerk approve --all --by „Ihre Rechtsstelle“.",
                "Lassen Sie die Klauseln prüfen, und geben Sie sie frei (auf der Seite der Klausel)."
            ),
            ("Geben Sie die Klauseln frei (klauselwerk approve), und füllen Sie die Felder aus.", "Geben Sie die Klauseln frei, und füllen Sie die Felder aus."),
            ("Ergänzen Sie „fassung“.", "Ergänzen Sie „fassung“."), ("„klauselwerk clauses“ zeigt alle.", nil), (nil, nil),
        ] as [(String?, String?)])
    func remedies(said: String?, shown: String?) { #expect(LibraryWords.remedy(said) == shown) }
}
