import ApprovedLibrary
import ChildProcess
import Findings
import Foundation
import Stewardship
import Testing

@testable import Web

/// Passages that findings are about, as the browser counts them.
@Suite("Findings under the words")
struct FindingMarkTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let typed: String
        let message: String
        /// In the body, from 1.
        let line: Int
        let column: Int
        let passage: String?
        var testDescription: String { "\(typed) \(line):\(column)" }
    }

    static let cases = [
        Case(typed: "1. Die Zusammenarbiet.", message: "„Zusammenarbiet“ steht nicht im Wörterbuch.", line: 1, column: 8, passage: "Zusammenarbiet"),
        Case(typed: "\n\n1. Die Zusammenarbiet.", message: "Falsch.", line: 1, column: 8, passage: "Zusammenarbiet"),
        Case(typed: "Erstens.\n\nDie die Partei.", message: "„Die die“ ist doppelt.", line: 3, column: 1, passage: "Die die"),
        Case(typed: "Nach §8a SGB VIII.", message: "Zeichen fehlt.", line: 1, column: 6, passage: "§8a"),
        Case(typed: "𝔘m 😀 die Ecke", message: "x", line: 1, column: 6, passage: "die"),
        Case(typed: "Am Ende fehlt etwas", message: "x", line: 1, column: 20, passage: nil), Case(typed: "Kurz", message: "x", line: 4, column: 1, passage: nil),
        Case(typed: "Kurz", message: "x", line: 1, column: 0, passage: nil),
    ]

    @Test("What the message quotes there, else the word", arguments: cases)
    func passages(each: Case) throws {
        var file = try ClauseEdit(Array("---\nfassung: \"1.0\"\n---\n\nAlt.\n".utf8), path: "frist.md")
        file.setBody(each.typed)
        let place = Place.file("frist.md", line: file.firstBodyLine + each.line - 1, column: each.column)
        let marks = FindingMarks.of([Finding(.warnung, "probe", at: place, each.message)], in: each.typed, file)
        let found = marks.first.map { String(decoding: Array(each.typed.utf16)[$0.von..<$0.bis], as: UTF16.self) }
        #expect(found == each.passage)
    }

    @Test("A line with separate marks is meant as a whole; findings of the head have no passage")
    func whole() throws {
        let typed = "Kündigung".decomposedStringWithCanonicalMapping
        let file = try ClauseEdit(Array("---\nfassung: \"1.0\"\n---\n\nKündigung\n".utf8), path: "frist.md")
        let findings = [Finding(.fehler, "a", at: .file("frist.md", line: 5, column: 2), "x"), Finding(.fehler, "b", at: .file("frist.md", line: 2, column: 1), "x")]
        #expect(FindingMarks.of(findings, in: typed, file).map { [$0.von, $0.bis] } == [[0, typed.utf16.count]])
    }
}

@Suite("Clause workplace")
struct ClauseWorkplaceTests {
    private static let address = "/bibliothek/klauseln/kuendigung/frist"

    private struct Answer: Decodable {
        struct Mark: Decodable { let von, bis: Int, art, text: String }
        struct Page: Decodable { let id: String, svg: String? }
        var marken: [Mark]?
        var seiten: [Page]?
        var hinweis: String?
    }

    /// The form with another wording, as a script sends it.
    private func ask(_ browser: TestBrowser, _ act: String, _ wording: String, _ more: [(String, String)] = []) async throws -> (status: Int, answer: Answer) {
        let page = try await browser.get(Self.address).text
        func hidden(_ name: String) throws -> String {
            try #require(page.firstMatch(of: try Regex("name=\"\(name)\" value=\"([^\"]*)\"")).map { String($0.output[1].substring ?? "") })
        }
        let fields = [("_gesehen", try hidden("_gesehen")), ("_stand", try hidden("_stand")), ("kopf", ""), ("wortlaut", wording), ("tun", act)]
        // What is as it was shown counts as untouched: the head is sent as it is.
        let head = try #require(page.firstMatch(of: /name="kopf"[^>]*>\n([^<]*)<\/textarea>/)).output.1
        let plain = String(head).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing(
            "&amp;", with: "&")
        let answer = try await browser.post(
            Self.address, fields.map { $0.0 == "kopf" ? ("kopf", plain) : $0 } + more, token: try await browser.token(), ["Accept": "application/json"])
        return (answer.status, try JSONDecoder().decode(Answer.self, from: Data(answer.text.utf8)))
    }

