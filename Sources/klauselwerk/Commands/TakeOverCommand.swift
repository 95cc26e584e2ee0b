import ArgumentParser
import Production
import TakingOver

struct TakeOverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "takeover", abstract: "Macht aus alten Verträgen (DOCX, ODT) neue Vereinbarungen und Klauseln.",
        discussion: """
            Zerlegt jeden Vertrag in Titel, Parteien, Abschnitte, Absätze, Verweise, Begriffe, Anlagen, Unterschriften und Stellen zum Ausfüllen und \
            schreibt sie als Entwürfe in einen neuen Ordner, mit einem Bericht (bericht.html) über alles, was unsicher war. Abschnitte, die eine Klausel \
            der Bibliothek schon hat, werden genannt; bei mehreren Verträgen auch, welche Klausel wie oft und in wie vielen Fassungen vorkommt.
            """,
        aliases: ["uebernehmen"])

    @Argument(help: ArgumentHelp("Die alten Verträge.", valueName: "alt.docx"))
    var files: [String]

    @Option(
        name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")],
        help: ArgumentHelp("Neuer Ordner. Ohne Angabe: „uebernommen“ im aktuellen Ordner.", valueName: "ordner"))
    var output: String = "uebernommen"

    @Option(name: [.customLong("land")], help: ArgumentHelp("Land der eigenen Stelle, zum Beispiel NW.", valueName: "kürzel"))
    var land: String?

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler und Warnungen melden.")
    var quiet = false

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        let laender = ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
        if let land, !laender.contains(land.uppercased()) { throw ValidationError("--land verlangt eines dieser Kürzel: \(laender.joined(separator: ", ")).") }
    }

    func run() throws {
        try reporting(json: json.json) {
            let report = try TakeOver.run(TakeOver.Request(files: files, folder: output, library: libraryOption.library, land: land))
            if json.json {
                Terminal.print(prettyJSON(report.json))
            } else {
                Terminal.report(quiet ? report.findings.filter { $0.severity != .hinweis } : report.findings)
                if !quiet { Terminal.print(report.text) }
            }
            if report.hasDoubts { throw ExitCode(ExitStatus.findings.rawValue) }
        }
    }
}
