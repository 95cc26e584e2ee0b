import Findings

struct NameVariantRule: TextRule {
    static let card = RuleCard(
        "name-uneinheitlich", .warnung, "Derselbe Name ist verschieden geschrieben: mit und ohne Bindestrich, mit anderen Großbuchstaben (LKISchG, LKiSchG).",
        remedy: "Schreiben Sie den Namen überall gleich, wie sein Träger ihn schreibt.")
    static let kinds: Set<LintText.Kind> = .wholes

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        var known: [String: String] = [:]
        var told: Set<String> = []
        return text.passages.flatMap { passage in
            names(passage).compactMap { name, offset -> Finding? in
                let key = name.lowercased().filter { $0 != "-" && $0 != " " }
                guard let before = known[key] else {
                    known[key] = name
                    return nil
                }
                guard before != name, told.insert(name).inserted else { return nil }
                return finding(passage, offset, "„\(name)“ steht an anderer Stelle als „\(before)“.")
            }
        }
    }

    /// Words with capitals within, alone and together with the capitalised word after them.
    private func names(_ passage: LintPassage) -> [(String, Int)] {
        let tokens = passage.tokens
        return tokens.indices.compactMap { index -> (String, Int)? in
            let token = tokens[index]
            guard token.isWord, token.text.count > 3, token.isCapitalised, token.text.dropFirst().contains(where: \.isUppercase),
                token.text.contains(where: \.isLowercase)
            else { return nil }
            guard index + 1 < tokens.count else { return (token.text, token.range.lowerBound) }
            let hasHyphen = tokens[index + 1].text == "-" && !tokens[index + 1].followsBlank
            let next = index + (hasHyphen ? 2 : 1)
            guard next < tokens.count, tokens[next].isWord, tokens[next].isCapitalised, tokens[next].text.count > 3, !token.text.hasSuffix("G"),
                hasHyphen || tokens[next].followsBlank
            else { return (token.text, token.range.lowerBound) }
            return (token.text + (hasHyphen ? "-" : " ") + tokens[next].text, token.range.lowerBound)
        }
    }
}
