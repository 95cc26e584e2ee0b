import ArgumentParser
import Findings
import Production
import Register
import Tables

struct RegisterTakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aufnehmen", abstract: "Nimmt Verträge auf: PDF, Ordner mit PDF, Manifeste von Serien, Tabellen älterer Verträge.",
        discussion: """
            Aus einem PDF wird die Herkunft gelesen und nachgewiesen wie mit „verify“; was verändert ist oder nicht von Klauselwerk, wird genannt \
            und nicht aufgenommen. Ein Manifest nimmt die Serie ohne Wortlaut und Werte auf, schnell; die PDF dazu ergänzen beides. Eine Tabelle \
            (\(TableKind.inGerman)) hat die Spalten \(RegisterTakeCommand.columns). Dasselbe noch einmal aufzunehmen ändert nichts.
            """,
        aliases: ["add"])

    static let columns = "kennung, aktenzeichen, betreff, datum, partner.name, partner.ort, klauseln, unterschrieben, in_kraft, gekuendigt und weitere (Handbuch)"

    @Argument(help: ArgumentHelp("Dateien oder Ordner.", valueName: "datei"))
    var files: [String]

    @Option(
        name: [.customLong("manifest"), .customLong("nachweis")],
        help: ArgumentHelp("Manifest oder Nachweis, an dem die PDF gemessen werden.", valueName: "datei.json"))
    var record: String?

    @OptionGroup var register: RegisterOption
    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let store = try register.store(.creating)
            let result = try FileIntake(store, library: libraryOption.library, record: record).take(files)
            let status: ExitStatus = result.findings.contains { $0.severity == .fehler } ? .findings : .ok
            if json.json {
                Terminal.print(prettyJSON(IntakeJSON(result, status)))
            } else {
                Terminal.report(result.findings)
                Terminal.print(result.text)
            }
            if status != .ok { throw ExitCode(status.rawValue) }
        }
    }
}

struct IntakeJSON: Encodable {
    let ergebnis: Int32
    let neu: Int
    let ergaenzt: Int
    let vorhanden: Int
    let befunde: [FindingJSON]

    init(_ result: IntakeResult, _ status: ExitStatus) {
        ergebnis = status.rawValue
        neu = result.new
        ergaenzt = result.completed
        vorhanden = result.unchanged
        befunde = result.findings.ordered.map(FindingJSON.init)
    }
}
