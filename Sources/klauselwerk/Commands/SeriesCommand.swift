import ArgumentParser
import Findings
import Foundation
import Production
import Tables

/// `series` has `split`; without it, it is `batch`, as `serie` has always been.
struct SeriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series", abstract: "Serien von Verträgen: erstellen (wie „batch“) oder für mehrere Rechner teilen.",
        subcommands: [BatchCommand.self, SplitCommand.self], defaultSubcommand: BatchCommand.self, aliases: ["serie"])
}

struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Prüft eine Partnerliste einmal und teilt sie für mehrere Rechner.",
        discussion: """
            Es entsteht ein Ordner mit teile.json und den Teilen teil-0001.jsonl …; „klauselwerk batch VEREINBARUNG --parts ORDNER --part 1 -o SERIE“ erstellt \
            die Verträge des ersten, „klauselwerk manifest merge SERIE“ fügt Manifeste und Berichte zusammen. Hat eine Zeile einen Fehler, entsteht nichts.
            """,
        aliases: ["teilen"])

    @Argument(help: ArgumentHelp("Name oder Pfad der Vereinbarung.", valueName: "vereinbarung"))
    var agreement: String

    @Option(name: [.long, .customLong("partnerliste")], help: ArgumentHelp("Partnerliste (\(TableKind.inGerman)).", valueName: "datei"))
    var partners: String

    @Option(
        name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")],
        help: ArgumentHelp("Ordner für die Teile. Ohne Angabe: „teile-“ und der Name der Vereinbarung.", valueName: "ordner"))
    var output: String?

    @Option(name: [.customLong("parts"), .customLong("teile")], help: ArgumentHelp("In so viele Teile (1 bis 10.000).", valueName: "anzahl"))
    var parts: Int?

    @Option(name: [.customLong("rows-per-part"), .customLong("zeilen-je-teil")], help: ArgumentHelp("In Teile mit so vielen Zeilen.", valueName: "anzahl"))
    var rowsPerPart: Int?

    @OptionGroup var values: SeriesValues
    @OptionGroup var json: JSONOption

    @Option(name: [.customLong("workers"), .customLong("prozesse")], help: ArgumentHelp("Wie viele Zeilen zugleich geprüft werden.", valueName: "anzahl"))
    var workers: Int?

    @Flag(
        name: [.customLong("spread"), .customLong("verteilen")], help: "Die Teile werden mit --verteilen erstellt; für die Voraussage, am Teilen ändert es nichts.")
    var spread = false

    @Flag(
        name: [.customLong("archive"), .customLong("archiv")], help: "Die Teile werden mit --archiv erstellt; für die Voraussage, am Teilen ändert es nichts.")
    var archive = false

    @Flag(name: [.customLong("only-valid"), .customLong("nur-gueltige")], help: "Auch teilen, wenn Zeilen fehlerhaft sind; sie scheitern dann in ihrem Teil.")
    var onlyValid = false

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
    var quiet = false

    func validate() throws {
        guard (parts == nil) != (rowsPerPart == nil) else { throw ValidationError("Geben Sie entweder --parts (--teile) oder --rows-per-part (--zeilen-je-teil) an.") }
        if let parts, !(1...10_000).contains(parts) { throw ValidationError("--parts muss zwischen 1 und 10.000 liegen.") }
        if let rowsPerPart, rowsPerPart < 1 { throw ValidationError("--rows-per-part muss mindestens 1 sein.") }
        if let workers, !(1...256).contains(workers) { throw ValidationError("--workers muss zwischen 1 und 256 liegen.") }
    }

    func run() throws {
        try reporting(json: json.json) {
            let progress = quiet || json.json ? nil : ProgressDisplay()
            let control = RunControl(isAskedToStop: { StopSignals.isStopping }, report: { progress?.show($0) })
            StopSignals.listen(isQuiet: quiet)
            var request = BatchRequest(
                contract: values.request(agreement, partners: partners), folder: output, workers: workers, onlyValid: onlyValid, fileNames: values.fileNames)
            (request.spreads, request.archives) = (spread, archive)
            let result: SeriesSplit
            do {
                defer { progress?.end() }
                result = try SeriesSplit.run(request, parts.map { .parts($0) } ?? .rows(rowsPerPart ?? 1), control: control)
            }
            if json.json {
                Terminal.print(prettyJSON(SplitJSON(result)))
            } else {
                Terminal.report(quiet ? result.findings.filter { $0.severity == .fehler } : result.findings)
                let faulty = result.faulty == 0 ? "" : "; \(result.faulty) davon haben Fehler und werden scheitern"
                if !quiet { Terminal.print("\(result.parts) Teile mit \(result.rows) Zeilen in \(result.folder)\(faulty).") }
                if !quiet, let forecast = result.forecast { Terminal.print("Alle Teile zusammen: \(forecast.text) auf einem Prozessorkern.") }
            }
            if result.faulty > 0 { throw ExitCode(ExitStatus.rowsFailed.rawValue) }
        }
    }
}

