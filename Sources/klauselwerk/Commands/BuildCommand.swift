import ArgumentParser
import Findings
import Production
import Register

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Erstellt einen Vertrag als PDF.",
        discussion: """
            Werte kommen aus der Partnerliste, vor dieser gelten die aus --data, und vor allen die von --set. Ein Entwurf oder Muster ohne Daten \
            wird mit den Beispielwerten der Vereinbarung gefüllt; in eine Endfassung kommen sie nie.
            """,
        aliases: ["erstellen"])

    @OptionGroup var contract: ContractOptions

    @Option(
        name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")],
        help: ArgumentHelp("Name des PDF. Ohne Angabe: Name der Vereinbarung im aktuellen Ordner.", valueName: "datei.pdf"))
    var output: String?

    @Option(
        name: [.customLong("text")],
        help: ArgumentHelp("Zusätzlich den zusammengesetzten Text in diese Datei schreiben.", valueName: "datei.txt"))
    var text: String?

    @Option(
        name: [.customLong("report"), .customLong("satzbericht")],
        help: ArgumentHelp("Zahlen zur Satzqualität je Seite in diese Datei schreiben (JSON).", valueName: "datei.json"))
    var report: String?

    @Flag(
        name: [.customLong("replace"), .customLong("ersetzen")],
        help: "Text und Satzbericht dürfen vorhandene Dateien ersetzen, das PDF eine Endfassung, die anders lautet. Veränderte und unterschriebene PDF bleiben immer.")
    var replace = false

    @Option(
        name: [.customLong("nachweis")],
        help: ArgumentHelp("Prüfsumme des Vertrags in diese Datei schreiben; getrennt aufbewahrt, dient sie „verify --manifest“.", valueName: "datei.json"))
    var record: String?

    @Option(
        name: [.customLong("register")],
        help: ArgumentHelp("Den Vertrag in dieses Register aufnehmen; fehlt es, wird es angelegt.", valueName: "datei"))
    var register: String?

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
    var quiet = false

    @OptionGroup var annexes: StrictOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            var request = contract.request
            request.strict = annexes.strict
            let store = try register.map { try RegisterStore($0, .creating) }
            let built = try Contracts.build(
                request, output: output, text: text, report: report, record: record, replaces: replace, receiver: store)
            if json.json {
                Terminal.print(prettyJSON(BuiltJSON(built)))
            } else if !quiet {
                Terminal.report(built.findings)
                Terminal.print("\(built.path): \(built.pages == 1 ? "1 Seite" : "\(built.pages) Seiten").")
            }
        }
    }
}

struct BuiltJSON: Encodable {
    let ergebnis: Int32
    let datei: String
    let seiten: Int
    let bytes: Int
    let befunde: [FindingJSON]

    init(_ built: BuiltContract) {
        ergebnis = ExitStatus.ok.rawValue
        datei = built.path
        seiten = built.pages
        bytes = built.bytes
        befunde = built.findings.ordered.map(FindingJSON.init)
    }
}
