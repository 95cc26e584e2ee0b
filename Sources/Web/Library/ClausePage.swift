import Assembler
import Findings
import Hummingbird
import Production
import Stewardship

/// The page of one clause: form, findings, pages beside it, what may be decided.
struct ClausePage: Sendable {
    let room: LibraryRoom

    /// What is to be shown.
    struct State {
        let name: String
        let desk: LibraryDesk
        let clause: LibraryDesk.Opened
        var found: [Finding]
        /// The agreement whose example shows the clause; empty: alone; `nil`: nobody has chosen.
        var sample: String?
        /// What somebody has typed, and the file with it.
        var typed: EditedClause?
        var edited: ClauseEdit?
        var done: String?
        var status = 200
        /// Values of the template `wirkung`.
        var effect: [[String: Any]]?
        /// Whether the effect is that of approving what lies there.
        var isEffectOfApproval = false
        /// The head's fields are shown at once.
        var opensHead = false
        var isConditionIncomplete = false
        /// Saved, but git has not kept it.
        var isNotInGit = false

        init(name: String, desk: LibraryDesk, clause: LibraryDesk.Opened, found: [Finding], sample: String?, done: String? = nil) {
            (self.name, self.desk, self.clause, self.found, self.sample, self.done) = (name, desk, clause, found, sample, done)
        }
    }

    func pickers(_ state: State) throws -> ClausePickers {
        let workshop = try room.office.library.workshop()
        let users = room.agreements(using: state.name)
        let agreement = (state.sample.flatMap { sample in users.first { $0 == sample } } ?? users.first).flatMap { try? room.office.library.agreement($0) }
        return ClausePickers(state.clause.source, in: agreement, workshop, room.facts(workshop))
    }

    func answer(_ state: State, _ visit: Visit) async throws -> Response {
        let (name, desk, clause, typed) = (state.name, state.desk, state.clause, state.typed)
        let steward = desk.steward
        // Of what somebody has not touched, the file as it is now is shown.
        func kept(_ key: String, _ text: String?, _ own: String) -> String { text.map { typed?.isTouched(key, $0) == true ? $0 : own } ?? own }
        func setting(_ key: String) -> String { kept(key, typed?.settings[key], EditedClause.shownSetting(key, clause.edit)) }
        let body = kept("wortlaut", typed?.body, clause.edit.body)
        // What somebody has changed is in sight.
        let changesHead =
            typed.map { typed in typed.settings.contains { $0.key != "ueberschrift" && typed.isTouched($0.key, $0.value) } || typed.isTouched("kopf", typed.head) } ?? false
        var values: [String: Any] = [
            "adresse": LibraryWords.address(name), "name": name, "titel": ClauseNames.subject(name), "gesehen": typed?.seen ?? clause.sha256, "wortlaut": body,
            "gezeigt": typed?.shown ?? EditedClause.shown(clause.edit), "kopf": kept("kopf", typed?.head, clause.edit.head), "kommentar": typed?.comment ?? "",
            "darfAendern": steward.may(.aendern), "allein": !steward.hasSecondPerson,
            "stand": clause.source.map { LibraryWords.sentence(clause.standing, $0) } ?? "Die Klausel lässt sich so nicht lesen.", "gut": LibraryWords.isGood(clause.standing),
            "befunde": state.found.map(LibraryWords.finding), "keine": state.found.isEmpty, "geprueft": typed != nil && state.status == 200,
            "nichtGespeichert": typed != nil && state.status != 200, "offen": state.opensHead || changesHead, "unvollstaendig": state.isConditionIncomplete,
            "fassungen": clause.kept.map { ["fassung": $0, "adresse": ComparisonScreens.address("\(name)@\($0)", name)] }, "hatFassungen": !clause.kept.isEmpty,
            "verlauf": clause.history.prefix(30).map { LibraryWords.entry($0, steward.roles) }, "hatVerlauf": !clause.history.isEmpty,
            "vergleich": ComparisonScreens.address("", name),
            "getan": shown(ClausePage.done[state.done ?? ""]),
        ]
        for key in EditedClause.texts + EditedClause.lists {
            values[key] = setting(key)
            values["hilfe_" + key] = shown(room.help[key])
        }
        let users = room.agreements(using: name)
        values["verwendet"] = users.map { name in
            ["titel": title(name), "adresse": "/bibliothek/vereinbarungen/" + Percent.encoded(name)]
        }
        values["hatVerwendet"] = !users.isEmpty
        values["unterschied"] = body == clause.edit.body ? [] : WordDiff(from: clause.edit.body, to: body).parts.map(ClausePage.part)
        values["hatUnterschied"] = body != clause.edit.body
        values["wirkung"] = state.effect ?? []
        values["hatWirkung"] = state.effect != nil
        values["wirkungDerFreigabe"] = state.isEffectOfApproval
        let pickers = try pickers(state)
        values["bausteine"] = pickers.values
        values.merge(ConditionForm(text: setting("wenn"), fields: pickers.fields).values) { own, _ in own }
        values.merge(try await pages(state, users, visit)) { own, _ in own }
        decisions(clause, desk, &values)
        let versions = ([clause.source?.version.version] + clause.kept.map(Optional.some)).compactMap { $0 }
        values["altevertraege"] = shown(room.registered.sentence(of: name, versions: versions))
        values["nachsehen"] = try room.openReviews(of: name).map {
            ["was": LawScreens.told($0.change, desk), "nummer": "\($0.change.number)", "klausel": name, "darf": desk.mayKeepLaws] as [String: Any]
        }
        values["ohneGit"] = state.isNotInGit
        return try room.office.frame.page(
            "klausel", title: ClauseNames.subject(name), values, for: visit.visitor, status: state.status, script: "klausel.js", isWide: true)
    }

    /// The clause as it looks, and in whose example.
    private func pages(_ state: State, _ users: [String], _ visit: Visit) async throws -> [String: Any] {
        let bytes = (state.edited ?? state.clause.edit).bytes
        let shownPages = try await ClausePages(room: room).pages(of: state.name, bytes, in: state.sample, for: visit.visitor)
        let chosen = state.sample ?? shownPages.agreement ?? ""
        return [
            "seiten": shownPages.pages.compactMap(\.svg), "seitenhinweis": shownPages.note ?? "", "hatSeitenhinweis": shownPages.note != nil,
            "muster": (users.map { ["wert": $0, "name": title($0), "gewaehlt": $0 == chosen] as [String: Any] })
                + [["wert": "", "name": "für sich allein", "gewaehlt": chosen.isEmpty]],
        ]
    }

    private func title(_ agreement: String) -> String { FileTitles.of(LibraryFile(.agreement, agreement), in: room.office.library) }

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
        values["vergleichbar"] = values["freigebbar"] as? Bool == true && !clause.kept.isEmpty
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
        "widerrufen": "Die Freigabe ist widerrufen.", "abgeloest": "Die Fassung ist abgelöst.", "angesehen": "Vermerkt: Die Klausel ist nach der Rechtsänderung angesehen.",
    ]

    static func part(_ part: WordDiff.Part) -> [String: Any] {
        switch part {
        case .same(let text): ["gleich": text]
        case .removed(let text): ["weg": text]
        case .added(let text): ["neu": text]
        }
    }
}
