import Assembler
import Findings
import Hummingbird
import Production
import Stewardship

/// One clause: its text and head to change, findings beside them, versions, and what is to be decided about it. Works without JavaScript; with it,
/// findings come while somebody types.
struct ClauseDesk: Sendable {
    let room: LibraryRoom

    func add(to routes: Routes) {
        routes.get("/bibliothek/klauseln/:familie/:variante") { visit in try await show(visit) }
        routes.post("/bibliothek/klauseln/:familie/:variante") { visit in try await edit(visit) }
        routes.get("/bibliothek/klauseln/:familie/:variante/vergleich") { visit in try compare(visit) }
        routes.post("/bibliothek/klauseln/:familie/:variante/entscheidung") { visit in try await decide(visit) }
    }

    private func name(_ visit: Visit) throws -> String { "\(try visit.part("familie"))/\(try visit.part("variante"))" }

    private func opened(_ visit: Visit) throws -> (name: String, desk: LibraryDesk, clause: LibraryDesk.Opened) {
        let (name, desk) = (try name(visit), try room.desk(visit.visitor))
        try room.allow(.ansehen, desk)
        do throws(Failure) { return (name, desk, try desk.open(name)) } catch {
            if error.findings.contains(where: { $0.rule == "variante-unbekannt" }) { throw Problem.notFound }
            throw room.problem(error, back: "/bibliothek")
        }
    }

    // MARK: - Looking and changing

    private func show(_ visit: Visit) async throws -> Response {
        let (name, desk, clause) = try opened(visit)
        let found = try await clause.source.mapAsync { try await room.findings($0, as: clause.edit.bytes) } ?? clause.findings
        return try page(visit, name, desk, clause, typed: nil, found, done: visit.query("getan"))
    }

    private func edit(_ visit: Visit) async throws -> Response {
        let (name, desk, clause) = try opened(visit)
        let isSaving = visit.form["tun"] == "speichern"
        try room.allow(isSaving ? .aendern : .pruefen, desk)
        let typed = try EditedClause(visit.form)
        guard typed.seen == clause.sha256 else { return try conflict(visit, name, desk, clause, typed) }
        let edited: ClauseEdit
        do throws(FindingList) { edited = try typed.applied(to: clause.edit) } catch {
            return try answer(visit, name, desk, clause, typed, error.all, status: isSaving ? 422 : 200)
        }
        guard isSaving else {
            var effect: ChangeEffect?
            if visit.form["tun"] == "wirkung" {
                let press = room.office.presses.press(for: name)
                effect = try await ChangeEffect.of(name, edited.bytes, users: room.agreements(using: name), in: room.office.library, press: press)
            }
            let found = try await clause.source.mapAsync { try await room.findings($0, as: edited.bytes) } ?? []
            return try answer(visit, name, desk, clause, typed, found, status: 200, effect)
        }
        let result: LibraryDesk.SaveResult
        do throws(Failure) {
            result = try await room.writing.run { () throws(Failure) in try desk.save(name, edited.bytes, from: typed.seen, comment: typed.comment) }
        } catch { return try answer(visit, name, desk, clause, typed, error.findings, status: 422) }
        switch result {
        case .unchanged: return PageFrame.goOn(to: LibraryWords.address(name) + "?getan=nichts")
        case .saved(_, let kept): return PageFrame.goOn(to: LibraryWords.address(name) + (kept == nil ? "?getan=gespeichert" : "?getan=fassung"))
        case .conflict: return try conflict(visit, name, desk, try desk.open(name), typed)
        }
    }

    /// Findings of what is typed: for a script alone, for a browser with the whole page around them.
    private func answer(
        _ visit: Visit, _ name: String, _ desk: LibraryDesk, _ clause: LibraryDesk.Opened, _ typed: EditedClause, _ found: [Finding], status: Int, _ effect: ChangeEffect? = nil
    ) throws -> Response {
        if visit.wantsJSON {
            let html = try room.office.frame.templates.render("klauselbefunde", ["befunde": found.map(LibraryWords.finding), "keine": found.isEmpty])
            return try JSONAnswer.of(FoundAnswer(befunde: html))
        }
        return try page(visit, name, desk, clause, typed: typed, found, status: status, effect: effect)
    }

    private struct FoundAnswer: Encodable { let befunde: String }

