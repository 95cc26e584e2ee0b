import Assembler
import DocumentModel

/// Until when notice has to be received, and when it takes effect.
package struct NoticeReckoner: Sendable {
    package let notice: ContractTerms.Notice
    /// The first day on which notice may take effect; `nil`: any.
    package let earliest: CalendarDate?

    /// - Parameter earliest: end of a minimum term.
    package init(_ notice: ContractTerms.Notice, earliest: CalendarDate? = nil) {
        self.notice = notice
        self.earliest = earliest
    }

    package struct Answer: Sendable, Hashable {
        /// Last day on which notice that takes effect on ``effect`` may be received.
        package var receipt: CalendarDate
        /// Last day of the contract.
        package var effect: CalendarDate
    }

    /// A hundred years of months.
    private static let mostDays = 1_200

    /// The next last day of receipt from a day on.
    package func next(from day: CalendarDate) -> Answer? {
        if notice.to == .jederzeit, notice.deferral == 0 { return anyDay(day) }
        var term = firstTerm(onOrAfter: day)
        for _ in 0..<Self.mostDays {
            guard let effect = term else { return nil }
            if effect >= earliest ?? effect, let receipt = receipt(for: effect), receipt >= day { return Answer(receipt: receipt, effect: effect) }
            term = effect.adding(days: 1).flatMap { firstTerm(onOrAfter: $0) }
        }
        return nil
    }

    /// When notice takes effect that is received on a day.
    package func effect(ofReceipt day: CalendarDate) -> CalendarDate? { next(from: day)?.effect }

    /// The contract ends with receipt, or a period after it.
    private func anyDay(_ day: CalendarDate) -> Answer? {
        guard let effect = notice.period.map({ $0.end(after: day) }) ?? day else { return nil }
        guard let earliest, earliest > effect else { return Answer(receipt: day, effect: effect) }
        guard let receipt = notice.period.map({ $0.latestEvent(before: earliest) }) ?? earliest else { return nil }
        return Answer(receipt: max(day, receipt), effect: earliest)
    }

    private func receipt(for effect: CalendarDate) -> CalendarDate? {
        if notice.deferral > 0 {
            // In a year before: the effect waits for whole years.
            let year = effect.year - notice.deferral
            if let cutOff = notice.cutOff { return cutOff.date(in: year) }
            guard let last = CalendarDate(year: year, month: 12, day: 31) else { return nil }
            return notice.period.map { $0.latestEvent(before: last) } ?? last
        }
        if let cutOff = notice.cutOff {
            guard let day = cutOff.date(in: effect.year) else { return nil }
            return day <= effect ? day : cutOff.date(in: effect.year - 1)
        }
        return notice.period.map { $0.latestEvent(before: effect) } ?? effect
    }

    /// The first day to which notice may be given.
    private func firstTerm(onOrAfter day: CalendarDate) -> CalendarDate? {
        let months: [Int] =
            switch notice.to {
            case .jederzeit, .jahresende: [12]
            case .monatsende: Array(1...12)
            case .quartalsende: [3, 6, 9, 12]
            case .halbjahresende: [6, 12]
            case .schuljahresende: [7]
            }
        let days = [day.year, day.year + 1].flatMap { year in
            months.compactMap { CalendarDate(year: year, month: $0, day: CalendarDate.days(inMonth: $0, of: year)) }
        }
        return days.first { $0 >= day }
    }

    /// „3 Monate zum Ende eines Kalendervierteljahres“
    package var rule: String {
        let to =
            switch notice.to {
            case .jederzeit: "jederzeit"
            case .monatsende: "zum Ende eines Monats"
            case .quartalsende: "zum Ende eines Kalendervierteljahres"
            case .halbjahresende: "zum 30. Juni oder 31. Dezember"
            case .jahresende: "zum Ende eines Kalenderjahres"
            case .schuljahresende: "zum Ende eines Schuljahres (31. Juli)"
            }
        var parts = [notice.period?.inGerman, to].compactMap { $0 }
        if let cutOff = notice.cutOff { parts.append("Zugang bis zum \(cutOff.day).\(cutOff.month).") }
        if notice.deferral > 0 { parts.append("wirksam \(notice.deferral == 1 ? "ein Jahr" : "\(notice.deferral) Jahre") später") }
        return parts.joined(separator: ", ")
    }

    var provisions: String {
        let reckoned = notice.period.map(\.provisions)
        let end = notice.to == .jederzeit ? nil : "§ 192 BGB"
        let received = notice.period == nil ? "§ 130 Abs. 1 BGB" : nil
        return ([reckoned, received, notice.to == .monatsende ? end : nil].compactMap { $0 } + ["§ 193 BGB gilt nicht"]).joined(separator: "; ")
    }
}
