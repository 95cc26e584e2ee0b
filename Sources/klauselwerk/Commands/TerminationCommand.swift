import ArgumentParser
import Deadlines
import Findings
import Production

struct TerminationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminate", abstract: "Schreibt die Kündigung eines Vertrags als Brief, mit dem Tag, der aus seiner Klausel folgt.",
        discussion: """
            Zum Beispiel:
              klauselwerk kuendigung vertrag.pdf -o kuendigung.pdf
              klauselwerk kuendigung vertrag.pdf --zugang 15.12.2026 --zum 31.03.2027 -o kuendigung.pdf
            Gerechnet wird wie bei „fristen“. Maßgeblich ist, wann der Brief zugeht; nennen Sie den Tag, wenn er knapp wird. Der Text ist die Klausel \
            kuendigungsschreiben/ordentlich.
            """,
        aliases: ["kuendigung"])

    @Argument(help: ArgumentHelp("Der Vertrag, mit seinen Nachträgen.", valueName: "vertrag.pdf"))
    var paths: [String]

    @Option(name: [.customLong("date"), .customLong("datum")], help: ArgumentHelp("Datum des Briefs. Ohne Angabe: heute.", valueName: "tag"))
    var date: String?

    @Option(name: [.customLong("receipt"), .customLong("zugang")], help: ArgumentHelp("Tag, an dem er zugeht. Ohne Angabe: drei Tage nach seinem Datum.", valueName: "tag"))
    var receipt: String?

    @Option(name: [.customLong("last"), .customLong("zum")], help: ArgumentHelp("Letzter Tag des Vertrags. Ohne Angabe: der nächste mögliche.", valueName: "tag"))
    var last: String?

    @Option(
        name: [.customLong("signed"), .customLong("unterschrieben")], help: ArgumentHelp("Tag der letzten Unterschrift, wo der Vertrag keinen ersten Tag nennt.", valueName: "tag"))
    var signed: String?

    @Option(name: [.customLong("reason"), .customLong("grund")], help: ArgumentHelp("Warum gekündigt wird, als Absatz des Briefs.", valueName: "text"))
    var reason: String?

    @Option(name: [.customShort("o"), .customLong("output"), .customLong("ausgabe")], help: ArgumentHelp("Name des Briefs.", valueName: "datei.pdf"))
    var output: String = "kuendigung.pdf"

    @OptionGroup var libraryOption: LibraryOption
    @OptionGroup var json: JSONOption

    func run() throws {
        try reporting(json: json.json) {
            let letter = TerminationLetter(
                paths: paths, library: libraryOption.library, date: try RegisterDays.day(date, option: "--datum") ?? RegisterDays.today,
                receipt: try RegisterDays.day(receipt, option: "--zugang"), last: try RegisterDays.day(last, option: "--zum"),
                signed: try RegisterDays.day(signed, option: "--unterschrieben"), reason: reason, output: output)
            let written = try letter.write()
            if json.json {
                struct Answer: Encodable {
                    let briefe: [String]
                    let zum: String
                    let zugang_bis: String
                    let klausel: String
                    let regel: String
                    let vorschriften: String
                    let hinweise: [String]
                    let befunde: [FindingJSON]
                }
                let deadline = written.deadline
                return Terminal.print(
                    prettyJSON(
                        Answer(
                            briefe: written.letters.map(\.path), zum: (deadline.effect ?? deadline.date).isoText, zugang_bis: deadline.date.isoText, klausel: deadline.clause,
                            regel: deadline.rule, vorschriften: deadline.provisions, hinweise: deadline.remarks,
                            befunde: (written.findings + written.letters.flatMap(\.findings)).map(FindingJSON.init))))
            }
            Terminal.report(written.findings + written.letters.flatMap(\.findings))
            for built in written.letters { Terminal.print("\(built.path): \(built.pages == 1 ? "1 Seite" : "\(built.pages) Seiten").") }
            let deadline = written.deadline
            Terminal.print("Kündigung zum \((deadline.effect ?? deadline.date).inGerman) nach \(deadline.clause): \(deadline.rule) (\(deadline.provisions)).")
            Terminal.print("Der Brief muss spätestens am \(deadline.date.inGerman) zugehen." + deadline.remarks.map { " " + $0 }.joined())
        }
    }
}
