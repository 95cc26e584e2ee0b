import Findings
import Settings

extension ClauseLibrary {
    package var approvalPath: String { "\(root)/clauses/\(ApprovalRecord.fileName)" }

    /// Whether a family or a variant can be called so.
    package static func isSafe(name: String) -> Bool { LibraryName.isSafe(name) }

    /// A clause as it would be if its file had these bytes.
    package static func reread(_ source: ClauseSource, as bytes: [UInt8]) throws(FindingList) -> ClauseSource {
        let file = try listing(FileReading.decode(bytes, path: source.path))
        return try ClauseReader.clause(file, family: source.family, variant: source.variant, fileVersion: source.fileVersion)
    }

    /// What `check` tells of the life of clauses: changes of what was approved, approvals that are missing or of nothing, ends not set.
    package func lifeFindings(of sources: [ClauseSource]) -> [Finding] {
        let record: ApprovalRecord?
        do throws(FindingList) { record = try approvals() } catch { return error.all }
        if record == nil, let finding = missingRecord(sources) { return [finding] + sources.compactMap(endFinding) }
        return sources.compactMap { finding(of: $0, record) } + sources.compactMap(endFinding) + strays(record, sources)
    }

    /// The same of some clauses only: those of one agreement.
    package func approvalFindings(of sources: [ClauseSource]) -> [Finding] {
        do throws(FindingList) {
            let record = try approvals()
            if record == nil, let finding = missingRecord(sources) { return [finding] }
            return sources.compactMap { finding(of: $0, record) }
        } catch { return error.all }
    }

    /// Clauses that say they are approved, and nothing that says who did it.
    private func missingRecord(_ sources: [ClauseSource]) -> Finding? {
        let claiming = sources.filter { $0.frontMatter.status.claimsApproval }
        guard let first = claiming.first else { return nil }
        let which = claiming.count == 1 ? "Die Klausel „\(first.name)“ heißt" : "„\(first.name)“ und \(claiming.count - 1) weitere Klauseln heißen"
        return Finding(
            .fehler, "freigaben-fehlen", at: .file(approvalPath),
            "\(which) freigegeben, aber die Datei mit den Freigaben fehlt; Verträge mit ihnen sind Entwürfe.",
            remedy: "Legen Sie „clauses/\(ApprovalRecord.fileName)“ zurück, oder geben Sie die Klauseln frei: klauselwerk approve --all --by „Ihre Rechtsstelle“.")
    }

    private func finding(of source: ClauseSource, _ record: ApprovalRecord?) -> Finding? {
        switch record.standing(of: source) {
        // A proposal is told once a contract, not once a clause.
        case .approved, .proposal: return nil
        case .draft:
            guard source.frontMatter.status.claimsApproval else { return nil }
            return Finding(
                .warnung, "freigabe-fehlt", at: source.frontMatter.places["status"],
                "Die Klausel „\(source.name)“ heißt freigegeben, in den Freigaben steht sie nicht; Verträge mit ihr sind Entwürfe.",
                remedy: "Geben Sie sie frei: klauselwerk approve \(source.name) --by „Stelle“.")
        case .changed(let entry):
            return Finding(
                .fehler, "freigabe-veraendert", at: source.frontMatter.places["fassung"] ?? .file(source.path),
                "Die Klausel „\(source.name)“ ist verändert, seit \(entry.office) die Fassung \(entry.version) am \(entry.day.inGerman) freigegeben hat.",
                remedy:
                    "Bewahren Sie den alten Wortlaut als „\(source.variant)@\(entry.version).md“ auf, geben Sie dem neuen eine neue „fassung“ und geben Sie ihn frei: klauselwerk approve \(source.name) --by „Stelle“."
            )
        }
    }

    private func endFinding(_ source: ClauseSource) -> Finding? {
        guard source.frontMatter.status == .abgeloest, source.frontMatter.validUntil == nil else { return nil }
        return Finding(
            .warnung, "abgeloest-ohne-ende", at: source.frontMatter.places["status"],
            "Die Klausel „\(source.name)“ ist abgelöst, sagt aber nicht, bis wann sie galt.", remedy: "Ergänzen Sie „gilt_bis“.")
    }

    private func strays(_ record: ApprovalRecord?, _ sources: [ClauseSource]) -> [Finding] {
        let known = Set(sources.map { "\($0.name) \($0.version.version)" })
        return (record?.entries ?? []).filter { !known.contains("\($0.clause) \($0.version)") }.map { entry in
            Finding(
                .hinweis, "freigabe-ohne-klausel", at: .file(approvalPath),
                "Die Fassung \(entry.version) von „\(entry.clause)“ ist freigegeben, aber nicht mehr in der Bibliothek.",
                remedy: "Bewahren Sie freigegebene Fassungen auf (\(entry.clause)@\(entry.version).md): Verträge nennen sie als ihre Herkunft.")
        }
    }
}
