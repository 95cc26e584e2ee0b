/// Days and times in ISO 8601, as ODS and (rarely) XLSX hold them.
enum SheetDate {
    struct Moment {
        var year: Int
        var month: Int
        var day: Int
        /// Of the day, in seconds.
        var seconds: Double
    }

    /// `2026-10-01`, `2026-10-01T14:30:00.5`; `nil` for anything else, and for days that are none.
    static func moment(_ text: String) -> Moment? {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], 4), let month = number(parts[1], 2), let day = number(parts[2], 2),
            (1...12).contains(month), (1...days(in: month, of: year)).contains(day)
        else { return nil }
        guard halves.count == 2 else { return Moment(year: year, month: month, day: day, seconds: 0) }
        let clock = halves[1].split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(clock.count), let hour = number(clock[0], 2), let minute = number(clock[1], 2), hour < 24, minute < 60 else { return nil }
        var seconds = 0.0
        if clock.count == 3 {
            guard let value = Double(clock[2]), (0..<61).contains(value) else { return nil }
            seconds = value
        }
        return Moment(year: year, month: month, day: day, seconds: Double(hour * 3_600 + minute * 60) + seconds)
    }

    /// In the 1900 date system.
    static func serial(_ text: String) -> Double? {
        guard let moment = moment(text) else { return nil }
        // Howard Hinnant, chrono-compatible date algorithms; 25,569 is 1 January 1970.
        let year = moment.month <= 2 ? moment.year - 1 : moment.year
        let era = year / 400
        let yoe = year - era * 400
        let doy = (153 * (moment.month > 2 ? moment.month - 3 : moment.month + 9) + 2) / 5 + moment.day - 1
        let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy
        let days = era * 146_097 + doe - 719_468 + 25_569
        guard days > 0 else { return nil }
        return Double(days < 61 ? days - 1 : days) + moment.seconds / 86_400
    }

    private static func number(_ text: some StringProtocol, _ width: Int) -> Int? {
        guard text.utf8.count == width, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
