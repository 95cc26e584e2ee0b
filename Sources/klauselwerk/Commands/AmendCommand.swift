import ArgumentParser
import Findings
import Foundation
import Production
import Register

struct AmendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Erstellt Nachträge zu fertigen Verträgen: neue Fassungen von Klauseln, andere Werte.",
        discussion: """
            Zum Beispiel:
              klauselwerk nachtrag vertraege/ --klausel datenschutz -o nachtraege
              klauselwerk nachtrag vertrag.pdf --set partner.name="Verein Morgenstern e. V." --ab 01.03.2027
              klauselwerk nachtrag --register register.sqlite --betroffen datenschutz@1.0 --klausel datenschutz -o nachtraege
            Der unterschriebene Wortlaut kommt aus der Herkunft im PDF. Nennen Sie bei Verträgen, die schon geändert sind, auch die Nachträge \
            (oder den Ordner); aus dem Register kommen sie von selbst. Alle werden geprüft, bevor die erste Seite entsteht. Mit -o entstehen im Ordner \
            auch manifest.nachtraege.json und bericht.nachtraege.html; --resume setzt einen abgebrochenen Lauf fort.
            """,
        aliases: ["nachtrag"])

    @Argument(help: ArgumentHelp("Verträge als PDF mit ihren Nachträgen, Ordner damit, oder Manifeste von Serien.", valueName: "datei"))
    var paths: [String] = []

    @Option(
        name: [.customLong("clause"), .customLong("klausel")],
        help: ArgumentHelp(
            "Klausel, die in der neuesten Fassung gelten soll, oder in einer genannten; eine andere Variante tritt an die Stelle der vereinbarten; mehrfach möglich.",
            valueName: "name@fassung"))
    var clauses: [String] = []

    @Option(
        name: [.customLong("insert"), .customLong("einfuegen")],
        help: ArgumentHelp("Klausel, die neu in den Vertrag kommt; wohin, sagt --nach; mehrfach möglich.", valueName: "name@fassung"))
    var inserted: [String] = []

    @Option(
        name: [.customLong("after"), .customLong("nach")],
        help: ArgumentHelp("Klausel des Vertrags, hinter der die neue stehen soll, oder „anfang“; je --einfuegen einmal, in derselben Reihenfolge.", valueName: "name"))
    var anchors: [String] = []

    @Option(
        name: [.customLong("remove"), .customLong("streichen")],
        help: ArgumentHelp("Klausel, die wegfällt; mit --einfuegen zusammen zieht sie um; mehrfach möglich.", valueName: "name"))
    var removed: [String] = []

    @Option(
        name: [.customLong("set"), .customLong("setze")],
        help: ArgumentHelp("Wert, der neu vereinbart wird; in einer Tabelle mit Zeile und Spalte: kosten.2.betrag=900; mehrfach möglich.", valueName: "feld=wert"))
    var settings: [String] = []

    @Option(
        name: [.customLong("table"), .customLong("tabelle")],
        help: ArgumentHelp("Tabelle mit einer Zeile je Vertrag: Spalte „vertrag“ (Datei, oder Kennung im Register), sonst Felder mit ihren neuen Werten.", valueName: "datei"))
    var table: String?

    @Option(name: [.customLong("date"), .customLong("datum")], help: ArgumentHelp("Datum des Nachtrags. Ohne Angabe: heute.", valueName: "tag"))
    var date: String?

    @Option(name: [.customLong("effective"), .customLong("ab")], help: ArgumentHelp("Tag, an dem er in Kraft tritt. Ohne Angabe: mit der letzten Unterschrift.", valueName: "tag"))
    var effective: String?

    @Option(name: [.customLong("number"), .customLong("nummer")], help: ArgumentHelp("Nummer, wenn es ältere Nachträge gibt, die nicht von Klauselwerk sind.", valueName: "zahl"))
    var number: Int?

    @Option(name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")], help: ArgumentHelp("Ordner für die Nachträge.", valueName: "ordner"))
    var output: String = "."

    @Option(
        name: [.customLong("register")],
        help: ArgumentHelp("Register: Nachträge werden dort aufgenommen und beim Vertrag vermerkt; ohne Dateien sucht es die Verträge.", valueName: "datei"))
    var register: String?

    @Flag(name: [.customLong("resume"), .customLong("fortsetzen")], help: "Einen früheren Lauf fortsetzen: nur erstellen, was fehlt.")
    var resume = false

    @Flag(name: [.customLong("replace"), .customLong("ersetzen")], help: "Nachträge im Ordner ersetzen, die heute anders entstünden. Unterschriebene und veränderte bleiben.")
    var replace = false

    @Flag(
        name: [.customLong("kennung"), .customLong("page-marks")],
        help: "Jede Seite trägt unten links eine Kennung, an der das Register den Nachtrag wiederfindet. Ohne Angabe: wie beim Vertrag.")
    var hasPageMarks = false

    @Option(
        name: [.customLong("workers"), .customLong("prozesse")],
        help: ArgumentHelp("Wie viele Nachträge zugleich entstehen. Ohne Angabe: einer je Prozessorkern.", valueName: "anzahl"))
    var workers: Int?

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
    var quiet = false

    @OptionGroup(title: "Druckauflage") var printing: PrintingOptions

    @OptionGroup var search: AmendmentSearchOptions
    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if clauses.isEmpty, settings.isEmpty, table == nil, inserted.isEmpty, removed.isEmpty {
            throw ValidationError("Was soll sich ändern? Nennen Sie --clause, --set, --insert, --remove oder --table.")
        }
        var given: [Substring: String] = [:]
        for setting in settings {
            let field = setting.prefix { $0 != "=" }
            if let earlier = given.updateValue(setting, forKey: field), earlier != setting {
                throw ValidationError("„\(field)“ ist zweimal angegeben: --set \(earlier) und --set \(setting). Geben Sie jedes Feld nur einmal an.")
            }
        }
        if inserted.count != anchors.count { throw ValidationError("Zu jedem --insert gehört ein --after: die Klausel, hinter der die neue stehen soll, oder „anfang“.") }
        if let workers, !(1...256).contains(workers) { throw ValidationError("--workers muss zwischen 1 und 256 liegen.") }
        if output == ".", resume || replace { throw ValidationError("Zu --resume und --replace gehört -o: der Ordner des Laufs.") }
        if paths.isEmpty, register == nil, table == nil { throw ValidationError("Welche Verträge? Nennen Sie Dateien oder ein Register (--register).") }
        if register == nil, !search.isEmpty { throw ValidationError("Zum Suchen gehört --register: das Register.") }
        if paths.isEmpty, register != nil, table == nil, search.isEmpty {
            throw ValidationError("Welche Verträge des Registers? Nennen Sie zum Beispiel --betroffen datenschutz@1.0, oder --alle.")
        }
        if !paths.isEmpty, !search.isEmpty { throw ValidationError("Nennen Sie entweder Dateien, oder was im Register gesucht wird.") }
        if let number, !(1...999).contains(number) { throw ValidationError("--number ist eine Zahl von 1 bis 999.") }
    }

    func run() throws {
        try reporting(json: json.json) {
            let store = try register.map { try RegisterStore($0) }
            let values = try settings.map { try Self.value($0) }
            var request = AmendmentRequest(
                paths: [], library: libraryOption.library, clauses: clauses, values: Dictionary(values, uniquingKeysWith: { _, last in last }),
                date: try RegisterDays.day(date, option: "--datum") ?? RegisterDays.today, effective: try RegisterDays.day(effective, option: "--ab"), number: number,
                folder: output == "." ? "" : output)
            request.paths = try ContractSelection(paths: paths, store: store, query: search.isEmpty ? nil : try search.query()).files()
            if let table {
                request.ownValues = try AmendmentTable.read(table, store: store)
                if paths.isEmpty, search.isEmpty {
                    request.paths = try ContractSelection(paths: Array(request.ownValues.keys).sorted(), store: store, query: nil).files()
                }
            }
            request.moves =
                removed.map { ContractOrigin.ClauseMove(.removal, $0) }
                + zip(inserted, anchors).map { ContractOrigin.ClauseMove(.insertion, $0, after: $1 == "anfang" ? nil : $1) }
            (request.resumes, request.replaces, request.marksPages, request.workers) = (resume, replace, hasPageMarks, workers)
            request.print = printing.options
            let progress = quiet || json.json ? nil : ProgressDisplay()
            let control = RunControl(isAskedToStop: { StopSignals.isStopping }, report: { progress?.show($0) })
            StopSignals.listen(isQuiet: quiet)
            let result: AmendmentResult
            do {
                defer { progress?.end() }
                result = try Amendments.make(request, control: control, receiver: store)
            }
            report(result, try store?.take(amendments: result.made) ?? [])
            if let run = result.run {
                if run.exitStatus != 0 { throw ExitCode(run.exitStatus) }
            }
        }
    }

    private func report(_ result: AmendmentResult, _ notes: [Finding]) {
        if json.json {
            struct Line: Encodable {
                let vertrag: String
                let nachtrag: String
                let nummer: Int
                let seiten: Int?
                let aenderungen: [String]
            }
            struct Answer: Encodable {
                let nachtraege: [Line]
                let unveraendert: [String]
                let druckauflage: [BatchJSON.Volume]
                let befunde: [FindingJSON]
            }
            let lines = result.made.map { Line(vertrag: $0.contract, nachtrag: $0.file.path, nummer: $0.number, seiten: $0.file.pages, aenderungen: $0.instructions) }
            let volumes = result.volumes.map { BatchJSON.Volume(datei: $0.path, blaetter: $0.sheets) }
            return Terminal.print(
                prettyJSON(Answer(nachtraege: lines, unveraendert: result.unaffected, druckauflage: volumes, befunde: (result.findings + notes).map(FindingJSON.init))))
        }
        let findings = result.findings + notes
        Terminal.report(quiet ? findings.filter { $0.severity == .fehler } : findings)
        if quiet { return }
        for made in result.made { Terminal.print(([made.file.path + ":"] + made.instructions.map { "  " + $0 }).joined(separator: "\n")) }
        let count = result.made.count == 1 ? "1 Nachtrag" : "\(result.made.count) Nachträge"
        var text = "\(count) erstellt."
        if let run = result.run, run.new < result.made.count {
            let parts = [(run.new, "neu"), (run.replaced, "ersetzt"), (run.kept, "unverändert"), (run.outdated, "geblieben, obwohl heute ein anderer entstünde")]
            text = "\(count) in \(run.folder): " + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ") + "."
        }
        if let run = result.run, run.open > 0 { text += " \(run.open == 1 ? "1 Nachtrag ist" : "\(run.open) Nachträge sind") noch offen; „--resume“ setzt den Lauf fort." }
        if let run = result.run, run.lacksPrintRun { text += " Eine Druckauflage ist nicht entstanden, weil nicht alle Nachträge so vorliegen, wie sie heute entstünden." }
        if !result.unaffected.isEmpty { text += " In \(result.unaffected.count == 1 ? "1 Vertrag" : "\(result.unaffected.count) Verträgen") ändert sich nichts." }
        for volume in result.volumes { text += "\n\(volume.path): \(volume.sheets == 1 ? "1 Blatt" : "\(volume.sheets) Blätter")." }
        Terminal.print(text)
    }

    private static func value(_ text: String) throws -> (String, String) {
        guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
            throw Failure(
                .usage,
                Finding(.fehler, "option-falsch", at: .option("--set"), "Nach --set fehlt ein Feld mit Wert.", remedy: "Schreiben Sie: --set partner.name=\"Kita Sonne\"."))
        }
        return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }
}

