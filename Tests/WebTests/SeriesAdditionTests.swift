import ApprovedLibrary
import ChildProcess
import Foundation
import Testing

@testable import Web

@Suite("What a series has besides its table", .serialized)
struct SeriesAdditionTests {
    private static let scheme = ApprovedLibrary.checkout + "/agreements/anlagen/verfahrensschema.pdf"
    private static let rules = ApprovedLibrary.checkout + "/agreements/anlagen/geschaeftsordnung.pdf"

    private static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    /// The first rows of the list, with a column for annexes.
    private static func table(_ annexes: [String]) throws -> String {
        let lines = try String(contentsOfFile: SeriesSample.list, encoding: .utf8).split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        let rows = zip(lines.dropFirst(), annexes).map { "\($0);\($1.isEmpty ? "" : "\"\($1)\"")" }
        return ([lines[0] + ";anlagen"] + rows).joined(separator: "\n") + "\n"
    }

    private func begin(_ browser: TestBrowser, _ table: String) async throws -> String {
        let sent = try await browser.upload("/neue-serie/\(SeriesSample.agreement)", Array(table.utf8), named: "Liste.csv")
        return try #require(sent["Location"], "\(sent.text)")
    }

    private func make(_ browser: TestBrowser, _ series: String) async throws -> String {
        #expect(try await browser.post(series + "/erstellen", [], token: try await browser.token()).status == 303)
        return try await browser.wait(for: series, ["Stand: fertig", "Stand: nicht"])
    }

    private func files(_ browser: TestBrowser, _ series: String) async throws -> [String: [UInt8]] {
        let folder = NSTemporaryDirectory() + "klauselwerk-zip-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(try await browser.get(series + "/vertraege.zip").body).write(to: URL(filePath: folder + "/a.zip"))
        let run = try ChildProcess.run("/usr/bin/python3", ["-m", "zipfile", "-e", folder + "/a.zip", folder])
        #expect(run.status == 0, "\(run.errors)")
        return try SeriesSample.files(in: folder)
    }

    private func version(_ page: String) throws -> String { try #require(page.firstMatch(of: /name="_version" value="(\d+)"/).map { String($0.1) }) }

    @Test("Annexes by the column „anlagen“: a missing file is told at its cell; then each contract is that of klauselwerk batch with the folder")
    func rows() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let table = try Self.table(["Plan.pdf; Regeln.pdf", "", "plan.pdf"])
        let series = try await begin(browser, table)
        let missing = try await browser.wait(for: series, ["Bitte prüfen", "geprüft: Alle"])
        #expect(
            missing.contains("2 Zeilen haben Fehler") && missing.contains("Eine Datei „Regeln.pdf“ liegt nicht bei den Anlagen.")
                && missing.contains("aria-label=\"Anlagen, Zeile 2\""))
        for foreign in ["--", server.data, ".yaml"] { #expect(!missing.contains(foreign), "\(foreign)") }
        let place = series + "/dateien"
        #expect(try await browser.upload(place, try Self.bytes(Self.scheme), named: "Plan.pdf").status == 303)
        #expect(try await browser.upload(place, try Self.bytes(Self.rules), named: "Plan.pdf").status == 409)
        // The other one in an archive, beside what systems add to archives.
        let folder = NSTemporaryDirectory() + "klauselwerk-dateien-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/Unterordner", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Self.rules, toPath: folder + "/Unterordner/Regeln.pdf")
        try Data("x".utf8).write(to: URL(filePath: folder + "/Unterordner/.DS_Store"))
        #expect(try ChildProcess.run("/usr/bin/python3", ["-m", "zipfile", "-c", folder + "/a.zip", "Unterordner"], in: folder).status == 0)
        #expect(try await browser.upload(place, try Self.bytes(folder + "/a.zip"), named: "Dateien.zip").status == 303)
        #expect(try await browser.upload(place, Array("PK kein Archiv".utf8), named: "kaputt.zip").status == 422)
        let listed = try await browser.get(place).text
        #expect(listed.contains("2 Dateien") && listed.contains("Regeln.pdf") && !listed.contains("DS_Store") && server.arrived.isEmpty)
        #expect(try await browser.wait(for: series, ["Bitte prüfen", "geprüft: Alle"]).contains("3 Zeilen geprüft: Alle lassen sich erstellen."))
        let preview = try await browser.get(series + "/zeilen/2/vorschau.pdf").body
        #expect(try await make(browser, series).contains("3 Verträge liegen bereit."))
        let made = try await files(browser, series)
        #expect(made.values.contains(preview))

