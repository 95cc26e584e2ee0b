import GermanText

/// A gender form within a text: „Partner:innen“, „Koordinator/in“, „Partnerinnen und Partner“.
struct GenderSign {
    enum Form: String, CaseIterable {
        case star = "Stern", colon = "Doppelpunkt", underscore = "Unterstrich", innerCapital = "Binnen-I", slash = "Schrägstrich"
        case pair = "Paarform"
    }

    var form: Form
    /// The word before the mark: „Netzwerkpartner“.
    var stem: String
    /// Tokens of the passage.
    var tokens: Range<Int>
    /// Written as no rule has it: „Koordinatoren/innen“ without hyphen is one, „/In“ the other.
    var isIrregular: Bool

    private static let endings: Set<String> = ["in", "innen"]

    static func all(in passage: Passage) -> [GenderSign] {
        let tokens = passage.tokens
        var signs: [GenderSign] = []
        for index in tokens.indices where tokens[index].isWord {
            if let sign = marked(tokens, index) ?? innerCapital(tokens, index) ?? pair(tokens, index) { signs.append(sign) }
        }
        return signs
    }

    /// A word, directly followed by the mark and „in“ or „innen“.
    private static func marked(_ tokens: [Token], _ index: Int) -> GenderSign? {
        guard index + 2 < tokens.count, !tokens[index + 1].followsBlank, tokens[index].text.count > 2 else { return nil }
        var ending = index + 2
        let mark = tokens[index + 1].text
        let hasHyphen = mark == "/" && tokens[ending].text == "-"
        if hasHyphen { ending += 1 }
        guard ending < tokens.count, !tokens[ending].followsBlank, endings.contains(tokens[ending].text.lowercased()) else { return nil }
        let form: Form
        switch mark {
        case "*": form = .star
        case ":": form = .colon
        case "_": form = .underscore
        case "/": form = .slash
        default: return nil
        }
        let hasCapital = tokens[ending].text.first?.isUppercase ?? false
        // Duden: the part left out leaves a hyphen; with a plural before the slash both endings would be doubled without it.
        let irregular = hasCapital || form == .slash && !hasHyphen && tokens[index].text.hasSuffix("en")
        return GenderSign(form: form, stem: tokens[index].text, tokens: index..<ending + 1, isIrregular: irregular)
    }

    private static func innerCapital(_ tokens: [Token], _ index: Int) -> GenderSign? {
        for ending in ["Innen", "In"] where tokens[index].text.hasSuffix(ending) {
            let stem = tokens[index].text.dropLast(ending.count)
            guard stem.count > 3, stem.last?.isLowercase ?? false else { continue }
            return GenderSign(form: .innerCapital, stem: String(stem), tokens: index..<index + 1, isIrregular: false)
        }
        return nil
    }

    /// „Partnerinnen und Partner“
    private static func pair(_ tokens: [Token], _ index: Int) -> GenderSign? {
        let word = tokens[index].text
        guard word.hasSuffix("innen") || word.hasSuffix("in"), index + 2 < tokens.count,
            ["und", "oder", "bzw"].contains(tokens[index + 1].text)
        else { return nil }
        let stem = word.hasSuffix("innen") ? word.dropLast(5) : word.dropLast(2)
        guard stem.count > 3 else { return nil }
        for other in index + 2..<min(tokens.count, index + 5) where tokens[other].text.hasPrefix(stem.prefix(max(4, stem.count - 2))) {
            return GenderSign(form: .pair, stem: String(stem), tokens: index..<other + 1, isIrregular: false)
        }
        return nil
    }
}
