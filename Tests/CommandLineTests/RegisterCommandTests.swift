import Foundation
import Testing

/// The register as people use it: with the program, from the contract's making to its deletion.
@Suite struct RegisterCommandTests {
    /// Two contracts of the small library, made and registered in one run.
    private static func series() throws -> TemporaryFolder {
        let library = try SmallLibrary.make()
        let outcome = try Program.run(["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--register", "register.sqlite", "--quiet"], in: library.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        return library
    }

    private static func register(_ arguments: [String], in folder: TemporaryFolder) throws -> Program.Outcome {
        try Program.run(["register"] + arguments, in: folder.path)
    }

    private static func export(_ folder: TemporaryFolder, _ name: String = "export.jsonl", register: String = "register.sqlite") throws -> String {
        try? FileManager.default.removeItem(atPath: folder.path + "/" + name)
        let outcome = try Program.run(["register", "export", name, "--register", register], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.all)")
        return try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
    }

    private static func identifiers(_ arguments: [String], in folder: TemporaryFolder) throws -> [String] {
        let outcome = try register(["suchen", "--json"] + arguments, in: folder)
        #expect(outcome.status == 0, "\(outcome.all)")
        let lines = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
        return lines.compactMap { $0["kennung"] as? String }.sorted()
    }

    @Test func aSeriesIsInTheRegisterWithItsWordsAndIsFound() throws {
        let folder = try Self.series()
        for (words, count) in [
            (["sonnenschein"], 1), (["SONNENSCHEIN", "musterweg"], 1), (["„zweimal jährlich“"], 2), (["jaehrlich"], 2), (["gibtesnicht"], 0), (["--partner", "pfarrei"], 1),
            (["musterweg", "--ohne", "pfarrei"], 1),
            (["--klausel", "kuendigung@1"], 2), (["--klausel", "kuendigung@2"], 0), (["--stand", "erstellt"], 2), (["--stand", "unterschrieben"], 0),
        ] { #expect(try Self.identifiers(words, in: folder).count == count, "\(words)") }
        #expect(try Self.register(["check"], in: folder).output.hasPrefix("In Ordnung: 2 Verträge, 2 Partner"))
    }

    @Test func everyWayInComesToTheSame() throws {
        let folder = try Self.series()
        let made = try Self.export(folder)
        // The same run again, resumed; the PDF; the manifest.
        for arguments in [
            ["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--register", "register.sqlite", "--quiet", "--resume"],
            ["register", "aufnehmen", "serie/manifest.json"],
        ] {
            #expect(try Program.run(arguments, in: folder.path).status == 0)
            #expect(try Self.export(folder) == made, "\(arguments)")
        }
        // A register that was lost comes back from the folder: by a resumed run, and by its PDF.
        for (name, arguments) in [
            ("zwei.sqlite", ["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--register", "zwei.sqlite", "--quiet", "--resume"]),
            ("drei.sqlite", ["register", "aufnehmen", "serie", "--register", "drei.sqlite", "--library", "."]),
            ("vier.sqlite", ["register", "aufnehmen", "serie/manifest.json", "serie", "--register", "vier.sqlite", "--library", "."]),
        ] {
            let outcome = try Program.run(arguments, in: folder.path)
            #expect(outcome.status == 0, "\(outcome.all)")
            let export = try Self.export(folder, register: name)
            #expect(Self.content(export) == Self.content(made), "\(name)")
        }
    }

    /// The contracts and their texts, without how they came in: the way, what was proved, the number that only the table has, and what partners are called
    /// who were known by name only at first.
    private static func content(_ export: String) -> [String] {
        export.split(separator: "\n").filter { !$0.hasPrefix("{\"partner\"") }.map { line in
            line.replacing(/"(?:nachweis|quelle|nr)":"[^"]*"/, with: "").replacing(/"partner":"p-[0-9a-f-]*"/, with: "").description
        }
    }

    @Test func contractsAreFoundByTheVersionOfAClauseAsTheirFilesSay() throws {
        let folder = try Self.series()
        try folder.replace(
            "fassung: \"1.0\"\nstatus: freigegeben\n---\nDie Beteiligten", with: "fassung: \"2.0\"\nstatus: freigegeben\n---\nDie Beteiligten",
            in: "clauses/zusammenarbeit/treffen.md")
        let build = try Program.run(
            ["build", "probe", "-o", "neu.pdf", "--register", "register.sqlite", "--set", "status=entwurf"] + SmallLibrary.partner("Dritter e. V.").flatMap { ["--set", $0] },
            in: folder.path)
        #expect(build.status == 0, "\(build.all)")
        for asked in ["treffen@1", "treffen@2", "treffen@1.0", "frist@1", "unbefristet@1.0"] {
            let parts = asked.split(separator: "@").map(String.init)
            let family = ["treffen": "zusammenarbeit", "frist": "kuendigung", "unbefristet": "laufzeit"][parts[0]] ?? ""
            var expected = 0
            for file in folder.files where file.hasSuffix(".pdf") {
                let text = try Program.run(["inspect", file], in: folder.path).output
                if text.contains(try Regex("\(family)/\(parts[0]) \(NSRegularExpression.escapedPattern(for: parts[1]))[. ]")) { expected += 1 }
            }
            #expect(try Self.identifiers(["--klausel", "\(family)/\(asked)"], in: folder).count == expected, "\(asked)")
        }
    }

    @Test func whatIsNotOursOrWasChangedIsToldAndStaysOut() throws {
        let folder = try Self.series()
        let before = try Self.export(folder)
        let name = try #require(folder.files.first { $0.hasSuffix(".pdf") })
        var bytes = try Data(contentsOf: URL(filePath: folder.path + "/" + name))
        bytes.append(Data("% etwas\n".utf8))
        try folder.write("veraendert.pdf", bytes)
        try folder.write("fremd.pdf", "%PDF-1.4\n")
        try folder.write("brief.txt", "Sehr geehrte Damen und Herren")
        for file in ["veraendert.pdf", "fremd.pdf", "brief.txt", "fehlt.pdf"] {
            let outcome = try Self.register(["aufnehmen", file, "--library", "."], in: folder)
            #expect(outcome.status == 1, "\(file): \(outcome.all)")
            #expect(outcome.errors.contains("Fehler:") && outcome.errors.contains(file), "\(outcome.all)")
        }
        #expect(try Self.export(folder) == before)
        // What can be taken in is, beside what cannot.
        try FileManager.default.removeItem(atPath: folder.path + "/register.sqlite")
        let outcome = try Self.register(["aufnehmen", "fremd.pdf", "serie", "--library", "."], in: folder)
        #expect(outcome.status == 1 && outcome.output.contains("2 neu"), "\(outcome.all)")
    }

    @Test func aContractsLifeIsEnteredShownAndDeleted() throws {
        let folder = try Self.series()
        let identifier = try #require(try Self.identifiers(["sonnenschein"], in: folder).first)
        let short = String(identifier.prefix(6))
        for event in [
            ["versandt", "--am", "02.10.2026"], ["zurück", "--am", "20.10.2026"], ["unterschrieben", "--am", "20.10.2026", "--wer", "beide"],
            ["in_kraft", "--am", "01.11.2026"], ["gekündigt", "--am", "2027-09-15", "--zum", "31.12.2027"],
        ] { #expect(try Self.register(["ereignis", short] + event, in: folder).status == 0) }
        #expect(try Self.identifiers(["--stand", "in Kraft", "--am", "01.01.2027"], in: folder) == [identifier])
        let shown = try Self.register(["zeigen", short, "--wortlaut"], in: folder).output
        for text in ["Kita Sonnenschein e. V., Musterweg 2, 00000 Probestadt", "20.10.2026  unterschrieben, beide", "zum 31.12.2027", "kuendigung/frist 1.0", "zweimal jährlich"] {
            #expect(shown.contains(text), "„\(text)“ fehlt in:\n\(shown)")
        }
        #expect(try Self.register(["ereignis", short, "gekündigt", "--am", "15.09.2027", "--storno", "zurückgenommen am Telefon"], in: folder).status == 0)
        #expect(try Self.register(["zeigen", short], in: folder).output.contains("zurückgenommen: zurückgenommen am Telefon"))
        #expect(try Self.register(["sichern", "kopie.sqlite"], in: folder).status == 0)
        #expect(try Self.register(["loeschen", short], in: folder).output.contains("mit --ja"))
        #expect(try Self.identifiers([], in: folder).count == 2)
        #expect(try Self.register(["loeschen", short, "--ja"], in: folder).status == 0)
        #expect(try Self.identifiers([], in: folder).count == 1)
        #expect(try Self.register(["check"], in: folder).status == 0)
        #expect(try Self.register(["import", "export.jsonl"], in: folder).status == 66)
    }

    @Test(arguments: [
        ["ereignis", "x", "verloren"], ["ereignis", "x", "versandt", "--am", "31.02.2026"], ["suchen", "--stand", "irgendwie"], ["loeschen"], ["partner", "--name", "X"],
    ])
    func wrongWordsAreExplained(arguments: [String]) throws {
        let folder = try Self.series()
        let outcome = try Self.register(arguments, in: folder)
        #expect(outcome.status == 64, "\(outcome.all)")
        #expect(outcome.errors.contains("Fehler"))
    }

    @Test(arguments: [
        "aufnehmen", "suchen", "zeigen", "ereignis", "partner", "export", "import", "sichern", "check", "loeschen", "personendaten", "uebergabe", "handover", "add", "search",
        "show", "event", "pruefen", "ausgeben", "einlesen", "backup", "delete",
    ])
    func helpIsGerman(command: String) throws {
        let outcome = try Program.run(["register", command, "--help"])
        #expect(outcome.status == 0 && outcome.output.contains("Aufruf: "), "\(outcome.all)")
        HelpTests().expectGerman(outcome.output)
    }

    @Test func withoutARegisterItIsSaid() throws {
        let folder = try TemporaryFolder()
        let outcome = try Self.register(["suchen", "x"], in: folder)
        #expect(outcome.status == 66 && outcome.errors.contains("Hier liegt kein Register"), "\(outcome.all)")
        #expect(folder.files.isEmpty)
    }
}
