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

    static func all(in passage: LintPassage) -> [GenderSign] {
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
        guard word.hasSuffix("innen") || word.hasSuffix("in") else { return nil }
        let stem = word.hasSuffix("innen") ? word.dropLast(5) : word.dropLast(2)
        guard stem.count > 3 else { return nil }
        let beginning = folded(stem.prefix(max(4, stem.count - 2)))
        if index + 2 < tokens.count, isConjunction(tokens[index + 1]) {
            for other in index + 2..<min(tokens.count, index + 5) where folded(tokens[other].text[...]).hasPrefix(beginning) {
                return GenderSign(form: .pair, stem: String(stem), tokens: index..<other + 1, isIrregular: false)
            }
        }
        // „der Staatsanwalt oder die Staatsanwältin“, „Partner und Partnerinnen“
        let start = max(0, index - 4)
        guard let conjunction = (start..<index).last(where: { isConjunction(tokens[$0]) }), conjunction > 0, index - conjunction <= 2,
            folded(tokens[conjunction - 1].text[...]).hasPrefix(beginning)
        else { return nil }
        return GenderSign(form: .pair, stem: String(stem), tokens: conjunction - 1..<index + 1, isIrregular: false)
    }

    private static func isConjunction(_ token: Token) -> Bool { ["und", "oder", "bzw"].contains(token.text) }

    /// Without umlauts, which the word for women often has: „Staatsanwältin“.
    private static func folded(_ word: Substring) -> String { String(word.map { ["ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U"][$0] ?? $0 }) }
}