    private func page(
        _ visit: Visit, _ name: String, _ desk: LibraryDesk, _ clause: LibraryDesk.Opened, typed: EditedClause?, _ found: [Finding], done: String? = nil, status: Int = 200,
        effect: ChangeEffect? = nil
    ) throws -> Response {
        let steward = desk.steward
        let source = clause.source
        // Of what somebody has not touched, the file as it is now is shown.
        func kept(_ key: String, _ text: String?, _ own: String) -> String { text.map { typed?.isTouched(key, $0) == true ? $0 : own } ?? own }
        func setting(_ key: String) -> String { kept(key, typed?.settings[key], EditedClause.shownSetting(key, clause.edit)) }
        let body = kept("wortlaut", typed?.body, clause.edit.body)
        var values: [String: Any] = [
            "adresse": LibraryWords.address(name), "name": name, "titel": ClauseNames.subject(name), "gesehen": typed?.seen ?? clause.sha256, "wortlaut": body,
            "gezeigt": EditedClause.shown(clause.edit), "kopf": kept("kopf", typed?.head, clause.edit.head), "kommentar": typed?.comment ?? "",
            "darfAendern": steward.may(.aendern), "allein": !steward.hasSecondPerson,
            "stand": source.map { LibraryWords.sentence(clause.standing, $0) } ?? "Die Klausel lässt sich so nicht lesen.", "gut": LibraryWords.isGood(clause.standing),
            "befunde": found.map(LibraryWords.finding), "keine": found.isEmpty, "geprueft": typed != nil && status == 200, "nichtGespeichert": typed != nil && status != 200,
            "fassungen": clause.kept.map { ["fassung": $0, "adresse": LibraryWords.address(name) + "/vergleich?mit=" + Percent.encoded($0)] }, "hatFassungen": !clause.kept.isEmpty,
            "verlauf": clause.history.prefix(30).map { LibraryWords.entry($0, steward.roles) }, "hatVerlauf": !clause.history.isEmpty, "getan": shown(ClauseDesk.done[done ?? ""]),
        ]
        for key in EditedClause.texts + EditedClause.lists { values[key] = setting(key) }
        let users = room.agreements(using: name)
        values["verwendet"] = users.map(ClauseNames.readable)
        values["hatVerwendet"] = !users.isEmpty
        values["unterschied"] = body == clause.edit.body ? [] : WordDiff(from: clause.edit.body, to: body).parts.map(ClauseDesk.part)
        values["hatUnterschied"] = body != clause.edit.body
        values["wirkung"] = (effect?.agreements ?? []).map(LibraryWords.effect)
        values["hatWirkung"] = effect != nil
        decisions(clause, desk, &values)
        return try room.office.frame.page("klausel", title: ClauseNames.subject(name), values, for: visit.visitor, status: status, script: "klausel.js")
    }

    /// What this person may decide at the moment.
    private func decisions(_ clause: LibraryDesk.Opened, _ desk: LibraryDesk, _ values: inout [String: Any]) {
        let steward = desk.steward
        values["wortlautsumme"] = clause.source?.approvalChecksum ?? ""
        let isApproved = LibraryWords.isGood(clause.standing)
        let isRefused: Bool = if case .changed = clause.standing { true } else { false }
        let canApprove = steward.may(.freigeben) && !isApproved && clause.source != nil && !isRefused
        let own = clause.request.map { $0.account == steward.account } ?? false
        values["antrag"] = clause.request.map { [LibraryWords.entry($0, steward.roles)] } ?? []
        values["beantragbar"] = steward.may(.beantragen) && steward.hasSecondPerson && clause.request == nil && !isApproved && clause.source != nil
        values["zuruecknehmbar"] = own && steward.may(.zuruecknehmen)
        values["freigebbar"] = canApprove && (!steward.hasSecondPerson || (clause.request != nil && !desk.isAuthor(clause)))
        values["selbstGeschrieben"] = canApprove && steward.hasSecondPerson && desk.isAuthor(clause)
        values["ablehnbar"] = steward.may(.ablehnen) && steward.hasSecondPerson && clause.request != nil && !own
        values["widerrufbar"] = steward.may(.widerrufen) && isApproved
        values["abloesbar"] = steward.may(.abloesen) && isApproved && clause.source?.frontMatter.status != .abgeloest
        values["stelleFehlt"] = steward.office == nil
        values["stelle"] = steward.office ?? ""
    }

    private static let done = [
        "gespeichert": "Gespeichert.", "fassung": "Gespeichert, als neue Fassung. Der alte Wortlaut ist unter seiner Nummer aufbewahrt.", "nichts": "Es war nichts zu ändern.",
        "beantragt": "Die Freigabe ist beantragt.", "zurueckgenommen": "Der Antrag ist zurückgenommen.", "freigegeben": "Die Klausel ist freigegeben.",
        "abgelehnt": "Der Antrag ist abgelehnt.",
        "widerrufen": "Die Freigabe ist widerrufen.", "abgeloest": "Die Fassung ist abgelöst.",
    ]

