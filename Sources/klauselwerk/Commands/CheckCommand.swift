import ArgumentParser
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

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let result = try Check.run(agreements: agreements, library: libraryOption.library)
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
}
