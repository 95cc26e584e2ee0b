import ChildProcess
import Foundation
import TestScale
import Testing

/// `annex` with a folder: one scan behind all its contracts.
@Suite("Annexes for a folder of contracts")
struct AnnexFolderTests {
    private static let plan = Program.checkout + "/agreements/anlagen/verfahrensschema.pdf"
    private static let rules = Program.checkout + "/agreements/anlagen/geschaeftsordnung.pdf"

    private static func annex(_ more: [String] = []) -> [String] {
        ["annex", "serie", plan, rules, "--title", "Plan", "--pages", "", "--pages", "2", "-o", "mit"] + more
    }

    /// Every PDF by its path.
    private static func content(_ folder: TemporaryFolder, _ output: String = "mit") throws -> [String: Data] {
        try SpreadSeriesTests.content(folder, output).filter { $0.key.hasSuffix(".pdf") }
    }

    @Test("Each result is that of the contract alone, byte for byte, whatever the number of workers, and lies as the contract does", arguments: [[], ["--verteilen"]])
    func sameBytes(spread: [String]) throws {
        let folder = try ProofOfManyTests.series(spread)
        let names = ProofOfManyTests.contracts(folder).map { String($0.dropFirst("serie/".count)) }
        var alone: [String: Data] = [:]
        for name in names {
            let made = try Program.run(
                ["annex", "serie/" + name, Self.plan, Self.rules, "--title", "Plan", "--pages", "", "--pages", "2", "-o", "allein.pdf", "--ersetzen"], in: folder.path)
            #expect(made.status == 0, "\(made.all)")
            alone[name] = try Data(contentsOf: URL(filePath: folder.path + "/allein.pdf"))
        }
        for workers in ["1", "2"] {
            let made = try Program.run(Self.annex(["--workers", workers]), in: folder.path)
            #expect(made.status == 0 && made.output == "\(names.count) Verträge in mit: \(names.count) neu.\n", "\(made.all)")
            // Of the files is told once, not of every contract.
            #expect(made.errors.components(separatedBy: "Kein Text des Vertrags verweist").count == 2, "\(made.errors)")
            #expect(try Self.content(folder) == alone)
            let again = try Program.run(Self.annex(["--json"]), in: folder.path)
            let result = try #require(try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? NSDictionary)
            #expect(again.status == 0 && result["unveraendert"] as? Int == names.count && result["erstellt"] as? Int == 0 && result["ordner"] as? String == "mit", "\(again.all)")
            let proof = try Program.run(["verify", "mit"], in: folder.path)
            #expect(proof.status == 0, "\(proof.all)")
            try FileManager.default.removeItem(atPath: folder.path + "/mit")
        }
    }

    @Test("Contracts that can get none are named, and the others are made")
    func refused() throws {
        let folder = try ProofOfManyTests.series()
        let names = ProofOfManyTests.contracts(folder)
        let signing = try ChildProcess.run(Program.checkout + "/scripts/sign", ["\(folder.path)/\(names[1])", folder.path + "/unterschrieben.pdf", "unterschrift"])
        try #require(signing.status == 0, "\(signing.output)\(signing.errors)")
        try folder.write(names[1], Data(contentsOf: URL(filePath: folder.path + "/unterschrieben.pdf")))
        var bytes = try Data(contentsOf: URL(filePath: folder.path + "/" + names[3]))
        bytes[bytes.count / 2] ^= 1
        try folder.write(names[3], bytes)
        try folder.write("serie/zz-fremd.pdf", Data(contentsOf: URL(filePath: Self.plan)))
        let made = try Program.run(Self.annex(), in: folder.path)
        let sound = names.count - 2
        #expect(made.status == 3 && made.output == "\(sound) Verträge in mit: \(sound) neu. Bei 3 Verträgen ging es nicht.\n", "\(made.all)")
        for (name, words) in [(names[1], "Der Vertrag ist unterschrieben"), (names[3], "ein anderer Vertrag"), ("serie/zz-fremd.pdf", "nicht Klauselwerk erstellt")] {
            #expect(made.errors.split(separator: "\n").contains { $0.hasPrefix(name + ": Fehler: ") && $0.contains(words) }, "\(name): \(made.errors)")
        }
        #expect(try Set(Self.content(folder).keys) == Set(names.enumerated().filter { $0.offset != 1 && $0.offset != 3 }.map { String($0.element.dropFirst("serie/".count)) }))
    }

