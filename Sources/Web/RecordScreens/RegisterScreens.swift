import DocumentModel
import Findings
import Hummingbird
import Production
import Register

/// The register: a search over all that it knows, and which wording of a clause is in which contracts.
struct RegisterScreens: Sendable {
    let desk: RecordDesk

    func add(to routes: Routes) {
        routes.get("/register") { visit in try await list(visit) }
        routes.get("/register/klauseln") { visit in try await clauses(visit) }
    }

    private func list(_ visit: Visit) async throws -> Response {
        guard let book = try await desk.book() else { return try desk.waiting("Register", visit) }
        let filter = RecordFilter { visit.query($0) }
        guard try desk.room.store() != nil else {
            return try desk.office.frame.page("register", title: "Register", ["gibtEs": false, "nochKeins": true], for: visit.visitor)
        }
        let found = try await desk.read { store throws(Failure) in try filter.found(in: book, store) }
        let titles = desk.titles()
        let pages = max(1, (found.count + RecordFilter.rowsOfAPage - 1) / RecordFilter.rowsOfAPage)
        let page = min(filter.page, pages)
        let rows = found.dropFirst((page - 1) * RecordFilter.rowsOfAPage).prefix(RecordFilter.rowsOfAPage).map { RecordWords.row($0, titles) }
        func link(_ number: Int) -> Any {
            guard (1...pages).contains(number) else { return false }
            return ["adresse": "/register?" + (filter.address.isEmpty ? "" : filter.address + "&") + "seite=\(number)"]
        }
        var values = RegisterForm(filter: filter, book: book, titles: titles, versions: book.clauses).values
        values.merge([
            "gibtEs": true, "nochKeins": false, "zeilen": Array(rows), "keine": rows.isEmpty, "leer": book.contracts.isEmpty, "gefunden": RecordWords.contracts(found.count),
            "alleZahl": RecordWords.contracts(book.contracts.count), "gefiltert": filter.isAsking, "seiteNr": "\(page)", "seiten": "\(pages)", "mehrereSeiten": pages > 1,
            "vor": link(page + 1), "zurueck": link(page - 1), "felder": filter.fields.map { ["name": $0.name, "wert": $0.value] },
            "verwaltet": (try? desk.isKeeper(visit.visitor)) ?? false,
        ]) { $1 }
        return try desk.office.frame.page("register", title: "Register", values, for: visit.visitor, isWide: true)
    }

    /// Clause by clause: which versions are signed by how many, the latest of the library marked.
    private func clauses(_ visit: Visit) async throws -> Response {
        guard let book = try await desk.book() else { return try desk.waiting("Klauseln des Registers", visit) }
        guard try desk.room.store() != nil else { throw Problem.noRegister }
        let current = Dictionary(
            ((try? desk.office.library.workshop().planner.library.currentSources) ?? []).map { ($0.name, $0.version.version) }, uniquingKeysWith: { first, _ in first })
        let sought = GermanFolding.fold(visit.query("suche") ?? "").split(separator: " ")
        let groups = Dictionary(grouping: book.clauses, by: \.name).sorted { ClauseNames.subject($0.key) < ClauseNames.subject($1.key) }.filter { name, _ in
            let text = GermanFolding.fold(ClauseNames.subject(name) + " " + name)
            return sought.allSatisfy { text.contains($0) }
        }
        let rows = groups.map { name, versions -> [String: Any] in
            let old = versions.contains { current[name] != nil && $0.version != current[name] }
            return [
                "klausel": ClauseNames.subject(name), "hatAlte": old,
                "fassungen": versions.map { version -> [String: Any] in
                    [
                        "fassung": version.version, "vertraege": RecordWords.contracts(version.contracts), "adresse": "/register?klausel=\(Percent.encoded(version.asked))",
                        "heutige": version.version == current[name], "alte": current[name] != nil && version.version != current[name],
                        "aendern": "/aendern?klausel=\(Percent.encoded(version.asked))&neu=\(Percent.encoded(name))",
                    ]
                },
            ]
        }
        return try desk.office.frame.page(
            "register-klauseln", title: "Welche Fassung in welchen Verträgen",
            ["klauseln": rows, "keine": rows.isEmpty, "suche": visit.query("suche") ?? ""], for: visit.visitor)
    }
}

/// The form of the search.
struct RegisterForm {
    let filter: RecordFilter
    let book: RecordOutlook.Book
    let titles: [String: String]
    let versions: [ClauseCount]

    var values: [String: Any] {
        let agreements = Set(book.contracts.map(\.summary.agreement)).filter { !$0.isEmpty }.sorted { (titles[$0] ?? $0) < (titles[$1] ?? $1) }
        var clauses = versions.map { ($0.asked, "\(ClauseNames.subject($0.name)), Fassung \($0.version) (\($0.contracts))") }.sorted { $0.1 < $1.1 }
        if !filter.clause.isEmpty, !clauses.contains(where: { $0.0 == filter.clause }) { clauses.insert((filter.clause, filter.clause), at: 0) }
        let faults = filter.faults
        func flags(_ flag: Bool?, _ yes: String, _ no: String) -> [[String: Any]] {
            RegisterForm.choices([("", "alle"), ("ja", yes), ("nein", no)], flag.map { $0 ? "ja" : "nein" } ?? "")
        }
        return [
            "suche": filter.words, "partner": filter.partner, "endeBis": filter.endBy, "kuendigungBis": filter.noticeBy,
            "vereinbarungen": RegisterForm.choices([("", "alle")] + agreements.map { ($0, titles[$0] ?? ClauseNames.readable($0)) }, filter.agreement),
            "klauselwahl": RegisterForm.choices([("", "alle")] + clauses, filter.clause),
            "staende": RegisterForm.choices(
                [("", "alle")] + ContractEvent.Kind.allCases.filter { $0 != .amended }.map { ($0.rawValue, $0.inGerman) }, filter.state?.rawValue ?? ""),
            "scanwahl": flags(filter.isScanned, "ist zurück", "fehlt noch"), "unterschriftwahl": flags(filter.isSigned, "ja", "noch nicht"),
            "ordnungen": RegisterForm.choices(RecordFilter.Order.allCases.map { ($0.rawValue, $0.inGerman) }, filter.order.rawValue),
            "falschesEnde": shown(faults["ende_bis"]), "falscheKuendigung": shown(faults["kuendigung_bis"]),
            "mehrOffen": filter.fields.contains { !["suche", "ordnung"].contains($0.name) } || filter.order != .partner,
        ]
    }

    static func choices(_ choices: [(String, String)], _ chosen: String) -> [[String: Any]] {
        choices.map { ["wert": $0.0, "text": $0.1, "gewaehlt": $0.0 == chosen] }
    }
}
