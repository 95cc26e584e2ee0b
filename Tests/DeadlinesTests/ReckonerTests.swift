import Agreements
import DocumentModel
import Foundation
import Testing

@testable import Deadlines

/// What is next in a contract's life.
@Suite("Reckoner")
struct ReckonerTests {
    func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(written: text)) }

    func reckon(_ terms: ContractTerms, from day: String, land: String = "NW") throws -> [Deadline] {
        let holidays = try Facts(folder: WorkedDateTests.root + "/facts").publicHolidays()
        return Reckoner(terms, WorkingDays(holidays, land: land)).deadlines(from: try self.day(day))
    }

    func lines(_ deadlines: [Deadline]) -> [String] { deadlines.map { "\($0.kind.rawValue) \($0.date.isoText)" + ($0.effect.map { " \($0.isoText)" } ?? "") } }

    func renewing(most: Int? = nil) throws -> ContractTerms {
        ContractTerms(
            start: try day("2027-01-01"), end: .init(try day("2027-12-31"), of: "laufzeit/verlaengerung 1.0"),
            renewal: .init(.init(by: try #require(Period(12, .monate)), objection: Period(3, .monate), most: most), of: "laufzeit/verlaengerung 1.0"))
    }

    @Test(
        "A contract that renews itself: objection, then renewal, year after year",
        arguments: [
            ("2027-02-01", ["widerspruch 2027-09-30 2027-12-31", "verlaengerung 2028-01-01 2028-12-31"]),
            ("2027-09-30", ["widerspruch 2027-09-30 2027-12-31", "verlaengerung 2028-01-01 2028-12-31"]),
            ("2027-10-01", ["verlaengerung 2028-01-01 2028-12-31", "widerspruch 2028-09-30 2028-12-31"]),
            ("2031-03-01", ["widerspruch 2031-09-30 2031-12-31", "verlaengerung 2032-01-01 2032-12-31"]),
        ])
    func renews(from: String, expected: [String]) throws {
        #expect(lines(try reckon(renewing(), from: from)) == expected)
    }

    @Test("After the last renewal it ends by itself")
    func lastRenewal() throws {
        #expect(lines(try reckon(renewing(most: 1), from: "2028-02-01")) == ["ende 2028-12-31 2028-12-31"])
        #expect(try reckon(renewing(most: 1), from: "2029-01-01").isEmpty)
    }

    @Test("Notice before the end of a least term waits for it")
    func minimum() throws {
        var terms = ContractTerms(start: try day("2026-12-01"))
        terms.minimum = .init(try #require(Period(2, .jahre)), of: "laufzeit/mindestlaufzeit 1.1")
        terms.notices = [.init(.init(period: Period(3, .monate), to: .quartalsende), of: "kuendigung/frist 1.2")]
        let found = try reckon(terms, from: "2026-12-01")
        // The least term ends on 30 November 2028, the next end of a quarter is 31 December.
        #expect(lines(found) == ["kuendigung 2028-09-30 2028-12-31"])
        #expect(try #require(found.first).remarks.contains { $0.contains("Samstag") && $0.contains("29.09.2028") })
    }

    @Test("A contract with a fixed end needs no notice to a day when it is over")
    func fixedEnd() throws {
        var terms = ContractTerms(start: try day("2026-01-01"), end: .init(try day("2026-12-31"), of: "laufzeit/befristet 1.0"))
        terms.notices = [.init(.init(period: Period(3, .monate), to: .jahresende), of: "kuendigung/frist 1.2")]
        #expect(lines(try reckon(terms, from: "2026-02-01")) == ["ende 2026-12-31 2026-12-31"])
    }

    @Test("A report is due after the weekend, notice is not")
    func performanceMoves() throws {
        var terms = ContractTerms(start: try day("2026-01-01"))
        terms.appointments = [
            .init(.init(.nachweis, text: "Verwendungsnachweis", .on(try #require(DayOfYear("31. Januar"))), isPerformance: true), of: "finanzierung/zuwendung 1.1")
        ]
        // 31 January 2027 is a Sunday.
        let found = try reckon(terms, from: "2026-11-29")
        #expect(lines(found) == ["nachweis 2027-02-01"])
        #expect(try #require(found.first).remarks.contains { $0.contains("§ 193 BGB verschiebt") })
        // On the Sunday and on the Monday it is still to come.
        #expect(lines(try reckon(terms, from: "2027-02-01")) == ["nachweis 2027-02-01"])
        #expect(lines(try reckon(terms, from: "2027-02-02")) == ["nachweis 2028-01-31"])
    }

    @Test("A report for the year before is first due in the second year, and once more after the end")
    func yearly() throws {
        var terms = ContractTerms(start: try day("2027-03-01"), end: .init(try day("2028-12-31"), of: "laufzeit/befristet 1.0"))
        terms.appointments = [.init(.init(.bericht, .on(try #require(DayOfYear("31.03.")))), of: "qualitaet/ambulant 1.0")]
        #expect(lines(try reckon(terms, from: "2027-03-01")).contains("bericht 2028-03-31"))
        #expect(lines(try reckon(terms, from: "2029-01-01")) == ["bericht 2029-03-31"])
        #expect(try reckon(terms, from: "2029-04-01").isEmpty)
    }

    @Test("Evaluations come again and again, and before the end")
    func evaluations() throws {
        var terms = ContractTerms(start: try day("2026-03-01"), end: .init(try day("2030-02-28"), of: "laufzeit/befristet 1.0"))
        terms.appointments = [
            .init(.init(.auswertung, .every(try #require(Period(2, .jahre)))), of: "evaluation/abstand 1.0"),
            .init(.init(.entscheidung, .beforeEnd(try #require(Period(3, .monate)))), of: "laufzeit/befristet 1.0"),
        ]
        #expect(
            lines(try reckon(terms, from: "2026-03-01")) == ["auswertung 2028-02-29", "entscheidung 2029-11-30", "ende 2030-02-28 2030-02-28"])
    }

    @Test("Notice at any time ends the contract on the day it comes")
    func anyTime() throws {
        var terms = ContractTerms(start: try day("2026-01-01"))
        terms.notices = [.init(.init(to: .jederzeit), of: "kuendigung/jederzeit 1.1")]
        #expect(lines(try reckon(terms, from: "2026-11-30")) == ["kuendigung 2026-11-30 2026-11-30"])
    }
}

@Suite("Calendar file")
struct CalendarFileTests {
    func list(_ title: String = "Kündigung; mit „Komma“, Rückstrich \\ und\nZeile", from: String = "2026-12-01") throws -> DeadlineList {
        let date = try #require(CalendarDate(written: "2026-12-31"))
        let contract = DeadlineList.Contract(
            path: "a/vertrag.pdf", agreement: "fruehe-hilfen", partner: "Kita Ährenfeld", sha256: String(repeating: "a", count: 64),
            date: CalendarDate(written: "2026-10-01"),
            deadlines: [Deadline(.kuendigung, date, effect: date, title: title, rule: "3 Monate", provisions: "§ 187 BGB", clause: "kuendigung/frist 1.2")])
        return DeadlineList(from: try #require(CalendarDate(written: from)), contracts: [contract], findings: [])
    }

    @Test("The same date has the same identifier and the same bytes, whenever the file is made")
    func stable() throws {
        let first = CalendarFile(reminder: 14).text(try list())
        #expect(first == CalendarFile(reminder: 14).text(try list(from: "2026-12-15")))
        #expect(first.contains("DTSTAMP:20261001T000000Z\r\n"))
        #expect(first.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"))
        #expect(first.contains("TRIGGER:-P14D\r\n"))
    }

    @Test("No line is longer than 75 octets, none is cut within a letter, and unfolding gives the text")
    func folding() throws {
        let text = CalendarFile().text(try list(String(repeating: "Überprüfung, ", count: 40)))
        for line in text.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 75) }
        #expect(text.hasSuffix("END:VCALENDAR\r\n"))
        #expect(text.replacing("\r\n ", with: "").contains(String(repeating: "Überprüfung\\, ", count: 40)))
        #expect(!text.replacing("\r\n", with: "").contains("\n"))
    }

    @Test("Signs that part values are escaped")
    func escaping() throws {
        #expect(CalendarFile.escaped("a;b,c\\d\ne\u{7}") == "a\\;b\\,c\\\\d\\ne ")
    }
}