    @Test("A final version that reads otherwise stays, and is replaced on request; what was signed or is not ours stays in any case")
    func whatIsThere() throws {
        let folder = try ProofOfManyTests.series()
        let names = ProofOfManyTests.contracts(folder).map { String($0.dropFirst("serie/".count)) }
        try #require(Program.run(Self.annex(), in: folder.path).status == 0)
        let before = try Self.content(folder)
        let other = ["annex", "serie", Self.rules, "-o", "mit"]
        let kept = try Program.run(other, in: folder.path)
        #expect(kept.status == 4 && kept.errors.contains("Warnung: Hier liegt schon eine Endfassung dieses Vertrags"), "\(kept.all)")
        #expect(try Self.content(folder) == before)
        // Signed meanwhile: the same contract, and no longer to be replaced.
        let signing = try ChildProcess.run(Program.checkout + "/scripts/sign", ["\(folder.path)/mit/\(names[2])", folder.path + "/unterschrieben.pdf", "unterschrift"])
        try #require(signing.status == 0, "\(signing.output)\(signing.errors)")
        let signed = try Data(contentsOf: URL(filePath: folder.path + "/unterschrieben.pdf"))
        try folder.write("mit/" + names[2], signed)
        let same = try Program.run(Self.annex(), in: folder.path)
        #expect(same.status == 0 && same.output.contains("\(names.count) unverändert") && same.errors.contains("ist unterschrieben und bleibt"), "\(same.all)")
        try folder.write("mit/" + names[4], Data(contentsOf: URL(filePath: Self.plan)))
        let replaced = try Program.run(other + ["--replace"], in: folder.path)
        let text = "\(names.count - 1) Verträge in mit: \(names.count - 2) ersetzt, 1 geblieben, obwohl ein anderer entstünde. Bei 1 Vertrag ging es nicht.\n"
        #expect(replaced.status == 3 && replaced.output == text, "\(replaced.all)")
        let after = try Self.content(folder)
        #expect(after[names[2]] == signed)
        #expect(try after[names[4]] == Data(contentsOf: URL(filePath: Self.plan)))
        #expect(after[names[0]] != before[names[0]])
    }

    @Test("What is wrong for all contracts is told once, before anything is made")
    func wrongForAll() throws {
        let folder = try ProofOfManyTests.series()
        try folder.write("kaputt.pdf", "%PDF-1.4\n")
        try FileManager.default.createDirectory(atPath: folder.path + "/leer", withIntermediateDirectories: true)
        let cases: [(arguments: [String], status: Int32, words: String)] = [
            (["serie", "kaputt.pdf", "-o", "mit"], 65, "kaputt.pdf"), (["serie", "nirgends.pdf", "-o", "mit"], 65, "nirgends.pdf"),
            (["serie", Self.rules, "--pages", "vorn", "-o", "mit"], 65, "ist keine Auswahl von Seiten"), (["leer", Self.rules, "-o", "mit"], 66, "ohne Vertrag als PDF"),
            (["serie", Self.rules, "-o", "mit.pdf"], 64, "ist aber der Name einer einzigen Datei"),
            (["serie", Self.rules, "-o", "serie/"], 73, "In diesem Ordner liegen die Verträge"),
            (["serie", Self.rules, "-o", "clauses"], 73, "der Bibliothek"),
        ]
        let before = folder.files
        for (arguments, status, words) in cases {
            let refused = try Program.run(["annex"] + arguments, in: folder.path)
            #expect(refused.status == status && refused.errors.contains(words), "\(arguments): \(refused.status) \(refused.all)")
            #expect(refused.errors.components(separatedBy: "Fehler:").count == 2, "\(refused.errors)")
        }
        #expect(folder.files == before)
    }

    @Test("A run that was killed or stopped is done again by the same call, and leaves nothing unfinished")
    func killed() throws {
        let folder = try BatchTests.library(partners: TestScale.count(sample: 16, full: 200))
        try #require(Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--quiet"], in: folder.path).status == 0)
        try #require(Program.run(Self.annex(["--still"]), in: folder.path).status == 0)
        let whole = try Self.content(folder)
        let words = ([Program.path] + Self.annex(["--still"])).map { "'\($0)'" }.joined(separator: " ")
        for (signal, count) in [("KILL", 3), ("KILL", 9), ("INT", 2)] {
            try FileManager.default.removeItem(atPath: folder.path + "/mit")
            let script = "\(words) & pid=$!; while [ $(find mit -name '*.pdf' 2>/dev/null | wc -l) -lt \(count) ]; do sleep 0.01; done; kill -\(signal) $pid; wait $pid; echo $?"
            let outcome = try Program.shell(script, in: folder.path)
            #expect(signal == "KILL" || outcome.output == "130\n", "\(outcome.all)")
            for (name, bytes) in try Self.content(folder) where !(name as NSString).lastPathComponent.hasPrefix(".") { #expect(bytes == whole[name], "\(name)") }
            let again = try Program.run(Self.annex(["--still"]), in: folder.path)
            #expect(again.status == 0, "\(again.all)")
            #expect(try SpreadSeriesTests.content(folder, "mit") == whole)
        }
    }
}
