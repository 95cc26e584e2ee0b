import Findings
import GermanText

struct AgeRangeRule: TextRule {
    static let card = RuleCard(
        "alter-verschieden", .warnung,
        "Das Alter der Zielgruppe ist an verschiedenen Stellen verschieden angegeben (0 bis 3 Jahre, 0 bis 18 Jahre).",
        remedy: "Gleichen Sie die Angaben an, oder sagen Sie, warum sie sich unterscheiden.")
    static let kinds: Set<LintText.Kind> = .wholes

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        var first: ClosedRange<Int>?
        var told: Set<ClosedRange<Int>> = []
        return text.passages.flatMap { passage in
            AgeRangeRule.ranges(in: passage).compactMap { range, offset -> Finding? in
                guard let known = first else {
                    first = range
                    return nil
                }
                guard known != range, told.insert(range).inserted else { return nil }
                return finding(
                    passage, offset,
                    "Hier gilt das Alter von \(range.lowerBound) bis \(range.upperBound) Jahren, zuvor das von \(known.lowerBound) bis \(known.upperBound).")
            }
        }
    }

    /// „0–3 Jahre“, „von 0 bis 3 Jahren“, „zwischen 0 und 3 Jahren“.
    private static func ranges(in passage: LintPassage) -> [(ClosedRange<Int>, Int)] {
        let tokens = passage.tokens
        return tokens.indices.compactMap { index in
            guard index + 3 < tokens.count, let from = tokens[index].number, let to = tokens[index + 2].number, from < to, to < 100,
                ["-", "–", "bis", "und"].contains(tokens[index + 1].text), ["Jahre", "Jahren", "Lebensjahr"].contains(tokens[index + 3].text)
            else { return nil }
            return (from...to, tokens[index].range.lowerBound)
        }
    }
}
