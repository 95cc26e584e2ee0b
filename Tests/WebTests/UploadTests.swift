import ApprovedLibrary
import Foundation
import Testing

@testable import Web

@Suite("Files from browsers")
struct UploadTests {
    static let start = "/neue-serie/\(SeriesSample.agreement)"

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let status: Int
        let said: String
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "a PDF instead of a table", bytes: Array("%PDF-1.7\n%\u{00E2}\n1 0 obj\n".utf8) + [0, 1, 2, 255], status: 422, said: "Diese Tabelle lässt sich nicht verwenden"),
        Case(name: "an old Excel file", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], status: 422, said: ".xls"),
        Case(name: "a heading and no row", bytes: Array("nr;partner.name\n".utf8), status: 422, said: "keine Zeile mit einem Partner"),
        Case(name: "only remarks", bytes: Array("nr;partner.name\n# Hinweis;x\n".utf8), status: 422, said: "keine Zeile mit einem Partner"),
        Case(name: "nothing at all", bytes: [], status: 422, said: "Angenommen wurde nichts"),
        Case(name: "a ZIP that is no table", bytes: Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18), status: 422, said: "Diese Tabelle lässt sich nicht verwenden"),
    ]

    @Test("What is no table is refused in German, and nothing of it stays", arguments: cases)
    func refused(upload: Case) async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let answer = try await browser.upload(Self.start, upload.bytes)
        #expect(answer.status == upload.status && answer.text.contains(upload.said), "\(answer.text)")
        for foreign in ["--", ".yaml", server.data] { #expect(!answer.text.contains(foreign), "\(foreign)") }
        #expect(server.arrived.isEmpty && server.series.isEmpty)
        await server.stop()
    }

    @Test("The token comes first: before it nothing of a file is taken")
    func token() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let token = try await browser.token()
        let file = (name: "x.csv", bytes: Array("nr;partner.name\n1;Verein Muster\n".utf8))
        let wrong = TestBrowser.form([("_kennung", String(repeating: "0", count: 32))], file: file)
        let none = TestBrowser.form([], file: file)
        let late = TestBrowser.form([("name", "x"), ("_kennung", token)], file: file)
        for body in [wrong, none, late] {
            let answer = try Wire.parse(try await Wire.send(Array(browser.head(Self.start, length: body.count).utf8) + body, to: server.port))
            #expect(answer.status == 403)
        }
        let unchosen = TestBrowser.form([("_kennung", token)], file: ("", []))
        let answer = try Wire.parse(try await Wire.send(Array(browser.head(Self.start, length: unchosen.count).utf8) + unchosen, to: server.port))
        #expect(answer.status == 400 && answer.text.contains("Es ist keine Datei gewählt"))
        #expect(server.arrived.isEmpty && server.series.isEmpty)
        await server.stop()
    }

    @Test("65 MiB are refused at the head; a transfer that breaks off leaves nothing")
    func bounds() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let large = try Wire.parse(try await Wire.send(Array(browser.head(Self.start, length: 65 << 20).utf8), to: server.port, within: 20))
        #expect(large.status == 413 && large.text.contains("höchstens 64 MiB"))
        let whole = TestBrowser.form([("_kennung", try await browser.token())], file: ("x.csv", [UInt8](repeating: 65, count: 400_000)))
        _ = try? await Wire.send(Array(browser.head(Self.start, length: whole.count).utf8) + whole.prefix(300_000), to: server.port, thenCloses: true, within: 20)
        for _ in 0..<100 where !server.arrived.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
        #expect(server.arrived.isEmpty && server.series.isEmpty)
        #expect(try await browser.get("/").status == 200)
        await server.stop()
    }

    @Test("However a form is cut on its way, the same comes out of it", arguments: [1, 2, 3, 7, 64, 10_000])
    func cuts(size: Int) throws {
        let content = Array("a\r\n--\(TestBrowser.boundary.dropLast())\r\n-\r\n--".utf8) + (0..<2_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let body = TestBrowser.form([("_kennung", "k"), ("leer", ""), ("text", "ä\r\nö")], file: ("Liste%22.csv", content))
        var parser = try #require(MultipartParser(contentType: "multipart/form-data; boundary=\(TestBrowser.boundary)"))
        var (fields, file, name): ([String], [UInt8], String) = ([], [], "")
        for start in stride(from: 0, to: body.count, by: size) {
            try parser.take(body[start..<min(start + size, body.count)]) { event in
                switch event {
                case .field(let field, let value): fields.append("\(field)=\(value)")
                case .file(_, let given): name = given
                case .bytes(let bytes): file += bytes
                case .endOfFile: break
                }
            }
        }
        try parser.finish()
        #expect(fields == ["_kennung=k", "leer=", "text=ä\r\nö"] && name == "Liste\".csv" && file == content)
    }
}
