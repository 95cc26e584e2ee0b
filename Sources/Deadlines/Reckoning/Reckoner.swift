import Agreements
import DocumentModel

/// All next dates of a contract.
///
/// §§ 187 to 193 BGB as courts read them: § 193 moves what has to be declared or performed, not a notice period's last day
/// (BGH 17.2.2005 – III ZR 172/04, BGHZ 162, 175; BAG 5.3.1970 – 2 AZR 112/69).
package struct Reckoner: Sendable {
    package let terms: ContractTerms
    package let working: WorkingDays

    package init(_ terms: ContractTerms, _ working: WorkingDays) {
        self.terms = terms
        self.working = working
    }

    private var term: TermReckoner { TermReckoner(terms: terms) }

    /// The next date of each kind from a day on, sorted.
    package func deadlines(from day: CalendarDate) -> [Deadline] {
        let all = term.deadlines(from: day) + terms.notices.compactMap { notice($0, from: day) } + terms.appointments.compactMap { appointment($0, from: day) }
        return all.map(warned).sorted { ($0.date, $0.kind.rawValue, $0.clause) < ($1.date, $1.kind.rawValue, $1.clause) }
    }

    /// Before it notice has no effect.
    private var earliest: CalendarDate? {
        guard let minimum = terms.minimum?.content, let start = terms.start else { return nil }
        return minimum.end(beginningWith: start)
    }

    private func notice(_ clause: ContractTerms.Clause<ContractTerms.Notice>, from day: CalendarDate) -> Deadline? {
        let reckoner = NoticeReckoner(clause.content, earliest: [earliest, terms.start].compactMap { $0 }.max())
        guard let answer = reckoner.next(from: day) else { return nil }
        // Notice to a day on which the contract is over has no use.
        if let last = term.term(on: day), last.objection == nil, answer.effect >= last.last { return nil }
        let isAnyDay = clause.content.to == .jederzeit && clause.content.deferral == 0 && answer.receipt == day
        return Deadline(
            .kuendigung, answer.receipt, effect: answer.effect,
            title: isAnyDay ? "Kündigung jederzeit möglich, wirksam zum \(answer.effect.inGerman)" : "Kündigung zum \(answer.effect.inGerman), letzter Tag des Zugangs",
            rule: reckoner.rule + (earliest.map { "; frühestens zum \($0.inGerman)" } ?? ""), provisions: reckoner.provisions, clause: clause.name)
    }

    private func appointment(_ clause: ContractTerms.Clause<ContractTerms.Appointment>, from day: CalendarDate) -> Deadline? {
        guard let found = AppointmentReckoner(clause.content, terms, working).next(from: day) else { return nil }
        var remarks: [String] = []
        var date = found.day
        var provisions = found.provisions
        if clause.content.isPerformance, let moved = working.moved(date) {
            if moved != date {
                remarks.append("Der \(date.inGerman) ist ein \(name(date)); § 193 BGB verschiebt auf den nächsten Werktag.")
                date = moved
            }
            provisions = [provisions, "§ 193 BGB"].filter { !$0.isEmpty }.joined(separator: "; ")
        }
        return Deadline(
            Deadline.Kind(rawValue: clause.content.kind.rawValue) ?? .ueberpruefung, date, title: clause.content.text ?? clause.content.kind.inGerman,
            rule: found.rule, provisions: provisions, clause: clause.name, remarks: remarks)
    }

    /// What to mind of a day on which nobody works.
    private func warned(_ deadline: Deadline) -> Deadline {
        var deadline = deadline
        switch deadline.kind {
        case .kuendigung, .widerspruch:
            if !working.isArbeitstag(deadline.date), let before = working.workingDay(upTo: deadline.date) {
                deadline.remarks.append(
                    "Der letzte Tag ist ein \(name(deadline.date)); § 193 BGB verschiebt ihn nicht. Sorgen Sie dafür, dass die Erklärung spätestens am \(before.weekdayName), dem \(before.inGerman), zugeht."
                )
            }
        default: break
        }
        if let partial = working.partialHoliday(deadline.date) {
            deadline.remarks.append("\(partial.name) ist nur in einem Teil der Gemeinden des Landes Feiertag; gerechnet wurde, als wäre es keiner.")
        }
        if terms.isStartAssumed, dependsOnStart(deadline.kind), deadline.rule != AppointmentReckoner.yearlyRule {
            deadline.remarks.append("Der Tag der letzten Unterschrift ist nicht bekannt; gerechnet wurde mit dem Datum des Vertrags.")
        }
        return deadline
    }

    private func dependsOnStart(_ kind: Deadline.Kind) -> Bool {
        switch kind {
        case .auswertung, .ueberpruefung, .entscheidung, .nachholen, .ende: true
        case .kuendigung: terms.minimum != nil
        case .widerspruch, .verlaengerung, .bericht, .nachweis, .abrechnung: false
        }
    }

    private func name(_ day: CalendarDate) -> String {
        working.holiday(day).map { "Feiertag (\($0.name))" } ?? day.weekdayName
    }
}

