import Agreements
import DocumentModel
import Findings
import Settings

extension PlanBuilder {
    func plannedParties() -> [PlannedParty] {
        let settings = agreement.parties
        let found = settings.parties.flatMap { setting -> [PlannedParty] in
            guard let state = bodyField(setting.body, what: "Partei", isListAllowed: true) else { return [] }
            if case .list = state.declaration.kind { return entries(of: setting, state) }
            var record: Record?
            if case .record(let found)? = state.value { record = found }
            if settings.form != .ohne, let record { checkParty(record, state, setting) }
            return [PlannedParty(path: setting.body.value, record: record, designation: setting.designation, roleGender: setting.roleGender, place: setting.body.place)]
        }
        if found.count > Limits.parties {
            log.error(
                "parteien-zu-viele", at: settings.parties.first?.body.place, "Die Vereinbarung hat \(found.count) Parteien; höchstens sind es \(Limits.parties).",
                remedy: "Kürzen Sie die Liste, oder lassen Sie weitere Stellen beitreten.")
        }
        return found
    }

    /// Each entry of a list is a party of its own.
    private func entries(of setting: PartySetting, _ state: FieldState) -> [PlannedParty] {
        guard case .list(let bodies)? = state.value else { return [] }
        return bodies.enumerated().map { index, body in
            var record: Record?
            if case .record(let found) = body { record = found }
            let path = setting.body.value.appending("\(index + 1)")
            var entry = setting
            entry.body = Located(path, at: setting.body.place)
            if agreement.parties.form != .ohne, let record { checkParty(record, state, entry) }
            return PlannedParty(path: path, group: setting.body.value, record: record, designation: nil, roleGender: nil, place: setting.body.place)
        }
    }

    /// A party block prints name and address; without them the contract names nobody.
    private func checkParty(_ record: Record, _ state: FieldState, _ setting: PartySetting) {
        let path = setting.body.value.rawValue
        guard !state.declaration.isOpen else { return }
        let isState = record["art"] == .choice("land") || record["art"] == .choice("bund")
        let printed = isState || !agreement.parties.printsAddresses ? ["name"] : ["name", "strasse", "plz", "ort"]
        for member in printed where record[member] == nil && !isWithheld("\(path).\(member)") && !resolver.faulty.contains("\(path).\(member)") {
            let label = FieldKind.body.member(member)?.label ?? member
            let isOwn = path == "stelle"
            log.error(
                "feld-fehlt", at: place(ofMissing: "\(path).\(member)", otherwise: state.source?.place ?? setting.body.place),
                "Das Feld „\(path).\(member)“ (\(label)) hat keinen Wert.",
                remedy: isOwn
                    ? "Ergänzen Sie „\(member)“ in der Datei der Stelle."
                    : howToFill("\(path).\(member)") ?? "Geben Sie --set \(path).\(member)=… an, oder ergänzen Sie die Daten.\(exampleAdvice("\(path).\(member)"))")
        }
        checkGender(of: setting, record, at: state.source?.place ?? setting.body.place)
        if record["vertreten_durch"] == nil, !resolver.faulty.contains("\(path).vertreten_durch"), !isState, record["art"] != .choice("einzelperson") {
            log.warning(
                "vertretung-fehlt", at: place(ofMissing: "\(path).vertreten_durch", otherwise: state.source?.place ?? setting.body.place),
                "Für „\(path)“ ist niemand angegeben, der sie vertritt.", remedy: howToFill("\(path).vertreten_durch") ?? "Ergänzen Sie „\(path).vertreten_durch“.")
        }
    }

    /// The field of kind stelle that a setting names; reported where there is none.
    @discardableResult
    private func bodyField(_ path: Located<FieldPath>, what: String, isListAllowed: Bool = false) -> FieldState? {
        guard let state = shared[path.value.rawValue] else {
            let bodies = shared.values.filter { $0.declaration.kind == .body }.map(\.declaration.name)
            log.error(
                "feld-unbekannt", at: path.place, "\(what): Ein Feld \(quoted(path.value.rawValue)) gibt es nicht.",
                remedy: Suggestion.remedy(
                    for: path.value.rawValue, among: bodies.sorted(), otherwise: "Deklarieren Sie es unter „felder“ mit „art: stelle“."))
            return nil
        }
        guard state.declaration.kind == .body || isListAllowed && state.declaration.kind == .list(of: .body) else {
            log.error(
                "feld-art", at: path.place, "\(what): „\(path.value)“ ist \(state.declaration.kind.inGerman), gebraucht wird eine Stelle.",
                remedy: "Nennen Sie ein Feld mit „art: stelle“.")
            return nil
        }
        return state
    }

