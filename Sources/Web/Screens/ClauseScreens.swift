import Assembler
import Findings
import Hummingbird
import Production

/// Which clauses a draft has and why, their variants side by side, and a wording for this contract alone.
struct ClauseScreens: Sendable {
    let office: Office

    /// Characters of a wording of one's own.
    private static let longest = 50_000

    func add(to routes: Routes) {
        routes.get("/entwuerfe/:id/klauseln") { visit in try await list(visit) }
        routes.get("/entwuerfe/:id/klauseln/:familie") { visit in try await family(visit) }
        routes.post("/entwuerfe/:id/klauseln/:familie") { visit in try await choose(visit) }
        routes.get("/entwuerfe/:id/neuerungen") { visit in try await changes(visit) }
        routes.post("/entwuerfe/:id/neuerungen") { visit in
            let draft = try await draft(visit)
            try await ClauseChanges(office: office).acknowledge(draft, try office.interviews.read(draft))
            return PageFrame.goOn(to: "/entwuerfe/\(draft.id)")
        }
    }

    private func draft(_ visit: Visit) async throws -> Draft { try await office.drafts.draft(try visit.part("id"), of: visit.visitor.owner) }

    private func list(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        let interview = try office.interviews.read(draft)
        let clauses = try office.library.workshop().planner.library
        let rows = interview.clauses.map { clause -> [String: Any] in
            let count = (clauses.family(clause.source.family)?.variants.count ?? 1) - 1
            return [
                "familie": Percent.encoded(clause.source.family), "titel": ClauseNames.title(clause), "grund": ClerkWords.sentence(clause.reason),
                "zusammenfassung": shown(clause.source.frontMatter.summary), "fassungen": shown(count < 1 ? nil : count == 1 ? "eine andere Fassung" : "\(count) andere Fassungen"),
                "eigene": draft.choices[clause.source.family]?.text != nil, "gewaehlt": draft.choices[clause.source.family] != nil,
            ]
        }
        let omitted = interview.omissions.map { ["titel": ClauseNames.subject($0.subject), "grund": ClerkWords.sentence($0.reason)] }
        return try office.frame.page(
            "klauseln", title: "Klauseln von \(draft.name)",
            ["id": draft.id, "name": draft.name, "klauseln": rows, "weg": omitted, "hatWeg": !omitted.isEmpty, "keine": rows.isEmpty], for: visit.visitor)
    }

    private func family(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        let name = try visit.part("familie")
        let interview = try office.interviews.read(draft)
        let comparison = ClauseComparisons(draft: draft, interview: interview, clauses: try office.library.workshop().planner.library)
        let variants = comparison.variants(of: name)
        guard !variants.isEmpty else { throw Problem.notFound }
        let choice = draft.choices[name]
        let taken = comparison.taken(name)
        let agreement = try office.library.agreement(draft.agreement)
        let field = DraftTexts.field(choosing: name, in: agreement)
        let base = choice?.variant ?? taken?.source.variant ?? variants[0].name
        return try office.frame.page(
            "fassungen", title: taken.map(ClauseNames.title) ?? ClauseNames.readable(name),
            [
                "id": draft.id, "name": draft.name, "version": "\(draft.version)", "familie": Percent.encoded(name),
                "titel": taken.map(ClauseNames.title) ?? ClauseNames.readable(name), "feld": shown(field), "waehlbar": field == nil && taken != nil,
                "fassungen": variants.map(values), "gewaehlt": choice != nil, "hatEigene": choice?.text != nil,
                "eigene": choice?.text ?? variants.first { $0.name == base }?.text ?? "", "grundlage": base,
            ], for: visit.visitor)
    }

    private func values(_ variant: ClauseComparisons.Variant) -> [String: Any] {
        [
            "fassung": variant.name, "zusammenfassung": variant.summary, "genommen": variant.isTaken,
            "bemerkungen": variant.remarks.filter { !$0.isEmpty }.map(ClerkWords.sentence),
            "teile": variant.difference.map { part -> [String: Any] in
                switch part {
                case .same(let text): ["gleich": text]
                case .removed(let text): ["weg": text]
                case .added(let text): ["neu": text]
                }
            },
        ]
    }

    private func choose(_ visit: Visit) async throws -> Response {
        let (id, name) = (try visit.part("id"), try visit.part("familie"))
        guard let version = visit.form["_version"].flatMap({ Int($0) }) else { throw Problem.unreadable }
        let clauses = try office.library.workshop().planner.library
        let wanted = visit.form["fassung"] ?? ""
        var choice: ClauseChoice?
        if !visit.form.has("zuruecksetzen") {
            guard clauses.family(name)?.variant(wanted) != nil else { throw Problem.notFound }
            let own = visit.form["wortlaut"].map { String($0.replacing("\r\n", with: "\n").prefix(ClauseScreens.longest)) }
            choice = ClauseChoice(variant: wanted, text: own.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 })
        }
        switch try await office.drafts.change(id, of: visit.visitor.owner, from: version, { [choice] in $0.choices[name] = choice }) {
        case .saved: return PageFrame.goOn(to: "/entwuerfe/\(id)/klauseln/\(Percent.encoded(name))")
        case .overtaken: throw Problem.overtaken
        }
    }

    // MARK: - A library that has changed

    private func changes(_ visit: Visit) async throws -> Response {
        let draft = try await draft(visit)
        let interview = try office.interviews.read(draft)
        var rows: [[String: Any]] = []
        for change in try await ClauseChanges(office: office).noted(draft, interview) {
            let before = try await office.drafts.seenText(change.before) ?? ""
            let now = interview.clauses.first { $0.source.name == change.name }?.source.body.value ?? ""
            let parts = WordDiff(from: ClerkWords.wording(before), to: ClerkWords.wording(now)).parts.map { part -> [String: Any] in
                switch part {
                case .same(let text): ["gleich": text]
                case .removed(let text): ["weg": text]
                case .added(let text): ["neu": text]
                }
            }
            rows.append(["titel": change.title, "teile": parts])
        }
        return try office.frame.page(
            "neuerungen", title: "Geänderte Klauseln", ["id": draft.id, "name": draft.name, "klauseln": rows, "keine": rows.isEmpty], for: visit.visitor)
    }
}
