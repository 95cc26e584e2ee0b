import Assembler
import Checksum
import DocumentModel
import Production

/// Dates as a calendar file (RFC 5545): whole days.
///
/// The same contract and date have the same identifier whenever the file is made, so that importing again changes entries and doubles none. No
/// clock gets into it: `DTSTAMP` is the contract's own day.
package struct CalendarFile: Sendable {
    /// Days before the date on which calendars remind; `nil`: not at all.
    package var reminder: Int?

    package init(reminder: Int? = nil) { self.reminder = reminder }

    package func text(_ list: DeadlineList) -> String {
        var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Klauselwerk//Fristen//DE", "CALSCALE:GREGORIAN"]
        for (contract, deadline) in list.entries { lines += event(contract, deadline) }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    private func event(_ contract: DeadlineList.Contract, _ deadline: Deadline) -> [String] {
        let basis = [deadline.rule, deadline.provisions].filter { !$0.isEmpty }.joined(separator: "; ")
        let details = ["\(contract.partner), \(contract.agreement)", basis, "Klausel \(deadline.clause)", "Datei \(contract.path.lastPathName)"] + deadline.remarks
        var lines = [
            "BEGIN:VEVENT", "UID:\(Self.identifier(contract, deadline))",
            "DTSTAMP:\(Self.compact(contract.date ?? deadline.date))T000000Z", "DTSTART;VALUE=DATE:\(Self.compact(deadline.date))",
        ]
        // Not the last day, but the one after.
        if let next = deadline.date.adding(days: 1) { lines.append("DTEND;VALUE=DATE:\(Self.compact(next))") }
        lines += [
            "SUMMARY:" + Self.escaped("\(deadline.title) – \(contract.partner)"), "DESCRIPTION:" + Self.escaped(details.joined(separator: "\n")),
            "CATEGORIES:" + Self.escaped("Vertragsfristen"), "CLASS:CONFIDENTIAL", "TRANSP:TRANSPARENT",
        ]
        if let reminder {
            lines += ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P\(reminder)D", "DESCRIPTION:" + Self.escaped(deadline.title), "END:VALARM"]
        }
        return lines + ["END:VEVENT"]
    }

    /// Of contract, kind, clause and day: another contract of the same words has another file, a date that moves is another entry.
    static func identifier(_ contract: DeadlineList.Contract, _ deadline: Deadline) -> String {
        let parts = [contract.sha256, deadline.kind.rawValue, deadline.clause, deadline.title, deadline.date.isoText]
        return SHA256.hex(of: parts.joined(separator: "\n")).prefix(32) + "@klauselwerk"
    }

    private static func compact(_ date: CalendarDate) -> String { date.isoText.replacing("-", with: "") }

    /// RFC 5545, 3.3.11.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            // Others that control: not allowed in a text.
            case "\u{00}"..."\u{1F}", "\u{7F}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// RFC 5545, 3.1: lines of at most 75 octets, none cut within a character.
    static func folded(_ line: String) -> String {
        var result = ""
        var length = 0
        for character in line.unicodeScalars {
            let size = String(character).utf8.count
            if length + size > 75 {
                result += "\r\n "
                length = 1
            }
            result.unicodeScalars.append(character)
            length += size
        }
        return result
    }
}
