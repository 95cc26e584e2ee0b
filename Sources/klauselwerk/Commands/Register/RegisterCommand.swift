import ArgumentParser
import Findings
import Foundation
import Production
import Register

struct RegisterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Führt das Verzeichnis der Verträge: wer was in welcher Fassung unterschrieben hat.",
        discussion: """
            Zum Beispiel:
              klauselwerk batch fruehe-hilfen --partners p.csv --register register.sqlite
              klauselwerk register aufnehmen vertrag.pdf
              klauselwerk register ereignis 7f3a91 unterschrieben --am 01.10.2026 --wer "beide"
              klauselwerk register suchen --klausel datenschutz@1
            Das Register ist eine Datei auf einem Datenträger dieses Rechners; auf Netzlaufwerken kann es nicht liegen.
            """,
        subcommands: [
            RegisterTakeCommand.self, RegisterSearchCommand.self, RegisterShowCommand.self, RegisterEventCommand.self, RegisterPartnerCommand.self, RegisterMembersCommand.self,
            RegisterWithdrawCommand.self,
            RegisterExportCommand.self, RegisterImportCommand.self, RegisterHandoverCommand.self, RegisterBackupCommand.self, RegisterCheckCommand.self, RegisterRemoveCommand.self,
            RegisterPersonsCommand.self,
        ])
}

struct RegisterOption: ParsableArguments {
    @Option(name: [.customLong("register")], help: ArgumentHelp("Datei des Registers.", valueName: "datei"))
    var register = "register.sqlite"

    func store(_ mode: RegisterStore.Mode = .existing) throws -> RegisterStore {
        let store = try RegisterStore(register, mode)
        if store.isNew { Terminal.printError("\(register): Neues Register angelegt.") }
        return store
    }
}

/// What finds contracts.
struct RegisterQueryOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Wörter, die alle vorkommen, auch nur ihr Anfang; „in Anführungszeichen“ genau so. Ohne Angabe: alle Verträge.", valueName: "wörter"))
    var words: [String] = []

    @Option(name: [.customLong("ohne"), .customLong("without")], help: ArgumentHelp("Ein Wort, das nicht vorkommt; mehrfach möglich.", valueName: "wort"))
    var excluded: [String] = []

    @Option(
        name: [.customLong("klausel"), .customLong("clause")],
        help: ArgumentHelp("Mit dieser Klausel, zum Beispiel datenschutz@1; mehrfach möglich: eine davon.", valueName: "name@fassung"))
    var clauses: [String] = []

    @Option(name: [.customLong("ohne-klausel"), .customLong("without-clause")], help: ArgumentHelp("Ohne diese Klausel; mehrfach möglich.", valueName: "name@fassung"))
    var without: [String] = []

    @Option(name: [.customLong("partner")], help: ArgumentHelp("Kennung, Name oder Ort eines Partners, auch frühere.", valueName: "name"))
    var partner: String?

    @Option(name: [.customLong("vereinbarung"), .customLong("agreement")], help: ArgumentHelp("Aus dieser Vereinbarung.", valueName: "name"))
    var agreement: String?

    @Option(
        name: [.customLong("stand"), .customLong("state")],
        help: ArgumentHelp("Mit diesem Stand (erstellt, versandt, zurück, unterschrieben, in_kraft, gekündigt, ausgelaufen, ersetzt); mehrfach möglich.", valueName: "stand"))
    var states: [String] = []

    @Option(name: [.customLong("am"), .customLong("on")], help: ArgumentHelp("Der Stand an diesem Tag. Ohne Angabe: heute.", valueName: "tag"))
    var day: String?

    @Option(name: [.customLong("von"), .customLong("from")], help: ArgumentHelp("Vertragsdatum ab diesem Tag.", valueName: "tag"))
    var from: String?

    @Option(name: [.customLong("bis"), .customLong("until")], help: ArgumentHelp("Vertragsdatum bis zu diesem Tag.", valueName: "tag"))
    var until: String?

    func query() throws -> RegisterQuery {
        var query = RegisterQuery()
        // Words that the shell has parted stay words; what it kept together was quoted.
        func term(_ word: String) -> String { word.contains(" ") && !word.contains("\"") && !word.contains("„") ? "\"\(word)\"" : word }
        query.words = (words.map(term) + excluded.map { "-" + term($0) }).joined(separator: " ")
        query.clauses = clauses
        query.withoutClauses = without
        query.partner = partner ?? ""
        query.agreement = agreement ?? ""
        query.states = try Set(states.map { try RegisterDays.kind($0, option: "--stand") })
        query.day = try RegisterDays.day(day, option: "--am") ?? RegisterDays.today
        query.from = try RegisterDays.day(from, option: "--von") ?? ""
        query.until = try RegisterDays.day(until, option: "--bis") ?? ""
        return query
    }
}

/// Days and kinds of events as they are typed.
enum RegisterDays {
    /// ISO, by this machine's clock and time zone.
    static var today: String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        func padded(_ number: Int32, _ digits: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        return "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
    }

    static func day(_ text: String?, option: String) throws -> String? {
        guard let text else { return nil }
        if text == "heute" { return today }
        guard let day = Day.read(text) else {
            throw Failure(
                .usage,
                Finding(.fehler, "option-falsch", at: .option(option), "„\(text)“ ist kein Tag des Kalenders.", remedy: "Schreiben Sie ihn als 31.12.2026, 2026-12-31 oder heute."))
        }
        return day.isoText
    }

    static func kind(_ text: String, option: String) throws -> ContractEvent.Kind {
        guard let kind = ContractEvent.Kind(german: text) else {
            let names = ContractEvent.Kind.allCases.map(\.rawValue)
            throw Failure(
                .usage,
                Finding(
                    .fehler, "option-falsch", at: .option(option), "„\(text)“ ist kein Ereignis im Leben eines Vertrags.",
                    remedy: Suggestion.remedy(for: text, among: names) ?? "Möglich sind: \(names.joined(separator: ", "))."))
        }
        return kind
    }
}
