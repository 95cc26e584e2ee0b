import ArgumentParser
import Findings
import Production
import Stewardship

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

    @Flag(
        name: [.customLong("urkunde"), .customLong("deed")],
        help: "Die fertige Urkunde einer Vereinbarung prüfen: Seiten, Anlagen, Leerstellen, Unterschriften, Form.")
    var deed = false

    @Option(
        name: [.customLong("pdf")], help: ArgumentHelp("Mit --urkunde: das Ergebnis als Blatt in diese Datei schreiben.", valueName: "datei.pdf"))
    var pdf: String?

    @Option(name: [.customLong("data"), .customLong("daten")], help: ArgumentHelp("Mit --urkunde: Werte aus einer YAML- oder JSON-Datei.", valueName: "datei"))
    var data: String?

    @Option(name: [.customLong("set"), .customLong("setze")], help: ArgumentHelp("Mit --urkunde: einen Wert setzen; mehrfach möglich.", valueName: "pfad=wert"))
    var set: [String] = []

    @Flag(name: [.long, .customLong("regeln")], help: "Nur auflisten, worauf geprüft wird.")
    var rules = false

    @Flag(name: [.customLong("offen"), .customLong("unverified")], help: "Nur auflisten, welche Fakten nicht an der Quelle geprüft sind.")
    var open = false

    @Flag(name: [.customLong("log"), .customLong("protokoll")], help: "Nur prüfen, ob das Protokoll der Klauseln unverändert ist und zu den Freigaben passt.")
    var log = false

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if log, !agreements.isEmpty || !text.isEmpty || deed || rules || open { throw ValidationError("--log prüft nur das Protokoll und steht für sich.") }
        if deed, agreements.count != 1 { throw ValidationError("Mit --urkunde wird genau eine Vereinbarung geprüft.") }
        if !deed, pdf != nil || data != nil || !set.isEmpty {
            throw ValidationError("--pdf, --data und --set gehören zu --urkunde.")
        }
        if !text.isEmpty, !agreements.isEmpty {
            throw ValidationError("Mit --text werden Textdateien geprüft; Vereinbarungen prüfen Sie in einem eigenen Aufruf.")
        }
    }

    func run() throws {
        if open { return try reporting(json: json.json) { try listOpenFacts() } }
        if rules { return try reporting(json: json.json) { try listRules() } }
        if deed { return try checkDeeds() }
        if log { return try checkLog() }
        try reporting(json: json.json) {
            var result =
                text.isEmpty
                ? try Check.run(agreements: agreements, library: libraryOption.library)
                : try Check.run(texts: text, library: libraryOption.library)
            if text.isEmpty {
                let found = Set(result.findings)
                result.findings += try ApprovalAudit.of(library: libraryOption.library ?? agreements.first.flatMap { try? Workspace.locate(agreement: $0, library: nil).library })
                    .findings.filter { !found.contains($0) }
            }
            let status: ExitStatus = result.findings.contains { $0.severity == .fehler } ? .findings : .ok
            if json.json {
                Terminal.print(prettyJSON(ReportJSON(status: status, findings: result.findings)))
            } else {
                Terminal.report(result.findings)
                for proof in result.proofs { Terminal.print(proof.summary) }
                Terminal.print(result.summary)
            }
            if status != .ok { throw ExitCode(status.rawValue) }
        }
    }

    private func checkLog() throws {
        try reporting(json: json.json) {
            let audit = try ApprovalAudit.of(library: libraryOption.library)
            let status: ExitStatus = audit.findings.contains { $0.severity == .fehler } ? .findings : .ok
            if json.json {
                Terminal.print(prettyJSON(ReportJSON(status: status, findings: audit.findings)))
            } else {
                Terminal.report(audit.findings)
                Terminal.print(audit.summary)
            }
            if status != .ok { throw ExitCode(status.rawValue) }
        }
    }

    private func checkDeeds() throws {
        try reporting(json: json.json) {
            let check = try DeedCheck.of(
                ContractRequest(agreement: agreements[0], library: libraryOption.library, data: data, settings: set), pdf: pdf)
            if json.json {
                Terminal.print(prettyJSON(check))
            } else {
                Terminal.report(check.findings)
                Terminal.print(check.text)
            }
            if !check.passes { throw ExitCode(ExitStatus.findings.rawValue) }
        }
    }

    private func listOpenFacts() throws {
        let facts = try Check.openFacts(library: libraryOption.library)
        if json.json { return Terminal.print(prettyJSON(facts)) }
        for fact in facts { Terminal.print(Workspace.displayed(fact)) }
        Terminal.print("\(facts.count) Angaben sind nicht geprüft oder wieder nachzusehen.")
    }

    private func listRules() throws {
        let cards = try Check.rules(library: libraryOption.library)
        if json.json { return Terminal.print(prettyJSON(cards.map(RuleJSON.init))) }
        for card in cards {
            Terminal.print("\(card.id) (\(card.severity.rawValue))\n    \(card.explanation)\n    → \(card.remedy)")
        }
    }
}
