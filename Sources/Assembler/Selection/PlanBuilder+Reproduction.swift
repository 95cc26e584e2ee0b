import Agreements
import DocumentModel
import Findings

extension PlanBuilder {
    var isReproducing: Bool { data.reproduction != nil }

    /// Members of a body that were given, but for another name than it has; an empty name stands for the field as a whole. Of a document that is made
    /// again it is known already.
    func lost(_ field: String) -> Set<String> {
        let found = resolver.lost[field] ?? []
        guard let reproduction = data.reproduction else { return found }
        guard let recorded = reproduction.lost else { return [] }
        return found.union(recorded.filter { $0.head == field }.map { path in String(path.rawValue.dropFirst(field.count + 1).prefix { $0 != "." }) })
    }

    /// The same with what the agreement says of a body's name beside the one that is given.
    func lost(beside value: Value, of field: FieldDeclaration) -> Set<String> {
        let lost = lost(field.name)
        guard field.kind == .body, !isReproducing, case .record(let record) = value else { return lost }
        var said: Set<String> = []
        if let fixed = agreement.settings.first(where: { $0.key == field.name })?.value {
            said = Set(fixed.entries.filter { !$0.value.isEmpty }.map(\.key))
        } else if case .record(let standard)? = field.defaultValue {
            said = Set(standard.fields.keys)
        }
        return lost.union(said.intersection(NameForms.members).filter { record[$0] == nil })
    }

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
