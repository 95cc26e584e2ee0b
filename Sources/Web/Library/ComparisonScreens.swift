import Assembler
import Findings
import Hummingbird
import Production
import Stewardship

/// Any two clauses, versions or contracts word by word, on screen and as a printed synopsis.
struct ComparisonScreens: Sendable {
    let room: LibraryRoom
    private let work = SideWork("vergleiche")

    init(room: LibraryRoom) { self.room = room }

    func add(to routes: Routes) {
        routes.get("/bibliothek/vergleich") { visit in try await show(visit) }
        routes.get("/bibliothek/vergleich/synopse.pdf") { visit in try await file(visit) }
        routes.multipartFiles("/bibliothek/vergleich/vertraege", upTo: 2 * Bounds.contract, most: 2) { visit, files in try await contracts(visit, files) }
    }

    /// Of the comparison of two clauses; an empty name: to be chosen.
    static func address(_ old: String, _ new: String) -> String { "/bibliothek/vergleich?alt=\(Percent.encoded(old))&neu=\(Percent.encoded(new))" }

    private func show(_ visit: Visit) async throws -> Response {
        try room.allow(.vergleichen, try room.desk(visit.visitor))
        let (old, new) = (visit.query("alt") ?? "", visit.query("neu") ?? "")
        let names = try names()
        func choices(_ chosen: String) -> [[String: Any]] {
            names.map { ["wert": $0, "name": ComparisonScreens.readable($0), "gewaehlt": $0 == chosen] }
        }
        var values: [String: Any] = ["alte": choices(old), "neue": choices(new), "gewaehlt": false, "vertraege": false]
        if !old.isEmpty, !new.isEmpty {
            guard names.contains(old), names.contains(new) else { throw Problem.notFound }
            let library = try room.office.library.workshop().planner.library
            let comparison: ClauseComparison
            do throws(Failure) { comparison = try ClauseComparison.of(old, new, in: library) } catch { throw room.problem(error, back: "/bibliothek/vergleich") }
            values.merge(try clauses(comparison, ComparisonScreens.readable(old), ComparisonScreens.readable(new))) { _, new in new }
            values["pdf"] = "/bibliothek/vergleich/synopse.pdf?alt=\(Percent.encoded(old))&neu=\(Percent.encoded(new))"
        }
        return try room.office.frame.page("vergleich", title: "Vergleichen", values, for: visit.visitor)
    }

    private func file(_ visit: Visit) async throws -> Response {
        try room.allow(.vergleichen, try room.desk(visit.visitor))
        guard let old = visit.query("alt"), let new = visit.query("neu"), Set(try names()).isSuperset(of: [old, new]) else { throw Problem.notFound }
        let library = room.office.library.workspace.library
        do throws(Failure) {
            let bytes = try await work.run { () throws(Failure) in try Synopses.clauses(old, new, library: library).pdf().bytes }
            return PageFrame.download(bytes, "application/pdf", named: "Synopse \(ComparisonScreens.readable(new)).pdf")
        } catch { throw room.problem(error, back: "/bibliothek/vergleich") }
    }

    private func contracts(_ visit: Visit, _ files: [ReceivedFile]) async throws -> Response {
        try room.allow(.vergleichen, try room.desk(visit.visitor))
        guard files.count == 2 else {
            throw Problem(
                422, "Es fehlt ein Vertrag", "Zum Vergleichen gehören zwei Verträge; angekommen \(files.count == 1 ? "ist einer" : "ist keiner").",
                remedy: "Wählen Sie beide Dateien, und senden Sie sie noch einmal.", link: Problem.Link(address: "/bibliothek/vergleich", text: "Zurück zum Vergleichen"))
        }
        let (library, isPrinted) = (room.office.library.workspace.library, visit.form["tun"] == "pdf")
        let (made, bytes): (Synopses.Made, [UInt8])
        do throws(Failure) {
            (made, bytes) = try await work.run { () throws(Failure) in
                let made = try Synopses.contracts(files[0].path, files[1].path, names: (files[0].name, files[1].name), library: library)
                return (made, isPrinted ? try made.pdf().bytes : [])
            }
        } catch { throw room.problem(error, back: "/bibliothek/vergleich") }
        if isPrinted { return PageFrame.download(bytes, "application/pdf", named: "Synopse.pdf") }
        var values = shown(made.difference, made.old, made.new)
        values["vertraege"] = true
        return try room.office.frame.page("vergleich", title: "Zwei Verträge im Vergleich", values, for: visit.visitor)
    }

    /// The wording word by word; what the heads say otherwise as a table: nobody has to read YAML to see what a clause says.
    private func clauses(_ comparison: ClauseComparison, _ old: String, _ new: String) throws -> [String: Any] {
        let (before, after): (ClauseEdit, ClauseEdit)
        do throws(FindingList) {
            before = try ClauseEdit([UInt8](comparison.texts.old.utf8), path: comparison.old)
            after = try ClauseEdit([UInt8](comparison.texts.new.utf8), path: comparison.new)
        } catch { throw room.problem(Failure(error), back: "/bibliothek/vergleich") }
        let rows = (["fassung", "status"] + EditedClause.texts + EditedClause.lists).compactMap { key -> [String: Any]? in
            let (one, other) = (EditedClause.shownSetting(key, before), EditedClause.shownSetting(key, after))
            return one == other ? nil : ["name": ClauseNames.readable(key), "bisher": one, "danach": other]
        }
        var values = shown(PassageDiff(from: before.body, to: after.body), old, new)
        values["zeilen"] = rows
        values["hatZeilen"] = !rows.isEmpty
        values["kopf"] = before.head == after.head ? [] : parts(PassageDiff(from: before.head, to: after.head))
        values["hatKopf"] = before.head != after.head
        return values
    }

    private func shown(_ difference: PassageDiff, _ old: String, _ new: String) -> [String: Any] {
        [
            "gewaehlt": true, "bisher": old, "danach": new, "istGleich": difference.isEmpty, "teile": parts(difference),
        ]
    }

    private func parts(_ difference: PassageDiff) -> [[String: Any]] {
        difference.parts.map { part in
            switch part {
            case .same(let text): ["gleich": text]
            case .removed(let text): ["weg": text]
            case .added(let text): ["neu": text]
            case .movedAway(let text, let number): ["fort": ["text": text, "nummer": "\(number)"]]
            case .movedHere(let text, let number): ["her": ["text": text, "nummer": "\(number)"]]
            }
        }
    }

    /// Every clause with every version that is kept of it.
    private func names() throws -> [String] {
        let library = try room.office.library.workshop().planner.library
        return library.familyNames.flatMap { family in
            (library.family(family)?.variants ?? []).flatMap { variant in
                variant.files.map { file in "\(family)/\(variant.name)" + (file.version.map { "@\($0)" } ?? "") }
            }
        }
    }

    private static func readable(_ name: String) -> String {
        let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
        return ClauseNames.subject(parts.first ?? name) + (parts.count > 1 ? ", Fassung \(parts[1])" : "")
    }
}
