import ApprovedLibrary
import ChildProcess
import Foundation
import Testing

@testable import Web

@Suite("From a table to a series", .serialized)
struct SeriesTests {
    @Test("25 contracts from Excel, three faults mended in the grid: each file is byte for byte that of klauselwerk batch, and so it is in the archive")
    func wholeWay() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        #expect(try await browser.get("/").text.contains("href=\"/neue-serie\""))
        let start = "/neue-serie/\(SeriesSample.agreement)"
        #expect(try await browser.get("/neue-serie").text.contains("href=\"\(start)\""))
        let form = try await browser.get(start + "/partnerliste.xlsx")
        #expect(form.status == 200 && form.body.starts(with: [0x50, 0x4B]))
        #expect(try await browser.get(start).text.contains("partnerliste.xlsx"))
        let sent = try await browser.upload(start, try SeriesSample.workbook(faulty: true), named: "Partner Köln.xlsx")
        #expect(sent.status == 303, "\(sent.text)")
        let series = try #require(sent["Location"])
        #expect(server.arrived.isEmpty)

        let checked = try await browser.wait(for: series, ["Bitte prüfen", "geprüft: Alle"])
        #expect(checked.contains("3 Zeilen haben Fehler") && checked.contains("Partner Köln.xlsx"))
        for foreign in ["--", ".yaml", "partner.plz", server.data, "klauselwerk "] { #expect(!checked.contains(foreign), "\(foreign)") }
        // No contract of a row that is wrong, none at all before somebody asks.
        #expect(!checked.contains("25 Verträge erstellen"))
        #expect(try await browser.get(series + "/zeilen/2/vorschau.pdf").status == 422)
        try await mend(browser, series, checked)

        let sound = try await browser.wait(for: series, ["geprüft: Alle", "Bitte prüfen"])
        #expect(sound.contains("25 Zeilen geprüft: Alle lassen sich erstellen.") && sound.contains("3 Zellen wurden hier berichtigt."))
        let expected = try SeriesSample.contracts()
        let preview = try await browser.get(series + "/zeilen/2/vorschau.pdf").body
        #expect(expected.values.contains(preview))
        #expect(try await browser.post(series + "/erstellen", [], token: try await browser.token()).status == 303)
        let done = try await browser.wait(for: series, ["Stand: fertig", "Stand: nicht"])
        #expect(done.contains("25 Verträge liegen bereit."))

        let archive = try unpacked(try await browser.get(series + "/vertraege.zip").body)
        #expect(archive.count == 25 && archive == expected)
        let list = try await browser.get(series + "/vertraege?suche=regenbogen").text
        let link = try #require(list.firstMatch(of: /href="([^"]+vertrag\.pdf)">([^<]+)</))
        #expect(list.contains("1 von 25"))
        #expect(try await browser.get(String(link.1)).body == expected[String(link.2)])
        #expect(try await browser.get(series + "/bericht.html").text.contains("Bericht über eine Serie"))
        // Back after finishing: what is sent once more makes nothing twice and loses nothing; what is too late is told.
        #expect(try await browser.post(series + "/erstellen", [], token: try await browser.token()).status == 303)
        #expect(try await browser.wait(for: series, ["Stand: fertig", "Stand: nicht"]).contains("25 Verträge liegen bereit."))
        #expect(try unpacked(try await browser.get(series + "/vertraege.zip").body) == expected)
        #expect(try await browser.post(series + "/anhalten", [], token: try await browser.token()).status == 303)
        #expect(try await browser.get(series).text.contains("Stand: fertig"))
        #expect(try await browser.post(series + "/loeschen", [], token: try await browser.token()).status == 303)
        for path in ["", "/vertraege", "/druck"] {
            let gone = try await browser.get(series + path)
            #expect(gone.status == 404 && gone.text.contains("Diese Serie gibt es nicht"), "\(path)")
        }
        await server.stop()
    }

