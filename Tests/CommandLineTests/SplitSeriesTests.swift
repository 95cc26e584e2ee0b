import Foundation
import TestScale
import Testing

/// A table split into parts, each made on its own: together they are the undivided run, whatever happens to them on the way.
@Suite struct SplitSeriesTests {
    static let split = ["serie", "teilen", "probe", "--partners", "partner.csv", "-o", "teile", "--quiet"]

    static func part(_ number: Int, _ further: [String] = []) -> [String] {
        ["batch", "probe", "--parts", "teile", "--part", "\(number)", "-o", "aus", "--quiet", "--workers", "1"] + further
    }

    /// What the undivided run makes; the folder has none of it left.
    static func whole(_ folder: TemporaryFolder, _ further: [String] = [], status: Int32 = 0) throws -> [String: Data] {
        #expect(try Program.run(BatchTests.batch + further, in: folder.path).status == status)
        defer { try? FileManager.default.removeItem(atPath: folder.path + "/aus") }
        return try BatchTests.content(folder)
    }

    static let tables: [(name: String, text: String)] = {
        let heading = "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch"
        let rows = (1...7).map { "\($0);Kita Nr. \($0) e. V.;ev;Musterweg \($0);00000;Probestadt;den Vorstand" }
        let objects = (1...7).map {
            #"{"nr": "\#($0)", "partner": {"name": "Kita Nr. \#($0) e. V.", "art": "ev", "strasse": "Musterweg \#($0)", "plz": "00000", "ort": "Probestadt", "vertreten_durch": "den Vorstand"}}"#
        }
        return [("CSV", ([heading] + rows).joined(separator: "\n") + "\n"), ("JSON-Zeilen", objects.joined(separator: "\n") + "\n")]
    }()

