import ArgumentParser
import Findings
import Foundation
import Production

struct AnnexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annex", abstract: "Fügt einem fertigen Vertrag Anlagen aus PDF- oder Bilddateien hinzu.",
        discussion: """
            Der Vertrag wird aus seiner Herkunft neu zusammengesetzt, damit Nummern, Verzeichnis und Seitenzahlen stimmen. \
            Unterschriebene, veränderte und fremde Dateien werden abgelehnt, ebenso ein Vertrag, den die Bibliothek so nicht mehr ergäbe.

            Mit einem Ordner bekommen alle Verträge darin dieselben Anlagen: klauselwerk annex serie scan.pdf -o serie-mit-scan. Was abgelehnt wird, wird genannt, die übrigen entstehen \
            (Rückgabe 3); derselbe Aufruf setzt einen abgebrochenen Lauf fort.
            """,
        aliases: ["anhaengen"])

    @Argument(help: ArgumentHelp("Der Vertrag, oder ein Ordner mit Verträgen.", valueName: "vertrag.pdf"))
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
        help: ArgumentHelp("Name des neuen PDF; bei einem Ordner mit Verträgen der Ordner für die neuen.", valueName: "datei.pdf"))
    var output: String

    @Option(
        name: [.long, .customLong("vereinbarung")],
        help: ArgumentHelp("Die Vereinbarung, wenn sie nicht in der Bibliothek liegt.", valueName: "datei.yaml"))
    var agreement: String?

    @Flag(
        name: [.customLong("replace"), .customLong("ersetzen")],
        help: "Das PDF darf eine Endfassung ersetzen, die anders lautet. Veränderte und unterschriebene PDF bleiben immer.")
    var replace = false

    @Option(
        name: [.customLong("workers"), .customLong("prozesse")],
        help: ArgumentHelp("Wie viele Verträge eines Ordners zugleich entstehen. Ohne Angabe: einer je Prozessorkern.", valueName: "anzahl"))
    var workers: Int?

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur Fehler melden.")
    var quiet = false

    @OptionGroup var strictness: StrictOption
    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        if let workers, !(1...256).contains(workers) { throw ValidationError("--workers muss zwischen 1 und 256 liegen.") }
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
            if ContractFolder.isFolder(contract) { return try makeAll(files) }
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

    private func makeAll(_ files: [AttachedFile]) throws {
        var request = AnnexRequest(folder: contract, files: files, library: libraryOption.library, agreement: agreement, output: output)
        (request.strict, request.replaces, request.workers) = (strictness.strict, replace, workers)
        let progress = quiet || json.json ? nil : ProgressDisplay()
        let control = RunControl(isAskedToStop: { StopSignals.isStopping }, report: { progress?.show($0) })
        StopSignals.listen(isQuiet: quiet)
        let result: AnnexResult
        do {
            defer { progress?.end() }
            result = try Contracts.annex(request, control: control)
        }
        let status = result.wasStopped ? 128 + SIGINT : result.status.rawValue
        if json.json {
            Terminal.print(prettyJSON(AnnexJSON(result, status: status)))
        } else {
            Terminal.report(quiet ? result.findings.filter { $0.severity == .fehler } : result.findings)
            if !quiet { Terminal.print(result.summary) }
        }
        if status != 0 { throw ExitCode(status) }
    }
}

/// Of the contracts of a folder.
private struct AnnexJSON: Encodable {
    let ergebnis: Int32
    let ordner: String
    let vertraege: Int
    let erstellt: Int
    /// Of these; the others are new.
    let ersetzt: Int
    let unveraendert: Int
    /// What was there stays, although another contract would be made.
    let veraltet: Int
    let gescheitert: Int
    /// The run was stopped before their turn.
    let offen: Int
    let befunde: [FindingJSON]

    init(_ result: AnnexResult, status: Int32) {
        ergebnis = status
        ordner = result.folder
        vertraege = result.total
        erstellt = result.made
        ersetzt = result.replaced
        unveraendert = result.kept
        veraltet = result.outdated
        gescheitert = result.failed
        offen = result.open
        befunde = result.findings.map(FindingJSON.init)
    }
}
