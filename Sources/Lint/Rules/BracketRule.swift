import Findings

struct BracketRule: TextRule {
    static let card = RuleCard(
        "klammer-unpaarig", .warnung, "Eine Klammer oder ein Anführungszeichen ist nicht geschlossen oder nicht geöffnet.", remedy: "Ergänzen oder streichen Sie das Zeichen.")
    static let kinds: Set<LintText.Kind> = .sources

    private static let pairs = [("(", ")"), ("[", "]"), ("„", "“"), ("»", "«")]

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            BracketRule.pairs.compactMap { open, close -> Finding? in
                var pending: [Token] = []
                for (index, token) in passage.tokens.enumerated() {
                    if token.text == open {
                        pending.append(token)
                    } else if token.text == close {
                        // „(1)“ and „a)“ label an item.
                        if pending.popLast() == nil, !(close == ")" && index <= 1) {
                            return finding(passage, token.range.lowerBound, "„\(close)“ hat kein „\(open)“ vor sich.")
                        }
                    }
                }
                return pending.last.map { finding(passage, $0.range.lowerBound, "„\(open)“ wird nicht geschlossen.") }
            }
        }
    }
}
