import Agreements
import Assembler
import DocumentModel
import Findings
import Production

/// Puts the fields that a contract reads into groups, in reading order.
struct InterviewBuilder {
    let agreement: AgreementFile
    let catalogue: FieldCatalogue
    /// `nil`: nothing can be composed; then every field is asked for.
    let trial: ContractTrial?
    let answers: [String: String]
    /// The bodies that the library has: names of their files, and what they are called.
    let bodies: [InterviewField.Choice]
    /// Of the trial's plan, in reading order; each field asks for them.
    private let planned: [PlannedClause]
    private let titles: [(clause: String, title: String)]
    private let chosenFamilies: Set<String>
    private let parties: [FieldDeclaration]

    init(agreement: AgreementFile, catalogue: FieldCatalogue, trial: ContractTrial?, answers: [String: String], bodies: [InterviewField.Choice]) {
        (self.agreement, self.catalogue, self.trial, self.answers, self.bodies) = (agreement, catalogue, trial, answers, bodies)
        planned = trial?.plan.allClauses ?? []
        titles = planned.map { ($0.source.name, ClauseNames.title($0)) }
        chosenFamilies = Set(planned.map(\.source.family))
        parties = agreement.fields.filter { $0.kind == .body }
    }

    func groups(_ findings: [Finding]) -> [InterviewGroup] {
        let named = Set(findings.filter { $0.severity == .fehler }.compactMap { AgreementData.answeredPath($0.place)?.rawValue })
        let asked = catalogue.entries.filter { isAsked($0, named) && $0.path.rawValue != "datum" }
        var groups = [InterviewGroup(id: "vertrag", title: "Vertrag", fields: settings())]
        for party in parties { groups.append(group("partei-\(party.name)", party.label, asked.filter { head($0) == party.name })) }
        let own = asked.filter { entry in !isOfClause(entry) && !parties.contains { $0.name == head(entry) } }
        let annexed = Set(agreement.annexes.compactMap { if case .table(let field, _) = $0.content { field.value.rawValue } else { nil } })
        let signed = own.filter { isSigned($0) && !annexed.contains(head($0)) }
        groups.append(group("inhalt", "Inhalt", own.filter { entry in !annexed.contains(head(entry)) && !signed.contains(entry) }))
        for clause in clauses(asked) { groups.append(clause) }
        groups.append(group("anlagen", "Anlagen", own.filter { annexed.contains(head($0)) }))
        groups.append(group("unterschriften", "Unterschriften", signed))
        return groups.filter { !$0.fields.isEmpty }
    }

    // MARK: - What is asked for

    private func isOfClause(_ entry: FieldCatalogue.Entry) -> Bool { entry.path.rawValue.hasPrefix("klauseln.") }

    private func head(_ entry: FieldCatalogue.Entry) -> String { String(entry.path.rawValue.prefix { $0 != "." }) }

    private func isAsked(_ entry: FieldCatalogue.Entry, _ named: Set<String>) -> Bool {
        guard let use = trial?.use else { return true }
        let path = entry.path.rawValue
        if use.covers(entry.path) || named.contains(path) || use.paths.contains(where: { $0.rawValue.hasPrefix(path + ".") }) { return true }
        return entry.isNeeded && entry.conditions.isEmpty && (!isOfClause(entry) || chosenFamilies.contains(family(entry)))
    }

    private func family(_ entry: FieldCatalogue.Entry) -> String {
        let parts = entry.path.rawValue.split(separator: ".")
        return parts.count > 1 ? String(parts[1]) : ""
    }

    private func isSigned(_ entry: FieldCatalogue.Entry) -> Bool {
        let texts = agreement.signatures.units.flatMap { [$0.line, $0.location, $0.date, $0.mandate, $0.name, $0.office].compactMap { $0?.value } }
        return entry.askedBy == ["Vereinbarung"] && texts.contains { $0.contains("{{\(head(entry))") }
    }

    /// Fields of clauses, a group a clause, as the contract has them one after another.
    private func clauses(_ asked: [FieldCatalogue.Entry]) -> [InterviewGroup] {
        let own = asked.filter(isOfClause)
        var families: [String] = []
        for name in planned.map(\.source.family) + own.map(family) where !families.contains(name) { families.append(name) }
        return families.map { name in
            let clause = planned.first { $0.source.family == name }
            return group("klausel-\(name)", clause.map(ClauseNames.title) ?? ClauseNames.readable(name), own.filter { family($0) == name })
        }
    }

