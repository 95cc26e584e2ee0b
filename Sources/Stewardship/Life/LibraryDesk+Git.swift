import Assembler
import Findings
import Production
import Synchronization

/// What a desk has to tell besides what it was asked for.
package final class DeskNotes: Sendable {
    private let kept = Mutex<[Finding]>([])

    package init() {}

    package var findings: [Finding] { kept.withLock { $0 } }

    func add(_ finding: Finding) { kept.withLock { $0.append(finding) } }
}

extension LibraryDesk {
    /// Writes files with log and record, and keeps them in git where the library has it.
    func commit(_ state: LibraryState, _ change: LibraryChange) throws(Failure) {
        let written = try state.commit(change)
        record(
            written,
            saying: state.noted.map { deed in
                (deed.version == ApprovalLog.noVersion ? deed.clause : "\(deed.clause) \(deed.version)") + ": \(deed.act == .geaendert ? "geändert" : deed.act.rawValue)"
                    + (deed.text.isEmpty ? "" : "\n\n\(deed.text)")
            })
    }

    /// Writes files that need no log, whole or not at all, and keeps them in git where the library has it.
    ///
    /// - Parameter saying: the commit's message.
    func commit(_ change: LibraryChange, saying message: String) throws(Failure) {
        try change.commit()
        record(change.paths, saying: [message])
    }

    private func record(_ paths: [String], saying messages: [String]) {
        guard let git = LibraryGit(library: workspace.library) else { return }
        let first =
            messages.count == 1 ? messages[0] : "\(messages.count) Änderungen\n\n" + messages.map { $0.split(separator: "\n").first.map(String.init) ?? "" }.joined(separator: "\n")
        if let finding = git.record(paths, by: LibraryGit.Author(name: steward.name, account: account), message: first) { notes.add(finding) }
    }
}
