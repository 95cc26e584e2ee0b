import ArgumentParser
import Findings
import Production

struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Erstellt einen Vertrag für jede Zeile einer Partnerliste.", aliases: ["serie"])

    @Argument(help: ArgumentHelp("Name oder Pfad der Vereinbarung.", valueName: "vereinbarung"))
    var agreement: String

    @Option(
        name: [.long, .customLong("partnerliste")],
        help: ArgumentHelp("Partnerliste (CSV); ihre Spalten heißen wie die Felder.", valueName: "datei"))
    var partners: String

    @Option(
        name: [.long, .customLong("daten")],
        help: ArgumentHelp("Werte für alle Zeilen aus einer YAML- oder JSON-Datei.", valueName: "datei"))
    var data: String?

    @Option(
        name: [.long, .customLong("setze")],
        help: ArgumentHelp("Einen Wert für alle Zeilen setzen; mehrfach möglich.", valueName: "pfad=wert"))
    var set: [String] = []

    @Option(
        name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")],
        help: ArgumentHelp("Ordner für die PDF. Ohne Angabe: „serie-“ und der Name der Vereinbarung.", valueName: "ordner"))
    var output: String?

    @Option(
        name: [.customLong("workers"), .customLong("prozesse")],
        help: ArgumentHelp("Wie viele Verträge zugleich entstehen. Ohne Angabe: einer je Prozessorkern.", valueName: "anzahl"))
    var workers: Int?

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
    var quiet = false

    func validate() throws {
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers muss zwischen 1 und 256 liegen.")
        }
    }

    func run() async throws {
        try await reporting(json: json.json) {
            let request = ContractRequest(
                agreement: agreement, library: libraryOption.library, data: data, settings: set, partners: partners)
            let result = try await Batch.run(request, folder: output, workers: workers)
            if json.json {
                Terminal.print(prettyJSON(BatchJSON(result)))
            } else {
                Terminal.report(quiet ? result.findings.filter { $0.severity == .fehler } : result.findings)
                if !quiet { Terminal.print(result.summary) }
            }
            if result.failed > 0 { throw ExitCode(ExitStatus.findings.rawValue) }
        }
    }
}

struct BatchJSON: Encodable {
    struct Row: Encodable {
        let nr: String
        let datei: String?
        let seiten: Int?
    }

    let ergebnis: Int32
    let ordner: String
    let zeilen: [Row]
    let befunde: [FindingJSON]

    init(_ result: BatchResult) {
        ergebnis = (result.failed > 0 ? ExitStatus.findings : .ok).rawValue
        ordner = result.folder
        zeilen = result.rows.map { Row(nr: $0.number, datei: $0.file, seiten: $0.pages) }
        befunde = FindingReport.sorted(result.findings).map(FindingJSON.init)
    }
}
