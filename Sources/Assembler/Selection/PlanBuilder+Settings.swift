import Agreements
import DocumentModel
import Findings
import Settings

extension PlanBuilder {
    /// The commissioning body: `stelle` of the data where it is a name, else of the agreement.
    func body() -> BodyFile? {
        var name = agreement.body
        if let given = resolver.candidates(["stelle"]).first(where: { $0.node.scalar != nil && !$0.node.isEmpty }), let scalar = given.node.scalar {
            let given = (name: Located(scalar.text.value.trimmed, at: given.node.place), source: given.layer.source(given.node.place))
            resolver.note(.text(given.name.value), of: FieldDeclaration("stelle", .text, label: "Stelle"), named: "stelle", from: given.source)
            name = given.name
        }
        guard let name else { return nil }
        do {
            let body = try library.body(name)
            log.add(body.findings)
            bodyState(body)
            return body
        } catch let error {
            log.add(error.all)
            // What names `stelle` is no further mistake.
            var openBody = Setting.body.declaration
            openBody.isOpen = true
            shared["stelle"] = FieldState(openBody)
            return nil
        }
    }

    /// `stelle` as a field: the file's values, members overridden by data.
    private func bodyState(_ body: BodyFile) {
        let field = Setting.body.declaration
        var record = body.record
        let candidates = resolver.candidates(["stelle"]).filter { $0.node.scalar == nil }
        let given = candidates.isEmpty ? nil : resolver.value(of: field, named: "stelle", from: candidates)
        if case .record(let overrides)? = given?.value {
            if let name = overrides.text("name"), let own = record.text("name"), name != own {
                let lost = RecordShape.body.map(\.name).filter { NameForms.members.contains($0) && record[$0] != nil && overrides[$0] == nil }
                for member in lost { record.fields[member] = nil }
                resolver.tellOtherName("stelle", own, lost, at: given?.source.place ?? .file(body.path))
            }
            record.fields.merge(overrides.fields) { _, new in new }
        }
        for member in RecordShape.body {
            if case .record(let overrides)? = given?.value, overrides[member.name] != nil { continue }
            guard let value = record[member.name] else { continue }
            resolver.note(value, of: member, named: "stelle.\(member.name)", from: .body(body.places[member.name] ?? .file(body.path)))
        }
        shared["stelle"] = FieldState(field, value: .record(record), source: .body(.file(body.path)), lost: lost("stelle"))
    }

    /// Date, Land, gender form, style and status; `nil` after an error.
    func settings(_ body: BodyFile?) -> PlanSettings? {
        let before = log.errorCount
        let date = day(Setting.date.declaration, agreement.date)
        let reference = day(Setting.referenceDate.declaration, agreement.referenceDate)
        if date == nil, reference == nil, log.errorCount == before {
            log.error(
                "datum-fehlt", at: place(ofMissing: "datum", otherwise: .file(agreement.path)), "Weder „datum“ noch „stichtag“ ist angegeben.",
                remedy: (howToFill("datum").map { $0 + " Oder: e" } ?? "E")
                    + "rgänzen Sie in der Vereinbarung datum: 2026-10-01 (oder datum: heute), oder geben Sie --set datum=01.10.2026 an.")
        }
        let agreed = agreement.land.map { ($0.value, ValueSource.agreement($0.place)) } ?? body?.land.map { ($0.value, ValueSource.body($0.place)) }
        let land = choice(Setting.land.declaration, written: agreed)
        if let land { moveSeat(to: land) }
        if land == nil, body != nil { missing("land", "Ergänzen Sie in der Stelle: land: NW (das Kürzel nach ISO 3166-2).") }
        let writtenGender =
            agreement.gender.map { ($0.value.rawValue, ValueSource.agreement($0.place)) }
            ?? body?.gender.map { ($0.value.rawValue, ValueSource.body($0.place)) }
            ?? (data.reproduction.map { ($0.gender, ValueSource.body(.file(agreement.path))) } ?? land.flatMap(genderForm))
            ?? body.map { (GenderSetting.paar.rawValue, ValueSource.body(.file($0.path))) }
        let gender = choice(Setting.gender.declaration, written: writtenGender)
        let writtenStyle =
            agreement.style.map { ($0.value, ValueSource.agreement($0.place)) } ?? body?.style.map { ($0.value, ValueSource.body($0.place)) }
        let style = text(Setting.style.declaration, written: writtenStyle) ?? "klassisch"
        let status = choice(
            Setting.status.declaration,
            written: agreement.status.map { ($0.value.rawValue, ValueSource.agreement($0.place)) })
        let requested = status.flatMap(DocumentStatus.init(rawValue:)) ?? .endfassung
        setStatus(requested)
        guard let day = date ?? reference, let land, let gender = gender.flatMap(GenderSetting.init(rawValue:)) else { return nil }
        let stichtag = reference ?? day
        if date == nil { settle("datum", day, as: shared["stichtag"]?.source) }
        if reference == nil { settle("stichtag", day, as: shared["datum"]?.source) }
        return PlanSettings(
            date: day, referenceDate: stichtag, land: land, gender: gender, style: style, status: requested, statusReasons: [],
            numbering: agreement.numbering, printsLegalLines: agreement.printsLegalLines,
            provenance: agreement.provenance?.value ?? body?.provenance?.value ?? .voll,
            isForm: flag(.isForm, agreement.isForm) ?? false,
            isSignable: flag(.isSignable, agreement.isSignable) ?? true,
            profile: profile(body),
            hasPageMarks: data.reproduction?.hasPageMarks ?? flag(.hasPageMarks, agreement.hasPageMarks) ?? false)
    }

