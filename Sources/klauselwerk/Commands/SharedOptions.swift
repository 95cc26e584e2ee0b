import ArgumentParser
import DocumentModel
import Findings
import Production
import Tables

struct LibraryOption: ParsableArguments {
    @Option(
        name: [.long, .customLong("bibliothek")],
        help: ArgumentHelp(
            "Ordner der Klauselbibliothek. Ohne Angabe wird sie vom Ordner der Vereinbarung aufwärts gesucht.",
            valueName: "ordner"))
    var library: String?
}

/// Which agreement, and what to fill it with.
struct ContractOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Name oder Pfad der Vereinbarung.", valueName: "vereinbarung"))
    var agreement: String

    @Option(
        name: [.long, .customLong("daten")],
        help: ArgumentHelp("Werte aus einer YAML- oder JSON-Datei.", valueName: "datei"))
    var data: String?

    @Option(
        name: [.long, .customLong("setze")],
        help: ArgumentHelp(
            "Einen Wert setzen, zum Beispiel --set partner.ort=Beispielhausen; mehrfach möglich.",
            valueName: "pfad=wert"))
    var set: [String] = []

    @Option(
        name: [.long, .customLong("partnerliste")],
        help: ArgumentHelp("Partnerliste (\(TableKind.inGerman)), aus der --row eine Zeile nimmt.", valueName: "datei"))
    var partners: String?

    @Option(
        name: [.long, .customLong("zeile")],
        help: ArgumentHelp("Nummer (Spalte „nr“) der Zeile in der Partnerliste.", valueName: "nr"))
    var row: String?

    @Flag(
        name: [.customLong("form"), .customLong("formular")],
        help: "Leerstellen als Felder, die sich am Bildschirm ausfüllen lassen (wie --set formular=ja).")
    var form = false

    @OptionGroup var profile: ProfileOption
    @OptionGroup var columns: ColumnOptions
    @OptionGroup var libraryOption: LibraryOption

    func validate() throws {
        if row != nil, partners == nil {
            throw ValidationError("Zu --row gehört --partners: die Liste, aus der die Zeile kommt.")
        }
        if partners != nil, row == nil {
            throw ValidationError("Zu --partners gehört hier --row: die Zeile, die genommen wird. Alle Zeilen nimmt „batch“.")
        }
    }

    var request: ContractRequest {
        var request = ContractRequest(
            agreement: agreement, library: libraryOption.library, data: data, settings: set + (form ? ["formular=ja"] : []) + profile.settings, partners: partners, row: row)
        request.ignoredColumns = columns.names
        return request
    }
}

/// What the finished PDF conforms to.
struct ProfileOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Norm des PDF: \(PDFProfile.allCases.map { "\($0.rawValue) (\($0.standards))" }.joined(separator: " oder ")); wie --set pdf=\(PDFProfile.archiv2.rawValue).",
            valueName: "norm"))
    var pdf: String?

    @Flag(
        name: [.customLong("kennung"), .customLong("page-marks")],
        help: "Jede Seite trägt unten links eine Kennung, an der das Register den Vertrag wiederfindet (wie --set seitenkennung=ja).")
    var hasPageMarks = false

    var settings: [String] { (pdf.map { ["pdf=\($0)"] } ?? []) + (hasPageMarks ? ["seitenkennung=ja"] : []) }
}

/// Columns of a partner table that are the office's own.
struct ColumnOptions: ParsableArguments {
    @Option(
        name: [.customLong("ignore-columns"), .customLong("spalten-uebergehen")],
        help: ArgumentHelp(
            "Spalten der Partnerliste, die nicht gelesen werden, nach ihrer Überschrift, mehrere durch Semikolon getrennt. Spalten, deren Überschrift mit # beginnt, werden es ohnehin nicht.",
            valueName: "spalten"))
    var ignored: [String] = []

    var names: [String] { ignored.flatMap { $0.split(separator: ";").map(String.init) } }
}

struct StrictOption: ParsableArguments {
    @Flag(
        name: [.long, .customLong("streng")],
        help: "Seiten fremder Anlagen, die nicht archivfähig sind, als Fehler melden statt als Bild übernehmen.")
    var strict = false
}

struct JSONOption: ParsableArguments {
    @Flag(help: "Ausgabe als JSON, für andere Programme.")
    var json = false
}

/// Runs `body`; with `--json`, findings of a failure are printed as JSON too.
func reporting(json: Bool, _ body: () throws -> Void) throws {
    do {
        try body()
    } catch let failure as Failure where json {
        Terminal.print(prettyJSON(ReportJSON(status: failure.status, findings: failure.findings)))
        throw ExitCode(failure.status.rawValue)
    }
}

struct ReportJSON: Encodable {
    let ergebnis: Int32
    let befunde: [FindingJSON]

    init(status: ExitStatus, findings: [Finding]) {
        ergebnis = status.rawValue
        befunde = findings.ordered.map(FindingJSON.init)
    }
}
