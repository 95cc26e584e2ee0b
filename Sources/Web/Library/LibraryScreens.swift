import Agreements
import Findings
import Hummingbird
import Production
import Stewardship

/// The library as a whole: its clauses, what waits for somebody, who did what, and which facts nobody has looked up.
struct LibraryScreens: Sendable {
    let room: LibraryRoom

    private static let shownEntries = 200

    func add(to routes: Routes) {
        routes.get("/bibliothek") { visit in try list(visit) }
        routes.get("/bibliothek/protokoll") { visit in try log(visit) }
        routes.get("/bibliothek/nachsehen") { visit in try openFacts(visit) }
    }

    private func list(_ visit: Visit) throws -> Response {
        let desk = try room.desk(visit.visitor)
        try room.allow(.ansehen, desk)
        let clauses = try room.office.library.workshop().planner.library
        let record = try? clauses.approvals()
        let search = (visit.query("suche") ?? "").trimmingBlanksAround
        let rows = clauses.currentSources.filter { LibraryScreens.matches($0, search) }.map { source -> [String: Any] in
            let standing = record.flatMap { $0 }.standing(of: source)
            return [
                "adresse": LibraryWords.address(source.name), "titel": ClauseNames.subject(source.name), "zusammenfassung": shown(source.frontMatter.summary),
                "fassung": source.version.version, "stand": LibraryWords.brief(standing, source.frontMatter.status), "gut": LibraryWords.isGood(standing),
            ]
        }
        let (open, refused) = try desk.openRequests(clauses)
        func values(_ entries: [ApprovalLog.Entry]) -> [[String: Any]] {
            entries.map { LibraryWords.entry($0, desk.steward.roles).merging(["klausel": ClauseNames.subject($0.clause)]) { $1 } }
        }
        let (mine, others) = (values(open.filter(\.isForThem).map(\.entry)), values(open.filter { !$0.isForThem }.map(\.entry)))
        return try room.office.frame.page(
            "bibliothek", title: "Klauselbibliothek",
            [
                "suche": search, "gesucht": !search.isEmpty, "klauseln": rows, "anzahl": rows.count == 1 ? "1 Klausel" : "\(rows.count) Klauseln", "keine": rows.isEmpty,
                "fuerSie": mine, "hatFuerSie": !mine.isEmpty,
                "andere": others, "hatAndere": !others.isEmpty, "abgelehnt": values(refused), "hatAbgelehnt": !refused.isEmpty, "allein": !desk.steward.hasSecondPerson,
            ], for: visit.visitor)
    }

    /// Whether each word of a search stands in name, heading, summary or text, whatever its case.
    static func matches(_ source: ClauseSource, _ search: String) -> Bool {
        let words = search.lowercased().split(separator: " ")
        guard !words.isEmpty else { return true }
        let head = source.frontMatter
        let text = [
            source.name, ClauseNames.subject(source.name), head.heading?.value ?? "", head.summary ?? "", head.legalBasis.map(\.value).joined(separator: " "), source.body.value,
        ]
        .joined(separator: "\n").lowercased()
        return words.allSatisfy { text.contains($0) }
    }

    private func log(_ visit: Visit) throws -> Response {
        let desk = try room.desk(visit.visitor)
        try room.allow(.protokoll, desk)
        let log = ApprovalLog(library: room.office.library.workspace.library)
        let audit = try ApprovalAudit.of(library: room.office.library.workspace.library)
        let entries = log.entries.reversed().prefix(LibraryScreens.shownEntries).map { LibraryWords.entry($0, desk.steward.roles) }
        return try room.office.frame.page(
            "protokoll", title: "Protokoll der Bibliothek",
            [
                "eintraege": Array(entries), "leer": entries.isEmpty,
                "mehr": shown(
                    log.entries.count > entries.count
                        ? "Gezeigt sind die letzten \(entries.count) von \(log.entries.count) Einträgen; alle stehen in „clauses/\(ApprovalRecord.logName)“." : nil),
                "befunde": audit.findings.ordered.map(LibraryWords.finding), "gut": audit.findings.isEmpty && !entries.isEmpty,
            ], for: visit.visitor)
    }

    private func openFacts(_ visit: Visit) throws -> Response {
        let desk = try room.desk(visit.visitor)
        try room.allow(.ansehen, desk)
        let facts = try Check.openFacts(library: room.office.library.workspace.library)
        let root = room.office.library.workspace.library + "/"
        let rows = facts.map { fact -> [String: Any] in
            let lines = fact.replacing(root, with: "").split(separator: "\n", maxSplits: 1).map(String.init)
            return ["was": lines.first ?? "", "quelle": shown(lines.dropFirst().first?.trimmingBlanksAround)]
        }
        return try room.office.frame.page(
            "nachsehen", title: "Nachzusehende Angaben", ["angaben": rows, "keine": rows.isEmpty, "anzahl": rows.count == 1 ? "1 Angabe" : "\(rows.count) Angaben"],
            for: visit.visitor)
    }
}

extension String {
    fileprivate var trimmingBlanksAround: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
