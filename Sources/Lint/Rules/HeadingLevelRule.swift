import Findings

/// Only texts that mark the level of their headings can be judged.
struct HeadingLevelRule: TextRule {
    static let card = RuleCard(
        "gliederung-ebene", .warnung,
        "Überschriften derselben Stufe („4“ und „5“) stehen auf verschiedenen Ebenen, oder eine Ebene ist übersprungen. Inhaltsverzeichnis und Vorleseprogramme richten sich nach der Ebene.",
        remedy: "Geben Sie Überschriften gleicher Stufe gleich viele „#“.")
    static let kinds: Set<LintText.Kind> = .typescripts

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        var levelOfDepth: [Int: Int] = [:]
        var before: Int?
        return text.passages.compactMap { passage in
            guard passage.role == .heading, let level = passage.level else { return nil }
            defer { before = level }
            if let number = HeadingNumber(passage) {
                defer { levelOfDepth[number.parts.count] = level }
                if let known = levelOfDepth[number.parts.count], known != level {
                    return finding(
                        passage, 0, "Die Überschrift „\(passage.text)“ steht auf Ebene \(level), die vorige gleicher Stufe auf Ebene \(known).")
                }
            }
            guard let before, level > before + 1 else { return nil }
            return finding(passage, 0, "Auf eine Überschrift der Ebene \(before) folgt eine der Ebene \(level).")
        }
    }
}

/// „5.2“ at the head of a heading: 5, 2.
struct HeadingNumber {
    var parts: [Int]

    private static let deepest = 4

    init?(_ passage: LintPassage) {
        let tokens = passage.tokens
        var index = tokens.first?.text == "§" ? 1 : 0
        parts = []
        while index < tokens.count, parts.count < HeadingNumber.deepest, let number = tokens[index].number, parts.isEmpty || !tokens[index].followsBlank {
            parts.append(number)
            index += 1
            if index < tokens.count, tokens[index].text == ".", !tokens[index].followsBlank { index += 1 } else { break }
        }
        // „2026“ and „3 Monate“ begin with a number, too; sections are few, and their words begin with a capital.
        guard let first = parts.first, (1...99).contains(first), index < tokens.count, tokens[index].isCapitalised, tokens[index].followsBlank
        else { return nil }
    }
}
