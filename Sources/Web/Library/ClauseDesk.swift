import Agreements
import Findings
import Foundation
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
        routes.get("/bibliothek/klauseln/:familie/:variante/stand") { visit in try standing(visit) }
        routes.get("/bibliothek/klauseln/:familie/:variante/bilder/:seite") { visit in
            let (name, desk) = (try name(visit), try room.desk(visit.visitor))
            try room.allow(.ansehen, desk)
            return try await ClausePages(room: room).picture(name, try visit.part("seite"), visit.visitor)
        }
        routes.get("/bibliothek/klauseln/:familie/:variante/wirkung") { visit in try await showEffectOfApproval(visit) }
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
        var state = ClausePage.State(name: name, desk: desk, clause: clause, found: found, sample: visit.query("muster"), done: visit.query("getan"))
        state.isNotInGit = visit.query("git") == "nein"
        return try await ClausePage(room: room).answer(state, visit)
    }

    private func edit(_ visit: Visit) async throws -> Response {
        if visit.wantsJSON { return try await check(visit) }
        let (name, desk, clause) = try opened(visit)
        let isSaving = visit.form["tun"] == "speichern"
        try room.allow(isSaving ? .aendern : .pruefen, desk)
        var typed = try EditedClause(visit.form)
        guard typed.seen == clause.sha256 else { return try conflict(visit, name, desk, clause, typed) }
        let page = ClausePage(room: room)
        var state = ClausePage.State(name: name, desk: desk, clause: clause, found: [], sample: visit.form["_muster"])
        let condition = try ConditionForm(text: typed.settings["wenn"] ?? "", fields: page.pickers(state).fields)
        if let changed = condition.changed(visit.form) {
            typed = typed.setting("wenn", to: changed)
            state.opensHead = true
        } else if visit.form["tun"]?.hasPrefix("bedingung-") == true {
            (state.opensHead, state.isConditionIncomplete) = (true, true)
        }
        state.typed = typed
        let edited: ClauseEdit
        do throws(FindingList) { edited = try typed.applied(to: clause.edit) } catch {
            (state.found, state.status) = (error.all, isSaving ? 422 : 200)
            return try await page.answer(state, visit)
        }
        state.edited = edited
        guard isSaving else {
            if visit.form["tun"] == "wirkung" {
                state.effect = try await effect(of: name, edited.bytes, for: visit.visitor)
            }
            state.found = try await clause.source.mapAsync { try await room.findings($0, as: edited.bytes) } ?? []
            return try await page.answer(state, visit)
        }
        let result: LibraryDesk.SaveResult
        do throws(Failure) {
            result = try await room.writing.run { [typed] () throws(Failure) in try desk.save(name, edited.bytes, from: typed.seen, comment: typed.comment) }
        } catch {
            (state.found, state.status) = (error.findings, 422)
            return try await page.answer(state, visit)
        }
        switch result {
        case .unchanged: return ClauseDesk.goOn(name, "nichts", desk)
        case .saved(_, let kept): return ClauseDesk.goOn(name, kept == nil ? "gespeichert" : "fassung", desk)
        case .conflict: return try conflict(visit, name, desk, try desk.open(name), typed)
        }
    }

    /// What a text does to agreements, with pictures: against what lies there, or against an older text.
    private func effect(of name: String, _ bytes: [UInt8], from old: [UInt8]? = nil, for visitor: Visitor) async throws -> [[String: Any]] {
        let press = room.office.presses.press(for: name)
        let path = "clauses/\(name).md"
        let effect = try await ChangeEffect.of(
            [path: String(decoding: bytes, as: UTF8.self)], from: old.map { [path: String(decoding: $0, as: UTF8.self)] } ?? [:], users: room.agreements(using: name),
            in: room.office.library, press: press)
        let pictures = EffectPictures(office: room.office, key: ClausePages.key(name, visitor)) { "\(LibraryWords.address(name))/bilder/\($0)" }
        return try await pictures.values(effect, press)
    }

    /// What approving the text does that lies there: against the version before it, which contracts have until then.
    private func showEffectOfApproval(_ visit: Visit) async throws -> Response {
        let (name, desk, clause) = try opened(visit)
        try room.allow(.vergleichen, desk)
        guard let source = clause.source, let kept = clause.kept.first else { throw Problem.notFound }
        let path = "\(room.office.library.workspace.library)/clauses/\(name)@\(kept).md"
        guard let bytes = FileManager.default.contents(atPath: path) else { throw Problem.notFound }
        var state = ClausePage.State(name: name, desk: desk, clause: clause, found: clause.findings, sample: nil)
        let old: [UInt8]
        do throws(FindingList) {
            // As if it were the current one, whatever day it held until.
            var edit = try ClauseEdit(Array(bytes), path: path)
            try edit.set("fassung", to: .text(source.version.version))
            for key in ["gilt_ab", "gilt_bis"] where edit.setting(key) != nil { try edit.set(key, to: .removed) }
            old = edit.bytes
        } catch { throw room.problem(Failure(error), back: LibraryWords.address(name)) }
        state.effect = try await effect(of: name, clause.edit.bytes, from: old, for: visit.visitor)
        state.isEffectOfApproval = true
        return try await ClausePage(room: room).answer(state, visit)
    }

    // MARK: - While somebody writes

    private struct FoundAnswer: Encodable {
        let befunde: String
        let marken: [FindingMark]
    }

    private struct PagesAnswer: Encodable {
        let seiten: [DraftPages.Page]
        let hinweis: String?
    }

    /// Findings, or pages, of what is typed: for a script. Nothing is saved.
    private func check(_ visit: Visit) async throws -> Response {
        let (name, desk) = (try name(visit), try room.desk(visit.visitor))
        try room.allow(.pruefen, desk)
        let library = try room.office.library.workshop().planner.library
        let (file, sha256, source): (ClauseEdit, String, ClauseSource?)
        do throws(Failure) { (file, sha256, source) = try desk.text(of: name, in: library) } catch { throw room.problem(error, back: "/bibliothek") }
        let typed = try EditedClause(visit.form)
        guard typed.seen == sha256 else { throw Problem.clauseOvertaken }
        let edited: ClauseEdit
        do throws(FindingList) { edited = try typed.applied(to: file) } catch { return try found(error.all, []) }
        if visit.form["tun"] == "seiten" {
            let known = Set((visit.form["_seiten"] ?? "").split(separator: " ").map(String.init))
            let shown = try await ClausePages(room: room).pages(of: name, edited.bytes, in: visit.form["_muster"], known: known, for: visit.visitor)
            return try JSONAnswer.of(PagesAnswer(seiten: shown.pages, hinweis: shown.note))
        }
        let findings = try await source.mapAsync { try await room.findings($0, as: edited.bytes) } ?? []
        return try found(findings, FindingMarks.of(findings, in: typed.body, edited))
    }

    private func found(_ findings: [Finding], _ marks: [FindingMark]) throws -> Response {
        let html = try room.office.frame.templates.render("klauselbefunde", ["befunde": findings.map(LibraryWords.finding), "keine": findings.isEmpty])
        return try JSONAnswer.of(FoundAnswer(befunde: html, marken: marks))
    }

    /// Whether the file is still the one that the form was filled from: for a script that asks now and then.
    private func standing(_ visit: Visit) throws -> Response {
        let (name, desk) = (try name(visit), try room.desk(visit.visitor))
        try room.allow(.ansehen, desk)
        struct Standing: Encodable { let gesehen: String }
        let library = try room.office.library.workshop().planner.library
        let sum: String
        do throws(Failure) { sum = try desk.text(of: name, in: library).sha256 } catch { throw room.problem(error, back: "/bibliothek") }
        return try JSONAnswer.of(Standing(gesehen: sum))
    }

    private static func goOn(_ name: String, _ done: String, _ desk: LibraryDesk) -> Response {
        PageFrame.goOn(to: LibraryWords.address(name) + "?getan=\(done)" + (desk.notes.findings.isEmpty ? "" : "&git=nein"))
    }

    // MARK: - Two who change the same

    private func conflict(_ visit: Visit, _ name: String, _ desk: LibraryDesk, _ clause: LibraryDesk.Opened, _ typed: EditedClause) throws -> Response {
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
                "unterschied": WordDiff(from: clause.edit.head + "\n\n" + clause.edit.body, to: head + "\n\n" + typed.body).parts.map(ClausePage.part), "zeilen": rows,
                "hatZeilen": !rows.isEmpty, "felder": kept.map { ["name": $0.0, "wert": $0.1] },
                "wer": shown(clause.history.first { $0.act == .geschrieben }.map { "\(Steward.name(of: $0.account, in: desk.steward.roles)), \(LibraryWords.time($0.time))" }),
            ], for: visit.visitor, status: 409)
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
        do throws(Failure) { return ClauseDesk.goOn(name, try await room.writing.run(work), desk) } catch { throw room.problem(error, back: address) }
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func mapAsync<T>(_ body: (Wrapped) async throws -> T) async throws -> T? {
        guard let self else { return nil }
        return try await body(self)
    }
}
