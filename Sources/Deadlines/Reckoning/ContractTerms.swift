import Assembler
import DocumentModel

/// What a contract says of time, its values filled in.
public struct ContractTerms: Sendable, Hashable {
    /// First day; `nil`: not known.
    public var start: CalendarDate?
    /// The first day is the day of the last signature, and only assumed (the contract's own date).
    public var isStartAssumed: Bool
    /// Last day of the first term; `nil`: without end, or not known.
    public var end: Clause<CalendarDate>?
    public var renewal: Clause<Renewal>?
    /// Before its end ordinary notice has no effect.
    public var minimum: Clause<Period>?
    public var notices: [Clause<Notice>]
    public var appointments: [Clause<Appointment>]
    /// Marks whose fields the contract does not carry: „kuendigung/frist: frist“.
    public var missing: [String]

    public init(
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
    public struct Clause<Content: Sendable & Hashable>: Sendable, Hashable {
        /// `kuendigung/frist 1.2`
        public var name: String
        public var content: Content

        public init(_ content: Content, of name: String) {
            self.name = name
            self.content = content
        }
    }

    public struct Renewal: Sendable, Hashable {
        public var by: Period
        public var objection: Period?
        public var most: Int?

        public init(by: Period, objection: Period? = nil, most: Int? = nil) {
            self.by = by
            self.objection = objection
            self.most = most
        }
    }

    public struct Notice: Sendable, Hashable {
        public var period: Period?
        public var to: NoticeDay
        public var cutOff: DayOfYear?
        /// Whole calendar years.
        public var deferral: Int

        public init(period: Period? = nil, to: NoticeDay, cutOff: DayOfYear? = nil, deferral: Int = 0) {
            self.period = period
            self.to = to
            self.cutOff = cutOff
            self.deferral = deferral
        }
    }

    public struct Appointment: Sendable, Hashable {
        public enum When: Sendable, Hashable {
            case beforeEnd(Period), afterEnd(Period), afterStart(Period), every(Period), yearly, on(DayOfYear)
        }

        public var kind: DeadlineMarks.Appointment.Kind
        public var text: String?
        public var when: When
        public var isPerformance: Bool

        public init(_ kind: DeadlineMarks.Appointment.Kind, text: String? = nil, _ when: When, isPerformance: Bool = false) {
            self.kind = kind
            self.text = text
            self.when = when
            self.isPerformance = isPerformance
        }
    }
}

/// A day on which something ends, begins anew or is due.
public struct Deadline: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case kuendigung, widerspruch, verlaengerung, ende
        case auswertung, ueberpruefung, entscheidung, bericht, nachweis, abrechnung, nachholen
    }

    public var kind: Kind
    public var date: CalendarDate
    /// The last day of the contract, where notice or objection is given in time.
    public var effect: CalendarDate?
    /// „Kündigung zum 31.12.2027“
    public var title: String
    /// By what rule of the contract: „3 Monate zum Ende eines Kalendervierteljahres“.
    public var rule: String
    /// By what law: „§ 187 Abs. 1, § 188 Abs. 2 und 3 BGB“.
    public var provisions: String
    /// `kuendigung/frist 1.2`
    public var clause: String
    /// What has to be minded; German sentences.
    public var remarks: [String]

    public init(
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
