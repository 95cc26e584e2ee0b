import Agreements
import GermanText

/// A provision that a passage names, of a statute that the facts know.
struct CitedProvision {
    let passage: LintPassage
    /// Of the citation, in the passage.
    let offset: Int
    let statute: Statute
    let provision: Provision
}

extension LintText {
    /// In the order of the text.
    func citedProvisions(_ knowledge: LintKnowledge) -> [CitedProvision] {
        passages.flatMap { passage in
            knowledge.citations.findCitations(in: passage.text).flatMap { found -> [CitedProvision] in
                guard let law = found.citation.law, let statute = knowledge.statutes[law] else { return [] }
                let offset = passage.offset(of: found.range.lowerBound)
                return found.citation.provisions.map { CitedProvision(passage: passage, offset: offset, statute: statute, provision: $0) }
            }
        }
    }
}
