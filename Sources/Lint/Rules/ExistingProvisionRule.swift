import Assembler
import Findings
import GermanText

struct ExistingProvisionRule: TextRule {
    static let card = RuleCard(
        "vorschrift-fehlt", .fehler,
        "Eine zitierte Vorschrift gibt es nicht oder nicht mehr. Geurteilt wird nur über Gesetze, deren Vorschriften vollständig erfasst sind; bei den anderen heißt es „nicht geprüft“.",
        remedy: "Schlagen Sie im Gesetz nach und berichtigen Sie die Nummer.")
    static let kinds: Set<LintText.Kind> = .sources

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        text.passages.flatMap { passage in
            knowledge.citations.findCitations(in: passage.text).flatMap { found -> [Finding] in
                guard let law = found.citation.law, let statute = knowledge.statutes[law] else { return [] }
                let offset = passage.offset(of: found.range.lowerBound)
                return found.citation.provisions.flatMap { [$0.number, $0.last].compactMap { $0 } }.compactMap { number in
                    judge(passage, offset, number, statute)
                }
            }
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
