import Production

/// Something with annexes, as a screen sees it.
struct AnnexHolder: Sendable {
    let id: String
    let name: String
    let version: Int
    let annexes: [KeptAnnex]
    /// Why nothing can be changed at the moment; `nil`: it can.
    var isBusy = false
}

/// What annexes can be put on: a draft, a series, a finished contract.
struct AnnexDesk: Sendable {
    /// First part of the addresses: `entwuerfe`.
    let root: String
    /// Of a finished contract there is nothing else to see.
    var hasOverview = true
    /// For whom they are: a sentence.
    let about: String
    let find: @Sendable (_ id: String, _ owner: String) async throws -> AnnexHolder
    /// `false`: it has been changed since that version, and was not changed now.
    let change: @Sendable (_ id: String, _ owner: String, _ version: Int, _ change: @escaping @Sendable (inout [KeptAnnex]) -> Void) async throws -> Bool
    /// The contract as it is set; `nil` where it is not known.
    var pages: @Sendable (_ id: String, _ owner: String) async -> PreviewPages? = { _, _ in nil }
}

extension AnnexDesk {
    static func drafts(_ office: Office) -> AnnexDesk {
        AnnexDesk(
            root: "entwuerfe", about: "Sie stehen hinter den Anlagen, die die Vereinbarung selbst nennt; Nummern, Verzeichnis und Seitenzahlen stimmen von selbst.",
            find: { id, owner in
                let draft = try await office.drafts.draft(id, of: owner)
                return AnnexHolder(id: draft.id, name: draft.name, version: draft.version, annexes: draft.annexes)
            },
            change: { id, owner, version, change in
                if case .saved = try await office.drafts.change(id, of: owner, from: version, { change(&$0.annexes) }) { return true }
                return false
            },
            pages: { id, owner in
                let pages = DraftPages(office: office)
                guard let draft = try? await office.drafts.draft(id, of: owner), let interview = try? office.interviews.read(draft),
                    let request = try? pages.request(draft, interview.shown)
                else { return nil }
                return try? await office.presses.press(for: id).pages(request)
            })
    }

    static func series(_ office: Office) -> AnnexDesk {
        AnnexDesk(
            root: "serien", about: "Sie stehen in jedem Vertrag dieser Serie hinter den Anlagen, die die Vereinbarung selbst nennt.",
            find: { id, owner in
                let series = try await office.series.series(id, of: owner)
                return AnnexHolder(id: series.id, name: series.name, version: series.version, annexes: series.annexes, isBusy: series.state.isBusy)
            },
            change: { id, owner, version, change in
                do {
                    try await office.series.update(id, of: owner) { series in
                        var annexes = series.annexes
                        change(&annexes)
                        guard annexes != series.annexes else { return }
                        guard !series.state.isBusy else { throw Problem.seriesRuns }
                        guard series.version == version else { throw Problem.seriesOvertaken(id) }
                        series.annexes = annexes
                        series.version += 1
                        if series.state == .done || series.state == .failed { series.state = .open }
                    }
                    return true
                } catch let problem as Problem where problem == Problem.seriesOvertaken(id) { return false }
            })
    }

    static func finished(_ office: Office) -> AnnexDesk {
        AnnexDesk(
            root: "fertige", hasOverview: false,
            about: "Der Vertrag wird mit ihnen neu gesetzt, damit Nummern, Verzeichnis und Seitenzahlen stimmen; sein Wortlaut bleibt, wie er ist.",
            find: { id, owner in
                let supplement = try await office.supplements.supplement(id, of: owner)
                return AnnexHolder(id: supplement.id, name: supplement.file, version: supplement.version, annexes: supplement.annexes)
            },
            change: { id, owner, version, change in try await office.supplements.change(id, of: owner, from: version, change) })
    }
}
