import Foundation

/// A number as a workbook stores it, turned into what its cell shows.
enum SheetNumber {
    /// - Parameter raw: as in the file: `46296`, `0.19`, `1.2E+3`.
    /// - Parameter format: `nil`: the file does not say how the cell shows it.
    static func value(_ raw: String, _ format: NumberFormat?, is1904: Bool) -> CellValue {
        guard let number = Double(raw), number.isFinite else { return .fault(.unsureDisplay, raw) }
        guard let format, let (section, showsSign) = format.section(for: number) else { return .fault(.unsureDisplay, german(raw) ?? raw) }
        if section.isDate { return day(number, section, is1904: is1904) }
        // Beyond 15 digits Excel has put zeros in place of what was typed.
        guard abs(number) < 1e15, let stored = german(fifteenDigits(number)) else { return .fault(.rounded, raw.replacing(".", with: ",")) }
        guard let shown = section.shown(showsSign ? abs(number) : number) else { return .fault(.unsureDisplay, stored) }
        if section.tokens.contains(.percent), shown.hasSuffix("%") { return .percent(String(shown.dropLast()).trimmingCharacters(in: .whitespaces)) }
        let isSerial = number == number.rounded() && !is1904
        return .number(stored, isSerial: isSerial, shown: shown == stored ? nil : shown)
    }

    private static func day(_ serial: Double, _ section: NumberFormat.Section, is1904: Bool) -> CellValue {
        guard let moment = SheetMoment(serial: serial, is1904: is1904), moment.hasDay || !section.needsDay && section.language != "f800" else {
            return .fault(.impossibleDay, german(fifteenDigits(serial)) ?? "")
        }
        guard let shown = section.shown(moment), !shown.isEmpty else { return .fault(.unsureDisplay, moment.text) }
        // Less than a whole day is a text: „Oktober 2026“, „36:00“.
        guard section.showsWholeDay else { return .text(shown) }
        var day = moment.text
        if section.showsTime, moment.milliseconds >= 60_000 {
            day += " \(SheetMoment.padded(moment.milliseconds / 3_600_000, 2)):\(SheetMoment.padded(moment.milliseconds / 60_000 % 60, 2))"
        }
        return .date(day, shown: shown == day ? nil : shown)
    }

    /// Excel's own precision; a sum of 0.1 and 0.2 is stored as 0.30000000000000004.
    static func fifteenDigits(_ number: Double) -> String { String(format: "%.15g", number) }

    /// Without exponent, with a decimal comma; `nil` where the number is too large.
    static func german(_ text: String) -> String? {
        guard text.contains(where: { $0 == "e" || $0 == "E" }) else { return text.replacing(".", with: ",") }
        guard let decimal = Decimal(string: text, locale: nil), decimal.exponent > -40, decimal < Decimal(sign: .plus, exponent: 15, significand: 1)
        else { return nil }
        return decimal.description.replacing(".", with: ",")
    }
}
