import Assembler
import Findings
import Synchronization

/// A library kept ready for many requests: what was read of it stays, and what has changed on the disk since is noticed whenever it is asked for.
///
/// A contract made through it has the bytes that a workshop made anew would give it. After a change of a clause, a body or an agreement only that is read
/// again; after one of facts, rules, styles, fonts or annexes, which is rare, everything. Files outside of the library that an agreement names by a
/// path of its own are not watched.
public final class WarmLibrary: Sendable {
    public let workspace: Workspace
    private let state: Mutex<State>

    private struct State {
        var stamps: FileStamps
        var base: Workshop?
        /// Over the texts of somebody's draft; latest first.
        var laid: [Workshop] = []
        /// By path and text.
        var agreements: [AgreementKey: AgreementFile] = [:]
        /// Workshops derived since all was read; what they leave in common memories adds up.
        var derived = 0
    }

    private struct AgreementKey: Hashable {
        let path: String
        let laid: String?
    }

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
        state = Mutex(
            State(
                stamps: FileStamps(roots) { path in
                    if path.hasPrefix(fonts + "/") { return path.hasSuffix(".yaml") || path.hasSuffix(".txt") }
                    return ![".csv", ".xlsx", ".ods", ".jsonl"].contains { path.hasSuffix($0) }
                }))
    }

    /// The library as it is now, under somebody's own texts.
    ///
    /// - Throws: ``Failure`` where facts cannot be read; with the next call it is tried again.
    public func workshop(_ overlay: SourceOverlay = .none) throws(Failure) -> Workshop {
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
    public func agreement(_ nameOrPath: String, _ overlay: SourceOverlay = .none) throws(Failure) -> AgreementFile {
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

    private func refreshed(_ state: inout State) throws(Failure) -> Workshop {
        let changed = state.stamps.changes()
        let own = workspace.library + "/"
        if let base = state.base, changed.isEmpty, try base.isOfToday(), state.derived < Self.derivedBeforeRest { return base }
        state.laid = []
        state.agreements = [:]
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
