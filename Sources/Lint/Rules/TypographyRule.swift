import Findings
import GermanText

struct TypographyRule: TextRule {
    static let card = RuleCard(
        "typografie", .hinweis,
        "Zeichen, die der Satz von Klauseln von selbst berichtigt: „u.a.“, „0-3 Jahre“, „ - “, „...“, gerade Anführungszeichen, „§3“.",
        remedy: "Schreiben Sie es nach DIN 5008.")
    static let kinds: Set<LintText.Kind> = .typescripts

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage -> [Finding] in
            // An open item is a blank, and told as that.
            if passage.scalars.allSatisfy({ $0 == "." }) { return [] }
            let right = Array(GermanTypography.normalise(passage.text).unicodeScalars)
            let (offsets, counterparts) = differences(passage.scalars, right)
            return offsets.map { offset in
                let word = TypographyRule.word(passage.scalars, around: offset)
                // Of the whole passage: quotes find each other over many words.
                let corrected = TypographyRule.shown(right[counterparts[word.lowerBound]..<counterparts[word.upperBound]])
                return finding(
                    passage, word.lowerBound, "„\(passage.words(word))“ ist typografisch nicht richtig.", remedy: "Schreiben Sie „\(corrected)“.")
            } + houseNumbers(passage)
        }
    }

    private static let streets = ["straße", "strasse", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "markt", "chaussee"]

    /// „Märkische Str. 24-26“: the normaliser changes no character of an address, so it has to be written right.
    private func houseNumbers(_ passage: LintPassage) -> [Finding] {
        let tokens = passage.tokens
        return tokens.indices.compactMap { index in
            guard index >= 1, index + 2 < tokens.count, let from = tokens[index].number, tokens[index + 1].text == "-", let to = tokens[index + 2].number,
                from < to, !tokens[index + 1].followsBlank, !tokens[index + 2].followsBlank
            else { return nil }
            let street = tokens[index - 1].text == "." && index >= 2 ? tokens[index - 2] : tokens[index - 1]
            guard TypographyRule.streets.contains(where: { street.text.lowercased().hasSuffix($0) }) else { return nil }
            return finding(passage, tokens[index].range.lowerBound, "„\(from)-\(to)“ ist typografisch nicht richtig.", remedy: "Schreiben Sie „\(from)–\(to)“.")
        }
    }

    /// Offsets in `written` at which the normaliser has another character; kinds of blanks and joiners do not count, runs of blanks have
    /// a rule of their own. With them for each offset where its counterpart begins in `right`.
    private func differences(_ written: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> (offsets: [Int], counterparts: [Int]) {
        var offsets: [Int] = []
        var counterparts: [Int] = []
        var j = 0
        func advance() { counterparts.append(j) }
        while counterparts.count < written.count {
            let i = counterparts.count
            guard j < right.count else {
                advance()
                continue
            }
            if right[j] == .wordJoiner, written[i] != .wordJoiner {
                j += 1
            } else if written[i] == right[j] || written[i].isBlank && right[j].isBlank {
                advance()
                j += 1
            } else if written[i].isBlank {
                advance()
            } else {
                offsets.append(i)
                if right[j].isBlank {
                    j += 1
                    continue
                }
                // „...“ becomes one character, „--“ one dash.
                advance()
                if written[i] == "." || written[i] == "-" {
                    while counterparts.count < written.count, written[counterparts.count] == written[i] { advance() }
                }
                j += 1
            }
        }
        counterparts.append(right.count)
        let first = offsets.enumerated().filter { $0.offset == 0 || !isSameWord(written, offsets[$0.offset - 1], $0.element) }.map(\.element)
        return (first, counterparts)
    }

    private func isSameWord(_ text: [Unicode.Scalar], _ a: Int, _ b: Int) -> Bool { !text[a...b].contains { $0.isBlank } }

    private static func word(_ text: [Unicode.Scalar], around offset: Int) -> Range<Int> {
        var start = offset
        var end = offset
        // A dash alone is told with its neighbours.
        let isAlone = (offset == 0 || text[offset - 1].isBlank) && (offset + 1 >= text.count || text[offset + 1].isBlank)
        if isAlone { start = max(0, start - 2); end = min(text.count - 1, end + 2) }
        while start > 0, !text[start - 1].isBlank { start -= 1 }
        while end < text.count, !text[end].isBlank { end += 1 }
        return start..<min(text.count, max(end, offset + 1))
    }

    /// With plain blanks, as one types.
    private static func shown(_ text: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(text.compactMap { $0 == .wordJoiner ? nil : $0.isBlank ? .space : $0 }))
    }
}
