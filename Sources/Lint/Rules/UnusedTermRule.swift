import Findings

struct UnusedTermRule: TextRule {
    static let card = RuleCard(
        "begriff-ungenutzt", .hinweis, "Ein Begriff wird eingeführt und danach nicht verwendet, auch nicht gebeugt.",
        remedy: "Verwenden Sie den Begriff, oder lassen Sie die Bestimmung weg.")
    static let kinds: Set<LintText.Kind> = .wholes

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        // What a party is called stands in its block and over its signature, whether clauses speak of it or not.
        Definition.all(in: text).filter { text.passages[$0.passage].role != .label }.compactMap { definition in
            // Of several words the last is the noun that is inflected.
            guard let noun = Token.all(in: Array(definition.term.unicodeScalars)).last(where: \.isWord)?.text else { return nil }
            let isUsed = text.passages.enumerated().contains { index, passage in
                passage.tokens.contains { token in
                    token.isWord && !(index == definition.passage && definition.range.overlaps(token.range))
                        && (knowledge.isSameWord(token.text, noun) || token.text.lowercased().hasPrefix(noun.lowercased()))
                }
            }
            guard !isUsed else { return nil }
            return finding(
                text.passages[definition.passage], definition.range.lowerBound, "„\(definition.term)“ kommt nach seiner Einführung nicht vor.")
        }
    }
}
