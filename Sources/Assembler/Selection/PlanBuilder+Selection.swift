import Agreements
import DocumentModel
import Findings
import Settings

extension PlanBuilder {
    /// The clauses and annexes that apply: those of an earlier partner where conditions cannot tell the two apart.
    func selection(on day: CalendarDate?) -> Selection {
        guard let common = commonInput else { return selected(on: day) }
        let isReusable = !givesClauseFields
        if isReusable, let known = memory.selection(common, on: day, in: resolver.land, shared), known.annexes.allSatisfy({ $0.path.map(FileReading.exists) ?? true }) {
            log.add(known.record.findings)
            return known
        }
        let errors = log.errorCount
        let found = selected(on: day)
        return memory.keep(found, common, isReusable: isReusable && log.errorCount == errors)
    }

    private func selected(on day: CalendarDate?) -> Selection {
        (selectedBy.day, selectedBy.land) = (day, resolver.land)
        let (before, known) = (log.all.count, resolver.values.count)
        let sections = plannedSections(on: day)
        let annexes = plannedAnnexes(on: day)
        let clauses = sections.flatMap(\.clauses) + annexes.compactMap(\.clause)
        if !isReproducing { checkRequirements(clauses, annexes: Set(annexes.map(\.key))) }
        checkReferencesToFields()
        selecting.findings = Array(log.all[before...])
        selecting.values = resolver.removeValues(after: known).sorted { $0.path < $1.path }
        if !isReproducing { selecting.draftReasons = draftReasons(clauses) }
        return Selection(sections: sections, annexes: annexes, record: selecting, reads: selectedBy)
    }

    /// `nil` where nothing is likely to come again: the document of one partner.
    private var commonInput: SelectionMemory.Common? {
        guard data.withheld.isEmpty, !isReproducing, data.layers.contains(where: \.kind.isOfOneDocument) else { return nil }
        return SelectionMemory.Common(
            agreement: agreement, layers: data.layers.filter { !$0.kind.isOfOneDocument }, annexFiles: data.annexFiles, examples: data.examples, today: today)
    }

    /// Whether the row gives more than fields of the agreement: such values go to clauses without a condition's asking.
    private var givesClauseFields: Bool {
        data.layers.contains { $0.kind.isOfOneDocument && $0.root.entries.contains { !ownNames.contains($0.key) || $0.key == "klauseln" } }
    }

    /// Clauses that nobody approved, each once.
    private func draftReasons(_ clauses: [PlannedClause]) -> [String] {
        let approvals: ApprovalRecord?
        do throws(FindingList) { approvals = try library.approvals() } catch { return [] }
        var reasons: [String] = []
        var proposals: Set<String> = []
        for clause in clauses {
            let reason: String
            switch approvals.standing(of: clause.source) {
            case .approved: continue
            case .proposal:
                proposals.insert(clause.source.name)
                continue
            case .draft where clause.source.frontMatter.status.claimsApproval && approvals == nil:
                reason = "Die Klausel „\(clause.source.name)“ heißt freigegeben, aber die Datei mit den Freigaben (clauses/freigaben.txt) fehlt."
            case .draft: reason = "Die Klausel „\(clause.source.name)“ ist noch nicht freigegeben."
            case .changed: reason = "Die Klausel „\(clause.source.name)“ ist seit ihrer Freigabe verändert."
            }
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        selecting.proposals = proposals.count
        return reasons
    }
}
