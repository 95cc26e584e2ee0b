import Foundation
import GermanText

/// A moment as spreadsheets count it.
struct SheetMoment {
    /// Days since 30 December 1899.
    let days: Int
    /// Of the day.
    let milliseconds: Int
    /// Since the beginning of the date system, for elapsed times.
    let total: Int

    /// Dates exist from day 1 on; a time of day needs none. `nil` below 0 and beyond the year 9999.
    ///
    /// - Parameter serial: days, as in the file. Spreadsheets compute with binary fractions, so what is nearer than a millisecond is meant.
    init?(serial: Double, is1904: Bool) {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        total = Int((serial * 86_400_000).rounded())
        let (day, rest) = total.quotientAndRemainder(dividingBy: 86_400_000)
        milliseconds = rest
        // Before March 1900 Excel counts a 29 February that never was.
        days = is1904 ? day + 1_462 : day < 60 ? day + 1 : day
        hasDay = is1904 || (day != 0 && day != 60)
    }

    /// Whether there is such a day in the calendar.
    let hasDay: Bool

    /// Year, month and day (proleptic Gregorian; Howard Hinnant, chrono-compatible date algorithms).
    var date: (year: Int, month: Int, day: Int) {
        let z = days - 25_569 + 719_468
        let era = z / 146_097
        let doe = z - era * 146_097
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
        let mp = (5 * doy + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        return (yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1)
    }

    /// 0 is Monday.
    var weekday: Int { (days + 5) % 7 }

    /// `01.10.2026`
    var text: String {
        let date = date
        return "\(SheetMoment.padded(date.day, 2)).\(SheetMoment.padded(date.month, 2)).\(date.year)"
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

extension NumberFormat.Section {
    /// Whether day, month and year are all to be seen.
    var showsWholeDay: Bool {
        var seen = (false, false, false)
        for case .date(let part) in tokens {
            switch part {
            case .year: seen.0 = true
            case .month: seen.1 = true
            case .day(let count) where count <= 2: seen.2 = true
            default: break
            }
        }
        return seen == (true, true, true) || language == "f800"
    }

    var showsTime: Bool {
        tokens.contains { token in
            switch token {
            case .date(.hour), .date(.minute), .date(.second), .date(.elapsedHours), .date(.elapsedMinutes), .date(.elapsedSeconds): true
            default: false
            }
        }
    }

    var needsDay: Bool {
        tokens.contains { token in
            switch token {
            case .date(.year), .date(.month), .date(.day): true
            default: false
            }
        }
    }

    /// `nil` where what Excel shows is not certain.
    func shown(_ moment: SheetMoment) -> String? {
        guard !isUnsure else { return nil }
        // The reader's own long date, and time.
        if language == "f800" { return NumberFormat(code: "dddd, d. mmmm yyyy").sections.first?.shown(moment) }
        if language == "f400" { return NumberFormat(code: "hh:mm:ss").sections.first?.shown(moment) }
        guard let names = CalendarNames(language: language, isNeeded: needsNames) else { return nil }
        // Seconds are rounded where they are the smallest that is shown, hours and minutes are not.
        var total = moment.total
        let places = tokens.reduce(0) { if case .date(.fraction(let count)) = $1 { max($0, count) } else { $0 } }
        if places < 3, tokens.contains(where: { if case .date(.second) = $0 { true } else { false } }) {
            let unit = [1_000, 100, 10][places]
            total = (total + unit / 2) / unit * unit
        }
        let ofDay = (moment.milliseconds + total - moment.total) % 86_400_000
        guard moment.milliseconds + total - moment.total < 86_400_000 || !needsDay else { return nil }
        let hasHalves = tokens.contains(.date(.halfOfDay))
        let date = moment.date
        var text = ""
        for token in tokens {
            switch token {
            case .literal(let literal): text += literal
            case .slash, .point: text += "."
            case .comma: text += ","
            case .date(let part): text += shown(part, date, moment.weekday, ofDay, total, hasHalves, names)
            case .digit, .percent, .exponent, .general: return nil
            case .text: break
            }
        }
        return text.trimmingCharacters(in: .whitespaces)
    }

    private var needsNames: Bool {
        tokens.contains { token in
            switch token {
            case .date(.month(let count)), .date(.day(let count)): count > 2
            default: false
            }
        }
    }

    private func shown(
        _ part: NumberFormat.DatePart, _ date: (year: Int, month: Int, day: Int), _ weekday: Int, _ ofDay: Int, _ total: Int, _ hasHalves: Bool,
        _ names: CalendarNames
    ) -> String {
        switch part {
        case .year(let count): return count <= 2 ? SheetMoment.padded(date.year % 100, 2) : SheetMoment.padded(date.year, 4)
        case .month(let count):
            switch count {
            case 1, 2: return SheetMoment.padded(date.month, count)
            case 3: return names.shortMonths[date.month - 1]
            case 5: return String(names.months[date.month - 1].prefix(1))
            default: return names.months[date.month - 1]
            }
        case .day(let count):
            switch count {
            case 1, 2: return SheetMoment.padded(date.day, count)
            case 3: return names.shortDays[weekday]
            default: return names.days[weekday]
            }
        case .hour(let count):
            let hour = ofDay / 3_600_000
            return SheetMoment.padded(hasHalves ? (hour % 12 == 0 ? 12 : hour % 12) : hour, min(2, count))
        case .minute(let count): return SheetMoment.padded(ofDay / 60_000 % 60, min(2, count))
        case .second(let count): return SheetMoment.padded(ofDay / 1_000 % 60, min(2, count))
        case .fraction(let count): return "," + String((SheetMoment.padded(ofDay % 1_000, 3) + String(repeating: "0", count: count)).prefix(count))
        case .elapsedHours(let count): return SheetMoment.padded(total / 3_600_000, count)
        case .elapsedMinutes(let count): return SheetMoment.padded(total / 60_000, count)
        case .elapsedSeconds(let count): return SheetMoment.padded(total / 1_000, count)
        case .halfOfDay: return ofDay < 43_200_000 ? "AM" : "PM"
        }
    }
}

/// Names of months and days as Excel writes them.
private struct CalendarNames {
    let months: [String]
    let shortMonths: [String]
    let days: [String]
    let shortDays: [String]

    /// - Parameter language: `407` (hexadecimal, Windows), `de-DE`; what stands before the last four figures says how figures look.
    /// - Returns: `nil` for a language whose names are asked for and not known.
    init?(language: String?, isNeeded: Bool) {
        let tag = language ?? "de"
        // The low ten bits of Windows' number are the language: 07 German, 09 English.
        let primary = tag.count >= 3 ? UInt32(tag, radix: 16).map { $0 & 0x3FF } : nil
        if tag.hasPrefix("de") && UInt32(tag, radix: 16) == nil || tag == "de" || primary == 0x07 || primary == 0 {
            self = .german
        } else if tag.hasPrefix("en") || primary == 0x09 {
            self = .english
        } else if !isNeeded {
            self = .german
        } else {
            return nil
        }
    }

    private init(months: [String], shortMonths: [String], days: [String], shortDays: [String]) {
        (self.months, self.shortMonths, self.days, self.shortDays) = (months, shortMonths, days, shortDays)
    }

    static let german = CalendarNames(
        months: GermanDate.months,
        shortMonths: ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
        days: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"], shortDays: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"])

    static let english = CalendarNames(
        months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        shortMonths: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], shortDays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
}