    private static func part(_ part: WordDiff.Part) -> [String: Any] {
        switch part {
        case .same(let text): ["gleich": text]
        case .removed(let text): ["weg": text]
        case .added(let text): ["neu": text]
        }
    }

    // MARK: - Two who change the same

    private func conflict(_ visit: Visit, _ name: String, _ desk: LibraryDesk, _ clause: LibraryDesk.Opened, _ typed: EditedClause) throws -> Response {
        if visit.wantsJSON { throw Problem.overtaken }
        let kept =
            [("wortlaut", typed.body), ("kopf", typed.head), ("kommentar", typed.comment), ("_stand", typed.shown)]
            + typed.settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        // Everything that they have changed is shown; what they have not touched stays as somebody else has written it.
        let head = typed.isTouched("kopf", typed.head) ? typed.head : clause.edit.head
        let rows = typed.settings.sorted { $0.key < $1.key }.filter { typed.isTouched($0.key, $0.value) && $0.value != EditedClause.shownSetting($0.key, clause.edit) }.map {
            ["name": ClauseNames.readable($0.key), "meins": $0.value, "ihres": EditedClause.shownSetting($0.key, clause.edit)]
        }
        return try room.office.frame.page(
            "klausel-konflikt", title: "Inzwischen geändert",
            [
                "adresse": LibraryWords.address(name), "titel": ClauseNames.subject(name), "gesehen": clause.sha256, "meins": typed.body, "ihres": clause.edit.body,
                "unterschied": WordDiff(from: clause.edit.head + "\n\n" + clause.edit.body, to: head + "\n\n" + typed.body).parts.map(ClauseDesk.part), "zeilen": rows,
                "hatZeilen": !rows.isEmpty, "felder": kept.map { ["name": $0.0, "wert": $0.1] },
                "wer": shown(clause.history.first { $0.act == .geschrieben }.map { "\(Steward.name(of: $0.account, in: desk.steward.roles)), \(LibraryWords.time($0.time))" }),
            ], for: visit.visitor, status: 409)
    }

    private func compare(_ visit: Visit) throws -> Response {
        let (name, desk, clause) = try opened(visit)
        try room.allow(.vergleichen, desk)
        guard let version = visit.query("mit"), clause.kept.contains(version) else { throw Problem.notFound }
        let comparison = try ClauseComparison.of("\(name)@\(version)", name, library: room.office.library.workspace.library)
        return try room.office.frame.page(
            "klausel-vergleich", title: "Vergleich: \(ClauseNames.subject(name))",
            [
                "adresse": LibraryWords.address(name), "titel": ClauseNames.subject(name), "alt": version, "neu": clause.source?.version.version ?? "",
                "teile": comparison.difference.parts.map(ClauseDesk.part), "gleich": comparison.difference.isEmpty,
            ], for: visit.visitor)
    }

    // MARK: - Deciding

    private func decide(_ visit: Visit) async throws -> Response {
        let (name, desk) = (try name(visit), try room.desk(visit.visitor))
        let (form, address) = (visit.form, LibraryWords.address(name))
        let comment = form["kommentar"] ?? ""
        let work: @Sendable () throws(Failure) -> String
        switch form["tun"] {
        case "beantragen":
            work = { () throws(Failure) in
                _ = try desk.request([name], comment: comment); return "beantragt"
            }
        case "zuruecknehmen":
            work = { () throws(Failure) in
                try desk.withdrawRequest(name, comment: comment); return "zurueckgenommen"
            }
        case "freigeben":
            let (office, seen) = (form["stelle"], form["_wortlaut"])
            work = { () throws(Failure) in
                _ = try desk.approve([name], by: office.flatMap { $0.isEmpty ? nil : $0 }, seen: seen, comment: comment)
                return "freigegeben"
            }
        case "ablehnen":
            work = { () throws(Failure) in
                try desk.refuse(name, reason: comment); return "abgelehnt"
            }
        case "widerrufen":
            work = { () throws(Failure) in
                try desk.revoke(name, reason: comment); return "widerrufen"
            }
        case "abloesen":
            let until = form["bis"] ?? ""
            work = { () throws(Failure) in
                try desk.supersede(name, until: until, comment: comment); return "abgeloest"
            }
        default: throw Problem.unreadable
        }
        do throws(Failure) { return PageFrame.goOn(to: address + "?getan=" + (try await room.writing.run(work))) } catch { throw room.problem(error, back: address) }
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func mapAsync<T>(_ body: (Wrapped) async throws -> T) async throws -> T? {
        guard let self else { return nil }
        return try await body(self)
    }
}
