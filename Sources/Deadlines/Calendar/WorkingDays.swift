import Agreements
import DocumentModel

/// Which days are holidays in a Land.
package struct WorkingDays: Sendable, Hashable {
    private let holidays: [PublicHolidays.Holiday]
    package let land: String

    package init(_ holidays: PublicHolidays, land: String) {
        self.land = land
        self.holidays = holidays.all.filter { ($0.laender?.contains(land) ?? true) || $0.partly.contains(land) }
    }

    /// What the day is called, if it is a public holiday in the whole Land.
    package func holiday(_ day: CalendarDate) -> PublicHolidays.Holiday? {
        holidays.first { ($0.laender?.contains(land) ?? true) && $0.falls(on: day) }
    }

    /// The same where only some municipalities keep it.
    package func partialHoliday(_ day: CalendarDate) -> PublicHolidays.Holiday? {
        holidays.first { $0.partly.contains(land) && $0.falls(on: day) }
    }

    /// Neither Sunday nor holiday: § 3 Abs. 2 BUrlG, BGH 27.4.2005 – VIII ZR 206/04.
    package func isWerktag(_ day: CalendarDate) -> Bool { day.weekday < 7 && holiday(day) == nil }

    /// One of Monday to Friday that is no holiday.
    package func isArbeitstag(_ day: CalendarDate) -> Bool { day.weekday < 6 && holiday(day) == nil }

    /// The next day on which a declaration or performance may be asked for: § 193 BGB.
    package func moved(_ day: CalendarDate) -> CalendarDate? {
        var day = day
        while !isArbeitstag(day) {
            guard let next = day.adding(days: 1) else { return nil }
            day = next
        }
        return day
    }

    /// The last day before, or the day itself, on which offices work.
    package func workingDay(upTo day: CalendarDate) -> CalendarDate? {
        var day = day
        while !isArbeitstag(day) {
            guard let before = day.adding(days: -1) else { return nil }
            day = before
        }
        return day
    }
}

extension PublicHolidays.Holiday {
    fileprivate func falls(on day: CalendarDate) -> Bool {
        guard mark.holds(on: day) else { return false }
        switch rule {
        case .day(let fixed): return fixed.month == day.month && fixed.day == day.day
        case .easter(let days): return CalendarDate.easter(in: day.year)?.adding(days: days) == day
        case .beforeAdvent(let days):
            // The first Sunday in Advent is the fourth before Christmas: one of 27 November to 3 December.
            guard let last = CalendarDate(year: day.year, month: 12, day: 3), let advent = last.adding(days: -(last.weekday % 7)) else { return false }
            return advent.adding(days: -days) == day
        }
    }
}
