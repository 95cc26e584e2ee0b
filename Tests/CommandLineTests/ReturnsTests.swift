import ApprovedLibrary
import Foundation
import TestScale
import Testing

/// `ruecklauf`: what a copier sends back is split, checked, filed and told.
@Suite("Rücklauf")
struct ReturnsTests {
    let folder: TemporaryFolder
    let prints: ScannedPrints
    let fields: [String: [ScannedPrints.Field]]
    /// Of both contracts, in the order of the print run.
    let contracts: [String]

    /// Two contracts in two copies each, printed and in the register.
    init() throws {
        folder = try SmallLibrary.make(isApproved: false)
        // Three pages of a contract.
        let paragraphs = (1...45).map { "\($0). Die Beteiligten treffen sich zum \($0). Mal und besprechen, was in den Wochen seit dem letzten Treffen geschehen ist." }
        try folder.replace("Die Beteiligten treffen sich zweimal jährlich.", with: paragraphs.joined(separator: "\n"), in: "clauses/zusammenarbeit/treffen.md")
        try ApprovedLibrary.approve(folder.path)
        let batch = try Program.run(
            ["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--kennung", "--print", "druck.pdf", "--copies", "2", "--register", "register.sqlite", "--quiet"],
            in: folder.path)
        #expect(batch.status == 0, "\(batch.all)")
        prints = try ScannedPrints(["druck.pdf"], in: folder)
        let files = folder.files.filter { $0.hasPrefix("serie/") && $0.hasSuffix(".pdf") }
        fields = try ScannedPrints.fields(of: files, in: folder)
        var seen: [String] = []
        for page in prints.pages { if let page, !seen.contains(page.contract) { seen.append(page.contract) } }
        contracts = seen
        try #require(contracts.count == 2)
    }

    /// Printed pages of a copy, in order.
    private func pages(_ contract: Int, _ copy: Int) -> [Int] {
        prints.pages.indices.filter { prints.pages[$0]?.contract == contracts[contract] && prints.pages[$0]?.copy == copy }
    }

