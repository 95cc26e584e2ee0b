import Agreements
import Assembler
import DocumentModel
import Findings

extension Prover {
    /// Where a family is named, exactly one of its variants is chosen.
    mutating func choices() {
        for choice in model.choices {
            let name = choice.use.mention.family
            let holds = choice.variants.map(\.holds)
            never(
                .and(choice.presence, Proposition.or(holds).negated), .fehler, "variante-keine", at: choice.use.mention.place,
                "Von „\(name)“ trifft nicht immer eine Variante zu",
                remedy: "Geben Sie einer Variante „wenn: sonst“, oder erweitern Sie die Bedingungen.")
            for (index, one) in choice.variants.enumerated() {
                for other in choice.variants[(index + 1)...] {
                    never(
                        .and(choice.presence, one.holds, other.holds), .fehler, "variante-mehrdeutig", at: choice.use.mention.place,
                        "Von „\(name)“ treffen „\(one.source.variant)“ und „\(other.source.variant)“ zugleich zu",
                        remedy: "Grenzen Sie die Bedingungen der beiden Varianten voneinander ab.")
                }
            }
        }
    }

    /// Conditions of the agreement that decide nothing.
    mutating func conditions() {
        for (condition, subject, place) in model.conditions {
            if !isPossible(condition, at: place, "die Bedingung zu „\(subject)“ je zutrifft") {
                fail(
                    .warnung, "bedingung-unerfuellbar", at: place, "Die Bedingung zu „\(subject)“ trifft nie zu.",
                    remedy: "Berichtigen Sie die Bedingung, oder entfernen Sie, was an ihr hängt.")
            } else if !isPossible(condition.negated, at: place, "die Bedingung zu „\(subject)“ immer zutrifft") {
                fail(.hinweis, "bedingung-immer", at: place, "Die Bedingung zu „\(subject)“ trifft immer zu.", remedy: "Lassen Sie die Bedingung weg.")
            }
        }
    }

    /// `erfordert`, `schliesst_aus`, `erfordert_anlage`, and no clause twice.
    mutating func requirements() {
        let clauses = model.clauses
        for (index, clause) in clauses.enumerated() {
            let name = clause.source.name
            for mention in clause.source.frontMatter.requires {
                let met = Proposition.or(clauses.filter { mention.matches($0.source) }.map(\.presence))
                never(
                    .and(clause.presence, met.negated), .fehler, "baustein-fehlt", at: clause.place,
                    "Die Klausel „\(name)“ verlangt „\(mention.name)“, das nicht immer vorkommt",
                    remedy: "Nehmen Sie „\(mention.name)“ unter derselben Bedingung auf.")
            }
            for key in clause.source.frontMatter.requiredAnnexes {
                never(
                    .and(clause.presence, annex(key.value).negated), .fehler, "anlage-fehlt", at: clause.place,
                    "Die Klausel „\(name)“ verlangt die Anlage „\(key.value)“, die nicht immer beiliegt",
                    remedy: "Nehmen Sie die Anlage unter derselben Bedingung auf.")
            }
            for other in clauses[(index + 1)...] {
                if other.source == clause.source, clause.use.id == nil || other.use.id == nil {
                    never(
                        .and(clause.presence, other.presence), .fehler, "baustein-doppelt", at: other.place, "Die Klausel „\(name)“ kann zweimal vorkommen",
                        remedy: "Lassen Sie einen der Einträge weg, oder grenzen Sie ihre Bedingungen ab.")
                } else if clause.excludes(other) || other.excludes(clause) {
                    never(
                        .and(clause.presence, other.presence), .fehler, "baustein-widerspruch", at: clause.place,
                        "Die Klauseln „\(name)“ und „\(other.source.name)“ schließen sich aus und können doch zusammentreffen",
                        remedy: "Grenzen Sie ihre Bedingungen ab, oder wählen Sie eine andere Variante.")
                }
            }
        }
    }

    func annex(_ key: String) -> Proposition {
        Proposition.or(model.annexes.filter { $0.settings.key.value == key }.map(\.presence))
    }

    /// Rules of the library that depend on what is selected. Those that compare numbers, dates and texts depend on what is given,
    /// and are asked of every contract.
    mutating func rules(_ rules: [ClauseRule]) {
        for rule in rules where rule.card.severity > .hinweis {
            let places = rule.focus.map { focus in
                model.clauses.filter { $0.source.frontMatter.traits.contains { $0.value == focus.value } }.map { Optional($0) }
            }
            for clause in places ?? [nil] {
                guard let condition = model.proposition(of: rule, in: clause)?.selected(in: self), !condition.comparesQuantities(model) else { continue }
                never(
                    .and(clause?.presence ?? .constant(true), condition), rule.card.severity, rule.card.id,
                    at: clause?.place ?? place(of: rule), String(rule.message.dropLast()), remedy: rule.card.remedy)
            }
        }
    }

    private func place(of rule: ClauseRule) -> Place {
        let named = Set(rule.traits.map(\.value))
        let clause = model.clauses.last { clause in clause.source.frontMatter.traits.contains { named.contains($0.value) } }
        return clause?.place ?? .file(model.plan.agreement.path)
    }
}

extension AgreementModel.Clause {
    fileprivate func excludes(_ other: AgreementModel.Clause) -> Bool {
        source.frontMatter.excludes.contains { $0.matches(other.source) }
    }
}

extension Proposition {
    /// The lists that rules ask about taken apart into clauses, annexes and parties.
    fileprivate func selected(in prover: Prover) -> Proposition {
        switch self {
        case .contains(FieldPath(RuleFields.traits), .text(let trait)):
            return .or(prover.model.clauses.filter { $0.source.frontMatter.traits.contains { $0.value == trait } }.map(\.presence))
        case .contains(FieldPath(RuleFields.annexes), .text(let key)): return prover.annex(key)
        case .contains(FieldPath(RuleFields.regimes), .text(let regime)):
            return .or(prover.model.plan.parties.map { .compare($0.path.appending("datenschutzrecht"), .equal, .choice(regime)) })
        case .not(let inner): return inner.selected(in: prover).negated
        case .all(let parts): return .all(parts.map { $0.selected(in: prover) })
        case .any(let parts): return .or(parts.map { $0.selected(in: prover) })
        default: return self
        }
    }

    fileprivate func comparesQuantities(_ model: AgreementModel) -> Bool {
        fields.contains { path in
            switch model.domain(path)?.kind {
            case .number, .money, .date, .text, .longText, .iban: model.domain(path)?.fixed == nil
            case .flag, .choice, .list, .person, .address, .body, .table, .representation, .inflection, nil: false
            }
        }
    }
}
