import ApprovedLibrary
import ChildProcess
import Foundation
import Testing

@testable import Web

/// The register in the browser: contracts in, found, noted, amended, sent out – the same as on the command line.
@Suite("Register on the page")
struct RegisterPageTests {
    /// A server of its own with two contracts that were made on the command line and dropped on the page.
    private final class House {
        let server: TestServer
        let browser: TestBrowser
        let folder: String
        /// Of the two contracts, as they were made.
        let contracts: [String]

        init() async throws {
            folder = NSTemporaryDirectory() + "klauselwerk-register-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            contracts = try [("Kita Sonne", "Sonnenhof"), ("Kita Mond", "Mondheim")].map { name, town in
                try House.build("\(name).pdf", name, town, in: NSTemporaryDirectory() + UUID().uuidString)
            }
            server = try await TestServer()
            browser = try await TestBrowser.signedIn(server)
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        static func build(_ file: String, _ name: String, _ town: String, in folder: String) throws -> String {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = "\(folder)/\(file)"
            var values = ContractTests.partner.merging(["alter_bis": "6", "datum": "2026-12-03"]) { $1 }
            (values["partner.name"], values["partner.ort"]) = ("\(name) e. V.", town)
            let settings = values.sorted { $0.key < $1.key }.flatMap { ["--set", "\($0.key)=\($0.value)"] }
            let run = try ChildProcess.run(
                Program.path("klauselwerk"), ["build", "fruehe-hilfen", "--library", try ApprovedLibrary.path(), "--kennung", "-o", path, "--quiet"] + settings)
            guard run.status == 0 else { throw Program.Failed(text: run.errors) }
            return path
        }

        func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

        /// Drops both, and waits until they are in.
        func takeIn() async throws -> String {
            var said = ""
            for contract in contracts {
                let answer = try await browser.upload("/register/aufnehmen", try bytes(contract), named: URL(filePath: contract).lastPathComponent)
                let address = try #require(answer["Location"])
                said += try await browser.wait(for: address, ["Zum Register</a> <button", "role=\"alert\""])
            }
            return said
        }

        /// The contract's address by its partner.
        func address(_ partner: String) async throws -> String {
            let page = try await browser.wait(for: "/register?suche=\(Percent.encoded(partner))", ["/register/vertraege/"])
            return try #require(page.firstMatch(of: /href="(\/register\/vertraege\/[0-9a-f]+)"/).map { String($0.1) })
        }

        func klauselwerk(_ arguments: [String]) throws {
            let run = try ChildProcess.run(Program.path("klauselwerk"), arguments + ["--library", try ApprovedLibrary.path()])
            guard run.status == 0 else { throw Program.Failed(text: run.errors) }
        }
    }

    @Test("Without a register each page says how one begins")
    func none() async throws {
        let browser = try await SharedServer.shared.browser()
        #expect(try await browser.get("/register").text.contains("Es gibt noch kein Register"))
        #expect(try await browser.get("/fristen").text.contains("Es gibt noch kein Register"))
        #expect(try await browser.get("/ruecklauf").text.contains("Es gibt noch keines"))
        #expect(try await browser.get("/aendern").text.contains("Es gibt noch kein Register"))
        #expect(try await browser.get("/register/klauseln").status == 404)
        #expect(try await browser.get("/register/vertraege/0123456789abcdef").status == 404)
    }

    @Test("Dropped contracts are found, told with their dates, noted about, amended and read as on the command line")
    func wholeWay() async throws {
        let house = try await House()
        let browser = house.browser
        #expect(try await house.takeIn().contains("Verträge: 1 neu."))
        // A file that is no contract is told, and stays out.
        let wrong = try await browser.upload("/register/aufnehmen", Array("%PDF-1.7\nkein Vertrag\n".utf8), named: "Brief.pdf")
        #expect(try await browser.wait(for: try #require(wrong["Location"]), ["Nicht aufgenommen", "role=\"alert\""]).contains("Brief.pdf"))

        // Search and filters.
        let list = try await browser.wait(for: "/register", ["Kita Sonne"])
        #expect(list.contains("Kita Sonne e. V.") && list.contains("Kita Mond e. V.") && list.contains("2 Verträge"))
        let sonne = try await house.address("sonnenhof")
        #expect(try await !browser.get("/register?suche=sonnenhof").text.contains("Kita Mond"))
        #expect(try await browser.get("/register?unterschrieben=ja").text.contains("Zu dieser Suche gibt es keinen Vertrag"))
        #expect(try await browser.get("/register?ende_bis=bald").text.contains("„bald“ ist kein Tag"))

        // Events are added and taken back, never changed.
        let token = try await browser.token()
        #expect(try await browser.post(sonne + "/ereignis", [("art", "unterschrieben"), ("am", "10.12.2026"), ("wer", "beide")], token: token).status == 303)
        #expect(try await browser.wait(for: sonne, ["10.12.2026"]).contains("unterschrieben</strong>, beide"))
        #expect(try await browser.post(sonne + "/ereignis", [("art", "versandt"), ("am", "31.2.2026")], token: token).status == 422)
        #expect(try await browser.post(sonne + "/storno", [("storno_art", "unterschrieben"), ("storno_tag", "2026-12-10"), ("grund", "")], token: token).status == 422)
        #expect(
            try await browser.post(sonne + "/storno", [("storno_art", "unterschrieben"), ("storno_tag", "2026-12-10"), ("grund", "falscher Vertrag")], token: token).status == 303)
        #expect(try await browser.wait(for: sonne, ["falscher Vertrag"]).contains("zurückgenommen: falscher Vertrag"))

