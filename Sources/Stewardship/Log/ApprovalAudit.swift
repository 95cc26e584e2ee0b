import Agreements
import Findings
import Production

/// Whether log and record fit together: `check --log`. What somebody has changed by hand in either is named.
package struct ApprovalAudit: Sendable {
    package let findings: [Finding]
    package let entries: Int

    /// - Throws: ``Failure`` where the library cannot be found.
    package static func of(library: String?) throws(Failure) -> ApprovalAudit {
        of(ClauseLibrary(root: try Workspace.locate(agreement: nil, library: library).library))
    }

    static func of(_ library: ClauseLibrary) -> ApprovalAudit {
        let log = ApprovalLog(library: library.root)
        var findings = log.findings
        let roles: HouseRoles?
        do throws(FindingList) { roles = try HouseRoles.read(library: library.root) } catch {
            findings += error.all
            roles = nil
        }
        do throws(FindingList) {
            let record = try library.approvals()
            findings += AuditedLog(library: library, log: log, record: record ?? ApprovalRecord(), hasRoles: roles != nil).findings
        } catch { findings += error.all }
        return ApprovalAudit(findings: findings, entries: log.entries.count)
    }

    /// „Protokoll mit 12 Einträgen geprüft: keine Befunde.“
    package var summary: String {
        let what = entries == 1 ? "1 Eintrag" : "\(entries) Einträgen"
        let found = FindingReport.summary(findings)
        return "Protokoll mit \(what) geprüft: \(found.isEmpty ? "keine Befunde" : found)."
    }
}

private struct AuditedLog {
    let library: ClauseLibrary
    let log: ApprovalLog
    let record: ApprovalRecord
    let hasRoles: Bool

    var findings: [Finding] { end + record.entries.compactMap(approval) }

    private var path: String { ApprovalLog.path(in: library.root) }

    /// Whether the log is as long as the record knows it.
    private var end: [Finding] {
        guard let mark = record.logged else {
            guard let last = log.entries.last else { return [] }
            return [ahead(1, last)]
        }
        let count = log.entries.last?.number ?? 0
        guard count >= mark.count else {
            return [
                Finding(
                    .fehler, "protokoll-gekuerzt", at: .file(path),
                    count == 0
                        ? "Das Protokoll fehlt; die Freigaben kennen \(mark.count == 1 ? "einen Eintrag" : "\(mark.count) Einträge") von ihm."
                        : "Am Ende des Protokolls \(mark.count == count + 1 ? "fehlt Eintrag \(mark.count)" : "fehlen die Einträge \(count + 1) bis \(mark.count)").",
                    remedy: "Legen Sie „clauses/\(ApprovalRecord.logName)“ aus Ihrer Sicherung oder aus git zurück.")
            ]
        }
        if let sum = log.sum(of: mark.count), sum != mark.last {
            return [
                Finding(
                    .fehler, "protokoll-veraendert", at: .file(path), "Eintrag \(mark.count) des Protokolls ist verändert worden: Die Freigaben nennen eine andere Prüfsumme.",
                    remedy: "Vergleichen Sie das Protokoll mit Ihrer Sicherung oder der Geschichte in git, und legen Sie es von dort zurück.")
            ]
        }
        guard count > mark.count, let next = log.entries.first(where: { $0.number == mark.count + 1 }) else { return [] }
        return [ahead(mark.count + 1, next)]
    }

    /// The log is written before the record: a run that ended in between leaves this, and nothing else does.
    private func ahead(_ number: Int, _ entry: ApprovalLog.Entry) -> Finding {
        Finding(
            .warnung, "protokoll-voraus", at: .file(path),
            "Eintrag \(number) des Protokolls („\(entry.act.rawValue)“, „\(entry.clause)“ \(entry.version)) ist den Freigaben noch nicht bekannt: Ein Vorgang ist beim Schreiben abgebrochen und gilt vielleicht nicht.",
            remedy: "Sehen Sie nach, ob die Klausel so ist, wie der Eintrag sagt, und wiederholen Sie den Vorgang sonst; mit dem nächsten ist beides wieder gleich.")
    }

    /// An approval that nobody has given, or that somebody has given to themselves.
    private func approval(_ approved: ApprovalRecord.Entry) -> Finding? {
        // Before there was a log.
        guard !log.isEmpty || record.logged != nil else { return nil }
        let place = Place.file(library.approvalPath)
        let names = Set(log.names(of: approved.clause))
        let last = log.entries.last { names.contains($0.clause) && $0.version == approved.version && ($0.act.isApproval || $0.act == .widerrufen) }
        guard let last, last.act.isApproval, last.checksum == approved.checksum else {
            return Finding(
                .fehler, "freigabe-ohne-protokoll", at: place,
                last?.act == .widerrufen
                    ? "Die Freigabe der Fassung \(approved.version) von „\(approved.clause)“ ist widerrufen und steht trotzdem in den Freigaben."
                    : "Die Fassung \(approved.version) von „\(approved.clause)“ steht in den Freigaben, das Protokoll kennt diese Freigabe nicht: Sie ist von Hand eingetragen.",
                remedy: "Löschen Sie die Zeile, und lassen Sie die Klausel freigeben: klauselwerk approve \(approved.clause).")
        }
        guard hasRoles else { return nil }
        if last.act == .allein {
            return Finding(
                .hinweis, "freigabe-allein", at: place,
                "Die Fassung \(approved.version) von „\(approved.clause)“ hat „\(last.account)“ freigegeben, als es keine zweite Person gab.",
                remedy: "Lassen Sie die Klausel von einer zweiten Person ansehen, und widerrufen Sie die Freigabe, wenn sie nicht gelten soll.")
        }
        guard last.act == .freigegeben, log.authors(of: approved.clause, version: approved.version, before: last.number).contains(last.account) else { return nil }
        return Finding(
            .fehler, "freigabe-selbst", at: place,
            "„\(last.account)“ hat die Fassung \(approved.version) von „\(approved.clause)“ selbst geschrieben oder vorgelegt und trotzdem freigegeben (Eintrag \(last.number) des Protokolls).",
            remedy: "Widerrufen Sie die Freigabe, und lassen Sie eine andere Person entscheiden.")
    }
}
