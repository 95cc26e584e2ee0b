/// What an item of a list begins with: „1.“, „a)“, „(2)“, „iv.“, „•“.
struct ItemLabel: Sendable, Hashable {
    enum Kind: Hashable, Sendable { case bullet(Character), decimal, lowerAlpha, upperAlpha, lowerRoman, upperRoman }

    /// Of several readings („i)“ is a letter and a number) the likelier first, each with its place in the series.
    let readings: [Reading]
    let text: String
    /// No other meaning: signs that only stand before items.
    let isCertain: Bool
    /// With brackets or stop, as items of one list have them alike.
    let dress: String

    struct Reading: Hashable, Sendable {
        var kind: Kind
        var value: Int
    }

    private static let signs: Set<Character> = ["•", "●", "▪", "■", "◦", "○", "‣", "⁃", "▶", "➢", "✓", "❖", "·", "➤", "►", "□", "♦", "⇨"]
    private static let dashes: Set<Character> = ["-", "–", "—", "*", "−", "o"]

    /// Of a line of text, or one before which a sign is drawn.
    static func of(_ line: PageOrder.TextLine) -> ItemLabel? { line.hasDrawnSign ? ItemLabel() : ItemLabel(line.text) }

    private init() {
        readings = [Reading(kind: .bullet("•"), value: 0)]
        (text, isCertain, dress) = ("", true, "drawn")
    }

    private init?(_ line: String) {
        let line = line.drop(while: \.isWhitespace)
        guard let first = line.first else { return nil }
        let isFollowed = line.dropFirst().first?.isWhitespace ?? true
        if Self.signs.contains(first) || Self.dashes.contains(first) && isFollowed {
            readings = [Reading(kind: .bullet(first), value: 0)]
            (text, isCertain, dress) = (String(first), Self.signs.contains(first), "")
            return
        }
        let isBracketed = first == "("
        let core = line.dropFirst(isBracketed ? 1 : 0).prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let rest = line.dropFirst(core.count + (isBracketed ? 1 : 0))
        guard let stop = rest.first, stop == ")" || stop == "." && !isBracketed, rest.dropFirst().first?.isWhitespace ?? true, (1...5).contains(core.count) else { return nil }
        readings = Self.readings(String(core))
        guard !readings.isEmpty else { return nil }
        text = (isBracketed ? "(" : "") + core + String(stop)
        (isCertain, dress) = (false, (isBracketed ? "(" : "") + String(stop))
    }

    private static func readings(_ core: String) -> [Reading] {
        if core.allSatisfy(\.isNumber) { return core.count <= 3 ? Int(core).map { [Reading(kind: .decimal, value: $0)] } ?? [] : [] }
        var found: [Reading] = []
        let isLower = core == core.lowercased()
        guard isLower || core == core.uppercased() else { return [] }
        if let value = roman(core.lowercased()) { found.append(Reading(kind: isLower ? .lowerRoman : .upperRoman, value: value)) }
        if core.count == 1, let letter = core.lowercased().utf8.first {
            let reading = Reading(kind: isLower ? .lowerAlpha : .upperAlpha, value: Int(letter) - 96)
            // „i)“ begins numbers, „c)“, „d)“ and „v)“ are letters.
            if core.lowercased() == "i" { found.append(reading) } else { found.insert(reading, at: 0) }
        }
        return found
    }

    private static func roman(_ text: String) -> Int? {
        let values: [Character: Int] = ["i": 1, "v": 5, "x": 10]
        var (total, last) = (0, 0)
        for letter in text.reversed() {
            guard let value = values[letter] else { return nil }
            total += value < last ? -value : value
            last = max(last, value)
        }
        return total
    }

    /// The reading that goes on after one of the item before.
    func following(_ reading: Reading) -> Reading? {
        readings.first { own in
            guard own.kind == reading.kind else { return false }
            if case .bullet = own.kind { return true }
            return own.value == reading.value + 1
        }
    }
}
