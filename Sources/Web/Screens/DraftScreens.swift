import Assembler
import Findings
import Hummingbird
import Production

/// A draft: its form with the pages beside it, saving, and the finished file.
struct DraftScreens: Sendable {
    let office: Office

    private var pages: DraftPages { DraftPages(office: office) }

    func add(to routes: Routes) {
        routes.get("/entwuerfe/:id") { visit in try await page(try await draft(visit), visit) }
        routes.post("/entwuerfe/:id") { visit in try await save(visit) }
        routes.get("/entwuerfe/:id/loeschen") { visit in
            let draft = try await draft(visit)
            return try office.frame.page("loeschen", title: "Entwurf löschen", ["id": draft.id, "name": draft.name], for: visit.visitor)
        }
        routes.post("/entwuerfe/:id/loeschen") { visit in
            let id = try visit.part("id")
            try await office.drafts.delete(id, of: visit.visitor.owner)
            office.annexes.removeAll(of: id)
            office.returned.removeAll(of: id)
            return PageFrame.goOn(to: "/")
        }
        routes.get("/entwuerfe/:id/teilen") { visit in try await sharing(visit) }
        routes.post("/entwuerfe/:id/teilen") { visit in try await share(visit) }
        routes.get("/entwuerfe/:id/vertrag.pdf") { visit in try await file(visit) }
        routes.get("/entwuerfe/:id/bilder/:seite") { visit in try await pages.picture(visit) }
        routes.get("/entwuerfe/:id/seiten/:seite") { visit in try await pages.one(visit) }
    }

    private func draft(_ visit: Visit) async throws -> Draft { try await office.drafts.draft(try visit.part("id"), of: visit.visitor.owner) }

    // MARK: - Showing

    private func page(_ draft: Draft, _ visit: Visit) async throws -> Response {
        let interview = try office.interviews.read(draft)
        let changes = try await ClauseChanges(office: office).noted(draft, interview)
        var values = DraftForm(draft: draft, interview: interview).values
        let drawn = try await pages.pages(draft, interview.shown).compactMap(\.svg)
        values["seiten"] = drawn
        values["ohneSeiten"] = drawn.isEmpty
        values["geaendert"] = changes.map { ["name": Percent.encoded($0.family), "titel": $0.title] }
        values["hatGeaendert"] = !changes.isEmpty
        values["teilbar"] = visit.visitor.name != nil && draft.owner == visit.visitor.owner
        return try office.frame.page("entwurf", title: draft.name, values, for: visit.visitor, script: "entwurf.js", isWide: true)
    }

    // MARK: - Changing

    private func save(_ visit: Visit) async throws -> Response {
        let (id, owner) = (try visit.part("id"), visit.visitor.owner)
        guard let version = visit.form["_version"].flatMap({ Int($0) }) else { throw Problem.unreadable }
        let change = DraftChange(visit.form)
        switch try await office.drafts.change(id, of: owner, from: version, { change.apply(to: &$0) }) {
        case .saved(let draft): return visit.wantsJSON ? try await answer(draft, visit) : PageFrame.goOn(to: "/entwuerfe/\(draft.id)")
        case .overtaken(let draft):
            if visit.wantsJSON { throw Problem.overtaken }
            return try conflict(draft, change, visit)
        }
    }

    /// What a script needs to bring the page up to date.
    private func answer(_ draft: Draft, _ visit: Visit) async throws -> Response {
        let trial = try office.interviews.trial(of: draft)
        let known = Set((visit.form["_seiten"] ?? "").split(separator: " ").map(String.init))
        let sight = visit.form["_sicht"].map { Set($0.split(separator: " ").compactMap { Int($0) }) }
        let shown = trial.shown
        async let drawn = pages.pages(draft, shown, known: known, inSight: sight)
        let interview = trial.interview()
        let form = DraftForm(draft: draft, interview: interview)
        let sent = Set(visit.form.pairs.map(\.name).filter { !$0.hasPrefix("_") })
        var found: [String: DraftAnswer.Found] = [:]
        for (path, told) in Dictionary(grouping: interview.told, by: \.path) {
            guard let path else { continue }
            found[path] = DraftAnswer.Found(
                falsch: told.contains { $0.severity == .fehler && !$0.isMissing }, fehlt: told.contains(where: \.isMissing),
                html: told.allSatisfy(\.isMissing) ? "" : try office.frame.templates.render("befunde", ["befunde": told.filter { !$0.isMissing }.map(form.entry)]))
        }
        return try JSONAnswer.of(
            DraftAnswer(
                version: draft.version, fertig: interview.isComplete, gespeichert: "Gespeichert \(GermanTime.text(draft.changed))",
                stand: try office.frame.templates.render("stand", form.standing), befunde: found,
                formular: form.names == sent ? nil : try office.frame.templates.render("gruppen", form.values), seiten: try await drawn))
    }

