import Agreements
import DocumentModel
import Findings
import GermanText

/// Which clauses cite a provision, and which were written before it was changed.
package struct LawWatch: Sendable {
    private let finder: CitationFinder
    private let changes: LawChanges

    package init(_ facts: Facts) throws(FindingList) {
        finder = try facts.citationFinder()
        changes = try facts.lawChanges()
    }

    /// A clause and where it cites.
    package struct Hit: Sendable {
        package var clause: ClauseSource
        /// It is among the clause's `grundlage`, not only in its text.
        package var isBasis: Bool
    }

    /// The provision that a text names; `nil`: it names none.
    package func provision(_ text: String) -> StatuteCitation? { finder.citation(text).flatMap { $0.law == nil ? nil : $0 } }

    /// The clauses that cite a provision, in their order.
    package func clauses(citing provision: StatuteCitation, among sources: [ClauseSource]) -> [Hit] {
        sources.compactMap { source in
            let isBasis = basis(of: source).contains { $0.touches(provision) }
            guard isBasis || finder.findCitations(in: source.body.value).contains(where: { $0.citation.touches(provision) }) else { return nil }
            return Hit(clause: source, isBasis: isBasis)
        }
    }

    /// A law with what clauses cite of it.
    package struct CitedLaw: Sendable {
        package let law: String
        package let provisions: [CitedProvision]
    }

    package struct CitedProvision: Sendable {
        /// „§ 8a Abs. 4 SGB VIII“
        package let text: String
        /// In their order; whether the provision is among their `grundlage`, not only in their text.
        package let clauses: [(name: String, isBasis: Bool)]
    }

    /// Every provision of a named law that clauses cite, by law and number.
    package func laws(citedBy sources: [ClauseSource]) -> [CitedLaw] {
        var found: [String: [String: (citation: StatuteCitation, clauses: [(name: String, isBasis: Bool)])]] = [:]
        for source in sources {
            let cited = basis(of: source).map { ($0, true) } + finder.findCitations(in: source.body.value).map { ($0.citation, false) }
            for (citation, isBasis) in cited {
                guard let law = citation.law else { continue }
                var own = citation
                (own.lawIsInherited, own.hasPluralSign) = (false, citation.needsPluralSign)
                let text = own.formatted()
                var entry = found[law]?[text] ?? (own, [])
                // Bases come first.
                if !entry.clauses.contains(where: { $0.name == source.name }) { entry.clauses.append((source.name, isBasis)) }
                found[law, default: [:]][text] = entry
            }
        }
        return found.keys.sorted().map { law in
            let provisions = (found[law] ?? [:]).sorted { a, b in
                guard let one = a.value.citation.provisions.first?.number, let other = b.value.citation.provisions.first?.number, one != other else { return a.key < b.key }
                return one < other
            }
            return CitedLaw(law: law, provisions: provisions.map { CitedProvision(text: $0.key, clauses: $0.value.clauses) })
        }
    }

    /// Changes that touch a provision, the newest first.
    package func changes(of provision: StatuteCitation) -> [LawChanges.Change] {
        changes.changes.filter { $0.provisions.contains { $0.touches(provision) } }.sorted { $0.day > $1.day }
    }

    /// What `check` tells: clauses whose law changed after the state they were written against, and clauses that do not say it.
    ///
    /// - Parameter sources: the current versions; what has ended is not written anew.
    package func findings(of sources: [ClauseSource]) -> [Finding] {
        sources.flatMap { source -> [Finding] in
            guard !source.frontMatter.legalBasis.isEmpty else { return [] }
            guard let asOf = source.frontMatter.legalBasisAsOf else {
                return [
                    Finding(
                        .hinweis, "grundlage-ohne-stand", at: source.frontMatter.places["grundlage"] ?? .file(source.path),
                        "Die Klausel „\(source.name)“ sagt nicht, nach welchem Stand ihrer Rechtsgrundlagen sie geschrieben ist.",
                        remedy: "Ergänzen Sie „grundlage_stand“ mit dem Tag, nach dem die Vorschriften nachgesehen wurden.")
                ]
            }
            let cited = basis(of: source) + finder.findCitations(in: source.body.value).map(\.citation)
            return changes.changes.filter { $0.day > asOf }.flatMap { change in
                zip(change.provisions, change.names).filter { provision, _ in cited.contains { $0.touches(provision) } }.map { _, name in
                    Finding(
                        .warnung, "recht-geaendert", at: source.frontMatter.places["grundlage_stand"] ?? .file(source.path),
                        "Die Klausel „\(source.name)“ ist nach dem Stand vom \(asOf.inGerman) geschrieben; \(name) ist seit dem \(change.day.inGerman) geändert: \(change.what)",
                        remedy: "Prüfen Sie den Wortlaut, legen Sie bei Bedarf eine neue Fassung an, und setzen Sie „grundlage_stand“ neu.")
                }
            }
        }
    }

    private func basis(of source: ClauseSource) -> [StatuteCitation] { source.frontMatter.legalBasis.compactMap { finder.citation($0.value) } }
}
