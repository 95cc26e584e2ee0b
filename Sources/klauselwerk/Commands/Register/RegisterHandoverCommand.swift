import ArgumentParser
import Findings
import Production
import Register

struct RegisterHandoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uebergabe", abstract: "Übergibt Verträge an die Aktenverwaltung: Ordner mit PDF und Metadaten, oder eine xdomea-Nachricht.",
        discussion: """
            Ohne --xdomea entsteht je Vertrag ein Ordner mit PDF, metadaten.csv und metadaten.xml, dazu uebersicht.csv; wie die Spalten heißen, sagt \
            --spalten. Mit --xdomea 3.1 oder 4.0 entsteht ein ZIP mit Nachricht 0101 oder 0605. Ob Ihre Aktenverwaltung es annimmt, ist nicht erprobt; versuchen \
            Sie es mit einem Vertrag. Welche Verträge, sagen dieselben Angaben wie bei „suchen“.
            """,
        aliases: ["handover"])

    @OptionGroup var query: RegisterQueryOptions

    @Option(name: [.customLong("nach"), .customLong("to")], help: ArgumentHelp("Neuer Ordner.", valueName: "ordner"))
    var folder: String

    @Option(name: [.customLong("spalten"), .customLong("columns")], help: ArgumentHelp("Namen der Metadaten und woher sie kommen.", valueName: "name=quelle; …"))
    var columns = MetadataColumns.standard

    @Option(help: ArgumentHelp("Fassung von xdomea: 3.1 oder 4.0.", valueName: "fassung"))
    var xdomea: String?

    @Option(name: [.customLong("nachricht"), .customLong("message")], help: ArgumentHelp("0101 (Information) oder 0605 (Ablegen durch ein Fachverfahren).", valueName: "nummer"))
    var message = "0605"

    @Option(name: [.customLong("absender"), .customLong("sender")], help: ArgumentHelp("Name Ihrer Stelle.", valueName: "name"))
    var sender = "Jugendamt"

    @Option(name: [.customLong("empfaenger"), .customLong("receiver")], help: ArgumentHelp("Wer die Nachricht bekommt.", valueName: "name"))
    var receiver = "Aktenverwaltung"

    @Option(
        name: [.customLong("dateiformat"), .customLong("format-code")], help: ArgumentHelp("Schlüssel von PDF/A in der Codeliste „dateiformat“ Ihres Hauses.", valueName: "code"))
    var format = "999"

    @OptionGroup var register: RegisterOption

    func validate() throws {
        if let xdomea, XdomeaMessage.Version(rawValue: xdomea) == nil { throw ValidationError("--xdomea kennt die Fassungen 3.1 und 4.0.") }
        if XdomeaMessage.Kind(rawValue: message) == nil { throw ValidationError("--nachricht kennt 0101 und 0605.") }
    }

    func run() throws {
        let query = try query.query()
        let columns = try MetadataColumns(columns)
        let store = try register.store()
        let identifiers = try store.identifiers(query)
        guard !identifiers.isEmpty else { return Terminal.print("Kein Vertrag gefunden; übergeben wird nichts.") }
        let handing = HandingOver(store, on: query.day)
        let result: HandingOver.Result
        if let version = xdomea.flatMap(XdomeaMessage.Version.init), let kind = XdomeaMessage.Kind(rawValue: message) {
            result = try handing.xdomea(identifiers, version, kind, sender: sender, receiver: receiver, format: format, to: folder)
        } else {
            result = try handing.folders(identifiers, columns: columns, to: folder)
        }
        Terminal.report(result.findings)
        Terminal.print("\(folder): \(result.contracts == 1 ? "1 Vertrag" : "\(result.contracts) Verträge").")
        if !result.findings.isEmpty { throw ExitCode(ExitStatus.findings.rawValue) }
    }
}
