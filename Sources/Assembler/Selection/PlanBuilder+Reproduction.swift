import Agreements
import DocumentModel
import Findings

extension PlanBuilder {
    var isReproducing: Bool { data.reproduction != nil }

    /// The version of a variant that applies: of a document that is made again, the one it had.
    func source(_ mention: ClauseMention, variant name: String, on day: CalendarDate) throws(FindingList) -> ClauseSource {
        if let recorded = data.reproduction?.clause(mention.family, name), let variant = library.family(mention.family)?.variant(name),
            let source = library.source(recorded, of: variant, in: mention.family)
        {
            return source
        }
        return try library.source(mention, variant: name, on: day)
    }

    /// The variants that compete: of a document that is made again, those that it has. Their conditions are asked all the same.
    func competing(_ family: ClauseFamily) -> [ClauseFamily.Variant] {
        guard let recorded = data.reproduction?.variants(of: family.name), !recorded.isEmpty else { return family.variants }
        return family.variants.filter { recorded.contains($0.name) }
    }
}
