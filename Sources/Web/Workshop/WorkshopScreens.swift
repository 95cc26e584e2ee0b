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
    static let looks = ["", "ansehen", "speichern", "nachweis", "zeigen", "wirkung"]

    func add(to routes: Routes) {
        routes.get("\(bench.address)/:name") { visit in try await show(visit) }
        routes.post("\(bench.address)/:name") { visit in try await work(visit) }
        routes.get("\(bench.address)/:name/bilder/:werk/:seite") { visit in try await picture(visit) }
    }

    // MARK: - Opening

    private func file(_ visit: Visit) throws -> LibraryFile { LibraryFile(bench.kind, try visit.part("name")) }

    private func path(_ file: LibraryFile) -> String { "\(room.office.library.workspace.library)/\(file.path)" }

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
            act: { try bench.act($0, visit.form, &$1) })
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

    private func title(_ state: WorkshopState) -> String { "\(bench.title): \(ClauseNames.readable(state.file.name))" }

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

    // MARK: - Pages

    private struct Drawn {
        var pages: [DraftPages.Page] = []
        var findings: [Finding] = []
    }

    private func draw(_ request: PreviewRequest, _ state: WorkshopState, _ visit: Visit) async throws -> Drawn {
        let press = room.office.presses.press(for: state.work)
        let set: PreviewPages
        do throws(Failure) { set = try await press.pages(request) } catch { return Drawn(findings: error.findings) }
        room.office.previews.keep(set, of: key(state.work))
        let known = Set((visit.form["_seiten"] ?? "").split(separator: " ").map(String.init))
        var drawn = Drawn(findings: set.findings)
        for (index, page) in set.pages.enumerated() {
            if visit.wantsJSON, known.contains(page.id) {
                drawn.pages.append(DraftPages.Page(id: page.id, svg: nil))
            } else {
                let words = try await press.words(set, page: index)
                drawn.pages.append(DraftPages.Page(id: page.id, svg: PageDrawing.svg(page, number: index + 1, words: words, picture: .at(address(state, page.id)))))
            }
        }
        return drawn
    }

    private func key(_ work: String) -> String { "werkstatt-\(work)" }

    private func address(_ state: WorkshopState, _ page: String) -> String { "\(bench.address)/\(state.file.name)/bilder/\(state.work)/\(page)" }

    /// A picture of a page that this form has shown lately; the form itself goes on without it.
    private func picture(_ visit: Visit) async throws -> Response {
        let desk = try room.desk(visit.visitor)
        try room.allow(.ansehen, desk)
        let (work, id) = (try visit.part("werk"), try visit.part("seite"))
        for key in [key(work), key(work) + "-vorher", key(work) + "-nachher"] {
            guard let pages = room.office.previews.pages(of: key), let index = pages.pages.firstIndex(where: { $0.id == id }) else { continue }
            let picture = try await room.office.presses.press(for: work).picture(pages, page: index, dpi: 96)
            return PageFrame.answer(200, "image/png", picture, [.cacheControl: "private, max-age=86400, immutable"])
        }
        throw Problem.notFound
    }

    // MARK: - The proof

    private func proven(_ state: WorkshopState) throws -> (plan: AgreementProofRun?, findings: [Finding]) {
        guard bench.kind == .agreement, let edit = state.edit else { return (nil, []) }
        do throws(Failure) { return (try AgreementProofRun.of(state.file.name, SourceOverlay([state.file.path: edit.text]), in: room.office.library), []) } catch {
            return (nil, error.findings)
        }
    }

    /// What holds of every contract, and where not, with a button for each case.
    private func proof(_ state: WorkshopState) async throws -> [String: Any] {
        let (run, failed) = try proven(state)
        let shown = Set(run?.cases.map(\.finding) ?? [])
        let others = (run?.others ?? []).filter { !shown.contains($0) } + failed
        return [
            "offen": false, "satz": Web.shown(run?.sentence), "faelle": (run?.cases ?? []).enumerated().map { LibraryWords.finding($1.finding).merging(["zahl": "\($0)"]) { $1 } },
            "hatFaelle": run?.cases.isEmpty == false, "befunde": others.map(LibraryWords.finding), "gut": run.map { $0.cases.isEmpty && $0.others.isEmpty } ?? false,
        ]
    }

    /// The contract of a case. Where it cannot be made because of what the case shows, it is shown without that.
    private func contract(_ number: Int, _ state: WorkshopState, _ visit: Visit) async throws -> (Drawn, String?) {
        guard let run = try proven(state).plan, run.cases.indices.contains(number), var edit = state.edit else { return (Drawn(), "Diesen Fall gibt es nicht mehr.") }
        let options = run.cases[number].options
        let told = "Gezeigt ist der Vertrag in dem Fall: \(run.cases[number].finding.message)"
        var left: [String] = []
        for _ in 0..<12 {
            guard let request = bench.preview(state.file, edit.text, options: options) else { break }
            let drawn = try await draw(request, state, visit)
            if !drawn.pages.isEmpty {
                let without = left.isEmpty ? "" : " So lässt er sich nicht erstellen; hier fehlt deshalb: \(left.joined(separator: ", "))."
                return (Drawn(pages: drawn.pages), told + without)
            }
            // What stands in the way goes, one after the other.
            guard let place = AgreementProofRun.culprit(drawn.findings, edit.tree, run), let index = place.index, let name = AgreementProofRun.name(edit.tree[place]) else { break }
            do throws(FindingList) { try edit.remove(index, in: place.parent) } catch { break }
            left.append("„\(ClauseNames.subject(name))“")
        }
        return (Drawn(), told + " Auch ohne die betroffenen Klauseln lässt er sich nicht setzen.")
    }

    // MARK: - What it does

    private static let shownPages = 6

    private func effect(_ state: WorkshopState) async throws -> [[String: Any]] {
        guard let edit = state.edit else { return [] }
        let press = room.office.presses.press(for: state.work)
        let users = bench.users(of: state.file, in: room.office.library)
        let effect = try await ChangeEffect.of([state.file.path: edit.text], users: users, in: room.office.library, press: press)
        var found: [[String: Any]] = []
        for one in effect.agreements {
            var values = LibraryWords.effect(one)
            if found.isEmpty, let after = one.after, !one.changed.isEmpty {
                values["bilder"] = try await pictures(one, after, state, press)
                values["hatBilder"] = true
                values["mehrBilder"] = shown(one.changed.count > WorkshopScreens.shownPages ? "Gezeigt sind die ersten \(WorkshopScreens.shownPages) geänderten Seiten." : nil)
            } else {
                values["hatBilder"] = false
            }
            found.append(values)
        }
        return found
    }

    /// The changed pages with their new words marked, and what stood there before.
    private func pictures(_ one: ChangeEffect.OnAgreement, _ after: PreviewPages, _ state: WorkshopState, _ press: PreviewPress) async throws -> [[String: Any]] {
        room.office.previews.keep(after, of: key(state.work) + "-nachher")
        let kept = Set(after.pages.map(\.id))
        let old = one.before.map { before in before.pages.indices.filter { !kept.contains(before.pages[$0].id) } } ?? []
        let numbers = Array(one.changed.prefix(WorkshopScreens.shownPages))
        var (before, now): ([[PreviewWord]], [[PreviewWord]]) = ([], [])
        if let pages = one.before {
            room.office.previews.keep(pages, of: key(state.work) + "-vorher")
            for number in old { before.append(try await press.words(pages, page: number)) }
        }
        for number in one.changed { now.append(try await press.words(after, page: number)) }
        let (added, gone) = (ChangedWords.marks(before: before, after: now), ChangedWords.marks(before: now, after: before))
        func picture(_ pages: PreviewPages, _ number: Int, _ words: [PreviewWord], _ marks: [Int], _ kind: String) -> String {
            let page = pages.pages[number]
            return PageDrawing.svg(page, number: number + 1, words: words, picture: .at(address(state, page.id)), marked: Set(marks), as: kind, id: "\(kind)-\(number + 1)")
        }
        var found: [[String: Any]] = []
        for (index, number) in numbers.enumerated() {
            var values: [String: Any] = ["nachher": picture(after, number, now[index], added[index], "neu"), "nummer": "\(number + 1)", "vorher": false]
            if let pages = one.before, old.indices.contains(index) { values["vorher"] = picture(pages, old[index], before[index], gone[index], "fort") }
            found.append(values)
        }
        return found
    }
}
