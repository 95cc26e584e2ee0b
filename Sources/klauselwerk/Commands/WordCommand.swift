import ArgumentParser
import Production

struct WordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "word", abstract: "Erstellt einen Vertrag als Word-Datei, zum Verhandeln.",
        discussion: """
            Die Datei (DOCX) hat Formatvorlagen, Nummern, die Word selbst zählt, Verweise als Felder und Werte als Inhaltssteuerelemente. \
            Maßgeblich bleibt das PDF, das „build“ erstellt.
            """,
        aliases: ["textdatei"])

    @OptionGroup var contract: ContractOptions

    @Option(
        name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")],
        help: ArgumentHelp("Name der Word-Datei. Ohne Angabe: Name der Vereinbarung im aktuellen Ordner.", valueName: "datei.docx"))
    var output: String?

    @Flag(name: [.customLong("lock"), .customLong("gesperrt")], help: "Klauseln lassen sich in Word nur lesen, nicht ändern.")
    var lock = false

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
    var quiet = false

    @OptionGroup var annexes: StrictOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            var request = contract.request
            request.strict = annexes.strict
            let built = try Contracts.word(request, output: output, locksClauses: lock)
            if json.json {
                Terminal.print(prettyJSON(BuiltJSON(built)))
            } else if !quiet {
                Terminal.report(built.findings)
                Terminal.print("\(built.path): Word-Datei mit \(built.bytes / 1024) kB.")
            }
        }
    }
}
