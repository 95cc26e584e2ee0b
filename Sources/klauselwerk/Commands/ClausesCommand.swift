import ArgumentParser
import Production

struct ClausesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clauses", abstract: "Zeigt, welche Klauseln die Bibliothek bietet.", aliases: ["klauseln"])

    @Argument(help: ArgumentHelp("Nur diese Familie, mit allen Angaben: zum Beispiel „kuendigung“.", valueName: "familie"))
    var family: String?

    @Option(
        name: [.customLong("diff"), .customLong("vergleich")], parsing: .upToNextOption,
        help: ArgumentHelp(
            "Zwei Klauseln oder Fassungen Wort für Wort vergleichen: --diff kuendigung/frist@1.0 kuendigung/frist.", valueName: "klausel"))
    var diff: [String] = []

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if !diff.isEmpty, diff.count != 2 { throw ValidationError("Zu --diff gehören zwei Klauseln.") }
    }

    func run() throws {
        if diff.count == 2 {
            return Terminal.print(try ClauseComparison.of(diff[0], diff[1], library: libraryOption.library).text)
        }
        try reporting(json: json.json) {
            let listing = try ClauseListing.of(family: family, library: libraryOption.library)
            Terminal.report(json.json ? [] : listing.findings)
            Terminal.print(json.json ? prettyJSON(listing) : Workspace.displayed(listing.text))
        }
    }
}
