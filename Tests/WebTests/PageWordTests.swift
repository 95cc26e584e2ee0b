import ApprovedLibrary
import ChildProcess
import Foundation
import TestScale
import Testing

@testable import Web

@Suite("Word on the page", .serialized)
struct PageWordTests {
    private static let values = ContractTests.partner.merging(["alter_bis": "6", "datum": "3. Dezember 2026"]) { $1 }

    private func folder() throws -> String {
        let path = NSTemporaryDirectory() + "klauselwerk-word-seite-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    @discardableResult
    private func klauselwerk(_ arguments: [String], in folder: String, allowing: Set<Int32> = [0]) throws -> String {
        let run = try ChildProcess.run(Program.path("klauselwerk"), arguments + ["--library", try ApprovedLibrary.path()], in: folder)
        guard allowing.contains(run.status) else { throw Program.Failed(text: run.errors) }
        return run.output
    }

    /// The file with other words in it, as somebody changes it who does not track: by another program.
    private func changed(_ file: [UInt8], _ changes: [(String, String)], in folder: String) throws -> [UInt8] {
        try Data(file).write(to: URL(filePath: folder + "/vorher.docx"))
        let script = """
            import sys, zipfile
            pairs = list(zip(sys.argv[1::2], sys.argv[2::2]))
            with zipfile.ZipFile("vorher.docx") as old, zipfile.ZipFile("nachher.docx", "w", zipfile.ZIP_DEFLATED) as new:
                for item in old.infolist():
                    text = old.read(item)
                    if item.filename == "word/document.xml":
                        for before, after in pairs:
                            assert before.encode() in text, before
                            text = text.replace(before.encode(), after.encode())
                    new.writestr(item, text)
            """
        let run = try ChildProcess.run("/usr/bin/python3", ["-c", script] + changes.flatMap { [$0.0, $0.1] }, in: folder)
        guard run.status == 0 else { throw Program.Failed(text: run.errors) }
        return try bytes(folder + "/nachher.docx")
    }

    private func version(_ page: String) throws -> String { try #require(page.firstMatch(of: /name="_version" value="(\d+)"/).map { String($0.1) }) }

    /// Keys of the changes, in their order.
    private func keys(_ page: String) -> [String] { page.matches(of: /id="a-([0-9a-f]{16})"/).map { String($0.1) } }

    @Test("Out and back: the file of klauselwerk word; a change and a value are shown, decided, carried over; the report is that of klauselwerk vergleichen, byte for byte")
    func outAndBack() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let draft = try await browser.begin("fruehe-hilfen")
        #expect(try await browser.get(draft).text.contains("href=\"\(draft)/word\""))
        #expect(try await browser.get(draft + "/word").text.contains("sobald alle Angaben da sind"))
        #expect(try await browser.get(draft + "/vertrag.docx").status == 303)
        try await browser.fill(draft, Self.values)
        let sent = try await browser.get(draft + "/vertrag.docx")
        var settings: [String] = []
        for (path, value) in Self.values { settings += ["--set", "\(path)=\(value)"] }
        // The same values from a data file: the origin says where values come from.
        var tree: [String: Any] = [:]
        for (path, value) in Self.values {
            let parts = path.split(separator: ".").map(String.init)
            if parts.count == 1 { tree[path] = value } else { tree[parts[0]] = (tree[parts[0]] as? [String: Any] ?? [:]).merging([parts[1]: value]) { $1 } }
        }
        try JSONSerialization.data(withJSONObject: tree).write(to: URL(filePath: folder + "/werte.json"))
        try klauselwerk(["word", "fruehe-hilfen", "--data", "werte.json", "-o", "v.docx", "--quiet"], in: folder)
        #expect(sent.body == (try bytes(folder + "/v.docx")))
        #expect(sent["Content-Type"] == WordScreens.type && sent["Content-Disposition"]?.contains(".docx") == true)
        try klauselwerk(["word", "fruehe-hilfen", "--data", "werte.json", "-o", "g.docx", "--lock", "--quiet"], in: folder)
        #expect(try await browser.get(draft + "/vertrag.docx?gesperrt=ja").body == bytes(folder + "/g.docx"))

        let file = try changed(sent.body, [("gesetzlichen Vorschriften", "allgemeinen Regeln"), (">Musterstadt<", ">Neustadt<")], in: folder)
        try Data(file).write(to: URL(filePath: folder + "/zurück.docx"))
        let answer = try await browser.upload(draft + "/word", file, named: "zurück.docx")
        let place = try #require(answer["Location"], "\(answer.text)")
        #expect(server.arrived.isEmpty)
        let shown = try await browser.get(place).text
        #expect(
            shown.contains("<del><span class=\"nurvorlesen\">gestrichen: </span>gesetzlichen Vorschriften</del>") && shown.contains("</span>allgemeinen Regeln</ins>"), "\(shown)")
        #expect(shown.contains("nicht gekennzeichnet") && shown.contains("Die Datei kennzeichnet keine Änderungen"))
        #expect(shown.contains("name=\"w.partner.ort\"") && shown.contains("Neustadt"))
        for foreign in [server.data, "--", ".yaml", "partner.ort<", "haftung/"] { #expect(!shown.contains(foreign), "\(foreign)") }

        let changes = keys(shown)
        let liability = try #require(
            shown.matches(of: /(?s)<section class="fassung" id="a-([0-9a-f]{16})".*?<\/section>/).first { $0.0.contains("allgemeinen Regeln") }.map { String($0.1) })
        let others = changes.filter { $0 != liability }
        #expect(!others.isEmpty)
        let decided = [("e.\(liability)", "annehmen")] + others.map { ("e.\($0)", "ablehnen") }
        #expect(try await browser.post(place, [("_version", try version(shown)), ("schritt", "speichern")] + decided, token: try await browser.token()).status == 303)
        // Whoever has not seen it is told, and overwrites nothing.
        #expect(try await browser.post(place, [("_version", try version(shown)), ("e.\(liability)", "ablehnen")], token: try await browser.token()).status == 409)
        let saved = try await browser.get(place).text
        #expect(saved.contains("Über alle Änderungen ist entschieden.") && saved.contains("Für die Antwort an den Partner") && saved.contains("Es bleibt bei: "))

        // What the command line says of the same file, called as it is called here.
        let numbers = Dictionary(saved.matches(of: /id="t-([0-9a-f]{16})">(\d+)\./).map { (String($0.1), String($0.2)) }, uniquingKeysWith: { first, _ in first })
        let accepted = try #require(numbers[liability])
        let rejected = others.compactMap { numbers[$0] }.joined(separator: ",")
        try klauselwerk(
            ["vergleichen", "zurück.docx", "--pdf", "b.pdf", "--html", "b.html", "--annehmen", accepted, "--ablehnen", rejected, "--entwurf", "abweichend", "--still"], in: folder,
            allowing: [0, 1])
        #expect(try await browser.get(place + "/bericht.pdf").body == bytes(folder + "/b.pdf"))
        #expect(try await browser.get(place + "/bericht.html").body == bytes(folder + "/b.html"))

        let carry = [("_version", try version(saved)), ("schritt", "uebernehmen"), ("w.partner.ort", "ja")] + decided
        #expect(try await browser.post(place, carry, token: try await browser.token())["Location"] == place + "#uebernommen")
        let done = try await browser.get(place).text
        #expect(done.contains("abweichenden Wortlaut für diesen Vertrag") && done.contains("„Neustadt“ statt „Musterstadt“"), "\(done)")
        #expect(try await browser.get(draft).text.contains("value=\"Neustadt\""))
        // The clause is the draft that the command line writes, under the draft's own head.
        let own = try await browser.get(draft + "/klauseln/haftung").text
        #expect(own.contains("eigenen, nicht freigegebenen Wortlaut") && own.contains("allgemeinen Regeln"))
        let written = try String(contentsOfFile: folder + "/abweichend/haftung/gesetzlich-abweichung.md", encoding: .utf8)
        #expect(written.contains("allgemeinen Regeln") && DraftTexts.body(written).contains("allgemeinen Regeln"))
        // The contract is a draft now, and what was sent is still known.
        #expect(try await browser.get(draft + "/word").text.contains("in den Entwurf übernommen"))
        // So the changes are the same still, and more of them can be accepted.
        #expect(keys(done) == changes && !done.contains("Die Bibliothek ist seit dem Versand eine andere"))
        let again = [("_version", try version(done)), ("schritt", "uebernehmen")] + decided
        #expect(try await browser.post(place, again, token: try await browser.token()).status == 303)
        #expect(try await browser.get(place).text.contains("abweichenden Wortlaut für diesen Vertrag"))

        // Removed, nothing of it is left; with the draft everything goes.
        let second = try #require(try await browser.upload(draft + "/word", file, named: "noch einmal.docx")["Location"])
        #expect(try await browser.post(second + "/loeschen", [], token: try await browser.token())["Location"] == draft + "/word")
        #expect(try await browser.get(second).status == 404)
        let kept = server.data + "/rueckgaben/" + draft.split(separator: "/")[1]
        #expect(try FileManager.default.contentsOfDirectory(atPath: kept).count == 1)
        #expect(try await browser.post(draft + "/loeschen", [], token: try await browser.token()).status == 303)
        #expect(!FileManager.default.fileExists(atPath: kept))
        await server.stop()
    }

