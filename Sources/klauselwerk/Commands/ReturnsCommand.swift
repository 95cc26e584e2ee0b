import ArgumentParser
import Foundation
import Production
import Returns

struct ReturnsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "returns", abstract: "Ordnet zurückgekommene Scans den Verträgen zu und sagt, was fehlt.",
        discussion: """
            Der Kopierer macht aus dem Stapel ein PDF; die Kennung auf jeder Seite („--kennung“) sagt, wohin sie gehört. Was vollständig ist, liegt danach als \
            PDF/A neben seinem Vertrag; alles andere liegt im Ordner des Laufs, mit einem Bericht: Seite fehlt, Unterschrift fehlt, Blatt ohne Kennung. \
            Der Scan bleibt, wie er ist. Ein abgebrochener Lauf geht mit demselben Aufruf weiter.
            Was ohne lesbare Kennung blieb, legen Sie mit --zuordnen von Hand zu seiner Seite; das wird ein neuer Lauf in einem neuen Ordner.
            Zum Beispiel: klauselwerk ruecklauf scan.pdf -o ruecklauf-maerz --register register.sqlite
            """,
        aliases: ["ruecklauf"])

    @Argument(help: ArgumentHelp("Scans als PDF, in der Reihenfolge der Stapel.", valueName: "scan.pdf"))
    var scans: [String]

    @Option(
        name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")],
        help: ArgumentHelp("Ordner für den Bericht und alles, was nicht neben einem Vertrag abgelegt wird.", valueName: "ordner"))
    var output = "ruecklauf"

    @Option(
        name: [.customLong("register")],
        help: ArgumentHelp("Datei des Registers, in dem die Verträge stehen. Ohne Angabe: register.sqlite, wenn es sie gibt.", valueName: "datei"))
    var register: String?

    @Option(
        name: [.customLong("vertraege"), .customLong("contracts")],
        help: ArgumentHelp("Ordner mit den Verträgen, wenn sie in keinem Register stehen; mehrfach möglich.", valueName: "ordner"))
    var contracts: [String] = []

    @Option(name: [.customLong("am"), .customLong("on")], help: ArgumentHelp("Tag, an dem die Blätter zurückkamen, für das Register. Ohne Angabe: heute.", valueName: "tag"))
    var day: String?

    @Flag(
        name: [.customLong("unterschrieben"), .customLong("signed")],
        help: "Verträge mit Tinte in allen Unterschriftsfeldern im Register auch als unterschrieben vermerken.")
    var notesSignatures = false

    @Flag(name: [.customLong("quiet"), .customLong("still")], help: "Nur das Ergebnis melden.")
    var quiet = false

    @OptionGroup var placing: PlacementOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let standard = "register.sqlite"
            let file = register ?? (contracts.isEmpty || FileManager.default.fileExists(atPath: standard) ? standard : nil)
            var request = ReturnRequest(
                scans: scans, output: output, register: file, contracts: contracts, day: try RegisterDays.day(day, option: "--am") ?? RegisterDays.today,
                notesSignatures: notesSignatures)
            request.placements = try placing.read()
            let isShown = !quiet && !json.json
            let report = try ReturnRun.run(request) { done, all in
                if isShown, done.isMultiple(of: 50) || done == all { Terminal.printError("Gelesen: \(done) von \(all) Blättern") }
            }
            if json.json {
                Terminal.print(prettyJSON(report))
            } else {
                Terminal.report(report.findings)
                Terminal.print(report.text)
                Terminal.print("Bericht: \(output)/bericht.html")
            }
            if !report.alles_gut { throw ExitCode(ExitStatus.findings.rawValue) }
        }
    }
}
