import Agreements
import Checksum
import DocumentModel
import Findings
import Foundation
import Production

extension LibraryDesk {
    package struct Approved: Sendable {
        /// `kuendigung/frist 1.0`
        package var names: [String]
        /// Were so already.
        package var unchanged: Int
    }

    /// Records wording, day and office of clauses, and sets their `status` to `freigegeben`.
    ///
    /// - Parameters:
    ///   - names: `FAMILY/VARIANT`; empty: every version of every clause whose file is no `entwurf`.
    ///   - office: for whom; `nil`: what the roles say.
    ///   - day: `nil` asks the clock.
    ///   - renews: a changed wording may keep its version: for a library that no contract has been made of.
    ///   - checksum: the wording that the person has seen; `nil`: as it is. A file that has changed since is not approved unseen.
    /// - Throws: ``Failure``; nothing has been written then.
    package func approve(
        _ names: [String], by office: String?, on day: String? = nil, renews: Bool = false, seen checksum: String? = nil, comment: String = ""
    ) throws(Failure) -> Approved {
        try allow(.freigeben)
        let workshop = try Workshop(workspace)
        let date = try self.day(day, today: workshop.today)
        let office = try self.office(office)
        let proofreader = try Proofreader(workspace, workshop.supplies)
        return try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            var state = try LibraryState(workspace.library)
            var findings: [Finding] = []
            var change = LibraryChange()
            var deeds: [ApprovalLog.Deed] = []
            var result = Approved(names: [], unchanged: 0)
            let before = state.record
            for source in try wanted(names, state) {
                let standing = Optional(state.record).standing(of: source)
                if case .approved = standing {
                    result.unchanged += 1
                    continue
                }
                if case .changed(let entry) = standing, !renews {
                    findings.append(immutable(source, entry))
                    continue
                }
                if let checksum, checksum != source.approvalChecksum { findings.append(overtaken(source)) }
                if let refusal = TwoPersons.refusal(of: source, by: steward, state.log) { findings.append(refusal) }
                findings += (source.findings + proofreader.check(source)).filter { $0.severity == .fehler }
                if !source.frontMatter.status.claimsApproval {
                    do throws(Failure) { try release(source, &change) } catch { findings += error.findings }
                }
                let (version, sum) = (source.version.version, source.approvalChecksum)
                state.record.record(ApprovalRecord.Entry(clause: source.name, version: version, checksum: sum, day: date, office: office))
                deeds.append(
                    ApprovalLog.Deed(
                        steward.hasSecondPerson ? .freigegeben : .allein, by: account, source.name, version, sum, text: comment.isEmpty ? office : "\(office): \(comment)"))
                result.names.append("\(source.name) \(version)")
            }
            guard findings.isEmpty else { throw Failure(FindingList(findings)) }
            guard !result.names.isEmpty else { return result }
            // Approvals that are older than the log come into it first, without those of now.
            let after = state.record
            state.record = before
            state.note(deeds, at: time())
            state.record = after
            try commit(state, change)
            return result
        }
    }

    /// Takes an approval back: contracts with this version are drafts from now on.
    package func revoke(_ name: String, reason: String) throws(Failure) {
        try allow(.widerrufen)
        guard !ApprovalLog.oneLine(reason).isEmpty else {
            throw Failure(
                .usage, Finding(.fehler, "grund-fehlt", at: .option(name), "Es fehlt, warum die Freigabe widerrufen wird.", remedy: "Schreiben Sie einen Satz dazu."))
        }
        try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            var state = try LibraryState(workspace.library)
            let source = try state.source(ofVersion: name)
            guard state.record.entry(clause: source.name, version: source.version.version) != nil else { throw Failure(.data, notApproved(source)) }
            var change = LibraryChange()
            try set(["status": .text("entwurf")], of: source, &change)
            state.note([ApprovalLog.Deed(.widerrufen, by: account, source.name, source.version.version, source.approvalChecksum, text: reason)], at: time())
            state.record.remove(clause: source.name, version: source.version.version)
            try commit(state, change)
        }
    }

    /// Says until when a version holds, and that nobody should use it any more.
    ///
    /// - Parameters:
    ///   - name: `FAMILY/VARIANT`, or with a version `FAMILY/VARIANT@1.0`.
    ///   - until: the last day, `2026-12-31` or `31.12.2026`.
    package func supersede(_ name: String, until: String, comment: String = "") throws(Failure) {
        try allow(.abloesen)
        guard let day = CalendarDate(written: until) else { throw unreadable(until) }
        try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            var state = try LibraryState(workspace.library)
            let source = try state.source(ofVersion: name)
            guard case .approved = Optional(state.record).standing(of: source) else { throw Failure(.data, notApproved(source)) }
            var change = LibraryChange()
            try set(["status": .text("abgeloest"), "gilt_bis": .text(day.isoText)], of: source, &change)
            state.note(
                [
                    ApprovalLog.Deed(
                        .abgeloest, by: account, source.name, source.version.version, source.approvalChecksum,
                        text: comment.isEmpty ? "bis \(day.inGerman)" : "bis \(day.inGerman): \(comment)")
                ], at: time())
            try commit(state, change)
        }
    }

    // MARK: - Parts

    private func release(_ source: ClauseSource, _ change: inout LibraryChange) throws(Failure) {
        do throws(Failure) { try set(["status": .text("freigegeben")], of: source, &change) } catch {
            throw Failure(
                .data,
                Finding(
                    .fehler, "status-unveraenderbar", at: source.frontMatter.places["status"] ?? .file(source.path),
                    "Der „status“ lässt sich hier nicht ändern, oder die Datei ist gerade verändert worden.",
                    remedy: "Schreiben Sie „status: \(source.frontMatter.status.rawValue)“ in eine eigene Zeile des Kopfes, und geben Sie die Klausel dann frei."))
        }
    }

    /// Changes settings that are no part of what is approved.
    private func set(_ settings: [String: SettingValue], of source: ClauseSource, _ change: inout LibraryChange) throws(Failure) {
        let bytes = try LibraryDesk.bytes(source.path)
        try failing { () throws(FindingList) in
            var edit = try ClauseEdit(bytes, path: source.path)
            for (key, value) in settings.sorted(by: { $0.key < $1.key }) { try edit.set(key, to: value) }
            let read = try ClauseLibrary.reread(source, as: edit.bytes)
            guard read.approvalChecksum == source.approvalChecksum else { throw FindingList([overtaken(source)]) }
            if edit.bytes != bytes { change.write(edit.bytes, to: source.path, before: SHA256.hex(of: bytes)) }
        }
    }

    private func overtaken(_ source: ClauseSource) -> Finding {
        Finding(
            .fehler, "datei-inzwischen-geaendert", at: .file(source.path), "Die Datei ist inzwischen geändert worden; geschrieben wurde nichts.",
            remedy: "Sehen Sie die neue Fassung an, und wiederholen Sie den Vorgang.")
    }

    private func notApproved(_ source: ClauseSource) -> Finding {
        Finding(
            .fehler, "nicht-freigegeben", at: .file(source.path), "Die Fassung \(source.version.version) von „\(source.name)“ ist nicht freigegeben.",
            remedy: "Nur freigegebene Fassungen lassen sich widerrufen oder ablösen; einen Entwurf ändern Sie einfach.")
    }

    private func immutable(_ source: ClauseSource, _ entry: ApprovalRecord.Entry) -> Finding {
        Finding(
            .fehler, "freigabe-veraendert", at: source.frontMatter.places["fassung"] ?? .file(source.path),
            "Die Fassung \(entry.version) von „\(source.name)“ ist schon freigegeben, mit anderem Wortlaut.",
            remedy: "Geben Sie dem neuen Wortlaut eine neue „fassung“, und bewahren Sie den alten als „\(source.variant)@\(entry.version).md“ auf.")
    }

    private func unreadable(_ text: String) -> Failure {
        Failure(.usage, Finding(.fehler, "datum-unlesbar", "„\(text)“ ist kein Tag.", remedy: "Schreiben Sie 2026-11-21 oder 21.11.2026."))
    }

    private func day(_ text: String?, today: CalendarDate) throws(Failure) -> CalendarDate {
        guard let text else { return today }
        guard let day = CalendarDate(written: text) else { throw unreadable(text) }
        guard day <= today else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "datum-zukunft", "Der \(day.inGerman) liegt in der Zukunft; freigeben lässt sich heute oder rückwirkend.",
                    remedy: "Geben Sie mit --date den Tag an, an dem freigegeben wurde."))
        }
        return day
    }

    private func office(_ text: String?) throws(Failure) -> String {
        if let text, let own = steward.office, text.trimmingCharacters(in: .whitespaces) != own {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "stelle-fremd", "„\(account)“ gibt nach „\(HouseRoles.fileName)“ für „\(own)“ frei, nicht für „\(ApprovalLog.oneLine(text))“.",
                    remedy: "Lassen Sie --by weg."))
        }
        let office = (text ?? steward.office ?? "").trimmingCharacters(in: .whitespaces)
        if office.isEmpty {
            throw Failure(.usage, Finding(.fehler, "stelle-fehlt", "Es fehlt, wer die Klausel freigibt.", remedy: "Geben Sie die Stelle an: --by „Rechtsamt“."))
        }
        guard ApprovalRecord.Entry.isSound(office: office) else {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "stelle-unzulaessig",
                    "Der Name der Stelle enthält einen Zeilenumbruch oder ein unsichtbares Zeichen, oder er ist länger als \(ApprovalRecord.Entry.longestOffice) Zeichen.",
                    remedy: "Schreiben Sie den Namen der Stelle in einer Zeile: --by „Rechtsamt Musterstadt“."))
        }
        return office
    }
}
