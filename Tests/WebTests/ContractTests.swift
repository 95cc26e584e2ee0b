import ApprovedLibrary
import Foundation
import TestScale
import Testing

@testable import Web

@Suite("From the start page to a contract")
struct ContractTests {
    static let partner = [
        "partner.name": "Familienzentrum Regenbogen e. V.", "partner.art": "ev", "partner.strasse": "Beispielweg 12", "partner.plz": "00002",
        "partner.ort": "Musterstadt", "partner.vertreten_durch": "Jale Öztürk-Mustermann, Vorstand",
    ]

    @Test("Choosing, filling in, seeing, downloading: the file is byte for byte that of klauselwerk build")
    func wholeWay() async throws {
        let browser = try await SharedServer.shared.browser()
        #expect(try await browser.get("/").text.contains("href=\"/vereinbarungen\""))
        let cards = try await browser.get("/vereinbarungen").text
        #expect(cards.contains("Kooperationsvereinbarung Frühe Hilfen") && cards.contains("/vereinbarungen/fruehe-hilfen/bild"))
        let draft = try await browser.begin("fruehe-hilfen")
        let empty = try await browser.get(draft).text
        #expect(empty.contains("Angaben fehlen") && empty.contains("name=\"partner.name\"") && empty.contains("vertrag.pdf\" hidden"))
        // Pages are there from the first moment, with the agreement's own example.
        #expect(empty.contains("<svg class=\"seite\""))
        // Without the values that are needed there is no file.
        #expect(try await browser.get(draft + "/vertrag.pdf")["Location"]?.hasPrefix(draft) == true)
        let values = Self.partner.merging(["alter_bis": "6", "datum": "3. Dezember 2026"]) { $1 }
        #expect(try await browser.fill(draft, values).status == 303)
        let full = try await browser.get(draft).text
        #expect(full.contains("Alle Angaben sind da") && full.contains(">Beispielweg</tspan>"))
        let file = try await browser.get(draft + "/vertrag.pdf")
        #expect(file["Content-Type"] == "application/pdf" && file["Content-Disposition"]?.contains("attachment") == true)
        #expect(file.body == (try Program.build("fruehe-hilfen", values, library: try ApprovedLibrary.path())))
    }

