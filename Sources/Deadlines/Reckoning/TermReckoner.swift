import Assembler
import DocumentModel

/// When a contract ends, and whether it goes on.
struct TermReckoner {
    let terms: ContractTerms

    /// A stretch of the contract's life: from the first to its last day.
    struct Term: Hashable {
        var last: CalendarDate
        /// 0 for the first.
        var renewals: Int
        /// The last day on which an objection keeps it from going on; `nil` where it does not go on.
        var objection: CalendarDate?
    }

    private static let mostRenewals = 10_000

    /// The term that a day lies in, if nobody objects; the last one where the contract is over by then; `nil` where it has no end.
    func term(on day: CalendarDate) -> Term? {
        guard let end = terms.end else { return nil }
        var term = self.term(ending: end.content, renewals: 0)
        while term.last < day, let next = next(term) { term = next }
        return term
    }

    /// The term after, if nobody objects.
    func next(_ term: Term) -> Term? {
        guard goesOn(term.renewals), let renewal = terms.renewal?.content, let first = term.last.adding(days: 1),
            let last = renewal.by.end(beginningWith: first), last > term.last
        else { return nil }
        return self.term(ending: last, renewals: term.renewals + 1)
    }

    private func term(ending last: CalendarDate, renewals: Int) -> Term {
        let objection = goesOn(renewals) ? terms.renewal?.content.objection?.latestEvent(before: last) ?? last : nil
        return Term(last: last, renewals: renewals, objection: objection)
    }

    private func goesOn(_ renewals: Int) -> Bool {
        guard let renewal = terms.renewal?.content else { return false }
        return renewals < min(renewal.most ?? Self.mostRenewals, Self.mostRenewals)
    }

    /// What is next from a day on: objection, renewal, end.
    func deadlines(from day: CalendarDate) -> [Deadline] {
        guard let end = terms.end, let term = term(on: day), term.last >= day else { return [] }
        guard let renewal = terms.renewal, let objection = term.objection else { return [last(term, end)] }
        if objection >= day { return [self.objection(term, objection, renewal)] + renewed(term, renewal) }
        // Too late to object to this one: it goes on, and the next objection is to the next.
        var found = renewed(term, renewal)
        if let next = next(term) {
            if let objection = next.objection {
                found.append(self.objection(next, objection, renewal))
            } else {
                found.append(last(next, end))
            }
        }
        return found
    }

    private func last(_ term: Term, _ end: ContractTerms.Clause<CalendarDate>) -> Deadline {
        Deadline(
            .ende, term.last, effect: term.last, title: "Ende der Laufzeit",
            rule: term.renewals == 0 ? "letzter Tag der Laufzeit" : "nach der \(term.renewals). Verlängerung",
            provisions: term.renewals == 0 ? "" : "§ 187 Abs. 2, § 188 Abs. 2 und 3 BGB", clause: end.name)
    }

    private func objection(_ term: Term, _ day: CalendarDate, _ renewal: ContractTerms.Clause<ContractTerms.Renewal>) -> Deadline {
        let period = renewal.content.objection
        return Deadline(
            .widerspruch, day, effect: term.last, title: "Widerspruch gegen die Verlängerung, sonst läuft der Vertrag über den \(term.last.inGerman) hinaus",
            rule: period.map { "spätestens \($0.inGerman) vor Ablauf" } ?? "vor Ablauf",
            provisions: period == nil ? "" : "§§ 187, 188 BGB entsprechend, rückwärts; § 193 BGB gilt nicht", clause: renewal.name)
    }

    private func renewed(_ term: Term, _ renewal: ContractTerms.Clause<ContractTerms.Renewal>) -> [Deadline] {
        guard let next = next(term), let first = term.last.adding(days: 1) else { return [] }
        return [
            Deadline(
                .verlaengerung, first, effect: next.last, title: "Verlängerung bis zum \(next.last.inGerman), wenn niemand widerspricht",
                rule: "um \(renewal.content.by.inGerman)", provisions: "§ 187 Abs. 2, § 188 Abs. 2 und 3 BGB", clause: renewal.name)
        ]
    }
}
