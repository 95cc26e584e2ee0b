import Foundation

/// What a cell of an ODS sheet shows. The file holds both: the value, and the text that the program showed when it saved; each is held against the
/// other, for files that scripts have written are wrong about the text.
enum OpenDocumentValue {
    /// - Parameters:
    ///   - value: `office:value`, with a decimal point.
    ///   - shown: the cell's text.
    static func number(_ value: String, shown: String, isPercent: Bool) -> CellValue {
        guard let number = Double(value), number.isFinite else { return .fault(.unsureDisplay, shown.isEmpty ? value : shown) }
        if isError(shown) { return .fault(.formulaError, shown) }
        let text = shown.trimmingCharacters(in: .whitespaces)
        let plain = SheetNumber.value(isPercent ? "\(number)" : value, isPercent ? NumberFormat(builtIn: 10) : .general, is1904: false)
        guard !text.isEmpty else { return isPercent ? percent(number) : plain }
        switch reading(of: text, number) {
        case .german:
            if isPercent || text.hasSuffix("%") { return .percent(String(text.dropLast(text.hasSuffix("%") ? 1 : 0)).trimmingCharacters(in: .whitespaces)) }
            guard case .number(let stored, let isSerial, _) = plain else { return plain }
            return .number(stored, isSerial: isSerial, shown: text == stored ? nil : text)
        case .english:
            let german = String(text.map { $0 == "." ? "," : $0 == "," ? "." : $0 })
            if isPercent || german.hasSuffix("%") { return .percent(String(german.dropLast(german.hasSuffix("%") ? 1 : 0)).trimmingCharacters(in: .whitespaces)) }
            guard case .number(let stored, let isSerial, _) = plain else { return plain }
            return .number(stored, isSerial: isSerial, shown: german == stored ? nil : german)
        case nil:
            return .fault(.unsureDisplay, text)
        }
    }

    private static func percent(_ number: Double) -> CellValue {
        SheetNumber.german(SheetNumber.fifteenDigits(number * 100)).map { .percent($0) } ?? .fault(.unsureDisplay, "")
    }

    /// - Parameter value: `office:date-value`.
    static func date(_ value: String, shown: String) -> CellValue {
        if isError(shown) { return .fault(.formulaError, shown) }
        guard let moment = SheetDate.moment(value) else {
            return .fault(value.hasPrefix("-") || SheetDate.moment(String(value.prefix(10))) == nil ? .impossibleDay : .unsureDisplay, shown.isEmpty ? value : shown)
        }
        let text = shown.trimmingCharacters(in: .whitespaces)
        func two(_ number: Int) -> String { SheetMoment.padded(number, 2) }
        var day = "\(two(moment.day)).\(two(moment.month)).\(moment.year)"
        let seconds = Int(moment.seconds)
        let clock = "\(two(seconds / 3_600)):\(two(seconds / 60 % 60))"
        guard !text.isEmpty else { return .date(seconds < 60 ? day : "\(day) \(clock)") }
        var runs = digitRuns(text)
        let times = [seconds / 3_600, (seconds / 3_600 + 11) % 12 + 1, seconds / 60 % 60, seconds % 60, Int(moment.seconds.rounded()) % 60]
        let isKnown = runs.allSatisfy { run in
            guard let number = Int(run) else { return false }
            return [moment.day, moment.month, moment.year, moment.year % 100].contains(number) || times.contains(number) || text.contains(",") && run.count <= 9
        }
        let isNamed = hasMonthName(text, moment.month)
        guard isKnown, !runs.isEmpty || isNamed || text.count <= 12 else { return .fault(.unsureDisplay, text) }
        func take(_ numbers: Int...) -> Bool {
            guard let index = runs.firstIndex(where: { run in Int(run).map(numbers.contains) ?? false }) else { return false }
            runs.remove(at: index)
            return true
        }
        // A cell that shows less than a day is a text.
        let isWhole = take(moment.year, moment.year % 100) && take(moment.day) && (isNamed || take(moment.month))
        guard isWhole else { return .text(text) }
        if text.contains(":"), seconds >= 60 { day += " \(clock)" }
        return .date(day, shown: text == day ? nil : text)
    }

