/// Numbers as German documents print them (DIN 5008: decimal comma; full stops in amounts of money, narrow blanks else).
public enum GermanNumber {
    /// „1.200,00 Euro“, the unit tied to the figures.
    ///
    /// - Parameters:
    ///   - plain: Decimal number with a point, as `Decimal.description` gives it: `1200`, `-12.5`. At least two places are printed.
    ///   - unit: „Euro“, „€“ or „EUR“; empty prints the figures alone.
    /// - Returns: `nil` where `plain` is no such number.
    public static func amount(_ plain: String, unit: String = "Euro") -> String? {
        guard var parts = parts(of: plain) else { return nil }
        while parts.fraction.utf8.count < 2 { parts.fraction += "0" }
        let figures = parts.sign + grouped(parts.whole, by: ".") + "," + parts.fraction
        return unit.isEmpty ? figures : figures + "\u{A0}" + unit
    }

    /// „12 345,5“: decimal comma, narrow blanks from five digits on, so that years stay whole. No digit is added or lost.
    ///
    /// - Parameter plain: As for ``amount(_:unit:)``.
    /// - Returns: `nil` where `plain` is no such number.
    public static func decimal(_ plain: String) -> String? {
        guard let parts = parts(of: plain) else { return nil }
        let whole = parts.whole.utf8.count < 5 ? parts.whole : grouped(parts.whole, by: "\u{202F}")
        return parts.sign + whole + (parts.fraction.isEmpty ? "" : "," + parts.fraction)
    }

    /// „3.“
    public static func ordinal(_ number: Int) -> String { "\(number)." }

    private static func parts(of plain: String) -> (sign: String, whole: String, fraction: String)? {
        let isNegative = plain.utf8.first == 0x2D
        let pieces = plain.utf8.dropFirst(isNegative ? 1 : 0).split(
            separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = pieces.first, !whole.isEmpty, pieces.count == 1 || !pieces[1].isEmpty,
            pieces.allSatisfy({ $0.allSatisfy { $0 &- 0x30 < 10 } })
        else { return nil }
        // U+2212: the minus, not the hyphen.
        return (isNegative ? "\u{2212}" : "", String(whole) ?? "", pieces.count == 2 ? String(pieces[1]) ?? "" : "")
    }

    private static func grouped(_ digits: String, by separator: String) -> String {
        var result = ""
        let count = digits.utf8.count
        for (index, digit) in digits.unicodeScalars.enumerated() {
            if index > 0, (count - index) % 3 == 0 { result += separator }
            result.unicodeScalars.append(digit)
        }
        return result
    }
}
