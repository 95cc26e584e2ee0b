import ApprovedLibrary
import ChildProcess
import Foundation
import Production
import Testing

@testable import Web

@Suite("Annexes on the page", .serialized)
struct PageAnnexTests {
    private static let rules = ApprovedLibrary.checkout + "/agreements/anlagen/geschaeftsordnung.pdf"
    private static let scheme = ApprovedLibrary.checkout + "/agreements/anlagen/verfahrensschema.pdf"

    private static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    /// So many pages of A3 with something in opposite corners.
    ///
    /// - Parameter isEmbedded: nothing but lines; else words in a font that is not embedded, which become a picture.
    private static func large(pages: Int, isEmbedded: Bool) -> [UInt8] {
        var text = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        let kids = (0..<pages).map { "\(3 + 2 * $0) 0 R" }.joined(separator: " ")
        text += "2 0 obj\n<</Type/Pages/Kids[\(kids)]/Count \(pages)/MediaBox[0 0 842 1191]>>\nendobj\n"
        for page in 0..<pages {
            let content =
                isEmbedded
                ? "40 \(40 + page) 20 20 re 780 1130 20 20 re f" : "BT /F1 24 Tf 40 40 Td (Blatt \(page + 1)) Tj ET BT /F1 24 Tf 740 1150 Td (Ende) Tj ET"
            text += "\(3 + 2 * page) 0 obj\n<</Type/Page/Parent 2 0 R/Contents \(4 + 2 * page) 0 R"
            text += "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>\nendobj\n"
            text += "\(4 + 2 * page) 0 obj\n<</Length \(content.utf8.count)>>stream\n\(content)\nendstream\nendobj\n"
        }
        return Array((text + "trailer\n<</Size \(3 + 2 * pages)/Root 1 0 R>>\nstartxref\n0\n%%EOF\n").utf8)
    }

    /// The annex that was added last, and the version of the page.
    private func last(_ page: String) throws -> (id: String, version: String) {
        let id = try #require(page.matches(of: /id="anlage-([0-9a-f]{32})"/).last.map { String($0.1) })
        return (id, try #require(page.firstMatch(of: /name="_version" value="(\d+)"/).map { String($0.1) }))
    }

    /// Sends an annex's form.
    @discardableResult
    private func send(_ browser: TestBrowser, _ place: String, _ annex: String, _ fields: [(String, String)]) async throws -> Wire.Answer {
        let version = try last(try await browser.get(place).text).version
        return try await browser.post("\(place)/\(annex)", [("_version", version)] + fields, token: try await browser.token())
    }

    /// Text of a PDF, by pdftotext.
    private func text(_ pdf: [UInt8]) throws -> String {
        let path = NSTemporaryDirectory() + "klauselwerk-anlage-\(UUID().uuidString).pdf"
        defer { unlink(path) }
        try Data(pdf).write(to: URL(filePath: path))
        return try ChildProcess.run("/usr/bin/pdftotext", ["-layout", path, "-"]).output
    }

    /// What `klauselwerk annex` makes of a contract.
    private func annexed(_ contract: [UInt8], _ files: [(name: String, bytes: [UInt8])], _ options: [String]) throws -> [UInt8] {
        let folder = NSTemporaryDirectory() + "klauselwerk-annex-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(contract).write(to: URL(filePath: folder + "/vertrag.pdf"))
        for file in files { try Data(file.bytes).write(to: URL(filePath: "\(folder)/\(file.name)")) }
        let run = try ChildProcess.run(
            Program.path("klauselwerk"),
            ["annex", folder + "/vertrag.pdf"] + files.map { "\(folder)/\($0.name)" } + options + ["--library", try ApprovedLibrary.path(), "-o", folder + "/neu.pdf", "--quiet"])
        guard run.status == 0 else { throw Program.Failed(text: run.errors) }
        return try Self.bytes(folder + "/neu.pdf")
    }

    @Test("On a draft: pages chosen and put in order by buttons, title and alternative text; the file is that of build and annex, byte for byte")
    func draft() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let draft = try await browser.begin("fruehe-hilfen")
        let values = ContractTests.partner.merging(["alter_bis": "6", "datum": "3. Dezember 2026"]) { $1 }
        try await browser.fill(draft, values)
        let place = draft + "/anlagen"
        #expect(try await browser.get(draft).text.contains("href=\"\(place)\""))
        let file = Self.large(pages: 3, isEmbedded: true)
        let sent = try await browser.upload(place, file, named: "Konzept_2026.pdf")
        #expect(sent.status == 303 && server.arrived.isEmpty, "\(sent.text)")
        let shown = try await browser.get(place).text
        let annex = try last(shown).id
        #expect(shown.contains("value=\"Konzept 2026\"") && shown.contains("Seite 3 der Datei"))
        // What becomes of a page stands beside it.
        let sheets = shown.matches(of: /(?s)<li class="blatt".*?<\/li>/).map { String($0.0) }
        #expect(sheets.count == 3 && sheets.allSatisfy { $0.contains(/Wird auf \d\d % verkleinert/) && !$0.contains("als Bild") })
        let picture = try await browser.get("\(place)/\(annex)/bilder/2")
        #expect(picture["Content-Type"] == "image/png" && picture.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(try await browser.get("\(place)/\(annex)/bilder/4").status == 404)

        let moved = try await send(browser, place, annex, [("titel", "Konzept *neu*"), ("alternativtext", "Ein Konzept auf zwei Blättern"), ("schritt", "frueher.3")])
        #expect(moved["Location"] == "\(place)#blatt-\(annex)-3")
        try await send(browser, place, annex, [("schritt", "frueher.3")])
        try await send(browser, place, annex, [("schritt", "weglassen.2")])
        #expect(try await browser.get(place).text.contains("value=\"3, 1\""))
        try await browser.upload(place, try Self.bytes(Self.scheme), named: "Plan.pdf")
        let second = try last(try await browser.get(place).text).id
        #expect(second != annex)

        let contract = try Program.build("fruehe-hilfen", values, library: try ApprovedLibrary.path())
        let expected = try annexed(
            contract, [("Konzept_2026.pdf", file), ("Plan.pdf", try Self.bytes(Self.scheme))],
            ["--title", "Konzept *neu*", "--title", "Plan", "--pages", "3, 1", "--alternative-text", "Ein Konzept auf zwei Blättern"])
        let made = try await browser.get(draft + "/vertrag.pdf").body
        #expect(made == expected)
        #expect(try text(made).contains("Konzept *neu*"))
        #expect(String(decoding: made, as: UTF8.self).contains("Blättern") == false)

        // Removed, it is gone from the contract and from the disk.
        try await send(browser, place, second, [("schritt", "hoch")])
        try await send(browser, place, annex, [("schritt", "entfernen")])
        try await send(browser, place, second, [("schritt", "entfernen")])
        #expect(try await browser.get(draft + "/vertrag.pdf").body == contract)
        let folder = server.data + "/anlagen/" + draft.split(separator: "/").joined().dropFirst("entwuerfe".count)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        await server.stop()
    }

