import DocumentModel
import Findings
import Synchronization

/// Sections that were numbered and settled for one partner, kept for the next: they are the same where their texts are, and where
/// what stands before them and what they refer to are numbered alike.
final class SectionMemory: Sendable {
    /// A section in the numbers of the builder.
    struct Built: Sendable {
        let serial: Int
        let block: Block
        let targets: ReferenceTargets
        /// The numbering after it.
        let end: SectionBuilder.Numbering
    }

    struct BuiltKey: Hashable, Sendable {
        let texts: [Int]
        let heading: [Inline]
        let isNumbered: Bool
        let form: OutlineContent.Form
        let origin: Origin
        let start: SectionBuilder.Numbering
        let scheme: NumberingScheme
        let printsLegalReferences: Bool
    }

    /// A section as it stands in the document.
    struct Finished: Sendable {
        let block: Block
        /// Builder's number and the document's, of every node that references can name.
        let numbers: [(old: NodeID, new: NodeID)]
        /// What its references name, in both numberings.
        let references: [(old: NodeID, new: NodeID)]
        let end: DocumentNumbering
    }

    struct FinishedKey: Hashable, Sendable {
        let built: Int
        /// Stands for all that references of the document can name.
        let targets: Int
        let start: DocumentNumbering
    }

    private struct State {
        var serial = 0
        var built: [BuiltKey: Built] = [:]
        var finished: [FinishedKey: Finished] = [:]
        /// Latest first.
        var targets: [(number: Int, clauses: ReferenceTargets, annexes: AnnexTargets)] = []
    }

    private let state = Mutex(State())
    /// Sections beyond which all is forgotten.
    private static let capacity = 2_048
    /// Agreements and selections of clauses that alternate in a batch.
    private static let selections = 16

    func built(_ key: BuiltKey) -> Built? { state.withLock { $0.built[key] } }

    /// Returns the section's serial number.
    func keep(_ key: BuiltKey, _ block: Block, _ targets: ReferenceTargets, end: SectionBuilder.Numbering) -> Int {
        state.withLock { state in
            if state.built.count > SectionMemory.capacity { state.built.removeAll() }
            if let known = state.built[key] { return known.serial }
            state.serial += 1
            state.built[key] = Built(serial: state.serial, block: block, targets: targets, end: end)
            return state.serial
        }
    }

    func finished(_ key: FinishedKey) -> Finished? { state.withLock { $0.finished[key] } }

    func keep(_ finished: Finished, _ key: FinishedKey) {
        state.withLock { state in
            if state.finished.count > SectionMemory.capacity { state.finished.removeAll() }
            state.finished[key] = finished
        }
    }

    /// The number that stands for what references can name.
    func number(of clauses: ReferenceTargets, _ annexes: AnnexTargets) -> Int {
        let known = state.withLock(\.targets)
        if let found = known.first(where: { $0.clauses == clauses && $0.annexes == annexes }) { return found.number }
        return state.withLock { state in
            state.serial += 1
            state.targets.insert((state.serial, clauses, annexes), at: 0)
            if state.targets.count > SectionMemory.selections { state.targets.removeLast() }
            return state.serial
        }
    }
}

/// What a composer keeps from partner to partner.
final class CompositionMemory: Sendable {
    let texts = TextMemory()
    let sections = SectionMemory()
}