    /// Both states side by side; nothing is written over anything before somebody has looked.
    private func conflict(_ draft: Draft, _ change: DraftChange, _ visit: Visit) throws -> Response {
        var mine = draft
        change.apply(to: &mine)
        let labels = Dictionary(
            (try? office.interviews.read(draft))?.fields.map { ($0.path, $0.label) } ?? [], uniquingKeysWith: { first, _ in first })
        let paths = Set(mine.answers.keys).union(draft.answers.keys).filter { mine.answers[$0] != draft.answers[$0] }.sorted()
        let rows = paths.map { ["beschriftung": labels[$0] ?? $0, "meins": mine.answers[$0] ?? "–", "ihres": draft.answers[$0] ?? "–"] }
        let sent = visit.form.pairs.filter { $0.name != Routes.tokenName && $0.name != "_version" }.map { ["name": $0.name, "wert": $0.value] }
        return try office.frame.page(
            "konflikt", title: "Inzwischen geändert",
            ["id": draft.id, "name": draft.name, "zeit": GermanTime.text(draft.changed), "version": "\(draft.version)", "zeilen": rows, "felder": sent],
            for: visit.visitor, status: 409)
    }

    // MARK: - Sharing

    private func sharing(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        guard visit.visitor.name != nil, draft.owner == visit.visitor.owner else { throw Problem.notYours }
        let people = try await office.drafts.sharers(of: draft.id)
        return try office.frame.page(
            "teilen", title: "Entwurf teilen", ["id": draft.id, "name": draft.name, "personen": people.map { ["person": $0] }, "niemand": people.isEmpty],
            for: visit.visitor)
    }

    private func share(_ visit: Visit) async throws -> Response {
        let id = try visit.part("id")
        let isShared = !visit.form.has("beenden")
        let person = (visit.form[isShared ? "person" : "beenden"] ?? "").filter { !$0.isWhitespace }
        guard !person.isEmpty, person.utf8.count <= 128, visit.visitor.name != nil else { throw Problem.unreadable }
        try await office.drafts.share(id, of: visit.visitor.owner, with: person, isShared: isShared)
        return PageFrame.goOn(to: "/entwuerfe/\(id)/teilen")
    }

    // MARK: - The file

    /// The contract, or back to the form, which says what it lacks.
    private func file(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        guard let request = try pages.request(draft, try office.interviews.read(draft).final) else { return PageFrame.goOn(to: "/entwuerfe/\(draft.id)#uebersicht") }
        let made = try await office.presses.press(for: draft.id).file(request)
        return PageFrame.download(made.bytes, "application/pdf", named: String(draft.name.map { $0 == "/" || $0 == "\\" ? "-" : $0 }) + ".pdf")
    }
}

/// The answer to a script that has saved.
private struct DraftAnswer: Encodable {
    struct Found: Encodable {
        let falsch: Bool
        let fehlt: Bool
        let html: String
    }

    let version: Int
    let fertig: Bool
    let gespeichert: String
    let stand: String
    let befunde: [String: Found]
    /// The groups of fields, where other fields are asked for now.
    let formular: String?
    let seiten: [DraftPages.Page]
}

extension Problem {
    static let overtaken = Problem(
        409, "Inzwischen geändert",
        "Dieser Entwurf wurde in einem anderen Fenster oder von jemand anderem geändert. Ihre letzte Eingabe ist noch nicht gespeichert; überschrieben wurde nichts.",
        remedy: "Drücken Sie „Speichern“, um beide Stände nebeneinander zu sehen.")
}
