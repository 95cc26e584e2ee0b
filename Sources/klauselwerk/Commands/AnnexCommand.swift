import ArgumentParser
import Production

struct AnnexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annex", abstract: "Fügt einem fertigen Vertrag Anlagen aus PDF- oder Bilddateien hinzu.",
        discussion: """
            Der Vertrag wird aus seiner Herkunft neu zusammengesetzt, damit Nummern, Verzeichnis und Seitenzahlen stimmen. \
            Unterschriebene, veränderte und fremde Dateien werden abgelehnt, ebenso ein Vertrag, den die Bibliothek so nicht mehr ergäbe.
            """,
        aliases: ["anhaengen"])

    @Argument(help: ArgumentHelp("Der Vertrag.", valueName: "vertrag.pdf"))
    var contract: String

    @Argument(help: ArgumentHelp("Die Anlagen in ihrer Reihenfolge: PDF, PNG, JPEG, TIFF oder SVG.", valueName: "anlage"))
    var annexes: [String]

    @Option(
        name: [.long, .customLong("titel")],
        help: ArgumentHelp("Titel der Anlage; mehrfach, in der Reihenfolge der Dateien. Ohne Angabe: der Dateiname.", valueName: "text"))
    var title: [String] = []

    @Option(
        name: [.customLong("pages"), .customLong("seiten")],
        help: ArgumentHelp(
            "Seiten der Anlage, die übernommen werden, in ihrer Reihenfolge, zum Beispiel „3, 1-2“ oder „4-“; mehrfach, in der Reihenfolge der Dateien. Ohne Angabe: alle.",
            valueName: "auswahl"))
    var pages: [String] = []

    @Option(
        name: [.customLong("alternative-text"), .customLong("alternativtext")],
        help: ArgumentHelp(
            "Was Vorleseprogramme anstelle der Seiten sagen; mehrfach, in der Reihenfolge der Dateien. Ohne Angabe: Nummer und Titel.", valueName: "text"))
    var alternativeText: [String] = []

    @Option(
        name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")],
        help: ArgumentHelp("Name des neuen PDF.", valueName: "datei.pdf"))
    var output: String

    @Option(
        name: [.long, .customLong("vereinbarung")],
        help: ArgumentHelp("Die Vereinbarung, wenn sie nicht in der Bibliothek liegt.", valueName: "datei.yaml"))
    var agreement: String?

    @Flag(
        name: [.customLong("replace"), .customLong("ersetzen")],
        help: "Das PDF darf eine Endfassung ersetzen, die anders lautet. Veränderte und unterschriebene PDF bleiben immer.")
    var replace = false

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
    var quiet = false

    @OptionGroup var strictness: StrictOption
    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        for (option, texts) in [("--title", title), ("--pages", pages), ("--alternative-text", alternativeText)] where texts.count > annexes.count {
            throw ValidationError("Es gibt mehr \(option) als Anlagen.")
        }
    }

    /// An empty text is none: so a later file can have what an earlier one has not.
    private func given(_ texts: [String], _ index: Int) -> String? { texts.indices.contains(index) && !texts[index].isEmpty ? texts[index] : nil }

    func run() throws {
        try reporting(json: json.json) {
            let files = annexes.enumerated().map { index, path in
                AttachedFile(path: path, title: given(title, index), pages: given(pages, index), alternativeText: given(alternativeText, index))
            }
            let built = try Contracts.annex(
                contract, files, library: libraryOption.library, agreement: agreement, output: output, strict: strictness.strict, replaces: replace)
            if json.json {
                Terminal.print(prettyJSON(BuiltJSON(built)))
            } else if !quiet {
                Terminal.report(built.findings)
                Terminal.print("\(built.path): \(built.pages == 1 ? "1 Seite" : "\(built.pages) Seiten").")
            }
        }
    }
}
