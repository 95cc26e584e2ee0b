import Findings
import GermanText

struct SectionSignRule: TextRule {
    static let card = RuleCard(
        "paragraphenzeichen", .warnung,
        "Mehrere Vorschriften werden mit „§§“ zitiert (§§ 61 ff.), eine mit „§“; das Gesetz steht dahinter, der Absatz heißt „Abs. 3“.",
        remedy: "Zitieren Sie in der Form „§ 3 Abs. 3 KKG“ oder „§§ 61 ff. SGB VIII“.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in number(passage, knowledge) + order(passage, knowledge) }
    }

    private func number(_ passage: LintPassage, _ knowledge: LintKnowledge) -> [Finding] {
        knowledge.citations.findCitations(in: passage.text).compactMap { found in
            let citation = found.citation
            guard citation.unit == .paragraph, citation.needsPluralSign != citation.hasPluralSign else { return nil }
            // „§§ 8a und 8b“: the law that a row has at its end belongs to several.
            if citation.hasPluralSign, citation.law == nil || citation.lawIsInherited { return nil }
            return finding(
                passage, passage.offset(of: found.range.lowerBound), "„\(passage.text[found.range])“ hat das falsche Zeichen.",
                remedy: "Schreiben Sie „\(citation.formatted())“.")
        }
    }

    /// „KKG §3, (3)“
    private func order(_ passage: LintPassage, _ knowledge: LintKnowledge) -> [Finding] {
        let tokens = passage.tokens
        return tokens.indices.dropFirst().compactMap { index in
            guard tokens[index].text == "§", index + 1 < tokens.count, tokens[index + 1].isNumber,
                knowledge.lawNames.contains(tokens[index - 1].text)
            else { return nil }
            let rest = knowledge.citations.findCitations(in: passage.words(tokens[index].range.lowerBound..<passage.scalars.count))
            // „… des KKG § 8a SGB VIII“ is a slip of another kind.
            guard let first = rest.first?.citation, first.law == nil else { return nil }
            return finding(
                passage, tokens[index - 1].range.lowerBound, "Das Gesetz „\(tokens[index - 1].text)“ steht vor der Vorschrift.")
        }
    }
}
