import ApprovedLibrary
import Foundation
import Synchronization
import TestScale
import Testing

@testable import Web

@Suite("The server killed at any moment", .serialized)
struct KillTests {
    /// What somebody was told is kept.
    private struct Kept: Sendable {
        var draft = ""
        /// How often the place was saved: „Ort 2“.
        var place = 0
        var annexes = 0
        var series = ""
        var isOrdered = false
    }

    private final class Notes: Sendable {
        let kept = Mutex(Kept())
    }

    /// Milliseconds after which the server is killed: while somebody types, while annexes and tables arrive, while contracts are made.
    private static let moments = Array([900, 2_600, 150, 400, 1_400, 2_000, 3_500, 5_000, 8_000, 12_000].prefix(TestScale.count(sample: 2, full: 10)))

    @Test("Whatever was answered is there, nothing is half there, and a series that was ordered is made", arguments: moments)
    func killed(moment: Int) async throws {
        let data = NSTemporaryDirectory() + "klauselwerk-kill-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let first = try await ServerProcess(data: data)
        let notes = Notes()
        let working = Task { [server = first.server] in try await work(server, notes) }
        try await Task.sleep(for: .milliseconds(moment))
        first.kill()
        _ = await working.result
        let known = notes.kept.withLock { $0 }

        let second = try await ServerProcess(data: data)
        defer { second.kill() }
        let browser = try await TestBrowser.signedIn(second.server)
        #expect(try await browser.get("/").status == 200)
        #expect(second.server.arrived.isEmpty)
        if known.place > 0 {
            let page = try await browser.get(known.draft).text
            #expect((known.place...known.place + 1).contains { page.contains("value=\"Ort \($0)\"") })
        }
        if !known.draft.isEmpty {
            // No more than one that was on its way.
            let annexes = try await browser.get(known.draft + "/anlagen").text.matches(of: /id="anlage-[0-9a-f]{32}"/).count
            #expect((known.annexes...known.annexes + 1).contains(annexes))
            let folder = data + "/anlagen/" + known.draft.dropFirst("/entwuerfe/".count)
            #expect(((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).count == annexes)
        }
        if !known.series.isEmpty {
            let page = try await browser.wait(for: known.series, ["geprüft: Alle", "Stand: fertig", "Stand: nicht"])
            #expect(!known.isOrdered || page.contains("25 Verträge liegen bereit."))
            if known.isOrdered { #expect(try SeriesSample.files(in: "\(data)/serien/\(known.series.dropFirst("/serien/".count))/vertraege") == SeriesSample.contracts()) }
        }
    }

    /// Goes on until nobody answers any more.
    private func work(_ server: TestServer, _ notes: Notes) async throws {
        let browser = try await TestBrowser.signedIn(server)
        let token = try await browser.token()
        let draft = try await browser.begin("fruehe-hilfen")
        notes.kept.withLock { $0.draft = draft }
        let file = Array(try Data(contentsOf: URL(filePath: ApprovedLibrary.checkout + "/agreements/anlagen/verfahrensschema.pdf")))
        for number in 1...3 {
            if try await browser.fill(draft, ["partner.ort": "Ort \(number)"]).status == 303 { notes.kept.withLock { $0.place = number } }
            if try await browser.upload(draft + "/anlagen", file, named: "Plan.pdf").status == 303 { notes.kept.withLock { $0.annexes = number } }
        }
        guard let series = try await browser.upload("/neue-serie/\(SeriesSample.agreement)", try SeriesSample.workbook(faulty: false))["Location"] else { return }
        notes.kept.withLock { $0.series = series }
        _ = try await browser.wait(for: series, ["geprüft: Alle"])
        if try await browser.post(series + "/erstellen", [], token: token).status == 303 { notes.kept.withLock { $0.isOrdered = true } }
        _ = try await browser.wait(for: series, ["Stand: fertig"])
    }
}