        try FileManager.default.moveItem(atPath: folder + "/Unterordner/Regeln.pdf", toPath: folder + "/Regeln.pdf")
        try FileManager.default.copyItem(atPath: Self.scheme, toPath: folder + "/Plan.pdf")
        try table.write(toFile: folder + "/Liste.csv", atomically: true, encoding: .utf8)
        let run = try ChildProcess.run(
            Program.path("klauselwerk"),
            [
                "batch", SeriesSample.agreement, "--library", try ApprovedLibrary.path(), "--partners", folder + "/Liste.csv", "--annex-folder", folder, "-o", folder + "/aus",
                "--quiet",
            ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try made == SeriesSample.files(in: folder + "/aus") && made.count == 3)
        // What a row no longer has is missed there.
        #expect(try await browser.post(place + "/entfernen", [("name", "Plan.pdf")], token: try await browser.token()).status == 303)
        #expect(try await browser.post(place + "/entfernen", [("name", "../Liste.csv")], token: try await browser.token()).status == 404)
        #expect(try await browser.wait(for: series, ["Bitte prüfen", "geprüft: Alle"]).contains("2 Zeilen haben Fehler"))
        await server.stop()
    }

    @Test("Values and annexes for all rows, then a print run: numbered copies, slip sheets, volumes; a second person may work on it once it is shared")
    func common() async throws {
        let server = try await TestServer { settings in
            settings.userHeader = "X-Remote-User"
            settings.proxies = ["127.0.0.1"]
        }
        let (anna, ben) = (TestBrowser(server), TestBrowser(server))
        anna.headers["X-Remote-User"] = "anna"
        ben.headers["X-Remote-User"] = "ben"
        _ = try await anna.get("/")
        _ = try await ben.get("/")
        let series = try await begin(anna, try Self.table(["", "", ""]))
        _ = try await anna.wait(for: series, ["geprüft: Alle", "Bitte prüfen"])
        let form = try await anna.get(series + "/gemeinsam").text
        #expect(form.contains("name=\"gebiet\"") && !form.contains("name=\"partner.name\""))
        #expect(
            try await anna.post(
                series + "/gemeinsam", [("_version", try version(form)), ("gebiet", "in Beispielhausen"), ("partner.name", "Fremd")], token: try await anna.token()
            ).status == 303)
        #expect(try await anna.post(series + "/gemeinsam", [("_version", try version(form)), ("gebiet", "in Musterdorf")], token: try await anna.token()).status == 409)
        #expect(try await anna.get(series + "/gemeinsam").text.contains("value=\"in Beispielhausen\""))
        #expect(try await anna.upload(series + "/anlagen", try Self.bytes(Self.scheme), named: "Plan.pdf").status == 303)
        _ = try await anna.wait(for: series, ["geprüft: Alle", "Bitte prüfen"])
        #expect(try await anna.get(series + "/druck").status == 409)

        // Nobody else sees it, until it is shared; then he may work on it, but not give it on.
        #expect(try await ben.get(series).status == 404)
        for path in ["/anlagen", "/dateien", "/druck", "/gemeinsam"] { #expect(try await ben.get(series + path).status == 404) }
        #expect(try await anna.post(series + "/teilen", [("person", "ben")], token: try await anna.token()).status == 303)
        #expect(try await ben.get("/").text.contains("geteilt von anna"))
        for path in ["/teilen", "/loeschen"] { #expect(try await ben.post(series + path, [("person", "carla")], token: try await ben.token()).status == 403) }
        #expect(try await make(ben, series).contains("3 Verträge liegen bereit."))
        for file in try await files(anna, series).values {
            let text = try text(file)
            #expect(text.contains("in Beispielhausen") && text.contains("Anlage"), "\(text)")
        }

        let wrong = try await ben.post(series + "/druck", [("ausfertigungen", "0"), ("blaetter", "viele"), ("sortiert", "../x")], token: try await ben.token())
        #expect(
            wrong.status == 422 && wrong.text.contains("Schreiben Sie eine Zahl von 1 bis 99.") && wrong.text.contains("value=\"viele\"") && wrong.text.contains("aria-invalid"))
        let wanted = [
            ("ausfertigungen", "2"), ("empfaenger", "das Jugendamt\r\nden Partner"), ("trennblaetter", "ja"), ("sortiert", "partner.name"), ("blaetter", "25"), ("anschreiben", ""),
        ]
        #expect(try await ben.post(series + "/druck", wanted, token: try await ben.token()).status == 303)
        let done = try await ben.wait(for: series, ["Stand: fertig", "Stand: nicht"])
        let volumes = done.matches(of: /href="([^"]+\/druck\/[^"]+)"/).map { String($0.1) }
        #expect(volumes.count > 1, "\(done)")
        var printed = ""
        for volume in volumes { printed += try text(try await ben.get(volume).body) }
        #expect(printed.contains("Ausfertigung 2 von 2 – für den Partner") && printed.contains("Ausfertigung 1 von 2 – für das Jugendamt"))
        #expect(try await ben.get(series + "/druck/..%2Fvertraege%2Fbericht.html").status == 404)
        #expect(try await anna.post(series + "/teilen", [("beenden", "ben")], token: try await anna.token()).status == 303)
        #expect(try await ben.get(series).status == 404)
        await server.stop()
    }

    private func text(_ pdf: [UInt8]) throws -> String {
        let path = NSTemporaryDirectory() + "klauselwerk-text-\(UUID().uuidString).pdf"
        defer { unlink(path) }
        try Data(pdf).write(to: URL(filePath: path))
        return try ChildProcess.run("/usr/bin/pdftotext", ["-layout", path, "-"]).output
    }
}
