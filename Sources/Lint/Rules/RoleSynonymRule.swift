import Findings

struct RoleSynonymRule: TextRule {
    static let card = RuleCard(
        "rolle-mehrere-woerter", .warnung,
        "Für dieselbe Rolle stehen mehrere Wörter (Kooperationspartner, Vertragspartner, Parteien). In einem Vertrag meint ein anderes Wort etwas anderes.",
        remedy: "Verwenden Sie durchgehend ein Wort.")
    static let kinds: Set<LintText.Kind> = .wholes

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        knowledge.terms.synonyms.compactMap { group in
            var seen: [(word: String, passage: LintPassage, offset: Int)] = []
            for passage in text.passages where passage.role != .label {
                for token in passage.tokens where token.isCapitalised {
                    guard let word = group.first(where: { knowledge.isSameWord($0, token.text) }), !seen.contains(where: { $0.word == word })
                    else { continue }
                    seen.append((word, passage, token.range.lowerBound))
                }
            }
            guard seen.count > 1, let second = seen.dropFirst().first else { return nil }
            let names = seen.map { "„\($0.word)“" }.joined(separator: ", ")
            return finding(second.passage, second.offset, "Für dieselbe Rolle stehen \(seen.count) Wörter: \(names).")
        }
    }
}
