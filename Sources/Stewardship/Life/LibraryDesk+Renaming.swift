import Agreements
import Checksum
import Findings
import Production
import Settings

extension LibraryDesk {
    /// Gives a variant another name, in its file and wherever agreements and other clauses name it.
    ///
    /// Contracts name clauses: what was approved, issued or has older versions keeps its name.
    ///
    /// - Parameters:
    ///   - name: `FAMILY/VARIANT`
    ///   - new: of the variant alone.
    /// - Returns: files that have changed besides its own.
    package func rename(_ name: String, to new: String) throws(Failure) -> [String] {
        try allow(.umbenennen)
        return try LibraryLock.held(in: workspace.library) { () throws(Failure) in
            var state = try LibraryState(workspace.library)
            let source = try state.source(of: name)
            let file = try state.file(of: name)
            let (family, variant) = state.parts(name)
            guard ClauseLibrary.isSafe(name: new) else {
                throw refused("name-unzulaessig", new, "„\(new)“ kann kein Name sein.", "Verwenden Sie Kleinbuchstaben ohne Umlaute, Ziffern und „-“, zum Beispiel: frist-lang.")
            }
            guard state.library.family(family)?.variant(new) == nil else {
                throw refused("name-vergeben", new, "Eine Klausel „\(family)/\(new)“ gibt es schon.", "Wählen Sie einen anderen Namen.")
            }
            let isNamed = !state.keptVersions(of: name).isEmpty || state.record.entries.contains { $0.clause == name } || isIssued(name, source.version.version)
            guard !isNamed else {
                throw refused(
                    "name-bleibt", name, "„\(name)“ ist oder war freigegeben; Verträge nennen die Klausel bei diesem Namen.",
                    "Legen Sie unter dem neuen Namen eine neue Klausel an, und lösen Sie diese ab.")
            }
            var change = LibraryChange()
            let bytes = try LibraryDesk.bytes(file.path)
            change.write(bytes, to: file.path.replacing("/\(variant).md", with: "/\(new).md"), before: nil)
            change.remove(file.path, before: SHA256.hex(of: bytes))
            var touched: [String] = []
            for (path, edited, before) in try mentions(of: name, as: "\(family)/\(new)", state) {
                change.write(edited, to: path, before: before)
                touched.append(path)
            }
            state.note([ApprovalLog.Deed(.umbenannt, by: account, name, source.version.version, source.approvalChecksum, text: "\(family)/\(new)")], at: time())
            try commit(state, change)
            return touched
        }
    }

    /// Files that name a clause, with the new name in its place.
    private func mentions(of name: String, as new: String, _ state: LibraryState) throws(Failure) -> [(path: String, bytes: [UInt8], before: String)] {
        var found: [(path: String, bytes: [UInt8], before: String)] = []
        for agreement in workspace.agreementNames {
            let path = workspace.path(ofAgreement: agreement)
            let bytes = try LibraryDesk.bytes(path)
            try failing { () throws(FindingList) in
                let read = try AgreementFile.read(SourceFile(bytes: bytes, path: path))
                if let use = read.clauseUses.first(where: { $0.mention.name == name && $0.choice != nil }) {
                    throw FindingList([MentionEdit.unchangeable(name, use.mention.place)])
                }
                var edit = try AgreementEdit(bytes, path: path)
                if try edit.rename(name, to: new) > 0 { found.append((path, edit.bytes, SHA256.hex(of: bytes))) }
            }
        }
        for clause in state.library.allSources {
            let places = (clause.frontMatter.requires + clause.frontMatter.excludes).filter { $0.name == name }.map(\.place)
            guard !places.isEmpty else { continue }
            guard !isFixed(clause, state) else {
                throw refused(
                    "name-bleibt", name, "„\(clause.name)“ nennt diese Klausel und steht fest; ihr Name kann sich deshalb nicht ändern.",
                    "Legen Sie unter dem neuen Namen eine neue Klausel an.")
            }
            let bytes = try LibraryDesk.bytes(clause.path)
            found.append((clause.path, try failing(MentionEdit.replaced(name, by: new, at: places, in: bytes, clause.path)), SHA256.hex(of: bytes)))
        }
        return found
    }

    private func refused(_ rule: String, _ name: String, _ message: String, _ remedy: String) -> Failure {
        Failure(.data, Finding(.fehler, rule, at: .option(name), message, remedy: remedy))
    }
}
