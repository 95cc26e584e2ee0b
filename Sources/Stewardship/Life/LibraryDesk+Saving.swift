import Agreements
import Checksum
import DocumentModel
import Findings
import Production

extension LibraryDesk {
    package enum SaveResult: Sendable {
        case unchanged
        case saved(version: String, keptAs: String?)
        /// Somebody else has saved since; nothing has been written.
        case conflict(theirs: ClauseEdit, sha256: String)
    }

    /// Writes a changed clause. A new wording of a version that was approved, shipped or issued becomes a new version: the old file stays beside it,
    /// byte for byte, the number is raised, the new one is a draft.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - seen: SHA-256 of the file that it was made from.
    ///   - comment: for the log.
    /// - Throws: ``Failure`` where the text is no clause, the person may not change it, or writing fails; nothing has been written then.
    package func save(_ name: String, _ bytes: [UInt8], from seen: String, comment: String = "") throws(Failure) -> SaveResult {
        try allow(.aendern)
        return try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            var state = try LibraryState(workspace.library)
            let file = try state.file(of: name)
            let current = try LibraryDesk.bytes(file.path)
            guard SHA256.hex(of: current) == seen else {
                return .conflict(theirs: try failing(ClauseEdit(current, path: file.path)), sha256: SHA256.hex(of: current))
            }
            if bytes == current { return .unchanged }
            var edit = try failing(ClauseEdit(bytes, path: file.path))
            let (family, variant) = state.parts(name)
            let old = try failing(state.library.source(file, family: family, variant: variant))
            var made = try failing(ClauseLibrary.reread(old, as: edit.bytes))
            var change = LibraryChange()
            var keptAs: String?
            if made.approvalChecksum == old.approvalChecksum {
                try lifeOnly(made, old)
            } else {
                let taken = Set(state.keptVersions(of: name)).union(state.record.entries.filter { $0.clause == name }.map(\.version))
                if isFixed(old, state) {
                    let number = try newNumber(made, old, taken)
                    if number != made.version.version { try failing(edit.set("fassung", to: .text(number))) }
                    let path = file.path.replacing("/\(variant).md", with: "/\(variant)@\(old.version.version).md")
                    keptAs = try keep(current, at: path, &change)
                } else if taken.contains(made.version.version) {
                    throw Failure(.data, numberIsTaken(made))
                }
                if made.frontMatter.status != .entwurf { try failing(edit.set("status", to: .text("entwurf"))) }
                made = try failing(ClauseLibrary.reread(old, as: edit.bytes))
            }
            change.write(edit.bytes, to: file.path, before: seen)
            state.note(
                [ApprovalLog.Deed(.geschrieben, by: account, name, made.version.version, made.approvalChecksum, text: comment)], at: time())
            try commit(state, change)
            return .saved(version: made.version.version, keptAs: keptAs)
        }
    }

    /// A wording that contracts may name does not change any more.
    func isFixed(_ source: ClauseSource, _ state: LibraryState) -> Bool {
        source.frontMatter.status != .entwurf || state.record.entry(clause: source.name, version: source.version.version) != nil
            || isIssued(source.name, source.version.version)
    }

    /// Only what is no part of an approval has changed: that needs no new version, but neither does it approve anything.
    private func lifeOnly(_ made: ClauseSource, _ old: ClauseSource) throws(Failure) {
        guard made.frontMatter.status == old.frontMatter.status else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "status-nur-durch-freigabe", at: made.frontMatter.places["status"] ?? .file(made.path),
                    "Der „status“ lässt sich nicht von „\(old.frontMatter.status.rawValue)“ auf „\(made.frontMatter.status.rawValue)“ ändern, indem man ihn hinschreibt.",
                    remedy: "Beantragen Sie die Freigabe, oder lösen Sie die Fassung ab."))
        }
        if made.frontMatter.validUntil != old.frontMatter.validUntil, old.frontMatter.status.claimsApproval { try allow(.abloesen) }
    }

    private func newNumber(_ made: ClauseSource, _ old: ClauseSource, _ taken: Set<String>) throws(Failure) -> String {
        guard VersionNumber.isCountable(old.version.version) else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "fassung-unzaehlbar", at: old.frontMatter.places["fassung"] ?? .file(old.path),
                    "Die Fassung „\(old.version.version)“ ist keine Zahl wie „1.2“; der alte Wortlaut lässt sich unter diesem Namen nicht aufbewahren.",
                    remedy: "Geben Sie der Klausel im Editor eine Fassung wie „1.0“, und lassen Sie sie freigeben."))
        }
        let all = taken.union([old.version.version])
        if made.version.version != old.version.version {
            guard !all.contains(made.version.version) else { throw Failure(.data, numberIsTaken(made)) }
            return made.version.version
        }
        guard let number = VersionNumber.next(after: old.version.version, notIn: all) else { throw Failure(.data, numberIsTaken(made)) }
        return number
    }

    private func numberIsTaken(_ made: ClauseSource) -> Finding {
        Finding(
            .fehler, "fassung-vergeben", at: made.frontMatter.places["fassung"] ?? .file(made.path),
            "Die Fassung „\(made.version.version)“ von „\(made.name)“ gibt es schon, mit anderem Wortlaut.", remedy: "Geben Sie dem neuen Wortlaut eine andere „fassung“.")
    }

    /// Keeps the old file under the name of its version; it may lie there already from a run that broke off.
    private func keep(_ bytes: [UInt8], at path: String, _ change: inout LibraryChange) throws(Failure) -> String {
        if let there = LibraryChange.sum(path) {
            guard there == SHA256.hex(of: bytes) else {
                throw Failure(
                    .data,
                    Finding(
                        .fehler, "fassung-besteht", at: .file(path), "Unter diesem Namen liegt schon ein anderer Wortlaut; überschrieben wird er nicht.",
                        remedy: "Vergleichen Sie beide, und geben Sie der Datei, die nicht gelten soll, einen anderen Namen."))
            }
        } else {
            change.write(bytes, to: path, before: nil)
        }
        return path
    }
}
