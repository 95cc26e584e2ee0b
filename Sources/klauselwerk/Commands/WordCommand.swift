import ArgumentParser
import Production

struct WordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "word", abstract: "Erstellt einen Vertrag als Word-Datei, zum Verhandeln.",
        discussion: """
            Die Datei (DOCX) hat Formatvorlagen, Nummern, die Word selbst zählt, Verweise als Felder und Werte als Inhaltssteuerelemente. \
            Maßgeblich bleibt das PDF, das „build“ erstellt. Statt einer Vereinbarung lässt sich auch ein fertiger Vertrag nennen (vertrag.pdf): \
            Die Word-Datei entsteht dann aus der Herkunft, die er trägt.
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

    private var isContract: Bool { contract.agreement.lowercased().hasSuffix(".pdf") }

    func validate() throws {
        if isContract, contract.data != nil || contract.partners != nil || !contract.request.settings.isEmpty {
            throw ValidationError("Ein fertiger Vertrag bringt seine Werte mit; --data, --set und --partners gehören zu einer Vereinbarung.")
        }
    }

    func run() throws {
        try reporting(json: json.json) {
            var request = contract.request
            request.strict = annexes.strict
            let built =
                isContract
                ? try Contracts.word(ofContract: request.agreement, library: request.library, output: output, locksClauses: lock)
                : try Contracts.word(request, output: output, locksClauses: lock)
            if json.json {
                Terminal.print(prettyJSON(BuiltJSON(built)))
            } else if !quiet {
                Terminal.report(built.findings)
                Terminal.print("\(built.path): Word-Datei mit \(built.bytes / 1024) kB.")
            }
        }
    }
}