/// When something else is due.
struct AppointmentReckoner {
    private let appointment: ContractTerms.Appointment
    private let terms: ContractTerms
    private let working: WorkingDays

    init(_ appointment: ContractTerms.Appointment, _ terms: ContractTerms, _ working: WorkingDays) {
        self.appointment = appointment
        self.terms = terms
        self.working = working
    }

    typealias Found = (day: CalendarDate, rule: String, provisions: String)

    private static let most = 1_000
    /// Has nothing to do with the day on which the contract began.
    static let yearlyRule = "einmal im Kalenderjahr"

    func next(from day: CalendarDate) -> Found? {
        let term = TermReckoner(terms: terms)
        switch appointment.when {
        case .beforeEnd(let period):
            guard var current = term.term(on: day) else { return nil }
            // The one before this end may be past, that before the next is to come.
            while let due = period.latestEvent(before: current.last, working) {
                if due >= day { return (due, "spätestens \(period.inGerman) vor dem Ende der Laufzeit am \(current.last.inGerman)", "§§ 187, 188 BGB entsprechend, rückwärts") }
                guard let next = term.next(current) else { return nil }
                current = next
            }
            return nil
        case .afterEnd(let period):
            guard let last = term.term(on: day), last.objection == nil, let due = period.end(after: last.last, working), due >= day else { return nil }
            return (due, "\(period.inGerman) nach dem Ende am \(last.last.inGerman)", period.provisions)
        case .afterStart(let period):
            guard let start = terms.start, let due = period.end(after: start, working), due >= day else { return nil }
            return (due, "\(period.inGerman) nach dem \(start.inGerman)", period.provisions)
        case .every(let period): return every(period, from: day)
        case .yearly:
            guard let due = CalendarDate(year: day.year, month: 12, day: 31), isInForce(due.year) else { return nil }
            return (due, Self.yearlyRule, "")
        case .on(let date): return yearly(date, from: day)
        }
    }

    /// Whole periods from the first day on.
    private func every(_ period: Period, from day: CalendarDate) -> Found? {
        guard let start = terms.start else { return nil }
        for number in 1...Self.most {
            guard let total = Period(period.count * number, period.unit), let due = total.end(beginningWith: start, working) else { return nil }
            if due >= day {
                if let last = TermReckoner(terms: terms).term(on: day), last.objection == nil, due > last.last { return nil }
                return (due, "alle \(period.inGerman), gerechnet ab dem \(start.inGerman)", "§ 187 Abs. 2, § 188 Abs. 2 und 3 BGB")
            }
        }
        return nil
    }

    /// For the year before: from the year after the first on, and once more after the end.
    private func yearly(_ date: DayOfYear, from day: CalendarDate) -> Found? {
        let first = max(day.year, (terms.start?.year ?? day.year - 1) + 1)
        for year in [first, first + 1] {
            guard let due = date.date(in: year), due >= day || working.moved(due).map({ appointment.isPerformance && $0 >= day }) == true else { continue }
            guard isInForce(year - 1) else { return nil }
            return (due, "jedes Jahr bis zum \(date.day).\(date.month).", "")
        }
        return nil
    }

    /// Whether any day of a year is one of the contract's.
    private func isInForce(_ year: Int) -> Bool {
        guard let first = CalendarDate(year: max(1, year), month: 1, day: 1) else { return false }
        if let start = terms.start, start.year > year { return false }
        guard let term = TermReckoner(terms: terms).term(on: first) else { return true }
        return term.objection != nil || term.last >= first
    }
}

extension DeadlineMarks.Appointment.Kind {
    var inGerman: String {
        switch self {
        case .auswertung: "Auswertung"
        case .ueberpruefung: "Überprüfung"
        case .entscheidung: "Entscheidung"
        case .bericht: "Bericht"
        case .nachweis: "Nachweis"
        case .abrechnung: "Abrechnung"
        case .nachholen: "Nachzuholen"
        }
    }
}
