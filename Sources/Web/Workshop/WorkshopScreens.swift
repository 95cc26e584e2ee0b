import Assembler
import Findings
import Hummingbird
import Production
import Stewardship

/// Files of the library put together and changed in the browser: a form over the file's settings, the pages beside it, the proof, what the change does.
/// Each button sends the form and gets the page anew; with JavaScript only what has changed comes.
struct WorkshopScreens: Sendable {
    let room: LibraryRoom
    let bench: any WorkshopBench

    /// What changes nothing of the file.
    private static let looks = ["", "ansehen", "speichern", "nachweis", "zeigen", "wirkung"]
    private static func changes(_ act: String) -> Bool { !looks.contains { act == $0 || act.hasPrefix($0 + ":") } }

    func add(to routes: Routes) {
        routes.get("\(bench.address)/:name") { visit in try await show(visit) }
        routes.post("\(bench.address)/:name") { visit in try await work(visit) }
        routes.get("\(bench.address)/:name/bilder/:werk/:seite") { visit in try await picture(visit) }
    }

    // MARK: - Opening

    private func file(_ visit: Visit) throws -> LibraryFile { LibraryFile(bench.kind, try visit.part("name")) }

    func path(_ file: LibraryFile) -> String { "\(room.office.library.workspace.library)/\(file.path)" }

    private func show(_ visit: Visit) async throws -> Response {
        let (file, desk) = (try file(visit), try room.desk(visit.visitor))
        try room.allow(.ansehen, desk)
        guard let there = try desk.open(file) else { throw Problem.notFound }
        let state = WorkshopState(file, bytes: there.bytes, seen: there.sha256, path: path(file))
        return try await page(visit, desk, state, done: visit.query("getan"), arms: visit.query("wappen"))
    }

    /// A file that is not there yet, as it would begin.
    func begin(_ visit: Visit, _ file: LibraryFile, text: String) async throws -> Response {
        let desk = try room.desk(visit.visitor)
        try room.allow(bench.kind.action, desk)
        return try await page(visit, desk, WorkshopState(file, bytes: Array(text.utf8), seen: "", path: path(file)))
    }

    // MARK: - Working

    private func work(_ visit: Visit) async throws -> Response {
        let (file, desk) = (try file(visit), try room.desk(visit.visitor))
        try room.allow(bench.kind.action, desk)
        let there = try desk.open(file)
        let workshop = try room.office.library.workshop()
        let wish = visit.form["tun"] ?? ""
        let state = try WorkshopState(
            file, visit.form, bytes: there?.bytes ?? [], path: path(file), controls: { bench.sections($0, workshop).flatMap(\.allControls) },
            act: { Self.changes($0) ? try bench.act($0, visit.form, &$1) : nil })
        switch wish {
        case "speichern": return try await save(visit, desk, state)
        case "nachweis" where visit.wantsJSON:
            return try JSONAnswer.of(ProofAnswer(nachweis: try room.office.frame.templates.render("nachweis-teil", try await proof(state))))
        case "nachweis": return try await page(visit, desk, state, proof: try await proof(state))
        case "wirkung": return try await page(visit, desk, state, effect: try await effect(state))
        case let text where text.hasPrefix("zeigen:"): return try await page(visit, desk, state, shownCase: Int(text.dropFirst(7)))
        default: return try await page(visit, desk, state)
        }
    }

    private struct ProofAnswer: Encodable { let nachweis: String }

    private func save(_ visit: Visit, _ desk: LibraryDesk, _ state: WorkshopState) async throws -> Response {
        guard let edit = state.edit, state.broken == nil, state.typed.isEmpty else { return try await page(visit, desk, state, isRefused: true) }
        let (file, bytes, seen) = (state.file, edit.bytes, state.seen)
        let result: LibraryDesk.FileSaveResult
        do throws(Failure) { result = try await room.writing.run { () throws(Failure) in try desk.save(file, bytes, from: seen) } } catch {
            return try await page(visit, desk, state, more: error.findings, isRefused: true)
        }
        switch result {
        case .unchanged: return PageFrame.goOn(to: "\(bench.address)/\(file.name)?getan=nichts")
        case .saved: return PageFrame.goOn(to: "\(bench.address)/\(file.name)?getan=\(desk.notes.findings.isEmpty ? "gespeichert" : "ohne-git")")
        case .conflict(let theirs, let sum): return try conflict(visit, state, theirs, sum)
        }
    }

    /// Both texts, and what is between them; nothing is written over anything before somebody has looked.
    private func conflict(_ visit: Visit, _ state: WorkshopState, _ theirs: [UInt8], _ sum: String) throws -> Response {
        let other = WorkshopState.plain(String(decoding: theirs, as: UTF8.self))
        return try room.office.frame.page(
            "werkstatt-konflikt", title: "Inzwischen geändert",
            [
                "adresse": "\(bench.address)/\(state.file.name)", "titel": title(state), "gesehen": sum, "werk": state.work, "meins": state.text, "ihres": other,
                "istNeu": state.seen.isEmpty,
                "unterschied": WordDiff(from: other, to: state.text).parts.map(WorkshopScreens.part),
            ], for: visit.visitor, status: 409)
    }

    static func part(_ part: WordDiff.Part) -> [String: Any] {
        switch part {
        case .same(let text): ["gleich": text]
        case .removed(let text): ["weg": text]
        case .added(let text): ["neu": text]
        }
    }

    // MARK: - The page

    func title(_ state: WorkshopState) -> String { "\(bench.title): \(FileTitles.of(state.file, state.edit?.tree))" }

