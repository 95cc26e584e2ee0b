/// „1.1.2026-31.12.2026“, „24.-26. September“: a hyphen or dash that means „bis“ between two days; such a range keeps to one line.
enum DateRange {
    /// Is the sign at `index` one between two days, the later after the earlier as far as that can be seen?
    ///
    /// - Parameter output: what stands before the sign, normalised.
    static func isRange(_ scalars: [Unicode.Scalar], around index: Int, output: [Unicode.Scalar]) -> Bool {
        var end = index + 1
        while end < scalars.count, isPart(scalars[end]) { end += 1 }
        // The point behind a whole date ends the sentence.
        var right = Day(scalars[(index + 1)..<end])
        if right == nil, end > index + 1, scalars[end - 1] == "." { right = Day(scalars[(index + 1)..<(end - 1)]) }
        guard let right, end == scalars.count || !(scalars[end].isLetter || scalars[end] == "-" || scalars[end] == "/") else { return false }
        var start = output.count
        while start > 0, output.count - start <= 10, isPart(output[start - 1]) { start -= 1 }
        guard let left = Day(output[start..<output.count]), start == 0 || output[start - 1].isBlank || output[start - 1].opensWord else { return false }
        return left.precedes(right)
    }

    /// Is this token a whole date in figures, for „01.01.2026 – 31.12.2026“ with blanks?
    static func isDate(_ token: ArraySlice<Unicode.Scalar>) -> Bool {
        let bare = token.last.map { $0 == "," || $0 == ")" || $0 == ";" } ?? false ? token.dropLast() : token
        let figures = bare.last == "." && bare.count(where: { $0 == "." }) == 3 ? bare.dropLast() : bare
        return Day(figures).map { $0.month != nil } ?? false
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool { scalar.isDigit || scalar == "." }

    /// „24.“, „24.9.“, „24.09.2026“, „24.9.26“.
    private struct Day {
        let day: Int
        let month: Int?
        let year: Int?

        init?(_ scalars: ArraySlice<Unicode.Scalar>) {
            var parts: [(value: Int, length: Int)] = []
            var isOpen = false
            for scalar in scalars {
                if scalar == "." {
                    guard isOpen else { return nil }
                    isOpen = false
                    continue
                }
                guard scalar.isDigit else { return nil }
                if !isOpen { parts.append((0, 0)) }
                isOpen = true
                guard var last = parts.popLast(), last.length < 4 else { return nil }
                last.value = last.value * 10 + Int(scalar.value - 0x30)
                last.length += 1
                parts.append(last)
            }
            // Only the year has no point behind it.
            guard (1...3).contains(parts.count), isOpen == (parts.count == 3) else { return nil }
            guard (1...31).contains(parts[0].value), parts[0].length <= 2 else { return nil }
            day = parts[0].value
            if parts.count > 1 {
                guard (1...12).contains(parts[1].value), parts[1].length <= 2 else { return nil }
                month = parts[1].value
            } else {
                month = nil
            }
            if parts.count > 2 {
                guard parts[2].length == 2 || parts[2].length == 4 else { return nil }
                year = parts[2].value
            } else {
                year = nil
            }
        }

        func precedes(_ other: Day) -> Bool {
            if let year, let later = other.year, year != later { return year < later }
            if let month, let later = other.month, month != later { return month < later || year == nil && other.year == nil }
            return day < other.day
        }
    }
}
