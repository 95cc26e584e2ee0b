import Agreements
import Findings
import Synchronization

/// What contracts are made again over: the library with its agreements, and the annexes that travel in the files, each read once for all contracts of a run.
package final class ReadLibraries: Sendable {
    /// Folder of the library; `nil`: found from the current folder upward, else the installed one.
    let library: String?
    /// Name or path, where the agreement does not lie in the library; `nil`: each contract names its own.
    let agreement: String?
    /// Where annexes are unpacked to.
    private let annexes = Mutex<PrivateFolder?>(nil)
    private let shelf = Mutex(Shelf())

    private struct Shelf {
        /// By the folders of library and resources. An agreement that is named by its path may bring another library; there is nearly always one.
        var workshops: [[String]: Result<Workshop, Failure>] = [:]
        /// By path.
        var agreements: [String: Result<AgreementFile, Failure>] = [:]
    }

    package init(library: String?, agreement: String? = nil) {
        self.library = library
        self.agreement = agreement
    }

    /// The library that needs no agreement to be found.
    ///
    /// - Throws: ``Failure``: 66 where there is none; what makes it unreadable as a whole.
    func workshop() throws(Failure) -> Workshop { try workshop(Workspace.locate(agreement: nil, library: library)) }

    /// Reads the agreement that was named for all contracts, if one was.
    ///
    /// - Throws: ``Failure``: 66 where it is missing, what is wrong with it.
    func openAgreement() throws(Failure) {
        guard let agreement else { return }
        let workspace = try Workspace.locate(agreement: agreement, library: library)
        _ = try self.agreement(at: workspace.agreement ?? agreement, workshop(workspace))
    }

    func workshop(_ workspace: Workspace) throws(Failure) -> Workshop {
        try shelf.withLock { shelf in
            let key = [workspace.library, workspace.resources]
            if let known = shelf.workshops[key] { return known }
            let read = Result { () throws(Failure) in try Workshop(workspace) }
            shelf.workshops[key] = read
            return read
        }.get()
    }

    /// - Parameter path: of the agreement's file.
    func agreement(at path: String, _ workshop: Workshop) throws(Failure) -> AgreementFile {
        try shelf.withLock { shelf in
            if let known = shelf.agreements[path] { return known }
            let read = Result { () throws(Failure) in try workshop.agreement(at: path) }
            shelf.agreements[path] = read
            return read
        }.get()
    }

    /// - Throws: ``Failure`` with status 73 where the system gives no folder.
    func annexFolder() throws(Failure) -> PrivateFolder {
        try annexes.withLock { folder throws(Failure) in
            if let folder { return folder }
            let made = try PrivateFolder()
            folder = made
            return made
        }
    }
}
