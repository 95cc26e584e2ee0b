import ArgumentParser
import Findings
import Foundation
import Production
import Register
import Tables

struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Erstellt einen Vertrag für jede Zeile einer Partnerliste.",
        discussion: """
            Alle Zeilen werden geprüft, bevor die erste Seite entsteht. Neben den PDF entstehen manifest.json (für Programme) und bericht.html (zum Lesen). Ctrl-C hält den Lauf an; \
            --resume setzt ihn fort, auch nach einem Absturz, und erstellt nur, was fehlt. Was schon im Ordner liegt und heute anders entstünde, \
            bleibt und wird genannt; --replace ersetzt es. Unterschriebene und veränderte Dateien werden nie ersetzt.
            """)

    @Argument(help: ArgumentHelp("Name oder Pfad der Vereinbarung.", valueName: "vereinbarung"))
    var agreement: String

    @Option(
        name: [.long, .customLong("partnerliste")],
        help: ArgumentHelp("Partnerliste (\(TableKind.inGerman)); ihre Spalten heißen wie die Felder.", valueName: "datei"))
    var partners: String?

    @Option(
        name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")],
        help: ArgumentHelp("Ordner für die PDF. Ohne Angabe: „serie-“ und der Name der Vereinbarung.", valueName: "ordner"))
    var output: String?

    @Option(
        name: [.customLong("workers"), .customLong("prozesse")],
        help: ArgumentHelp("Wie viele Verträge zugleich entstehen. Ohne Angabe: einer je Prozessorkern.", valueName: "anzahl"))
    var workers: Int?

    @Flag(
        name: [.customLong("resume"), .customLong("fortsetzen")],
        help: "Einen früheren Lauf fortsetzen: nur erstellen, was fehlt.")
    var resume = false

    @Flag(
        name: [.customLong("replace"), .customLong("ersetzen")],
        help: "Verträge im Ordner ersetzen, die heute anders entstünden, und entfernen, was zu keiner Zeile mehr gehört. Unterschriebene und veränderte bleiben.")
    var replace = false

    @Flag(
        name: [.customLong("spread"), .customLong("verteilen")],
        help: "Die PDF in Unterordner von je tausend Zeilen legen („zeilen-0000001-0001000“), für sehr große Listen. Was schon im Ordner liegt, bleibt, wo es ist.")
    var spread = false

    @Flag(
        name: [.customLong("archive"), .customLong("archiv")],
        help: "Die PDF zuletzt in ein ZIP-Archiv packen, je Teil eines („vertraege.zip“, „vertraege.teil-2-von-4.zip“). Solange gepackt wird, liegt alles doppelt da.")
    var archive = false

    @Flag(
        name: [.customLong("only-valid"), .customLong("nur-gueltige")],
        help: "Sind Zeilen fehlerhaft, die übrigen trotzdem erstellen; sonst entsteht dann nichts.")
    var onlyValid = false

    @Option(
        name: [.customLong("shard"), .customLong("teil")],
        help: ArgumentHelp(
            "Nur den i-ten von n Teilen der Liste erstellen, zum Beispiel 2/4; „manifest merge“ fügt die Teile zusammen.",
            valueName: "i/n"))
    var shard: String?

    @Option(
        name: [.customLong("parts"), .customLong("teile")],
        help: ArgumentHelp("Statt --partners: Ordner mit den Teilen, die „series split“ („serie teilen“) geschrieben hat.", valueName: "ordner"))
    var parts: String?

    @Option(
        name: [.customLong("part"), .customLong("teilnummer")],
        help: ArgumentHelp("Welcher dieser Teile erstellt wird, gezählt ab 1. Läuft derselbe Teil noch, so wird gewartet.", valueName: "nummer"))
    var part: Int?

    @Option(
        name: [.customLong("errors"), .customLong("fehlerliste")],
        help: ArgumentHelp(
            "Haben Zeilen Fehler, die Partnerliste als Arbeitsmappe in diese Datei schreiben, mit markierten und kommentierten Zellen.", valueName: "datei.xlsx"))
    var errors: String?

    @Option(
        name: [.customLong("register")],
        help: ArgumentHelp("Die Verträge in dieses Register aufnehmen; fehlt es, wird es angelegt.", valueName: "datei"))
    var register: String?

    @Flag(
        name: [.customLong("word"), .customLong("textdateien")],
        help: "Neben jedes PDF eine Word-Datei (DOCX) gleichen Namens legen, zum Verhandeln; maßgeblich bleibt das PDF. Word-Dateien, in denen jemand gearbeitet hat, bleiben.")
    var word = false

    @OptionGroup(title: "Druckauflage") var printing: PrintingOptions

    @OptionGroup var values: SeriesValues
    @OptionGroup var json: JSONOption

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
    var quiet = false

    func validate() throws {
        if (partners == nil) == (parts == nil) {
            throw ValidationError("Geben Sie entweder --partners (--partnerliste) an oder --parts (--teile) mit --part.")
        }
        if (parts == nil) != (part == nil) { throw ValidationError("--parts und --part gehören zusammen: der Ordner mit den Teilen und die Nummer des Teils.") }
        if parts != nil, shard != nil || errors != nil || onlyValid || printing.options != nil {
            throw ValidationError("Ein Teil ist schon geprüft: --shard, --errors, --only-valid und --print gehören nicht zu --parts.")
        }
        if archive, word { throw ValidationError("--word und --archive (--archiv) gehören nicht zusammen: In Word-Dateien wird gearbeitet, das geht in einem Archiv nicht.") }
        if archive, register != nil {
            throw ValidationError("--register und --archive (--archiv) gehören nicht zusammen: Das Register merkt sich, wo jeder Vertrag als Datei liegt.")
        }
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers muss zwischen 1 und 256 liegen.")
        }
        if let shard, Shard(shard) == nil {
            throw ValidationError("--shard verlangt Nummer und Anzahl der Teile, zum Beispiel 2/4.")
        }
    }

    func run() throws {
        try reporting(json: json.json) {
            let progress = quiet || json.json ? nil : ProgressDisplay()
            let control = RunControl(
                isAskedToStop: { StopSignals.isStopping },
                foretold: { forecast in
                    progress?.end()
                    if progress != nil { Terminal.printError("Voraussichtlich \(forecast.text).") }
                }, report: { progress?.show($0) })
            StopSignals.listen(isQuiet: quiet)
            let store = try register.map { try RegisterStore($0, .creating) }
            let result: BatchResult
            do {
                defer { progress?.end() }
                result = try Batch.run(try request(), control: control, receiver: store)
            }
            if json.json {
                Terminal.print(prettyJSON(BatchJSON(result)))
            } else {
                Terminal.report(quiet ? result.findings.filter { $0.severity == .fehler } : result.findings)
                if result.unlistedFindings > 0 {
                    Terminal.printError("… und \(result.unlistedFindings) weitere Befunde; alle stehen im Bericht in \(result.folder).")
                }
                if !quiet { Terminal.print(result.summary) }
            }
            if result.exitStatus != 0 { throw ExitCode(result.exitStatus) }
        }
    }

    private func request() throws -> BatchRequest {
        var split: BatchRequest.Part?
        if let parts, let part { split = BatchRequest.Part(folder: parts, number: part) }
        var request = BatchRequest(
            contract: values.request(agreement, partners: partners), folder: output, workers: workers, resumes: resume, replaces: replace, onlyValid: onlyValid,
            fileNames: values.fileNames, shard: shard.flatMap(Shard.init), part: split, print: printing.options, errors: errors, word: word)
        (request.spreads, request.archives) = (spread, archive)
        return request
    }
}

