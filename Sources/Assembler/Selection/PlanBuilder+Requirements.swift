import Agreements
import DocumentModel
import Findings
import Settings

extension PlanBuilder {
    /// What the chosen clauses require and exclude of one another.
    func checkRequirements(_ clauses: [PlannedClause], annexes: Set<String>) {
        let families = Set(clauses.map(\.source.family))
        let names = Set(clauses.map(\.source.name))
        checkRepetition(clauses)
        var reportedPairs: Set<String> = []
        for clause in clauses {
            let source = clause.source
            for mention in source.frontMatter.requires
            where !(mention.variant == nil ? families.contains(mention.family) : names.contains(mention.name)) {
                log.error(
                    "baustein-fehlt", at: clause.place,
                    "Die Klausel „\(source.name)“ verlangt „\(mention.name)“; in der Vereinbarung kommt das nicht vor.",
                    remedy: remedy(forMissing: mention, clauses))
            }
            for mention in source.frontMatter.excludes {
                for other in clauses where other.source != source && mention.matches(other.source) {
                    guard reportedPairs.insert([source.name, other.source.name].sorted().joined(separator: " ")).inserted else { continue }
                    log.error(
                        "baustein-widerspruch", at: clause.place, "Die Klauseln „\(source.name)“ und „\(other.source.name)“ schließen sich aus.",
                        remedy: "Entfernen Sie einen der beiden, oder wählen Sie eine andere Variante (der andere: \(other.place)).")
                }
            }
            for annex in source.frontMatter.requiredAnnexes where !annexes.contains(annex.value) {
                log.error(
                    "anlage-fehlt", at: clause.place, "Die Klausel „\(source.name)“ verlangt die Anlage „\(annex.value)“.",
                    remedy: Suggestion.remedy(
                        for: annex.value, among: annexes.sorted(),
                        otherwise: "Ergänzen Sie unter „anlagen“ eine Anlage mit „kennung: \(annex.value)“."))
            }
        }
    }

    private func remedy(forMissing mention: ClauseMention, _ clauses: [PlannedClause]) -> String {
        guard let family = library.family(mention.family) else {
            return Suggestion.remedy(for: mention.family, among: library.familyNames)
                ?? "Eine Klausel „\(mention.family)“ gibt es nicht; berichtigen Sie „erfordert“ (\(mention.place))."
        }
        if let variant = mention.variant, family.variant(variant) == nil {
            return Suggestion.nearest(to: variant, among: family.variantNames).map {
                "Meinten Sie in „erfordert“ „\(family.name)/\($0)“? (\(mention.place))"
            }
                ?? "Eine Variante „\(mention.name)“ gibt es nicht; berichtigen Sie „erfordert“ (\(mention.place))."
        }
        return "Nehmen Sie „\(mention.name)“ unter „klauseln“ auf, oder wählen Sie eine andere Variante von „\(mention.family)“."
    }

    private func checkRepetition(_ clauses: [PlannedClause]) {
        var seen: [String: PlannedClause] = [:]
        for clause in clauses {
            // Two that are told apart by their „id“ are wanted.
            if clause.use.id != nil { continue }
            if let earlier = seen[clause.source.name] {
                log.error(
                    "baustein-doppelt", at: clause.place, "Die Klausel „\(clause.source.name)“ steht zweimal in der Vereinbarung.",
                    remedy: "Löschen Sie einen der beiden Einträge (der erste: \(earlier.place)), oder geben Sie beiden eine eigene „id“.")
            } else {
                seen[clause.source.name] = clause
            }
        }
    }
}

extension ClauseMention {
    package func matches(_ source: ClauseSource) -> Bool { family == source.family && (variant == nil || variant == source.variant) }
}
