import ArgumentParser
import Production

struct FieldsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fields", abstract: "Zeigt, was in einer Vereinbarung auszufüllen ist.",
        discussion:
            "Mit --xlsx entsteht eine Partnerliste zum Ausfüllen in Excel oder LibreOffice: mit Erläuterungen, Auswahllisten und eigenen Blättern für mehrere Einträge je Partner. Mit --csv entsteht sie als einfache Textdatei.",
        aliases: ["felder"])

    @Argument(help: ArgumentHelp("Name oder Pfad der Vereinbarung.", valueName: "vereinbarung"))
    var agreement: String

    @Option(help: ArgumentHelp("Eine Partnerliste zum Ausfüllen in diese Datei schreiben.", valueName: "datei.csv"))
    var csv: String?

    @Option(help: ArgumentHelp("Eine Partnerliste zum Ausfüllen als Excel-Arbeitsmappe in diese Datei schreiben.", valueName: "datei.xlsx"))
    var xlsx: String?

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let listing = try FieldListing.of(agreement: agreement, library: libraryOption.library)
            if let csv {
                try listing.writeTable(to: csv, agreement: agreement, library: libraryOption.library)
                if !json.json { Terminal.print("Angelegt: \(csv)") }
            }
            if let xlsx {
                try FieldTable.write(agreement: agreement, library: libraryOption.library, to: xlsx)
                if !json.json { Terminal.print("Angelegt: \(xlsx)") }
            }
            if json.json {
                Terminal.print(prettyJSON(listing))
            } else if csv == nil, xlsx == nil {
                Terminal.print(listing.text)
            }
        }
    }
}
