import DocumentModel

extension CalendarDate {
    /// Days since 1 January of the year 1, which is 0; proleptic Gregorian.
    package var dayNumber: Int {
        let before = year - 1
        let ofYears = before * 365 + before / 4 - before / 100 + before / 400
        let ofMonths = (1..<month).reduce(0) { $0 + CalendarDate.days(inMonth: $1, of: year) }
        return ofYears + ofMonths + day - 1
    }

    /// `nil` outside the years 1 to 9999.
    package init?(dayNumber: Int) {
        guard (0...3_652_058).contains(dayNumber) else { return nil }
        var year = min(dayNumber / 365 + 1, 9999)
        while let first = CalendarDate(year: year, month: 1, day: 1), first.dayNumber > dayNumber { year -= 1 }
        guard let first = CalendarDate(year: year, month: 1, day: 1) else { return nil }
        var rest = dayNumber - first.dayNumber
        var month = 1
        while month < 12, rest >= CalendarDate.days(inMonth: month, of: year) {
            rest -= CalendarDate.days(inMonth: month, of: year)
            month += 1
        }
        self.init(year: year, month: month, day: rest + 1)
    }

    /// - Parameter days: before this day where negative.
    package func adding(days: Int) -> CalendarDate? {
        let (number, overflows) = dayNumber.addingReportingOverflow(days)
        return overflows ? nil : CalendarDate(dayNumber: number)
    }

    /// The day of the same number so many months later; the last of the month where it has no such day (§ 188 Abs. 3 BGB).
    package func adding(months: Int) -> CalendarDate? {
        let (total, overflows) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflows, total >= 12 else { return nil }
        let (year, month) = (total / 12, total % 12 + 1)
        return CalendarDate(year: year, month: month, day: min(day, CalendarDate.days(inMonth: month, of: year)))
    }

    /// 1 for Monday to 7 for Sunday.
    package var weekday: Int { dayNumber % 7 + 1 }

    package var weekdayName: String {
        ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"][weekday - 1]
    }

    package var endOfMonth: CalendarDate {
        CalendarDate(year: year, month: month, day: CalendarDate.days(inMonth: month, of: year)) ?? self
    }

    /// Sunday after the first full moon of spring, by the rules of 1582 (algorithm of Meeus, Jones and Butcher).
    static func easter(in year: Int) -> CalendarDate? {
        let a = year % 19
        let (b, c) = (year / 100, year % 100)
        let (d, e) = (b / 4, b % 4)
        let g = (b - (b + 8) / 25 + 1) / 3
        let h = (19 * a + b - d - g + 15) % 30
        let (i, k) = (c / 4, c % 4)
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let n = h + l - 7 * m + 114
        return CalendarDate(year: year, month: n / 31, day: n % 31 + 1)
    }
}
