import Foundation
import Testing

/// Outputs never hit inputs: every option that names an output, with everything that may lie there.
@Suite("Outputs and inputs")
struct OutputTests {
    /// A command that writes; `TARGET` is its output.
    struct Command: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let arguments: [String]
        let ending: String
    }

    static let commands = [
        Command(testDescription: "build -o", arguments: ["build", "probe", "--data", "werte.yaml", "-o", "TARGET"], ending: ".pdf"),
        Command(testDescription: "build --text", arguments: ["build", "probe", "--data", "werte.yaml", "-o", "neu.pdf", "--text", "TARGET"], ending: ".txt"),
        Command(testDescription: "build --report", arguments: ["build", "probe", "--data", "werte.yaml", "-o", "neu.pdf", "--report", "TARGET"], ending: ".json"),
        Command(testDescription: "batch --print", arguments: ["batch", "probe", "--partners", "partner.csv", "-o", "serie", "--print", "TARGET"], ending: ".pdf"),
        Command(testDescription: "check --pdf", arguments: ["check", "--urkunde", "probe", "--pdf", "TARGET"], ending: ".pdf"),
        Command(testDescription: "annex -o", arguments: ["annex", "vertrag.pdf", "plan.pdf", "-o", "TARGET"], ending: ".pdf"),
        Command(testDescription: "fields --csv", arguments: ["fields", "probe", "--csv", "TARGET"], ending: ".csv"),
        Command(testDescription: "fields --xlsx", arguments: ["fields", "probe", "--xlsx", "TARGET"], ending: ".xlsx"),
    ]

    static let inputs = [
        "agreements/probe.yaml", "agreements/anlage.md", "clauses/kuendigung/frist.md", "clauses/freigaben.txt", "stellen/probestadt.yaml",
        "partner.csv", "werte.yaml", "plan.pdf", "fremd.docx",
    ]

    private func library() throws -> TemporaryFolder {
        let folder = try SmallLibrary.make()
        try folder.write("agreements/anlage.md", "Der Plan.\n")
        try folder.replace(
            "unterschriften:", with: "anlagen:\n  - {kennung: plan, titel: Plan, art: text, datei: anlage.md}\nunterschriften:", in: "agreements/probe.yaml")
        try folder.write("werte.yaml", "beginn: 2026-12-01\n")
        try folder.write("plan.pdf", Data(contentsOf: URL(filePath: Program.checkout + "/agreements/anlagen/verfahrensschema.pdf")))
        try folder.write("fremd.docx", "Notizen")
        return folder
    }

    /// Every file and link below the folder with what is in it.
    private func content(_ folder: TemporaryFolder) throws -> [String: String] {
        var content: [String: String] = [:]
        let manager = FileManager.default
        for name in manager.enumerator(atPath: folder.path)?.compactMap({ $0 as? String }) ?? [] {
            guard !name.hasPrefix("fonts/"), !name.hasPrefix("styles/"), !name.hasPrefix("facts/") else { continue }
            let path = folder.path + "/" + name
            let type = try manager.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            let bytes = type == .typeRegular ? try Data(contentsOf: URL(filePath: path)) : Data()
            content[name] = "\(type?.rawValue ?? "") \(bytes.base64EncodedString())"
        }
        return content
    }

    @Test("No command writes over an input, a foreign file, a link, a device or a folder", arguments: commands)
    func matrix(command: Command) throws {
        let folder = try library()
        if command.arguments[0] == "annex" { try #require(Program.run(["build", "probe", "-o", "vertrag.pdf"], in: folder.path).status == 0) }
        let target = "ziel" + command.ending
        let path = folder.path + "/" + target
        let manager = FileManager.default
        func refuses(_ label: String, _ name: String = target) throws {
            let before = try content(folder)
            let outcome = try Program.run(command.arguments.map { $0 == "TARGET" ? name : $0 }, in: folder.path)
            #expect([64, 66, 73].contains(outcome.status), "\(label): \(outcome.status) \(outcome.all)")
            #expect(try content(folder) == before, "\(label)")
        }
        for input in Self.inputs + (command.arguments[0] == "annex" ? ["vertrag.pdf"] : []) {
            try refuses("\(input) itself", input)
            // The same file under a name with the right ending.
            try manager.linkItem(atPath: folder.path + "/" + input, toPath: path)
            try refuses("second name of \(input)")
            try manager.removeItem(atPath: path)
            try manager.createSymbolicLink(atPath: path, withDestinationPath: folder.path + "/" + input)
            try refuses("link to \(input)")
            try manager.removeItem(atPath: path)
        }
        for special in ["/dev/null", "nirgends"] {
            try manager.createSymbolicLink(atPath: path, withDestinationPath: special)
            try refuses("link to \(special)")
            try manager.removeItem(atPath: path)
        }
        #expect(mkfifo(path, 0o644) == 0)
        try refuses("pipe")
        try manager.removeItem(atPath: path)
        try manager.createDirectory(atPath: path, withIntermediateDirectories: false)
        try refuses("folder")
        try manager.removeItem(atPath: path)
        try folder.write(target, "Von jemand anderem")
        try refuses("a foreign file")
        try manager.removeItem(atPath: path)
        for wrong in ["ziel.docx", "ziel", command.ending, "/dev/null", "ziel" + command.ending + "/"] { try refuses("wrong name \(wrong)", wrong) }
        try refuses("folder of the library", "clauses/kuendigung/ziel" + command.ending)
    }

    @Test(
        "The same path twice is refused",
        arguments: [
            ["build", "probe", "-o", "a.pdf", "--text", "a.txt", "--report", "./a.txt"], ["build", "probe", "--text", "x/../a.json", "--report", "a.json"],
        ])
    func twice(arguments: [String]) throws {
        let folder = try library()
        let before = try content(folder)
        #expect(try Program.run(arguments, in: folder.path).status == 64)
        #expect(try content(folder) == before)
    }

    @Test("Our own untouched file may be made again; a signed or changed one stays")
    func own() throws {
        let folder = try library()
        let build = ["build", "probe", "-o", "vertrag.pdf", "--text", "vertrag.txt"]
        #expect(try Program.run(build, in: folder.path).status == 0)
        #expect(try Program.run(build, in: folder.path).status == 0)
        try folder.replace("zweimal", with: "dreimal", in: "clauses/zusammenarbeit/treffen.md")
        // The text is another one now, and nothing in a text says whose it is.
        let refused = try Program.run(build, in: folder.path)
        #expect(refused.status == 73 && refused.errors.contains("--replace (--ersetzen)"), "\(refused.all)")
        #expect(try Program.run(build + ["--ersetzen"], in: folder.path).status == 0)
        var bytes = try Data(contentsOf: URL(filePath: folder.path + "/vertrag.pdf"))
        bytes[bytes.count / 2] ^= 1
        try folder.write("vertrag.pdf", bytes)
        for options in [[], ["--replace"]] {
            let outcome = try Program.run(build + options, in: folder.path)
            #expect(outcome.status == 73 && outcome.errors.contains("nach der Erstellung verändert"), "\(outcome.all)")
        }
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/vertrag.pdf")) == bytes)
    }

    @Test("A contract with another partner or from another agreement does not take the place of a final version")
    func other() throws {
        let folder = try library()
        let build = ["build", "probe", "-o", "vertrag.pdf"]
        let partner = SmallLibrary.partner("Musterverein e. V.").flatMap { ["--set", $0] }
        #expect(try Program.run(build, in: folder.path).status == 0)
        let before = try Data(contentsOf: URL(filePath: folder.path + "/vertrag.pdf"))
        let refused = try Program.run(build + partner, in: folder.path)
        #expect(refused.status == 73 && refused.errors.contains("Endfassung eines anderen Vertrags: Vereinbarung „probe“, „Probeverein e. V.“."), "\(refused.all)")
        try folder.write("agreements/zweite.yaml", SmallLibrary.agreement)
        #expect(try Program.run(["build", "zweite", "-o", "vertrag.pdf"], in: folder.path).status == 73)
        #expect(try Program.run(["check", "--urkunde", "probe", "--pdf", "vertrag.pdf"], in: folder.path).status == 73)
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/vertrag.pdf")) == before)
        #expect(try Program.run(build + partner + ["--replace"], in: folder.path).status == 0)
        // A draft is there to be made again.
        #expect(try Program.run(["build", "probe", "-o", "entwurf.pdf", "--set", "status=entwurf"], in: folder.path).status == 0)
        #expect(try Program.run(["build", "probe", "-o", "entwurf.pdf"] + partner, in: folder.path).status == 0)
    }

    @Test("A final version gives its place to another content, or a draft, only with --replace; the same bytes and drafts need none")
    func corrected() throws {
        let folder = try library()
        let build = ["build", "probe", "-o", "vertrag.pdf"]
        for _ in 0..<2 { #expect(try Program.run(build, in: folder.path).status == 0) }
        let before = try Data(contentsOf: URL(filePath: folder.path + "/vertrag.pdf"))
        for change in ["beginn=2026-12-01", "status=entwurf"] {
            let refused = try Program.run(build + ["--set", change], in: folder.path)
            #expect(refused.status == 73 && refused.errors.contains("schon eine Endfassung dieses Vertrags") && refused.errors.contains("--replace (--ersetzen)"), "\(refused.all)")
            #expect(try Data(contentsOf: URL(filePath: folder.path + "/vertrag.pdf")) == before)
        }
        #expect(try Program.run(build + ["--set", "beginn=2026-12-01"], in: folder.path).errors.contains("Wert beginn"))
        #expect(try Program.run(build + ["--set", "beginn=2026-12-01", "--replace"], in: folder.path).status == 0)
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/vertrag.pdf")) != before)
    }

    @Test("Previews replace previews and no other picture")
    func previews() throws {
        let folder = try library()
        let preview = ["preview", "probe", "-o", "bilder", "--dpi", "36"]
        #expect(try Program.run(preview, in: folder.path).status == 0)
        #expect(try Program.run(preview, in: folder.path).status == 0)
        let first = try #require(folder.files.first { $0.hasPrefix("bilder/") })
        try folder.write(first, "Ein Foto")
        #expect(try Program.run(preview, in: folder.path).status == 73)
        #expect(try String(contentsOfFile: folder.path + "/" + first, encoding: .utf8) == "Ein Foto")
    }

    @Test("Where one output cannot be written, none is", arguments: ["--text", "--report"])
    func together(option: String) throws {
        let folder = try library()
        let ending = option == "--text" ? "txt" : "json"
        let outcome = try Program.run(["build", "probe", "-o", "neu.pdf", option, "/proc/nirgends/x.\(ending)"], in: folder.path)
        #expect(outcome.status == 73, "\(outcome.all)")
        #expect(!folder.files.contains("neu.pdf"))
    }
}
