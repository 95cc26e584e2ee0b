import Foundation

/// Days and times as the page shows them: „29.11.2026, 9:05 Uhr“, in the time zone of the machine.
enum GermanTime {
    /// - Parameter seconds: since 1970.
    static func text(_ seconds: Double) -> String {
        var time = time_t(seconds)
        var parts = tm()
        guard localtime_r(&time, &parts) != nil else { return "" }
        return "\(two(parts.tm_mday)).\(two(parts.tm_mon + 1)).\(Int(parts.tm_year) + 1900), \(parts.tm_hour):\(two(parts.tm_min)) Uhr"
    }

    /// „2026-11-29“, in the time zone of the machine.
    static func day(_ seconds: Double) -> String {
        var time = time_t(seconds)
        var parts = tm()
        guard localtime_r(&time, &parts) != nil else { return "" }
        return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    }

    static func now() -> Double { Date().timeIntervalSince1970 }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