    /// Types what is right into the cells that are marked.
    private func mend(_ browser: TestBrowser, _ series: String, _ page: String) async throws {
        let cells = page.matches(of: /name="z\.(\d+)\.(\d+)\.(\d+)" value="([^"]*)"[^>]*aria-invalid="true"/)
        #expect(cells.count == 3)
        var fields = [("_version", try #require(page.firstMatch(of: /name="_version" value="(\d+)"/).map { String($0.1) })), ("_blatt.0", "Partner")]
        for fault in SeriesSample.faults {
            let cell = try #require(cells.first { Int($0.2) == fault.row && Int($0.3) == fault.column })
            #expect(String(cell.4) == fault.wrong)
            fields.append(("z.\(cell.1).\(cell.2).\(cell.3)", fault.right))
        }
        #expect(try await browser.post(series + "/zellen", fields, token: try await browser.token()).status == 303)
        // Somebody who has not seen it is told, and nothing is written over anything.
        // What stands in his form as it was sent to him is none of his changes.
        let untouched = SeriesSample.faults.filter { $0.row != 2 }.flatMap { fault in
            ["", "v."].map { ("\($0)z.0.\(fault.row).\(fault.column)", fault.wrong) }
        }
        let late = try await browser.post(
            series + "/zellen", [("_version", fields[0].1), ("_blatt.0", "Partner"), ("v.z.0.2.4", "12"), ("z.0.2.4", "99999")] + untouched, token: try await browser.token())
        #expect(late.status == 409 && late.text.contains("99999") && late.text.contains("00002"))
        #expect(late.text.contains("<th scope=\"row\">E2</th>") && !late.text.contains("<th scope=\"row\">C4</th>"))
    }

    private func unpacked(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
        let folder = NSTemporaryDirectory() + "klauselwerk-zip-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: folder + "/alle.zip"))
        // Another program's reader is the judge.
        let run = try ChildProcess.run("python3", ["-m", "zipfile", "-e", folder + "/alle.zip", folder])
        #expect(run.status == 0, "\(run.errors)")
        return try SeriesSample.files(in: folder)
    }

    @Test("A server killed in the middle: the next one goes on, makes nothing twice, and nothing is missing or half made")
    func killed() async throws {
        let data = NSTemporaryDirectory() + "klauselwerk-kill-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let list = try SeriesSample.long(in: data + "/liste")
        let expected = try SeriesSample.run(list)
        let first = try await ServerProcess(data: data + "/seite")
        let browser = try await TestBrowser.signedIn(first.server)
        let series = try #require(
            try await browser.upload("/neue-serie/\(SeriesSample.agreement)", Array(try Data(contentsOf: URL(filePath: list))), named: "lang.csv")["Location"])
        _ = try await browser.wait(for: series, ["geprüft: Alle"])
        #expect(try await browser.post(series + "/erstellen", [], token: try await browser.token()).status == 303)
        let folder = "\(data)/seite/serien/\(series.dropFirst("/serien/".count))/vertraege"
        SeriesSample.wait(for: 4, in: folder)
        first.kill()
        let made = try SeriesSample.files(in: folder)
        let stamps = try made.keys.map { ($0, try FileManager.default.attributesOfItem(atPath: "\(folder)/\($0)")[.modificationDate] as? Date) }
        #expect(made.count >= 4 && made.count < expected.count)

        let second = try await ServerProcess(data: data + "/seite")
        defer { second.kill() }
        let again = try await TestBrowser.signedIn(second.server)
        let done = try await again.wait(for: series, ["Stand: fertig", "Stand: nicht"])
        #expect(done.contains("\(expected.count) Verträge liegen bereit."))
        #expect(try SeriesSample.files(in: folder) == expected)
        for (name, stamp) in stamps { #expect(try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.modificationDate] as? Date == stamp) }
    }

    @Test("Stopped, it says what is there; going on makes the rest")
    func stopped() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let series = try #require(try await browser.upload("/neue-serie/\(SeriesSample.agreement)", try SeriesSample.workbook(faulty: false))["Location"])
        _ = try await browser.wait(for: series, ["geprüft: Alle"])
        #expect(try await browser.post(series + "/erstellen", [], token: try await browser.token()).status == 303)
        let events = try await browser.get(series + "/fortschritt")
        #expect(events["Content-Type"]?.hasPrefix("text/event-stream") == true && events.text.contains("data: {"))
        // While it is at work nothing of it can be changed.
        if try await browser.get(series).text.contains("Verträge werden erstellt") {
            #expect(try await browser.upload(series + "/tabelle", try SeriesSample.workbook(faulty: false)).status == 409)
        }
        #expect(try await browser.post(series + "/anhalten", [], token: try await browser.token()).status == 303)
        let page = try await browser.wait(for: series, ["Stand: angehalten", "Stand: fertig"])
        #expect(page.contains("noch offen") || page.contains("Stand: fertig"))
        #expect(try await browser.post(series + "/loeschen", [], token: try await browser.token()).status == 303)
        #expect(server.series.isEmpty)
        await server.stop()
    }

    @Test("Whoever has waited longest for a turn of his own comes next: one person's orders do not keep another's waiting")
    func turns() async throws {
        let server = try await TestServer {
            $0.userHeader = "X-Remote-User"
            $0.proxies = ["127.0.0.1"]
        }
        let (anna, ben) = (TestBrowser(server), TestBrowser(server))
        anna.headers = ["X-Remote-User": "anna.muster"]
        ben.headers = ["X-Remote-User": "ben.beispiel"]
        for browser in [anna, ben] { _ = try await browser.get("/") }
        let short = try String(contentsOfFile: SeriesSample.list, encoding: .utf8).split(separator: "\n").prefix(3).joined(separator: "\n") + "\n"
        // Long enough for all to be ordered before it is done.
        var orders: [(TestBrowser, String)] = []
        for (browser, table) in [(anna, try SeriesSample.workbook(faulty: false)), (anna, Array(short.utf8)), (anna, Array(short.utf8)), (ben, Array(short.utf8))] {
            let series = try #require(try await browser.upload("/neue-serie/\(SeriesSample.agreement)", table)["Location"])
            _ = try await browser.wait(for: series, ["geprüft: Alle"])
            orders.append((browser, series))
        }
        for (browser, series) in orders { #expect(try await browser.post(series + "/erstellen", [], token: try await browser.token()).status == 303) }
        for (browser, series) in orders { #expect(try await browser.wait(for: series, ["Stand: fertig", "Stand: nicht"]).contains("Stand: fertig")) }
        let made = try orders.map { _, series -> [Date] in
            let folder = "\(server.data)/serien/\(series.dropFirst("/serien/".count))/vertraege"
            return try SeriesSample.files(in: folder).keys.compactMap { try FileManager.default.attributesOfItem(atPath: "\(folder)/\($0)")[.modificationDate] as? Date }
        }
        let last = try #require(made[3].max())
        for mine in made[1...2] { #expect(try #require(mine.min()) >= last) }
        #expect(try #require(made[0].max()) <= #require(made[3].min()))
        await server.stop()
    }
}