    @Test("Pages that there are not are told beside their field, and nothing is changed")
    func faults() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let place = try await browser.begin("fruehe-hilfen") + "/anlagen"
        try await browser.upload(place, Self.large(pages: 2, isEmbedded: false), named: "Zwei.pdf")
        let shown = try await browser.get(place).text
        let annex = try last(shown).id
        #expect(shown.matches(of: /Wird als Bild mit 300 dpi übernommen[^<]+Helvetica/).count == 2)
        for (typed, told) in [("9", "Eine Seite 9 gibt es nicht; die Datei hat 2 Seiten."), ("vorn", "„vorn“ ist keine Auswahl von Seiten.")] {
            let answer = try await send(browser, place, annex, [("titel", "Anders"), ("seiten", typed), ("schritt", "speichern")])
            #expect(answer.status == 422 && answer.text.contains(told) && answer.text.contains("role=\"alert\"") && answer.text.contains("aria-invalid=\"true\""))
            #expect(answer.text.contains("value=\"\(typed)\"") && answer.text.contains("<title>Fehler: "))
        }
        #expect(try await browser.get(place).text.contains("value=\"Zwei\""))
        // Neither may the last page go, nor an order be sent that is none.
        try await send(browser, place, annex, [("schritt", "weglassen.1")])
        try await send(browser, place, annex, [("schritt", "weglassen.2")])
        #expect(try await browser.get(place).text.contains("value=\"2\""))
        try await send(browser, place, annex, [("_ordnung", "2 1 7"), ("schritt", "speichern"), ("seiten", "")])
        #expect(try await browser.get(place).text.contains("2 Seiten"))
        try await send(browser, place, annex, [("_ordnung", "2 1"), ("schritt", "speichern"), ("seiten", "")])
        #expect(try await browser.get(place).text.contains("value=\"2, 1\""))
        // A second window is told, and writes over nothing.
        let late = try await browser.post("\(place)/\(annex)", [("_version", "1"), ("titel", "Verspätet"), ("schritt", "speichern")], token: try await browser.token())
        #expect(late.status == 409 && late.text.contains("überschrieben wurde nichts"))
        #expect(try await !browser.get(place).text.contains("Verspätet"))
        await server.stop()
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let said: String
        var testDescription: String { name }
    }

    @Test(
        "What cannot be an annex is refused in German with a way out, and nothing of it stays",
        arguments: [
            Refused(name: "Bericht.docx", bytes: [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 60), said: "PDF/A-kompatibel"),
            Refused(name: "Plan.xls", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], said: "PDF/A-kompatibel"),
            Refused(name: "Foto.heic", bytes: [0, 0, 0, 24] + Array("ftypheic".utf8) + [UInt8](repeating: 0, count: 16), said: "JPEG oder PNG"),
            Refused(name: "leer.pdf", bytes: [], said: "ist leer"),
            Refused(name: "kaputt.pdf", bytes: Array("%PDF-1.7\nkein Inhalt\n".utf8), said: "beschädigt"),
            Refused(name: "../../.profile", bytes: Array("text".utf8), said: "weder ein PDF noch ein Bild"),
            Refused(name: "kaputt.png", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], said: "beschädigt"),
        ])
    func refused(file: Refused) async throws {
        let server = try await SharedServer.shared.server()
        let browser = try await SharedServer.shared.browser()
        let place = try await browser.begin("fruehe-hilfen") + "/anlagen"
        let answer = try await browser.upload(place, file.bytes, named: file.name)
        #expect(answer.status == 422 && answer.text.contains("Diese Datei lässt sich nicht anfügen") && answer.text.contains(file.said), "\(answer.text)")
        for foreign in [server.data, "--", ".yaml", "/anlagen/"] { #expect(!answer.text.contains(foreign), "\(foreign)") }
        #expect(try await browser.get(place).text.contains("Noch keine angefügt"))
        let folder = server.data + "/anlagen/" + place.split(separator: "/")[1]
        #expect((try? FileManager.default.contentsOfDirectory(atPath: folder))?.isEmpty ?? true)
    }

    @Test(
        "A file of an office program is converted, and stands in the contract once somebody has looked at it and agreed", arguments: ["Konzept.docx", "Zahlen.XLSX", "Ordnung.odt"])
    func converted(name: String) async throws {
        // What stands for LibreOffice: the way around it is what is tried here; Tests/Browser tries it with the real one.
        let server = try await TestServer { $0.conversion = OfficeConversion { _, _ in [UInt8](FileManager.default.contents(atPath: Self.scheme) ?? Data()) } }
        let browser = try await TestBrowser.signedIn(server)
        let draft = try await browser.begin("fruehe-hilfen")
        try await browser.fill(draft, ContractTests.partner)
        let place = draft + "/anlagen"
        let plain = try await browser.get(draft + "/vertrag.pdf").body
        #expect(try await browser.get(place).text.contains(".docx"))
        let archive: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 60)
        #expect(try await browser.upload(place, archive, named: name).status == 303)
        let page = try await browser.get(place).text
        let annex = try last(page).id
        #expect(page.contains("Stimmt das Ergebnis?") && page.contains(name) && page.contains("/\(annex)/bilder/1"))
        #expect(try await browser.get("\(place)/\(annex)/datei").body == Self.bytes(Self.scheme))
        // Not before.
        #expect(try await browser.get(draft + "/vertrag.pdf").body == plain)
        #expect(try await browser.get(draft).text.contains("Anlagen (0, dazu 1 zu bestätigen)"))
        try await send(browser, place, annex, [("schritt", "bestaetigen")])
        let agreed = try await browser.get(place).text
        #expect(!agreed.contains("Stimmt das Ergebnis?") && agreed.contains("umgewandelt in"))
        let stem = String(name.prefix { $0 != "." })
        #expect(try await browser.get(draft + "/vertrag.pdf").body == annexed(plain, [("\(stem).pdf", Self.bytes(Self.scheme))], ["--title", stem]))
        try await send(browser, place, annex, [("schritt", "entfernen")])
        #expect(try await browser.get(draft + "/vertrag.pdf").body == plain)
        await server.stop()
    }

    @Test("What LibreOffice can do nothing with, and any such file where it is not installed: how to save as PDF/A", arguments: [true, false])
    func notConverted(isInstalled: Bool) async throws {
        let server = try await TestServer { $0.conversion = isInstalled ? OfficeConversion { _, _ in nil } : nil }
        let browser = try await TestBrowser.signedIn(server)
        let place = try await browser.begin("fruehe-hilfen") + "/anlagen"
        #expect(try await browser.get(place).text.contains("Word- und Excel-Dateien speichern Sie vorher als PDF/A.") == !isInstalled)
        let answer = try await browser.upload(place, [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 60), named: "Konzept.docx")
        #expect(answer.status == 422 && answer.text.contains("„Konzept.docx“") && answer.text.contains("PDF/A-kompatibel"), "\(answer.text)")
        #expect(answer.text.contains("lässt sich nicht in ein PDF umwandeln") == isInstalled)
        #expect(try await browser.get(place).text.contains("Noch keine angefügt") && server.arrived.isEmpty)
        await server.stop()
    }

    @Test("A finished contract gets annexes as klauselwerk annex gives them; a file that is none of ours, and a changed one, are refused")
    func finished() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let contract = try Program.build(
            "fruehe-hilfen", ContractTests.partner.merging(["alter_bis": "6", "datum": "3. Dezember 2026"]) { $1 }, library: try ApprovedLibrary.path())
        #expect(try await browser.get("/").text.contains("href=\"/anhaengen\""))
        let foreign = try await browser.upload("/anhaengen", try Self.bytes(Self.scheme), named: "fremd.pdf")
        #expect(foreign.status == 422 && foreign.text.contains("Diesem Vertrag lässt sich nichts anfügen"), "\(foreign.text)")
        let changed = try await browser.upload("/anhaengen", contract + Array("% Zusatz\n".utf8), named: "anders.pdf")
        #expect(changed.status == 422)
        for text in [server.data, "„verify“", "--"] { #expect(!foreign.text.contains(text) && !changed.text.contains(text), "\(text)") }
        let sent = try await browser.upload("/anhaengen", contract, named: "Vertrag Köln.pdf")
        let place = try #require(sent["Location"], "\(sent.text)")
        #expect(place.hasPrefix("/fertige/") && server.arrived.isEmpty)
        try await browser.upload(place, try Self.bytes(Self.rules), named: "Geschäftsordnung.pdf")
        #expect(try await browser.get(place).text.contains("Vertrag mit Anlagen herunterladen"))
        let file = try await browser.get(String(place.dropLast("/anlagen".count)) + "/vertrag.pdf")
        #expect(file.body == (try annexed(contract, [("Geschäftsordnung.pdf", try Self.bytes(Self.rules))], [])))
        #expect(try await browser.get("/anhaengen").text.contains("Vertrag Köln.pdf"))
        // Whoever removes it finds nothing of it left.
        let gone = String(place.dropLast("/anlagen".count)) + "/loeschen"
        #expect(try await browser.get(gone).status == 200)
        #expect(try await browser.post(gone, [], token: try await browser.token())["Location"] == "/anhaengen")
        for folder in ["/anlagen", "/ergaenzungen"] { #expect(try FileManager.default.contentsOfDirectory(atPath: server.data + folder).isEmpty) }
        #expect(try await browser.get(place).status == 404)
        await server.stop()
    }

    @Test("What a dead server has left of annexes that nobody has noted is swept out; what is noted stays")
    func swept() async throws {
        let first = try await TestServer()
        let browser = try await TestBrowser.signedIn(first)
        let draft = try await browser.begin("fruehe-hilfen")
        try await browser.upload(draft + "/anlagen", try Self.bytes(Self.scheme), named: "Plan.pdf")
        await first.stop()
        let holder = first.data + "/anlagen/" + draft.split(separator: "/")[1]
        for folder in [
            holder + "/" + String(repeating: "a", count: 32), first.data + "/anlagen/" + String(repeating: "b", count: 32),
            first.data + "/ergaenzungen/" + String(repeating: "c", count: 32),
        ] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let second = try await TestServer(data: first.data)
        #expect(try FileManager.default.contentsOfDirectory(atPath: holder).count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: first.data + "/anlagen").count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: first.data + "/ergaenzungen").isEmpty)
        let again = try await TestBrowser.signedIn(second)
        #expect(try await again.get(draft + "/anlagen").text.contains("value=\"Plan\""))
        await second.stop()
    }

    @Test(
        "Pages named as for printing",
        arguments: [
            ("", [1, 2, 3, 4]), ("2", [2]), ("3, 1-2", [3, 1, 2]), ("4-", [4]), ("1-2, 2, 1", [1, 2]), ("1–3", [1, 2, 3]),
        ])
    func pages(text: String, numbers: [Int]) throws {
        #expect(try PageList.numbers(text, of: 4) == numbers)
        #expect(try PageList.numbers(PageList.text(numbers), of: 4) == numbers)
    }

    @Test(
        "Names of files keep no way to anywhere",
        arguments: [
            ("Konzept 2026.pdf", "Konzept 2026.pdf"), ("../../etc/passwd", "_.._etc_passwd"), (".profile", "profile"), ("...", "Anlage"), ("Größe (1).png", "Größe (1).png"),
            ("a\u{0}b:c.pdf", "a_b_c.pdf"),
        ])
    func names(given: String, kept: String) { #expect(KeptAnnex.safe(given) == kept) }
}
