import Assembler
import Findings
import Hummingbird
import Production

/// What all rows of a series have in common, the files that rows name, and with whom it is shared.
struct SeriesAdditions: Sendable {
    let office: Office

    func add(to routes: Routes) {
        routes.get("/serien/:id/gemeinsam") { visit in try await values(visit) }
        routes.post("/serien/:id/gemeinsam") { visit in try await setValues(visit) }
        routes.get("/serien/:id/dateien") { visit in try await files(visit) }
        routes.multipart("/serien/:id/dateien", upTo: Bounds.archive) { visit, file in try await addFile(visit, file) }
        routes.post("/serien/:id/dateien/entfernen") { visit in
            let name = visit.form["name"] ?? ""
            return try await changeFiles(visit) { [office] series in try SeriesFiles(place: office.series.place).removing(name, from: series) }
        }
        routes.get("/serien/:id/teilen") { visit in try await sharing(visit) }
        routes.post("/serien/:id/teilen") { visit in try await share(visit) }
    }

    private func series(_ visit: Visit) async throws -> ContractSeries { try await office.series.series(try visit.part("id"), of: visit.visitor.owner) }

    // MARK: - Values of all rows

    private func values(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        let (draft, interview) = try await common(series)
        var values = DraftForm(draft: draft, interview: interview).values
        values["id"] = series.id
        values["name"] = series.name
        values["beschaeftigt"] = series.state.isBusy
        values["keine"] = interview.groups.isEmpty
        values["version"] = "\(series.version)"
        return try office.frame.page("serie-gemeinsam", title: "Angaben für alle: \(series.name)", values, for: visit.visitor)
    }

    /// The form of a contract, without what the table says of each partner.
    private func common(_ series: ContractSeries) async throws -> (draft: Draft, interview: Interview) {
        guard let check = try await office.checks.check(series) else { throw Problem.stillChecking }
        let draft = Draft(
            id: series.id, owner: series.owner, agreement: series.agreement, name: series.name, answers: series.values, created: series.created, changed: series.changed)
        var interview = try office.interviews.read(draft)
        let columns = Set(check.table.columns)
        let heads = Set(columns.compactMap { $0.split(separator: ".").first.map(String.init) }).subtracting(["klauseln"])
        func isCommon(_ field: InterviewField) -> Bool {
            switch field.control {
            case .rows, .lines: return false
            case .text, .number, .longText, .choice: break
            }
            let head = field.path.split(separator: ".").first.map(String.init) ?? ""
            return head != "partner" && !columns.contains(field.path) && !(field.path.contains(".") && heads.contains(head))
        }
        for index in interview.groups.indices { interview.groups[index].fields.removeAll { !isCommon($0) } }
        interview.groups.removeAll { $0.fields.isEmpty }
        let paths = Set(interview.fields.map(\.path))
        // What is missing here the table may give; what is wrong, the check tells.
        interview.told.removeAll { told in told.isMissing || !(told.path.map(paths.contains) ?? false) || (series.values[told.path ?? ""] ?? "").isEmpty }
        return (draft, interview)
    }

    private func setValues(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        guard let version = visit.form["_version"].flatMap({ Int($0) }) else { throw Problem.unreadable }
        let known = Set(try await common(series).interview.fields.map(\.path))
        var values = series.values
        for (path, value) in visit.form.pairs where known.contains(path) {
            let text = String(value.replacing("\r\n", with: "\n").prefix(10_000))
            values[path] = text.allSatisfy(\.isWhitespace) ? nil : text
        }
        let all = values
        try await office.series.update(series.id, of: visit.visitor.owner) { series in
            guard !series.state.isBusy else { throw Problem.seriesRuns }
            guard series.values != all else { return }
            guard series.version == version else { throw Problem.seriesOvertaken(series.id) }
            series.values = all
            series.version += 1
            if series.state == .done || series.state == .failed { series.state = .open }
        }
        return PageFrame.goOn(to: "/serien/\(series.id)")
    }

    // MARK: - Files that rows name

    private func files(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        let names = SeriesFiles(place: office.series.place).names(series)
        return try office.frame.page(
            "serie-dateien", title: "Anlagen einzelner Zeilen: \(series.name)",
            [
                "id": series.id, "name": series.name, "dateien": names.map { ["name": $0] }, "keine": names.isEmpty, "beschaeftigt": series.state.isBusy,
                "hoechstens": Inbox.said(Bounds.annex), "zusammen": Inbox.said(Bounds.archive), "anzahl": names.count == 1 ? "1 Datei" : "\(names.count) Dateien",
            ], for: visit.visitor)
    }

    private func addFile(_ visit: Visit, _ file: ReceivedFile?) async throws -> Response {
        guard let file else { throw Problem.noFile }
        guard file.name.lowercased().hasSuffix(".zip") || file.size <= Bounds.annex else { throw Problem.tooLarge(Inbox.said(Bounds.annex)) }
        return try await changeFiles(visit) { [office] series in try SeriesFiles(place: office.series.place).adding(file, to: series) }
    }

    /// The next folder is whole before the series names it; the one before goes after that.
    private func changeFiles(_ visit: Visit, _ change: @escaping @Sendable (ContractSeries) throws -> ContractSeries) async throws -> Response {
        let series = try await series(visit)
        guard !series.state.isBusy else { throw Problem.seriesRuns }
        let files = SeriesFiles(place: office.series.place)
        let next = try change(series)
        do {
            try await office.series.update(series.id, of: visit.visitor.owner) { now in
                guard !now.state.isBusy else { throw Problem.seriesRuns }
                guard now.files == series.files else { throw Problem.seriesOvertaken(series.id) }
                now.files = next.files
                now.version += 1
                if now.state == .done || now.state == .failed { now.state = .open }
            }
        } catch {
            files.discard(next)
            throw error
        }
        files.discard(series)
        return PageFrame.goOn(to: "/serien/\(series.id)/dateien")
    }

    // MARK: - Sharing

    private func sharing(_ visit: Visit) async throws -> Response {
        let series = try await series(visit)
        guard visit.visitor.name != nil, series.owner == visit.visitor.owner else { throw Problem.notYourSeries }
        let people = try await office.series.sharers(of: series.id)
        return try office.frame.page(
            "serie-teilen", title: "Serie teilen", ["id": series.id, "name": series.name, "personen": people.map { ["person": $0] }, "niemand": people.isEmpty], for: visit.visitor)
    }

    private func share(_ visit: Visit) async throws -> Response {
        let id = try visit.part("id")
        let isShared = !visit.form.has("beenden")
        let person = (visit.form[isShared ? "person" : "beenden"] ?? "").filter { !$0.isWhitespace }
        guard !person.isEmpty, person.utf8.count <= 128, visit.visitor.name != nil else { throw Problem.unreadable }
        try await office.series.share(id, of: visit.visitor.owner, with: person, isShared: isShared)
        return PageFrame.goOn(to: "/serien/\(id)/teilen")
    }
}

extension Problem {
    static func seriesOvertaken(_ id: String) -> Problem {
        Problem(
            409, "Inzwischen geändert",
            "Diese Serie wurde in einem anderen Fenster oder von jemand anderem geändert. Ihre letzte Änderung ist nicht gespeichert; überschrieben wurde nichts.",
            remedy: "Sehen Sie sich den neuen Stand an, und ändern Sie ihn dort.", link: Link(address: "/serien/\(id)", text: "Zur Serie"))
    }
}
