import Agreements
import DocumentModel
import Findings
import Settings

extension PlanBuilder {
    /// The sections whose conditions hold, with their clauses chosen.
    func plannedSections(on day: CalendarDate?) -> [PlannedSection] {
        agreement.clauses.compactMap { entry in
            switch entry {
            case .clause(let use):
                return clause(use, on: day).map { .clause($0) }
            case .group(let group):
                guard holds(group.condition, in: environment) else {
                    omit("Abschnitt „\(group.heading.value)“", group.condition, at: group.place)
                    return nil
                }
                let clauses = group.clauses.compactMap { clause($0, on: day) }
                guard !clauses.isEmpty else { return nil }
                return .group(
                    PlannedGroup(
                        heading: group.heading, form: group.form, isNumbered: group.isNumbered, clauses: clauses, place: group.place, isAfterSignatures: group.isAfterSignatures))
            }
        }
    }

    /// The clause at its place; `nil` where its condition does not hold, or after an error.
    func clause(_ use: ClauseUse, on day: CalendarDate?) -> PlannedClause? {
        guard holds(use.condition, in: environment) else {
            omit(use.mention.name, use.condition, at: use.mention.place)
            return nil
        }
        guard let day else { return nil }
        do {
            let choice = try VariantChoice(builder: self, use: use, day: day).chosen()
            let source = choice.source
            log.add(source.findings)
            if source.frontMatter.status == .abgeloest {
                log.warning(
                    "baustein-abgeloest", at: use.mention.place, "Die Klausel „\(source.name)“ ist abgelöst.",
                    remedy: "Wählen Sie eine andere Variante oder Fassung.")
            }
            let heading = use.heading ?? source.frontMatter.heading
            return PlannedClause(
                source: source, heading: heading.flatMap { $0.value.isEmpty ? nil : $0 }, isNumbered: use.isNumbered ?? source.frontMatter.isNumbered,
                legalLines: agreement.printsLegalLines ? source.frontMatter.legalLines : [],
                fields: clauseFields(of: source, use: use), reason: choice.reason, place: use.mention.place, use: use)
        } catch {
            log.add(error.all)
            return nil
        }
    }

    func omit(_ subject: String, _ condition: ExpressionSyntax?, at place: Place) {
        guard let condition else { return }
        selecting.omissions.append(
            Omission(subject: subject, reason: "Die Bedingung „\(condition.source.value)“ trifft nicht zu\(known(condition)).", place: place))
    }

    /// „ (partner.art ist „ev“)“: the values a condition was decided by.
    func known(_ condition: ExpressionSyntax, of clause: (ClauseSource, Environment)? = nil) -> String {
        let environment = clause?.1 ?? self.environment
        let view = clause.map { self.view.of($0.0) } ?? self.view
        guard let checked = try? conditions.checked(condition, in: view, scope: { environment.scope }) else { return "" }
        let parts = checked.fields.map { path in
            "\(path) ist \(environment.value(path).map(\.inGerman) ?? "nicht angegeben")"
        }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }
}

extension Value {
    /// A short form for reasons: „ev“, 01.10.2026, ja.
    package var inGerman: String {
        switch self {
        case .text(let text): quoted(text)
        case .choice(let value): "„\(value)“"
        case .date(let date): date.inGerman
        case .number(let number): number.inGerman
        case .money(let amount): "\(amount.inGerman) €"
        case .flag(let flag): flag ? "ja" : "nein"
        case .list(let values): values.isEmpty ? "leer" : values.prefix(5).map(\.inGerman).joined(separator: ", ") + (values.count > 5 ? ", …" : "")
        case .record(let record):
            record.fields.sorted { $0.key < $1.key }.prefix(8).map { "\($0.key): \($0.value.inGerman)" }.joined(separator: ", ")
        }
    }
}

/// Finds the one variant of a family that applies, with the reason.
struct VariantChoice {
    let builder: PlanBuilder
    let use: ClauseUse
    let day: CalendarDate

    struct Result {
        var source: ClauseSource
        var reason: String
    }

    func chosen() throws(FindingList) -> Result {
        if let variant = use.mention.variant { return try named(builder.data.reproduction?.variant(variant, of: use.mention.family) ?? variant) }
        return try competing()
    }

    private func named(_ variant: String) throws(FindingList) -> Result {
        let source = try builder.source(use.mention, variant: variant, on: day)
        if case .expression(let condition)? = source.frontMatter.condition, holds(condition, of: source) == false {
            builder.log.note(
                "bedingung-unerfuellt", at: use.mention.place,
                "Die Klausel „\(source.name)“ ist genannt, obwohl ihre Bedingung „\(condition.source.value)“ nicht zutrifft\(known(condition, of: source)).",
                remedy: "Nennen Sie nur „\(source.family)“, damit die passende Variante gewählt wird.")
        }
        return Result(source: source, reason: "In der Vereinbarung genannt" + version(source) + ".")
    }

