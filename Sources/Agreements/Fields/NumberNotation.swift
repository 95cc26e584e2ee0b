import Foundation
import Settings

/// The ways people and machines write a number.
enum NumberNotation {
    package enum Reading: Equatable {
        case number(Decimal)
        /// `1.234`: a thousand or a bit more than one.
        case ambiguous
        case notANumber
    }

    /// `1234`, `-12.50`, `1.2e3`: digits with a decimal point, as JSON and the expression language write.
    static func machine(_ text: String) -> Decimal? {
        var rest = Substring(text)
        let isNegative = rest.hasPrefix("-")
        if isNegative { rest = rest.dropFirst() }
        var exponent = 0
        if let e = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            guard let value = Int(rest[rest.index(after: e)...]), abs(value) <= Limits.digits else { return nil }
            exponent = value
            rest = rest[..<e]
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy(isDigits), parts.reduce(0, { $0 + $1.utf8.count }) <= Limits.digits else { return nil }
        let digits = parts.joined()
        guard let significand = Decimal(string: digits) else { return nil }
        let fraction = parts.count == 2 ? parts[1].utf8.count : 0
        return Decimal(sign: isNegative ? .minus : .plus, exponent: exponent - fraction, significand: significand)
    }

    /// German notation first: `1.234,56`, `1 234,5`, `12,5`, `1.234`; a point that cannot part thousands parts decimals (`12.50`).
    static func german(_ text: String, style: ScalarStyle) -> Reading {
        let blanks: Set<Character> = [" ", "\u{A0}", "\u{202F}", "\u{2009}"]
        var rest = text.filter { !blanks.contains($0) }
        if rest.hasPrefix("\u{2212}") || rest.hasPrefix("–") { rest = "-" + rest.dropFirst() }
        if style == .machine { return machine(rest).map(Reading.number) ?? .notANumber }
        let commas = rest.split(separator: ",", omittingEmptySubsequences: false)
        if commas.count > 2 { return .notANumber }
        let unsigned = commas[0].hasPrefix("-") ? commas[0].dropFirst() : commas[0]
        let groups = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        let isGrouped =
            groups.count > 1 && (1...3).contains(groups[0].utf8.count) && groups[0] != "0" && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
        if commas.count == 2 {
            guard groups.count == 1 || isGrouped else { return .notANumber }
            return machine(commas[0].filter { $0 != "." } + "." + commas[1]).map(Reading.number) ?? .notANumber
        }
        if isGrouped {
            if groups.count == 2, style == .plain { return groups.allSatisfy(isDigits) ? .ambiguous : .notANumber }
            return machine(rest.filter { $0 != "." }).map(Reading.number) ?? .notANumber
        }
        return machine(rest).map(Reading.number) ?? .notANumber
    }

    /// `1.200,00 €`, `EUR 1200`, `1.200,- Euro`.
    static func amount(_ text: String, style: ScalarStyle) -> Reading {
        var rest = text.filter { $0 != "€" }
        for unit in ["Euro", "EURO", "EUR", "euro", "eur"] {
            if let range = rest.range(of: unit) {
                rest.removeSubrange(range)
                break
            }
        }
        let isCurrency = rest != text
        rest = rest.filter { !$0.isWhitespace }
        for suffix in [",--", ",-", ",–", ",—"] where rest.hasSuffix(suffix) { rest = String(rest.dropLast(suffix.count)) }
        let reading = german(rest, style: isCurrency && style == .plain ? .quoted : style)
        return reading
    }

    private static func isDigits(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
