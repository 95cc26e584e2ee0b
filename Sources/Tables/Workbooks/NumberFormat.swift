import Foundation

/// What the number format of a cell shows a number as.
enum NumberFormat: Sendable {
    case number, date, time, percent

    /// ECMA-376 part 1, 18.8.30: the formats that have no code in the file; 27–36 and 50–58 are dates in East Asian Excels only.
    init(builtIn id: Int) {
        switch id {
        case 9, 10: self = .percent
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 45...47, 55, 56: self = .time
        default: self = .number
        }
    }

    /// By the letters of the first section of a format code, outside quotes and brackets.
    init(code: String) {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        var letters: Set<Character> = []
        scan: for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\"": isQuoted.toggle()
            case _ where isQuoted: break
            case "\\", "_", "*": isEscaped = true
            case "[": isBracketed = true
            case "]": isBracketed = false
            case ";": break scan
            // Elapsed time: [h]:mm
            case "h", "m", "s": letters.insert(character)
            case _ where isBracketed: break
            default: letters.insert(character)
            }
        }
        // A bracketed colour or locale has letters, too: [Red], [$-407], [Schwarz].
        let bracketless = NumberFormat.withoutBrackets(code.lowercased())
        if bracketless == "general" || bracketless == "standard" {
            self = .number
        } else if letters.contains("d") || letters.contains("y") {
            self = .date
        } else if letters.contains("m"), !letters.contains("h"), !letters.contains("s"), !letters.contains("0"), !letters.contains("#") {
            self = .date
        } else if letters.contains("h") || (letters.contains("s") && letters.contains("m")) {
            self = letters.contains("0") && !letters.contains(":") ? .number : .time
        } else if letters.contains("%") {
            self = .percent
        } else {
            self = .number
        }
    }

    private static func withoutBrackets(_ code: String) -> String {
        code.replacing(/\[[^\]]*\]/, with: "")
    }
}

/// A number as a workbook stores it, turned into what its cell shows.
enum SheetNumber {
    /// - Parameter raw: as in the file: `46296`, `0.19`, `1.2E+3`.
    static func value(_ raw: String, _ format: NumberFormat, is1904: Bool) -> CellValue {
        guard let number = Double(raw), number.isFinite else { return .text(raw) }
        switch format {
        case .number: return plain(number, raw, is1904: is1904)
        case .percent: return .percent(german(fifteenDigits(number * 100)) ?? raw)
        case .date, .time: return day(number, isTime: format == .time, is1904: is1904)
        }
    }

    private static func plain(_ number: Double, _ raw: String, is1904: Bool) -> CellValue {
        // Beyond 15 digits Excel has put zeros in place of what was typed.
        guard abs(number) < 1e15, let text = german(fifteenDigits(number)) else { return .fault(.rounded, raw.replacing(".", with: ",")) }
        let isWhole = number == number.rounded()
        return .number(text, isSerial: isWhole && !is1904)
    }

    /// Excel's own precision; a sum of 0.1 and 0.2 is stored as 0.30000000000000004.
    private static func fifteenDigits(_ number: Double) -> String { String(format: "%.15g", number) }

    /// Without exponent, with a decimal comma; `nil` where the number is too large.
    private static func german(_ text: String) -> String? {
        guard text.contains("e") else { return text.replacing(".", with: ",") }
        guard let decimal = Decimal(string: text, locale: nil), decimal.exponent > -40, decimal < Decimal(sign: .plus, exponent: 15, significand: 1)
        else { return nil }
        return decimal.description.replacing(".", with: ",")
    }

    /// A serial number: days since 30 December 1899 from 61 on; before, Excel counts a 29 February 1900 that never was.
    private static func day(_ serial: Double, isTime: Bool, is1904: Bool) -> CellValue {
        guard serial >= 0, serial < 2_958_466 else { return .fault(.impossibleDay, german(fifteenDigits(serial)) ?? "") }
        let minutes = Int((serial * 1440).rounded())
        var (days, time) = minutes.quotientAndRemainder(dividingBy: 1440)
        let clock = "\(twoDigits(time / 60)):\(twoDigits(time % 60))"
        if isTime, days == 0 { return .text(clock) }
        if is1904 {
            days += 1462
        } else if days == 60 || days == 0 {
            return .fault(.impossibleDay, String(days))
        } else if days < 60 {
            days += 1
        }
        let text = date(days)
        return .date(time == 0 ? text : "\(text) \(clock)")
    }

    /// Days since 30 December 1899 as `01.10.2026` (proleptic Gregorian; Howard Hinnant, chrono-compatible date algorithms).
    private static func date(_ days: Int) -> String {
        let z = days - 25_569 + 719_468
        let era = z / 146_097
        let doe = z - era * 146_097
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
        let mp = (5 * doy + 2) / 153
        let day = doy - (153 * mp + 2) / 5 + 1
        let month = mp < 10 ? mp + 3 : mp - 9
        let year = yoe + era * 400 + (month <= 2 ? 1 : 0)
        return "\(twoDigits(day)).\(twoDigits(month)).\(year)"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
