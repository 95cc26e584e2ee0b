import Foundation
import TestScale
import Testing

/// A batch as users run it: whole files only, the same ones however it was run, and a clear word about what is missing.
@Suite struct BatchTests {
    static let batch = ["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--quiet"]

    /// The small library with so many partners.
    static func library(partners: Int) throws -> TemporaryFolder {
        let folder = try SmallLibrary.make()
        let rows = (1...partners).map { "\($0);Kita Nr. \($0) e. V.;ev;Musterweg \($0);00000;Probestadt;den Vorstand" }
        let heading = "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch"
        try folder.write("partner.csv", ([heading] + rows).joined(separator: "\n") + "\n")
        return folder
    }

    /// Every file of the output with its content, hidden ones too.
    static func content(_ folder: TemporaryFolder, _ output: String = "aus") throws -> [String: Data] {
        var content: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + output) {
            content[name] = try Data(contentsOf: URL(filePath: "\(folder.path)/\(output)/\(name)"))
        }
        return content
    }

    /// Runs the program in the background of a shell, which then does something to it (its id is `$pid`).
    static func run(_ arguments: [String], then script: String, in folder: TemporaryFolder) throws -> Program.Outcome {
        let words = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return try Program.shell("\(words) & pid=$!; \(script); wait $pid", in: folder.path)
    }

    static let untilSomeAreMade = "while [ $(ls aus 2>/dev/null | wc -l) -lt 2 ]; do sleep 0.02; done"

    @Test func onlyContractsManifestAndReportAreLeftAndTheyTellNothingOfTheRun() throws {
        let (one, other) = (try Self.library(partners: 6), try Self.library(partners: 6))
        #expect(try Program.run(Self.batch + ["--workers", "1"], in: one.path).status == 0)
        #expect(try Program.run(Self.batch + ["--workers", "3"], in: other.path).status == 0)
        let content = try Self.content(one)
        #expect(try content == Self.content(other))
        #expect(content.keys.filter { !$0.hasSuffix(".pdf") }.sorted() == ["bericht.html", "manifest.json"])
        #expect(content.count == 8)
        for name in ["bericht.html", "manifest.json"] {
            let text = String(decoding: content[name] ?? Data(), as: UTF8.self)
            #expect(!text.contains(NSTemporaryDirectory()), "\(name)")
            #expect(text.contains("Kita Nr. 6"))
        }
    }

    @Test func filesOutsideTheLibraryAreToldByTheirNames() throws {
        let (folder, elsewhere) = (try Self.library(partners: 2), try TemporaryFolder())
        let meetings = SmallLibrary.meetings.replacing("status:", with: "wenn: partner.art == \"schule\"\nstatus:")
        try folder.write("clauses/zusammenarbeit/treffen.md", meetings)
        try elsewhere.write("vertraege/probe.yaml", SmallLibrary.agreement)
        let arguments = ["batch", elsewhere.path + "/vertraege/probe.yaml", "--partners", folder.path + "/partner.csv", "--library", folder.path]
        #expect(try Program.run(arguments + ["-o", "aus", "--quiet"], in: folder.path).status == 0)
        let content = try Self.content(folder)
        for name in ["bericht.html", "manifest.json"] {
            let text = String(decoding: content[name] ?? Data(), as: UTF8.self)
            #expect(text.contains("Hinweis"), "the clause that is named although its condition fails")
            #expect(!text.contains(elsewhere.path) && !text.contains(folder.path), "\(name)")
        }
    }

    @Test(arguments: 0..<TestScale.count(sample: 2, full: 10))
    func aKilledRunThatIsResumedEqualsAnUndisturbedOne(_ round: Int) throws {
        let folder = try Self.library(partners: 10)
        #expect(try Program.run(Self.batch, in: folder.path).status == 0)
        let whole = try Self.content(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        let pause = "sleep 0.\(round * 37 % 10)"
        _ = try Self.run(Self.batch, then: "\(Self.untilSomeAreMade); \(pause); kill -9 $pid", in: folder)
        let outcome = try Program.run(Self.batch + ["--resume"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        #expect(try Self.content(folder) == whole)
    }

    @Test(arguments: ["INT", "TERM"]) func aStoppedRunTellsWhatIsOpenAndIsResumed(_ signal: String) throws {
        // Enough to be stopped in the midst of them.
        let partners = 150
        let folder = try Self.library(partners: partners)
        // Without job control a shell's background processes ignore SIGINT; the program listens all the same.
        let stopped = try Self.run(Self.batch, then: "\(Self.untilSomeAreMade); kill -\(signal) $pid", in: folder)
        #expect(stopped.status == 130, "\(stopped.all)")
        let content = try Self.content(folder)
        let manifest = try #require(JSONSerialization.jsonObject(with: content["manifest.json"] ?? Data()) as? [String: Any])
        let rows = try #require(manifest["zeilen"] as? [[String: Any]])
        #expect(rows.compactMap { $0["datei"] as? String }.sorted() == content.keys.filter { $0.hasSuffix(".pdf") }.sorted())
        #expect(manifest["offen"] as? Int == partners - rows.count)
        #expect(!content.keys.contains { $0.hasPrefix(".") })
        #expect(try Program.run(Self.batch + ["--resume"], in: folder.path).status == 0)
        #expect(try Self.content(folder).count == partners + 2)
    }

    @Test func aSecondRunIntoTheSameFolderRefuses() throws {
        let folder = try Self.library(partners: 2)
        try folder.write("aus/.klauselwerk-serie.lock", "")
        let lock = open(folder.path + "/aus/.klauselwerk-serie.lock", O_RDWR | O_CLOEXEC)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let refused = try Program.run(Self.batch, in: folder.path)
        close(lock)
        #expect(refused.status == 73)
        #expect(refused.errors.contains("anderer Lauf"), "\(refused.all)")
        // Once the other is gone, its file does no harm.
        #expect(try Program.run(Self.batch, in: folder.path).status == 0)
        #expect(try Self.content(folder).count == 4)
    }

    @Test func partsOfATableMergeToTheSameAsTheWhole() throws {
        let folder = try Self.library(partners: 7)
        try folder.replace("4;Kita Nr. 4 e. V.", with: "4;", in: "partner.csv")
        #expect(try Program.run(Self.batch + ["--only-valid"], in: folder.path).status == 3)
        let whole = try Self.content(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        for part in ["3/3", "1/3", "1/3"] { #expect(try Program.run(Self.batch + ["--only-valid"] + ["--shard", part], in: folder.path).status == (part == "1/3" ? 3 : 0)) }
        let early = try Program.run(["manifest", "merge", "aus"], in: folder.path)
        #expect(early.status == 65)
        #expect(early.errors.contains("--shard 2/3"), "\(early.all)")
        #expect(try Program.run(Self.batch + ["--only-valid"] + ["--shard", "2/3"], in: folder.path).status == 0)
        // A part that is done twice does no harm.
        #expect(try Program.run(Self.batch + ["--only-valid"] + ["--shard", "2/3", "--resume"], in: folder.path).status == 0)
        #expect(try Program.run(["manifest", "zusammenfuehren", "aus"], in: folder.path).status == 3)
        #expect(try Self.content(folder) == whole)
    }

    @Test func gnuParallelRunsTheParts() throws {
        let folder = try Self.library(partners: 5)
        #expect(try Program.run(Self.batch, in: folder.path).status == 0)
        let whole = try Self.content(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        let words = ([Program.path] + Self.batch).map { "'\($0)'" }.joined(separator: " ")
        let outcome = try Program.shell("seq 3 | parallel --will-cite \(words) --workers 1 --shard {}/3", in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        #expect(try Program.run(["manifest", "merge", "aus"], in: folder.path).status == 0)
        #expect(try Self.content(folder) == whole)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// A line of shell that the program runs after.
        var limit = "true"
        var arguments = BatchTests.batch
        let status: Int32
        let words: [String]
        /// Contracts that are made all the same.
        let made: Int
        var spoil: @Sendable (TemporaryFolder) throws -> Void = { _ in }
    }

    static let faults = [
        Fault(testDescription: "sehr wenige offene Dateien", limit: "ulimit -n 48", status: 0, words: [], made: 3),
        Fault(testDescription: "kein Platz auf dem Datenträger", limit: "ulimit -f 8", status: 74, words: ["aus"], made: 0),
        Fault(
            testDescription: "Ordner ohne Schreibrecht", arguments: ["batch", "probe", "--partners", "partner.csv", "-o", "/proc/klauselwerk"],
            status: 73, words: ["/proc/klauselwerk"], made: 0),
        Fault(testDescription: "eine Zeile mit 1 MB Text", arguments: batch + ["--only-valid"], status: 3, words: ["Zeile 3"], made: 2) {
            try $0.replace("Kita Nr. 2 e. V.", with: String(repeating: "Lorem ", count: 170_000), in: "partner.csv")
        },
        Fault(
            testDescription: "zwei Zeilen mit demselben Dateinamen", arguments: batch + ["--only-valid"], status: 3, words: ["Zeile 4", "Zeile 2"], made: 2
        ) {
            try $0.replace("3;Kita Nr. 3", with: "1.;Kita Nr. 1", in: "partner.csv")
        },
        Fault(
            testDescription: "Vorlage ohne Feld", arguments: batch + ["--file-names", "vertrag.pdf"], status: 64,
            words: ["--file-names", "{{nr}}"], made: 0),
    ]

    @Test(arguments: faults) func aFaultIsToldAndTheRestIsMade(_ fault: Fault) throws {
        let folder = try Self.library(partners: 3)
        try fault.spoil(folder)
        let words = ([Program.path] + fault.arguments).map { "'\($0)'" }.joined(separator: " ")
        let outcome = try Program.shell("\(fault.limit); exec \(words)", in: folder.path)
        #expect(outcome.status == fault.status, "\(outcome.all.prefix(2_000))")
        for word in fault.words { #expect(outcome.errors.contains(word), "\(outcome.errors.prefix(2_000))") }
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/aus")) ?? []).sorted()
        #expect(files.filter { $0.hasSuffix(".pdf") }.count == fault.made)
        #expect(!files.contains { $0.hasPrefix(".") }, "\(files)")
        if fault.made > 0 { #expect(files.contains("manifest.json") && files.contains("bericht.html")) }
    }

    @Test func whatPartnersAreCalledIsNoMarkupInTheReport() throws {
        let folder = try Self.library(partners: 1)
        try folder.replace("Kita Nr. 1 e. V.", with: "<script>x</script> & Söhne", in: "partner.csv")
        #expect(try Program.run(Self.batch, in: folder.path).status == 0)
        let report = try String(contentsOfFile: folder.path + "/aus/bericht.html", encoding: .utf8)
        #expect(report.contains("&lt;script&gt;x&lt;/script&gt; &amp; Söhne"))
        #expect(!report.contains("<script>"))
    }
}
