import ArgumentParser
import Production

struct ApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Gibt Klauseln frei und hält fest, wer das wann getan hat.",
        discussion: """
            Eine freigegebene Fassung ändert sich nicht mehr: Ein neuer Wortlaut bekommt eine neue „fassung“. Verträge mit \
            Klauseln, die nicht freigegeben sind, werden Entwürfe mit Wasserzeichen.
            """,
        aliases: ["freigeben"])

    @Argument(help: ArgumentHelp("Klauseln, zum Beispiel „kuendigung/frist“.", valueName: "klausel"))
    var clauses: [String] = []

    @Option(name: [.customLong("by"), .customLong("von")], help: ArgumentHelp("Wer freigibt, zum Beispiel „Rechtsamt Musterstadt“.", valueName: "stelle"))
    var office: String

    @Option(name: [.customLong("date"), .customLong("am")], help: ArgumentHelp("Tag der Freigabe; ohne Angabe heute.", valueName: "tag"))
    var date: String?

    @Flag(name: [.customLong("all"), .customLong("alle")], help: "Alle Klauseln, die kein Entwurf mehr sind, alte Fassungen eingeschlossen.")
    var all = false

    @Flag(
        name: [.customLong("renew"), .customLong("erneuern")],
        help: "Auch geänderten Wortlaut unter der alten Fassung freigeben: nur solange kein Vertrag mit ihr geschlossen ist.")
    var renew = false

    @OptionGroup var libraryOption: LibraryOption

    func validate() throws {
        if all == !clauses.isEmpty { throw ValidationError("Nennen Sie Klauseln, oder geben Sie mit --all alle frei.") }
    }

    func run() throws {
        let result = try Approval.approve(clauses, by: office, on: date, renews: renew, library: libraryOption.library)
        for name in result.approved where !all { Terminal.print("Freigegeben: \(name)") }
        let count = result.approved.count
        Terminal.print("\(count == 1 ? "1 Klausel" : "\(count) Klauseln") freigegeben, \(result.unchanged) waren es schon.")
    }
}
