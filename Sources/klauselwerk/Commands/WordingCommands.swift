import ArgumentParser
import Foundation
import Production
import Register

/// What the three have in common.
struct WordingOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Verträge als PDF mit ihren Nachträgen, Ordner damit, oder Manifeste von Serien.", valueName: "datei"))
    var paths: [String]

    @Option(name: [.customLong("on"), .customLong("am")], help: ArgumentHelp("Stand an diesem Tag: spätere Nachträge zählen nicht. Ohne Angabe zählen alle.", valueName: "tag"))
    var day: String?

    @Option(name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")], help: ArgumentHelp("Ordner für die neuen Dateien.", valueName: "ordner"))
    var output: String = "."

    @Option(name: [.customLong("register")], help: ArgumentHelp("Register, aus dem die Nachträge der genannten Verträge kommen.", valueName: "datei"))
    var register: String?

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func run(_ kind: WordingRequest.Kind) throws {
        try reporting(json: json.json) {
            let files = try ContractSelection(paths: paths, store: try register.map { try RegisterStore($0) }, query: nil).files()
            let made = try Wordings.make(
                WordingRequest(
                    kind, paths: files, library: libraryOption.library, day: try RegisterDays.day(day, option: "--am"), folder: output == "." ? "" : output))
            for built in made {
                if json.json {
                    Terminal.print(prettyJSON(BuiltJSON(built)))
                } else {
                    Terminal.report(built.findings)
                    Terminal.print("\(built.path): \(built.pages == 1 ? "1 Seite" : "\(built.pages) Seiten").")
                }
            }
        }
    }
}

struct ReadingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consolidate", abstract: "Zeigt, wie Verträge nach ihren Nachträgen lauten, mit der Herkunft jeder geänderten Stelle.",
        discussion: """
            Zum Beispiel: klauselwerk lesefassung vertrag.pdf vertrag-nachtrag-1.pdf
            Die Änderungen werden auf den unterschriebenen Wortlaut angewandt und mit dem verglichen, was jeder Nachtrag von sich sagt. Verbindlich bleiben die Urkunden.
            """,
        aliases: ["lesefassung"])

    @OptionGroup var options: WordingOptions

    func run() throws { try options.run(.reading) }
}

struct MarkedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "markup", abstract: "Zeigt den heutigen Wortlaut mit allen Änderungen: Gestrichenes durchgestrichen, Eingefügtes unterstrichen.",
        aliases: ["aenderungsfassung"])

    @OptionGroup var options: WordingOptions

    func run() throws { try options.run(.marked) }
}

struct SynopsisCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synopsis", abstract: "Stellt zwei Wortlaute in zwei Spalten nebeneinander: Vertrag und Nachträge, zwei Verträge oder zwei Klauseln.",
        discussion: """
            Zum Beispiel:
              klauselwerk synopse vertrag.pdf vertrag-nachtrag-1.pdf        wie unterschrieben, und heute
              klauselwerk synopse --between alt.pdf neu.pdf                 zwei Verträge
              klauselwerk synopse kuendigung/frist@1.1 kuendigung/frist     zwei Klauseln oder Fassungen
            """,
        aliases: ["synopse"])

    @Flag(name: [.customLong("between"), .customLong("zwischen")], help: "Die beiden genannten Verträge miteinander vergleichen, nicht jeden mit seinen Nachträgen.")
    var isBetween = false

    @OptionGroup var options: WordingOptions

    func validate() throws {
        if isBetween, options.paths.count != 2 { throw ValidationError("Zu --between gehören zwei Verträge.") }
    }

    /// „kuendigung/frist@1.1“ names a clause, unless a file is called so.
    private var areClauses: Bool {
        options.paths.count == 2 && options.paths.allSatisfy { $0.wholeMatch(of: /[a-z0-9-]+\/[a-z0-9-]+(@[0-9.]+)?/) != nil && !FileManager.default.fileExists(atPath: $0) }
    }

    func run() throws {
        guard isBetween || areClauses else { return try options.run(.synopsis) }
        try reporting(json: options.json.json) {
            let (old, new, library) = (options.paths[0], options.paths[1], options.libraryOption.library)
            let made = isBetween ? try Synopses.contracts(old, new, library: library) : try Synopses.clauses(old, new, library: library)
            let name = [old, new].map { text in
                let last = isBetween ? String(text.split(separator: "/").last ?? "") : text
                return String((last.hasSuffix(".pdf") ? last.dropLast(4) : last[...]).map { $0 == "/" || $0 == "@" ? "-" : $0 })
            }.joined(separator: "-")
            let folder = options.output == "." ? "" : options.output.hasSuffix("/") ? options.output : options.output + "/"
            let built = try made.write(to: "\(folder)\(name)-synopse.pdf", inputs: isBetween ? [old, new] : [])
            if options.json.json { return Terminal.print(prettyJSON(BuiltJSON(built))) }
            Terminal.report(built.findings)
            Terminal.print("\(built.path): \(built.pages == 1 ? "1 Seite" : "\(built.pages) Seiten").")
        }
    }
}
