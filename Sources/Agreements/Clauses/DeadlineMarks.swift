import DocumentModel
import Findings

/// `fristen` in the head of a clause: what its text says of time, so that dates can be reckoned from the contract's values.
///
/// A mark names fields of the clause or holds the value itself. It repeats what the text says, and is no part of what is approved: an older
/// version may be marked later.
package struct DeadlineMarks: Sendable, Hashable {
    package var term: Term?
    package var renewal: Renewal?
    package var notice: Notice?
    package var appointments: [Appointment]

    package static let none = DeadlineMarks()

    package init(term: Term? = nil, renewal: Renewal? = nil, notice: Notice? = nil, appointments: [Appointment] = []) {
        self.term = term
        self.renewal = renewal
        self.notice = notice
        self.appointments = appointments
    }

    /// `laufzeit`
    package struct Term: Sendable, Hashable {
        /// First day; `nil`: the day of the last signature.
        package var start: Operand?
        /// Last day.
        package var end: Operand?
        /// From the first day on.
        package var length: [Measure]
        /// Least time before ordinary notice takes effect.
        package var minimum: [Measure]
    }

    /// `verlaengerung`
    package struct Renewal: Sendable, Hashable {
        package var by: [Measure]
        /// Before the end, by which an objection has to be received.
        package var objection: [Measure]
        /// Greatest number of renewals; `nil`: without end.
        package var most: Operand?
    }

    /// `frist`: ordinary notice.
    package struct Notice: Sendable, Hashable {
        /// Empty: none but the wait for `to`.
        package var period: [Measure]
        package var to: Operand
        /// Day of the year by which notice has to be received.
        package var cutOff: Operand?
        /// Whole calendar years between the year of the notice and its effect.
        package var deferral: Operand?
    }

    /// `termin`: something else that is due.
    package struct Appointment: Sendable, Hashable {
        package enum Kind: String, Sendable, Hashable, CaseIterable {
            case auswertung, ueberpruefung, entscheidung, bericht, nachweis, abrechnung, nachholen
        }

        package enum When: Sendable, Hashable {
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

        package var kind: Kind
        /// „Verwendungsnachweis“; `nil`: the word for the kind.
        package var text: String?
        package var when: When
        /// A declaration or performance is due, so that § 193 BGB moves it behind weekends and holidays.
        package var isPerformance: Bool
    }

    /// One of several ways to give a length: the first whose value is there holds.
    package struct Measure: Sendable, Hashable {
        package var unit: TimeUnit
        package var count: Operand
    }

    /// A value, or the field of the clause that holds it.
    package struct Operand: Sendable, Hashable {
        package var text: String
        package var isField: Bool
    }
}

/// What lengths of time are counted in.
package enum TimeUnit: String, Sendable, Hashable, CaseIterable {
    case tage, wochen, monate, jahre
    /// All days but Sundays and public holidays.
    case werktage
    /// Those of Monday to Friday.
    case arbeitstage
}

/// `zum`: to which day ordinary notice may take effect.
package enum NoticeDay: String, Sendable, Hashable, CaseIterable {
    case jederzeit, monatsende, quartalsende, halbjahresende, jahresende
    /// 31 July.
    case schuljahresende
}
