import ArgumentParser
import Production

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Vergleicht eine zurückgegebene Word-Datei mit dem, was verschickt wurde.",
        discussion: """
            Zeigt nach Klauseln, welche Wörter eingefügt, gestrichen oder verschoben sind, ob die Datei es kennzeichnet, welche Werte geändert \
            und welche Kommentare gesetzt sind. Formatierung zählt nicht. Was verschickt wurde, entsteht neu aus der Herkunft in der Datei; \
            fehlt sie, nennen Sie die verschickte Datei oder die Vereinbarung mit ihren Werten.
            """,
        aliases: ["vergleichen"])

    @Argument(help: ArgumentHelp("Die zurückgegebene Datei.", valueName: "vertrag.docx"))
    var file: String

    @Option(name: [.customLong("sent"), .customLong("gesendet")], help: ArgumentHelp("Die Datei, wie sie verschickt wurde.", valueName: "datei.docx"))
    var sent: String?

    @Option(
        name: [.customLong("agreement"), .customLong("vereinbarung")], help: ArgumentHelp("Die Vereinbarung, wenn die Datei ihre Herkunft nicht mehr trägt.", valueName: "name"))
    var agreement: String?

    @Option(name: [.customLong("data"), .customLong("daten")], help: ArgumentHelp("Werte zur Vereinbarung aus einer YAML- oder JSON-Datei.", valueName: "datei"))
    var data: String?

    @Option(name: [.customLong("set"), .customLong("setze")], help: ArgumentHelp("Einen Wert zur Vereinbarung setzen; mehrfach möglich.", valueName: "pfad=wert"))
    var set: [String] = []

    @Option(name: [.customLong("html")], help: ArgumentHelp("Bericht als Seite für den Browser.", valueName: "bericht.html"))
    var page: String?

    @Option(name: [.customLong("pdf")], help: ArgumentHelp("Bericht als PDF.", valueName: "bericht.pdf"))
    var paper: String?

    @Option(name: [.customLong("values"), .customLong("werte")], help: ArgumentHelp("Die Werte mit den Änderungen, für „build --data“.", valueName: "werte.yaml"))
    var values: String?

    @Option(name: [.customLong("accept"), .customLong("annehmen")], help: ArgumentHelp("Nummern der Änderungen, die angenommen werden, zum Beispiel 1,3-5.", valueName: "nummern"))
    var accept: String?

    @Option(
        name: [.customLong("reject"), .customLong("ablehnen")],
        help: ArgumentHelp("Nummern der Änderungen, die abgelehnt werden; sie stehen als Liste für die Antwort im Bericht.", valueName: "nummern"))
    var reject: String?

    @Option(
        name: [.customLong("drafts"), .customLong("entwurf")],
        help: ArgumentHelp("Für angenommene Änderungen abweichende Klauseln als Entwürfe in diesen Ordner schreiben.", valueName: "ordner"))
    var drafts: String?

    @Flag(name: [.customLong("replace"), .customLong("ersetzen")], help: "Bericht und Wertedatei dürfen eine Datei ihres Namens ersetzen.")
    var replace = false

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler und Warnungen melden.")
    var quiet = false

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        for (text, name) in [(accept, "--annehmen"), (reject, "--ablehnen")] where text.map({ RedlineRequest.numbers($0) == nil }) ?? false {
            throw ValidationError("\(name) verlangt Nummern aus dem Bericht, zum Beispiel 1,3-5.")
        }
        if drafts != nil, accept == nil { throw ValidationError("Zu --entwurf gehört --annehmen: welche Änderungen gelten sollen.") }
        if sent != nil, agreement != nil { throw ValidationError("Nennen Sie entweder --gesendet oder --vereinbarung.") }
        if agreement == nil, data != nil || !set.isEmpty { throw ValidationError("Zu --daten und --setze gehört --vereinbarung.") }
    }

    func run() throws {
        try reporting(json: json.json) {
            let contract = agreement.map { ContractRequest(agreement: $0, library: libraryOption.library, data: data, settings: set) }
            let report = try ReturnedContract.compare(
                RedlineRequest(
                    file: file, sent: sent, contract: contract, library: libraryOption.library, page: page, paper: paper, values: values, drafts: drafts,
                    accepted: accept.flatMap(RedlineRequest.numbers) ?? [], rejected: reject.flatMap(RedlineRequest.numbers) ?? [], replaces: replace))
            if json.json {
                Terminal.print(prettyJSON(report.json))
            } else {
                Terminal.report(quiet ? report.findings.filter { $0.severity != .hinweis } : report.findings)
                if !quiet { Terminal.print(report.text + report.written.map { "\n\($0)" }.joined()) }
            }
            if report.findings.contains(where: { $0.severity == .warnung }) { throw ExitCode(ExitStatus.findings.rawValue) }
        }
    }
}
