import Assembler
import Findings
import Hummingbird
import Production
import Stewardship

/// Statutes in one place: what clauses cite, what has changed of it, and what nobody has looked at since.
struct LawScreens: Sendable {
    let room: LibraryRoom

    private static let address = "/bibliothek/vorschriften"

    func add(to routes: Routes) {
        routes.get(LawScreens.address) { visit in try list(visit) }
        routes.post(LawScreens.address) { visit in try await report(visit) }
        routes.post(LawScreens.address + "/angesehen") { visit in try await confirm(visit) }
    }

    private func list(_ visit: Visit) throws -> Response {
        let desk = try room.desk(visit.visitor)
        try room.allow(.ansehen, desk)
        let workshop = try room.office.library.workshop()
        let sources = workshop.planner.library.currentSources
        let laws: [LawWatch.CitedLaw]
        var open: [LawReviews.Open] = []
        var broken: [Finding] = []
        do throws(FindingList) {
            let watch = try LawWatch(room.facts(workshop))
            laws = watch.laws(citedBy: sources)
            do throws(FindingList) { open = try LawReviews.read(library: workshop.workspace.library, watch).open(among: sources, watch) } catch { broken = error.all }
        } catch { throw room.problem(Failure(error), back: "/bibliothek") }
        var groups: [[String: Any]] = []
        let changes = open.map(\.change).reduce(into: [LawReviews.Change]()) { list, change in if list.last != change { list.append(change) } }
        for change in changes {
            let clauses = open.filter { $0.change == change }
            groups.append([
                "was": LawScreens.told(change, desk), "anzahl": clauses.count == 1 ? "1 Klausel" : "\(clauses.count) Klauseln", "nummer": "\(change.number)",
                "klauseln": clauses.map { LawScreens.clause($0.clause.name, isBasis: $0.isBasis) }, "darf": desk.mayKeepLaws,
            ])
        }
        return try room.office.frame.page(
            "vorschriften", title: "Vorschriften",
            [
                "gesetze": laws.map { law -> [String: Any] in
                    [
                        "gesetz": law.law,
                        "vorschriften": law.provisions.map { provision -> [String: Any] in
                            ["vorschrift": provision.text, "klauseln": provision.clauses.map { LawScreens.clause($0.name, isBasis: $0.isBasis) }]
                        },
                    ]
                },
                "keine": laws.isEmpty, "offen": groups, "hatOffene": !groups.isEmpty, "darf": desk.mayKeepLaws, "vorschrift": visit.query("vorschrift") ?? "",
                "befunde": broken.map(LibraryWords.finding),
                "gemeldet": shown(
                    visit.query("gemeldet").map { Int($0) == 1 ? "Gemeldet. Eine Klausel ist nachzusehen." : "Gemeldet. Klauseln, die nachzusehen sind: \(Int($0) ?? 0)." }),
                "bestaetigt": visit.query("getan") == "angesehen",
            ], for: visit.visitor)
    }

    private func report(_ visit: Visit) async throws -> Response {
        let desk = try room.desk(visit.visitor)
        let (provision, reason) = (visit.form["vorschrift"] ?? "", visit.form["grund"] ?? "")
        do throws(Failure) {
            let result = try await room.writing.run { () throws(Failure) in try desk.reportChange(of: provision, reason: reason) }
            return PageFrame.goOn(to: "\(LawScreens.address)?gemeldet=\(result.clauses.count)")
        } catch { throw room.problem(error, back: LawScreens.address) }
    }

    private func confirm(_ visit: Visit) async throws -> Response {
        let desk = try room.desk(visit.visitor)
        let (name, number, remark) = (visit.form["klausel"] ?? "", visit.form["nummer"].flatMap { Int($0) }, visit.form["bemerkung"] ?? "")
        do throws(Failure) {
            try await room.writing.run { () throws(Failure) in try desk.confirm(name, change: number, remark: remark) }
            let isFromList = visit.form["zurueck"] == "liste"
            return PageFrame.goOn(to: (isFromList ? LawScreens.address : LibraryWords.address(name)) + "?getan=angesehen")
        } catch { throw room.problem(error, back: LawScreens.address) }
    }

    /// „§ 72a SGB VIII ist am 29.11.2026 von Anna Muster als geändert gemeldet: Neu gefasst.“
    static func told(_ change: LawReviews.Change, _ desk: LibraryDesk) -> String {
        "\(change.provision) hat \(Steward.name(of: change.account, in: desk.steward.roles)) am \(change.day.inGerman) als geändert gemeldet: \(change.reason)"
    }

    private static func clause(_ name: String, isBasis: Bool) -> [String: Any] {
        ["adresse": LibraryWords.address(name), "name": ClauseNames.subject(name), "klausel": name, "nurText": !isBasis]
    }
}

extension LibraryRoom {
    /// What a clause waits for after changes of the law; none where the list cannot be read: the page of statutes tells that.
    func openReviews(of name: String) throws -> [LawReviews.Open] {
        let workshop = try office.library.workshop()
        guard let source = workshop.planner.library.currentSources.first(where: { $0.name == name }), let watch = try? LawWatch(facts(workshop)) else { return [] }
        return (try? LawReviews.read(library: workshop.workspace.library, watch))?.open(among: [source], watch) ?? []
    }
}
