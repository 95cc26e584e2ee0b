import Findings

struct TelephoneRule: TextRule {
    static let card = RuleCard(
        "telefonnummer", .hinweis, "Telefonnummern haben nach DIN 5008 weder Schrägstrich noch Klammern: 02000 160-1365.",
        remedy: "Trennen Sie die Vorwahl mit einem Leerzeichen ab.")
    static let kinds: Set<LintText.Kind> = .typescripts

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            let tokens = passage.tokens
            return tokens.indices.dropLast(2).compactMap { index -> Finding? in
                guard tokens[index].isNumber, tokens[index].text.hasPrefix("0"), tokens[index].range.count > 2, tokens[index + 1].text == "/",
                    tokens[index + 2].isNumber, tokens[index + 2].range.count > 1
                else { return nil }
                return finding(passage, tokens[index].range.lowerBound, "„\(tokens[index].text)/…“ ist keine Form der DIN 5008.")
            }
        }
    }
}
