import Agreements
import Findings
import Production

extension LibraryDesk {
    /// Asks that somebody else approves clauses as they are now.
    ///
    /// - Parameters:
    ///   - names: `FAMILY/VARIANT`; empty: all that are finished and not approved, kept versions among them.
    ///   - comment: what they should know.
    /// - Returns: `kuendigung/frist 1.3`, for each that has not been asked for yet.
    package func request(_ names: [String], comment: String) throws(Failure) -> [String] {
        try allow(.beantragen)
        return try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            var state = try LibraryState(workspace.library)
            var deeds: [ApprovalLog.Deed] = []
            for source in try wanted(names, state) {
                let (version, sum) = (source.version.version, source.approvalChecksum)
                if case .approved = Optional(state.record).standing(of: source) { continue }
                guard state.log.openRequest(for: source.name, version: version, checksum: sum) == nil else { continue }
                deeds.append(ApprovalLog.Deed(.beantragt, by: account, source.name, version, sum, text: comment))
            }
            guard !deeds.isEmpty else { return [] }
            state.note(deeds, at: time())
            try commit(state, LibraryChange())
            return deeds.map { "\($0.clause) \($0.version)" }
        }
    }

    /// Takes a request of one's own back.
    package func withdrawRequest(_ name: String, comment: String = "") throws(Failure) {
        try allow(.zuruecknehmen)
        try answer(name, .zurueckgenommen, comment) { source, entry, _ throws(Failure) in
            guard entry.account == account else {
                throw Failure(
                    .usage,
                    Finding(
                        .fehler, "antrag-fremd", at: .option(source.name), "Diesen Antrag hat „\(entry.account)“ gestellt; zurücknehmen kann ihn niemand sonst.",
                        remedy: "Bitten Sie „\(entry.account)“, oder lehnen Sie ihn ab, wenn Sie freigeben dürfen."))
            }
        }
    }

    /// Refuses a request, with the reason.
    package func refuse(_ name: String, reason: String) throws(Failure) {
        try allow(.ablehnen)
        guard !ApprovalLog.oneLine(reason).isEmpty else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "grund-fehlt", at: .option(name), "Es fehlt, warum die Freigabe abgelehnt wird.",
                    remedy: "Schreiben Sie einen Satz, mit dem sich weiterarbeiten lässt."))
        }
        try answer(name, .abgelehnt, reason) { source, entry, state throws(Failure) in
            if steward.hasSecondPerson, entry.account == account {
                throw Failure(
                    .usage,
                    Finding(
                        .fehler, "antrag-eigener", at: .option(source.name), "Den eigenen Antrag lehnt niemand selbst ab.", remedy: "Nehmen Sie ihn zurück."))
            }
        }
    }

    private func answer(
        _ name: String, _ act: ApprovalLog.Act, _ text: String, _ check: (ClauseSource, ApprovalLog.Entry, LibraryState) throws(Failure) -> Void
    ) throws(Failure) {
        try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            var state = try LibraryState(workspace.library)
            let source = try state.source(of: name)
            guard let entry = state.log.openRequest(for: name, version: source.version.version, checksum: source.approvalChecksum) else {
                throw Failure(
                    .data,
                    Finding(
                        .fehler, "antrag-fehlt", at: .option(name), "Für „\(name)“ ist so, wie die Klausel jetzt lautet, keine Freigabe beantragt.",
                        remedy: "Sehen Sie nach, ob sie inzwischen geändert oder schon entschieden ist."))
            }
            try check(source, entry, state)
            state.note([ApprovalLog.Deed(act, by: account, name, source.version.version, source.approvalChecksum, text: text)], at: time())
            try commit(state, LibraryChange())
        }
    }

    /// Clauses by their names, or all that are no drafts.
    func wanted(_ names: [String], _ state: LibraryState) throws(Failure) -> [ClauseSource] {
        if names.isEmpty { return state.library.allSources.filter { $0.frontMatter.status != .entwurf } }
        var sources: [ClauseSource] = []
        var findings: [Finding] = []
        for name in names {
            if let source = state.library.currentSources.first(where: { $0.name == name }) {
                sources.append(source)
            } else {
                findings.append(
                    Finding(
                        .fehler, "variante-unbekannt", at: .option(name), "Eine lesbare Klausel „\(name)“ gibt es nicht.",
                        remedy: Suggestion.remedy(for: name, among: state.library.currentSources.map(\.name)) ?? "„klauselwerk clauses“ zeigt alle."))
            }
        }
        guard findings.isEmpty else { throw Failure(FindingList(findings)) }
        return sources
    }
}
