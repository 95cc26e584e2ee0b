import ApprovedLibrary
import Foundation
import Testing

@testable import Web

/// A copy of the approved library that a test may change.
final class LibraryCopy {
    let root = NSTemporaryDirectory() + "klauselwerk-web-bibliothek-\(UUID().uuidString)"

    init() throws {
        let files = FileManager.default
        let source = try ApprovedLibrary.path()
        try files.createDirectory(atPath: root, withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: source) {
            if ["clauses", "agreements", "stellen", "rules"].contains(name) {
                try files.copyItem(atPath: "\(source)/\(name)", toPath: "\(root)/\(name)")
            } else {
                try files.createSymbolicLink(atPath: "\(root)/\(name)", withDestinationPath: "\(ApprovedLibrary.checkout)/\(name)")
            }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func replace(_ path: String, _ old: String, _ new: String) throws {
        let before = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
        try #require(before.contains(old))
        try before.replacing(old, with: new, maxReplacements: 1).write(toFile: "\(root)/\(path)", atomically: true, encoding: .utf8)
    }
}

@Suite("Clauses of a draft")
struct ClauseTests {
    private static let partner = ContractTests.partner

    private static func version(_ page: String) throws -> String { try #require(page.firstMatch(of: /name="_version" value="(\d+)"/).map { String($0.1) }) }

    @Test("Variants stand side by side with the words that differ, the reason for the one and what speaks against the others")
    func variants() async throws {
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("leistung-ambulant")
        let list = try await browser.get(draft + "/klauseln").text
        #expect(list.contains("href=\"\(draft)/klauseln/kuendigung\""))
        let page = try await browser.get(draft + "/klauseln/kuendigung").text
        #expect(page.contains("Diese Fassung hat der Vertrag.") && page.contains("<del>") && page.contains("<ins>"))
        // kuendigung/frist does not go with laufzeit/befristet; others are not what the agreement names.
        #expect(page.contains("Die Vereinbarung nennt eine andere Fassung."))
        #expect(!page.contains("kuendigung/frist"))
        #expect(try await browser.get(draft + "/klauseln/gibt-es-nicht").status == 404)
    }

    @Test("Another variant is in the contract at once, and the agreement's own comes back")
    func choosing() async throws {
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("fruehe-hilfen")
        try await browser.fill(draft, Self.partner)
        let place = draft + "/klauseln/evaluation"
        let page = try await browser.get(place).text
        let other = try #require(page.firstMatch(of: /name="fassung" value="([^"]+)">\s*<button/).map { String($0.1) })
        #expect(try await browser.post(place, [("_version", try Self.version(page)), ("fassung", other)], token: try await browser.token()).status == 303)
        let chosen = try await browser.get(place).text
        #expect(chosen.contains("eine andere Fassung gewählt, als die Vereinbarung vorsieht"))
        #expect(try await browser.get(draft).text.contains("data-klausel=\"evaluation/\(other)\""))
        #expect(try await browser.post(place, [("_version", try Self.version(chosen)), ("zuruecksetzen", "ja")], token: try await browser.token()).status == 303)
        #expect(try await browser.get(draft).text.contains("data-klausel=\"evaluation/jaehrlich\""))
    }

    @Test("A wording of one's own is in this contract alone and makes it a draft")
    func ownWording() async throws {
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("fruehe-hilfen")
        try await browser.fill(draft, Self.partner)
        #expect(try await !browser.get(draft).text.contains("Gedruckt wird ein Entwurf"))
        let place = draft + "/klauseln/evaluation"
        let wording = "1. Die Zusammenarbeit wird zweimal im Jahr ausgewertet."
        let page = try await browser.get(place).text
        #expect(
            try await browser.post(place, [("_version", try Self.version(page)), ("fassung", "jaehrlich"), ("wortlaut", wording)], token: try await browser.token()).status == 303)
        let form = try await browser.get(draft).text
        #expect(form.contains("Gedruckt wird ein Entwurf") && form.contains(">zweimal</tspan>"))
        #expect(try await browser.get(draft + "/vertrag.pdf").body.starts(with: Array("%PDF".utf8)))
        let other = try await browser.begin("fruehe-hilfen")
        #expect(try await !browser.get(other).text.contains(">zweimal</tspan>"))
    }

    @Test("A library that changes under an open draft is told, with what is different, until somebody has seen it")
    func libraryChanges() async throws {
        let library = try LibraryCopy()
        let server = try await TestServer(library: library.root)
        let browser = try await TestBrowser.signedIn(server)
        let draft = try await browser.begin("fruehe-hilfen")
        try await browser.fill(draft, Self.partner)
        #expect(try await !browser.get(draft).text.contains("/neuerungen"))
        try library.replace("clauses/evaluation/jaehrlich.md", "1. ", "1. Nach gemeinsamer Beratung gilt: ")
        #expect(try await browser.get(draft).text.contains("/neuerungen"))
        let changes = try await browser.get(draft + "/neuerungen").text
        #expect(changes.contains("<ins>Nach gemeinsamer Beratung gilt: </ins>"))
        #expect(try await browser.post(draft + "/neuerungen", [], token: try await browser.token()).status == 303)
        #expect(try await !browser.get(draft).text.contains("/neuerungen"))
        // One that is withdrawn is told of; the pages stay, and so do the values.
        try library.replace("clauses/evaluation/jaehrlich.md", "status: freigegeben", "status: abgeloest")
        let withdrawn = try await browser.get(draft)
        #expect(withdrawn.status == 200 && withdrawn.text.contains("ist abgelöst") && withdrawn.text.contains("<svg class=\"seite\""), "\(withdrawn.text.prefix(4_000))")
        #expect(withdrawn.text.contains("value=\"Beispielweg 12\"") && !withdrawn.text.contains("evaluation/jaehrlich.md"))
        // A clause that is gone leaves the draft's values, and a sentence.
        try FileManager.default.removeItem(atPath: library.root + "/clauses/evaluation/jaehrlich.md")
        let gone = try await browser.get(draft)
        #expect(gone.status == 422 && gone.text.contains("Was Sie eingegeben haben, ist gespeichert."))
        await server.stop()
    }
}

@Suite("What a script gets while somebody types")
struct LiveTests {
    struct Answer: Decodable {
        struct Found: Decodable { let falsch, fehlt: Bool; let html: String }
        struct Page: Decodable { let id: String; let svg: String? }
        let version: Int
        let fertig: Bool
        let gespeichert, stand: String
        let befunde: [String: Found]
        let formular: String?
        let seiten: [Page]
    }

    private static let json = ["Accept": "application/json"]

    private static func decoded(_ answer: Wire.Answer) throws -> Answer { try JSONDecoder().decode(Answer.self, from: Data(answer.body)) }

    /// All inputs of a form with what they hold.
    private static func inputs(_ page: String) -> [(String, String)] {
        let form = page.components(separatedBy: "id=\"gruppen\"").last ?? ""
        return form.matches(of: /<(?:input|textarea|select) id="ein-[^"]+" name="([^"]+)"(?: value="([^"]*)")?/).map { match in
            (String(match.output.1), match.output.2.map { String($0) } ?? "")
        }
    }

    @Test("Saved at every change: only pages that changed come, fields only when others are asked for")
    func typing() async throws {
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("fruehe-hilfen")
        try await browser.fill(draft, ContractTests.partner)
        let token = try await browser.token()
        let page = try await browser.get(draft).text
        let version = try #require(page.firstMatch(of: /name="_version" value="(\d+)"/).map { String($0.1) })
        var fields = Self.inputs(page)
        func set(_ name: String, _ value: String) throws {
            let index = try #require(fields.firstIndex { $0.0 == name })
            fields[index].1 = value
        }
        for (name, value) in ContractTests.partner { try set(name, value) }
        let first = try Self.decoded(try await browser.post(draft, fields + [("_version", version)], token: token, Self.json))
        #expect(first.fertig && first.seiten.count > 5 && first.seiten.allSatisfy { $0.svg != nil })
        #expect(first.formular == nil)
        try set("partner.strasse", "Beispielweg 13")
        let known = first.seiten.map(\.id).joined(separator: " ")
        let second = try Self.decoded(try await browser.post(draft, fields + [("_version", "\(first.version)"), ("_seiten", known)], token: token, Self.json))
        let drawn = second.seiten.compactMap(\.svg)
        #expect(second.version == first.version + 1 && !drawn.isEmpty && drawn.count < second.seiten.count)
        #expect(drawn.contains { $0.contains("data-feld=\"partner.strasse\"") && $0.contains(">13") })
        // A choice that makes a field needless sends the form anew.
        let service = try await browser.begin("leistung-ambulant")
        let choices = Self.inputs(try await browser.get(service).text).map { ($0.0, $0.0 == "vertragsart" ? "privatrechtlich" : $0.1) }
        let changed = try Self.decoded(try await browser.post(service, choices + [("_version", "1")], token: token, Self.json))
        #expect(choices.contains { $0.0 == "klauseln.kuendigung.verfahrensrecht" })
        #expect(changed.formular?.contains("name=\"klauseln.kuendigung.verfahrensrecht\"") == false)
        // What is wrong is told at its field, and the pages stay.
        try set("alter_bis", "viele")
        let third = try Self.decoded(try await browser.post(draft, fields + [("_version", "\(second.version)")], token: token, Self.json))
        #expect(third.befunde["alter_bis"]?.falsch == true && !third.fertig && !third.seiten.isEmpty)
        // Another tab has been faster.
        let late = try await browser.post(draft, [("_version", "1"), ("gebiet", "anderswo")], token: token, Self.json)
        #expect(late.status == 409 && late["Content-Type"]?.hasPrefix("application/json") == true && late.text.contains("Inzwischen geändert"))
    }

    @Test("Pages in sight come at once, with their pictures; the others by their names, and each is fetched by it")
    func sight() async throws {
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("fruehe-hilfen")
        try await browser.fill(draft, ContractTests.partner)
        let (token, page) = (try await browser.token(), try await browser.get(draft).text)
        let version = try #require(page.firstMatch(of: /name="_version" value="(\d+)"/).map { String($0.1) })
        func typed(_ street: String, _ more: [(String, String)]) async throws -> Answer {
            try Self.decoded(try await browser.post(draft, [("partner.strasse", street)] + more, token: token, Self.json))
        }
        let first = try await typed("Beispielweg 12", [("_version", version), ("_sicht", "0 2 99 x")])
        let drawn = first.seiten.indices.filter { first.seiten[$0].svg != nil }
        #expect(first.seiten.count > 5 && drawn == [0, 2])
        for index in drawn {
            let svg = try #require(first.seiten[index].svg)
            let picture = try #require(svg.firstMatch(of: /href="data:image\/png;base64,([^"]+)"/).map { String($0.1) })
            let named = try await browser.get("\(draft)/bilder/\(first.seiten[index].id)").body
            #expect(Data(base64Encoded: picture).map { Array($0) } == named)
        }
        // The policy of the page allows what is sent.
        #expect(try await browser.get(draft)["Content-Security-Policy"]?.contains("img-src 'self' data:;") == true)
        // What was out of sight: the same drawing as on the page.
        let other = try await browser.get("\(draft)/seiten/\(first.seiten[1].id)", ["Accept": "application/json"])
        let whole = try await browser.get(draft).text
        #expect(whole.contains(try #require(try JSONDecoder().decode(Answer.Page.self, from: Data(other.body)).svg)))
        #expect(try await browser.get("\(draft)/seiten/" + String(repeating: "0", count: 32)).status == 404)
        // What the browser has got comes no more, whether in sight or not.
        let known = first.seiten.map(\.id).joined(separator: " ")
        let again = try await typed("Beispielweg 12", [("_version", "\(first.version)"), ("_sicht", "0 1"), ("_seiten", known)])
        #expect(again.seiten.allSatisfy { $0.svg == nil } && again.seiten.map(\.id) == first.seiten.map(\.id))
    }
}
