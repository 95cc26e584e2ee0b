import Foundation
import Production
import Synchronization
import TestScale
import Testing

/// Series whose contracts lie in one archive: the same contracts, whatever happens while they are made, packed and packed again.
@Suite struct ArchivedSeriesTests {
    static let archived = BatchTests.batch + ["--archiv", "--workers", "2"]
    static let archive = "vertraege.zip"

    /// The entries of an archive in their order, as Python reads it: name and SHA-256; and whether all are stored.
    static func entries(_ folder: TemporaryFolder, _ archive: String = "aus/vertraege.zip") throws -> [String] {
        let script = """
            import zipfile, hashlib, sys
            with zipfile.ZipFile(sys.argv[1]) as archive:
                assert archive.testzip() is None
                for entry in archive.infolist():
                    assert entry.compress_type == zipfile.ZIP_STORED and entry.date_time == (1980, 1, 1, 0, 0, 0)
                    print(entry.filename, hashlib.sha256(archive.read(entry)).hexdigest())
            """
        try folder.write("lies.py", script)
        let outcome = try Program.shell("python3 lies.py '\(archive)' && unzip -tq '\(archive)' >&2", in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        return outcome.output.split(separator: "\n").map(String.init)
    }

    /// The contracts of a run without archive, in the order of the rows.
    static func plain(_ folder: TemporaryFolder, _ output: String = "aus") throws -> [String] {
        let outcome = try Program.shell("cd '\(output)' && sha256sum $(find . -name '*.pdf' | sed 's|^./||' | sort -V)", in: folder.path)
        return outcome.output.split(separator: "\n").map { line in line.split(separator: " ").reversed().joined(separator: " ") }
    }

    /// Puts one folder in the place of the other.
    static func copy(_ folder: TemporaryFolder, from source: String, to target: String = "aus") throws {
        #expect(try Program.shell("rm -rf '\(target)' && cp -r '\(source)' '\(target)'", in: folder.path).status == 0)
    }

    /// A series as it is without an archive (`einzeln`) and with one (`gepackt`); the folder `aus` is not there.
    private static func both(_ folder: TemporaryFolder, _ further: [String] = []) throws {
        for (arguments, name) in [(BatchTests.batch, "einzeln"), (archived, "gepackt")] {
            #expect(try Program.run(arguments + further, in: folder.path).status == 0)
            #expect(try Program.shell("mv aus \(name)", in: folder.path).status == 0)
        }
    }

    @Test(arguments: [[String](), ["--verteilen"]]) func theArchiveHasTheSameContractsInTheOrderOfTheRows(_ further: [String]) throws {
        let folder = try SpreadSeriesTests.library(partners: 12)
        try Self.both(folder, further)
        #expect(try Self.entries(folder, "gepackt/vertraege.zip") == Self.plain(folder, "einzeln"))
        #expect(try SpreadSeriesTests.content(folder, "gepackt").keys.sorted() == ["bericht.html", "manifest.json", Self.archive])
        // Neither workers nor what a new file's rights are (umask) show.
        let words = (BatchTests.batch + ["--archiv", "--workers", "1"] + further).map { "'\($0)'" }.joined(separator: " ")
        #expect(try Program.shell("umask 077; '\(Program.path)' \(words)", in: folder.path).status == 0)
        #expect(try SpreadSeriesTests.content(folder) == SpreadSeriesTests.content(folder, "gepackt"))
        let manifest = try String(contentsOfFile: folder.path + "/aus/manifest.json", encoding: .utf8)
        #expect(manifest.components(separatedBy: "{\"archiv\":\"vertraege.zip\",").count == 13)
        let report = try String(contentsOfFile: folder.path + "/aus/bericht.html", encoding: .utf8)
        #expect(report.components(separatedBy: "href=\"vertraege.zip\"").count == 13 && !report.contains(".pdf\""))
    }

    // MARK: - Killed

    @Test(arguments: 0..<TestScale.count(sample: 2, full: 30)) func aKilledRunThatIsResumedEqualsAnUndisturbedOne(_ round: Int) throws {
        let folder = try BatchTests.library(partners: 10)
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        let whole = try BatchTests.content(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        // In every other round while it packs, or soon after.
        let until =
            round % 2 == 0 ? BatchTests.untilSomeAreMade : "until ls aus/.klauselwerk-serie-archiv* >/dev/null 2>&1 || [ -e aus/vertraege.zip ] || ! kill -0 $pid; do :; done"
        _ = try BatchTests.run(Self.archived, then: "\(until); sleep 0.0\(round * 7 % 10); kill -9 $pid", in: folder)
        let outcome = try Program.run(Self.archived + ["--resume"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        #expect(try BatchTests.content(folder) == whole)
    }

    /// What a run can leave behind when it is killed while it packs.
    enum Kill: String, CaseIterable {
        case beforePacking, whilePacking, beforeManifest, beforeTaking, whileTaking, beforeJournalGoes
    }

    @Test func whereverItWasKilledItGoesOn() throws {
        let folder = try BatchTests.library(partners: 4)
        try Self.both(folder)
        for kill in Kill.allCases { try goesOn(after: kill, folder) }
    }

    private func goesOn(after kill: Kill, _ folder: TemporaryFolder) throws {
        let whole = try BatchTests.content(folder, "gepackt")
        let journal = """
            import re
            manifest = open('einzeln/manifest.json').read()
            with open('aus/.klauselwerk-serie.journal', 'w') as journal:
                for line in manifest.splitlines():
                    if line.startswith('{"'): journal.write(line.rstrip(',') + chr(10))
            """
        try folder.write("journal.py", journal)
        let taken = "rm aus/1-*.pdf aus/3-*.pdf"
        let steps: [String] =
            switch kill {
            case .beforePacking: ["rm aus/manifest.json aus/bericht.html"]
            case .whilePacking:
                [
                    "rm aus/manifest.json aus/bericht.html", "head -c 50000 gepackt/vertraege.zip > aus/.klauselwerk-serie-archiv.tmp.aB3xYz",
                    "cp gepackt/vertraege.zip aus/.klauselwerk-serie-archiv.tmp",
                ]
            case .beforeManifest: ["rm aus/manifest.json", "cp gepackt/vertraege.zip aus"]
            case .beforeTaking: ["cp gepackt/* aus"]
            case .whileTaking: ["cp gepackt/* aus", taken]
            case .beforeJournalGoes: ["cp gepackt/* aus", "rm aus/*.pdf"]
            }
        #expect(try Program.shell((["rm -rf aus", "cp -r einzeln aus", "python3 journal.py"] + steps).joined(separator: " && "), in: folder.path).status == 0)
        let outcome = try Program.run(SplitSeriesTests.told(Self.archived) + ["--resume"], in: folder.path)
        #expect(outcome.status == 0 && outcome.all.contains("4 unverändert"), "\(kill): \(outcome.all)")
        #expect(try BatchTests.content(folder) == whole, "\(kill)")
    }

    @Test func aFullDiskLeavesTheSingleFiles() throws {
        let folder = try BatchTests.library(partners: 12)
        try Self.both(folder)
        let size = try BatchTests.content(folder, "gepackt")[Self.archive]?.count ?? 0
        // No file may be as large as the archive (in KiB); each contract may.
        let words = Self.archived.map { "'\($0)'" }.joined(separator: " ")
        let outcome = try Program.shell("ulimit -f \(size / 1_024 - 8); '\(Program.path)' \(words)", in: folder.path)
        #expect(outcome.status == 74 && outcome.all.contains("Archiv konnte nicht geschrieben werden"), "\(outcome.all)")
        #expect(try BatchTests.content(folder) == BatchTests.content(folder, "einzeln"))
        #expect(try Program.run(Self.archived + ["--resume"], in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == BatchTests.content(folder, "gepackt"))
    }

    // MARK: - Stopped

    /// When somebody stops a run whose contracts are all made.
    enum Stop: CaseIterable {
        case beforePacking, whilePacking, whileReadingAgain

        /// libzip puts six letters behind the name of what it has not finished.
        func isReached(_ output: String, isMade: Bool) -> Bool {
            let unfinished = ((try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []).filter { $0.contains("-archiv.tmp") }
            return switch self {
            case .beforePacking: isMade
            case .whilePacking: unfinished.contains { !$0.hasSuffix(".tmp") }
            case .whileReadingAgain: unfinished.contains { $0.hasSuffix(".tmp") }
            }
        }
    }

    /// The run that is stopped then.
    private static func stopped(_ stop: Stop, _ folder: TemporaryFolder, replaces: Bool = false) throws -> BatchResult {
        let output = folder.path + "/aus"
        let isMade = Atomic(false)
        let isAsked = Atomic(false)
        let control = RunControl(
            isAskedToStop: {
                if stop.isReached(output, isMade: isMade.load(ordering: .relaxed)) { isAsked.store(true, ordering: .relaxed) }
                return isAsked.load(ordering: .relaxed)
            }, report: { if $0.stage == .making, $0.done == $0.total { isMade.store(true, ordering: .relaxed) } })
        var request = BatchRequest(
            contract: ContractRequest(agreement: "probe", library: folder.path, partners: folder.path + "/partner.csv"), folder: output, workers: 2, resumes: replaces,
            replaces: replaces)
        request.archives = true
        return try Batch.run(request, control: control)
    }

    @Test(arguments: Stop.allCases) func aRunThatIsStoppedWhileItPacksLeavesTheSingleFilesAndGoesOnByTheSameCall(_ stop: Stop) throws {
        let folder = try BatchTests.library(partners: 6)
        try Self.both(folder)
        let result = try Self.stopped(stop, folder)
        #expect(result.wasStopped && result.isComplete && result.lacksArchive && !result.isFinished && result.archive == nil && result.status == .ok)
        #expect(result.summary.hasSuffix("Das Archiv ist noch nicht gepackt; derselbe Aufruf mit „--resume“ holt es nach."), "\(result.summary)")
        #expect(try BatchTests.content(folder) == BatchTests.content(folder, "einzeln"))
        #expect(try Program.run(Self.archived + ["--resume"], in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == BatchTests.content(folder, "gepackt"))
    }

    @Test(arguments: Stop.allCases) func anArchiveStaysAsItIsWhereItsReplacementIsStopped(_ stop: Stop) throws {
        let folder = try BatchTests.library(partners: 5)
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        let before = try BatchTests.content(folder)
        // One is replaced, and one belongs to no row any more.
        try folder.replace("Musterweg 3;", with: "Neuer Weg 3;", in: "partner.csv")
        try folder.replace("\n2;Kita", with: "\n#2;Kita", in: "partner.csv")
        let result = try Self.stopped(stop, folder, replaces: true)
        #expect(result.lacksArchive && result.replaced == 1 && result.removed == 0)
        let between = try BatchTests.content(folder)
        #expect(between[Self.archive] == before[Self.archive])
        #expect(between.keys.filter { !$0.hasSuffix(".lock") }.sorted() == ["3-kita-nr-3-e-v.pdf", "bericht.html", "manifest.json", Self.archive])
        let proved = try Program.run(["verify", "aus/3-kita-nr-3-e-v.pdf", "--manifest", "aus/manifest.json"], in: folder.path)
        #expect(proved.status == 0, "the manifest tells of the file that is there: \(proved.all)")
        #expect(try Program.run(Self.archived + ["--resume", "--replace"], in: folder.path).status == 0)
        let after = try BatchTests.content(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == after)
    }

    // MARK: - Packed again

    @Test func aChangedRowIsRemadeAlone() throws {
        let folder = try BatchTests.library(partners: 5)
        try Self.both(folder)
        let before = try Self.entries(folder, "gepackt/vertraege.zip")
        try Self.copy(folder, from: "gepackt")
        try folder.replace("Musterweg 3;", with: "Neuer Weg 3;", in: "partner.csv")
        let told = try Program.run(SplitSeriesTests.told(Self.archived) + ["--resume"], in: folder.path)
        #expect(told.status == 4 && told.all.contains("„3-kita-nr-3-e-v.pdf“ bleibt"), "\(told.all)")
        #expect(try Self.entries(folder) == before)
        let replaced = try Program.run(SplitSeriesTests.told(Self.archived) + ["--resume", "--replace"], in: folder.path)
        #expect(replaced.status == 0 && replaced.all.contains("4 unverändert, 1 ersetzt"), "\(replaced.all)")
        let after = try Self.entries(folder)
        #expect(zip(before, after).enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset) == [2])
        let content = try BatchTests.content(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == content)
    }

    @Test func aRowThatIsGoneIsToldAndItsContractLeavesTheArchiveOnlyWhenAsked() throws {
        let folder = try BatchTests.library(partners: 4)
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        let before = try Self.entries(folder)
        try folder.replace("\n2;Kita", with: "\n#2;Kita", in: "partner.csv")
        for _ in 1...2 {
            let told = try Program.run(SplitSeriesTests.told(Self.archived) + ["--resume"], in: folder.path)
            #expect(told.status == 0 && told.all.contains("Die Datei „2-kita-nr-2-e-v.pdf“ eines früheren Laufs gehört zu keiner Zeile"), "\(told.all)")
            #expect(try Self.entries(folder) == before)
        }
        let manifest = try String(contentsOfFile: folder.path + "/aus/manifest.json", encoding: .utf8)
        #expect(manifest.contains("{\"archiv\":\"vertraege.zip\",\"datei\":\"2-kita-nr-2-e-v.pdf\",\"frueher\":\"2\""))
        #expect(try Program.run(Self.archived + ["--resume", "--replace"], in: folder.path).status == 0)
        let content = try BatchTests.content(folder)
        #expect(try Self.entries(folder) == before.filter { !$0.hasPrefix("2-") })
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == content)
    }

    @Test func whatIsNotAsItWasMadeStaysASingleFile() throws {
        let folder = try BatchTests.library(partners: 4)
        #expect(try Program.run(BatchTests.batch, in: folder.path).status == 0)
        let plain = try Self.plain(folder)
        #expect(try Program.shell("echo '% Notiz' >> aus/2-kita-nr-2-e-v.pdf && cp aus/2-*.pdf notiz", in: folder.path).status == 0)
        for _ in 1...2 {
            let outcome = try Program.run(Self.archived + ["--resume"], in: folder.path)
            #expect(outcome.status == 0, "\(outcome.all)")
            #expect(try Self.entries(folder) == plain.filter { !$0.hasPrefix("2-") })
            #expect(try Program.shell("cmp notiz aus/2-*.pdf", in: folder.path).status == 0)
        }
        let manifest = try String(contentsOfFile: folder.path + "/aus/manifest.json", encoding: .utf8)
        #expect(manifest.components(separatedBy: "\"archiv\":").count == 4)
    }

    @Test func anUnpackedSeriesIsOneWithoutArchiveAgain() throws {
        let folder = try BatchTests.library(partners: 3)
        try Self.both(folder)
        try Self.copy(folder, from: "gepackt")
        let refused = try Program.run(BatchTests.batch + ["--resume"], in: folder.path)
        #expect(refused.status == 73 && refused.all.contains("--archiv"), "\(refused.all)")
        #expect(try BatchTests.content(folder) == BatchTests.content(folder, "gepackt"))
        #expect(try Program.shell("cd aus && unzip -q vertraege.zip && rm vertraege.zip", in: folder.path).status == 0)
        #expect(try Program.run(BatchTests.batch + ["--resume"], in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == BatchTests.content(folder, "einzeln"))
    }

    @Test func anArchiveThatIsNotOursOrDamagedIsNotTouched() throws {
        let folder = try BatchTests.library(partners: 2)
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        #expect(
            try Program.shell("cp aus/vertraege.zip gut.zip; mkdir leer; python3 -c \"import zipfile; zipfile.ZipFile('fremd.zip','w').writestr('a.pdf','x')\"", in: folder.path)
                .status == 0)
        for (file, status, word) in [("fremd.zip", 73, "nicht von Klauselwerk"), ("partner.csv", 65, "beschädigt")] as [(String, Int32, String)] {
            #expect(try Program.shell("rm -rf aus; mkdir aus; cp \(file) aus/vertraege.zip", in: folder.path).status == 0)
            let outcome = try Program.run(Self.archived, in: folder.path)
            #expect(outcome.status == status && outcome.all.contains(word), "\(outcome.all)")
            #expect(try Program.shell("cmp \(file) aus/vertraege.zip && [ $(ls aus | wc -l) = 1 ]", in: folder.path).status == 0)
        }
        // A contract that somebody has changed in the archive is told, and stays.
        let changing = """
            import zipfile
            old, new = zipfile.ZipFile('gut.zip'), zipfile.ZipFile('aus/vertraege.zip', 'w')
            new.comment = old.comment
            for entry in old.infolist():
                content = bytearray(old.read(entry))
                if entry.filename.startswith('2-'): content[9000] ^= 1
                new.writestr(entry, bytes(content))
            new.close()
            """
        try folder.write("anders.py", changing)
        #expect(try Program.shell("rm -rf aus", in: folder.path).status == 0)
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        #expect(try Program.shell("python3 anders.py && cp aus/vertraege.zip anders.zip", in: folder.path).status == 0)
        let outcome = try Program.run(SplitSeriesTests.told(Self.archived) + ["--resume", "--replace"], in: folder.path)
        #expect(outcome.all.contains("„2-kita-nr-2-e-v.pdf“ ist nach der Erstellung verändert"), "\(outcome.all)")
        #expect(try Program.shell("cmp anders.zip aus/vertraege.zip", in: folder.path).status == 0)
        let verified = try Program.run(["verify", "aus/vertraege.zip", "--manifest", "aus/manifest.json", "--json"], in: folder.path)
        // One whose bytes are not those that the archive's own checksum is of, is no contract any more.
        try folder.write("kaputt.py", "content = bytearray(open('gut.zip', 'rb').read())\ncontent[9000] ^= 1\nopen('aus/vertraege.zip', 'wb').write(content)\n")
        #expect(try Program.shell("python3 kaputt.py && cp aus/vertraege.zip kaputt.zip", in: folder.path).status == 0)
        let damaged = try Program.run(SplitSeriesTests.told(Self.archived) + ["--resume", "--replace"], in: folder.path)
        #expect(damaged.status == 3 && damaged.all.contains("beschädigt oder unvollständig"), "\(damaged.all)")
        #expect(try Program.shell("cmp kaputt.zip aus/vertraege.zip", in: folder.path).status == 0)
        #expect(verified.status == 1 && verified.output.contains("\"unveraendert\" : 1"), "\(verified.all)")
    }

    // MARK: - Parts

    private static func merged(_ folder: TemporaryFolder) throws {
        let outcome = try Program.run(["manifest", "merge", "aus", "--quiet"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
    }

    @Test func eachPartHasAnArchiveOfItsOwnAndMaybeRunTwiceAtOnceOrAgain() throws {
        let folder = try BatchTests.library(partners: 8)
        #expect(try Program.run(BatchTests.batch, in: folder.path).status == 0)
        let plain = try Self.plain(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        #expect(try Program.run(SplitSeriesTests.split + ["--parts", "2"], in: folder.path).status == 0)
        let words = ([Program.path] + SplitSeriesTests.part(1, ["--archiv"])).map { "'\($0)'" }.joined(separator: " ")
        let both = try Program.shell("\(words) & one=$!; \(words) & two=$!; wait $one; a=$?; wait $two; exit $((a * 256 + $?))", in: folder.path)
        #expect(both.status == 0, "\(both.all)")
        #expect(try Program.run(SplitSeriesTests.part(2, ["--archiv"]), in: folder.path).status == 0)
        try Self.merged(folder)
        let archives = (1...2).map { "vertraege.teil-\($0)-von-2.zip" }
        #expect(try archives.flatMap { try Self.entries(folder, "aus/\($0)") } == plain)
        let content = try BatchTests.content(folder)
        #expect(content.keys.sorted() == ["bericht.html", "manifest.json"] + archives)
        let (manifest, report) = (String(decoding: content["manifest.json"] ?? Data(), as: UTF8.self), String(decoding: content["bericht.html"] ?? Data(), as: UTF8.self))
        for archive in archives {
            #expect(manifest.components(separatedBy: "{\"archiv\":\"\(archive)\",").count == 5)
            #expect(report.components(separatedBy: "href=\"\(archive)\"").count == 5)
        }
        // Called once more, by an engine that thought it lost.
        let again = try Program.run(SplitSeriesTests.told(SplitSeriesTests.part(1, ["--archiv"])), in: folder.path)
        #expect(again.status == 0 && again.all.contains(SplitSeriesTests.merged), "\(again.all)")
        try Self.merged(folder)
        #expect(try BatchTests.content(folder) == content)
        // One that was killed while it took the files away, and whose series was merged meanwhile.
        #expect(try Program.shell("cd aus && unzip -q \(archives[0])", in: folder.path).status == 0)
        #expect(try Program.run(SplitSeriesTests.part(1, ["--archiv"]), in: folder.path).status == 0)
        #expect(try BatchTests.content(folder).filter { !$0.key.hasSuffix(".lock") } == content)
        // An undivided run afterwards has one archive of all.
        #expect(try Program.run(Self.archived + ["--resume"], in: folder.path).status == 0)
        let undivided = try BatchTests.content(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == undivided)
    }

    /// A node that was thought lost: its part was made and packed elsewhere and the series merged, and now it goes on.
    @Test(arguments: [["--verteilen"], ["--archiv", "--verteilen"]]) func aPartThatEndsAfterTheMergeLeavesAllAsItIs(_ further: [String]) throws {
        let folder = try BatchTests.library(partners: TestScale.count(sample: 12, full: 200))
        #expect(try Program.run(SplitSeriesTests.split + ["--parts", "2"], in: folder.path).status == 0)
        let quoted: ([String]) -> String = { ([Program.path] + $0).map { "'\($0)'" }.joined(separator: " ") }
        let parts = (1...2).map { quoted(SplitSeriesTests.part($0, further)) }
        let outcome = try Program.shell(
            """
            \(quoted(SplitSeriesTests.told(SplitSeriesTests.part(1, further)))) & pid=$!
            until [ -e aus/.klauselwerk-teil-1-von-2.journal ]; do kill -0 $pid || exit 100; done
            kill -STOP $pid; sleep 0.05; grep -q '^State:.T' /proc/$pid/status || exit 101
            rm aus/.klauselwerk-*.lock
            \(parts[0]) && \(parts[1]) && \(quoted(["manifest", "merge", "aus", "--quiet"])) || exit 102
            cp -r aus danach
            kill -CONT $pid; wait $pid
            """, in: folder.path)
        #expect(outcome.status == 0 && outcome.errors.contains(SplitSeriesTests.merged), "\(outcome.all)")
        #expect(try SpreadSeriesTests.content(folder) == SpreadSeriesTests.content(folder, "danach"))
    }

    @Test func whatAnotherPartsArchiveHasIsMadeNoSecondTime() throws {
        let folder = try BatchTests.library(partners: 4)
        func run() throws -> [String] {
            #expect(try Program.run(SplitSeriesTests.split + ["--parts", "2"], in: folder.path).status == 0)
            for part in 1...2 { #expect(try Program.run(SplitSeriesTests.part(part, ["--archiv", "--replace"]), in: folder.path).status == 0) }
            try Self.merged(folder)
            return try (1...2).flatMap { try Self.entries(folder, "aus/vertraege.teil-\($0)-von-2.zip") }
        }
        let before = try run()
        // The second row is one of the second part now, the others of the first.
        try folder.replace("\n1;Kita", with: "\n#1;Kita", in: "partner.csv")
        try folder.replace("\n2;Kita", with: "\n#2;Kita", in: "partner.csv")
        try folder.write("partner.csv", String(contentsOfFile: folder.path + "/partner.csv", encoding: .utf8) + "2;Kita Nr. 2 e. V.;ev;Musterweg 2;00000;Probestadt;den Vorstand\n")
        let after = try run()
        #expect(Set(after.map { $0.prefix { $0 != " " } }).count == after.count, "\(after)")
        #expect(Set(after).isSubset(of: before))
        let manifest = try String(contentsOfFile: folder.path + "/aus/manifest.json", encoding: .utf8)
        #expect(manifest.contains("{\"archiv\":\"vertraege.teil-1-von-2.zip\""), "the second row's contract lies where it lay")
    }

    // MARK: - Read by others

    @Test func verifyProvesEachContractOfAnArchive() throws {
        let folder = try BatchTests.library(partners: 3)
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        for record in [[], ["--manifest", "aus/manifest.json"]] {
            let outcome = try Program.run(["verify", "aus/vertraege.zip"] + record, in: folder.path)
            #expect(outcome.status == 0 && outcome.all.contains("3 Verträge, davon 3 unverändert."), "\(outcome.all)")
        }
        // The library moves on; the manifest still tells.
        try folder.replace("Jede Partei kann", with: "Jede Seite kann", in: "clauses/kuendigung/frist.md")
        #expect(try Program.run(["verify", "aus/vertraege.zip"], in: folder.path).status == 65)
        #expect(try Program.run(["verify", "aus/vertraege.zip", "--manifest", "aus/manifest.json"], in: folder.path).status == 0)
        #expect(try Program.shell("head -c 3000 aus/vertraege.zip > halb.zip", in: folder.path).status == 0)
        let half = try Program.run(["verify", "halb.zip"], in: folder.path)
        #expect(half.status == 65 && half.all.contains("unvollständig"), "\(half.all)")
    }

    @Test func whoeverReadsFilesSaysThatTheArchiveHasToBeUnpacked() throws {
        let folder = try BatchTests.library(partners: 3)
        #expect(try Program.run(Self.archived, in: folder.path).status == 0)
        let commands = [["fristen"], ["register", "aufnehmen", "--register", "r.sqlite"], ["nachtrag", "--set", "beginn=2026-12-01"]]
        for command in commands {
            for source in ["aus", "aus/manifest.json", "aus/vertraege.zip"] {
                let outcome = try Program.run(command + [source], in: folder.path)
                #expect(outcome.status != 0 && outcome.all.contains("Entpacken Sie das Archiv"), "\(command) \(source): \(outcome.all)")
            }
        }
        #expect(try Program.shell("cd aus && unzip -q vertraege.zip", in: folder.path).status == 0)
        for source in ["aus", "aus/manifest.json"] { #expect(try Program.run(["fristen", source, "--json"], in: folder.path).status == 0, "\(source)") }
        #expect(try Program.run(["register", "aufnehmen", "aus/manifest.json", "--register", "r.sqlite"], in: folder.path).status == 0)
    }
}
