import ArgumentParser
import Production

struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Zeigt einen Vertrag als Bilder: ein PNG für jede Seite.", aliases: ["vorschau"])

    @OptionGroup var contract: ContractOptions

    @Option(
        name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")],
        help: ArgumentHelp("Ordner für die Bilder. Ohne Angabe: der aktuelle.", valueName: "ordner"))
    var output: String?

    @Option(help: ArgumentHelp("Auflösung in Punkten je Zoll, 36 bis 600.", valueName: "dpi"))
    var dpi: Int = 100

    @Flag(
        name: [.customLong("overlay"), .customLong("satzbild")],
        help: "Schriftlinien, Zeilenkästen, Wortabstände und mögliche Seitenwechsel mit einzeichnen.")
    var overlay = false

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
    var quiet = false

    func validate() throws {
        guard (36...600).contains(dpi) else { throw ValidationError("--dpi muss zwischen 36 und 600 liegen.") }
    }

    func run() throws {
        let preview = try Contracts.preview(contract.request, folder: output, dpi: dpi, overlay: overlay)
        if quiet { return }
        Terminal.report(preview.findings)
        for path in preview.paths { Terminal.print(path) }
    }
}
