import Agreements
import DocumentModel
import Findings
import Settings

extension PlanBuilder {
    /// Names that data may give besides declared fields.
    package static let settingNames = Setting.names.union(["klauseln", PartnerTable.keyColumn])

    /// The agreement's own fields: data, a value at the top level of its file, `vorgabe`.
    func resolveAgreementFields() {
        shared[LegalTexts.listName] = FieldState(LegalTexts.listField)
        for field in agreement.fields { shared[field.name] = agreementField(field) }
        moveExampleSeats()
        for (name, state) in shared where state.declaration.kind == .list(of: .body) {
            guard case .list(let bodies)? = state.value else { continue }
            shared[name]?.value = .list(bodies.enumerated().map { withGender(withRegime($1), of: "\(name).\($0 + 1)") })
        }
        for (name, state) in shared where state.declaration.kind == .body { shared[name]?.value = state.value.map { withGender(withRegime($0), of: name) } }
        shared[PlanBuilder.sharedAuthority.name] = FieldState(PlanBuilder.sharedAuthority, value: .flag(haveOneAuthority))
    }

    /// Which data-protection law binds a body follows from its kind, where the data do not say it.
    private func withRegime(_ value: Value) -> Value {
        guard case .record(var record) = value, record["datenschutzrecht"] == nil, case .choice(let kind)? = record["art"],
            let regime = DataProtectionRegime(bodyKind: kind)
        else { return value }
        record.fields["datenschutzrecht"] = .choice(regime.rawValue)
        return .record(record)
    }

    private func agreementField(_ field: FieldDeclaration) -> FieldState {
        let before = log.errorCount
        if let found = resolver.value(of: field, at: [field.name]) {
            noteExample(found.source, field)
            return FieldState(field, value: found.value, source: found.source, lost: lost(beside: found.value, of: field))
        }
        if let entry = agreement.settings.first(where: { $0.key == field.name }),
            let value = ValueConverter(log: log).value(entry.value, for: field, path: field.name)
        {
            let source = ValueSource.agreement(entry.value.place)
            resolver.noteWhole(value, of: field, from: source)
            return FieldState(field, value: value, source: source)
        }
        if let value = field.defaultValue, !isTakenAway([field.name]) {
            let source = ValueSource.agreementDefault(field.defaultPlace ?? .file(agreement.path))
            resolver.noteWhole(value, of: field, from: source)
            return FieldState(field, value: value, source: source)
        }
        if field.isRequired, !field.isOpen, log.errorCount == before, !isWrittenByHand(field), !isWithheld(field.name) {
            log.error(
                "feld-fehlt", at: place(ofMissing: field.name, otherwise: field.place), "Das Feld „\(field.name)“ (\(field.label)) hat keinen Wert.",
                remedy: howToFill(field.name) ?? howToGive(field, path: field.name) + exampleAdvice(field.name))
        }
        return FieldState(field, lost: lost(field.name))
    }

    /// A table annex with empty rows keeps room for what is not known yet.
    private func isWrittenByHand(_ field: FieldDeclaration) -> Bool {
        agreement.annexes.contains { annex in
            if case .table(let table, let rows) = annex.content { table.value.rawValue == field.name && rows > 0 } else { false }
        }
    }

    /// `--set feld=` without value.
    private func isTakenAway(_ path: [String]) -> Bool {
        resolver.candidates(path).contains { $0.layer.kind == .commandLine && $0.node.isEmpty }
    }

    private func noteExample(_ source: ValueSource, _ field: FieldDeclaration) {
        guard case .example(let place) = source, resolver.layers.contains(where: { $0.kind == .dataFile || $0.kind == .tableRow }) else { return }
        log.note(
            "beispiel-verwendet", at: place, "„\(field.name)“ kommt aus dem Beispiel der Vereinbarung, weil die Daten es nicht enthalten.",
            remedy: "Geben Sie „\(field.name)“ in den Daten an.")
    }

    private func howToGive(_ field: FieldDeclaration, path: String) -> String {
        switch field.kind {
        case .person, .address, .body:
            "Geben Sie „\(path).name“ und die anderen Teile in den Daten an (--data, Partnertabelle), oder schreiben Sie „offen: ja“ zum Feld."
                .replacing("„\(path).name“", with: "„\(path).\(field.kind.memberNames.first ?? "name")“")
        case .table, .list: "Geben Sie „\(path)“ in den Daten an (--data), oder schreiben Sie eine „vorgabe“ oder „offen: ja“ zum Feld."
        case .text, .longText, .date, .number, .money, .flag, .iban, .choice, .representation, .inflection:
            "Geben Sie --set \(path)=… an, ergänzen Sie die Daten, oder schreiben Sie eine „vorgabe“ oder „offen: ja“ zum Feld."
        }
    }

    // MARK: - Clause fields

    /// The fields of a clause where the agreement uses it. Order: option, place, data, agreement's field, default.
    func clauseFields(of source: ClauseSource, use: ClauseUse) -> [String: FieldState] {
        for entry in use.values where !source.frontMatter.fields.contains(where: { $0.name == entry.key }) {
            let names = source.frontMatter.fields.map(\.name)
            log.error(
                "feld-unbekannt", at: entry.keyPlace, "Die Klausel „\(source.name)“ hat kein Feld \(quoted(entry.key)).",
                remedy: Suggestion.remedy(
                    for: entry.key, among: names, otherwise: names.isEmpty ? "Löschen Sie die Angabe; die Klausel hat keine Felder." : nil))
        }
        var states: [String: FieldState] = [:]
        for field in source.frontMatter.fields {
            selecting.fieldNames.insert(field.name)
            states[field.name] = clauseField(field, of: source, use: use)
        }
        return states
    }