    @Test("A file without its origin is held against the draft as it is now; one of a finished contract begins a draft; a PDF becomes a Word file")
    func finished() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let draft = try await browser.begin("fruehe-hilfen")
        try await browser.fill(draft, Self.values)
        let sent = try await browser.get(draft + "/vertrag.docx").body
        let bare = try changed(sent, [("gesetzlichen Vorschriften", "allgemeinen Regeln")], in: folder)
        let stripped = try ChildProcess.run(
            "/usr/bin/python3",
            [
                "-c",
                """
                import re, zipfile
                with zipfile.ZipFile("nachher.docx") as old, zipfile.ZipFile("ohne.docx", "w") as new:
                    for item in old.infolist():
                        text = old.read(item)
                        if item.filename.startswith("customXml/"):
                            continue
                        if item.filename == "[Content_Types].xml":
                            text = re.sub(rb'<Override PartName="/customXml[^>]*>', b"", text)
                        if item.filename == "word/_rels/document.xml.rels":
                            text = re.sub(rb'<Relationship [^>]*customXml[^>]*>', b"", text)
                        new.writestr(item, text)
                """,
            ], in: folder)
        #expect(stripped.status == 0, "\(stripped.errors)")
        let place = try #require(try await browser.upload(draft + "/word", try bytes(folder + "/ohne.docx"), named: "ohne.docx")["Location"])
        let page = try await browser.get(place).text
        #expect(page.contains("sagt nicht mehr, woraus sie entstanden ist; verglichen ist sie mit dem Entwurf, wie er war, als sie kam") && keys(page).count == 1, "\(page)")
        let unknown = try await browser.upload("/word/rueckgabe", try bytes(folder + "/ohne.docx"), named: "ohne.docx")
        #expect(unknown.status == 422 && unknown.text.contains("sagt nicht, woraus sie entstanden ist"))

