import Foundation
import TableSamples
import Testing

/// The handbook's first ten minutes, typed as they are printed there.
@Suite struct HandbookTests {
    /// The commands of a section, in their order: lines of its code blocks that call the program.
    private static func commands(of section: String) throws -> [String] {
        let text = try String(contentsOfFile: Program.checkout + "/docs/handbuch.md", encoding: .utf8)
        let body = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix(section) })
        return body.split(separator: "\n").map(String.init).filter { $0.hasPrefix("klauselwerk ") }
    }

    /// The YAML that the section wants to be filled in.
    private static func yaml(of section: String) throws -> [String] {
        let text = try String(contentsOfFile: Program.checkout + "/docs/handbuch.md", encoding: .utf8)
        let body = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix(section) })
        let block = try #require(body.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
        return block.split(separator: "\n").map(String.init)
    }

    /// A copy of the library as it is shipped, in which nobody has worked yet.
    private static func library() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["clauses", "agreements", "stellen", "styles", "rules", "facts", "schemas"] {
            try FileManager.default.copyItem(atPath: Program.checkout + "/" + name, toPath: folder.path + "/" + name)
        }
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/fonts", withDestinationPath: Program.checkout + "/fonts")
        return folder
    }

    /// What the clerk does between „Eine Vorlage anlegen“ and „Prüfen“: title, body and clauses as the handbook shows them.
    private static func fillIn(_ file: String, in folder: TemporaryFolder, _ shown: [String]) throws {
        var lines = try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8).components(separatedBy: "\n")
        for key in ["titel: ", "stelle: "] {
            let wanted = try #require(shown.first { $0.hasPrefix(key) })
            let index = try #require(lines.firstIndex { $0.hasPrefix(key) })
            lines[index] = wanted
        }
        let start = try #require(lines.firstIndex { $0.hasPrefix("klauseln:") })
        let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix("  - ") } ?? lines.endIndex
        lines.replaceSubrange((start + 1)..<end, with: shown.filter { $0.hasPrefix("  - ") })
        try folder.write(file, lines.joined(separator: "\n"))
    }

    /// Two partners below the heading of the list that the program made.
    private static func fillIn(list: String, in folder: TemporaryFolder) throws {
        let fields = try Program.run(["fields", "kita-netzwerk", "--csv", "spalten.csv"], in: folder.path)
        #expect(fields.status == 0, "\(fields.all)")
        let heading = try String(contentsOfFile: folder.path + "/spalten.csv", encoding: .utf8).split(whereSeparator: \.isNewline).first { $0.contains("nr") }
        let columns = try #require(heading).replacing("\u{FEFF}", with: "").split(separator: ";").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\"")) }
        let values = [
            "partner.art": "ev", "partner.strasse": "Musterweg 1", "partner.plz": "00001",
            "partner.ort": "Musterau", "partner.vertreten_durch": "den Vorstand", "partner.genus": "n", "vertragsart": "oeffentlich_rechtlich",
        ]
        let rows = ["1", "2"].map { number in
            columns.map { $0 == "nr" ? number : $0 == "partner.name" ? "Familienhaus \(number == "1" ? "Musterau" : "Musterdorf") e. V." : values[$0] ?? "" }.joined(separator: "|")
        }
        let sheet = "== Partner\n" + ([columns.joined(separator: "|")] + rows).joined(separator: "\n")
        try SampleArchive.write(SampleWorkbook(sheet).excelParts(), to: folder.path + "/" + list)
    }

    @Test func theFirstTenMinutesEndWithPrintedContracts() throws {
        let section = "Die erste Vereinbarung in zehn Minuten"
        let commands = try Self.commands(of: section)
        #expect(commands.count >= 8)
        let folder = try Self.library()
        for command in commands {
            if command.contains("--partners partner.xlsx") {
                try FileManager.default.removeItem(atPath: folder.path + "/partner.xlsx")
                try Self.fillIn(list: "partner.xlsx", in: folder)
            }
            let typed = command.replacing("klauselwerk ", with: "", maxReplacements: 1).split(separator: " ").map(String.init)
            let outcome = try Program.run(typed, in: folder.path)
            #expect(outcome.status == 0, "\(command)\n\(outcome.all)")
            // A beginner takes these for a fault of her own.
            for word in ["Fehler:", "Warnung:", "kommt nach seiner Einführung nicht vor"] { #expect(!outcome.all.contains(word), "\(command)\n\(outcome.all)") }
            if command.hasPrefix("klauselwerk new agreement") {
                try Self.fillIn("agreements/kita-netzwerk.yaml", in: folder, try Self.yaml(of: section))
            }
        }
        #expect(folder.files.contains("kita-netzwerk.pdf"))
        #expect(folder.files.contains { $0.hasPrefix("vorschau/") && $0.hasSuffix(".png") })
        #expect(folder.files.count { $0.hasPrefix("serie/") && $0.hasSuffix(".pdf") } == 2)
    }
}
