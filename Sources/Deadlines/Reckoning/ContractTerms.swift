import Agreements
import DocumentModel

/// What a contract says of time, its values filled in.
package struct ContractTerms: Sendable, Hashable {
    /// First day; `nil`: not known.
    package var start: CalendarDate?
    /// The first day is the day of the last signature, and only assumed (the contract's own date).
    package var isStartAssumed: Bool
    /// Last day of the first term; `nil`: without end, or not known.
    package var end: Clause<CalendarDate>?
    package var renewal: Clause<Renewal>?
    /// Before its end ordinary notice has no effect.
    package var minimum: Clause<Period>?
    package var notices: [Clause<Notice>]
    package var appointments: [Clause<Appointment>]
    /// Marks whose fields the contract does not carry: „kuendigung/frist: frist“.
    package var missing: [String]

    package init(
        start: CalendarDate? = nil, isStartAssumed: Bool = false, end: Clause<CalendarDate>? = nil, renewal: Clause<Renewal>? = nil,
        minimum: Clause<Period>? = nil, notices: [Clause<Notice>] = [], appointments: [Clause<Appointment>] = [], missing: [String] = []
    ) {
        self.start = start
        self.isStartAssumed = isStartAssumed
        self.end = end
        self.renewal = renewal
        self.minimum = minimum
        self.notices = notices
        self.appointments = appointments
        self.missing = missing
    }

    /// What a clause says.
    package struct Clause<Content: Sendable & Hashable>: Sendable, Hashable {
        /// `kuendigung/frist 1.2`
        package var name: String
        package var content: Content

        package init(_ content: Content, of name: String) {
            self.name = name
            self.content = content
        }
    }

    package struct Renewal: Sendable, Hashable {
        package var by: Period
        package var objection: Period?
        package var most: Int?

        package init(by: Period, objection: Period? = nil, most: Int? = nil) {
            self.by = by
            self.objection = objection
            self.most = most
        }
    }

    package struct Notice: Sendable, Hashable {
        package var period: Period?
        package var to: NoticeDay
        package var cutOff: DayOfYear?
        /// Whole calendar years.
        package var deferral: Int

        package init(period: Period? = nil, to: NoticeDay, cutOff: DayOfYear? = nil, deferral: Int = 0) {
            self.period = period
            self.to = to
            self.cutOff = cutOff
            self.deferral = deferral
        }
    }

    package struct Appointment: Sendable, Hashable {
        package enum When: Sendable, Hashable {
            case beforeEnd(Period), afterEnd(Period), afterStart(Period), every(Period), yearly, on(DayOfYear)
        }

        package var kind: DeadlineMarks.Appointment.Kind
        package var text: String?
        package var when: When
        package var isPerformance: Bool

        package init(_ kind: DeadlineMarks.Appointment.Kind, text: String? = nil, _ when: When, isPerformance: Bool = false) {
            self.kind = kind
            self.text = text
            self.when = when
            self.isPerformance = isPerformance
        }
    }
}

/// A day on which something ends, begins anew or is due.
package struct Deadline: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case kuendigung, widerspruch, verlaengerung, ende
        case auswertung, ueberpruefung, entscheidung, bericht, nachweis, abrechnung, nachholen
    }

    package var kind: Kind
    package var date: CalendarDate
    /// The last day of the contract, where notice or objection is given in time.
    package var effect: CalendarDate?
    /// „Kündigung zum 31.12.2027“
    package var title: String
    /// By what rule of the contract: „3 Monate zum Ende eines Kalendervierteljahres“.
    package var rule: String
    /// By what law: „§ 187 Abs. 1, § 188 Abs. 2 und 3 BGB“.
    package var provisions: String
    /// `kuendigung/frist 1.2`
    package var clause: String
    /// What has to be minded; German sentences.
    package var remarks: [String]

    package init(
        _ kind: Kind, _ date: CalendarDate, effect: CalendarDate? = nil, title: String, rule: String, provisions: String, clause: String,
        remarks: [String] = []
    ) {
        self.kind = kind
        self.date = date
        self.effect = effect
        self.title = title
        self.rule = rule
        self.provisions = provisions
        self.clause = clause
        self.remarks = remarks
    }
}