    /// Fields that signatures and letter name, and variants that data choose: what the agreement says, whatever a row's values.
    func checkReferencesToFields() {
        let uses = agreement.clauseUses
        for unit in agreement.signatures.units { checkParty(of: unit) }
        for use in uses {
            for unit in use.signatures?.units ?? [] { checkParty(of: unit) }
        }
        if let recipient = agreement.letter?.recipient { bodyField(recipient, what: "Empfänger des Briefs") }
        for use in uses where use.choice != nil {
            guard let family = library.family(use.mention.family), let variant = use.mention.variant, family.variant(variant) == nil else { continue }
            log.add(library.unknownVariant(use.mention, variant, in: family))
        }
    }

    private func checkParty(of unit: SignatureUnitSettings) {
        if let party = unit.party { bodyField(party, what: "Unterschrift", isListAllowed: true) }
    }

    // MARK: - Annexes

    /// The annexes whose conditions hold, files found.
    func plannedAnnexes(on day: CalendarDate?) -> [PlannedAnnex] {
        agreement.annexes.compactMap { annex in
            guard holds(annex.condition, in: environment) else {
                omit("Anlage „\(annex.key.value)“", annex.condition, at: annex.key.place)
                return nil
            }
            switch annex.content {
            case .clause(let use):
                return clause(use, on: day).map { PlannedAnnex(settings: annex, clause: $0) }
            case .textFile(let file), .foreign(let file):
                return PlannedAnnex(settings: annex, path: annexFile(file))
            case .table(let field, _):
                checkTable(field)
                return PlannedAnnex(settings: annex)
            }
        }
    }

    private func annexFile(_ file: Located<String>) -> String? {
        if let substitute = data.annexFiles[file.value] { return substitute }
        guard !file.value.hasPrefix("/"), !file.value.utf8.contains(UInt8(ascii: "\\")) else {
            log.error(
                "anlage-datei", at: file.place, "Die Datei einer Anlage wird vom Ordner der Vereinbarung aus angegeben.",
                remedy: "Schreiben Sie zum Beispiel: datei: anlagen/name.pdf.")
            return nil
        }
        let path = agreement.path(ofAnnex: file.value)
        guard FileReading.exists(path) else {
            let folder = LibraryLocation.folder(of: path)
            let name = file.value.split(separator: "/").last.map(String.init) ?? ""
            let nearest = Suggestion.nearest(to: name, among: LibraryFolder.entries(of: folder) ?? [])
            log.error(
                "anlage-datei-fehlt", at: file.place, "Die Datei „\(path)“ der Anlage gibt es nicht.",
                remedy: nearest.map { "Meinten Sie „\($0)“?" } ?? "Legen Sie die Datei an diese Stelle, oder berichtigen Sie „datei“.")
            return nil
        }
        return path
    }

    private func checkTable(_ field: Located<FieldPath>) {
        guard let declaration = environment.scope[field.value] else {
            log.error(
                "feld-unbekannt", at: field.place, "Das Feld \(quoted(field.value.rawValue)) der Anlage gibt es nicht.",
                remedy: environment.scope.remedy(forUnknown: field.value))
            return
        }
        guard case .table = declaration.kind else {
            log.error(
                "feld-art", at: field.place, "„\(field.value)“ ist \(declaration.kind.inGerman), die Anlage braucht eine Tabelle.",
                remedy: "Nennen Sie ein Feld mit „art: tabelle“.")
            return
        }
    }
}

extension AgreementFile {
    /// All entries of `klauseln` and clauses of annexes, in order, groups taken apart.
    package var clauseUses: [ClauseUse] {
        var uses: [ClauseUse] = []
        uses.reserveCapacity(clauses.count + annexes.count)
        for entry in clauses {
            switch entry {
            case .clause(let use): uses.append(use)
            case .group(let group): uses += group.clauses
            }
        }
        for annex in annexes {
            if case .clause(let use) = annex.content { uses.append(use) }
        }
        return uses
    }
}
