import ArgumentParser
import Findings
import Production
import Register

struct RegisterMembersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mitglieder", abstract: "Zeigt, wer an einem Tag zu einer Vereinbarung gehört: Parteien, Beigetretene, ohne die Ausgetretenen.",
        discussion: """
            Zum Beispiel:
              klauselwerk register mitglieder kinderschutz --am 31.12.2026           jede Stelle mit ihrem eigenen Vertrag
              klauselwerk register mitglieder 7f3a91 --am heute --pdf mitglieder.pdf   ein Vertrag und die Beitritte zu ihm
            Es zählt, wer unterschrieben hat (Ereignis unterschrieben oder in_kraft), bis zum letzten Tag nach seiner Kündigung.
            """,
        aliases: ["members"])

    @Argument(help: ArgumentHelp("Kennung oder Aktenzeichen des Vertrags, oder Name der Vereinbarung.", valueName: "vertrag"))
    var contract: String

    @Option(name: [.customLong("am"), .customLong("on")], help: ArgumentHelp("Der Tag. Ohne Angabe: heute.", valueName: "tag"))
    var day: String?

    @Option(name: [.customLong("pdf")], help: ArgumentHelp("Die Liste auch als PDF schreiben.", valueName: "datei.pdf"))
    var paper: String?

    @OptionGroup var register: RegisterOption
    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let day = try RegisterDays.day(day, option: "--am") ?? RegisterDays.today
            let list = try register.store().members(of: contract, on: day)
            if let paper, let date = Day.read(day) {
                let page = ListPaper(
                    title: "Mitgliederverzeichnis", subtitle: list.vereinbarung, note: "Stand: \(Day.shown(day)); \(list.mitglieder.count) Mitglieder.",
                    heads: ["Name", "Anschrift", "seit", "bis"], widths: [4, 5, 2, 2], rows: list.rows, date: date)
                try page.write(to: paper, library: libraryOption.library)
            }
            Terminal.print(json.json ? prettyJSON(list) : list.text)
        }
    }
}

struct RegisterWithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "austritt", abstract: "Vermerkt, dass eine Partei ausscheidet; für die übrigen gilt der Vertrag weiter.",
        discussion: "Zum Beispiel: klauselwerk register austritt 7f3a91 --partner \"Kita Sonne\" --am 15.09.2027 --zum 31.12.2027", aliases: ["withdraw"])

    @Argument(help: ArgumentHelp("Kennung oder Aktenzeichen des Vertrags oder der Beitrittserklärung.", valueName: "vertrag"))
    var contract: String

    @Option(name: [.customLong("partner")], help: ArgumentHelp("Name der Partei, oder sein Anfang.", valueName: "name"))
    var partner: String

    @Option(name: [.customLong("am"), .customLong("on")], help: ArgumentHelp("Tag der Kündigung.", valueName: "tag"))
    var day: String

    @Option(name: [.customLong("zum"), .customLong("last")], help: ArgumentHelp("Letzter Tag, an dem sie dazugehört.", valueName: "tag"))
    var last: String

    @OptionGroup var register: RegisterOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            guard let day = try RegisterDays.day(day, option: "--am"), let last = try RegisterDays.day(last, option: "--zum") else { return }
            let noted = try register.store().withdraw(partner, from: contract, on: day, effect: last)
            Terminal.print("\(noted.identifier): \(noted.name) scheidet zum \(Day.shown(last)) aus.")
        }
    }
}
