import Findings

struct FrequencyRule: TextRule {
    static let card = RuleCard(
        "haeufigkeit-uneinheitlich", .warnung,
        "Dieselben Treffen sind an verschiedenen Stellen verschieden häufig, oder eine Angabe widerspricht sich selbst („mindestens bis zu“).",
        remedy: "Nennen Sie die Häufigkeit einmal und verweisen Sie sonst darauf.")
    static let kinds: Set<LintText.Kind> = .wholes

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        var known: [(subject: String, rate: String)] = []
        return text.passages.flatMap { passage in
            Frequency.all(in: passage).compactMap { frequency -> Finding? in
                if frequency.isContradictory {
                    return finding(passage, frequency.offset, "„Mindestens“ und „höchstens“ oder „bis zu“ stehen bei derselben Angabe.")
                }
                guard let subject = frequency.subject else { return nil }
                guard let before = known.first(where: { knowledge.isSameWord($0.subject, subject) }) else {
                    known.append((subject, frequency.rate))
                    return nil
                }
                guard before.rate != frequency.rate else { return nil }
                return finding(passage, frequency.offset, "Hier heißt es \(frequency.rate), zuvor \(before.rate).")
            }
        }
    }
}
