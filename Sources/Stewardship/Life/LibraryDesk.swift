import Agreements
import Checksum
import DocumentModel
import Findings
import Foundation
import Production
import Rendering

/// Where clauses are changed: whatever a surface wants to do with the library's files, it does here, under the rules of roles, versions and log.
package struct LibraryDesk: Sendable {
    package let workspace: Workspace
    package let steward: Steward
    /// `2026-11-29T16:03:11Z`
    let time: @Sendable () -> String
    /// Versions that an issued contract names, whatever the record says of them.
    let isIssued: @Sendable (_ clause: String, _ version: String) -> Bool
    /// What there is to tell besides what was asked for: that git has not kept what is saved.
    package let notes = DeskNotes()

    /// - Parameters:
    ///   - account: who is signed on; `nil`: nobody.
    ///   - isIssued: asks a register of contracts.
    ///   - time: what the log says of when; the clock, unless a test says otherwise.
    /// - Throws: errors of `rollen.yaml`: roles that cannot be read give nobody any.
    package init(
        _ workspace: Workspace, account: String?, isIssued: @escaping @Sendable (_ clause: String, _ version: String) -> Bool = { _, _ in false },
        time: @escaping @Sendable () -> String = { LibraryDesk.now() }
    ) throws(Failure) {
        let roles = try failing(HouseRoles.read(library: workspace.library))
        if let account, !HouseRoles.isSound(account: account) {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "kennung-unzulaessig",
                    "Die Anmeldung nennt eine Kennung, die im Protokoll nicht stehen kann: Sie ist ein Wort ohne Leerzeichen von höchstens \(HouseRoles.longestAccount) Bytes.",
                    remedy: "Lassen Sie die Anmeldung eine andere Kennung weitergeben."))
        }
        self.workspace = workspace
        // Alone on a machine, its account is who it was.
        steward = Steward(account: account ?? (roles == nil ? Steward.accountOfThisProcess : nil), roles: roles)
        self.time = time
        self.isIssued = isIssued
    }

    /// In UTC, to the second.
    package static func now() -> String { Date().formatted(Date.ISO8601FormatStyle()) }

    func allow(_ action: StewardAction) throws(Failure) {
        if let finding = steward.refusal(of: action) { throw Failure(.usage, finding) }
    }

    var account: String { steward.account ?? "" }

    // MARK: - Looking

    /// What there is of a clause: its file in somebody's hands.
    package struct Opened: Sendable {
        package let edit: ClauseEdit
        /// SHA-256 of the file; whoever saves says from which one.
        package let sha256: String
        /// As it was read; `nil` where its head has errors, which `findings` tell.
        package let source: ClauseSource?
        package let findings: [Finding]
        package let standing: ClauseStanding
        package let request: ApprovalLog.Entry?
        /// Versions kept beside it, the newest first.
        package let kept: [String]
        package let history: [ApprovalLog.Entry]
    }

    /// - Parameter name: `FAMILY/VARIANT`
    package func open(_ name: String) throws(Failure) -> Opened {
        try allow(.ansehen)
        let state = try LibraryState(workspace.library)
        let file = try state.file(of: name)
        let bytes = try LibraryDesk.bytes(file.path)
        let edit = try failing(ClauseEdit(bytes, path: file.path))
        var source: ClauseSource?
        var findings: [Finding] = []
        do throws(FindingList) {
            source = try state.library.source(file, family: state.parts(name).family, variant: state.parts(name).variant)
            findings = source?.findings ?? []
        } catch { findings = error.all }
        return Opened(
            edit: edit, sha256: SHA256.hex(of: bytes), source: source, findings: findings, standing: source.map { Optional(state.record).standing(of: $0) } ?? .draft,
            request: source.flatMap { state.log.openRequest(for: name, version: $0.version.version, checksum: $0.approvalChecksum) },
            kept: state.keptVersions(of: name), history: state.log.history(of: name))
    }

    /// The file of a clause alone, without where it stands: for what is asked at every keystroke.
    ///
    /// - Parameter library: as it has been read already.
    package func text(of name: String, in library: ClauseLibrary) throws(Failure) -> (edit: ClauseEdit, sha256: String, source: ClauseSource?) {
        try allow(.ansehen)
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let file = library.family(parts[0])?.variant(parts[1])?.files.first, file.version == nil else { throw LibraryState.unknown(name, library) }
        let bytes = try LibraryDesk.bytes(file.path)
        let edit = try failing(ClauseEdit(bytes, path: file.path))
        return (edit, SHA256.hex(of: bytes), try? library.source(file, family: parts[0], variant: parts[1]))
    }

    /// A request that waits for somebody.
    package struct OpenRequest: Sendable {
        package let entry: ApprovalLog.Entry
        /// Whether this person may answer it.
        package let isForThem: Bool
        /// Whether this person has made it.
        package let isTheirs: Bool
    }

    /// Whether this person has written the version of a clause, or asked for its approval.
    package func isAuthor(_ clause: Opened) -> Bool {
        guard let source = clause.source else { return false }
        return ApprovalLog(library: workspace.library).authors(of: source.name, version: source.version.version).contains(account)
    }

    /// All requests that nobody has answered and whose wording is still there, the oldest first; with those of one's own that were refused.
    ///
    /// - Parameter library: as it has been read already; `nil`: is read.
    package func openRequests(_ library: ClauseLibrary? = nil) throws(Failure) -> (open: [OpenRequest], refused: [ApprovalLog.Entry]) {
        try allow(.ansehen)
        let state = try LibraryState(workspace.library, library)
        guard !state.log.isEmpty else { return ([], []) }
        var open: [OpenRequest] = []
        var refused: [ApprovalLog.Entry] = []
        for source in state.library.currentSources {
            let (version, sum) = (source.version.version, source.approvalChecksum)
            if let entry = state.log.openRequest(for: source.name, version: version, checksum: sum) {
                open.append(
                    OpenRequest(
                        entry: entry, isForThem: steward.may(.freigeben) && TwoPersons.refusal(of: source, by: steward, state.log) == nil,
                        isTheirs: entry.account == steward.account))
            } else if let last = state.log.entries.last(where: { $0.clause == source.name && $0.version == version && $0.checksum == sum }), last.act == .abgelehnt,
                state.log.authors(of: source.name, version: version).contains(account)
            {
                refused.append(last)
            }
        }
        return (open.sorted { $0.entry.number < $1.entry.number }, refused)
    }

    static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        guard let bytes = FileBytes.read(path, limit: LibraryChange.limit) else {
            throw Failure(
                .inputMissing,
                Finding(.fehler, "datei-fehlt", at: .file(path), "Die Datei ist nicht da oder nicht lesbar.", remedy: "Prüfen Sie, ob jemand sie verschoben hat."))
        }
        return bytes
    }
}

