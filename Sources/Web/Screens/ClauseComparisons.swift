import Agreements
import Assembler
import Findings
import Foundation
import Production

/// The variants of a clause beside the one that a draft takes: what differs, and what speaks for and against each.
struct ClauseComparisons {
    let draft: Draft
    let interview: Interview
    let clauses: ClauseLibrary

    struct Variant {
        let name: String
        let summary: String
        let isTaken: Bool
        /// Sentences.
        let remarks: [String]
        /// Against the one that is taken.
        let difference: [WordDiff.Part]
        let text: String
    }

    /// The clause of a family that the contract has.
    func taken(_ family: String) -> PlannedClause? { interview.clauses.first { $0.source.family == family } }

    /// The variants of a family, the one that is taken first. None where there is no such family.
    func variants(of name: String) -> [Variant] {
        guard let family = clauses.family(name) else { return [] }
        let current = taken(name)
        let own = current?.source.body.value.trimmingBlankLines ?? ""
        let all = family.variants.compactMap { variant -> Variant? in
            guard variant.name != DraftTexts.ownVariant, let file = variant.files.first,
                let source = try? clauses.source(file, family: name, variant: variant.name)
            else { return nil }
            let text = source.body.value.trimmingBlankLines
            let isTaken = current?.source.name == source.name
            return Variant(
                name: variant.name, summary: source.frontMatter.summary ?? ClauseNames.readable(variant.name), isTaken: isTaken,
                remarks: isTaken ? [current?.reason ?? ""] : remarks(source),
                difference: isTaken ? [.same(ClerkWords.wording(text))] : WordDiff(from: ClerkWords.wording(own), to: ClerkWords.wording(text)).parts, text: text)
        }
        return all.filter(\.isTaken) + all.filter { !$0.isTaken }
    }

    /// What speaks for and against a variant that is not taken.
    private func remarks(_ source: ClauseSource) -> [String] {
        var found: [String] = []
        switch source.frontMatter.condition {
        case .expression(let condition)?: found.append("Sie gilt, wenn: \(condition.source.value)")
        case .otherwise?: found.append("Sie gilt, wenn keine andere Fassung zutrifft.")
        case nil: found.append("Die Vereinbarung nennt eine andere Fassung.")
        }
        let present = interview.clauses.filter { $0.source.family != source.family }
        for other in present where source.frontMatter.excludes.contains(where: { DraftTexts.means($0, other.source) }) {
            found.append("Sie verträgt sich nicht mit „\(ClauseNames.title(other))“, die der Vertrag enthält.")
        }
        for needed in source.frontMatter.requires where !present.contains(where: { DraftTexts.means(needed, $0.source) }) {
            found.append("Sie setzt eine Klausel „\(ClauseNames.readable(needed.family))“ voraus, die der Vertrag nicht enthält.")
        }
        return found + (standing(source).map { [$0] } ?? [])
    }

    /// `nil`: approved.
    private func standing(_ source: ClauseSource) -> String? {
        let approvals: ApprovalRecord?
        do throws(FindingList) { approvals = try clauses.approvals() } catch { return nil }
        switch approvals.standing(of: source) {
        case .approved: return nil
        case .proposal: return "Ihr Haus hat sie noch nicht freigegeben; mit ihr wird der Vertrag ein Entwurf."
        case .draft: return "Sie ist noch in Arbeit; mit ihr wird der Vertrag ein Entwurf."
        case .changed: return "Sie wurde seit ihrer Freigabe verändert; mit ihr wird der Vertrag ein Entwurf."
        }
    }
}

extension String {
    /// Without empty lines before and after.
    fileprivate var trimmingBlankLines: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
