import Findings

struct OldSpellingRule: TextRule {
    static let card = RuleCard(
        "alte-schreibung", .warnung,
        "Eine Schreibung, die seit der Rechtschreibreform nicht mehr gilt oder nie galt („im folgenden“, „Ggfs.“); die Liste steht in facts/begriffe.yaml.",
        remedy: "Schreiben Sie nach dem Amtlichen Regelwerk.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        let entries = knowledge.terms.outdated.map { (PhraseSearch($0.old), $0.new) }
        return text.passages.flatMap { passage in
            entries.flatMap { search, new in
                search.matches(in: passage).map { start in
                    let range = passage.tokens[start].range.lowerBound..<passage.tokens[start + search.count - 1].range.upperBound
                    return finding(
                        passage, range.lowerBound, "„\(passage.words(range))“ ist keine geltende Schreibung.", remedy: "Schreiben Sie „\(new)“.")
                }
            }
        }
    }
}
