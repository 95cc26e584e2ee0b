import ArgumentParser
import Production

/// One file for the copier.
struct PrintingOptions: ParsableArguments {
    @Option(
        name: [.customLong("print"), .customLong("druck")],
        help: ArgumentHelp("Alle Verträge zusätzlich in einer Datei für den Kopierer, beidseitig.", valueName: "datei.pdf"))
    var path: String?

    @Option(
        name: [.customLong("copies"), .customLong("ausfertigungen")],
        help: ArgumentHelp("Wie viele Ausfertigungen jeder Vertrag hat; sie werden gezählt.", valueName: "anzahl"))
    var copies: Int?

    @Option(
        name: [.customLong("copy-for"), .customLong("ausfertigung-fuer")],
        help: ArgumentHelp(
            "Für wen die erste, zweite … Ausfertigung ist, zum Beispiel „das Jugendamt“; mehrfach möglich.", valueName: "wen"))
    var recipients: [String] = []

    @Flag(name: [.customLong("slip-sheets"), .customLong("trennblaetter")], help: "Vor jedem Partner ein Trennblatt.")
    var slipSheets = false

    @Option(
        name: [.customLong("sort"), .customLong("sortiert-nach")],
        help: ArgumentHelp("Nach diesem Feld sortieren statt wie in der Liste; mehrfach möglich.", valueName: "feld"))
    var order: [String] = []

    @Option(
        name: [.customLong("sheets"), .customLong("blaetter")],
        help: ArgumentHelp("Höchstens so viele Blätter je Band.", valueName: "anzahl"))
    var sheets: Int?

    @Option(
        name: [.customLong("cover-letter"), .customLong("anschreiben")],
        help: ArgumentHelp(
            "Vor jedem Partner ein Anschreiben für den Fensterumschlag: eine Vereinbarung in Briefform.", valueName: "vereinbarung"))
    var coverLetter: String?

    func validate() throws {
        let isUsed = copies != nil || !recipients.isEmpty || slipSheets || !order.isEmpty || sheets != nil || coverLetter != nil
        if path == nil, isUsed { throw ValidationError("Zu diesen Angaben gehört --print: die Datei für den Kopierer.") }
        if let copies, !(1...99).contains(copies) { throw ValidationError("--copies muss zwischen 1 und 99 liegen.") }
        if recipients.count > copies ?? 99 { throw ValidationError("--copy-for nennt mehr Empfänger, als --copies Ausfertigungen verlangt.") }
        if let sheets, !(1...100_000).contains(sheets) { throw ValidationError("--sheets muss zwischen 1 und 100000 liegen.") }
    }

    var options: PrintOptions? {
        path.map {
            PrintOptions(
                path: $0, copies: copies ?? max(1, recipients.count), recipients: recipients, slipSheets: slipSheets, order: order,
                sheets: sheets, coverLetter: coverLetter)
        }
    }
}
