import ArgumentParser
import Production

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Liest aus einem Vertrag aus, woraus er entstanden ist.",
        discussion: """
            Jedes PDF trägt seine Herkunft als Datei „vereinbarung.json“ mit sich: Klauseln mit Fassung und Prüfsumme, Gründe der \
            Auswahl, gedruckte Werte. Mit --json erscheint diese Datei, dazu jedes Feld für eine elektronische Unterschrift mit Seite und Lage.
            """,
        aliases: ["auslesen"])

    @Argument(help: ArgumentHelp("Der Vertrag.", valueName: "datei.pdf"))
    var file: String

    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let listing = try OriginListing.of(file)
            Terminal.print(json.json ? listing.json : listing.text)
        }
    }
}
