import Findings
import GermanText

struct SuspendedHyphenRule: TextRule {
    static let card = RuleCard(
        "ergaenzungsstrich", .warnung,
        "Was zweien gemeinsam ist, wird durch einen Bindestrich ersetzt: „zwei- bis viermal“, „Qualitätsentwicklung und -sicherung“; ein Gedankenstrich an dieser Stelle ist falsch.",
        remedy: "Setzen Sie den Bindestrich unmittelbar an das Wort.")
    static let kinds: Set<LintText.Kind> = .sources

    private static let numbers: Set<String> = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            let tokens = passage.tokens
            return tokens.indices.compactMap { index -> Finding? in
                let token = tokens[index]
                if SuspendedHyphenRule.numbers.contains(token.text.lowercased()), index + 2 < tokens.count,
                    ["bis", "oder", "und"].contains(tokens[index + 1].text), SuspendedHyphenRule.multiplies(tokens[index + 2].text)
                {
                    return finding(
                        passage, token.range.lowerBound, "Hinter „\(token.text)“ fehlt der Bindestrich.",
                        remedy: "Schreiben Sie „\(token.text)- \(tokens[index + 1].text) \(tokens[index + 2].text)“.")
                }
                // „und –sicherung“
                if token.text == "–", token.followsBlank, index > 0, ["und", "oder", "sowie", ","].contains(tokens[index - 1].text),
                    index + 1 < tokens.count, tokens[index + 1].isWord, !tokens[index + 1].followsBlank
                {
                    return finding(
                        passage, token.range.lowerBound, "Vor „\(tokens[index + 1].text)“ steht ein Gedankenstrich.", remedy: "Schreiben Sie „-\(tokens[index + 1].text)“.")
                }
                return enclosed(passage, tokens, index)
            }
        }
    }

    /// „Fachbereich 51 -Jugendamt-,“: an insertion stands between dashes with blanks.
    private func enclosed(_ passage: LintPassage, _ tokens: [Token], _ index: Int) -> Finding? {
        guard tokens[index].text == "-", tokens[index].followsBlank, index > 0, index + 2 < tokens.count, tokens[index + 1].isCapitalised,
            !tokens[index + 1].followsBlank, tokens[index + 2].text == "-", !tokens[index + 2].followsBlank,
            index + 3 == tokens.count || tokens[index + 3].followsBlank || tokens[index + 3].text == ","
        else { return nil }
        let word = tokens[index + 1].text
        return finding(passage, tokens[index].range.lowerBound, "„-\(word)-“ steht zwischen Bindestrichen.", remedy: "Schreiben Sie „– \(word) –“.")
    }

    /// „viermal“, „dreijährig“, „vierfach“: a numeral with what it shares with the one before.
    private static func multiplies(_ word: String) -> Bool {
        numbers.contains { number in
            ["mal", "fach", "jährig", "jährlich", "monatig", "stündig", "tägig", "seitig"].contains { word.hasPrefix(number + $0) }
        }
    }
}
