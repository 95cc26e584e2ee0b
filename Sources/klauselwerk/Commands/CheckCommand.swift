import ArgumentParser
import Findings
import Production

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Prüft Bibliothek und Vereinbarungen, ohne etwas zu drucken.",
        discussion: """
            Ohne Angabe werden alle Klauseln und alle Vereinbarungen der Bibliothek geprüft. Die Prüfung ersetzt keine \
            Rechtsberatung.
            """,
        aliases: ["pruefen"])

    @Argument(help: ArgumentHelp("Namen oder Pfade von Vereinbarungen.", valueName: "vereinbarung"))
    var agreements: [String] = []

    @Option(
        name: [.long], parsing: .upToNextOption,
        help: ArgumentHelp("Statt Vereinbarungen beliebige Textdateien prüfen, zum Beispiel einen alten Vertrag.", valueName: "datei"))
    var text: [String] = []

    @Flag(name: [.long, .customLong("regeln")], help: "Nur auflisten, worauf geprüft wird.")
    var rules = false

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if !text.isEmpty, !agreements.isEmpty {
            throw ValidationError("Mit --text werden Textdateien geprüft; Vereinbarungen prüfen Sie in einem eigenen Aufruf.")
        }
    }

    func run() throws {
        if rules { return listRules() }
        try reporting(json: json.json) {
            let result =
                text.isEmpty
                ? try Check.run(agreements: agreements, library: libraryOption.library)
                : try Check.run(texts: text, library: libraryOption.library)
            let status: ExitStatus = result.findings.contains { $0.severity == .fehler } ? .findings : .ok
            if json.json {
                Terminal.print(prettyJSON(ReportJSON(status: status, findings: result.findings)))
            } else {
                Terminal.report(result.findings)
                Terminal.print(result.summary)
            }
            if status != .ok { throw ExitCode(status.rawValue) }
        }
    }

    private func listRules() {
        if json.json { return Terminal.print(prettyJSON(Check.rules.map(RuleJSON.init))) }
        for rule in Check.rules {
            Terminal.print("\(rule.id) (\(rule.severity.rawValue))\n    \(rule.explanation)\n    \(rule.remedy)")
        }
    }
}

private struct RuleJSON: Encodable {
    let regel: String
    let schwere: String
    let erklaerung: String
    let abhilfe: String

    init(_ rule: RuleCard) {
        regel = rule.id
        schwere = rule.severity.rawValue
        erklaerung = rule.explanation
        abhilfe = rule.remedy
    }
}