/// What decides about values and names of a series' contracts: the same when a table is split and when its parts are made.
struct SeriesValues: ParsableArguments {
    @Option(name: [.long, .customLong("daten")], help: ArgumentHelp("Werte für alle Zeilen aus einer YAML- oder JSON-Datei.", valueName: "datei"))
    var data: String?

    @Option(name: [.long, .customLong("setze")], help: ArgumentHelp("Einen Wert für alle Zeilen setzen; mehrfach möglich.", valueName: "pfad=wert"))
    var set: [String] = []

    @Option(
        name: [.customLong("file-names"), .customLong("dateinamen")],
        help: ArgumentHelp("Vorlage für die Dateinamen; Felder in doppelten Klammern.", valueName: "vorlage"))
    var fileNames: String = FileNamePattern.standard

    @Option(
        name: [.customLong("annex-folder"), .customLong("anlagenordner")],
        help: ArgumentHelp(
            "Ordner mit den Dateien, die die Partnerliste in ihrer Spalte „anlagen“ nennt, mehrere durch Semikolon getrennt; sie werden Anlagen des Vertrags dieser Zeile.",
            valueName: "ordner"))
    var annexFolder: String?

    @OptionGroup var profile: ProfileOption
    @OptionGroup var columns: ColumnOptions
    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var annexes: StrictOption

    func request(_ agreement: String, partners: String?) -> ContractRequest {
        var contract = ContractRequest(
            agreement: agreement, library: libraryOption.library, data: data, settings: set + profile.settings, partners: partners, strict: annexes.strict)
        contract.ignoredColumns = columns.names
        contract.annexFolder = annexFolder
        return contract
    }
}

struct SplitJSON: Encodable {
    let ergebnis: Int32
    let ordner: String
    let teile: Int
    let zeilen: Int
    let fehlerhaft: Int
    /// What all parts together will need, on one process; missing for few rows.
    let prognose: ForecastJSON?
    let befunde: [FindingJSON]

    struct ForecastJSON: Encodable {
        let vertraege: Int
        let bytes: Int
        /// Of these, while the archive of a part is packed; missing without archives.
        let packen: Int?
        let dateien: Int
        let sekunden: Int
    }

    init(_ result: SeriesSplit) {
        ergebnis = (result.faulty > 0 ? ExitStatus.rowsFailed : .ok).rawValue
        (ordner, teile, zeilen, fehlerhaft) = (result.folder, result.parts, result.rows, result.faulty)
        prognose = result.forecast.map {
            ForecastJSON(
                vertraege: $0.contracts, bytes: $0.bytes, packen: $0.archives > 0 ? $0.packing : nil, dateien: $0.files, sekunden: Int($0.seconds.rounded(.up)))
        }
        befunde = result.findings.map(FindingJSON.init)
    }
}
