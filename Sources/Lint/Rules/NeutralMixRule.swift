import Findings

/// Texts without any gender mark: neutral words show what the author wants.
struct NeutralMixRule: TextRule {
    static let card = RuleCard(
        "genderform-neutral-gemischt", .hinweis,
        "Ein Teil der Personen ist mit neutralen Wörtern bezeichnet (Mitarbeitende, Ansprechperson), ein anderer nur mit männlichen (Vertreter).",
        remedy: "Bezeichnen Sie alle auf dieselbe Weise; in Klauseln erzeugt {{Vertreter:innen}} die gewählte Form.")
    static let kinds: Set<LintText.Kind> = .typescripts

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        // Where marks or pairs stand, the rule of mixed forms tells the words without.
        guard text.passages.allSatisfy({ GenderSign.all(in: $0).isEmpty }) else { return [] }
        let sentences = text.passages.filter { $0.role != .label }
        let neutral = sentences.lazy.flatMap(\.tokens).first { $0.isCapitalised && isNeutral($0.text, knowledge) }
        guard let neutral else { return [] }
        var words: [String] = []
        var first: (passage: LintPassage, offset: Int)?
        for passage in sentences {
            for token in passage.tokens where token.isCapitalised && !isNeutral(token.text, knowledge) {
                guard MasculineWord.stem(of: token.text, knowledge) != nil, !isParty(token.text, knowledge), !token.text.hasSuffix("in"), !token.text.hasSuffix("innen") else {
                    continue
                }
                if first == nil { first = (passage, token.range.lowerBound) }
                if !words.contains(token.text) { words.append(token.text) }
            }
        }
        guard let first else { return [] }
        let list = words.map { "„\($0)“" }.joined(separator: ", ")
        return [finding(first.passage, first.offset, "Neben „\(neutral.text)“ \(words.count == 1 ? "steht" : "stehen") nur in männlicher Form: \(list).")]
    }

    /// Parties are bodies more often than persons.
    private func isParty(_ word: String, _ knowledge: LintKnowledge) -> Bool {
        (knowledge.terms.synonyms.joined() + ["Partner"]).contains { knowledge.isSameWord($0, word) }
    }

    private func isNeutral(_ word: String, _ knowledge: LintKnowledge) -> Bool {
        let word = word.lowercased()
        return knowledge.neutralStems.contains { stem in
            ["", "e", "en", "er", "s"].contains { word.hasSuffix(stem.lowercased() + $0) }
        }
    }
}

/// Words that name men: „Vertreter“, „Fachbereichsleiter“.
enum MasculineWord {
    /// Short words of the data end too many others: „Rat“, „Referat“.
    private static let shortest = 6

    /// The word of the data that `word` is, or ends with; women's words have another ending.
    static func stem(of word: String, _ knowledge: LintKnowledge) -> String? {
        let lower = word.lowercased()
        return knowledge.persons.vocabulary.first { noun in
            guard noun.count >= shortest, !noun.hasSuffix("e") else { return false }
            let noun = noun.lowercased()
            return ["", "s", "n", "en"].contains { lower.hasSuffix(noun + $0) }
        }
    }
}
