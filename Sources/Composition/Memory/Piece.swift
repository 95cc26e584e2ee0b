import DocumentModel
import Findings
import Keeping
import Synchronization

/// A part of a document with its values put in, kept from one partner to the next. It is taken again where everything that it
/// asked for is as it was; what it asks for is written down while it is made, so that nothing can be forgotten.
///
/// After the change propagation of self-adjusting computation (Acar, „Self-Adjusting Computation“, 2005), for one level of calls.
final class Piece<Content: Sendable>: Sendable {
    /// Equal pieces at the same place have the same.
    let serial: Int
    let content: Content
    /// References of the document before it: they are numbered through.
    let references: Int
    // Arrays of their own: a slice would keep the whole document's, and have it copied for the next piece.
    let pending: [PendingReference]
    let findings: [Finding]
    let definitions: [TermDefinition]
    let reads: TextReads

    init(
        serial: Int, content: Content, references: Int, pending: [PendingReference], findings: [Finding], definitions: [TermDefinition], reads: TextReads
    ) {
        self.serial = serial
        self.content = content
        self.references = references
        self.pending = pending
        self.findings = findings
        self.definitions = definitions
        self.reads = reads
    }
}

/// Versions of the pieces of one kind, by their places in the document.
final class PieceMemory<Content: Sendable>: Sendable {
    private struct State {
        var shelves: [Int: Shelf<Piece<Content>>] = [:]
        var serial = 0
    }

    private let state = Mutex(State())

    enum Outcome {
        case found(Piece<Content>)
        case missing
        /// It is another one for every partner.
        case hopeless
    }

    /// The piece for the same reading of the fields.
    func piece(at place: Int, references: Int, _ fields: PlanContext, _ annexes: [AnnexTitle]) -> Outcome {
        // Looked at outside the lock: comparing may take a while.
        guard let shelf = state.withLock({ $0.shelves[place] }) else { return .missing }
        if shelf.isHopeless { return .hopeless }
        let known = shelf.find { $0.references == references && $0.reads.areUnchanged(in: fields, annexes) }
        if known?.isNoted != true { state.withLock { _ = $0.shelves[place]?.first { $0 === known?.element } } }
        return known.map { .found($0.element) } ?? .missing
    }

    /// Keeps a piece. Returns its serial number; `nil` where it is another one for every partner.
    func keep(at place: Int, _ make: (Int) -> Piece<Content>) -> Int? {
        state.withLock { state in
            guard state.shelves[place]?.isHopeless != true else { return nil }
            state.serial += 1
            state.shelves[place, default: Shelf()].insert(make(state.serial))
            return state.serial
        }
    }
}
