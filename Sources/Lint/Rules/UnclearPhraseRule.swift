import Findings

struct UnclearPhraseRule: TextRule {
    static let card = RuleCard(
        "wendung-unklar", .warnung,
        "Eine Wendung, die zweierlei heißen kann oder nichts regelt („unterliegt keiner Kündigungsfrist“); die Liste steht in facts/begriffe.yaml.",
        remedy: "Sagen Sie, was gelten soll.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            knowledge.terms.unclear.flatMap { phrase, advice in
                PhraseSearch(phrase).offsets(in: passage).map {
                    finding(passage, $0, "„\(phrase)“ ist nicht eindeutig.", remedy: advice)
                }
            }
        }
    }
}