    @Test("What is wrong stands beside its field and above, with a link, and the page says it in German")
    func findings() async throws {
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("fruehe-hilfen")
        try await browser.fill(draft, Self.partner.merging(["alter_bis": "viele", "partner.plz": "12"]) { $1 })
        let page = try await browser.get(draft).text
        #expect(page.contains("role=\"alert\"") && page.contains("href=\"#feld-alter_bis\""))
        #expect(page.contains("id=\"befund-alter_bis\"") && page.contains("aria-describedby=\"hilfe-alter_bis befund-alter_bis\" aria-invalid=\"true\""))
        #expect(page.contains("value=\"viele\""))
        // Pages are shown all the same, without what is wrong.
        #expect(page.contains("<svg class=\"seite\""))
        for foreign in ["--set", "--data", ".yaml", "Partnertabelle"] { #expect(!page.contains(foreign), "\(foreign)") }
    }

    @Test(
        "Pages stay while somebody types, whichever field comes first: what is missing is the example's, but nothing that follows from its name",
        arguments: [
            ["partner.name": "Stadtverband Musterdorf e. V."], ["partner.ort": "Musterdorf"], partner.filter { $0.key != "partner.art" }, ["partner.art": "kirche_ev"],
        ])
    func half(values: [String: String]) async throws {
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("fruehe-hilfen")
        try await browser.fill(draft, values)
        let page = try await browser.get(draft).text
        #expect(page.contains("<svg class=\"seite\"") && page.contains("mit einem Beispiel gefüllt"))
        if values["partner.ort"] == "Musterdorf" { #expect(page.contains(">Musterdorf")) }
        if let name = values["partner.name"], name.hasPrefix("Stadtverband") { #expect(page.contains(">Stadtverband</tspan>") && !page.contains(">Familienzentrum</tspan>")) }
        for foreign in ["„partner.", "--set", "datenschutzgesetz“"] { #expect(!page.contains(foreign), "\(foreign)") }
    }

    @Test("A field that a choice makes needless goes, and its value is kept for when it comes back")
    func fieldsComeAndGo() async throws {
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("leistung-ambulant")
        let field = "klauseln.kuendigung.verfahrensrecht"
        try await browser.fill(draft, [field: "vwvfg_land"])
        let asked = try await browser.get(draft).text.contains("name=\"\(field)\"")
        try await browser.fill(draft, ["vertragsart": "privatrechtlich"])
        let without = try await browser.get(draft).text
        #expect(asked && !without.contains("name=\"\(field)\""))
        try await browser.fill(draft, ["vertragsart": "oeffentlich_rechtlich"])
        #expect(try await browser.get(draft).text.contains("<option value=\"vwvfg_land\" selected>"))
    }

    @Test("Two tabs: the later one is told, sees both states, and nothing is written over anything")
    func twoTabs() async throws {
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("fruehe-hilfen")
        let token = try await browser.token()
        #expect(try await browser.post(draft, [("_version", "1"), ("gebiet", "in Beispielhausen")], token: token).status == 303)
        let late = try await browser.post(draft, [("_version", "1"), ("gebiet", "in Musterdorf")], token: token)
        #expect(late.status == 409 && late.text.contains("in Beispielhausen") && late.text.contains("in Musterdorf") && late.text.contains("Gebiet, mit Präposition"))
        #expect(try await browser.get(draft).text.contains("value=\"in Beispielhausen\""))
        // The page offers to go on with either.
        let version = try #require(late.text.firstMatch(of: /name="_version" value="(\d+)"/).map { String($0.1) })
        #expect(try await browser.post(draft, [("_version", version), ("gebiet", "in Musterdorf")], token: token).status == 303)
        #expect(try await browser.get(draft).text.contains("value=\"in Musterdorf\""))
        // The same values sent twice are no conflict: the back button.
        #expect(try await browser.post(draft, [("_version", "1"), ("gebiet", "in Musterdorf")], token: token).status == 303)
    }

    @Test("The picture of a page comes by the name the page has, also after a restart, and no other name gives one")
    func pictures() async throws {
        let first = try await TestServer()
        let browser = try await TestBrowser.signedIn(first)
        let draft = try await browser.begin("fruehe-hilfen")
        let address = try #require(try await browser.get(draft).text.firstMatch(of: /image href="([^"]+)"/).map { String($0.1) })
        let picture = try await browser.get(address)
        #expect(picture.body.starts(with: [0x89, 0x50, 0x4E, 0x47]) && picture["Cache-Control"]?.contains("immutable") == true)
        #expect(try await browser.get(draft + "/bilder/" + String(repeating: "0", count: 32)).status == 404)
        await first.stop()
        let second = try await TestServer(data: first.data)
        let again = TestBrowser(second)
        again.cookies = ["klauselwerk-\(second.port)": browser.cookies.values.first ?? ""]
        #expect(try await again.get(address).body == picture.body)
        await second.stop()
    }

    @Test("Every agreement of the library has a form, pages and a card's picture")
    func everyAgreement() async throws {
        let browser = try await SharedServer.shared.browser()
        let names = try await browser.get("/vereinbarungen").text.matches(of: /name="vereinbarung" value="([^"]+)"/).map { String($0.1) }
        #expect(names.count >= 15)
        for name in TestScale.isFull ? names : ["zuwendung-74", "laender-abkommen", "netzwerk-brief", "kommunale-zusammenarbeit"] {
            let page = try await browser.get(try await browser.begin(name))
            #expect(page.status == 200 && page.text.contains("<fieldset") && page.text.contains("<svg class=\"seite\""), "\(name)")
            #expect(!page.text.contains("--set") && !page.text.contains(".yaml"), "\(name)")
        }
        #expect(try await browser.get("/vereinbarungen/fruehe-hilfen/bild").body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }

    @Test("A deleted draft is gone")
    func deletion() async throws {
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("netzwerk-muster")
        #expect(try await browser.get(draft + "/loeschen").text.contains("lässt sich nicht rückgängig machen"))
        #expect(try await browser.post(draft + "/loeschen", [], token: try await browser.token()).status == 303)
        #expect(try await browser.get(draft).status == 404)
    }
}
