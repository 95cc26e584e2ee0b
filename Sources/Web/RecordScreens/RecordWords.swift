import Deadlines
import DocumentModel
import Findings
import Register

/// How the register's own words are said on the page.
enum RecordWords {
    static func contracts(_ count: Int) -> String { count == 1 ? "1 Vertrag" : "\(count) Verträge" }

    /// A line of the list.
    static func row(_ contract: ContractOutlook, _ titles: [String: String]) -> [String: Any] {
        let summary = contract.summary
        return [
            "vertrag": summary.identifier, "adresse": RecordAddress.of(summary.identifier), "partner": name(of: contract, titles), "az": shown(summary.fileNumber),
            "vereinbarung": titles[summary.agreement] ?? (summary.agreement.isEmpty ? summary.title : ClauseNames.readable(summary.agreement)), "datum": Day.shown(summary.date),
            "stand": contract.state.inGerman, "kuendigung": contract.notice?.inGerman ?? "–", "ende": contract.end?.inGerman ?? "–",
            "scan": contract.isScanned ? "ja" : "–", "unterschrieben": contract.isSigned ? "ja" : "–",
        ]
    }

    /// Whom a contract is with; what it is about, where that is not known.
    static func name(of contract: ContractOutlook, _ titles: [String: String]) -> String {
        let summary = contract.summary
        return [contract.partner, summary.title, titles[summary.agreement] ?? "", summary.identifier].first { !$0.isEmpty } ?? summary.identifier
    }

    static func event(_ event: ContractEvent) -> [String: Any] {
        [
            "tag": Day.shown(event.day), "tagRoh": event.day, "art": event.kind.inGerman, "artRoh": event.kind.rawValue, "wer": shown(event.who),
            "zum": shown(event.effect.isEmpty ? nil : Day.shown(event.effect)), "bemerkung": shown(event.remark), "grund": shown(event.cancelled), "gilt": event.cancelled == nil,
        ]
    }

    static func deadline(_ deadline: Deadline) -> [String: Any] {
        [
            "tag": deadline.date.inGerman, "wochentag": deadline.date.weekdayName, "titel": deadline.title, "regel": shown(deadline.rule),
            "vorschriften": shown(deadline.provisions),
            "klausel": shown(clause(deadline.clause)), "hinweise": deadline.remarks,
        ]
    }

    /// `kuendigung/frist 1.2` → „Kündigung: Frist, Fassung 1.2“
    static func clause(_ text: String) -> String {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        return parts.count == 2 ? "\(ClauseNames.subject(parts[0])), Fassung \(parts[1])" : ClauseNames.subject(text)
    }

    /// „Dezember 2026“
    static func month(_ date: CalendarDate) -> String {
        let names = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
        return names.indices.contains(date.month - 1) ? "\(names[date.month - 1]) \(date.year)" : "\(date.year)"
    }

    /// A day that somebody has typed.
    ///
    /// - Parameters:
    ///   - text: empty: today.
    ///   - name: „Tag“, for the message.
    /// - Throws: ``Problem`` 422 for what is no day.
    static func day(_ text: String?, _ name: String, back: Problem.Link) throws(Problem) -> String {
        let text = (text ?? "").filter { !$0.isWhitespace }
        if text.isEmpty || text.lowercased() == "heute" { return RecordRoom.today }
        guard let day = Day.read(text) else {
            throw Problem(
                422, "Das ist kein Tag", "Bei „\(name)“ steht „\(text.prefix(40))“. Geändert wurde nichts.", remedy: "Gehen Sie zurück, und schreiben Sie den Tag als 31.12.2026.",
                link: back)
        }
        return day.isoText
    }

    /// The same, where nothing typed means none.
    static func optionalDay(_ text: String?, _ name: String, back: Problem.Link) throws(Problem) -> String? {
        (text ?? "").allSatisfy(\.isWhitespace) ? nil : try day(text, name, back: back)
    }
}
