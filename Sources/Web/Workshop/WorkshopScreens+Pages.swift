import Agreements
import Findings
import Hummingbird
import Production
import Stewardship

/// Pages beside the form, the proof, and what a change does.
extension WorkshopScreens {
    struct Drawn {
        var pages: [DraftPages.Page] = []
        var findings: [Finding] = []
    }

    func draw(_ request: PreviewRequest, _ state: WorkshopState, _ visit: Visit) async throws -> Drawn {
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

    func key(_ work: String) -> String { "werkstatt-\(work)" }

    func address(_ state: WorkshopState, _ page: String) -> String { "\(bench.address)/\(state.file.name)/bilder/\(state.work)/\(page)" }

    /// A picture of a page that this form has shown lately; the form itself goes on without it.
    func picture(_ visit: Visit) async throws -> Response {
        let desk = try room.desk(visit.visitor)
        try room.allow(.ansehen, desk)
        let (work, id) = (try visit.part("werk"), try visit.part("seite"))
        for key in [key(work)] + EffectPictures.keys(key(work)) {
            guard let pages = room.office.previews.pages(of: key), let index = pages.pages.firstIndex(where: { $0.id == id }) else { continue }
            let picture = try await room.office.presses.press(for: work).picture(pages, page: index, dpi: 96)
            return PageFrame.answer(200, "image/png", picture, [.cacheControl: "private, max-age=86400, immutable"])
        }
        throw Problem.notFound
    }

    // MARK: - The proof

    func proven(_ state: WorkshopState) throws -> (plan: AgreementProofRun?, findings: [Finding]) {
        guard bench.kind == .agreement, let edit = state.edit else { return (nil, []) }
        do throws(Failure) { return (try AgreementProofRun.of(state.file.name, SourceOverlay([state.file.path: edit.text]), in: room.office.library), []) } catch {
            return (nil, error.findings)
        }
    }

    /// What holds of every contract, and where not, with a button for each case.
    func proof(_ state: WorkshopState) async throws -> [String: Any] {
        let (run, failed) = try proven(state)
        let shown = Set(run?.cases.map(\.finding) ?? [])
        let others = (run?.others ?? []).filter { !shown.contains($0) } + failed
        return [
            "offen": false, "satz": Web.shown(run?.sentence), "faelle": (run?.cases ?? []).enumerated().map { LibraryWords.finding($1.finding).merging(["zahl": "\($0)"]) { $1 } },
            "hatFaelle": run?.cases.isEmpty == false, "befunde": others.map(LibraryWords.finding), "gut": run.map { $0.cases.isEmpty && $0.others.isEmpty } ?? false,
        ]
    }

    /// The contract of a case. Where it cannot be made because of what the case shows, it is shown without that.
    func contract(_ number: Int, _ state: WorkshopState, _ visit: Visit) async throws -> (Drawn, String?) {
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

    /// Values of the template `wirkung`.
    func effect(_ state: WorkshopState) async throws -> [[String: Any]] {
        guard let edit = state.edit else { return [] }
        let press = room.office.presses.press(for: state.work)
        let users = bench.users(of: state.file, in: room.office.library)
        let effect = try await ChangeEffect.of([state.file.path: edit.text], users: users, in: room.office.library, press: press)
        return try await EffectPictures(office: room.office, key: key(state.work)) { address(state, $0) }.values(effect, press)
    }
}
