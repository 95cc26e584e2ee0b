/// Dates as German documents print them. DIN 5008; the blanks are unbreakable where the standard wants it.
public enum GermanDate {
    public static let months = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]

    /// „16. September 2026“, the day tied to the month. A month outside 1–12 is printed as a number.
    public static func long(year: Int, month: Int, day: Int) -> String {
        guard months.indices.contains(month - 1) else { return short(year: year, month: month, day: day) }
        return "\(day).\u{A0}\(months[month - 1]) \(year)"
    }

    /// „16.09.2026“
    public static func short(year: Int, month: Int, day: Int) -> String {
        "\(padded(day, 2)).\(padded(month, 2)).\(padded(year, 4))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