    /// Variants with a condition compete; `sonst` wins where no other does.
    private func competing() throws(FindingList) -> Result {
        let mention = use.mention
        guard let family = builder.library.family(mention.family) else { throw FindingList([builder.library.unknownFamily(mention)]) }
        var holding: [(ClauseSource, ExpressionSyntax)] = []
        var failing: [(ClauseSource, ExpressionSyntax)] = []
        var fallbacks: [ClauseSource] = []
        var unconditional: [ClauseSource] = []
        for variant in builder.competing(family) {
            // A variant that came later, or has ended, is no choice on that day; of a document that is made again it is what it has.
            let source =
                builder.isReproducing
                ? try builder.source(mention, variant: variant.name, on: day) : try builder.library.sourceIfValid(mention, variant: variant, on: day)
            guard let source else { continue }
            switch source.frontMatter.condition {
            case .expression(let condition)?:
                if holds(condition, of: source) ?? true {
                    holding.append((source, condition))
                } else {
                    failing.append((source, condition))
                }
            case .otherwise?: fallbacks.append(source)
            case nil: unconditional.append(source)
            }
        }
        if holding.isEmpty, failing.isEmpty, fallbacks.isEmpty, unconditional.isEmpty, let first = family.variants.first {
            // Throws: none is valid on that day.
            _ = try builder.library.source(mention, variant: first.name, on: day)
        }
        if holding.count == 1, let (source, condition) = holding.first {
            return Result(
                source: source, reason: "Die Bedingung „\(condition.source.value)“ trifft zu\(known(condition, of: source))" + version(source) + ".")
        }
        if holding.isEmpty, fallbacks.count == 1, let source = fallbacks.first {
            return Result(source: source, reason: "Keine andere Variante von „\(family.name)“ trifft zu" + version(source) + ".")
        }
        if holding.isEmpty, fallbacks.isEmpty, failing.isEmpty, unconditional.count == 1, let source = unconditional.first {
            return Result(source: source, reason: "Die einzige Variante von „\(family.name)“" + version(source) + ".")
        }
        throw FindingList([problem(family, holding.map(\.0.variant) + (holding.isEmpty ? fallbacks.map(\.variant) : []), failing)])
    }

    private func problem(_ family: ClauseFamily, _ several: [String], _ failing: [(ClauseSource, ExpressionSyntax)]) -> Finding {
        if several.count > 1 {
            return Finding(
                .fehler, "variante-mehrdeutig", at: use.mention.place,
                "Von „\(family.name)“ treffen mehrere Varianten zu: \(several.joined(separator: ", ")).",
                remedy: "Nennen Sie die gewünschte Variante („\(family.name)/\(several[0])“), oder grenzen Sie ihre Bedingungen voneinander ab.")
        }
        let reasons =
            failing.isEmpty ? "Keine von ihnen hat eine Bedingung" : failing.map { "„\($0.variant)“ verlangt \($1.source.value)\(known($1, of: $0))" }.joined(separator: "; ")
        return Finding(
            .fehler, "variante-keine", at: use.mention.place, "Von „\(family.name)“ trifft keine Variante zu. \(reasons).",
            remedy: "Nennen Sie eine Variante („\(family.name)/\(family.variantNames.first ?? "…")“), oder geben Sie einer davon „wenn: sonst“.")
    }

    private func version(_ source: ClauseSource) -> String {
        source.fileVersion == nil ? "" : "; am \(day.inGerman) gilt die Fassung \(source.version.version)"
    }

    /// A variant's condition may ask for the clause's own fields, by their defaults or what data says.
    private func environment(of source: ClauseSource) -> Environment {
        var local: [String: FieldState] = [:]
        for field in source.frontMatter.fields where builder.shared[field.name] == nil {
            local[field.name] = FieldState(field, value: field.defaultValue, source: .clauseDefault(field.defaultPlace ?? .file(source.path)))
        }
        return builder.environment.with(local: local)
    }

    private func known(_ condition: ExpressionSyntax, of source: ClauseSource) -> String {
        builder.known(condition, of: (source, environment(of: source)))
    }

    /// `nil` where the condition has errors; they are reported.
    private func holds(_ condition: ExpressionSyntax, of source: ClauseSource) -> Bool? {
        let environment = environment(of: source)
        do {
            let checked = try builder.conditions.checked(condition, in: builder.view.of(source)) { environment.scope }
            builder.noteDecisive(checked.fields, in: environment, of: source.family)
            return checked.proposition.holds(in: environment)
        } catch {
            builder.log.add(error.all)
            return nil
        }
    }
}