    @Test("Findings come with the passages they are about; pages come with the words that are typed; nothing is saved")
    func writing() async throws {
        let house = try await TestHouse()
        let anna = house.person("anna")
        let before = house.text("clauses/kuendigung/frist.md")
        let wording = "1. Die Zusammenarbiet endet nach {{frist|wort}} Monaten."
        let (status, told) = try await ask(anna, "pruefen", wording)
        #expect(status == 200)
        let mark = try #require(told.marken?.first { Array(wording.utf16)[$0.von..<$0.bis].elementsEqual("Zusammenarbiet".utf16) })
        #expect(mark.text.contains("Zusammenarbiet"))
        let shown = try await ask(anna, "seiten", "1. Fortgeschrittenenprobe nach {{frist|wort}} Monaten.").answer
        let page = try #require(shown.seiten?.first)
        #expect(page.svg?.contains("Fortgeschrittenenprobe") == true && shown.hinweis == nil)
        let picture = try await anna.get("\(Self.address)/bilder/\(page.id)")
        #expect(picture.status == 200 && picture["Content-Type"] == "image/png")
        // What the browser has is not sent again; what somebody else types is nobody's business.
        #expect(try await ask(anna, "seiten", "1. Fortgeschrittenenprobe nach {{frist|wort}} Monaten.", [("_seiten", page.id)]).answer.seiten?.first?.svg == nil)
        #expect(try await house.person("ben").get("\(Self.address)/bilder/\(page.id)").status == 404)
        let alone = try await ask(anna, "seiten", "1. Ganz allein.", [("_muster", "")]).answer
        #expect(alone.seiten?.count == 1 && alone.seiten?.first?.svg?.contains("allein") == true)
        let broken = try await ask(anna, "seiten", "1. Siehe {{ref:gibt-es-nicht}}.").answer
        #expect(broken.seiten?.isEmpty == true && broken.hinweis?.hasPrefix("So lässt sich die Klausel nicht setzen") == true)
        #expect(house.text("clauses/kuendigung/frist.md") == before)
        #expect(try await house.person("dana").get(Self.address).text.contains("class=\"seite\""))
        await house.server.stop()
    }

    @Test("Any two clauses or versions are compared, on screen and as a synopsis; only those that there are")
    func comparing() async throws {
        let house = try await TestHouse()
        let dana = house.person("dana")
        let query = "alt=kuendigung/frist@1.0&neu=kuendigung/frist"
        let page = try await dana.get("/bibliothek/vergleich?\(query)").text
        #expect(page.contains("<ins>") && page.contains("<del>") && page.contains("synopse.pdf"))
        let file = try await dana.get("/bibliothek/vergleich/synopse.pdf?\(query)")
        #expect(file.status == 200 && file["Content-Type"] == "application/pdf" && file.body.starts(with: Array("%PDF-".utf8)))
        for wrong in ["alt=kuendigung/frist@9.9&neu=kuendigung/frist", "alt=../stellen/musterstadt&neu=kuendigung/frist"] {
            #expect(try await dana.get("/bibliothek/vergleich?\(wrong)").status == 404)
            #expect(try await dana.get("/bibliothek/vergleich/synopse.pdf?\(wrong)").status == 404)
        }
        #expect(try await house.person("fremd").get("/bibliothek/vergleich?\(query)").status == 403)
        await house.server.stop()
    }

