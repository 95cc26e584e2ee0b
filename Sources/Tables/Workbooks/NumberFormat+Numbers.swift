import Foundation

/// Numbers as their cells show them, with a decimal comma and points between thousands.
extension NumberFormat.Section {
    /// - Parameter number: without sign where the section shows it itself.
    /// - Returns: `nil` where what Excel shows is not certain, or is nothing at all.
    func shown(_ number: Double) -> String? {
        guard !isUnsure, !isDate, number.isFinite, abs(number) < 1e15 else { return nil }
        if tokens.contains(.text) || tokens.contains(.general) { return plain(number) }
        guard tokens.contains(where: { if case .digit = $0 { true } else { false } }) else {
            // „"entfällt"“: a text stands for every number.
            let text = trimmed(tokens.reduce(into: "") { if case .literal(let text) = $1 { $0 += text } })
            return text.isEmpty ? nil : text
        }
        if tokens.contains(.slash) { return NumberFraction(tokens).flatMap { fraction in fraction.shown(number).map(trimmed) } }
        return digits(number).map(trimmed)
    }

    private func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }

    private func plain(_ number: Double) -> String? {
        guard let text = SheetNumber.german(SheetNumber.fifteenDigits(number)) else { return nil }
        return tokens.reduce(into: "") { result, token in
            switch token {
            case .literal(let literal): result += literal
            case .general, .text: result += text
            default: break
            }
        }
    }

    /// Whole and fractional places, groups, percentages, exponents.
    private func digits(_ number: Double) -> String? {
        let exponentAt = tokens.firstIndex { if case .exponent = $0 { true } else { false } }
        let pointAt = tokens.firstIndex(of: .point)
        let lastDigit = tokens.prefix(exponentAt ?? tokens.count).lastIndex { if case .digit = $0 { true } else { false } } ?? 0
        // No program writes a power of ten with places behind a comma.
        if let pointAt, let exponentAt, exponentAt < pointAt { return nil }
        let whole = tokens[..<min(pointAt ?? lastDigit + 1, exponentAt ?? tokens.count)]
        let places = pointAt.map { tokens[($0 + 1)..<max($0 + 1, exponentAt ?? tokens.count)] } ?? []
        guard places.count(where: { $0 == .point }) == 0 else { return nil }
        // „#.##0,00“, the German code in a file: LibreOffice parts the thousands there or not, by the other places.
        if let comma = places.firstIndex(of: .comma), places[comma...].contains(where: { if case .digit = $0 { true } else { false } }) { return nil }
        guard var value = Decimal(string: SheetNumber.fifteenDigits(abs(number)), locale: Locale(identifier: "en_US_POSIX")) else { return nil }
        for token in tokens where token == .percent { value *= 100 }
        // Commas behind the last place divide by a thousand, others part groups.
        let isGrouped = whole.indices.contains { tokens[$0] == .comma && whole[whole.index(after: $0)...].contains { if case .digit = $0 { true } else { false } } }
        var scaling = tokens.index(after: lastDigit)
        while scaling < tokens.count, tokens[scaling] == .comma {
            value /= 1_000
            scaling += 1
        }
        if pointAt != nil {
            var before = whole.endIndex - 1
            while before >= 0, tokens[before] == .comma {
                value /= 1_000
                before -= 1
            }
        }
        var exponent = 0
        if exponentAt != nil {
            guard whole.count(where: { if case .digit = $0 { true } else { false } }) == 1 else { return nil }
            (value, exponent) = NumberFormat.Section.normalised(value, places: NumberFormat.Section.count(of: places))
        }
        let count = NumberFormat.Section.count(of: places)
        guard count <= 30, let parts = NumberFormat.Section.parts(of: value, places: count) else { return nil }
        // Excel and LibreOffice differ about a sign before nothing but zeros.
        let isZero = parts.whole.allSatisfy { $0 == "0" } && parts.fraction.allSatisfy { $0 == "0" }
        guard number >= 0 || !isZero else { return nil }
        var text = number < 0 ? "-" : ""
        text += wholePlaces(whole, parts.whole, isGrouped: isGrouped)
        if let pointAt {
            text += ","
            text += fractionPlaces(tokens[(pointAt + 1)..<(exponentAt ?? tokens.count)], parts.fraction)
        } else {
            text += literals(tokens[whole.endIndex..<(exponentAt ?? tokens.count)])
        }
        if let exponentAt, case .exponent(let showsPlus) = tokens[exponentAt] {
            text += "E" + (exponent < 0 ? "-" : showsPlus ? "+" : "")
            text += wholePlaces(tokens[(exponentAt + 1)...], String(abs(exponent)), isGrouped: false)
        }
        return text
    }

    static func count(of places: some Sequence<NumberFormat.Token>) -> Int { places.count { if case .digit = $0 { true } else { false } } }

    /// Digits before and behind the comma, rounded half away from zero as spreadsheets do.
    static func parts(of value: Decimal, places: Int) -> (whole: String, fraction: String)? {
        var source = value
        var rounded = Decimal()
        NSDecimalRound(&rounded, &source, places, .plain)
        let parts = rounded.description.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.allSatisfy(\.isNumber) else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        return (whole == "0" ? "" : String(whole), fraction + String(repeating: "0", count: max(0, places - fraction.count)))
    }

    /// One digit before the comma, and the power of ten.
    private static func normalised(_ value: Decimal, places: Int) -> (Decimal, Int) {
        guard value != 0, value.isFinite else { return (value, 0) }
        var value = value
        var exponent = 0
        // Decimal holds numbers from 1e-127 to 1e165.
        while value >= 10, exponent < 300 { (value, exponent) = (value / 10, exponent + 1) }
        while value < 1, exponent > -300 { (value, exponent) = (value * 10, exponent - 1) }
        var source = value
        var rounded = Decimal()
        NSDecimalRound(&rounded, &source, places, .plain)
        return rounded >= 10 ? (value / 10, exponent + 1) : (value, exponent)
    }

    /// From the right: each place takes a digit, the first all that are left.
    private func wholePlaces(_ places: ArraySlice<NumberFormat.Token>, _ digits: String, isGrouped: Bool) -> String {
        let first = places.firstIndex { if case .digit = $0 { true } else { false } }
        var rest = Array(digits)
        var pieces: [String] = []
        var taken = 0
        func take(_ digit: Character) {
            if isGrouped, taken > 0, taken.isMultiple(of: 3), digit != " " { pieces.append(".") }
            pieces.append(String(digit))
            taken += 1
        }
        for index in places.indices.reversed() {
            switch places[index] {
            case .digit(let kind):
                if let digit = rest.popLast() { take(digit) } else if kind == "0" { take("0") } else if kind == "?" { take(" ") }
                if index == first { while let digit = rest.popLast() { take(digit) } }
            case .literal(let text): pieces.append(text)
            case .percent: pieces.append("%")
            default: break
            }
        }
        return pieces.reversed().joined()
    }

    private func fractionPlaces(_ places: ArraySlice<NumberFormat.Token>, _ digits: String) -> String {
        var rest = Array(digits)[...]
        var text = ""
        // „#.##0“: a place that shows every digit shows those before it, too.
        let lastForced = places.lastIndex(of: .digit("0")) ?? places.startIndex - 1
        for (index, token) in zip(places.indices, places) {
            switch token {
            case .digit(let kind):
                guard let digit = rest.popFirst() else { continue }
                if digit == "0", index > lastForced, rest.allSatisfy({ $0 == "0" }) { if kind == "?" { text += " " } } else { text.append(digit) }
            case .literal(let literal): text += literal
            case .percent: text += "%"
            default: break
            }
        }
        return text
    }

    private func literals(_ tokens: ArraySlice<NumberFormat.Token>) -> String {
        tokens.reduce(into: "") { result, token in
            switch token {
            case .literal(let text): result += text
            case .percent: result += "%"
            default: break
            }
        }
    }
}