    /// Who asked for a final contract and gets a draft has to know it before it is printed.
    func tellDraft(_ settings: PlanSettings) {
        if settings.isProposal {
            let message = "Die Vereinbarung wird ein Entwurf mit Wasserzeichen. \(settings.statusReasons.joined(separator: " "))"
            let remedy = "Lassen Sie die Klauseln prüfen, und geben Sie sie frei, zum Beispiel alle: klauselwerk approve --all --by „Ihre Rechtsstelle“."
            log.add([Finding(.hinweis, "wird-entwurf", at: .file(agreement.path), message, remedy: remedy)])
            return
        }
        log.warning(
            "wird-entwurf", at: .file(agreement.path), "Die Vereinbarung wird ein Entwurf mit Wasserzeichen. \(settings.statusReasons.joined(separator: " "))",
            remedy: "Geben Sie die Klauseln frei (klauselwerk approve), und füllen Sie die Felder aus; ein Entwurf hat status: entwurf, ein Muster status: muster.")
    }

    /// Where `land` is overridden, the commissioning body has its seat there, too.
    private func moveSeat(to land: String) { moveSeat(of: "stelle", to: land) }

    private func moveSeat(of name: String, to land: String) {
        guard case .record(var record)? = shared[name]?.value, record["land"] != .choice(land), let source = shared["land"]?.source,
            let member = FieldKind.body.member("land")
        else { return }
        record.fields["land"] = .choice(land)
        shared[name]?.value = .record(record)
        resolver.replace(.choice(land), of: member, named: "\(name).land", from: source)
    }

    /// Examples are made for the agreement's own Land: where another is given, the invented parties have their seat there.
    func moveExampleSeats() {
        guard case .choice(let land)? = shared["land"]?.value, shared["land"]?.source?.isGiven ?? false else { return }
        for (name, state) in shared where state.declaration.kind == .body {
            if case .example? = resolver.values.first(where: { $0.path.rawValue == "\(name).land" })?.source { moveSeat(of: name, to: land) }
        }
    }

    /// What the Land's rule wants where nobody says otherwise. Without a rule both forms in full are right, in every Land and for every body.
    private func genderForm(of land: String) -> (String, ValueSource)? {
        guard let rule = try? facts?.land(land)?.genderRule, let form = rule.form else { return nil }
        return (form.rawValue, .facts(rule.mark.place))
    }

