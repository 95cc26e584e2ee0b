import DocumentModel
import Findings

/// `fristen` in the head of a clause: what its text says of time, so that dates can be reckoned from the contract's values.
///
/// A mark names fields of the clause or holds the value itself. It repeats what the text says, and is no part of what is approved: an older
/// version may be marked later.
public struct DeadlineMarks: Sendable, Hashable {
    public var term: Term?
    public var renewal: Renewal?
    public var notice: Notice?
    public var appointments: [Appointment]

    public static let none = DeadlineMarks()

    public init(term: Term? = nil, renewal: Renewal? = nil, notice: Notice? = nil, appointments: [Appointment] = []) {
        self.term = term
        self.renewal = renewal
        self.notice = notice
        self.appointments = appointments
    }

    /// `laufzeit`
    public struct Term: Sendable, Hashable {
        /// First day; `nil`: the day of the last signature.
        public var start: Operand?
        /// Last day.
        public var end: Operand?
        /// From the first day on.
        public var length: [Measure]
        /// Least time before ordinary notice takes effect.
        public var minimum: [Measure]
    }

    /// `verlaengerung`
    public struct Renewal: Sendable, Hashable {
        public var by: [Measure]
        /// Before the end, by which an objection has to be received.
        public var objection: [Measure]
        /// Greatest number of renewals; `nil`: without end.
        public var most: Operand?
    }

    /// `frist`: ordinary notice.
    public struct Notice: Sendable, Hashable {
        /// Empty: none but the wait for `to`.
        public var period: [Measure]
        public var to: Operand
        /// Day of the year by which notice has to be received.
        public var cutOff: Operand?
        /// Whole calendar years between the year of the notice and its effect.
        public var deferral: Operand?
    }

    /// `termin`: something else that is due.
    public struct Appointment: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case auswertung, ueberpruefung, entscheidung, bericht, nachweis, abrechnung, nachholen
        }

        public enum When: Sendable, Hashable {
            /// So long before the end of the term.
            case beforeEnd([Measure])
            case afterEnd([Measure])
            case afterStart([Measure])
            /// Again and again, counted from the first day.
            case every([Measure])
            /// Once in each calendar year: till its end.
            case yearly
            /// On or until this day of each year.
            case on(Operand)
        }

        public var kind: Kind
        /// „Verwendungsnachweis“; `nil`: the word for the kind.
        public var text: String?
        public var when: When
        /// A declaration or performance is due, so that § 193 BGB moves it behind weekends and holidays.
        public var isPerformance: Bool
    }

    /// One of several ways to give a length: the first whose value is there holds.
    public struct Measure: Sendable, Hashable {
        public var unit: TimeUnit
        public var count: Operand
    }

    /// A value, or the field of the clause that holds it.
    public struct Operand: Sendable, Hashable {
        public var text: String
        public var isField: Bool
    }
}

/// What lengths of time are counted in.
public enum TimeUnit: String, Sendable, Hashable, CaseIterable {
    case tage, wochen, monate, jahre
    /// All days but Sundays and public holidays.
    case werktage
    /// Those of Monday to Friday.
    case arbeitstage
}

/// `zum`: to which day ordinary notice may take effect.
public enum NoticeDay: String, Sendable, Hashable, CaseIterable {
    case jederzeit, monatsende, quartalsende, halbjahresende, jahresende
    /// 31 July.
    case schuljahresende
}