        // Of a contract that is no draft here.
        let begun = try #require(try await browser.upload("/word/rueckgabe", bare, named: "Vertrag.docx")["Location"])
        #expect(begun.hasPrefix("/entwuerfe/") && !begun.hasPrefix(draft))
        #expect(try await keys(browser.get(begun).text).count == 1)
        let own = begun.components(separatedBy: "/word/")[0]
        let form = try await browser.get(own).text
        #expect(form.contains("value=\"Familienzentrum Regenbogen e. V.\"") && form.contains("Alle Angaben sind da"))

        let contract = try await browser.get(draft + "/vertrag.pdf").body
        let word = try await browser.upload("/word/vertrag", contract, named: "Vertrag.pdf")
        #expect(word.status == 200 && word.body == sent, "\(word.status)")
        try Data(contract).write(to: URL(filePath: folder + "/Vertrag.pdf"))
        try klauselwerk(["word", "Vertrag.pdf", "--quiet"], in: folder)
        #expect(try bytes(folder + "/Vertrag.docx") == sent)
        let foreign = try await browser.upload("/word/vertrag", Array("%PDF-1.7\n".utf8), named: "fremd.pdf")
        #expect(foreign.status == 422 && foreign.text.contains("entsteht keine Word-Datei") && !foreign.text.contains(server.data))
        #expect(server.arrived.isEmpty)
        await server.stop()
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let said: String
        var testDescription: String { name }
    }

    @Test(
        "What cannot be compared is refused in German with a way out, and nothing of it stays",
        arguments: [
            Refused(name: "alt.doc", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], said: "nicht vergleichen"),
            Refused(name: "kaputt.docx", bytes: [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 60), said: "beschädigt"),
            Refused(name: "leer.docx", bytes: [], said: "nicht vergleichen"),
            Refused(name: "../../.profile", bytes: Array("text".utf8), said: "nicht vergleichen"),
            Refused(name: "bild.docx", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], said: "nicht vergleichen"),
        ])
    func refused(file: Refused) async throws {
        let server = try await SharedServer.shared.server()
        let browser = try await SharedServer.shared.browser()
        let draft = try await browser.begin("fruehe-hilfen")
        for place in [draft + "/word", "/word/rueckgabe"] {
            let answer = try await browser.upload(place, file.bytes, named: file.name)
            #expect(answer.status == 422 && answer.text.contains("Diese Datei lässt sich nicht vergleichen") && answer.text.contains(file.said), "\(answer.text)")
            for foreign in [server.data, "--", ".yaml", "/rueckgaben/"] { #expect(!answer.text.contains(foreign), "\(foreign)") }
        }
        #expect(try await !browser.get(draft + "/word").text.contains("Zurückgekommen"))
        let folder = server.data + "/rueckgaben/" + draft.split(separator: "/")[1]
        #expect((try? FileManager.default.contentsOfDirectory(atPath: folder))?.isEmpty ?? true)
    }

    @Test("Old contracts in, agreements and clauses out: files and report are those of klauselwerk uebernehmen; what is no contract is named, and nothing of it stays")
    func takingOver() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var files: [(name: String, bytes: [UInt8])] = []
        for (name, style) in [("praktikum", "hand"), ("supervision", "auto")] {
            let place = ApprovedLibrary.checkout + "/Tests/TakingOverTests/Vertraege"
            #expect(try ChildProcess.run("/usr/bin/python3", ["\(place)/tippen.py", "\(place)/\(name).tsv", "\(folder)/\(name).docx", style]).status == 0)
            files.append(("\(name).docx", try bytes("\(folder)/\(name).docx")))
        }
        #expect(try await browser.get("/word").text.contains("href=\"/uebernahme\""))
        #expect(try await browser.get("/uebernahme").text.contains("multiple"))
        let wrong = try await browser.uploadAll("/uebernahme", [("kaputt.docx", Array("PK kein Vertrag".utf8))], fields: [("land", "NW")])
        let failed = try await browser.wait(for: try #require(wrong["Location"]), ["ließ sich nichts übernehmen", "übernommen. Alles"])
        #expect(failed.contains("„kaputt.docx“") && failed.contains("role=\"alert\""))
        let sent = try await browser.uploadAll("/uebernahme", files + [(name: "kaputt.docx", bytes: Array("PK kein Vertrag".utf8))], fields: [("land", "NW")])
        let place = try #require(sent["Location"], "\(sent.text)")
        #expect(server.arrived.isEmpty)
        let report = try await browser.wait(for: place, ["übernommen. Alles Neue", "ließ sich nichts"])
        #expect(
            report.contains("2 Verträge übernommen") && report.contains("Nicht gelesen") && report.contains("„§§ 1 bis 3“ nennt mehrere Stellen")
                && report.contains("Hinweis, Absatz "), "\(report)")
        for page in [failed, report] { for foreign in [server.data, "--", "/alt/", "klauselwerk "] { #expect(!page.contains(foreign), "\(foreign)") } }

        try Data("PK kein Vertrag".utf8).write(to: URL(filePath: folder + "/kaputt.docx"))
        try klauselwerk(["uebernehmen", "praktikum.docx", "supervision.docx", "kaputt.docx", "--land", "NW", "-o", "neu", "--still"], in: folder, allowing: [0, 1])
        try Data(try await browser.get(place + "/ergebnis.zip").body).write(to: URL(filePath: folder + "/a.zip"))
        #expect(try ChildProcess.run("/usr/bin/python3", ["-m", "zipfile", "-e", folder + "/a.zip", folder + "/seite"]).status == 0)
        let compared = try ChildProcess.run("/usr/bin/diff", ["-r", "neu", "seite"], in: folder)
        #expect(compared.status == 0, "\(compared.output)")
        #expect(try await browser.get(place + "/bericht.html").body == bytes(folder + "/neu/bericht.html"))

        // A stranger's land, no file, too many: nothing stays.
        let before = try FileManager.default.contentsOfDirectory(atPath: server.data + "/uebernahmen").count
        #expect(try await browser.uploadAll("/uebernahme", files, fields: [("land", "XX")]).status == 400)
        #expect(try await browser.uploadAll("/uebernahme", [("", [])], fields: []).status == 400)
        #expect(
            try await browser.uploadAll("/uebernahme", (0...TakenContracts.most).map { number -> (name: String, bytes: [UInt8]) in ("\(number).docx", [1]) }, fields: []).status
                == 413)
        #expect(server.arrived.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: server.data + "/uebernahmen").count == before)
        #expect(try await browser.post(place + "/loeschen", [], token: try await browser.token())["Location"] == "/uebernahme")
        #expect(try await browser.get(place).status == 404)
        #expect(try FileManager.default.contentsOfDirectory(atPath: server.data + "/uebernahmen").count == before - 1)
        await server.stop()
    }

    @Test("What breaks off on its way, comes without token or is too large leaves nothing; what a dead server has left is swept out")
    func aborted() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let draft = try await browser.begin("fruehe-hilfen")
        for place in [draft + "/word", "/uebernahme", "/word/rueckgabe", "/word/vertrag"] {
            let large = try Wire.parse(try await Wire.send(Array(browser.head(place, length: 300 << 20).utf8), to: server.port, within: 20))
            #expect(large.status == 413)
            let without = TestBrowser.form([], file: ("x.docx", [1, 2, 3]))
            #expect(try Wire.parse(try await Wire.send(Array(browser.head(place, length: without.count).utf8) + without, to: server.port)).status == 403)
            let whole = TestBrowser.form([("_kennung", try await browser.token())], file: ("x.docx", [UInt8](repeating: 65, count: 400_000)))
            _ = try? await Wire.send(Array(browser.head(place, length: whole.count).utf8) + whole.prefix(300_000), to: server.port, thenCloses: true, within: 20)
        }
        for _ in 0..<100 where !server.arrived.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
        #expect(server.arrived.isEmpty)
        for name in ["rueckgaben", "uebernahmen"] { #expect((try? FileManager.default.contentsOfDirectory(atPath: "\(server.data)/\(name)"))?.isEmpty ?? true, "\(name)") }
        await server.stop()
        for name in ["rueckgaben", "uebernahmen"] {
            try FileManager.default.createDirectory(atPath: "\(server.data)/\(name)/" + String(repeating: "a", count: 32), withIntermediateDirectories: true)
        }
        let second = try await TestServer(data: server.data)
        for name in ["rueckgaben", "uebernahmen"] { #expect(try FileManager.default.contentsOfDirectory(atPath: "\(server.data)/\(name)").isEmpty, "\(name)") }
        await second.stop()
    }

    @Test("Nobody sees another's files: neither what came back nor what was taken over")
    func strangers() async throws {
        let server = try await TestServer { settings in
            settings.userHeader = "X-Remote-User"
            settings.proxies = ["127.0.0.1"]
        }
        let (anna, ben) = (TestBrowser(server), TestBrowser(server))
        anna.headers["X-Remote-User"] = "anna"
        ben.headers["X-Remote-User"] = "ben"
        _ = try await anna.get("/")
        _ = try await ben.get("/")
        let draft = try await anna.begin("fruehe-hilfen")
        try await anna.fill(draft, Self.values)
        let sent = try await anna.get(draft + "/vertrag.docx").body
        let place = try #require(try await anna.upload(draft + "/word", sent, named: "z.docx")["Location"])
        #expect(try await anna.get(place).text.contains("Der Wortlaut ist, wie er verschickt wurde"))
        let taken = try #require(try await anna.uploadAll("/uebernahme", [("a.docx", [1])], fields: [])["Location"])
        for path in [draft + "/word", draft + "/vertrag.docx", place, place + "/bericht.pdf", taken, taken + "/ergebnis.zip", taken + "/loeschen"] {
            #expect(try await ben.get(path).status == 404, "\(path)")
        }
        #expect(try await ben.post(place, [("_version", "1")], token: try await ben.token()).status == 404)
        // A file of another draft has no address under one's own.
        let own = try await ben.begin("fruehe-hilfen")
        let last = try #require(place.split(separator: "/").last)
        #expect(try await ben.get("\(own)/word/\(last)").status == 404)
        await server.stop()
    }

    @Test("A series as Word files: each is that of klauselwerk batch --word, singly and in the archive")
    func series() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let lines = try String(contentsOfFile: SeriesSample.list, encoding: .utf8).split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        let table = lines.prefix(4).joined(separator: "\n") + "\n"
        let series = try #require(try await browser.upload("/neue-serie/\(SeriesSample.agreement)", Array(table.utf8), named: "Liste.csv")["Location"])
        _ = try await browser.wait(for: series, ["geprüft: Alle", "Bitte prüfen"])
        #expect(try await browser.post(series + "/word", [], token: try await browser.token()).status == 409)
        #expect(try await browser.post(series + "/erstellen", [], token: try await browser.token()).status == 303)
        #expect(try await browser.wait(for: series, ["Stand: fertig", "Stand: nicht"]).contains("href=\"\(series)/word\""))
        #expect(try await browser.get(series + "/word.zip").status == 404)
        #expect(try await browser.get(series + "/word").text.contains("Word-Dateien erstellen"))
        #expect(try await browser.post(series + "/word", [], token: try await browser.token())["Location"] == series + "/word")
        let done = try await browser.wait(for: series + "/word", ["als ZIP herunterladen", "sobald die Verträge"])
        #expect(done.contains("3 Word-Dateien als ZIP herunterladen"), "\(done)")

        try table.write(toFile: folder + "/Liste.csv", atomically: true, encoding: .utf8)
        try klauselwerk(["batch", SeriesSample.agreement, "--partners", "Liste.csv", "-o", "aus", "--word", "--quiet"], in: folder)
        try Data(try await browser.get(series + "/word.zip").body).write(to: URL(filePath: folder + "/w.zip"))
        #expect(try ChildProcess.run("/usr/bin/python3", ["-m", "zipfile", "-e", folder + "/w.zip", folder + "/seite"]).status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/seite").sorted()
        let expected = try FileManager.default.contentsOfDirectory(atPath: folder + "/aus").filter { $0.hasSuffix(".docx") }.sorted()
        #expect(names.count == 3 && names == expected)
        for name in names { #expect(try bytes("\(folder)/seite/\(name)") == bytes("\(folder)/aus/\(name)"), "\(name)") }
        let link = try #require(done.firstMatch(of: /href="([^"]+vertrag\.docx)">([^<]+)</))
        #expect(try await browser.get(String(link.1)).body == bytes("\(folder)/aus/\(link.2)"))
        #expect(try await browser.get(series + "/vertraege/99/vertrag.docx").status == 404)
        await server.stop()
    }
}

extension TestBrowser {
    /// A form with several files, as browsers send them.
    fileprivate func uploadAll(_ path: String, _ files: [(name: String, bytes: [UInt8])], fields: [(String, String)]) async throws -> Wire.Answer {
        let end = Array("--\(Self.boundary)--\r\n".utf8)
        var body = Array(Self.form([("_kennung", try await token())] + fields, file: nil).dropLast(end.count))
        for file in files { body += Self.form([], file: file).dropLast(end.count) }
        body += end
        return try Wire.parse(try await Wire.send(Array(head(path, length: body.count).utf8) + body, to: server.port))
    }
}
