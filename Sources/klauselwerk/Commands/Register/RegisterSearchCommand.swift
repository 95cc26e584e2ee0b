import ArgumentParser
import Production
import Register

struct RegisterSearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suchen", abstract: "Findet Verträge nach Wörtern, Klauseln, Partner, Stand und Datum.",
        discussion: """
            Gesucht wird in Wortlaut, Werten, Kennungen und in allen Namen und Anschriften, die ein Partner hat oder hatte; Straße ist Strasse, ä ist ae. \
            Zum Beispiel: register suchen schweigepflicht --klausel datenschutz@1 --stand unterschrieben
            """,
        aliases: ["search"])

    @OptionGroup var query: RegisterQueryOptions

    @Flag(name: [.customLong("alle"), .customLong("all")], help: "Alle Treffer zeigen statt der ersten 50.")
    var all = false

    @OptionGroup var register: RegisterOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            var query = try query.query()
            query.limit = all || json.json ? nil : 50
            let hits = try register.store().search(query)
            Terminal.print(json.json ? prettyJSON(hits.lines) : hits.text)
        }
    }
}
