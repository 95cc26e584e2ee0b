import ArgumentParser
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
        commandName: "synopsis", abstract: "Stellt den unterschriebenen und den heutigen Wortlaut in zwei Spalten nebeneinander.", aliases: ["synopse"])

    @OptionGroup var options: WordingOptions

    func run() throws { try options.run(.synopsis) }
}
