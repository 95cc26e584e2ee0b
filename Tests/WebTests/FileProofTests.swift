import ApprovedLibrary
import Foundation
import Testing

@testable import Web

@Suite("Proving a file")
struct FileProofTests {
    @Test("As it was made, changed, and somebody else's: each is said in German, and nothing of the file stays")
    func proving() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let values = ContractTests.partner.merging(["alter_bis": "6", "datum": "3. Dezember 2026"]) { $1 }
        let file = try Program.build("fruehe-hilfen", values, library: try ApprovedLibrary.path())
        let whole = try await browser.upload("/pruefung", file, named: "Vertrag.pdf").text
        #expect(
            whole.contains("ist unverändert") && whole.contains("„Vertrag.pdf“") && whole.contains("Familienzentrum Regenbogen e. V.")
                && whole.contains("Woraus der Vertrag entstanden ist"))
        var changed = file
        changed[changed.count / 2] ^= 1
        let altered = try await browser.upload("/pruefung", changed, named: "Vertrag.pdf").text
        #expect(altered.contains("wurde nach der Erstellung verändert") && altered.contains("Verwenden Sie die Datei nicht"))
        let foreign = try await browser.upload("/pruefung", Array("Kein PDF".utf8), named: "brief.pdf").text
        #expect(foreign.contains("„brief.pdf“ lässt sich nicht prüfen"))
        for page in [whole, altered, foreign] {
            for word in ["--", ".yaml", server.data, "partner.name", "build"] { #expect(!page.contains(word), "\(word)") }
        }
        #expect(server.arrived.isEmpty)
        await server.stop()
    }
}
