import Agreements
import DocumentModel
import Production

/// Fills the marks of a contract's clauses with the values that the contract carries.
struct TermsReader {
    private let origin: ContractOrigin
    private var terms = ContractTerms()
    private var fixedStart: CalendarDate?

    /// - Parameters:
    ///   - clauses: those of the contract, as the library has them now.
    ///   - signed: day of the last signature, where it is known.
    static func terms(of origin: ContractOrigin, _ clauses: [ClauseSource], signed: CalendarDate?) -> ContractTerms {
        var reader = TermsReader(origin: origin)
        for clause in clauses { reader.read(clause) }
        reader.terms.start = reader.fixedStart ?? signed ?? CalendarDate(written: origin.settings.date)
        reader.terms.isStartAssumed = reader.fixedStart == nil && signed == nil
        for clause in clauses { reader.readLength(clause) }
        return reader.terms
    }

    private init(origin: ContractOrigin) { self.origin = origin }

    private mutating func read(_ clause: ClauseSource) {
        let marks = clause.frontMatter.deadlines
        let name = "\(clause.name) \(clause.version.version)"
        if let term = marks.term {
            if let start = term.start { fixedStart = fixedStart ?? date(start, clause) }
            if let end = term.end {
                if let last = date(end, clause) { terms.end = .init(last, of: name) } else { terms.missing.append("\(name): Ende der Laufzeit") }
            }
            if let minimum = period(term.minimum, clause) { terms.minimum = .init(minimum, of: name) }
        }
        if let renewal = marks.renewal {
            if let by = period(renewal.by, clause) {
                terms.renewal = .init(
                    .init(by: by, objection: period(renewal.objection, clause), most: renewal.most.flatMap { number($0, clause) }), of: name)
            } else {
                terms.missing.append("\(name): Länge der Verlängerung")
            }
        }
        if let notice = marks.notice { read(notice, clause, name) }
        terms.appointments += marks.appointments.compactMap { mark in
            when(mark.when, clause).map { .init(.init(mark.kind, text: mark.text, $0, isPerformance: mark.isPerformance), of: name) }
        }
    }

    private mutating func read(_ notice: DeadlineMarks.Notice, _ clause: ClauseSource, _ name: String) {
        let period = period(notice.period, clause)
        let to = text(notice.to, clause).flatMap { NoticeDay(rawValue: $0) }
        let cutOff = notice.cutOff.flatMap { text($0, clause) }.flatMap { DayOfYear($0) }
        let deferral = notice.deferral.map { number($0, clause) } ?? 0
        guard let to, let deferral, period != nil || notice.period.isEmpty, cutOff != nil || notice.cutOff == nil else {
            terms.missing.append("\(name): Kündigungsfrist")
            return
        }
        terms.notices.append(.init(.init(period: period, to: to, cutOff: cutOff, deferral: deferral), of: name))
    }

    /// A term that is given by its length ends so long after its first day.
    private mutating func readLength(_ clause: ClauseSource) {
        guard let length = clause.frontMatter.deadlines.term?.length, !length.isEmpty, terms.end == nil, let start = terms.start else { return }
        let name = "\(clause.name) \(clause.version.version)"
        guard let period = period(length, clause), let last = period.end(beginningWith: start) else {
            terms.missing.append("\(name): Länge der Laufzeit")
            return
        }
        terms.end = .init(last, of: name)
    }

    private func when(_ when: DeadlineMarks.Appointment.When, _ clause: ClauseSource) -> ContractTerms.Appointment.When? {
        switch when {
        case .beforeEnd(let measures): period(measures, clause).map { .beforeEnd($0) }
        case .afterEnd(let measures): period(measures, clause).map { .afterEnd($0) }
        case .afterStart(let measures): period(measures, clause).map { .afterStart($0) }
        case .every(let measures): period(measures, clause).map { .every($0) }
        case .yearly: .yearly
        case .on(let day): text(day, clause).flatMap { DayOfYear($0) }.map { .on($0) }
        }
    }

    private func period(_ measures: [DeadlineMarks.Measure], _ clause: ClauseSource) -> Period? {
        for measure in measures {
            if let count = number(measure.count, clause) { return Period(count, measure.unit) }
        }
        return nil
    }

    private func date(_ operand: DeadlineMarks.Operand, _ clause: ClauseSource) -> CalendarDate? {
        text(operand, clause).flatMap { CalendarDate(written: $0) }
    }

    private func number(_ operand: DeadlineMarks.Operand, _ clause: ClauseSource) -> Int? { text(operand, clause).flatMap { Int($0) } }

    /// A clause's field without a value of its own has the agreement's.
    private func text(_ operand: DeadlineMarks.Operand, _ clause: ClauseSource) -> String? {
        guard operand.isField else { return operand.text }
        for path in ["klauseln.\(clause.family).\(operand.text)", operand.text] {
            if case .text(let text)? = origin.values.first(where: { $0.path == path })?.content { return text }
        }
        return nil
    }
}
