import Agreements
import Findings
import GermanText

struct ExistingProvisionRule: TextRule {
    static let card = RuleCard(
        "vorschrift-fehlt", .fehler,
        "Eine zitierte Vorschrift gibt es nicht oder nicht mehr. Geurteilt wird nur über Gesetze, deren Vorschriften vollständig erfasst sind; bei den anderen heißt es „nicht geprüft“.",
        remedy: "Schlagen Sie im Gesetz nach und berichtigen Sie die Nummer.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.citedProvisions(knowledge).flatMap { cited in
            [cited.provision.number, cited.provision.last].compactMap { $0 }.compactMap { judge(cited.passage, cited.offset, $0, cited.statute) }
        }
    }

    private func judge(_ passage: LintPassage, _ offset: Int, _ number: SectionNumber, _ statute: Statute) -> Finding? {
        let name = "\(statute.unit.rawValue) \(number) \(statute.abbreviation)"
        switch statute.standing(of: number) {
        case .inForce: return nil
        case .repealed: return finding(passage, offset, "\(name) ist weggefallen.")
        case .missing: return finding(passage, offset, "\(name) gibt es nicht.")
        case .unchecked:
            return finding(
                passage, offset, "\(name) ist nicht geprüft: Die Überschriften dieses Gesetzes sind nicht vollständig erfasst.",
                remedy: "Ergänzen Sie die Vorschrift in facts/gesetze.yaml, wenn Sie sie nachgeschlagen haben.", severity: .hinweis)
        }
    }
}