    private func clauseField(_ field: FieldDeclaration, of source: ClauseSource, use: ClauseUse) -> FieldState {
        let path = ["klauseln", source.family, field.name]
        let name = path.joined(separator: ".")
        let before = log.errorCount
        let candidates = resolver.candidates(path) + (shared[field.name] == nil ? resolver.candidates([field.name]) : [])
        let options = candidates.filter { $0.layer.kind == .commandLine }
        if let found = resolver.value(of: field, named: name, from: options) {
            return FieldState(field, value: found.value, source: found.source)
        }
        if let entry = use.values.first(where: { $0.key == field.name }),
            let value = ValueConverter(log: log).value(entry.value, for: field, path: field.name)
        {
            let settled = ValueSource.agreement(entry.value.place)
            resolver.note(value, of: field, named: name, from: settled)
            checkSettled(candidates, by: value, at: entry.value.place, field, of: source)
            return FieldState(field, value: value, source: settled)
        }
        if let found = resolver.value(of: field, named: name, from: candidates.filter { $0.layer.kind != .commandLine }) {
            return FieldState(field, value: found.value, source: found.source)
        }
        guard log.errorCount == before else { return FieldState(field) }
        if let inherited = shared[field.name], !PlanBuilder.settingNames.contains(field.name) {
            if let state = inherit(inherited, by: field, of: source, use: use) { return state }
        }
        if let value = field.defaultValue, options.isEmpty {
            let origin = ValueSource.clauseDefault(field.defaultPlace ?? .file(source.path))
            resolver.note(value, of: field, named: name, from: origin)
            return FieldState(field, value: value, source: origin)
        }
        if isWithheld(name) { return FieldState(field) }
        if field.isOpen {
            selecting.openFields.append(OpenField(path: FieldPath(name), declaration: field, placeholder: field.placeholder))
        } else if field.isRequired {
            log.error(
                "feld-fehlt", at: place(ofMissing: name, otherwise: use.mention.place),
                "Dem Feld „\(field.name)“ (\(field.label)) der Klausel „\(source.name)“ fehlt ein Wert.",
                remedy: howToFill(name) ?? "Schreiben Sie bei der Klausel in der Vereinbarung „felder: {\(field.name): …}“, oder geben Sie --set \(name)=… an.")
        }
        return FieldState(field)
    }

    /// What data gives for a field whose value the agreement settles at the clause would be lost without a word.
    private func checkSettled(_ candidates: [FieldResolver.Candidate], by value: Value, at place: Place, _ field: FieldDeclaration, of source: ClauseSource) {
        for candidate in candidates where candidate.layer.kind != .example && candidate.layer.kind != .commandLine && !candidate.node.isEmpty {
            guard ValueConverter(log: FindingLog()).value(candidate.node, for: field, path: field.name) != value else { continue }
            log.error(
                "feld-festgelegt", at: candidate.node.place,
                "„\(field.name)“ der Klausel „\(source.family)“ legt die Vereinbarung fest (\(value.inGerman), \(place)); angegeben ist ein anderer Wert.",
                remedy: "Löschen Sie den Wert, oder löschen Sie ihn unter „felder“ der Klausel in der Vereinbarung; eine Ausnahme für einen Vertrag geben Sie mit --set an.")
        }
    }

    /// The agreement's field of the same name, in the clause's own terms; `nil` where it has no value and is not open.
    private func inherit(_ state: FieldState, by field: FieldDeclaration, of source: ClauseSource, use: ClauseUse) -> FieldState? {
        selectedBy.inherited.updateValue(state.value, forKey: field.name)
        guard let value = state.value else {
            guard state.declaration.isOpen else { return nil }
            var field = field
            field.isOpen = true
            field.placeholder = state.declaration.placeholder
            return FieldState(field)
        }
        guard field.kind.name == state.declaration.kind.name else {
            log.error(
                "feld-widerspruch", at: use.mention.place,
                "„\(field.name)“ ist in der Klausel „\(source.name)“ \(field.kind.inGerman), in der Vereinbarung \(state.declaration.kind.inGerman).",
                remedy:
                    "Gleichen Sie „art“ an, oder benennen Sie das Feld der Vereinbarung um (\(state.declaration.place?.description ?? agreement.path))."
            )
            return FieldState(field)
        }
        if case .choice(let choices) = field.kind, case .choice(let raw) = value, !choices.contains(where: { $0.value == raw }) {
            log.error(
                "wert-unbekannt", at: state.source?.place ?? use.mention.place,
                "„\(field.name)“ ist „\(raw)“; diesen Wert kennt die Klausel „\(source.name)“ nicht.",
                remedy: Suggestion.remedy(for: raw, among: choices.map(\.value), otherwise: field.kind.advice))
        }
        // Its source is the agreement's field: where that has its value from differs from partner to partner.
        return FieldState(field, value: value)
    }

    /// Everything left to be filled in by hand, sorted by path.
    func openFields(ofClauses clauses: [OpenField]) -> [OpenField] {
        let own = agreement.fields.flatMap { field -> [OpenField] in
            guard let state = shared[field.name], field.isOpen, !isWithheld(field.name) else { return [] }
            guard case .record(let record)? = state.value else {
                return state.value == nil ? [OpenField(path: FieldPath(field.name), declaration: field, placeholder: field.placeholder)] : []
            }
            return field.kind.members.filter { $0.isRequired && record[$0.name] == nil && !isWithheld("\(field.name).\($0.name)") }.map {
                OpenField(path: FieldPath("\(field.name).\($0.name)"), declaration: $0, placeholder: $0.label)
            }
        }
        return (own + clauses).sorted { $0.path < $1.path }
    }
}
