import Agreements
import DocumentModel
import Findings
import Foundation

/// Something in a contract that no approval of a clause is about: the agreement says it.
package struct UncoveredPart: Sendable, Hashable {
    /// „Überschrift „Ende“ der Klausel „kuendigung/frist“ (freigegeben: „Kündigung“)“
    package var text: String
    package var place: Place
}

extension AssemblyPlan {
    /// Where the agreement goes beyond what was approved: headings of its own, values outside of a clause's bounds, annexes of its own.
    package var uncoveredParts: [UncoveredPart] {
        clauses.flatMap(AssemblyPlan.uncovered) + annexes.compactMap(AssemblyPlan.uncovered)
    }

    /// The same as one hint of `check`; `nil` where there is nothing to tell.
    package var coverageFinding: Finding? {
        let parts = uncoveredParts
        guard let first = parts.first else { return nil }
        return Finding(
            .hinweis, "freigabe-umfasst-nicht", at: first.place,
            "Von der Freigabe der Klauseln nicht umfasst: \(parts.map(\.text).joined(separator: "; ")).",
            remedy: "Lassen Sie diese Teile der Vereinbarung eigens prüfen.")
    }

    private static func uncovered(_ clause: PlannedClause) -> [UncoveredPart] {
        var parts: [UncoveredPart] = []
        let name = clause.source.name
        let (now, approved) = (clause.heading?.value ?? "", clause.source.frontMatter.heading?.value ?? "")
        if now != approved {
            let what = now.isEmpty ? "Weglassen der Überschrift" : "Überschrift „\(now)“"
            parts.append(
                UncoveredPart(text: "\(what) der Klausel „\(name)“ (freigegeben: \(approved.isEmpty ? "ohne" : "„\(approved)“"))", place: clause.heading?.start ?? clause.place))
        }
        for field in clause.source.frontMatter.fields {
            guard let number = amount(clause.fields[field.name]?.value) else { continue }
            let isBelow = field.minimum.map { number < $0 } ?? false
            let isAbove = field.maximum.map { number > $0 } ?? false
            if isBelow || isAbove {
                let bounds = [field.minimum.map { "mindestens \($0.inGerman)" }, field.maximum.map { "höchstens \($0.inGerman)" }].compactMap { $0 }
                parts.append(
                    UncoveredPart(
                        text: "\(field.label): \(number.inGerman) in der Klausel „\(name)“ (freigegeben: \(bounds.joined(separator: ", ")))", place: clause.place))
            }
        }
        return parts
    }

    private static func amount(_ value: Value?) -> Decimal? {
        switch value {
        case .number(let number)?, .money(let number)?: number
        default: nil
        }
    }

    private static func uncovered(_ annex: PlannedAnnex) -> UncoveredPart? {
        switch annex.settings.content {
        case .foreign(let file), .textFile(let file):
            UncoveredPart(text: "Anlage „\(annex.settings.title.value)“ (\(file.value))", place: file.place)
        case .clause, .table: nil
        }
    }
}