/// `# ?/?`: a number as a fraction.
private struct NumberFraction {
    private let hasWhole: Bool
    private let isWholeForced: Bool
    private let prefix: String
    private let suffix: String
    private let denominator: Int?
    private let largest: Int

    init?(_ tokens: [NumberFormat.Token]) {
        guard let slash = tokens.firstIndex(of: .slash), tokens.count(where: { $0 == .slash }) == 1 else { return nil }
        var start = slash
        while start > 0, case .digit = tokens[start - 1] { start -= 1 }
        var end = slash + 1
        var fixed = ""
        var places = 0
        while end < tokens.count {
            if case .digit(let scalar) = tokens[end] {
                places += 1
                if scalar == "0", !fixed.isEmpty { fixed += "0" }
            } else if case .literal(let text) = tokens[end], text.allSatisfy(\.isASCII), text.allSatisfy(\.isNumber), places == 0 || !fixed.isEmpty {
                fixed += text
            } else {
                break
            }
            end += 1
        }
        let before = tokens[..<start]
        let wholePlaces = before.filter { if case .digit = $0 { true } else { false } }
        guard start < slash, end > slash + 1, !tokens.contains(.point), !tokens.contains(.percent), !tokens.contains(.comma) else { return nil }
        hasWhole = !wholePlaces.isEmpty
        isWholeForced = wholePlaces.contains(.digit("0"))
        let firstPlace = before.firstIndex { if case .digit = $0 { true } else { false } } ?? before.endIndex
        prefix = NumberFraction.literals(tokens[..<firstPlace])
        suffix = NumberFraction.literals(tokens[end...])
        if fixed.isEmpty {
            denominator = nil
            guard places <= 3 else { return nil }
            largest = [9, 99, 999][max(0, places - 1)]
        } else {
            guard let value = Int(fixed), (1...9_999).contains(value) else { return nil }
            (denominator, largest) = (value, value)
        }
    }

    private static func literals(_ tokens: ArraySlice<NumberFormat.Token>) -> String {
        tokens.reduce(into: "") { if case .literal(let text) = $1 { $0 += text } }
    }

    func shown(_ number: Double) -> String? {
        let size = abs(number)
        guard size < 1e9 else { return nil }
        var whole = hasWhole ? size.rounded(.down) : 0
        let rest = size - whole
        var best = (numerator: 0.0, denominator: 1)
        var error = Double.infinity
        for candidate in denominator.map({ $0...$0 }) ?? 1...largest {
            let numerator = (rest * Double(candidate)).rounded()
            let distance = abs(rest - numerator / Double(candidate))
            if distance < error - 1e-12 { (best, error) = ((numerator, candidate), distance) }
        }
        if hasWhole, best.numerator == Double(best.denominator) { (whole, best) = (whole + 1, (0, 1)) }
        let sign = number < 0 ? "-" : ""
        let text = "\(Int(best.numerator))/\(best.denominator)"
        guard hasWhole else { return prefix + sign + text + suffix }
        if best.numerator == 0 { return prefix + sign + "\(Int(whole))" + suffix }
        return prefix + sign + (whole == 0 && !isWholeForced ? text : "\(Int(whole)) \(text)") + suffix
    }
}
