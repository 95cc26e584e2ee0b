import DocumentModel
import GermanText

/// The ways people and machines write a day.
package enum DateNotation {
    /// `2026-12-31`, exactly.
    static func iso(_ text: String) -> CalendarDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2 else { return nil }
        return date(parts[0], parts[1], parts[2])
    }

    /// `31.12.2026`, `1.3.2026`, `31. 12. 2026`, `2026-12-31`, `2026-12-31T00:00:00`, `31. Dezember 2026`.
    package static func any(_ text: String) -> CalendarDate? {
        var text = text
        if let t = text.firstIndex(where: { $0 == "T" || $0 == " " }), text[t...].dropFirst().hasPrefix("00:00:00") { text = String(text[..<t]) }
        if let date = iso(text) { return date }
        let compact = text.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" })
        let parts = compact.joined().split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 3, parts[2].utf8.count == 4 { return date(parts[2], parts[1], parts[0]) }
        guard compact.count == 3, compact[0].hasSuffix("."), let month = month(named: compact[1]), compact[2].utf8.count == 4 else { return nil }
        return date(compact[2], Substring(String(month)), compact[0].dropLast())
    }

    /// The serial number of a day from 1950 to 2099 in the 1900 date system of spreadsheets: `46296` is 1 October 2026.
    static func serial(_ text: String) -> CalendarDate? {
        guard text.utf8.count == 5, let days = Int(text), (18_264...73_050).contains(days) else { return nil }
        var rest = days - 18_264
        var year = 1950
        while rest >= (CalendarDate.days(inMonth: 2, of: year) == 29 ? 366 : 365) {
            rest -= CalendarDate.days(inMonth: 2, of: year) == 29 ? 366 : 365
            year += 1
        }
        var month = 1
        while month < 12, rest >= CalendarDate.days(inMonth: month, of: year) {
            rest -= CalendarDate.days(inMonth: month, of: year)
            month += 1
        }
        return CalendarDate(year: year, month: month, day: rest + 1)
    }

    /// Three groups of digits parted by points, hyphens or strokes: meant as a date.
    static func looksLikeDate(_ text: String) -> Bool {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "-" || $0 == "/" }
        return parts.count == 3 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// Why a text that looks like a date is none.
    static func advice(_ text: String) -> String? {
        let parts = text.split { $0 == "." || $0 == "-" || $0 == "/" }.compactMap { Int($0) }
        guard parts.count == 3, looksLikeDate(text) else { return nil }
        if parts[2] < 100, parts[0] <= 31 { return "Schreiben Sie das Jahr mit vier Ziffern." }
        let (day, month, year) = parts[0] > 31 ? (parts[2], parts[1], parts[0]) : (parts[0], parts[1], parts[2])
        guard (1...12).contains(month) else { return "Einen Monat \(month) gibt es nicht." }
        guard (1...9999).contains(year), day > CalendarDate.days(inMonth: month, of: year) || day < 1 else { return nil }
        return "Den Tag \(day) gibt es im Monat \(month)/\(year) nicht."
    }

    private static func date(_ year: Substring, _ month: Substring, _ day: Substring) -> CalendarDate? {
        guard let year = number(year), let month = number(month), let day = number(day) else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func month(named name: Substring) -> Int? {
        let wanted = name.lowercased()
        return GermanDate.months.firstIndex { $0.lowercased() == wanted }.map { $0 + 1 } ?? (wanted == "jänner" ? 1 : nil)
    }
}
