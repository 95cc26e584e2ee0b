import ArgumentParser
import Deadlines
import Production

struct DeadlinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadlines", abstract: "Zeigt, was bei Verträgen wann zu tun ist: Kündigung, Verlängerung, Ende, Auswertung.",
        discussion: """
            Gerechnet wird aus den Angaben der Klauseln („fristen“) und den Werten, die jeder Vertrag mit sich trägt, nach §§ 187 bis 193 BGB. \
            § 193 verschiebt den letzten Tag für eine Kündigung nicht. Genannt wird je Klausel der nächste Tag. Die Liste ersetzt keine Prüfung.
            """,
        aliases: ["fristen"])

    @Argument(help: ArgumentHelp("Verträge als PDF, Ordner damit, oder Manifeste von Serien.", valueName: "datei"))
    var paths: [String]

    @Option(
        name: [.customLong("from"), .customLong("ab")], help: ArgumentHelp("Erster Tag, der aufgeführt wird. Ohne Angabe: heute.", valueName: "tag"))
    var from: String?

    @Option(name: [.customLong("until"), .customLong("bis")], help: ArgumentHelp("Letzter Tag, der aufgeführt wird.", valueName: "tag"))
    var until: String?

    @Option(
        name: [.customLong("signed"), .customLong("unterschrieben")],
        help: ArgumentHelp("Tag der letzten Unterschrift, von dem an die Laufzeit zählt, wo der Vertrag keinen Tag nennt. Ohne Angabe: Datum des Vertrags.", valueName: "tag"))
    var signed: String?

    @Option(
        name: [.customLong("ics"), .customLong("kalender")],
        help: ArgumentHelp("Die Tage zusätzlich als Kalenderdatei schreiben; erneutes Einlesen verdoppelt nichts.", valueName: "datei.ics"))
    var calendar: String?

    @Option(
        name: [.customLong("reminder"), .customLong("erinnerung")],
        help: ArgumentHelp("So viele Tage vorher soll der Kalender erinnern (0 bis 365).", valueName: "tage"))
    var reminder: Int?

    @Flag(name: [.customLong("replace"), .customLong("ersetzen")], help: "Die Kalenderdatei darf eine vorhandene ersetzen.")
    var replace = false

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if let reminder, !(0...365).contains(reminder) { throw ValidationError("--reminder ist eine Zahl von 0 bis 365.") }
        if reminder != nil, calendar == nil { throw ValidationError("Zu --reminder gehört --ics: die Kalenderdatei.") }
    }

    func run() throws {
        try reporting(json: json.json) {
            let list = try DeadlineList.make(
                DeadlineList.Request(paths: paths, library: libraryOption.library, from: from, until: until, signed: signed))
            if let calendar { try list.writeCalendar(to: calendar, reminder: reminder, replaces: replace, library: libraryOption.library) }
            if json.json {
                Terminal.print(prettyJSON(DeadlineListJSON(list)))
            } else {
                Terminal.report(list.findings)
                Terminal.print(list.text)
            }
        }
    }
}