    // MARK: - Fields

    private func group(_ id: String, _ title: String, _ entries: [FieldCatalogue.Entry]) -> InterviewGroup {
        InterviewGroup(id: id, title: title, fields: entries.flatMap(fields))
    }

    private func fields(_ entry: FieldCatalogue.Entry) -> [InterviewField] {
        let declaration = entry.declaration
        let printedBy = printers(entry)
        guard !declaration.kind.members.isEmpty else {
            return [field(entry.path.rawValue, declaration, isNeeded: entry.isNeeded, standard: standard(entry), printedBy)]
        }
        // A clause's own field that is a record: its parts one by one.
        return declaration.kind.members.filter { $0.isRequired || trial?.use.covers(FieldPath("\(entry.path).\($0.name)")) ?? false }.map { member in
            field("\(entry.path).\(member.name)", member, isNeeded: entry.isNeeded && member.isRequired, standard: nil, printedBy)
        }
    }

    private func field(_ path: String, _ declaration: FieldDeclaration, isNeeded: Bool, standard: String?, _ printedBy: [String]) -> InterviewField {
        InterviewField(
            path: path, label: declaration.label, help: declaration.help, control: FieldControls.control(declaration.kind, standard: standard, isNeeded: isNeeded),
            isNeeded: isNeeded, standard: standard, printedBy: printedBy, isRare: isRare(path, declaration) && (answers[path] ?? "").isEmpty)
    }

    /// Grammar, data protection and the like of a party: they follow from what it is.
    private func isRare(_ path: String, _ declaration: FieldDeclaration) -> Bool {
        guard !declaration.isRequired, let head = path.split(separator: ".").first, parties.contains(where: { $0.name == head }) else { return false }
        return !["kurz", "einheit", "telefon", "email", "vertreten_durch"].contains(declaration.name)
    }

    /// What holds where nothing is given: of the catalogue, else what the plan has derived.
    private func standard(_ entry: FieldCatalogue.Entry) -> String? {
        if let value = entry.standard { return FieldControls.text(of: value, as: entry.declaration.kind) }
        guard let derived = trial?.plan.values.first(where: { $0.path == entry.path }) else { return nil }
        switch derived.source {
        case .body, .facts, .agreement, .agreementDefault, .clauseDefault: return FieldControls.text(of: derived.value, as: entry.declaration.kind)
        case .commandLine, .dataFile, .tableRow, .example, .clock: return nil
        }
    }

    private func printers(_ entry: FieldCatalogue.Entry) -> [String] {
        guard !isOfClause(entry) else { return [] }
        return titles.lazy.filter { entry.askedBy.contains($0.clause) }.map(\.title).reduce(into: []) { found, title in
            if !found.contains(title) { found.append(title) }
        }
    }

    // MARK: - What every contract has

    private func settings() -> [InterviewField] {
        let settings = trial?.plan.settings
        var fields = [
            InterviewField(
                path: "datum", label: "Datum des Vertrags", help: "Das Datum entscheidet auch über die Fassungen der Klauseln.", control: .text,
                isNeeded: agreement.date == nil && agreement.referenceDate == nil, standard: settings.map { ValueDisplay.text(of: .date($0.date)) }, printedBy: [])
        ]
        if bodies.count > 1, let own = agreement.body?.value, answers["stelle.name"] == nil {
            let usual = bodies.first { $0.value == own }?.label ?? ClauseNames.readable(own)
            fields.append(
                InterviewField(
                    path: "stelle", label: "Unsere Stelle", help: nil, control: .choice([InterviewField.Choice(value: "", label: "wie üblich: \(usual)")] + bodies),
                    isNeeded: false, standard: usual, printedBy: []))
        }
        let status = agreement.status?.value.rawValue ?? "entwurf"
        fields.append(
            InterviewField(
                path: "status", label: "Als was gedruckt wird", help: nil,
                control: .choice([
                    InterviewField.Choice(value: "", label: "wie üblich: \(FieldControls.statusName(status))"), InterviewField.Choice(value: "endfassung", label: "Endfassung"),
                    InterviewField.Choice(value: "entwurf", label: "Entwurf"),
                ]), isNeeded: false, standard: FieldControls.statusName(status), printedBy: []))
        return fields
    }
}
