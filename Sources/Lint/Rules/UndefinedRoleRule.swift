import Findings

struct UndefinedRoleRule: TextRule {
    static let card = RuleCard(
        "begriff-undefiniert", .fehler,
        "Eine Rolle wird genannt, die nirgends eingeführt ist: Wer ist der „Zuwendungsnehmer“? Meist ist ein Baustein aus einem anderen Vertrag stehen geblieben.",
        remedy: "Setzen Sie das Wort ein, mit dem die Partei sonst bezeichnet wird, oder führen Sie die Rolle bei den Parteien ein.")
    static let kinds: Set<LintText.Kind> = .wholes

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        let defined = Definition.all(in: text).map(\.term)
        return text.passages.flatMap { passage in
            passage.tokens.compactMap { token -> Finding? in
                guard token.isCapitalised, let role = knowledge.terms.rolesToDefine.first(where: { knowledge.isSameWord($0, token.text) }),
                    !defined.contains(where: { knowledge.isSameWord($0, role) })
                else { return nil }
                return finding(passage, token.range.lowerBound, "„\(token.text)“ ist als Rolle nicht eingeführt.")
            }
        }
    }
}
