import DocumentModel
import GermanText

/// A day that comes every year: „30. September“, `30.09.`.
package struct DayOfYear: Sendable, Hashable {
    /// 1–12.
    package let month: Int
    /// 1–31; 29 February is the 28th in other years.
    package let day: Int

    /// `nil` where the text is no such day.
    package init?(_ text: String) {
        let parts = text.split { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" || $0 == "." }
        guard parts.count == 2, let day = Self.number(parts[0]), let month = Self.month(parts[1]),
            text.contains("."), (1...12).contains(month), (1...CalendarDate.days(inMonth: month, of: 2000)).contains(day)
        else { return nil }
        self.month = month
        self.day = day
    }

    /// The day in a year; `nil` outside the years 1 to 9999.
    package func date(in year: Int) -> CalendarDate? {
        guard (1...9999).contains(year) else { return nil }
        return CalendarDate(year: year, month: month, day: min(day, CalendarDate.days(inMonth: month, of: year)))
    }

    private static func month(_ text: Substring) -> Int? {
        number(text) ?? GermanDate.months.firstIndex { $0.lowercased() == text.lowercased() }.map { $0 + 1 }
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.count <= 2 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