    @Test(arguments: [0, 1], [["--parts", "1"], ["--parts", "3"], ["--zeilen-je-teil", "2"], ["--teile", "7"]])
    func allPartsTogetherAreTheUndividedRunByteForByte(_ table: Int, _ division: [String]) throws {
        let folder = try BatchTests.library(partners: 7)
        try folder.write("partner.csv", Self.tables[table].text)
        let whole = try Self.whole(folder)
        #expect(try Program.run(Self.split + division, in: folder.path).status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/teile").sorted()
        #expect(names.last == "teile.json" && names.first == "teil-0001.jsonl", "\(names)")
        // The last one first: no part leans on another.
        for number in (1..<names.count).reversed() { #expect(try Program.run(Self.part(number), in: folder.path).status == 0) }
        #expect(try Program.run(["manifest", "merge", "aus", "--quiet"], in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == whole)
    }

    @Test func aRowThatFailsFailsInItsPartAndNoOther() throws {
        let folder = try BatchTests.library(partners: 6)
        try folder.replace("2;Kita Nr. 2 e. V.", with: "2;", in: "partner.csv")
        // The same number as in another part, and the same file name as in another part.
        try folder.replace("5;Kita", with: "1;Kita", in: "partner.csv")
        try folder.replace("6;Kita Nr. 6", with: "3.;Kita Nr. 3", in: "partner.csv")
        let refused = try Program.run(Self.split + ["--parts", "3"], in: folder.path)
        #expect(refused.status == 65, "\(refused.all)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/teile/teile.json"))
        let whole = try Self.whole(folder, ["--only-valid"], status: 3)
        #expect(try Program.run(Self.split + ["--parts", "3", "--nur-gueltige"], in: folder.path).status == 3)
        for (number, status) in [(1, 3), (2, 0), (3, 3)] as [(Int, Int32)] { #expect(try Program.run(Self.part(number), in: folder.path).status == status, "\(number)") }
        #expect(try Program.run(["manifest", "merge", "aus", "--quiet"], in: folder.path).status == 3)
        #expect(try BatchTests.content(folder) == whole)
    }

    @Test func aPartThatRunsTwiceAtOnceOrAgainDoesNoHarm() throws {
        let folder = try BatchTests.library(partners: 8)
        let whole = try Self.whole(folder)
        #expect(try Program.run(Self.split + ["--parts", "2"], in: folder.path).status == 0)
        let words = ([Program.path] + Self.part(1)).map { "'\($0)'" }.joined(separator: " ")
        let both = try Program.shell("\(words) & one=$!; \(words) & two=$!; wait $one; a=$?; wait $two; exit $((a * 256 + $?))", in: folder.path)
        #expect(both.status == 0, "\(both.all)")
        #expect(try Program.run(Self.part(1), in: folder.path).status == 0)
        #expect(try Program.run(Self.part(2), in: folder.path).status == 0)
        #expect(try Program.run(["manifest", "merge", "aus", "--quiet"], in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == whole)
    }

    @Test func aPartThatWasKilledGoesOn() throws {
        let folder = try BatchTests.library(partners: TestScale.count(sample: 12, full: 200))
        let whole = try Self.whole(folder)
        #expect(try Program.run(Self.split + ["--parts", "2"], in: folder.path).status == 0)
        _ = try BatchTests.run(Self.part(1), then: "\(BatchTests.untilSomeAreMade); kill -9 $pid", in: folder)
        for number in [2, 1] { #expect(try Program.run(Self.part(number), in: folder.path).status == 0) }
        #expect(try Program.run(["manifest", "merge", "aus", "--quiet"], in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == whole)
    }

    /// What a part says once its series was merged.
    static let merged = "schon zusammengefügt"

    static func told(_ arguments: [String]) -> [String] { arguments.filter { $0 != "--quiet" } }

    /// A node that was thought lost: the file server has given up its locks, its part was made elsewhere and the series merged, and now it goes on.
    @Test func aPartThatEndsAfterTheMergeWritesNothing() throws {
        let folder = try BatchTests.library(partners: TestScale.count(sample: 12, full: 200))
        let whole = try Self.whole(folder)
        #expect(try Program.run(Self.split + ["--parts", "2"], in: folder.path).status == 0)
        let quoted: ([String]) -> String = { ([Program.path] + $0).map { "'\($0)'" }.joined(separator: " ") }
        let outcome = try Program.shell(
            """
            \(quoted(Self.told(Self.part(1)))) & pid=$!
            until [ -e aus/.klauselwerk-teil-1-von-2.journal ]; do kill -0 $pid || exit 100; done
            kill -STOP $pid; sleep 0.05; grep -q '^State:.T' /proc/$pid/status || exit 101
            rm aus/.klauselwerk-*.lock
            \(quoted(Self.part(1))) && \(quoted(Self.part(2))) && \(quoted(["manifest", "merge", "aus", "--quiet"])) || exit 102
            ls -A aus >merged
            kill -CONT $pid; wait $pid
            """, in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        #expect(outcome.errors.contains(Self.merged), "\(outcome.all)")
        #expect(try String(contentsOfFile: folder.path + "/merged", encoding: .utf8).split(separator: "\n").count == whole.count)
        #expect(try BatchTests.content(folder) == whole)
    }

    @Test(arguments: [true, false]) func aPartBegunAfterTheMergeWritesNothing(_ isSplit: Bool) throws {
        let folder = try BatchTests.library(partners: 4)
        try folder.replace("3;Kita Nr. 3 e. V.", with: "3;", in: "partner.csv")
        let whole = try Self.whole(folder, ["--only-valid"], status: 3)
        #expect(try Program.run(Self.split + ["--parts", "2", "--nur-gueltige"], in: folder.path).status == 3)
        let merge = ["manifest", "merge", "aus"]
        func runs() throws -> [Program.Outcome] {
            try (1...2).map { try Program.run(Self.told(isSplit ? Self.part($0) : BatchTests.batch + ["--only-valid", "--resume", "--shard", "\($0)/2"]), in: folder.path) }
        }
        let first = try runs()
        #expect(first.map(\.status) == (isSplit ? [0, 3] : [3, 0]) && !first.contains { $0.errors.contains(Self.merged) }, "\(first.map(\.all))")
        #expect(try Program.run(merge, in: folder.path).status == 3)
        let again = try runs()
        #expect(again.map(\.status) == first.map(\.status) && again.allSatisfy { $0.errors.contains(Self.merged) }, "\(again.map(\.all))")
        #expect(try BatchTests.content(folder) == whole)
        let merged = try Program.run(merge, in: folder.path)
        #expect(merged.status == 3 && merged.output.contains("schon zusammengefügt: 4 Zeilen, davon 1 gescheitert"), "\(merged.all)")
        // Another list is another series.
        try folder.replace("4;Kita Nr. 4", with: "4;Kita Nr. 44", in: "partner.csv")
        #expect(try Program.run(Self.split + ["--parts", "2", "--nur-gueltige"], in: folder.path).status == 3)
        #expect(try runs().allSatisfy { !$0.errors.contains(Self.merged) })
        #expect(try Program.run(merge, in: folder.path).output.contains("2 Teile mit 4 Zeilen"))
    }

    /// What a run over the whole table says of contracts without a row, the merge of its parts says; their manifest is the same.
    @Test(arguments: [false, true]) func theMergeTellsOfContractsWithoutARow(_ isRunInPartsBefore: Bool) throws {
        let folder = try BatchTests.library(partners: 5)
        func runParts() throws -> [Program.Outcome] {
            #expect(try Program.run(Self.split + ["--parts", "2"], in: folder.path).status == 0)
            return try [2, 1].map { try Program.run(Self.told(Self.part($0)), in: folder.path) }
        }
        // What was made before: by an undivided run, or by parts that nobody has merged.
        if isRunInPartsBefore { _ = try runParts() } else { #expect(try Program.run(BatchTests.batch, in: folder.path).status == 0) }
        // One row has gone, one partner has another name.
        try folder.replace("5;Kita Nr. 5 e. V.;ev;Musterweg 5;00000;Probestadt;den Vorstand\n", with: "", in: "partner.csv")
        try folder.replace("2;Kita Nr. 2", with: "2;Kita Nr. zwei", in: "partner.csv")
        let parts = try runParts()
        #expect(parts.allSatisfy { $0.status == 0 && !$0.errors.contains("keiner Zeile") }, "a part does not know the others: \(parts.map(\.all))")
        let merged = try Program.run(["manifest", "merge", "aus"], in: folder.path)
        #expect(merged.status == 0, "\(merged.all)")
        #expect(merged.errors.contains("2 Dateien eines früheren Laufs gehören zu keiner Zeile der Tabelle mehr"), "\(merged.all)")
        #expect(merged.errors.contains("„2-kita-nr-2-e-v.pdf“, „5-kita-nr-5-e-v.pdf“"), "\(merged.all)")
        #expect(merged.errors.contains("einen ungeteilten Lauf mit --replace (--ersetzen)"), "\(merged.all)")
        let content = try BatchTests.content(folder)
        let whole = try Program.run(Self.told(BatchTests.batch), in: folder.path)
        #expect(whole.errors.contains("2 Dateien eines früheren Laufs gehören zu keiner Zeile"), "\(whole.all)")
        #expect(try BatchTests.content(folder) == content)
        let removed = try Program.run(Self.told(BatchTests.batch) + ["--replace"], in: folder.path)
        #expect(removed.status == 0 && removed.errors.contains("gehörten zu keiner Zeile der Tabelle mehr und sind entfernt"), "\(removed.all)")
    }

    @Test func whatHadFailedAndIsMadeAfterTheMergeIsTakenIn() throws {
        let folder = try BatchTests.library(partners: 4)
        let whole = try Self.whole(folder)
        let name = try #require(whole.keys.first { $0.hasPrefix("3-") })
        // Something else bears the contract's name.
        try folder.write("aus/\(name)/notiz.txt", "x")
        #expect(try Program.run(Self.split + ["--parts", "2"], in: folder.path).status == 0)
        for number in 1...2 { #expect(try (Program.run(Self.part(number), in: folder.path).status == 0) == (number == 1)) }
        #expect(try Program.run(["manifest", "merge", "aus"], in: folder.path).status == 3)
        try FileManager.default.removeItem(atPath: "\(folder.path)/aus/\(name)")
        let later = try Program.run(Self.told(Self.part(2)), in: folder.path)
        #expect(later.status == 0 && later.errors.contains("noch einmal"), "\(later.all)")
        #expect(try Program.run(["manifest", "merge", "aus"], in: folder.path).status == 0)
        #expect(try BatchTests.content(folder) == whole)
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var arguments = SplitSeriesTests.part(1)
        var status: Int32 = 65
        let word: String
        var make: @Sendable (TemporaryFolder) throws -> Void = { _ in }
    }

    static let changes = [
        Change(testDescription: "die Tabelle", word: "partner.csv") { try $0.replace("Nr. 1", with: "Nr. 11", in: "partner.csv") },
        Change(testDescription: "eine Klausel", word: "Bibliothek") { try $0.write("clauses/zusammenarbeit/treffen.md", SmallLibrary.meetings + "\n") },
        Change(testDescription: "die Angaben", arguments: part(1, ["--set", "pdf=archiv-2"]), word: "Angaben"),
        Change(testDescription: "die Dateinamen", arguments: part(1, ["--file-names", "x-{{nr}}.pdf"]), word: "Angaben"),
        Change(testDescription: "der Teil selbst", word: "teil-0001.jsonl") {
            let path = $0.path + "/teile/teil-0001.jsonl"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try text.replacing("\"besitzer\":2", with: "\"besitzer\":3").write(toFile: path, atomically: true, encoding: .utf8)
        },
        Change(testDescription: "der Teil ist abgeschnitten", word: "teil-0001.jsonl") { try $0.write("teile/teil-0001.jsonl", "{\"besitzer\":2") },
        Change(testDescription: "das Verzeichnis ist keines", word: "teile.json") { try $0.write("teile/teile.json", "{}") },
        Change(testDescription: "das Verzeichnis fehlt", status: 66, word: "serie teilen") { try FileManager.default.removeItem(atPath: $0.path + "/teile/teile.json") },
        Change(testDescription: "einen solchen Teil gibt es nicht", arguments: part(3), status: 64, word: "2 Teile"),
        Change(testDescription: "gezählt wird ab 1", arguments: part(0), status: 64, word: "ab 1"),
    ]

    @Test(arguments: changes) func aPartIsRefusedWhoseInputsHaveChanged(_ change: Change) throws {
        let folder = try BatchTests.library(partners: 4)
        #expect(try Program.run(Self.split + ["--parts", "2"], in: folder.path).status == 0)
        try change.make(folder)
        let outcome = try Program.run(change.arguments, in: folder.path)
        #expect(outcome.status == change.status, "\(outcome.all)")
        #expect(outcome.errors.contains(change.word), "\(outcome.all)")
        let made = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/aus")) ?? []
        #expect(!made.contains { $0.hasSuffix(".pdf") }, "\(made)")
    }

    @Test func partsGoOnWhereTheTableIsOutOfReach() throws {
        let folder = try BatchTests.library(partners: 2)
        #expect(try Program.run(Self.split + ["--parts", "1"], in: folder.path).status == 0)
        try FileManager.default.removeItem(atPath: folder.path + "/partner.csv")
        #expect(try Program.run(Self.part(1), in: folder.path).status == 0)
    }

    @Test func splittingAnewLeavesNoFurtherPartsAndNothingForeignIsTouched() throws {
        let folder = try BatchTests.library(partners: 5)
        for parts in ["5", "2"] { #expect(try Program.run(Self.split + ["--parts", parts], in: folder.path).status == 0) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/teile").sorted() == ["teil-0001.jsonl", "teil-0002.jsonl", "teile.json"])
        #expect(try Program.run(Self.split + ["--parts", "6"], in: folder.path).status == 64)
        try folder.write("teile/brief.txt", "x")
        let outcome = try Program.run(Self.split + ["--parts", "2"], in: folder.path)
        #expect(outcome.status == 73, "\(outcome.all)")
        #expect(try Program.run(Self.part(1), in: folder.path).status == 0)
    }

    @Test(arguments: [["--parts", "2", "--zeilen-je-teil", "2"], [], ["--parts", "0"], ["--parts", "10001"], ["--rows-per-part", "0"]])
    func theNumberOfPartsIsSaidOnce(_ division: [String]) throws {
        let folder = try BatchTests.library(partners: 2)
        #expect(try Program.run(Self.split + division, in: folder.path).status == 64)
    }
}
