import Findings
import GermanText

struct OwnSectionRule: TextRule {
    static let card = RuleCard(
        "eigener-paragraph", .fehler,
        "Ein „§“ ohne Gesetz meint einen Abschnitt der Vereinbarung selbst; den gibt es hier nicht.",
        remedy: "Ergänzen Sie das Gesetz, oder berichtigen Sie die Nummer des Abschnitts.")
    static let kinds: Set<LintText.Kind> = .wholes

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.filter { $0.role != .legalLine }.flatMap { passage in
            knowledge.citations.findCitations(in: passage.text).compactMap { found in
                let start = passage.offset(of: found.range.lowerBound)
                guard found.citation.law == nil, found.citation.unit == .paragraph, !(passage.role == .heading && start == 0),
                    !OwnSectionRule.namesLaw(before: start, passage), !OwnSectionRule.namesLaw(after: passage.offset(of: found.range.upperBound), passage)
                else { return nil }
                let missing = found.citation.provisions.map(\.number).filter {
                    !$0.suffix.isEmpty || !text.ownSections.contains($0.number)
                }
                guard let first = missing.first else { return nil }
                return finding(
                    passage, start, "„§ \(first)“ nennt kein Gesetz, und die Vereinbarung selbst hat keinen § \(first).")
            }
        }
    }

    /// „§ 3 Abs. 3 des Gesetzes zur Kooperation …“: the name in full.
    private static func namesLaw(after offset: Int, _ passage: LintPassage) -> Bool {
        passage.tokens.filter { $0.range.lowerBound >= offset }.prefix(4).prefix { $0.isWord }.contains { isLawWord($0.text) }
    }

    private static func isLawWord(_ word: String) -> Bool {
        ["gesetz", "gesetzes", "gesetzbuch", "gesetzbuchs", "gesetzbuches", "ordnung", "verordnung"].contains { word.lowercased().hasSuffix($0) }
    }

    /// „… die Vorgaben des LKiSchG NRW (§ 9 Abs. 4)“: a statute is named earlier in the sentence.
    private static func namesLaw(before offset: Int, _ passage: LintPassage) -> Bool {
        var start = offset
        while start > 0 {
            let scalar = passage.scalars[start - 1]
            // The end of a sentence: „. Die“, not „Abs. 3“.
            if scalar == ".", start < offset, start + 1 < offset, passage.scalars[start].isBlank,
                passage.scalars[start + 1].isUppercaseLetter
            {
                break
            }
            start -= 1
        }
        return passage.tokens.contains { token in
            guard token.isWord, token.range.lowerBound >= start, token.range.upperBound <= offset else { return false }
            if isLawWord(token.text) { return true }
            let scalars = token.text.unicodeScalars
            return scalars.count > 2 && scalars.count(where: \.isUppercaseLetter) >= 2
        }
    }
}