struct BatchJSON: Encodable {
    struct Volume: Encodable {
        let datei: String
        let blaetter: Int
    }

    let ergebnis: Int32
    let ordner: String
    /// Within the folder; row by row.
    let manifest: String
    /// Within the folder; missing where the contracts lie in the folder itself.
    let archiv: String?
    let zeilen: Int
    let erstellt: Int
    /// Of these; the others are new.
    let ersetzt: Int
    let unveraendert: Int
    /// What was there stays, although another contract would be made.
    let veraltet: Int
    let gescheitert: Int
    /// Contracts of earlier runs that belonged to no row any more.
    let entfernt: Int
    /// The run was stopped before their turn.
    let offen: Int
    let druckauflage: [Volume]
    let befunde: [FindingJSON]

    init(_ result: BatchResult) {
        ergebnis = result.status.rawValue
        ordner = result.folder
        manifest = result.manifest
        archiv = result.archive
        zeilen = result.total
        erstellt = result.made
        ersetzt = result.replaced
        unveraendert = result.kept
        veraltet = result.outdated
        gescheitert = result.failed
        entfernt = result.removed
        offen = result.open
        druckauflage = result.volumes.map { Volume(datei: $0.path, blaetter: $0.sheets) }
        befunde = result.findings.map(FindingJSON.init)
    }
}