    func setStatus(_ status: DocumentStatus) {
        shared["status"] = FieldState(Setting.status.declaration, value: .choice(status.rawValue), source: shared["status"]?.source)
    }

    private func settle(_ name: String, _ day: CalendarDate, as source: ValueSource?) {
        guard let field = shared[name]?.declaration else { return }
        shared[name] = FieldState(field, value: .date(day), source: source)
        if let source { resolver.note(.date(day), of: field, named: name, from: source) }
    }

    private func missing(_ name: String, _ remedy: String) {
        guard !resolver.candidates([name]).contains(where: { !$0.node.isEmpty }) else { return }
        log.error("feld-fehlt", at: .file(agreement.path), "Die Angabe „\(name)“ fehlt.", remedy: remedy)
    }

    private func day(_ field: FieldDeclaration, _ written: Located<DateSetting>?) -> CalendarDate? {
        shared[field.name] = FieldState(field)
        if let given = resolver.candidates([field.name]).first(where: { !$0.node.isEmpty }), given.node.scalar?.text.value.trimmed == "heute" {
            return use(field, .date(today), .clock)
        }
        let before = log.errorCount
        if let found = resolver.value(of: field, at: [field.name]) {
            shared[field.name] = FieldState(field, value: found.value, source: found.source)
            if case .date(let day) = found.value { return day }
        }
        guard log.errorCount == before, let written else { return nil }
        switch written.value {
        case .day(let day): return use(field, .date(day), .agreement(written.place))
        case .today: return use(field, .date(today), .clock)
        }
    }

    private func use(_ field: FieldDeclaration, _ value: Value, _ source: ValueSource) -> CalendarDate? {
        resolver.note(value, of: field, named: field.name, from: source)
        shared[field.name] = FieldState(field, value: value, source: source)
        if case .date(let day) = value { return day }
        return nil
    }

    /// A setting that is a choice: from the data, else as written, checked like the data.
    private func choice(_ field: FieldDeclaration, written: (String, ValueSource)?) -> String? {
        shared[field.name] = FieldState(field)
        let before = log.errorCount
        if let found = resolver.value(of: field, at: [field.name]) {
            shared[field.name] = FieldState(field, value: found.value, source: found.source)
            if case .choice(let value) = found.value { return value }
        }
        guard log.errorCount == before, let (text, source) = written else { return nil }
        let place = source.place ?? .file(agreement.path)
        let node = InputNode(.scalar(InputScalar(.whole(text, at: place), style: .quoted)), at: place)
        guard case .choice(let value)? = ValueConverter(log: log).value(node, for: field, path: field.name) else { return nil }
        shared[field.name] = FieldState(field, value: .choice(value), source: source)
        resolver.note(.choice(value), of: field, named: field.name, from: source)
        return value
    }

    private func flag(_ setting: Setting, _ written: Located<Bool>?) -> Bool? {
        let field = setting.declaration
        if case .flag(let flag)? = resolver.value(of: field, at: [field.name])?.value { return flag }
        guard let written else { return nil }
        resolver.note(.flag(written.value), of: field, named: field.name, from: .agreement(written.place))
        return written.value
    }

    /// What the finished PDF conforms to. One that is made again conforms to what it did, whatever house style and body say by now.
    private func profile(_ body: BodyFile?) -> PDFProfile? {
        let field = Setting.profile.declaration
        if case .choice(let name)? = resolver.value(of: field, at: [field.name])?.value { return PDFProfile(rawValue: name) }
        let written =
            agreement.profile.map { ($0.value, ValueSource.agreement($0.place)) } ?? body?.profile.map { ($0.value, ValueSource.body($0.place)) }
        if let (profile, source) = written { resolver.note(.choice(profile.rawValue), of: field, named: field.name, from: source) }
        return data.reproduction?.profile ?? written?.0
    }

    private func text(_ field: FieldDeclaration, written: (String, ValueSource)?) -> String? {
        if case .text(let text)? = resolver.value(of: field, at: [field.name])?.value { return text }
        guard let (text, source) = written else { return nil }
        resolver.note(.text(text), of: field, named: field.name, from: source)
        return text
    }
}
