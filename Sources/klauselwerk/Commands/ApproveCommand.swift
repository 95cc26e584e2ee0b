import ArgumentParser
import Production
import Stewardship

struct ApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Gibt Klauseln frei und hält fest, wer das wann getan hat.",
        discussion: """
            Eine freigegebene Fassung ändert sich nicht mehr: Ein neuer Wortlaut bekommt eine neue „fassung“. Verträge mit \
            Klauseln, die nicht freigegeben sind, werden Entwürfe mit Wasserzeichen. Hat die Bibliothek Rollen (rollen.yaml), so \
            beantragt eine Person die Freigabe und eine andere gibt frei; wer das ist, sagt die Anmeldung am Rechner.
            """,
        aliases: ["freigeben"])

    @Argument(help: ArgumentHelp("Klauseln, zum Beispiel „kuendigung/frist“.", valueName: "klausel"))
    var clauses: [String] = []

    @Option(
        name: [.customLong("by"), .customLong("von")],
        help: ArgumentHelp("Wer freigibt, zum Beispiel „Rechtsamt Musterstadt“; mit Rollen die Stelle, die dort steht.", valueName: "stelle"))
    var office: String?

    @Option(name: [.customLong("date"), .customLong("am")], help: ArgumentHelp("Tag der Freigabe; ohne Angabe heute.", valueName: "tag"))
    var date: String?

    @Flag(name: [.customLong("all"), .customLong("alle")], help: "Alle Klauseln, die kein Entwurf mehr sind, alte Fassungen eingeschlossen.")
    var all = false

    @Flag(
        name: [.customLong("renew"), .customLong("erneuern")],
        help: "Auch geänderten Wortlaut unter der alten Fassung freigeben: nur solange kein Vertrag mit ihr geschlossen ist.")
    var renew = false

    @Flag(name: [.customLong("request"), .customLong("beantragen")], help: "Nicht freigeben, sondern die Freigabe durch eine andere Person beantragen.")
    var request = false

    @Option(name: [.customLong("refuse"), .customLong("ablehnen")], help: ArgumentHelp("Den Antrag ablehnen, mit diesem Grund.", valueName: "grund"))
    var refuse: String?

    @Option(name: [.customLong("revoke"), .customLong("widerrufen")], help: ArgumentHelp("Eine Freigabe zurücknehmen, mit diesem Grund.", valueName: "grund"))
    var revoke: String?

    @Option(name: [.customLong("supersede"), .customLong("abloesen")], help: ArgumentHelp("Eine freigegebene Fassung ablösen: Bis zu diesem Tag gilt sie noch.", valueName: "tag"))
    var supersede: String?

    @Option(name: [.customLong("comment"), .customLong("kommentar")], help: ArgumentHelp("Ein Satz für das Protokoll.", valueName: "text"))
    var comment: String = ""

    @OptionGroup var libraryOption: LibraryOption

    func validate() throws {
        if all == !clauses.isEmpty { throw ValidationError("Nennen Sie Klauseln, oder geben Sie mit --all alle frei.") }
        let deeds = [request, refuse != nil, revoke != nil, supersede != nil].count { $0 }
        if deeds > 1 { throw ValidationError("--request, --refuse, --revoke und --supersede schließen einander aus.") }
        if deeds == 1, renew || date != nil || office != nil { throw ValidationError("--by, --date und --renew gehören zum Freigeben.") }
        if all, refuse != nil || revoke != nil || supersede != nil { throw ValidationError("Mit --refuse, --revoke und --supersede nennen Sie die Klauseln.") }
    }

    func run() throws {
        let workspace = try Workspace.locate(agreement: nil, library: libraryOption.library)
        let desk = try LibraryDesk(workspace, account: Steward.accountOfThisProcess)
        defer { Terminal.report(desk.notes.findings) }
        if request {
            let names = try desk.request(clauses, comment: comment)
            for name in names where !all { Terminal.print("Freigabe beantragt: \(name)") }
            return Terminal.print(names.count == 1 ? "1 Freigabe beantragt." : "\(names.count) Freigaben beantragt.")
        }
        if let refuse { return try each("Abgelehnt") { try desk.refuse($0, reason: refuse) } }
        if let revoke { return try each("Freigabe widerrufen") { try desk.revoke($0, reason: revoke) } }
        if let supersede { return try each("Abgelöst") { try desk.supersede($0, until: supersede, comment: comment) } }
        let result = try desk.approve(clauses, by: office, on: date, renews: renew, comment: comment)
        for name in result.names where !all { Terminal.print("Freigegeben: \(name)") }
        let count = result.names.count
        Terminal.print("\(count == 1 ? "1 Klausel" : "\(count) Klauseln") freigegeben, \(result.unchanged) waren es schon.")
    }

    private func each(_ done: String, _ act: (String) throws -> Void) throws {
        for name in clauses {
            try act(name)
            Terminal.print("\(done): \(name)")
        }
    }
}
