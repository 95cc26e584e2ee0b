import Findings
import GermanText

/// Verbs and prepositions that ask for the dative, beside words that cannot be one.
struct CaseGovernmentRule: TextRule {
    static let card = RuleCard(
        "fall-falsch", .warnung,
        "Ein Wort steht im falschen Fall: „helfen“, „zustimmen“, „gemäß“, „entsprechend“ verlangen den Dativ („ihnen hilft“, „gemäß den Bestimmungen“). Die Zeitwörter stehen in facts/begriffe.yaml.",
        remedy: "Setzen Sie den Dativ.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            passage.tokens.indices.compactMap { verb(passage, $0, knowledge) ?? preposition(passage, $0) }
        }
    }

    // MARK: - Verbs

    private static let conjunctions: Set<String> = ["indem", "wenn", "weil", "dass", "damit", "sobald", "soweit", "sofern", "ob", "wobei", "falls", "während"]
    private static let subjects: Set<String> = ["er", "es", "man", "wer"]
    /// What a second pronoun after the subject can be but no dative: with its dative.
    private static let objects = ["diese": "diesen“ oder „dieser", "jene": "jenen“ oder „jener", "ihn": "ihm", "sie": "ihnen“ oder „ihr"]
    private static let datives: Set<String> = ["ihm", "ihr", "ihnen", "diesen", "diesem", "dieser", "jenen", "sich", "einander"]
    private static let longestClause = 14

    /// „indem er diese bei der Einreichung hilft“: subject and object are pronouns, so that neither can be taken for the other.
    private func verb(_ passage: LintPassage, _ start: Int, _ knowledge: LintKnowledge) -> Finding? {
        let tokens = passage.tokens
        guard start + 3 < tokens.count, CaseGovernmentRule.conjunctions.contains(tokens[start].text.lowercased()),
            CaseGovernmentRule.subjects.contains(tokens[start + 1].text), let dative = CaseGovernmentRule.objects[tokens[start + 2].text]
        else { return nil }
        let rest = tokens[(start + 3)...].prefix(CaseGovernmentRule.longestClause)
        let clause = rest.prefix { $0.isWord && !CaseGovernmentRule.conjunctions.contains($0.text) }
        guard !clause.contains(where: { CaseGovernmentRule.datives.contains($0.text) }) else { return nil }
        // The verb ends the clause, or is followed by another one.
        let found = clause.indices.first { index in
            let next = index + 1 < tokens.count ? tokens[index + 1].text : "."
            guard [".", ",", ";", "und", "oder"].contains(next), !tokens[index].isCapitalised else { return false }
            return knowledge.asksForDative(tokens[index].text)
        }
        guard let found else { return nil }
        return finding(
            passage, tokens[start + 2].range.lowerBound, "„\(tokens[start + 2].text)“ passt nicht zu „\(tokens[found].text)“, das den Dativ verlangt.",
            remedy: "Schreiben Sie „\(dative)“.")
    }

    // MARK: - Prepositions

    private static let prepositions: Set<String> = ["gemäß", "entsprechend", "zufolge", "nebst", "samt", "gegenüber"]
    /// Nouns of these endings are feminine, so that their plural is told from their singular.
    private static let plurals = ["ungen", "heiten", "keiten", "schaften", "ionen", "täten"]
    private static let inner: Set<String> = ["für", "in", "im", "an", "am", "auf", "von", "vom", "zu", "zur", "zum", "nach", "durch", "mit", "bei", "beim", "unter", "über"]
    private static let longestPhrase = 10

    /// „gemäß der geltenden Bestimmungen“: „der“ before a plural is no dative.
    private func preposition(_ passage: LintPassage, _ start: Int) -> Finding? {
        let tokens = passage.tokens
        guard start + 2 < tokens.count, CaseGovernmentRule.prepositions.contains(tokens[start].text.lowercased()), tokens[start + 1].text == "der",
            let head = head(tokens, start + 2), CaseGovernmentRule.plurals.contains(where: { tokens[head].text.hasSuffix($0) })
        else { return nil }
        return finding(
            passage, tokens[start + 1].range.lowerBound, "„\(tokens[start].text)“ verlangt den Dativ, „der … \(tokens[head].text)“ ist keiner.",
            remedy: "Schreiben Sie „\(tokens[start].text) den … \(tokens[head].text)“.")
    }

    /// The noun that the article belongs to; what a participle brings along („für ihren Bereich geltenden“) is skipped.
    private func head(_ tokens: [Token], _ start: Int) -> Int? {
        var isWithin = CaseGovernmentRule.inner.contains(tokens[start].text)
        for index in start..<min(tokens.count, start + CaseGovernmentRule.longestPhrase) {
            guard tokens[index].isWord else { return nil }
            if tokens[index].isCapitalised {
                if !isWithin { return index }
            } else if isWithin, index > start, tokens[index - 1].isCapitalised, tokens[index].text.hasSuffix("en") {
                isWithin = false
            }
        }
        return nil
    }
}
