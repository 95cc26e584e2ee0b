import Agreements
import Assembler
import DocumentModel
import Findings

extension Prover {
    /// References and annexes: their targets are there whenever they are printed.
    mutating func references() {
        for clause in model.clauses {
            guard let events = clause.events else { continue }
            for reference in events.references { self.reference(reference, in: clause) }
            for annex in events.annexes {
                never(
                    .and(clause.presence, annex.guardian, self.annex(annex.content).negated), .fehler, "anlage-entfallen", at: annex.place,
                    "Der Verweis auf die Anlage „\(annex.content)“ führt nicht immer zu einer Anlage der Vereinbarung „\(model.plan.agreement.name)“",
                    remedy: "Umgeben Sie den Verweis mit derselben Bedingung wie die Anlage, oder nehmen Sie die Anlage immer auf.")
            }
        }
    }

    /// Roles that clauses name are borne by a party, whenever they are printed.
    mutating func roles() {
        let borne = model.plan.agreement.roles
        for clause in model.clauses {
            for role in clause.events?.roles ?? [] where !borne.contains(role.content) {
                never(
                    .and(clause.presence, role.guardian), .fehler, "rolle-unbekannt", at: role.place,
                    "In der Vereinbarung „\(model.plan.agreement.name)“ hat keine Partei „\(role.content)“ mit einer „bezeichnung“; „\(clause.source.name)“ nennt sie",
                    remedy: "Ergänzen Sie bei der Partei eine „bezeichnung“, oder wählen Sie eine Klausel, die diese Rolle nicht nennt.")
            }
        }
    }

    private mutating func reference(_ reference: ClauseEvents.Guarded<(name: String, mark: String?)>, in clause: AgreementModel.Clause) {
        let (name, mark) = reference.content
        let mention = ClauseMention(path: name, place: reference.place)
        let printed = Proposition.and(clause.presence, reference.guardian)
        // A clause that refers to its own family means itself.
        let isOwn = mention.matches(clause.source)
        let identified = model.clauses.filter { $0.use.id?.value == name }
        let targets = !identified.isEmpty ? identified : isOwn ? [clause] : model.clauses.filter { mention.matches($0.source) }
        let where_ = "in der Vereinbarung „\(model.plan.agreement.name)“"
        never(
            .and(printed, Proposition.or(targets.map(\.presence)).negated), .fehler, "verweis-ins-leere", at: reference.place,
            "Der Verweis „\(name)“ führt \(where_) nicht immer zu einer Klausel",
            remedy: "Umgeben Sie ihn mit der Bedingung, unter der die Klausel aufgenommen wird.")
        for (index, one) in targets.enumerated() {
            for other in targets[(index + 1)...] {
                never(
                    .and(printed, one.presence, other.presence), .fehler, "verweis-mehrdeutig", at: reference.place,
                    "Der Verweis „\(name)“ ist \(where_) mehrdeutig: „\(one.source.name)“ oder „\(other.source.name)“",
                    remedy: one.source.name == other.source.name
                        ? "Geben Sie den Klauseln in der Vereinbarung verschiedene „id“, und nennen Sie sie: „{{ref:ID}}“."
                        : "Nennen Sie die Variante: „{{ref:\(one.source.name)}}“.")
            }
            guard let mark else { continue }
            let marked = Proposition.or((one.events?.marks ?? []).filter { $0.content == mark }.map(\.guardian))
            never(
                .and(printed, one.presence, marked.negated), .fehler, "marke-fehlt", at: reference.place,
                "In „\(one.source.name)“ gibt es die Marke „\(mark)“ nicht immer, oder ihr Absatz entfällt",
                remedy: "Setzen Sie die Marke an einen Absatz, der immer gedruckt wird, oder umgeben Sie den Verweis mit dessen Bedingung.")
        }
    }

    /// Values are there where text stands around them; sections have a text; conditions decide something.
    mutating func texts() {
        for clause in model.clauses {
            guard let events = clause.events else { continue }
            never(
                .and(clause.presence, events.isPrinted.negated), .fehler, "abschnitt-leer", at: clause.place,
                "Von der Klausel „\(clause.source.name)“ bleibt nichts als die Überschrift",
                remedy: "Nehmen Sie sie nur unter der Bedingung auf, unter der sie etwas sagt.")
            for value in events.values {
                guard let domain = model.domain(value.content), domain.canBeAbsent || domain.fixed == .some(.none), !domain.isOpen,
                    !LegalTexts.states(value.content)
                else { continue }
                never(
                    .and(clause.presence, value.guardian, .not(.isPresent(value.content))), .fehler, "wert-kann-fehlen", at: value.place,
                    "„\(value.content)“ wird mitten im Satz gedruckt und kann in „\(model.plan.agreement.name)“ fehlen",
                    remedy: "Umgeben Sie die Stelle mit „{{wenn vorhanden(\(value.content))}} … {{ende}}“, oder machen Sie das Feld zur Pflicht.")
            }
        }
    }

    /// A term that some clause defines is defined whenever another uses it.
    mutating func terms() {
        var definitions: [String: [Proposition]] = [:]
        for clause in model.clauses {
            for definition in clause.events?.definitions ?? [] {
                definitions[definition.content, default: []].append(.and(clause.presence, definition.guardian))
            }
        }
        for (term, all) in definitions.sorted(by: { $0.key < $1.key }) {
            let defined = Proposition.or(all)
            guard defined != .constant(true) else { continue }
            for clause in model.clauses {
                let uses = (clause.events?.words ?? []).filter { $0.content.contains(term: term) }
                guard let first = uses.first else { continue }
                never(
                    .and(clause.presence, Proposition.or(uses.map(\.guardian)), defined.negated), .fehler, "begriff-undefiniert", at: first.place,
                    "Der Begriff „\(term)“ ist in „\(model.plan.agreement.name)“ nicht immer definiert, wo „\(clause.source.name)“ ihn gebraucht",
                    remedy: "Nehmen Sie die Definition unter derselben Bedingung auf, oder führen Sie den Begriff anders ein.")
            }
        }
    }

    mutating func fail(_ severity: Severity, _ rule: String, at place: Place?, _ message: String, remedy: String) {
        append(Finding(severity, rule, at: place, message, remedy: remedy))
    }
}

extension ClauseMention {
    /// „kuendigung“, „kuendigung/frist“
    fileprivate init(path: String, place: Place) {
        let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
        self.init(family: parts.first ?? "", variant: parts.count > 1 ? parts[1] : nil, place: place)
    }
}

extension String {
    /// Whether the term stands in it as a whole word.
    fileprivate func contains(term: String) -> Bool {
        var rest = self[...]
        while let found = rest.range(of: term) {
            let before = found.lowerBound == startIndex ? nil : self[..<found.lowerBound].last
            let after = rest[found.upperBound...].first
            if !(before?.isLetter ?? false), !(after?.isLetter ?? false) { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }
}
