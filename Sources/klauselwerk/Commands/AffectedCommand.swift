import ArgumentParser
import Production

struct AffectedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "affected", abstract: "Zeigt, welche Klauseln und Vereinbarungen eine Vorschrift nennen.",
        discussion: "Zum Beispiel nach einer Gesetzesänderung: klauselwerk betroffen \"§ 77 SGB VIII\".", aliases: ["betroffen"])

    @Argument(help: ArgumentHelp("Die Vorschrift, in Anführungszeichen.", valueName: "vorschrift"))
    var provision: String

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let affected = try AffectedClauses.of(provision, library: libraryOption.library)
            Terminal.print(json.json ? prettyJSON(affected) : affected.text)
        }
    }
}