    @discardableResult
    private func run(_ arguments: [String], status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: folder.path)
        #expect(outcome.status == status, "\(arguments): \(outcome.all)")
        return outcome
    }

    private var filed: [String] { folder.files.filter { $0.contains("ruecklauf") && $0.hasSuffix(".pdf") } }

    @Test("What is whole and signed lies beside its contract as PDF/A, upright, and the register knows; the scan stays as it is")
    func whole() throws {
        let sheets = (pages(0, 1) + pages(1, 1) + pages(0, 2) + pages(1, 2)).map { ScannedPrints.Sheet(page: $0) }
        // Upside down, on their sides, punched, with noise.
        try prints.scan(sheets, to: "scan.pdf", fields: fields, "--seed 3")
        let before = try Data(contentsOf: URL(filePath: folder.path + "/scan.pdf"))
        let told = try run(["ruecklauf", "scan.pdf", "-o", "lauf", "--am", "02.11.2026", "--unterschrieben"])
        #expect(told.output.contains("4 Ausfertigungen, 4 davon vollständig und unterschrieben"), "\(told.all)")
        let report = try ReturnedReport.read(folder.path + "/lauf/bericht.json")
        #expect(report.alles_gut)
        #expect(report.vertraege.map(\.ausfertigung) == [1, 1, 2, 2])
        #expect(report.vertraege.allSatisfy { $0.unterschrieben && $0.ort == "beim Vertrag" && $0.unterschriften.count == 2 })
        #expect(filed.count == 4 && filed.allSatisfy { $0.hasPrefix("serie/") }, "\(filed)")
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/scan.pdf")) == before)
        for file in filed {
            #expect(try Program.shell("qpdf --check '\(file)'", in: folder.path).status == 0)
            // Upright: the mark is where it was printed, to within two millimetres.
            for page in 1...(try #require(report.vertraege.first { $0.datei.hasSuffix(file) }).blaetter.count) {
                let corner = try PageMarkOutputTests.corner(file, page: page, dpi: 300, in: folder)
                let place = try #require(PageMarkOutputTests.place(corner), "\(file) \(page)")
                #expect(abs(place.turn) < 0.02 && abs(place.x - 118) < 24 && abs(place.y - Double(corner.height - 94)) < 24, "\(file) \(page): \(place)")
            }
        }
        let register = try run(["register", "suchen", "--stand", "unterschrieben", "--json"]).output
        #expect(try (JSONSerialization.jsonObject(with: Data(register.utf8)) as? [Any])?.count == 2, "\(register)")
        // The same again, another day: nothing is written or noted twice.
        let files = try contents()
        try run(["ruecklauf", "scan.pdf", "-o", "lauf", "--am", "05.11.2026", "--unterschrieben"])
        #expect(try contents() == files)
        try run(["register", "check"])
    }

    @Test("Contracts in sub-folders are found by the register and by their folder, and what came back lies beside them; those in an archive have to be unpacked")
    func spread() throws {
        try run(["batch", "probe", "--partners", "partner.csv", "-o", "verteilt", "--kennung", "--verteilen", "--register", "verteilt.sqlite", "--quiet"])
        try prints.scan(pages(0, 1).map { ScannedPrints.Sheet(page: $0) }, to: "scan.pdf", fields: fields)
        // The register of this folder knows the same contracts elsewhere.
        try FileManager.default.removeItem(atPath: folder.path + "/register.sqlite")
        for (number, place) in [["--register", "verteilt.sqlite"], ["--vertraege", "verteilt"]].enumerated() {
            let told = try run(["ruecklauf", "scan.pdf", "-o", "lauf\(number)", "--am", "02.11.2026", "--unterschrieben"] + place)
            #expect(told.output.contains("1 davon vollständig und unterschrieben"), "\(told.all)")
            #expect(filed.count == 1 && filed.allSatisfy { $0.hasPrefix("verteilt/zeilen-0000001-0001000/") }, "\(filed)")
            // Each way files it anew.
            for file in filed { try FileManager.default.removeItem(atPath: folder.path + "/" + file) }
        }
        try run(["batch", "probe", "--partners", "partner.csv", "-o", "gepackt", "--kennung", "--archiv", "--quiet"])
        let refused = try run(["ruecklauf", "scan.pdf", "-o", "dritter", "--vertraege", "gepackt"], status: 65)
        #expect(refused.all.contains("Entpacken Sie das Archiv"), "\(refused.all)")
    }

    @Test("A sheet without mark is put to its page by hand: the print says which way up it lies, report and register who has done it")
    func byHand() throws {
        try run(["build", "probe", "-o", "ohne.pdf", "--register", "register.sqlite", "--quiet"])
        let listed = try run(["register", "suchen", "ohne.pdf", "--json"]).output
        let identifier = String(try #require(listed.firstMatch(of: /"kennung"\s*:\s*"([^"]+)"/)).1)
        let prints = try ScannedPrints(["ohne.pdf"], in: folder)
        let count = prints.pages.count
        try prints.scan((0..<count).map { ScannedPrints.Sheet(page: $0) }, to: "gerade.pdf", fields: [:])
        #expect(try Program.shell("qpdf gerade.pdf scan.pdf --rotate=+180:2", in: folder.path).status == 0)
        #expect(try run(["ruecklauf", "scan.pdf", "-o", "erster"], status: 1).output.contains("\(count) Blätter ohne Kennung"))
        let placing = (1...count).flatMap { ["--zuordnen", "\($0)=\(identifier),\($0)"] }
        let told = try run(["ruecklauf", "scan.pdf", "-o", "zweiter", "--zugeordnet-von", "Erika Beispiel"] + placing, status: 1)
        #expect(told.output.contains("von Hand zugeordnet (Erika Beispiel)"), "\(told.all)")
        let report = try ReturnedReport.read(folder.path + "/zweiter/bericht.json")
        let copy = try #require(report.vertraege.first)
        #expect(report.vertraege.count == 1 && report.nicht_zugeordnet.isEmpty && copy.vollstaendig && copy.ort == "beim Vertrag")
        #expect(copy.blaetter.map { abs($0.gedreht) } == (1...count).map { $0 == 2 ? 180 : 0 })
        // The print was found again, so nothing is doubtful: nobody has signed.
        #expect(copy.unterschriften.map(\.ergebnis) == ["leer", "leer"])
        #expect(folder.files.contains("ohne-ruecklauf.pdf"))
        #expect(try run(["register", "zeigen", identifier]).output.contains("von Hand zugeordnet (Erika Beispiel)"))
        // The same once more changes nothing; other placements are another run.
        let files = try contents()
        try run(["ruecklauf", "scan.pdf", "-o", "zweiter", "--zugeordnet-von", "Erika Beispiel"] + placing, status: 1)
        #expect(try contents() == files)
        try run(["ruecklauf", "scan.pdf", "-o", "zweiter"], status: 73)
        for (text, status) in [("7", 64), ("99=\(identifier),1", 65), ("1=gibtesnicht,1", 66), ("1=\(identifier),99", 65), ("1=\(identifier),1,5000", 65)] as [(String, Int32)] {
            let outcome = try run(["ruecklauf", "scan.pdf", "-o", "dritter", "--zuordnen", text], status: status)
            #expect(outcome.all.contains("Fehler:"), "\(text): \(outcome.all)")
        }
        try run(["register", "check"])
    }

    @Test("What is wrong is said: a page missing, a signature missing, a sheet without mark, a foreign one between, pages out of order, twice")
    func faults() throws {
        try run(["build", "probe", "-o", "fremd.pdf", "--quiet", "--kennung", "--set", "beginn=2031-01-01"])
        try run(["build", "probe", "-o", "ohne.pdf", "--quiet"])
        let all = try ScannedPrints(["druck.pdf", "fremd.pdf", "ohne.pdf"], in: folder)
        let strange = try #require(all.pages.indices.first { all.pages[$0].map { !contracts.contains($0.contract) } ?? false })
        let last = all.pages.count - 1
        let signing = try #require(fields[contracts[0]]?.first).page
        let (first, second, third) = (pages(0, 1), pages(0, 2), pages(1, 1))
        var sheets = first.map { ScannedPrints.Sheet(page: $0, signed: [0]) }
        sheets.insert(ScannedPrints.Sheet(page: last), at: 1)
        sheets.append(ScannedPrints.Sheet(page: -1))
        // Of the second copy the first page is not there.
        sheets += second.dropFirst().map { ScannedPrints.Sheet(page: $0) }
        sheets.append(ScannedPrints.Sheet(page: strange))
        sheets += third.reversed().map { ScannedPrints.Sheet(page: $0) }
        sheets.append(ScannedPrints.Sheet(page: third[0]))
        try all.scan(sheets, to: "scan.pdf", fields: fields)
        let told = try run(["returns", "scan.pdf", "-o", "lauf"], status: 1)
        for words in [
            "Die zweite Unterschrift fehlt", "Seite 1 fehlt.", "nicht in der Reihenfolge", "Seite 1 liegt doppelt", "1 Blatt ohne Kennung", "1 Blatt leer",
            "1 Blatt mit unbekannter Kennung", "Dazwischen lag, was nicht zu diesem Vertrag gehört: Blatt 2",
        ] {
            #expect(told.output.contains(words), "\(words): \(told.all)")
        }
        let report = try ReturnedReport.read(folder.path + "/lauf/bericht.json")
        #expect(report.vertraege.map(\.ort) == ["beim Vertrag", "unvollstaendig", "beim Vertrag", "doppelt"])
        #expect(report.vertraege[0].unterschriften.map(\.ergebnis) == ["Tinte", "leer"], "\(report.vertraege[0])")
        #expect(report.vertraege[1].fehlende_seiten == [1])
        #expect(report.vertraege[2].ungeordnet && report.vertraege[2].unterschrieben == (signing > 0))
        // Every sheet lies somewhere.
        let placed = report.vertraege.reduce(0) { $0 + $1.blaetter.count } + report.nicht_zugeordnet.reduce(0) { $0 + $1.blaetter.count }
        #expect(placed == sheets.count)
        for loose in report.nicht_zugeordnet { #expect(folder.files.contains(try #require(loose.datei))) }
        let page = try String(contentsOfFile: folder.path + "/lauf/bericht.html", encoding: .utf8)
        #expect(page.contains("Zu klären") && page.contains("Blätter, die zu keinem Vertrag gehören"))
        // The missing page comes later; what was there and it are a whole.
        try all.scan([ScannedPrints.Sheet(page: second[0])], to: "nachtrag.pdf", fields: fields)
        let incomplete = try #require(report.vertraege.first { $0.ort == "unvollstaendig" }).datei
        try run(["ruecklauf", incomplete, "nachtrag.pdf", "-o", "zweiter"])
        #expect(try ReturnedReport.read(folder.path + "/zweiter/bericht.json").vertraege.map(\.ort) == ["beim Vertrag"])
    }

    @Test("However a copier writes its pages, they are read", arguments: ["--code strips", "--code jbig2", "--code jpx --colour grey", "--code mrc", "--paper a3"])
    func codings(code: String) throws {
        let sheets = pages(0, 1).flatMap { [ScannedPrints.Sheet(page: $0), ScannedPrints.Sheet(page: -1)] }
        // Blank backs between them, and pages that lie upside down.
        try prints.scan(sheets, to: "scan.pdf", fields: fields, "--calm --dpi 200 --seed 5 \(code)")
        let told = try run(["ruecklauf", "scan.pdf", "-o", "lauf", "--am", "02.11.2026"])
        let report = try ReturnedReport.read(folder.path + "/lauf/bericht.json")
        #expect(report.vertraege.count == 1 && report.vertraege[0].unterschrieben && report.nicht_zugeordnet.map(\.grund) == ["leer"], "\(told.all)")
        let file = try #require(filed.first)
        #expect(try Program.shell("qpdf --check '\(file)'", in: folder.path).status == 0)
    }

    @Test("What nothing can decode is told and kept, never taken for a blank sheet; two pages on one sheet are told")
    func undecodable() throws {
        let sheets = pages(0, 1).map { ScannedPrints.Sheet(page: $0) }
        try prints.scan(sheets, to: "scan.pdf", fields: fields, "--calm --dpi 200 --code raw")
        let told = try run(["ruecklauf", "scan.pdf", "-o", "lauf"], status: 1)
        let report = try ReturnedReport.read(folder.path + "/lauf/bericht.json")
        #expect(report.nicht_zugeordnet.map(\.grund) == ["nicht lesbar"], "\(told.all)")
        let kept = try #require(report.nicht_zugeordnet.first?.datei)
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/" + kept)) == Data(contentsOf: URL(filePath: folder.path + "/scan.pdf")))
        try prints.scan(Array(sheets.prefix(2)), to: "paar.pdf", fields: fields, "--calm --dpi 200 --paper pairs")
        let pairs = try run(["ruecklauf", "paar.pdf", "-o", "paare"], status: 1)
        #expect(pairs.output.contains("1 Blatt mit zwei Seiten (bitte einzeln scannen)"), "\(pairs.all)")
    }

    @Test("Grey scans and contracts in a folder; nothing that lies there is replaced")
    func greyAndTaken() throws {
        let sheets = pages(0, 1).map { ScannedPrints.Sheet(page: $0) }
        try prints.scan(sheets, to: "scan.pdf", fields: fields, "--colour grey --dpi 200")
        for file in folder.files where file.hasPrefix("serie/") && file.hasSuffix(".pdf") {
            try folder.write(file.dropLast(4) + "-ruecklauf-ausfertigung-1.pdf", "kein Scan")
        }
        let told = try run(["ruecklauf", "scan.pdf", "-o", "lauf", "--register", "register.sqlite", "--vertraege", "serie"], status: 1)
        #expect(told.output.contains("Beim Vertrag liegt schon ein anderer Scan"), "\(told.all)")
        let report = try ReturnedReport.read(folder.path + "/lauf/bericht.json")
        #expect(report.vertraege.map(\.ort) == ["schon-abgelegt"] && report.vertraege[0].unterschrieben)
        // Another scan does not write into that folder.
        try prints.scan(sheets.reversed(), to: "anderer.pdf", fields: fields)
        let refused = try run(["ruecklauf", "anderer.pdf", "-o", "lauf", "--vertraege", "serie"], status: 73)
        #expect(refused.all.contains("liegt etwas anderes als der Rücklauf dieser Scans"))
        try run(["ruecklauf", "fehlt.pdf", "-o", "x"], status: 66)
        try folder.write("kaputt.pdf", "%PDF-1.7\nnichts")
        try run(["ruecklauf", "kaputt.pdf", "-o", "x"], status: 65)
        let stray = try Program.run(["ruecklauf", "scan.pdf", "-o", "y", "--vertraege", "nirgends"], in: folder.path)
        #expect(stray.status == 66, "\(stray.all)")
    }

    @Test("Killed at any moment and run again, the state is that of an undisturbed run")
    func killed() throws {
        try prints.scan((pages(0, 1) + pages(1, 1) + pages(0, 2) + pages(1, 2).dropLast()).map { ScannedPrints.Sheet(page: $0) }, to: "scan.pdf", fields: fields)
        let arguments = ["ruecklauf", "scan.pdf", "-o", "lauf", "--am", "02.11.2026", "--quiet"]
        try Program.shell("cp -r serie serie.alt && cp register.sqlite register.alt", in: folder.path).expectSuccess()
        func reset() throws { try Program.shell("rm -rf lauf serie register.sqlite* && cp -r serie.alt serie && cp register.alt register.sqlite", in: folder.path).expectSuccess() }
        let begin = Date()
        try run(arguments, status: 1)
        let seconds = Date().timeIntervalSince(begin)
        let expected = try contents()
        let moments = TestScale.count(sample: 3, full: 20)
        for moment in 1...moments {
            try reset()
            let words = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
            _ = try Program.shell("timeout -s KILL \(seconds * Double(moment) / Double(moments + 1)) \(words) >/dev/null 2>&1", in: folder.path)
            try run(["register", "check"])
            try run(arguments, status: 1)
            let state = try contents()
            let different = Set(state.keys).union(expected.keys).filter { state[$0] != expected[$0] }.sorted()
            #expect(different == [], "\(moment): \(different.map { "\($0): \(state[$0] ?? "fehlt") statt \(expected[$0] ?? "nichts")" })")
        }
    }

    /// All files of run, series and register, by their contents.
    private func contents() throws -> [String: String] {
        var found: [String: String] = [:]
        for file in folder.files where file.hasPrefix("lauf/") || file.hasPrefix("serie/") {
            found[file] = try Program.shell("sha256sum < '\(file)'", in: folder.path).output
        }
        let export = try Program.shell("rm -f stand.jsonl; '\(Program.path)' register export stand.jsonl && cat stand.jsonl", in: folder.path)
        #expect(export.status == 0, "\(export.all)")
        found["register"] = export.output
        return found
    }
}

extension Program.Outcome {
    fileprivate func expectSuccess() throws { #expect(status == 0, "\(all)") }
}
