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
            (oder den Ordner); aus dem Register kommen sie von selbst. Es entstehen alle Nachträge oder keiner.
            """,
        aliases: ["nachtrag"])

    @Argument(help: ArgumentHelp("Verträge als PDF mit ihren Nachträgen, Ordner damit, oder Manifeste von Serien.", valueName: "datei"))
    var paths: [String] = []

    @Option(
        name: [.customLong("clause"), .customLong("klausel")],
        help: ArgumentHelp("Klausel, die in der neuesten Fassung gelten soll, oder in einer genannten; mehrfach möglich.", valueName: "name@fassung"))
    var clauses: [String] = []

    @Option(name: [.customLong("set"), .customLong("setze")], help: ArgumentHelp("Wert, der neu vereinbart wird; mehrfach möglich.", valueName: "feld=wert"))
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

    @OptionGroup var search: AmendmentSearchOptions
    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if clauses.isEmpty, settings.isEmpty, table == nil {
            throw ValidationError("Was soll sich ändern? Nennen Sie --clause, --set oder --table.")
        }
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
            let result = try Amendments.make(request)
            let notes = try store?.take(amendments: result.made) ?? []
            report(result, notes)
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
                let befunde: [FindingJSON]
            }
            let lines = result.made.map { Line(vertrag: $0.contract, nachtrag: $0.file.path, nummer: $0.number, seiten: $0.file.pages, aenderungen: $0.instructions) }
            return Terminal.print(prettyJSON(Answer(nachtraege: lines, unveraendert: result.unaffected, befunde: (result.findings + notes).map(FindingJSON.init))))
        }
        Terminal.report(result.findings + notes)
        for made in result.made { Terminal.print(([made.file.path + ":"] + made.instructions.map { "  " + $0 }).joined(separator: "\n")) }
        let count = result.made.count == 1 ? "1 Nachtrag" : "\(result.made.count) Nachträge"
        Terminal.print(
            "\(count) erstellt."
                + (result.unaffected.isEmpty ? "" : " In \(result.unaffected.count == 1 ? "1 Vertrag" : "\(result.unaffected.count) Verträgen") ändert sich nichts."))
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
