import ChildProcess
import Foundation
import Testing

/// What was issued is never replaced in silence: batches that come again into the folder of an earlier run.
@Suite("What was issued stays")
struct IssuedContractTests {
    private func run(_ folder: TemporaryFolder, _ options: String...) throws -> Program.Outcome {
        try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--json"] + options, in: folder.path)
    }

    private func contracts(_ folder: TemporaryFolder) throws -> [String: Data] {
        try BatchTests.content(folder).filter { $0.key.hasSuffix(".pdf") }
    }

    private func made(partners: Int = 3) throws -> TemporaryFolder {
        let folder = try BatchTests.library(partners: partners)
        let first = try run(folder)
        try #require(first.status == 0, "\(first.all)")
        return folder
    }

    private func counts(_ outcome: Program.Outcome) throws -> [String: Int] {
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any] ?? [:]
        return json.compactMapValues { $0 as? Int }.filter { ["erstellt", "ersetzt", "unveraendert", "veraltet", "gescheitert", "entfernt"].contains($0.key) && $0.value > 0 }
    }

    struct Edit: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let told: String
        let edit: @Sendable (TemporaryFolder) throws -> Void
    }

    static let edits = [
        Edit(testDescription: "eine Klausel", told: "Klausel zusammenarbeit/treffen") {
            try $0.replace("zweimal", with: "dreimal", in: "clauses/zusammenarbeit/treffen.md")
        },
        Edit(testDescription: "ein Wert in der Tabelle", told: "Wert partner.strasse (damals „Musterweg") {
            try $0.replace("Musterweg", with: "Beispielweg", in: "partner.csv")
        },
        Edit(testDescription: "die Vereinbarung", told: "Vereinbarung probe") {
            try $0.replace("vorgabe: 2026-11-01", with: "vorgabe: 2026-12-01", in: "agreements/probe.yaml")
        },
        Edit(testDescription: "die Stelle", told: "Stelle probestadt") {
            try $0.replace("Rathausplatz 1", with: "Rathausplatz 2", in: "stellen/probestadt.yaml")
        },
    ]

    @Test("After an edit the old contracts stay and are listed with what changed; --replace replaces them", arguments: edits)
    func stays(edit: Edit) throws {
        let folder = try made()
        let before = try contracts(folder)
        try edit.edit(folder)
        for options in [["--resume"], []] {
            let again = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--json"] + options, in: folder.path)
            #expect(again.status == 4)
            #expect(try counts(again) == ["veraltet": 3])
            #expect(again.output.contains(edit.told), "\(again.output)")
            #expect(try contracts(folder) == before)
        }
        let replaced = try run(folder, "--fortsetzen", "--ersetzen")
        #expect(replaced.status == 0)
        #expect(try counts(replaced) == ["erstellt": 3, "ersetzt": 3])
        let content = try BatchTests.content(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/aus")
        _ = try run(folder)
        #expect(try BatchTests.content(folder) == content)
    }

    @Test("An edit that changes no contract replaces none")
    func staysTheSame() throws {
        let folder = try made()
        let before = try BatchTests.content(folder)
        try folder.replace("endet", with: "endet spätestens", in: "clauses/laufzeit/befristet.md")
        let again = try run(folder, "--resume")
        #expect(again.status == 0)
        #expect(try counts(again) == ["unveraendert": 3])
        #expect(try contracts(folder) == before.filter { $0.key.hasSuffix(".pdf") })
    }

    @Test("New, unchanged and replaced contracts are counted for people")
    func summary() throws {
        let folder = try made()
        let files = try contracts(folder).keys.sorted()
        try FileManager.default.removeItem(atPath: folder.path + "/aus/" + files[0])
        try folder.replace("Musterweg 2", with: "Musterweg 22", in: "partner.csv")
        let batch = ["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--resume"]
        let told = try Program.run(batch, in: folder.path)
        #expect(told.status == 4)
        #expect(told.output.contains("3 Verträge in aus: 1 neu, 1 unverändert, 1 geblieben"), "\(told.output)")
        #expect(told.errors.contains("--replace (--ersetzen)") && told.errors.contains(files[1]), "\(told.errors)")
        #expect(try Program.run(batch + ["--replace"], in: folder.path).output.contains("3 Verträge in aus: 2 unverändert, 1 ersetzt."))
    }

    @Test("Signed and changed files are never replaced")
    func protected() throws {
        let folder = try made(partners: 4)
        let files = try contracts(folder).keys.sorted()
        let (signed, spoiled, commented) = (files[0], files[1], files[2])
        let signing = try ChildProcess.run(
            Program.checkout + "/scripts/sign", ["\(folder.path)/aus/\(signed)", "\(folder.path)/unterschrieben.pdf", "unterschrift"])
        try #require(signing.status == 0, "\(signing.output)\(signing.errors)")
        try FileManager.default.removeItem(atPath: "\(folder.path)/aus/\(signed)")
        try FileManager.default.moveItem(atPath: folder.path + "/unterschrieben.pdf", toPath: "\(folder.path)/aus/\(signed)")
        try folder.write("aus/" + spoiled, "verdorben")
        var bytes = try Data(contentsOf: URL(filePath: "\(folder.path)/aus/\(commented)"))
        bytes[bytes.count / 2] ^= 1
        try folder.write("aus/" + commented, bytes)
        let before = try contracts(folder)
        // Nothing has changed: they count as what they are.
        let same = try run(folder, "--resume")
        #expect(same.status == 0, "\(same.all)")
        #expect(try counts(same) == ["unveraendert": 4])
        #expect(same.output.contains("ist unterschrieben und bleibt") && same.output.contains("verändert und bleibt"), "\(same.output)")
        #expect(try contracts(folder) == before)
        try folder.replace("zweimal", with: "dreimal", in: "clauses/zusammenarbeit/treffen.md")
        let replaced = try run(folder, "--resume", "--replace")
        #expect(replaced.status == 4)
        #expect(try counts(replaced) == ["erstellt": 1, "ersetzt": 1, "veraltet": 3])
        let after = try contracts(folder)
        for name in [signed, spoiled, commented] { #expect(after[name] == before[name], "\(name)") }
        #expect(after[files[3]] != before[files[3]])
    }

    @Test("A contract whose row is gone stays until it may be replaced")
    func gone() throws {
        let folder = try made()
        let old = try contracts(folder).keys.sorted()[2]
        try folder.replace("3;Kita Nr. 3", with: "3;Kita Nr. drei", in: "partner.csv")
        let again = try run(folder, "--resume")
        #expect(again.status == 0)
        #expect(try counts(again) == ["erstellt": 1, "unveraendert": 2])
        #expect(again.output.contains("gehört zu keiner Zeile der Tabelle mehr") && again.output.contains(old), "\(again.output)")
        #expect(try contracts(folder).count == 4)
        try folder.replace("Kita Nr. drei", with: "Kita Nr. dreizehn", in: "partner.csv")
        let replaced = try run(folder, "--resume", "--replace")
        #expect(replaced.status == 0)
        // That of the first name, which no row has had for two runs, goes too.
        #expect(replaced.output.contains("vertrag-entfernt") && replaced.output.contains(old) && replaced.output.contains("drei-e-v.pdf"), "\(replaced.output)")
        #expect(try counts(replaced) == ["erstellt": 1, "unveraendert": 2, "entfernt": 2])
        #expect(try contracts(folder).keys.sorted() == ["1-kita-nr-1-e-v.pdf", "2-kita-nr-2-e-v.pdf", "3-kita-nr-dreizehn-e-v.pdf"])
    }

    @Test("A contract without a row is told by every run, also by those that come later, until --replace removes it and says so")
    func toldUntilRemoved() throws {
        let folder = try made()
        let third = "3;Kita Nr. 3 e. V.;ev;Musterweg 3;00000;Probestadt;den Vorstand\n"
        try folder.replace(third, with: "", in: "partner.csv")
        for options in [["--resume"], [], ["--resume"]] {
            let told = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--json"] + options, in: folder.path)
            #expect(told.status == 0 && told.output.contains("vertrag-ohne-zeile") && told.output.contains("„3-kita-nr-3-e-v.pdf“"), "\(told.all)")
            #expect(try contracts(folder).count == 3)
        }
        let manifest = try #require(try JSONSerialization.jsonObject(with: try BatchTests.content(folder)["manifest.json"] ?? Data()) as? [String: Any])
        #expect((manifest["zeilen"] as? [Any])?.count == 2)
        #expect((manifest["fruehere"] as? [[String: Any]])?.map { $0["datei"] as? String } == ["3-kita-nr-3-e-v.pdf"])
        #expect(try String(contentsOfFile: folder.path + "/aus/bericht.html", encoding: .utf8).contains("<h2 id=\"fruehere\">"))
        // What the house has made it still knows.
        #expect(try Program.run(["verify", "aus/3-kita-nr-3-e-v.pdf", "--manifest", "aus/manifest.json"], in: folder.path).output.contains("steht in „aus/manifest.json“"))
        let removed = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--replace"], in: folder.path)
        #expect(removed.status == 0 && removed.output.contains("2 Verträge in aus: 2 unverändert. 1 Vertrag, der zu keiner Zeile mehr gehört, ist entfernt."), "\(removed.all)")
        #expect(removed.errors.contains("„3-kita-nr-3-e-v.pdf“ eines früheren Laufs gehörte zu keiner Zeile"), "\(removed.errors)")
        #expect(try contracts(folder).keys.sorted() == ["1-kita-nr-1-e-v.pdf", "2-kita-nr-2-e-v.pdf"])
        let after = try run(folder, "--replace")
        #expect(try counts(after) == ["unveraendert": 2] && !after.output.contains("3-kita"), "\(after.all)")
        #expect(try String(contentsOfFile: folder.path + "/aus/manifest.json", encoding: .utf8).contains("fruehere") == false)
    }

    @Test(
        "The contract of a row that has failed stays, whatever is wrong with the row; once the row is gone it belongs to none",
        arguments: ["2;;ev;Musterweg 2;00000;Probestadt;den Vorstand", ";Kita Nr. 2 e. V.;ev;Musterweg 2;00000;Probestadt;den Vorstand", "2;Kita Nr. 2 e. V.;gibtesnicht;;;;"])
    func failed(row: String) throws {
        let folder = try made()
        let before = try contracts(folder)
        let second = "2;Kita Nr. 2 e. V.;ev;Musterweg 2;00000;Probestadt;den Vorstand"
        try folder.replace(second, with: row, in: "partner.csv")
        let failing = try run(folder, "--only-valid", "--replace")
        #expect(failing.status == 3)
        #expect(try counts(failing) == ["unveraendert": 2, "gescheitert": 1])
        #expect(failing.output.contains("vertrag-gescheiterter-zeile"), "\(failing.output)")
        #expect(try contracts(folder) == before)
        // Nothing of it is forgotten.
        try folder.replace(row + "\n", with: "", in: "partner.csv")
        #expect(try run(folder, "--resume").output.contains("2-kita-nr-2-e-v.pdf"))
        let removed = try run(folder, "--resume", "--replace")
        #expect(try counts(removed) == ["unveraendert": 2, "entfernt": 1], "\(removed.all)")
        #expect(try contracts(folder) == before.filter { $0.key != "2-kita-nr-2-e-v.pdf" })
    }

    @Test("A contract without a row that was signed or changed stays with --replace and is told")
    func changedWithoutRow() throws {
        let folder = try made()
        var bytes = try Data(contentsOf: URL(filePath: folder.path + "/aus/3-kita-nr-3-e-v.pdf"))
        bytes[bytes.count / 2] ^= 1
        try folder.write("aus/3-kita-nr-3-e-v.pdf", bytes)
        try folder.replace("3;Kita Nr. 3 e. V.;ev;Musterweg 3;00000;Probestadt;den Vorstand\n", with: "", in: "partner.csv")
        for _ in 0..<2 {
            let outcome = try run(folder, "--replace")
            #expect(try counts(outcome) == ["unveraendert": 2])
            #expect(outcome.output.contains("unterschrieben, ausgefüllt oder verändert und bleibt liegen"), "\(outcome.output)")
            #expect(try contracts(folder)["3-kita-nr-3-e-v.pdf"] == bytes)
        }
    }

    @Test("Merging parts keeps what the parts know of contracts without a row")
    func mergedParts() throws {
        let folder = try BatchTests.library(partners: 4)
        for part in ["1/2", "2/2"] { #expect(try run(folder, "--shard", part).status == 0) }
        try folder.replace("4;Kita Nr. 4", with: "4;Kita Nr. vier", in: "partner.csv")
        for part in ["1/2", "2/2"] { #expect(try run(folder, "--shard", part, "--resume").status == 0) }
        #expect(try Program.run(["manifest", "merge", "aus"], in: folder.path).status == 0)
        let told = try run(folder, "--resume")
        #expect(told.output.contains("vertrag-ohne-zeile") && told.output.contains("„4-kita-nr-4-e-v.pdf“"), "\(told.all)")
    }

    @Test("A file that is not ours keeps its name, its row is told")
    func foreign() throws {
        let folder = try BatchTests.library(partners: 2)
        try folder.write("aus/1-kita-nr-1-e-v.pdf", "Nicht von uns")
        let outcome = try run(folder, "--replace")
        #expect(outcome.status == 73)
        #expect(try counts(outcome) == ["erstellt": 1, "gescheitert": 1])
        #expect(outcome.output.contains("datei-fremd"), "\(outcome.output)")
        #expect(try String(contentsOfFile: folder.path + "/aus/1-kita-nr-1-e-v.pdf", encoding: .utf8) == "Nicht von uns")
    }

    @Test("A manifest or report of somebody else keeps the run out of the folder", arguments: ["manifest.json", "bericht.html"])
    func foreignManifest(name: String) throws {
        let folder = try BatchTests.library(partners: 1)
        try folder.write("aus/" + name, "{\"name\": \"etwas anderes\"}\n")
        #expect(try run(folder).status == 73)
        #expect(try BatchTests.content(folder).keys.sorted() == [name])
    }

    @Test("A print run is not made of other contracts than those in the folder")
    func printRun() throws {
        let folder = try made(partners: 2)
        try folder.replace("zweimal", with: "dreimal", in: "clauses/zusammenarbeit/treffen.md")
        let outcome = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "aus", "--resume", "--print", "druck.pdf"], in: folder.path)
        #expect(outcome.status == 4)
        #expect(outcome.output.contains("Eine Druckauflage ist nicht entstanden"), "\(outcome.all)")
        #expect(!folder.files.contains("druck.pdf"))
        #expect(try run(folder, "--replace", "--print", "druck.pdf").status == 0)
        // A second time over one's own volume.
        #expect(try run(folder, "--resume", "--print", "druck.pdf").status == 0)
    }

    @Test("A table without a row is an error", arguments: ["", "\n\n", "1;;;;;;\n"].indices)
    func empty(_ index: Int) throws {
        let folder = try BatchTests.library(partners: 1)
        let heading = "nr;partner.name;partner.art;partner.strasse;partner.plz;partner.ort;partner.vertreten_durch\n"
        try folder.write("partner.csv", heading + ["", "\n\n", ";;;;;;\n"][index])
        let outcome = try run(folder)
        #expect(outcome.status == 65, "\(outcome.all)")
        #expect(!folder.files.contains { $0.hasPrefix("aus/") })
    }

    struct Spoiling: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let told: String
        let spoil: @Sendable (_ folder: String) throws -> Void
    }

    static let spoilings = [
        Spoiling(testDescription: "abgeschnitten in der Liste der Zeilen", told: "nicht vollständig") { try cut($0, keeping: 0.7) },
        Spoiling(testDescription: "ohne die letzte Klammer", told: "nicht vollständig") { try cut($0, keeping: 0.999) },
        Spoiling(testDescription: "nur der Kopf", told: "nicht vollständig") { try cut($0, keeping: 0.1) },
        Spoiling(testDescription: "leer", told: "nicht vollständig") { try cut($0, keeping: 0) },
        Spoiling(testDescription: "zweimal", told: "zweimal da") {
            try FileManager.default.copyItem(atPath: $0 + "/manifest.teil-1-von-2.json", toPath: $0 + "/manifest.teil-1-von-2 (Kopie).json")
        },
        Spoiling(testDescription: "eine Zeile aus dem anderen Teil", told: "Zeile 3 steht auch in") {
            let (one, two) = ($0 + "/manifest.teil-1-von-2.json", $0 + "/manifest.teil-2-von-2.json")
            let lines = try String(contentsOfFile: one, encoding: .utf8).components(separatedBy: "\n")
            let row = try #require(try String(contentsOfFile: two, encoding: .utf8).components(separatedBy: "\n").first { $0.contains("\"zeile\":3") })
            let comma = row.hasSuffix(",") ? row : row + ","
            let edited = lines.map { $0.contains("\"zeile\":2,") || $0.contains("\"zeile\":2}") ? comma : $0 }
            try edited.joined(separator: "\n").write(toFile: one, atomically: true, encoding: .utf8)
        },
    ]

    private static func cut(_ folder: String, keeping share: Double) throws {
        let path = URL(filePath: folder + "/manifest.teil-1-von-2.json")
        let bytes = try Data(contentsOf: path)
        try bytes.prefix(Int(Double(bytes.count) * share)).write(to: path)
    }

    @Test("manifest merge refuses cut and doubled parts and writes nothing", arguments: spoilings)
    func merge(spoiling: Spoiling) throws {
        let folder = try BatchTests.library(partners: 4)
        for part in ["1/2", "2/2"] { #expect(try run(folder, "--shard", part).status == 0) }
        try spoiling.spoil(folder.path + "/aus")
        let before = try BatchTests.content(folder)
        let outcome = try Program.run(["manifest", "merge", "aus"], in: folder.path)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains(spoiling.told), "\(outcome.errors)")
        #expect(try BatchTests.content(folder) == before)
    }
}