/// Library, record and log as they are at one moment.
struct LibraryState {
    let root: String
    let library: ClauseLibrary
    var record: ApprovalRecord
    /// SHA-256 of the record's file; `nil`: there is none.
    let recordSum: String?
    var log: ApprovalLog
    let logSum: String?
    /// What is added to the log with the next writing.
    private(set) var noted: [ApprovalLog.Deed] = []

    /// - Throws: errors of the record.
    init(_ root: String, _ known: ClauseLibrary? = nil) throws(Failure) {
        self.root = root
        library = known ?? ClauseLibrary(root: root)
        recordSum = LibraryChange.sum(library.approvalPath)
        logSum = LibraryChange.sum(ApprovalLog.path(in: root))
        record = try failing(library.approvals()) ?? ApprovalRecord()
        log = ApprovalLog(library: root)
    }

    func parts(_ name: String) -> (family: String, variant: String) {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
    }

    /// The current file of a clause. No path ever comes from a name: it is looked up.
    func file(of name: String) throws(Failure) -> ClauseFamily.File {
        let (family, variant) = parts(name)
        if let file = library.family(family)?.variant(variant)?.files.first, file.version == nil { return file }
        throw LibraryState.unknown(name, library)
    }

    static func unknown(_ name: String, _ library: ClauseLibrary) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "variante-unbekannt", at: .option(name), "Eine Klausel „\(name)“ gibt es nicht.",
                remedy: Suggestion.remedy(for: name, among: library.currentSources.map(\.name)) ?? "„klauselwerk clauses“ zeigt alle."))
    }

    func source(of name: String) throws(Failure) -> ClauseSource {
        let file = try file(of: name)
        return try failing(library.source(file, family: parts(name).family, variant: parts(name).variant))
    }

    /// `FAMILY/VARIANT` or `FAMILY/VARIANT@1.0`.
    func source(ofVersion name: String) throws(Failure) -> ClauseSource {
        let halves = name.split(separator: "@", maxSplits: 1).map(String.init)
        guard halves.count == 2 else { return try source(of: name) }
        let (family, variant) = parts(halves[0])
        guard let file = library.family(family)?.variant(variant)?.files.first(where: { $0.version == halves[1] }) else { return try source(of: name) }
        return try failing(library.source(file, family: family, variant: variant))
    }

    func keptVersions(of name: String) -> [String] { library.family(parts(name).family)?.variant(parts(name).variant)?.files.compactMap(\.version) ?? [] }

    /// Adds to the log what is done, and in a library whose approvals are older than its log, these first.
    mutating func note(_ deeds: [ApprovalLog.Deed], at time: String) {
        if log.isEmpty {
            for entry in record.entries {
                log.add(ApprovalLog.Deed(.uebernommen, by: Steward.accountOfThisProcess, entry.clause, entry.version, entry.checksum, text: entry.office), at: time)
            }
        }
        for deed in deeds { log.add(deed, at: time) }
        noted += deeds
    }

    /// Writes files, with the log before and the record behind them: whatever of it has happened when a machine stops, `check` can say it.
    ///
    /// - Returns: paths of all that was written or has gone.
    /// - Throws: `protokoll-…` where the log is broken: nothing is added to what nobody can trust.
    func commit(_ files: LibraryChange) throws(Failure) -> [String] {
        let broken = log.findings.filter { $0.severity == .fehler } + shortened
        guard broken.isEmpty else { throw Failure(.data, broken) }
        var change = LibraryChange()
        let (kept, others) = (files.files.filter { $0.before == nil }, files.files.filter { $0.before != nil })
        for file in kept { change.write(file.bytes, to: file.path, before: nil) }
        change.write(log.bytes, to: ApprovalLog.path(in: root), before: logSum)
        for file in others { change.write(file.bytes, to: file.path, before: file.before) }
        var record = record
        record.logged = log.mark
        guard record.canBeReadBack else {
            throw Failure(
                .usage, Finding(.fehler, "freigabe-unlesbar", "Diese Freigabe ließe sich nicht wieder lesen; geschrieben wurde nichts.", remedy: "Prüfen Sie Klauseln und Stelle."))
        }
        // Last: without it the clauses are drafts still.
        change.write(Array(record.text.utf8), to: library.approvalPath, before: recordSum)
        for file in files.removed { change.remove(file.path, before: file.before) }
        try change.commit()
        return change.paths
    }

    private var shortened: [Finding] {
        guard let mark = record.logged, log.sum(of: mark.count) != mark.last else { return [] }
        return ApprovalAudit.of(library).findings.filter { $0.rule.hasPrefix("protokoll-") }
    }
}
