import ArgumentParser
import Production

struct ClausesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clauses", abstract: "Zeigt, welche Klauseln die Bibliothek bietet.", aliases: ["klauseln"])

    @Argument(help: ArgumentHelp("Nur diese Familie, mit allen Angaben: zum Beispiel „kuendigung“.", valueName: "familie"))
    var family: String?

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let listing = try ClauseListing.of(family: family, library: libraryOption.library)
            Terminal.report(json.json ? [] : listing.findings)
            Terminal.print(json.json ? prettyJSON(listing) : Workspace.displayed(listing.text))
        }
    }
}
