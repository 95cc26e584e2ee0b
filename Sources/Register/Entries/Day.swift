import DocumentModel

/// Days as the register keeps and shows them.
package enum Day {
    /// `2026-10-01` or `01.10.2026` (also `1.10.2026`); `nil` for what is no day of the calendar.
    package static func read(_ text: String) -> CalendarDate? {
        func date(_ year: Substring, _ month: Substring, _ day: Substring) -> CalendarDate? {
            guard year.utf8.count == 4, [month, day].allSatisfy({ (1...2).contains($0.utf8.count) }),
                [year, month, day].allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
                let year = Int(year), let month = Int(month), let day = Int(day)
            else { return nil }
            return CalendarDate(year: year, month: month, day: day)
        }
        let dashed = text.split(separator: "-", omittingEmptySubsequences: false)
        if dashed.count == 3 { return date(dashed[0], dashed[1], dashed[2]) }
        let dotted = text.split(separator: ".", omittingEmptySubsequences: false)
        return dotted.count == 3 ? date(dotted[2], dotted[1], dotted[0]) : nil
    }

    /// `01.10.2026` of `2026-10-01`; anything else stays as it is.
    package static func shown(_ iso: String) -> String {
        let parts = iso.split(separator: "-")
        return parts.count == 3 ? "\(parts[2]).\(parts[1]).\(parts[0])" : iso
    }
}
