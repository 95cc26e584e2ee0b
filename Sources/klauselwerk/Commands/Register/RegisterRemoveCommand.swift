import ArgumentParser
import Findings
import Production
import Register

struct RegisterRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loeschen", abstract: "Löscht Verträge nach Ablauf der Aufbewahrung, auch aus dem Suchverzeichnis.",
        discussion: """
            Mit --aufbewahrung N: alle Verträge, die gekündigt, ausgelaufen oder ersetzt sind und seit deren Ende N volle Kalenderjahre vergangen sind. \
            Nachträge gehen mit ihrem Vertrag. Ohne --ja wird nur gezeigt, was gelöscht würde. Die Datei wird neu geschrieben; das Protokoll behält Tag und Anzahl. Die PDF und ältere \
            Sicherungen löschen Sie selbst.
            """,
        aliases: ["delete"])

    @Argument(help: ArgumentHelp("Kennungen von Verträgen.", valueName: "vertrag"))
    var contracts: [String] = []

    @Option(name: [.customLong("aufbewahrung"), .customLong("retention")], help: ArgumentHelp("Volle Jahre nach dem Ende.", valueName: "jahre"))
    var years: Int?

    @Flag(name: [.customLong("ja"), .customLong("yes")], help: "Wirklich löschen.")
    var isSure = false

    @OptionGroup var register: RegisterOption

    func validate() throws {
        if contracts.isEmpty == (years == nil) { throw ValidationError("Nennen Sie entweder Verträge oder mit --aufbewahrung die Zahl der Jahre.") }
        if let years, !(0...100).contains(years) { throw ValidationError("--aufbewahrung muss zwischen 0 und 100 liegen.") }
    }

    func run() throws {
        let store = try register.store()
        let today = RegisterDays.today
        var identifiers = try contracts.map { try store.contract($0).identifier }
        if let years { identifiers = try store.expired(on: today, years: years) }
        guard !identifiers.isEmpty else { return Terminal.print("Es ist nichts zu löschen.") }
        identifiers = try store.withAmendments(identifiers)
        let count = identifiers.count == 1 ? "1 Vertrag" : "\(identifiers.count) Verträge"
        guard isSure else {
            Terminal.print((identifiers + ["\(count); mit --ja werden sie gelöscht."]).joined(separator: "\n"))
            return
        }
        try store.remove(identifiers, on: today)
        Terminal.print("\(count) gelöscht.")
    }
}

struct RegisterPersonsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "personendaten", abstract: "Zeigt, was das Register über Personen enthält.", aliases: ["personal-data"])

    func run() throws { Terminal.print(PersonalData.text) }
}
