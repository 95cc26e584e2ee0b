import Findings

struct TypedReferenceRule: TextRule {
    static let card = RuleCard(
        "verweis-getippt", .warnung,
        "Eine Klausel nennt die Nummer eines Abschnitts oder einer Anlage. Die Nummer stimmt nur zufällig: In einer anderen Vereinbarung steht der Abschnitt an anderer Stelle.",
        remedy: "Schreiben Sie {{ref:familie}} oder {{anlage:kennung}}; die Nummer setzt das Programm ein.")
    static let kinds: Set<LintText.Kind> = [.clause]

    private static let own: Set<String> = ["dieser", "der"]
    private static let ownEnds: Set<String> = ["Vereinbarung", "Kooperationsvereinbarung", "Vertrages", "Vertrags"]

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            let tokens = passage.tokens
            return tokens.indices.dropLast().compactMap { index -> Finding? in
                let word = tokens[index].text
                guard tokens[index + 1].isNumber else { return nil }
                let isAnnex = word == "Anlage" || word == "Anhang"
                let isOwn = ["§", "Nummer", "Ziffer", "Abschnitt", "Absatz"].contains(word) && refersToDocument(tokens, index + 2)
                guard isAnnex || isOwn else { return nil }
                return finding(passage, tokens[index].range.lowerBound, "„\(word) \(tokens[index + 1].text)“ ist von Hand getippt.")
            }
        }
    }

    /// „… dieser Vereinbarung“ within the next few words.
    private func refersToDocument(_ tokens: [Token], _ start: Int) -> Bool {
        for index in start..<max(start, min(tokens.count - 1, start + 5)) {
            if TypedReferenceRule.own.contains(tokens[index].text), TypedReferenceRule.ownEnds.contains(tokens[index + 1].text) { return true }
        }
        return false
    }
}
