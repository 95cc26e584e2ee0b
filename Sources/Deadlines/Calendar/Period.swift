import Agreements
import DocumentModel

/// A length of time, reckoned by §§ 187 and 188 BGB.
package struct Period: Sendable, Hashable {
    package let unit: TimeUnit
    /// 1–1000.
    package let count: Int

    /// `nil` for a count outside 1 to 1000.
    package init?(_ count: Int, _ unit: TimeUnit) {
        guard (1...1_000).contains(count) else { return nil }
        self.unit = unit
        self.count = count
    }

    /// „drei Monate“ in figures: „3 Monate“, „1 Woche“.
    package var inGerman: String {
        let (one, many) =
            switch unit {
            case .tage: ("Tag", "Tage")
            case .wochen: ("Woche", "Wochen")
            case .monate: ("Monat", "Monate")
            case .jahre: ("Jahr", "Jahre")
            case .werktage: ("Werktag", "Werktage")
            case .arbeitstage: ("Arbeitstag", "Arbeitstage")
            }
        return "\(count) \(count == 1 ? one : many)"
    }

    /// The last day of a period that an event starts: its day does not count (§ 187 Abs. 1, § 188 Abs. 1, Abs. 2 Alt. 1, Abs. 3 BGB).
    package func end(after event: CalendarDate, _ working: WorkingDays? = nil) -> CalendarDate? {
        switch unit {
        case .tage: return event.adding(days: count)
        case .wochen: return event.adding(days: 7 * count)
        case .monate: return event.adding(months: count)
        case .jahre: return event.adding(months: 12 * count)
        case .werktage, .arbeitstage: return step(from: event, by: 1, working)
        }
    }

    /// The last day of a period whose first day counts (§ 187 Abs. 2, § 188 Abs. 2 Alt. 2, Abs. 3 BGB): that before the one of its number, and
    /// the last of the month where there is none of that number.
    package func end(beginningWith first: CalendarDate, _ working: WorkingDays? = nil) -> CalendarDate? {
        guard let same = end(after: first, working) else { return nil }
        switch unit {
        case .tage, .wochen: return same.adding(days: -1)
        case .monate, .jahre: return same.day < first.day ? same : same.adding(days: -1)
        case .werktage, .arbeitstage: return first.adding(days: -1).flatMap { end(after: $0, working) }
        }
    }

    /// The latest day on which an event may be so that the whole period lies between it and the end of `last`: the last day on which notice can
    /// be received, „spätestens drei Monate vor Ablauf“. The same reckoning backwards, for the period may not be cut (BGHZ 162, 175).
    ///
    /// Not `last` minus so many months: a notice of three months to 30 April may still come on 31 January.
    package func latestEvent(before last: CalendarDate, _ working: WorkingDays? = nil) -> CalendarDate? {
        switch unit {
        case .tage: return last.adding(days: -count)
        case .wochen: return last.adding(days: -7 * count)
        case .werktage, .arbeitstage: return step(from: last.adding(days: 1) ?? last, by: -1, working)?.adding(days: -1)
        case .monate, .jahre:
            guard var day = last.adding(months: -count * (unit == .jahre ? 12 : 1)) else { return nil }
            while let next = day.adding(days: 1), let end = end(after: next), end <= last { day = next }
            return day
        }
    }

    private func step(from day: CalendarDate, by direction: Int, _ working: WorkingDays?) -> CalendarDate? {
        var (day, rest) = (day, count)
        while rest > 0 {
            guard let next = day.adding(days: direction) else { return nil }
            day = next
            let counts = unit == .werktage ? working?.isWerktag(day) ?? (day.weekday < 7) : working?.isArbeitstag(day) ?? (day.weekday < 6)
            if counts { rest -= 1 }
        }
        return day
    }

    /// The provisions for the end of a period started by an event, for the list.
    var provisions: String {
        switch unit {
        case .tage: "§ 187 Abs. 1, § 188 Abs. 1 BGB"
        case .wochen, .monate, .jahre: "§ 187 Abs. 1, § 188 Abs. 2 und 3 BGB"
        case .werktage, .arbeitstage: "§ 187 Abs. 1, § 188 Abs. 1 BGB"
        }
    }
}