    /// Who uses the file, who has changed it, and how many contracts there are of it.
    private func circumstances(_ state: WorkshopState, _ desk: LibraryDesk) -> [String: Any] {
        let users = bench.users(of: state.file, in: room.office.library)
        let history = desk.history(of: state.file)
        return [
            "verwendet": bench.kind == .agreement
                ? []
                : users.map { ["titel": FileTitles.of(LibraryFile(.agreement, $0), in: room.office.library), "adresse": "/bibliothek/vereinbarungen/\(Percent.encoded($0))"] },
            "zeigtVerwendung": bench.kind != .agreement, "unbenutzt": users.isEmpty,
            "vertraege": shown(state.seen.isEmpty ? nil : room.registered.sentence(ofAgreements: users, bench.contracts)),
            "verlauf": history.prefix(30).map { LibraryWords.entry($0, desk.steward.roles) }, "hatVerlauf": !history.isEmpty,
        ]
    }

    private func page(
        _ visit: Visit, _ desk: LibraryDesk, _ state: WorkshopState, done: String? = nil, more: [Finding] = [], proof: [String: Any]? = nil, effect: [[String: Any]]? = nil,
        shownCase: Int? = nil, arms: String? = nil, isRefused: Bool = false
    ) async throws -> Response {
        let workshop = try room.office.library.workshop()
        var found = state.findings + more
        var drawn = Drawn()
        var shownText: String?
        if let edit = state.edit {
            do throws(FindingList) { found += try state.file.check(edit.bytes, in: room.office.library.workspace.library) } catch { found += error.all }
            if let shownCase {
                (drawn, shownText) = try await contract(shownCase, state, visit)
            } else if let request = bench.preview(state.file, edit.text, options: []) {
                drawn = try await draw(request, state, visit)
            }
            found += drawn.findings
        }
        var seen: Set<String> = []
        found = found.ordered.filter { seen.insert($0.message).inserted }
        let base: [String: Any] = [
            "adresse": "\(bench.address)/\(state.file.name)", "titel": title(state), "name": state.file.name, "gesehen": state.seen, "werk": state.work,
            "text": state.broken ?? state.text,
            "gezeigt": state.broken == nil || state.edit != nil ? state.text : "", "zurueck": state.undo.text, "rueckgaengig": !state.undo.isEmpty,
        ]
        var values = base
        if visit.visitor.name == nil || desk.steward.may(bench.kind.action) { values["kennung"] = visit.visitor.token }
        var controls = FormSections(tree: state.edit?.tree ?? .group([]), typed: state.typed, focus: state.focus)
        if let arms, let edit = state.edit, edit.tree["wappen"]?["datei"]?.string != arms {
            let control = SettingControl(SettingPath(edit.tree["wappen"]?.string == nil ? "wappen.datei" : "wappen"), "")
            controls.typed[control.name] = arms
        }
        let mayChange = desk.steward.may(bench.kind.action)
        values["darfAendern"] = mayChange
        values["teile"] = state.edit == nil || !mayChange ? [] : controls.values(bench.sections(state.edit?.tree ?? .group([]), workshop))
        let findings = found.map(LibraryWords.finding)
        let form = try room.office.frame.templates.render("werkstatt-form", values)
        let told = try room.office.frame.templates.render("klauselbefunde", ["befunde": findings, "keine": findings.isEmpty])
        if visit.wantsJSON {
            return try JSONAnswer.of(
                WorkshopAnswer(form: form, befunde: told, seiten: drawn.pages, text: state.text, hinweis: shownText ?? ""), status: 200)
        }
        values.merge(circumstances(state, desk)) { own, _ in own }
        values["form"] = form
        values["befundtext"] = told
        values["seiten"] = drawn.pages.compactMap(\.svg)
        values["ohneSeiten"] = drawn.pages.isEmpty
        values["neu"] = state.seen.isEmpty
        values["eigene"] = state.seen != LibraryDesk.ofTheProgram
        values["getan"] = shown(WorkshopScreens.done[done ?? ""])
        values["nichtGespeichert"] = isRefused
        values["gezeigterFall"] = shown(shownText)
        values["vereinbarung"] = bench.kind == .agreement
        values["stelle"] = bench.kind == .body
        values["stil"] = bench.kind == .style
        values["uebersicht"] = bench.address
        values["nachweisteil"] = try room.office.frame.templates.render("nachweis-teil", proof ?? ["offen": true])
        values["mitNachweis"] = bench.kind == .agreement
        values["hatWirkung"] = effect != nil
        values["wirkung"] = effect ?? []
        values["klauselnamen"] = bench.kind == .agreement ? AgreementSections.clauseNames(workshop.planner.library).map { ["wert": $0.name, "text": $0.label] } : []
        values["bedingungen"] =
            bench.kind == .agreement
            ? AgreementSections(tree: state.edit?.tree ?? .group([]), library: workshop.planner.library, workspace: workshop.workspace).conditions.map { ["wert": $0] } : []
        return try room.office.frame.page(
            bench.template, title: title(state), values, for: visit.visitor, status: isRefused ? 422 : 200, script: "werkstatt.js", isWide: true)
    }

    private static let done = [
        "gespeichert": "Gespeichert.",
        "ohne-git": "Gespeichert. In git ist die Änderung nicht festgehalten: Sie gehört dort von Hand aufgenommen („git status“).",
        "nichts": "Es war nichts zu ändern.", "umbenannt": "Umbenannt. Entwürfe und Serien dieser Vereinbarung heißen mit.",
        "wappen": "Das Wappen liegt jetzt bei den Stellen. Es ist unten eingetragen, aber noch nicht gespeichert.",
    ]

    private struct WorkshopAnswer: Encodable {
        let form: String
        let befunde: String
        let seiten: [DraftPages.Page]
        let text: String
        let hinweis: String
    }
}