    /// „#DIV/0!“, „Err:502“: what cells show, whatever value is stored beside it.
    static func isError(_ shown: String) -> Bool {
        shown.hasPrefix("Err:") || shown.hasPrefix("#") && shown.count > 2 && (shown.hasSuffix("!") || shown.hasSuffix("?") || shown == "#NV" || shown == "#N/A")
            || !shown.isEmpty && shown.allSatisfy { $0 == "#" }
    }

    private enum Notation { case german, english }

    /// In which notation the text shows the number, rounded as it may be; `nil`: in none.
    private static func reading(of text: String, _ number: Double) -> Notation? {
        // As it is first; formats may also leave thousands out.
        for factors in [[text.contains("%") ? 100 : 1], [0.001, 0.000001]] {
            if agrees(text, number, factors, decimal: ",", thousands: ".") { return .german }
            if agrees(text, number, factors, decimal: ".", thousands: ",") { return .english }
            if isFraction(text, number) { return .german }
        }
        return nil
    }

    private static func agrees(_ text: String, _ number: Double, _ factors: [Double], decimal: Character, thousands: Character) -> Bool {
        var candidates: [String] = []
        var current = ""
        // A number may stand amid other characters („D-00021“, „14 Tage“), and its digits may be parted („002-02-61“).
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            if character.isASCII, character.isNumber {
                current.append(character)
            } else if character == decimal, !current.contains("."), !current.isEmpty || next.isNumber {
                current.append(".")
            } else if (character == "E" || character == "e") && !current.isEmpty && (next == "+" || next == "-" || next.isNumber) && !current.contains("e") {
                current.append("e")
            } else if character == "-" || character == "+", current.hasSuffix("e") {
                current.append(character)
            } else if character == thousands || [" ", "\u{A0}", "\u{202F}", "'", "’"].contains(character), !current.isEmpty, next.isNumber {
                continue
            } else if !current.isEmpty {
                candidates.append(current)
                current = ""
            }
        }
        if !current.isEmpty { candidates.append(current) }
        candidates.append(candidates.joined())
        let size = abs(number)
        return candidates.contains { candidate in
            guard let value = Double(candidate.hasSuffix(".") ? String(candidate.dropLast()) : candidate) else { return false }
            let mantissa = candidate.split(separator: "e").first ?? ""
            let places = mantissa.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
            let exponent = candidate.split(separator: "e").dropFirst().first.flatMap { Double($0) } ?? 0
            guard abs(exponent) < 308 else { return false }
            let unit = pow(10, exponent - Double(places)) * 0.500001
            return factors.contains { factor in abs(value - size * factor) <= unit + size * factor * 1e-14 }
        }
    }

    /// „1 1/2“
    private static func isFraction(_ text: String, _ number: Double) -> Bool {
        let parts = text.split { !($0.isASCII && $0.isNumber) && $0 != "/" }
        guard let last = parts.last(where: { $0.contains("/") }) else { return false }
        let pair = last.split(separator: "/").compactMap { Double($0) }
        guard pair.count == 2, pair[1] > 0 else { return false }
        let whole = parts.first { !$0.contains("/") }.flatMap { Double($0) } ?? 0
        return abs(whole + pair[0] / pair[1] - abs(number)) <= 0.5 / pair[1]
    }

    private static func digitRuns(_ text: String) -> [Substring] { text.split { !($0.isASCII && $0.isNumber) } }

    private static func hasMonthName(_ text: String, _ month: Int) -> Bool {
        let starts = [
            ["jan", "jän"], ["feb"], ["mär", "mrz", "mar"], ["apr"], ["mai", "may"], ["jun"], ["jul"], ["aug"], ["sep"], ["okt", "oct"], ["nov"], ["dez", "dec"],
        ]
        let words = text.lowercased().split { !$0.isLetter }
        return words.contains { word in starts[month - 1].contains { word.hasPrefix($0) } }
    }
}
