import Foundation
import Testing

/// Somebody names a folder or a pipe where a file is wanted, or a file where a folder is: every command says at once what was given and what is wanted.
@Suite("What is no file")
struct NoFileTests {
    static let commands: [(arguments: [String], words: [String])] = [
        (["verify", "vertrag.pdf", "--manifest", "ordner"], ["ordner", "Das ist ein Ordner, keine Datei.", "manifest.json"]),
        (["verify", "vertrag.pdf", "--manifest", "rohr"], ["rohr", "keine gewöhnliche Datei", "manifest.json"]),
        (["verify", "vertrag.pdf", "--manifest", "nichts.json"], ["nichts.json", "Der Nachweis fehlt"]),
        (["fristen", "rohr"], ["rohr", "keine gewöhnliche Datei"]),
        (["fristen", "rohr.json"], ["rohr.json", "keine gewöhnliche Datei", "manifest.json"]),
        (["fristen", "ordner"], ["ordner", "Hier liegt kein Vertrag als PDF.", "Manifest"]),
        (["fristen", "ordner.json"], ["ordner.json", "Hier liegt kein Vertrag als PDF."]),
        (["fristen", "ordner.pdf"], ["ordner.pdf", "Hier liegt kein Vertrag als PDF."]),
        (["manifest", "merge", "rohr"], ["rohr", "Das ist kein Ordner.", "--part"]),
        (["manifest", "merge", "vertrag.pdf"], ["vertrag.pdf", "Das ist kein Ordner."]),
        (["manifest", "merge", "nichts"], ["nichts", "Diesen Ordner gibt es nicht."]),
        (["batch", "probe", "--partners", "rohr", "-o", "aus"], ["rohr", "keine gewöhnliche Datei", "keine Leitung"]),
    ]

    @Test("It is called what it is, and no command waits for it", arguments: commands)
    func told(arguments: [String], words: [String]) throws {
        let folder = try SmallLibrary.make()
        let made = try Program.shell("mkfifo rohr rohr.json; mkdir ordner ordner.json ordner.pdf; touch vertrag.pdf", in: folder.path)
        #expect(made.status == 0, "\(made.all)")
        if arguments[0] == "verify" { #expect(try Program.run(["build", "probe", "-o", "neu.pdf", "--still"], in: folder.path).status == 0) }
        let quoted = ([Program.path] + arguments.map { $0 == "vertrag.pdf" && arguments[0] == "verify" ? "neu.pdf" : $0 }).map { "'\($0)'" }.joined(separator: " ")
        let outcome = try Program.shell("timeout 60 \(quoted)", in: folder.path)
        #expect([65, 66].contains(outcome.status), "\(outcome.status): \(outcome.all)")
        for word in words { #expect(outcome.errors.contains(word), "\(word): \(outcome.all)") }
        // The system's own words help nobody.
        #expect(!outcome.all.contains("argument") && !outcome.all.contains("Argument") && !outcome.all.contains("errno"), "\(outcome.all)")
    }
}
