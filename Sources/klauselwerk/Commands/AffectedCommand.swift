import ArgumentParser
import Production
import Stewardship

struct AffectedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "affected", abstract: "Zeigt, welche Klauseln und Vereinbarungen eine Vorschrift nennen.",
        discussion: "Zum Beispiel nach einer Gesetzesänderung: klauselwerk betroffen \"§ 77 SGB VIII\".", aliases: ["betroffen"])

    @Argument(help: ArgumentHelp("Die Vorschrift, in Anführungszeichen.", valueName: "vorschrift"))
    var provision: String

    @Option(
        name: [.customLong("changed"), .customLong("geaendert")],
        help: ArgumentHelp("Die Vorschrift als geändert melden, mit diesem Grund: Jede Klausel, die sie nennt, ist dann nachzusehen.", valueName: "grund"))
    var changed: String?

    @Option(name: [.customLong("seen"), .customLong("angesehen")], help: ArgumentHelp("Bestätigen, dass diese Klausel nach der Änderung angesehen ist.", valueName: "klausel"))
    var seen: String?

    @Option(name: [.customLong("comment"), .customLong("kommentar")], help: ArgumentHelp("Ein Satz zu --seen.", valueName: "text"))
    var comment: String = ""

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if changed != nil, seen != nil { throw ValidationError("--changed und --seen schließen einander aus.") }
    }

    func run() throws {
        if changed != nil || seen != nil { return try keep() }
        try reporting(json: json.json) {
            let affected = try AffectedClauses.of(provision, library: libraryOption.library)
            Terminal.print(json.json ? prettyJSON(affected) : affected.text)
        }
    }

    private func keep() throws {
        let desk = try LibraryDesk(try Workspace.locate(agreement: nil, library: libraryOption.library), account: Steward.accountOfThisProcess)
        defer { Terminal.report(desk.notes.findings) }
        if let changed {
            let names = try desk.reportChange(of: provision, reason: changed).clauses
            for name in names { Terminal.print("Nachzusehen: \(name)") }
            return Terminal.print(names.count == 1 ? "1 Klausel ist nachzusehen." : "\(names.count) Klauseln sind nachzusehen.")
        }
        guard let seen else { return }
        try desk.confirm(seen, change: try desk.changes(of: provision, waitingFor: seen), remark: comment)
        Terminal.print("Angesehen: \(seen)")
    }
}
