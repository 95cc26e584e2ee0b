import Assembler
import Findings
import Foundation
import Rendering

/// The library's git repository, where it is one: each saving becomes a commit of the files that it has written, by git's own program.
///
/// Only a library that is itself the top of a working tree is one; a library that lies somewhere within another repository is left alone. git runs with an
/// empty environment and none of the settings of persons or machine; hooks do not run, nothing is signed, fetched, pushed or tidied up, nobody is asked
/// for anything. What is staged already stays staged and is in no commit of ours. Filters that the repository itself names do run: without them a file
/// would be kept otherwise than the house has decided.
struct LibraryGit: Sendable {
    private let root: String

    /// `nil` where the library is no repository.
    init?(library: String) {
        guard FileManager.default.fileExists(atPath: library + "/.git") else { return nil }
        root = library
    }

    /// Whose commit it is.
    struct Author: Sendable {
        let name: String
        let account: String

        /// An account may be an address already; `invalid` is a domain that nobody has (RFC 2606).
        var address: String { account.contains("@") ? account : "\(account)@klauselwerk.invalid" }
    }

    /// Commits files as they lie there now.
    ///
    /// - Parameters:
    ///   - files: written or removed, whole paths below the library.
    ///   - message: first line and text.
    /// - Returns: why there is no commit; what was saved is saved all the same.
    func record(_ files: [String], by author: Author, message: String) -> Finding? {
        let paths = files.filter { $0.hasPrefix(root + "/") }.map { String($0.dropFirst(root.count + 1)) }
        do throws(ConfinedProgram.Obstacle) {
            var known: [String] = []
            for path in paths {
                if FileManager.default.fileExists(atPath: "\(root)/\(path)") {
                    guard try git(["add", "--", path], author) != nil else { return refused("die Datei „\(path)“ nimmt git nicht auf (.gitignore?)") }
                } else {
                    // One that git has never seen is none for it.
                    guard let listed = try git(["ls-files", "-z", "--", path], author), !listed.isEmpty else { continue }
                    guard try git(["rm", "-q", "--cached", "--", path], author) != nil else { return refused("die Datei „\(path)“ gibt git nicht her") }
                }
                known.append(path)
            }
            guard !known.isEmpty, let changes = try git(["status", "--porcelain", "-z", "--untracked-files=no", "--"] + known, author) else {
                return known.isEmpty ? nil : refused("git liest das Verzeichnis nicht")
            }
            if changes.isEmpty { return nil }
            let commit = ["commit", "-q", "--only", "--no-verify", "--cleanup=whitespace", "-m", message, "--"]
            return try git(commit + known, author) == nil ? refused("git nimmt gerade nichts auf; vielleicht ist ein „git merge“ oder „git rebase“ nicht beendet") : nil
        } catch { return refused(error.reason) }
    }

    /// - Returns: what it writes; `nil` where it fails.
    private func git(_ words: [String], _ author: Author) throws(ConfinedProgram.Obstacle) -> [UInt8]? {
        var environment = [
            "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/nonexistent", "LC_ALL=C.UTF-8", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_TERMINAL_PROMPT=0",
            "GIT_LITERAL_PATHSPECS=1", "GIT_EDITOR=false",
        ]
        for role in ["AUTHOR", "COMMITTER"] { environment += ["GIT_\(role)_NAME=\(author.name)", "GIT_\(role)_EMAIL=\(author.address)"] }
        let settings = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "commit.gpgSign=false", "gc.auto=0", "maintenance.auto=false"].flatMap { ["-c", $0] }
        return try ConfinedProgram.output("env", ["-i"] + environment + ["git", "-C", root] + settings + words, input: [])
    }

    private func refused(_ reason: String) -> Finding {
        Finding(
            .warnung, "git-nicht-festgehalten", at: .file(root), "Gespeichert ist es, in git festgehalten ist es nicht: \(reason).",
            remedy: "Sehen Sie mit „git status“ nach, und nehmen Sie die Dateien von Hand auf.")
    }
}