    @Test("A changed provision marks each clause that cites it until somebody confirms it; who only reads may not")
    func statutes() async throws {
        let house = try await TestHouse()
        let (anna, ben, dana) = (house.person("anna"), house.person("ben"), house.person("dana"))
        let path = "/bibliothek/vorschriften"
        let fields = [("vorschrift", "§ 59 SGB X"), ("grund", "Neu gefasst zum 1. Januar 2027")]
        #expect(try await dana.post(path, fields, token: try await dana.token()).status == 403)
        #expect(try await anna.post(path, [("vorschrift", "59"), ("grund", "x")], token: try await anna.token()).status == 422)
        #expect(try await anna.post(path, fields, token: try await anna.token()).status == 303)
        #expect(try await dana.get(path).text.contains("Neu gefasst zum 1. Januar 2027"))
        let page = try await ben.get(Self.address).text
        #expect(page.contains("Anna Muster") && page.contains("Angesehen, die Klausel stimmt"))
        #expect(try await !dana.get(Self.address).text.contains("Angesehen, die Klausel stimmt"))
        let seen = [("klausel", "kuendigung/frist"), ("nummer", "1"), ("bemerkung", "Bleibt")]
        #expect(try await dana.post(path + "/angesehen", seen, token: try await dana.token()).status == 403)
        #expect(try await ben.post(path + "/angesehen", seen, token: try await ben.token()).status == 303)
        #expect(try await !anna.get(Self.address).text.contains("Neu gefasst zum 1. Januar 2027"))
        #expect(house.text("clauses/rechtsaenderungen.txt").contains("| ben | kuendigung/frist "))
        await house.server.stop()
    }

    @Test("A refusal and its reason stand on the start page of whoever asked")
    func refusal() async throws {
        let house = try await TestHouse()
        let (anna, ben) = (house.person("anna"), house.person("ben"))
        let page = try await anna.get(Self.address).text
        let seen = try #require(page.firstMatch(of: /name="_gesehen" value="([^"]*)"/)).output.1
        let head = house.text("clauses/kuendigung/frist.md").components(separatedBy: "\n---\n")[0].dropFirst(4)
        _ = try await anna.post(
            Self.address, [("_gesehen", String(seen)), ("kopf", String(head)), ("wortlaut", "1. Die Vereinbarung endet."), ("tun", "speichern")], token: try await anna.token())
        for (browser, act, comment) in [(anna, "beantragen", "Bitte"), (ben, "ablehnen", "Die Frist fehlt")] {
            #expect(try await browser.post(Self.address + "/entscheidung", [("tun", act), ("kommentar", comment)], token: try await browser.token()).status == 303)
        }
        #expect(try await anna.get("/").text.contains("Die Frist fehlt"))
        #expect(try await !ben.get("/").text.contains("Die Frist fehlt"))
        await house.server.stop()
    }

    @Test("How many contracts of the register have which wording is said before anybody changes it")
    func register() async throws {
        let folder = NSTemporaryDirectory() + "klauselwerk-register-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let house = try await TestHouse { $0.register = folder + "/register.sqlite" }
        let anna = house.person("anna")
        #expect(try await !anna.get(Self.address).text.contains("Im Register"))
        func run(_ words: String...) throws {
            let child = try ChildProcess.run(Program.path("klauselwerk"), words, in: folder)
            #expect(child.status == 0, "\(child.errors)")
        }
        try Data(Program.build("fruehe-hilfen", ContractTests.partner, library: house.copy.root)).write(to: URL(filePath: folder + "/vertrag.pdf"))
        try run("register", "aufnehmen", "vertrag.pdf", "--register", "register.sqlite", "--library", house.copy.root)
        let page = try await anna.get(Self.address).text
        #expect(page.contains("Im Register: 1 Vertrag mit Fassung") || page.contains("Im Register hat kein Vertrag diese Klausel."))
        let others = try await anna.get("/bibliothek/klauseln/praeambel/fruehe-hilfen").text
        #expect(others.contains("Im Register: 1 Vertrag mit Fassung"))
        await house.server.stop()
    }
}