/// Which contracts of a register are amended.
struct AmendmentSearchOptions: ParsableArguments {
    @Option(name: [.customLong("affected"), .customLong("betroffen")], help: ArgumentHelp("Verträge mit dieser Klausel; mehrfach möglich: eine davon.", valueName: "name@fassung"))
    var clauses: [String] = []

    @Option(name: [.customLong("partner")], help: ArgumentHelp("Verträge mit diesem Partner (Kennung, Name oder Ort).", valueName: "name"))
    var partner: String?

    @Option(name: [.customLong("agreement"), .customLong("vereinbarung")], help: ArgumentHelp("Verträge aus dieser Vereinbarung.", valueName: "name"))
    var agreement: String?

    @Option(name: [.customLong("state"), .customLong("stand")], help: ArgumentHelp("Verträge mit diesem Stand; mehrfach möglich.", valueName: "stand"))
    var states: [String] = []

    @Flag(name: [.customLong("all"), .customLong("alle")], help: "Alle Verträge des Registers.")
    var all = false

    var isEmpty: Bool { clauses.isEmpty && partner == nil && agreement == nil && states.isEmpty && !all }

    func query() throws -> RegisterQuery {
        var query = RegisterQuery()
        query.clauses = clauses
        query.partner = partner ?? ""
        query.agreement = agreement ?? ""
        query.states = try Set(states.map { try RegisterDays.kind($0, option: "--stand") })
        query.day = RegisterDays.today
        return query
    }
}
