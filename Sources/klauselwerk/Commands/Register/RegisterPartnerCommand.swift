import ArgumentParser
import Production
import Register

struct RegisterPartnerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partner", abstract: "Zeigt Partner mit ihren früheren Namen und Anschriften; trägt neue ein; führt doppelte zusammen.",
        discussion: """
            Ohne Angabe erscheinen alle Partner. Mit --name, --strasse, --plz, --ort oder --vertreten-durch gilt ab --ab eine neue Fassung; was nicht \
            angegeben ist, bleibt. Frühere bleiben stehen und werden bei der Suche gefunden.
            Zum Beispiel: register partner p-7f3a91c0d2e4 --ort Neustadt --plz 00009 --strasse "Neue Straße 1" --ab 01.01.2027
            """)

    @Argument(help: ArgumentHelp("Kennung, oder Wörter aus Namen und Anschriften.", valueName: "partner"))
    var partner: String?

    @Option(help: ArgumentHelp("Neuer Name.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("Neue Straße.", valueName: "straße"))
    var strasse: String?

    @Option(help: ArgumentHelp("Neue Postleitzahl.", valueName: "plz"))
    var plz: String?

    @Option(help: ArgumentHelp("Neuer Ort.", valueName: "ort"))
    var ort: String?

    @Option(name: [.customLong("vertreten-durch")], help: ArgumentHelp("Wer nun vertritt.", valueName: "name"))
    var representative: String?

    @Option(name: [.customLong("ab"), .customLong("from")], help: ArgumentHelp("Ab wann das gilt. Ohne Angabe: ab heute.", valueName: "tag"))
    var day: String?

    @Option(name: [.customLong("ist-auch"), .customLong("merge")], help: ArgumentHelp("Dieser Partner (Kennung) ist derselbe; seine Verträge gehen über.", valueName: "kennung"))
    var other: String?

    @OptionGroup var register: RegisterOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let store = try register.store()
            if let partner {
                if let other { try store.merge(other, into: partner) }
                var change = PartnerChange()
                change.name = name
                change.street = strasse
                change.postcode = plz
                change.town = ort
                change.representative = representative
                if change != PartnerChange() { try store.change(partner, change, from: try RegisterDays.day(day, option: "--ab") ?? RegisterDays.today) }
            }
            let partners = try store.partners(partner ?? "")
            Terminal.print(json.json ? prettyJSON(partners) : PartnerListing.text(partners))
        }
    }

    func validate() throws {
        let changes = [name, strasse, plz, ort, representative, other].contains { $0 != nil }
        if partner == nil, changes { throw ValidationError("Zu einer Änderung gehört die Kennung des Partners.") }
    }
}
