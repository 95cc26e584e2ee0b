/// Names one node of a ``Document``: unique within it, ascending in reading order.
public struct NodeID: RawRepresentable, Hashable, Sendable, Comparable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static func < (a: NodeID, b: NodeID) -> Bool { a.rawValue < b.rawValue }

    /// Of what has no identifier yet, or needs none; ``NodeNumbering`` gives it to no node.
    public static let unnumbered = NodeID(rawValue: 0)
}

/// Hands out ``NodeID``s in reading order.
public struct NodeNumbering: Sendable, Hashable {
    private var last: Int32 = 0
    public init() {}
    public mutating func next() -> NodeID {
        last += 1
        return NodeID(rawValue: last)
    }
}

/// The dotted path of a field, as clerks write it: `partner.name`.
public struct FieldPath: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ text: String) { rawValue = text }
    public var description: String { rawValue }
    public static func < (a: FieldPath, b: FieldPath) -> Bool { a.rawValue < b.rawValue }

    package func appending(_ name: String) -> FieldPath { FieldPath(rawValue + "." + name) }
}

/// A BCP 47 language tag.
public struct Language: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let german = Language(rawValue: "de-DE")
}

/// A day of the Gregorian calendar, without clock and zone.
public struct CalendarDate: Hashable, Sendable, Comparable {
    public let year: Int
    /// 1–12.
    public let month: Int
    /// 1–31.
    public let day: Int

    /// `nil` where there is no such day; years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CalendarDate.days(inMonth: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `2026-10-01`
    public var isoText: String {
        func padded(_ value: Int, _ digits: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }
}