        // Dates, on the list, in the calendar and on the contract's own page.
        let dates = try await browser.wait(for: "/fristen", ["Kita Sonne"])
        #expect(dates.contains("BGB") && dates.contains("fristen.ics"))
        let calendar = try await browser.get("/fristen/fristen.ics?erinnerung=14")
        #expect(calendar.text.hasPrefix("BEGIN:VCALENDAR\r\n") && calendar.text.contains("Kita Sonne") && calendar.text.contains("TRIGGER:-P14D"))
        #expect(try await browser.get(sonne + "/kuendigung").text.contains("jederzeit"))

        try await amend(house, sonne)
    }

    /// The amendment, and how the contract reads after it.
    private func amend(_ house: House, _ contract: String) async throws {
        let browser = house.browser
        let token = try await browser.token()
        let identifier = try #require(contract.split(separator: "/").last.map(String.init))
        #expect(try await browser.get("/aendern?vertrag=\(identifier)").text.contains("Partner, Name"))
        #expect(try await browser.post("/aendern", [("vertrag", identifier), ("datum", "1.2.2027")], token: token).status == 422)
        let ordered = try await browser.post(
            "/aendern",
            [("vertrag", identifier), ("feld1", "partner.name"), ("wert1", "Kita Sternenzelt e. V."), ("datum", "1.2.2027"), ("ab", "1.3.2027"), ("ins_register", "ja")],
            token: token)
        let order = try #require(ordered["Location"])
        let look = try await browser.get(order).text
        #expect(look.contains("Kita Sternenzelt") && look.contains("/seiten/1"))
        #expect(try await browser.get("\(order)/vorschau/\(identifier)/seiten/1")["Content-Type"] == "image/png")
        #expect(try await browser.post(order + "/erstellen", [], token: token).status == 303)
        let done = try await browser.wait(for: order, ["1 Nachtrag liegt bereit.", "role=\"alert\""])
        #expect(done.contains("Er steht im Register."))
        let made = try await browser.get(order + "/dateien/1").body
        try house.klauselwerk([
            "nachtrag", house.contracts[0], "--set", "partner.name=Kita Sternenzelt e. V.", "--datum", "2027-02-01", "--ab", "2027-03-01", "-o", house.folder,
        ])
        let expected = try house.bytes(house.folder + "/Kita Sonne-nachtrag-1.pdf")
        #expect(made == expected)
        // In the register it is noted at its contract, and found from there.
        let page = try await browser.wait(for: contract, ["geändert"])
        #expect(page.contains("1. Nachtrag") && page.contains(">Nachträge</h3>"))
        try house.klauselwerk(["lesefassung", house.contracts[0], house.folder + "/Kita Sonne-nachtrag-1.pdf", "-o", house.folder])
        #expect(try await browser.get(contract + "/lesefassung.pdf").body == (try house.bytes(house.folder + "/Kita Sonne-lesefassung.pdf")))
    }

    @Test("A stack that comes back is sorted: a contract whose pages are all there, and its empty fields told with a picture")
    func scans() async throws {
        let house = try await House()
        let browser = house.browser
        _ = try await house.takeIn()
        // The contract as it was printed, unsigned, is what a copier sends of it.
        let answer = try await browser.upload("/ruecklauf", try house.bytes(house.contracts[0]), named: "Scan.pdf")
        let run = try #require(answer["Location"])
        let report = try await browser.wait(for: run, ["Zu klären", "role=\"alert\""])
        #expect(report.contains("1 Ausfertigung") && report.contains("Unterschrift fehlt"))
        let picture = try #require(report.firstMatch(of: /src="(\/ruecklauf\/[^"]+)"/).map { String($0.1) })
        #expect(try await browser.get(picture)["Content-Type"] == "image/png")
        // Filed beside its contract, open from there, and noted.
        let sonne = try await house.address("sonnenhof")
        let page = try await browser.wait(for: sonne, ["-ruecklauf.pdf"])
        let scan = try #require(page.firstMatch(of: /href="([^"]+\/scans\/[^"]+)"/).map { String($0.1) })
        #expect(try await browser.get(scan).body.starts(with: Array("%PDF-".utf8)))
        #expect(try await browser.wait(for: "/register?scan=ja", ["Kita Sonne"]).contains("1 Vertrag"))
        #expect(try await browser.upload("/ruecklauf", Array("kein Scan".utf8), named: "Bild.png").status == 422)
    }

    @Test("Contracts made on the page enter the register with files of their own; one that is made anew replaces the one before, whose file stays")
    func made() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let draft = try await browser.begin("fruehe-hilfen")
        let token = try await browser.token()
        // What lacks values leads back to the form.
        #expect(try await browser.post(draft + "/register", [], token: token)["Location"] == draft + "#uebersicht")
        try await browser.fill(draft, ContractTests.partner.merging(["alter_bis": "6", "datum": "3. Dezember 2026"]) { $1 })
        let taken = try await browser.post(draft + "/register", [], token: token)
        let contract = try #require(taken["Location"])
        #expect(contract.hasPrefix("/register/vertraege/"))
        let file = try await browser.get(draft + "/vertrag.pdf").body
        #expect(try await browser.get(contract + "/vertrag.pdf").body == file)
        // Whatever becomes of the draft.
        #expect(try await browser.post(draft + "/loeschen", [], token: token).status == 303)
        #expect(try await browser.get(contract + "/vertrag.pdf").body == file)

        func list(_ street: String) -> [UInt8] {
            Array(
                "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch\n1;Kita Serie e. V.;ev;\(street);00002;Musterstadt;Jale Öztürk-Mustermann, Vorstand\n"
                    .utf8)
        }
        let sent = try await browser.upload("/neue-serie/fruehe-hilfen", list("Beispielweg 12"), named: "Liste.csv")
        let series = try #require(sent["Location"])
        _ = try await browser.wait(for: series, ["geprüft: Alle", "Bitte prüfen"])
        #expect(try await browser.post(series + "/erstellen", [("ins_register", "ja")], token: token).status == 303)
        #expect(try await browser.wait(for: series, ["Stand: fertig", "Stand: nicht"]).contains("Er steht im Register."))
        let first = try await found("Kita Serie", browser)
        #expect(first.count == 1)
        let old = try await browser.get(first[0] + "/vertrag.pdf").body
        _ = try await browser.upload(series + "/tabelle", list("Neuer Weg 3"), named: "Liste.csv")
        _ = try await browser.wait(for: series, ["geprüft: Alle", "Bitte prüfen"])
        #expect(try await browser.post(series + "/erstellen", [("ins_register", "ja")], token: token).status == 303)
        _ = try await browser.wait(for: series, ["Stand: fertig", "Stand: nicht"])
        #expect(try await found("Kita Serie", browser).count == 2)
        #expect(try await browser.wait(for: first[0], ["ersetzt</strong>"]).contains("durch "))
        #expect(try await browser.get(first[0] + "/vertrag.pdf").body == old)
        #expect(try await browser.post(series + "/loeschen", [], token: token).status == 303)
        #expect(try await browser.get(first[0] + "/vertrag.pdf").body == old)
    }

    private func found(_ words: String, _ browser: TestBrowser) async throws -> [String] {
        let page = try await browser.wait(for: "/register?suche=\(Percent.encoded(words))", ["/register/vertraege/"])
        return page.matches(of: /href="(\/register\/vertraege\/[0-9a-f]+)"/).map { String($0.1) }
    }

    @Test("A server that is killed while it works goes on when the next one starts, and nothing is there twice")
    func killed() async throws {
        let data = NSTemporaryDirectory() + "klauselwerk-register-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let contract = try House.build("Kita Stern.pdf", "Kita Stern", "Sternfeld", in: data + "-vertrag")
        defer { try? FileManager.default.removeItem(atPath: data + "-vertrag") }
        let bytes = Array(try Data(contentsOf: URL(filePath: contract)))
        let first = try await ServerProcess(data: data)
        let browser = try await TestBrowser.signedIn(first.server)
        let intake = try #require(try await browser.upload("/register/aufnehmen", bytes, named: "Kita Stern.pdf")["Location"])
        #expect(try await browser.wait(for: intake, ["Verträge: 1 neu.", "role=\"alert\""]).contains("1 neu"))
        let run = try #require(try await browser.upload("/ruecklauf", bytes, named: "Scan.pdf")["Location"])
        try await Task.sleep(for: .milliseconds(700))
        first.kill()
        let second = try await ServerProcess(data: data)
        let later = try await TestBrowser.signedIn(second.server)
        #expect(try await later.wait(for: run, ["Zu klären", "role=\"alert\""]).contains("1 Ausfertigung"))
        let list = try await later.wait(for: "/register?scan=ja", ["/register/vertraege/"])
        let address = try #require(list.firstMatch(of: /href="(\/register\/vertraege\/[0-9a-f]+)"/).map { String($0.1) })
        let page = try await later.wait(for: address, ["Scan vollständig"])
        #expect(page.components(separatedBy: "Scan vollständig").count == 2)
        #expect(page.components(separatedBy: "-ruecklauf.pdf\">").count == 2)
    }

    @Test("What concerns the whole register is for those who have the role „verwalten“, where roles hold")
    func roles() async throws {
        let copy = try LibraryCopy()
        try "personen:\n  anna: {rollen: [bearbeiten]}\n  vera: {rollen: [verwalten]}\n".write(toFile: copy.root + "/rollen.yaml", atomically: true, encoding: .utf8)
        let server = try await TestServer(library: copy.root) {
            $0.userHeader = "X-Remote-User"
            $0.proxies = ["127.0.0.1"]
        }
        func person(_ name: String) -> TestBrowser {
            let browser = TestBrowser(server)
            browser.headers = ["X-Remote-User": name]
            return browser
        }
        for path in ["/register/verwalten", "/register/loeschen?jahre=10"] { #expect(try await person("anna").get(path).status == 403, "\(path)") }
        // There is no register yet; who may see it is asked first.
        #expect(try await person("vera").get("/register/verwalten").status == 404)
        let anna = person("anna")
        let token = try await anna.token()
        for path in ["/register/uebergabe", "/register/sicherung", "/register/ausgabe", "/register/loeschen", "/register/pruefung"] {
            #expect(try await anna.post(path, [("verstanden", "ja")], token: token).status == 403, "\(path)")
        }
    }

    @Test("An old table comes in; after its retention it goes, once somebody has said so, and a copy keeps nothing of it")
    func keeping() async throws {
        let server = try await TestServer()
        let browser = try await TestBrowser.signedIn(server)
        let table =
            "kennung;partner.name;partner.ort;datum;gekuendigt;gekuendigt_zum\nalt/1;Verein Muster;Musterau;2001-01-01;2005-06-01;2005-12-31\nalt/2;Verein Probe;Probstadt;2020-01-01;;\n"
        let answer = try await browser.upload("/register/aufnehmen", Array(table.utf8), named: "alt.csv")
        #expect(try await browser.wait(for: try #require(answer["Location"]), ["Verträge: 2 neu.", "role=\"alert\""]).contains("2 neu"))
        // An identifier with a slash has an address, too.
        let contract = RecordAddress.of("alt/1")
        #expect(try await browser.wait(for: contract, ["Verein Muster"]).contains("gekündigt"))
        let backup = try await browser.post("/register/sicherung", [], token: try await browser.token())
        #expect(backup.body.starts(with: Array("SQLite format 3".utf8)) && backup.text.contains("Verein Muster"))
        let confirm = try await browser.get("/register/loeschen?jahre=10").text
        #expect(confirm.contains("Verein Muster") && !confirm.contains("Verein Probe") && confirm.contains("Das geht:"))
        let sum = try #require(confirm.firstMatch(of: /name="summe" value="([0-9a-f]{64})"/).map { String($0.1) })
        let token = try await browser.token()
        #expect(try await browser.post("/register/loeschen", [("jahre", "10"), ("summe", sum)], token: token).status == 422)
        #expect(try await browser.post("/register/loeschen", [("jahre", "10"), ("summe", String(sum.reversed())), ("verstanden", "ja")], token: token).status == 409)
        #expect(try await browser.post("/register/loeschen", [("jahre", "10"), ("summe", sum), ("verstanden", "ja")], token: token).text.contains("1 Vertrag ist gelöscht"))
        #expect(try await browser.get(contract).status == 404)
        let later = try await browser.post("/register/sicherung", [], token: token)
        #expect(!later.text.contains("Verein Muster") && later.text.contains("Verein Probe"))
        // Handed over, exported, checked.
        #expect(try await browser.post("/register/uebergabe", [("art", "")], token: token).body.starts(with: [0x50, 0x4B]))
        #expect(try await browser.post("/register/ausgabe", [("art", "jsonl")], token: token).text.contains("Verein Probe"))
        #expect(try await browser.post("/register/pruefung", [], token: token).text.contains("meldung gut"))
        #expect((try? FileManager.default.contentsOfDirectory(atPath: server.data + "/papiere"))?.isEmpty != false)
    }
}
