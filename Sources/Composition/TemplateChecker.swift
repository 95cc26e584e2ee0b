import Agreements
import DocumentModel
import Findings

/// Checks a template against the declared fields, branches not taken included: nothing is to be found out only with the
/// partner for whom a condition holds.
struct TemplateChecker {
    let scope: FieldScope
    /// Names that the assembler computes.
    let computed: Set<String>
    /// Parties of the agreement that are called something; `nil`: of no agreement in particular.
    let roles: Set<FieldPath>?
    private(set) var findings: [Finding] = []

    init(scope: FieldScope, computed: Set<String> = [], roles: Set<FieldPath>? = nil) {
        self.scope = scope
        self.computed = computed
        self.roles = roles
    }

    mutating func check(_ template: Template) {
        var choices: [(field: FieldDeclaration, path: FieldPath, position: SourcePosition, cases: [(value: String, position: SourcePosition)])?] = []
        for marker in template.markers {
            let place = template.locator.place(marker.position)
            switch marker.content {
            case .value(let path, let format): value(path, format, at: place)
            case .role(let phrase): role(phrase.party, at: place)
            case .list(let path): expect(path, "liste", at: place) { if case .list = $0 { true } else { false } }
            case .table(let path): expect(path, "tabelle", at: place) { if case .table = $0 { true } else { false } }
            case .conditionStart(let condition):
                choices.append(nil)
                do throws(FindingList) { _ = try condition.syntax.checked(in: scope) } catch { findings += error.all }
            case .choiceStart(let path):
                choices.append(declaration(path, at: place).map { ($0, path, marker.position, []) })
            case .choiceCase(let value):
                guard let last = choices.indices.last else { break }
                choices[last]?.cases.append((value, marker.position))
            case .end:
                if let choice = choices.popLast() ?? nil { check(choice.field, choice.path, at: choice.position, choice.cases, template.locator) }
            default: break
            }
        }
    }

    private mutating func declaration(_ path: FieldPath, at place: Place) -> FieldDeclaration? {
        if let found = scope[path] { return found }
        if !computed.contains(path.rawValue) {
            report(
                "feld-unbekannt", place, "Das Feld „\(path)“ gibt es hier nicht.",
                remedy: scope.remedy(forUnknown: path) ?? "Tragen Sie das Feld unter „felder:“ in der Klausel oder in der Vereinbarung ein.")
        }
        return nil
    }

    private mutating func role(_ party: FieldPath, at place: Place) {
        guard let roles, !roles.contains(party) else { return }
        report(
            "rolle-unbekannt", place, "Keine Partei „\(party)“ der Vereinbarung hat eine „bezeichnung“.",
            remedy: Suggestion.remedy(for: party.rawValue, among: roles.map(\.rawValue).sorted())
                ?? "Ergänzen Sie unter „parteien: liste:“ bei „stelle: \(party)“ eine „bezeichnung“.")
    }

    private mutating func value(_ path: FieldPath, _ format: ValueFormat, at place: Place) {
        guard let field = declaration(path, at: place) else { return }
        let fits: Bool =
            switch (format, field.kind) {
            case (.standard, _), (.woertlich, _): true
            case (.lang, .date), (.kurz, .date), (.wort, .number), (.wert, .choice): true
            default: format.grammaticalCase != nil && scope.canBeDeclined(path)
            }
        if !fits {
            report(
                "format-unpassend", place, "Das Format „\(format.rawValue)“ passt nicht zu „\(path)“ (\(field.kind.name)).",
                remedy: "„lang“ und „kurz“ gelten für Daten, „wort“ für Zahlen, „wert“ für Auswahlen, die vier Fälle für Stellen, Personen und ihre „funktion“.")
        }
    }

    private mutating func expect(_ path: FieldPath, _ kind: String, at place: Place, _ fits: (FieldKind) -> Bool) {
        guard let field = declaration(path, at: place), !fits(field.kind) else { return }
        report("feld-art", place, "„\(path)“ ist \(field.kind.inGerman).", remedy: "„{{\(kind):…}}“ braucht ein Feld der Art „\(kind)“.")
    }

    private mutating func check(
        _ field: FieldDeclaration, _ path: FieldPath, at position: SourcePosition, _ cases: [(value: String, position: SourcePosition)],
        _ locator: PlaceLocator
    ) {
        let values: [String]
        switch field.kind {
        case .choice(let choices): values = choices.map(\.value)
        case .flag: values = ["ja", "nein"]
        case .text, .longText, .date, .number, .money, .iban, .list, .person, .address, .body, .table, .representation, .inflection:
            report("wahl-art", locator.place(position), "„\(path)“ ist \(field.kind.inGerman).", remedy: "„{{wahl:…}}“ braucht ein Feld der Art „auswahl“ oder „ja_nein“.")
            return
        }
        for unknown in cases where !values.contains(unknown.value) {
            report(
                "fall-unbekannt", locator.place(unknown.position), "„\(path)“ hat keinen Wert „\(unknown.value)“.",
                remedy: Suggestion.remedy(for: unknown.value, among: values) ?? "Möglich sind: \(values.joined(separator: ", ")).")
        }
        let missing = values.filter { value in !cases.contains { $0.value == value } }
        if !missing.isEmpty {
            findings.append(
                Finding(
                    .warnung, "fall-fehlt", at: locator.place(position), "Zur Wahl „\(path)“ fehlt der Fall „\(missing.joined(separator: "“, „"))“.",
                    remedy: "Ergänzen Sie „{{fall:\(missing[0])}}“; trifft er zu, wäre das ein Fehler."))
        }
    }

    private mutating func report(_ rule: String, _ place: Place, _ message: String, remedy: String) {
        findings.append(Finding(.fehler, rule, at: place, message, remedy: remedy))
    }
}
