import Foundation
import Production
import Synchronization
import TestScale
import Testing

/// Series of very many files: in sub-folders of a thousand rows, and foretold before the first is written.
@Suite struct SpreadSeriesTests {
    /// Rows of two sub-folders: lines without a partner are counted, and nothing is made of them.
    static func library(partners: Int, gap: Int = 1_000) throws -> TemporaryFolder {
        let folder = try BatchTests.library(partners: partners)
        let half = partners / 2
        try folder.replace("\n\(half + 1);", with: String(repeating: "\n", count: gap + 1) + "\(half + 1);", in: "partner.csv")
        return folder
    }

    static let folders = ["zeilen-0000001-0001000", "zeilen-0001001-0002000"]

    /// Every file by its path.
    static func content(_ folder: TemporaryFolder, _ output: String = "aus") throws -> [String: Data] {
        var content: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: "\(folder.path)/\(output)") {
            if let data = FileManager.default.contents(atPath: "\(folder.path)/\(output)/\(name)") { content[name] = data }
        }
        return content
    }

    static func contracts(_ content: [String: Data]) -> [String: Data] {
        Dictionary(uniqueKeysWithValues: content.filter { $0.key.hasSuffix(".pdf") }.map { (($0.key as NSString).lastPathComponent, $0.value) })
    }

    @Test func theFilesAreTheSameWithAndWithoutSubFoldersAndWithAnyNumberOfWorkers() throws {
        let folder = try Self.library(partners: 8)
        #expect(try Program.run(BatchTests.batch + ["--workers", "1"], in: folder.path).status == 0)
        let flat = try Self.content(folder)
        var spread: [[String: Data]] = []
        for workers in ["1", "3"] {
            try FileManager.default.removeItem(atPath: folder.path + "/aus")
            #expect(try Program.run(BatchTests.batch + ["--verteilen", "--workers", workers], in: folder.path).status == 0)
            spread.append(try Self.content(folder))
        }
        #expect(spread[0] == spread[1])
        #expect(Self.contracts(spread[0]) == Self.contracts(flat))
        let places = Set(spread[0].keys.filter { $0.hasSuffix(".pdf") }.map { ($0 as NSString).deletingLastPathComponent })
        #expect(places == Set(Self.folders))
        let report = String(decoding: spread[0]["bericht.html"] ?? Data(), as: UTF8.self)
        for name in spread[0].keys where name.hasSuffix(".pdf") { #expect(report.contains("href=\"\(name)\""), "\(name)") }
    }

    @Test func aKilledRunGoesOnAndEqualsAnUndisturbedOne() throws {
        let folder = try Self.library(partners: TestScale.count(sample: 12, full: 200))
        let arguments = BatchTests.batch + ["--spread", "--workers", "2"]
        #expect(try Program.run(arguments, in: folder.path).status == 0)
        let whole = try Self.content(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        let until = "while [ $(find aus -name '*.pdf' 2>/dev/null | wc -l) -lt 3 ]; do sleep 0.02; done"
        _ = try BatchTests.run(arguments, then: "\(until); kill -9 $pid", in: folder)
        let outcome = try Program.run(arguments + ["--resume"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        #expect(try Self.content(folder) == whole)
    }

    @Test func partsInSubFoldersAreTheUndividedRun() throws {
        let folder = try Self.library(partners: 8)
        #expect(try Program.run(BatchTests.batch + ["--spread"], in: folder.path).status == 0)
        let whole = try Self.content(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        #expect(try Program.run(SplitSeriesTests.split + ["--parts", "3"], in: folder.path).status == 0)
        for number in [3, 1, 2] { #expect(try Program.run(SplitSeriesTests.part(number, ["--spread"]), in: folder.path).status == 0) }
        #expect(try Program.run(["manifest", "merge", "aus", "--quiet"], in: folder.path).status == 0)
        #expect(try Self.content(folder) == whole)
    }

    /// Nobody wants a second contract because somebody has put a line into the table.
    @Test func whatLiesSomewhereStaysThere() throws {
        let folder = try Self.library(partners: 4)
        for (first, then) in [(["--spread"], [String]()), ([], ["--spread"])] {
            try? FileManager.default.removeItem(atPath: folder.path + "/aus")
            #expect(try Program.run(BatchTests.batch + first, in: folder.path).status == 0)
            let before = try Self.content(folder)
            #expect(try Program.run(BatchTests.batch + then + ["--resume"], in: folder.path).status == 0)
            #expect(try Self.content(folder) == before)
        }
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        #expect(try Program.run(BatchTests.batch + ["--spread"], in: folder.path).status == 0)
        let before = try Self.content(folder).keys.filter { $0.hasSuffix(".pdf") }.sorted()
        // The row of the third partner is another thousand now.
        try folder.replace("\n3;", with: String(repeating: "\n", count: 1_001) + "3;", in: "partner.csv")
        let outcome = try Program.run(BatchTests.batch + ["--spread", "--resume"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        #expect(try Self.content(folder).keys.filter { $0.hasSuffix(".pdf") }.sorted() == before)
    }

    @Test func aRowThatIsGoneIsToldAndItsFileRemovedOnlyWhenAsked() throws {
        let folder = try Self.library(partners: 3)
        for output in ["aus", "bleibt"] {
            #expect(try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", output, "--spread", "--quiet"], in: folder.path).status == 0)
        }
        try folder.replace("\n1;Kita", with: "\n#1;Kita", in: "partner.csv")
        let told = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "bleibt", "--spread", "--resume"], in: folder.path)
        #expect(told.all.contains("zeilen-0000001-0001000/1-kita-nr-1-e-v.pdf"), "\(told.all)")
        #expect(FileManager.default.fileExists(atPath: folder.path + "/bleibt/zeilen-0000001-0001000/1-kita-nr-1-e-v.pdf"))
        #expect(try Program.run(BatchTests.batch + ["--spread", "--resume", "--replace"], in: folder.path).status == 0)
        let left = try Self.content(folder).keys.filter { $0.hasSuffix(".pdf") }
        #expect(left.count == 2 && !FileManager.default.fileExists(atPath: folder.path + "/aus/" + Self.folders[0]), "\(left)")
    }

    @Test func nothingIsWrittenThroughALinkInThePlaceOfASubFolder() throws {
        let folder = try Self.library(partners: 2)
        for name in ["aus", "woanders"] { try FileManager.default.createDirectory(atPath: folder.path + "/" + name, withIntermediateDirectories: true) }
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/aus/" + Self.folders[0], withDestinationPath: folder.path + "/woanders")
        let outcome = try Program.run(BatchTests.batch + ["--spread"], in: folder.path)
        #expect(outcome.status == 73, "\(outcome.all)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/woanders").isEmpty)
        #expect(try Self.contracts(Self.content(folder)).count == 1)
    }

    @Test func whoeverReadsAFolderOfContractsReadsItsSubFolders() throws {
        let folder = try Self.library(partners: 4)
        #expect(try Program.run(BatchTests.batch + ["--spread"], in: folder.path).status == 0)
        let dates = try Program.run(["fristen", "aus", "--json"], in: folder.path)
        // These contracts have no dates; a folder without contracts is an error.
        #expect(dates.status == 0, "\(dates.all)")
        for source in ["aus", "aus/manifest.json"] {
            try? FileManager.default.removeItem(atPath: folder.path + "/register.sqlite")
            let taken = try Program.run(["register", "aufnehmen", source, "--register", "register.sqlite"], in: folder.path)
            #expect(taken.status == 0 && taken.all.contains("4"), "\(taken.all)")
        }
    }

    // MARK: - Foretold

    /// A series of so many rows that is stopped before its first contract.
    private static func foretell(_ folder: TemporaryFolder, _ room: DiskRoom?, archives: Bool = false) throws -> SeriesForecast? {
        let told = Mutex<SeriesForecast?>(nil)
        let isAsked = Atomic(false)
        let control = RunControl(
            isAskedToStop: { isAsked.load(ordering: .relaxed) },
            foretold: { forecast in
                told.withLock { $0 = forecast }
                isAsked.store(true, ordering: .relaxed)
            }, room: { _ in room })
        var request = BatchRequest(
            contract: ContractRequest(agreement: "probe", library: folder.path, partners: folder.path + "/partner.csv"), folder: folder.path + "/aus", workers: 2)
        (request.spreads, request.archives) = (true, archives)
        let result = try Batch.run(request, control: control)
        #expect(result.made == 0)
        return told.withLock { $0 }
    }

    @Test func aSeriesThatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws {
        let folder = try BatchTests.library(partners: 1_000)
        let forecast = try #require(try Self.foretell(folder, DiskRoom(bytes: 1 << 40, files: nil)))
        #expect(forecast.contracts == 1_000 && forecast.files > 1_000 && forecast.files < 1_100 && forecast.seconds > 0)
        // A contract of the small library has some hundred KiB.
        #expect((20_000_000...2_000_000_000).contains(forecast.bytes), "\(forecast.text)")
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        for (room, word) in [(DiskRoom(bytes: forecast.bytes - 1, files: nil), "Platz"), (DiskRoom(bytes: 1 << 40, files: forecast.files - 1), "Inodes")] {
            let failure = #expect(throws: Failure.self) { _ = try Self.foretell(folder, room) }
            #expect(failure?.status == .cannotCreate && failure?.findings.first?.message.contains(word) ?? false)
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/aus"))
        }
        #expect(try Self.foretell(folder, DiskRoom(bytes: forecast.bytes, files: forecast.files)) != nil)
        // While it is packed, everything lies there twice.
        let packed = try #require(try Self.foretell(folder, DiskRoom(bytes: 1 << 40, files: nil), archives: true))
        #expect(packed.bytes > forecast.bytes * 3 / 2 && packed.bytes < forecast.bytes * 2, "\(packed.text)")
        #expect(packed.packing > forecast.bytes / 2 && packed.text.contains("nur, solange das Archiv gepackt wird)"), "\(packed.text)")
    }

    @Test func aSplitForetellsTheArchivesOfItsParts() throws {
        let folder = try BatchTests.library(partners: 1_001)
        func split(_ archives: Bool) throws -> SeriesForecast {
            var request = BatchRequest(
                contract: ContractRequest(agreement: "probe", library: folder.path, partners: folder.path + "/partner.csv"), folder: folder.path + "/teile", workers: 2)
            request.archives = archives
            return try #require(try SeriesSplit.run(request, .parts(10), control: RunControl(room: { _ in DiskRoom(bytes: 1 << 40, files: nil) })).forecast)
        }
        let (single, packed) = (try split(false), try split(true))
        #expect(single.packing == 0 && !single.text.contains("gepackt"))
        // Of one part all lies there twice; the parts before it have a file each.
        #expect(packed.archives == 10 && packed.bytes == single.bytes + packed.packing && packed.files == single.files - 1_001 + 101 + 10)
        #expect((single.bytes / 20...single.bytes / 9).contains(packed.packing), "\(packed.text)")
        #expect(packed.text.contains("nur, solange das Archiv eines Teils gepackt wird; mehrere zugleich: je Teil so viel)"), "\(packed.text)")
        let outcome = try Program.run(
            ["serie", "teilen", "probe", "--partners", "partner.csv", "-o", "teile", "--teile", "10", "--archiv", "--verteilen", "--json"], in: folder.path)
        #expect(outcome.status == 0 && outcome.output.contains("\"packen\" : \(packed.packing)"), "\(outcome.all)")
    }

    @Test func ofMoreThanAThousandPartsEachIsReadThoughTheSessionAllowsFewFilesAtOnce() throws {
        let folder = try TemporaryFolder()
        let count = 90
        for part in 1...count {
            let head =
                #"{"anzahl":1,"eingabe":"e","format":1,"gescheitert":0,"offen":0,"programm":"P","seiten":1,"tabelle":"t.csv","teil":"\#(part)/\#(count)","vereinbarung":"probe"}"#
            let object = try #require(try JSONSerialization.jsonObject(with: Data(head.utf8)) as? [String: Any])
            let text = String(decoding: try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted, .sortedKeys]), as: UTF8.self).dropLast(2)
            let row = #"{"befunde":[],"datei":"\#(part).pdf","eingabe":"e","nr":"\#(part)","partner":"P","seiten":1,"sha256":"s","zeile":\#(part + 1)}"#
            try folder.write("aus/manifest.teil-\(part)-von-\(count).json", text + ",\n  \"auswahlen\": [\n\n  ],\n  \"zeilen\": [\n\(row)\n  ]\n}\n")
        }
        let outcome = try Program.shell("ulimit -Sn 64; '\(Program.path)' manifest merge aus", in: folder.path)
        #expect(outcome.status == 0 && outcome.output.contains("90 Teile mit 90 Zeilen"), "\(outcome.all)")
    }
}
