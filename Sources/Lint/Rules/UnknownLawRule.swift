import Findings
import GermanText

struct UnknownLawRule: TextRule {
    static let card = RuleCard(
        "gesetz-unbekannt", .fehler,
        "Eine Abkürzung, die wie die eines Gesetzes aussieht, steht nicht in den Gesetzesdaten, ist aber einer bekannten fast gleich (BKisSchG statt BKiSchG).",
        remedy: "Schreiben Sie die amtliche Abkürzung, oder tragen Sie das Gesetz in facts/gesetze.yaml ein.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        let known = Set(knowledge.lawNames)
        return text.passages.flatMap { passage in
            let citations = knowledge.citations.findCitations(in: passage.text)
            var cited: [Range<Int>] = []
            var findings: [Finding] = []
            for found in citations {
                guard let law = found.citation.law, !found.citation.lawIsKnown, !found.citation.lawIsInherited else { continue }
                let end = passage.offset(of: found.range.upperBound)
                let start = end - law.unicodeScalars.count
                cited.append(start..<end)
                findings.append(report(passage, start, law, knowledge, isCited: true))
            }
            findings += passage.tokens.filter { token in
                token.isWord && UnknownLawRule.looksLikeLaw(token.text) && !known.contains(token.text)
                    && !cited.contains { $0.overlaps(token.range) }
                    && UnknownLawRule.near(token.text, knowledge) != nil
            }.map { report(passage, $0.range.lowerBound, $0.text, knowledge, isCited: false) }
            return findings
        }
    }

    private func report(_ passage: LintPassage, _ offset: Int, _ law: String, _ knowledge: LintKnowledge, isCited: Bool) -> Finding {
        let near = UnknownLawRule.near(law, knowledge)
        // An act that merely nobody has entered is no mistake.
        return finding(
            passage, offset, "Ein Gesetz „\(law)“ steht nicht in den Gesetzesdaten.", remedy: near.map { "Meinten Sie „\($0)“?" },
            severity: near == nil ? .hinweis : nil)
    }

    /// „LKiSchG“: two capitals or more beside small letters, and the last one a G, as nearly all acts have it.
    private static func looksLikeLaw(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        return scalars.count >= 4 && scalars.last == "G" && scalars.count(where: \.isUppercaseLetter) >= 2
            && scalars.contains(where: \.isLowercaseLetter)
    }

    /// A name that differs by case or one letter.
    private static func near(_ law: String, _ knowledge: LintKnowledge) -> String? {
        let wanted = Array(law.lowercased().unicodeScalars)
        let first = law.split(separator: " ").first.map(String.init) ?? law
        let candidates = knowledge.lawNames.compactMap { name -> (distance: Int, name: String)? in
            guard name != law, abs(name.unicodeScalars.count - wanted.count) <= 1 else { return nil }
            let distance = Suggestion.distance(Array(name.lowercased().unicodeScalars), wanted)
            return distance <= (wanted.count > 4 ? 1 : 0) ? (distance, name) : nil
        }
        if let best = candidates.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) { return best.name }
        // „LKISchG NRW“: the code of the Land is not part of every name.
        guard first != law else { return nil }
        return near(first, knowledge).map { $0 + law.dropFirst(first.count) }
    }
}
