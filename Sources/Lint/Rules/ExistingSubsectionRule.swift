import Findings
import GermanText

struct ExistingSubsectionRule: TextRule {
    static let card = RuleCard(
        "absatz-fehlt", .fehler,
        "Einen zitierten Absatz einer Vorschrift gibt es nicht (mehr). Geurteilt wird nur über Vorschriften, deren Absätze in facts/absaetze.yaml stehen.",
        remedy: "Schlagen Sie im Gesetz nach, wo die Regelung heute steht.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.citedProvisions(knowledge).flatMap { cited -> [Finding] in
            guard let absaetze = knowledge.subsections.of(cited.provision.number, law: cited.statute.abbreviation) else { return [] }
            let named = cited.provision.parts.filter { $0.level == .absatz }.flatMap(\.values)
            return named.filter { !absaetze.contains($0) }.map { value in
                finding(
                    cited.passage, cited.offset,
                    "\(cited.statute.unit.rawValue) \(cited.provision.number) \(cited.statute.abbreviation) hat keinen Absatz \(value).")
            }
        }
    }
}
