import Agreements
import DocumentModel
import Foundation
import Testing

@testable import Deadlines

/// Days worked out by courts, commentaries and by hand (`tage.csv`), against the reckoning.
@Suite("Worked dates")
struct WorkedDateTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var columns: [String]

        var kind: String { columns[1] }
        var day: CalendarDate { get throws { try #require(CalendarDate(written: columns[2])) } }
        var period: Period { get throws { try #require(Period(Int(columns[3]) ?? 0, TimeUnit(rawValue: columns[4]) ?? .tage)) } }
        var to: String { columns[5] }
        var land: String { columns[6] }
        var expected: String { columns[7] }
        var testDescription: String { columns.prefix(10).joined(separator: " ") }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let rows: [Row] = {
        let text = (try? String(contentsOfFile: root + "/Tests/DeadlinesTests/tage.csv", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map { line in
            Row(columns: line.split(separator: ";", omittingEmptySubsequences: false).map(String.init))
        }
    }()

    static let holidays = Facts(folder: root + "/facts")

    func working(_ row: Row) throws -> WorkingDays { WorkingDays(try Self.holidays.publicHolidays(), land: row.land.isEmpty ? "NW" : row.land) }

    @Test("The table has 120 rows and more, half of them with a decision, a commentary or a worked example")
    func size() {
        #expect(Self.rows.count >= 120)
        #expect(Self.rows.allSatisfy { $0.columns.count == 12 })
        let sourced = Self.rows.filter { !$0.columns[9].hasPrefix("Wortlaut") && !$0.columns[9].hasPrefix("facts") }
        #expect(sourced.count * 2 >= 120)
    }

    @Test("A worked day comes out as it was worked out", arguments: rows)
    func comesOut(row: Row) throws {
        #expect(try answer(row) == row.expected)
    }

    private func answer(_ row: Row) throws -> String? {
        let day = try row.day
        let working = try working(row)
        switch row.kind {
        case "ereignis": return try row.period.end(after: day, working)?.isoText
        case "beginn": return try row.period.end(beginningWith: day, working)?.isoText
        case "zugang": return try row.period.latestEvent(before: day, working)?.isoText
        case "verschoben": return try row.period.end(after: day, working).flatMap { working.moved($0) }?.isoText
        case "tagverschoben": return working.moved(day)?.isoText
        case "feiertag": return working.holiday(day)?.name ?? (working.partialHoliday(day) == nil ? "–" : "teilweise")
        case "kuendigung":
            return answer(ContractTerms.Notice(period: try row.period, to: try #require(NoticeDay(rawValue: row.to))), day)
        case "stichtag": return answer(ContractTerms.Notice(to: .jahresende, cutOff: DayOfYear(row.to)), day)
        case "aufschub": return answer(ContractTerms.Notice(to: .jahresende, deferral: try #require(Int(row.columns[3]))), day)
        default:
            Issue.record("\(row.kind)")
            return nil
        }
    }

    private func answer(_ notice: ContractTerms.Notice, _ day: CalendarDate) -> String? {
        NoticeReckoner(notice).next(from: day).map { "\($0.receipt.isoText)>\($0.effect.isoText)" }
    }
}

@Suite("Counting days")
struct CountingTests {
    @Test("Every day of 400 years has the number after the day before, and comes back from it")
    func numbers() throws {
        var day = try #require(CalendarDate(year: 1900, month: 1, day: 1))
        #expect(day.weekday == 1)
        while day.year < 2300 {
            let next = try #require(day.adding(days: 1))
            #expect(next > day && next.dayNumber == day.dayNumber + 1)
            day = next
        }
    }

    @Test("The calendar ends with the year 9999 and begins with the year 1")
    func ends() throws {
        let last = try #require(CalendarDate(year: 9999, month: 12, day: 31))
        #expect(last.adding(days: 1) == nil)
        #expect(last.adding(months: 1) == nil)
        #expect(CalendarDate(dayNumber: last.dayNumber) == last)
        #expect(last.adding(days: Int.max) == nil)
        #expect(CalendarDate(year: 1, month: 1, day: 1)?.adding(days: -1) == nil)
        #expect(CalendarDate(year: 1, month: 1, day: 1)?.adding(months: -1) == nil)
    }

    @Test("Notice on the latest day leaves the whole period, and a day later it does not", arguments: [TimeUnit.tage, .wochen, .monate, .jahre])
    func latestIsLatest(unit: TimeUnit) throws {
        let first = try #require(CalendarDate(year: 2026, month: 1, day: 1))
        for offset in 0..<1_461 {
            let last = try #require(first.adding(days: offset))
            for count in [1, 3, 6] {
                let period = try #require(Period(count, unit))
                let latest = try #require(period.latestEvent(before: last))
                #expect(try #require(period.end(after: latest)) <= last)
                let next = try #require(latest.adding(days: 1))
                #expect(try #require(period.end(after: next)) > last)
            }
        }
    }

    @Test("Easter is on the days that are known", arguments: ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25", "1818-03-22"])
    func easter(day: String) throws {
        let date = try #require(CalendarDate(written: day))
        #expect(CalendarDate.easter(in: date.year) == date)
    }
}
