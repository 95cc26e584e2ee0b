import ArgumentParser
import Production
import Register

struct RegisterEventCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ereignis", abstract: "Trägt ein, was mit einem Vertrag geschehen ist.",
        discussion: """
            Ereignisse: erstellt, versandt, zurück, unterschrieben, in_kraft, geändert, gekündigt, ausgelaufen, ersetzt. Eingetragenes wird nie \
            geändert; ein Irrtum wird mit --storno und einem Grund zurückgenommen und bleibt sichtbar.
            Zum Beispiel: register ereignis 7f3a91 gekündigt --am 15.09.2026 --zum 31.12.2026 --wer "Partner"
            """,
        aliases: ["event"])

    @Argument(help: ArgumentHelp("Kennung, ihr Anfang, oder Aktenzeichen.", valueName: "vertrag"))
    var contract: String

    @Argument(help: ArgumentHelp("Was geschehen ist.", valueName: "ereignis"))
    var kind: String

    @Option(name: [.customLong("am"), .customLong("on")], help: ArgumentHelp("Der Tag. Ohne Angabe: heute.", valueName: "tag"))
    var day: String?

    @Option(name: [.customLong("wer"), .customLong("who")], help: ArgumentHelp("Wer unterschrieben, versandt, gekündigt hat.", valueName: "name"))
    var who = ""

    @Option(name: [.customLong("zum"), .customLong("effect")], help: ArgumentHelp("Der Tag, zu dem es wirkt, zum Beispiel das Ende bei einer Kündigung.", valueName: "tag"))
    var effect: String?

    @Option(name: [.customLong("bemerkung"), .customLong("remark")], help: ArgumentHelp("Was dazu zu sagen ist.", valueName: "text"))
    var remark = ""

    @Option(name: [.customLong("storno"), .customLong("cancel")], help: ArgumentHelp("Das Ereignis dieses Tages zurücknehmen, mit Grund.", valueName: "grund"))
    var reason: String?

    @OptionGroup var register: RegisterOption

    func run() throws {
        let store = try register.store()
        let kind = try RegisterDays.kind(kind, option: self.kind)
        let day = try RegisterDays.day(day, option: "--am") ?? RegisterDays.today
        if let reason {
            try store.cancel(kind, on: day, of: contract, because: reason)
            return Terminal.print("\(contract): „\(kind.inGerman)“ am \(Day.shown(day)) ist zurückgenommen.")
        }
        let event = ContractEvent(kind, on: day, who: who, effect: try RegisterDays.day(effect, option: "--zum") ?? "", remark: remark)
        let added = try store.add(event, to: contract)
        Terminal.print("\(added.identifier): „\(kind.inGerman)“ am \(Day.shown(day))\(added.isNew ? " eingetragen" : " steht schon da").")
    }
}
