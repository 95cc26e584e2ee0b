import Agreements
import Assembler
import Findings
import Synchronization
import Tables

/// A library kept ready for many requests: what was read of it stays, and what has changed on the disk since is noticed whenever it is asked for.
///
/// What a program of this machine has written is noticed at once, by `FolderWatch`; what that does not hear of (another machine's writing on a network
/// share) within `trust`. A contract made through it has the bytes that a workshop made anew would give it. After a change of a clause, a body or an agreement only that is read
/// again; after one of facts, rules, styles, fonts or annexes, which is rare, everything. Files outside of the library that an agreement names by a
/// path of its own are not watched.
public final class WarmLibrary: Sendable {
    public let workspace: Workspace
    private let state: Mutex<State>

    private struct State {
        var stamps: FileStamps
        /// `nil`: everything is looked at whenever somebody asks.
        var watch: FolderWatch?
        /// When ``stamps`` were looked at last.
        var looked: ContinuousClock.Instant?
        var base: Workshop?
        /// Over the texts of somebody's draft; latest first.
        var laid: [Workshop] = []
        /// By path and text.
        var agreements: [AgreementKey: AgreementFile] = [:]
        var catalogues: [CatalogueKey: FieldCatalogue] = [:]
        /// Workshops derived since all was read; what they leave in common memories adds up.
        var derived = 0
    }

    private struct AgreementKey: Hashable {
        let path: String
        let laid: String?
    }

    private struct CatalogueKey: Hashable {
        let path: String
        let overlay: SourceOverlay
    }

    /// How long it is taken for granted that nothing has changed that nobody has told of.
    private static let trust = Duration.seconds(1)
    private static let keptOverlays = 16
    private static let keptAgreements = 64
    private static let derivedBeforeRest = 512

    /// Reads nothing yet, but looks at what there is.
    public init(_ workspace: Workspace) {
        self.workspace = workspace
        let library = ["clauses", "stellen", "rules", "facts", "styles", "agreements"].map { "\(workspace.library)/\($0)" }
        let resources = ["facts", "rules", "styles"].map { "\(workspace.resources)/\($0)" }
        let fonts = workspace.resources + "/fonts"
        let roots = library + resources.filter { !library.contains($0) } + [fonts]
        // The fonts themselves are verified by the catalogue's checksums when they are opened; tables of partners are no part of the library.
        let stamps = FileStamps(roots) { path in
            if path.hasPrefix(fonts + "/") { return path.hasSuffix(".yaml") || path.hasSuffix(".txt") }
            return !TableKind.endings.contains { path.hasSuffix($0) }
        }
        // Looked at once more with the first question: the watch begins after the first look.
        state = Mutex(State(stamps: stamps, watch: FolderWatch([workspace.library, workspace.resources] + stamps.folderPaths)))
    }

    /// The library as it is now, under somebody's own texts.
    ///
    /// - Throws: ``Failure`` where facts cannot be read; with the next call it is tried again.
    package func workshop(_ overlay: SourceOverlay = .none) throws(Failure) -> Workshop {
        try state.withLock { state throws(Failure) in
            let base = try refreshed(&state)
            if overlay.isEmpty { return base }
            if let index = state.laid.firstIndex(where: { $0.planner.library.overlay == overlay }) {
                let known = state.laid.remove(at: index)
                state.laid.insert(known, at: 0)
                return known
            }
            let made = try base.renewed(changed: [], overlay: overlay)
            state.derived += 1
            state.laid.insert(made, at: 0)
            if state.laid.count > Self.keptOverlays { state.laid.removeLast() }
            return made
        }
    }

    /// An agreement of the library by its name, or any by its path.
    package func agreement(_ nameOrPath: String, _ overlay: SourceOverlay = .none) throws(Failure) -> AgreementFile {
        let workshop = try workshop(overlay)
        let path = nameOrPath.contains("/") ? nameOrPath : workspace.path(ofAgreement: nameOrPath)
        guard path.hasPrefix("\(workspace.library)/agreements/") else { return try workshop.agreement(at: path) }
        let key = AgreementKey(path: path, laid: overlay.texts[String(path.dropFirst(workspace.library.count + 1))])
        if let known = state.withLock({ $0.agreements[key] }) { return known }
        let read = try workshop.agreement(at: path)
        state.withLock { state in
            if state.agreements.count >= Self.keptAgreements { state.agreements.removeAll() }
            state.agreements[key] = read
        }
        return read
    }

    /// The fields of an agreement, see `AssemblyPlanner/catalogue(of:)`.
    ///
    /// - Throws: ``Failure`` of the agreement, and of clauses that cannot be read.
    package func catalogue(of nameOrPath: String, _ overlay: SourceOverlay = .none) throws(Failure) -> FieldCatalogue {
        let workshop = try workshop(overlay)
        let agreement = try agreement(nameOrPath, overlay)
        let key = CatalogueKey(path: agreement.path, overlay: overlay)
        if let known = state.withLock({ $0.catalogues[key] }) { return known }
        let made = try failing(workshop.planner.catalogue(of: agreement))
        state.withLock { state in
            // Another thread may have gone on to a later state of the library meanwhile.
            guard state.base === workshop || state.laid.contains(where: { $0 === workshop }) else { return }
            if state.catalogues.count >= Self.keptAgreements { state.catalogues.removeAll() }
            state.catalogues[key] = made
        }
        return made
    }

    /// What has changed on the disk since the last question.
    private func changes(_ state: inout State) -> Set<String> {
        let now = ContinuousClock.now
        let isQuiet = state.watch?.isQuiet() ?? false
        if isQuiet, let looked = state.looked, now - looked < Self.trust { return [] }
        let changed = state.stamps.changes()
        state.looked = now
        // Folders may be new, or others under an old name.
        if !isQuiet || !changed.isEmpty, state.watch?.add(state.stamps.folderPaths) == false { state.watch = nil }
        return changed
    }

    private func refreshed(_ state: inout State) throws(Failure) -> Workshop {
        let changed = changes(&state)
        let own = workspace.library + "/"
        if let base = state.base, changed.isEmpty, try base.isOfToday(), state.derived < Self.derivedBeforeRest { return base }
        state.laid = []
        state.agreements = [:]
        state.catalogues = [:]
        if let base = state.base, state.derived < Self.derivedBeforeRest, changed.allSatisfy({ $0.hasPrefix(own) && Self.isLight($0.dropFirst(own.count)) }) {
            let made = try base.renewed(changed: Set(changed.map { String($0.dropFirst(own.count)) }), overlay: .none)
            state.derived += 1
            state.base = made
            return made
        }
        state.base = nil
        state.derived = 0
        let made = try Workshop(workspace)
        state.base = made
        return made
    }

    /// What can be read again by itself: clauses with their approvals, bodies, agreements.
    private static func isLight(_ path: Substring) -> Bool {
        let parts = path.split(separator: "/")
        switch parts.first {
        case "clauses": return true
        case "stellen", "agreements": return parts.count == 2 && path.hasSuffix(".yaml")
        default: return false
        }
    }
}
