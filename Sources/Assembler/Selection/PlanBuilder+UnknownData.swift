import DocumentModel
import Findings
import Settings

/// Data that nobody asked for: a value that goes nowhere is told, or the contract would not say what somebody thinks it does.
extension PlanBuilder {
    /// Names in the data that no field bears: misspelt, mostly.
    ///
    /// - Parameter clauseFieldNames: of the clauses that apply.
    func checkUnknownData(_ clauseFieldNames: Set<String>) {
        let own = ownNames
        var possible: Set<String>?
        for layer in resolver.layers {
            for entry in layer.root.entries where !own.contains(entry.key) && !clauseFieldNames.contains(entry.key) {
                // A field of a variant that was not chosen this time is no mistake.
                let names = possible ?? possibleClauseFields()
                possible = names
                guard !names.contains(entry.key) else { continue }
                if agreement.clauseUses.contains(where: { $0.mention.family == entry.key }) {
                    tellVariant(entry, "\(entry.key)", in: layer)
                    continue
                }
                // Of a record each column by itself: each heading is to be mended.
                for (name, place) in layer.kind == .tableRow ? GivenNames.headings(of: entry) : [(entry.key, entry.keyPlace)] {
                    log.error(
                        "feld-unbekannt", at: place, "Ein Feld \(quoted(name)) gibt es in dieser Vereinbarung nicht.",
                        remedy: remedy(forUnknown: entry.key, column: name, among: own.union(names), in: layer))
                }
            }
            if layer.kind != .tableRow, let entry = layer.root.entries.first(where: { $0.key == PartnerTable.keyColumn }) {
                log.error(
                    "feld-unbekannt", at: entry.keyPlace, "„nr“ gibt es nur in einer Partnerliste; hier hat die Angabe keine Wirkung.",
                    remedy: "Löschen Sie sie.")
            }
            checkClauseData(layer)
        }
    }

    private func remedy(forUnknown name: String, column: String, among known: Set<String>, in layer: InputLayer) -> String {
        if let near = Suggestion.nearest(to: name, among: known.sorted()) { return "Meinten Sie „\(near)“?" }
        guard layer.kind == .tableRow else { return "„klauselwerk felder \(agreement.name)“ zeigt alle Felder." }
        return "Eine Spalte für eigene Zwecke beginnt mit #: „#\(column)“; oder nennen Sie sie hinter --ignore-columns. Alle Felder zeigt „klauselwerk felder \(agreement.name)“."
    }

    /// `klauseln.FAMILY.FIELD`
    private func checkClauseData(_ layer: InputLayer) {
        guard let node = layer.root["klauseln"] else { return }
        if node.entries.isEmpty, !node.isEmpty {
            log.error(
                "angabe-ohne-wirkung", at: node.place, "„klauseln“ nennt in den Daten Felder von Klauseln, gefunden wurde \(node.kindInGerman).",
                remedy: "Welche Klauseln es gibt, legt die Vereinbarung fest; ein Feld einer Klausel heißt „klauseln.KLAUSEL.FELD“.")
        }
        let families = agreement.clauseUses.map(\.mention.family)
        for family in node.entries {
            guard families.contains(family.key) else {
                log.error(
                    "feld-unbekannt", at: family.keyPlace, "Eine Klausel \(quoted(family.key)) gibt es in dieser Vereinbarung nicht.",
                    remedy: Suggestion.remedy(for: family.key, among: families, otherwise: nil))
                continue
            }
            guard case .mapping = family.value.content else {
                tellVariant(family, "klauseln.\(family.key)", in: layer)
                continue
            }
            let names = fields(ofFamily: family.key)
            for field in family.value.entries where !names.contains(field.key) {
                log.error(
                    "feld-unbekannt", at: field.keyPlace, "Die Klausel „\(family.key)“ hat kein Feld \(quoted(field.key)).",
                    remedy: Suggestion.remedy(for: field.key, among: names.sorted(), otherwise: nil))
            }
        }
    }

    /// Somebody names a variant where only fields have values.
    private func tellVariant(_ entry: InputEntry, _ path: String, in layer: InputLayer) {
        let choice = agreement.clauseUses.first { $0.mention.family == entry.key && $0.choice != nil }?.choice
        let remedy: String
        switch (choice, layer.kind) {
        case (let choice?, .tableRow): remedy = "Welche Variante gilt, sagt hier das Feld „\(choice)“: Benennen Sie die Spalte so."
        case (let choice?, _): remedy = "Welche Variante gilt, sagt hier das Feld „\(choice)“: Geben Sie „\(choice)“ an."
        case (nil, _):
            remedy = "Ein Feld der Klausel heißt „klauseln.\(entry.key).FELD“. Soll ihre Variante wählbar sein, so schreiben Sie in der Vereinbarung „variante_aus“ zur Klausel."
        }
        log.error(
            "angabe-ohne-wirkung", at: entry.keyPlace, "„\(path)“ ist der Name einer Klausel, kein Feld; der Wert dazu hat keine Wirkung.", remedy: remedy)
    }

    private func possibleClauseFields() -> Set<String> {
        Set(agreement.clauseUses.map(\.mention.family)).reduce(into: []) { $0.formUnion(fields(ofFamily: $1)) }
    }

    private func fields(ofFamily name: String) -> Set<String> {
        guard let family = library.family(name) else { return [] }
        return family.variants.reduce(into: []) { names, variant in
            for file in variant.files {
                guard let source = try? library.source(file, family: name, variant: variant.name) else { continue }
                names.formUnion(source.frontMatter.fields.map(\.name))
            }
        }
    }
}
