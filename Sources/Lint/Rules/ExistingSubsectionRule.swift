import Findings
import GermanText

struct ExistingSubsectionRule: TextRule {
    static let card = RuleCard(
        "absatz-fehlt", .fehler,
        "Einen zitierten Absatz einer Vorschrift gibt es nicht (mehr). Geurteilt wird nur über Vorschriften, deren Absätze in facts/absaetze.yaml stehen.",
        remedy: "Schlagen Sie im Gesetz nach, wo die Regelung heute steht.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            knowledge.citations.findCitations(in: passage.text).flatMap { found -> [Finding] in
                guard let law = found.citation.law, let statute = knowledge.statutes[law] else { return [] }
                let offset = passage.offset(of: found.range.lowerBound)
                return found.citation.provisions.flatMap { provision -> [Finding] in
                    guard let absaetze = knowledge.subsections.of(provision.number, law: statute.abbreviation) else { return [] }
                    let cited = provision.parts.filter { $0.level == .absatz }.flatMap(\.values)
                    return cited.filter { !absaetze.contains($0) }.map { value in
                        finding(
                            passage, offset,
                            "\(statute.unit.rawValue) \(provision.number) \(statute.abbreviation) hat keinen Absatz \(value).")
                    }
                }
            }
        }
    }
}
