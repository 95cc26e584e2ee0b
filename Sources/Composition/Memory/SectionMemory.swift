import DocumentModel
import Findings
import Keeping
import Synchronization

/// Sections that were numbered and settled for one partner, kept for the next: they are the same where their texts are, and where
/// what stands before them and what they refer to are numbered alike.
final class SectionMemory: Sendable {
    /// A section in the numbers of the builder.
    struct Built: Sendable {
        let serial: Int
        /// Of its pieces.
        let pieces: [Int]
        let start: SectionBuilder.Numbering
        let block: Block
        let targets: ClauseTargets
        /// The numbering after it.
        let end: SectionBuilder.Numbering
    }

    /// A section as it stands in the document.
    final class Finished: Sendable {
        let serial: Int
        let block: Block
        /// Builder's number and the document's, of every node that references can name.
        let numbers: [(old: NodeID, new: NodeID)]
        /// What its references name, in both numberings.
        let references: [(old: NodeID, new: NodeID)]
        let end: DocumentNumbering

        init(
            serial: Int, block: Block, numbers: [(old: NodeID, new: NodeID)], references: [(old: NodeID, new: NodeID)], end: DocumentNumbering
        ) {
            self.serial = serial
            self.block = block
            self.numbers = numbers
            self.references = references
            self.end = end
        }
    }

    struct FinishedKey: Hashable, Sendable {
        let built: Int
        /// Stands for all that references of the document can name.
        let targets: Int
        let start: DocumentNumbering
    }

    /// What decides about everything that references can name.
    struct Targets: Hashable, Sendable {
        /// Serial numbers of the sections, and of the texts of annexes.
        let sections: [Int]
        let annexes: AnnexTargets
    }

    /// Kept sections behind one another: where these are the same, and annexes have the same numbers, each of their references leads
    /// where it did.
    struct Arrangement: Hashable, Sendable {
        let sections: [Int]
        let targets: Int
        let annexes: [NodeID]
    }

    private struct State {
        var serial = 0
        /// By the section's place.
        var built: [Int: Shelf<Built>] = [:]
        var finished: [FinishedKey: Finished] = [:]
        /// Latest first.
        var targets: [(number: Int, targets: Targets)] = []
        /// Latest first.
        var settled: [Arrangement] = []
    }

    private let state = Mutex(State())
    /// Sections beyond which all is forgotten.
    private static let capacity = 2_048
    /// Numberings that alternate in a batch.
    private static let numberings = 16

    func built(at place: Int, of pieces: [Int], from start: SectionBuilder.Numbering) -> Built? {
        state.withLock { $0.built[place]?.first { $0.pieces == pieces && $0.start == start } }
    }

    /// Returns the section's serial number.
    func keep(at place: Int, _ make: (Int) -> Built) -> Int {
        state.withLock { state in
            state.serial += 1
            state.built[place, default: Shelf()].insert(make(state.serial))
            return state.serial
        }
    }

    func finished(_ key: FinishedKey) -> Finished? { state.withLock { $0.finished[key] } }

    func keep(_ key: FinishedKey, _ make: (Int) -> Finished) {
        state.withLock { state in
            if state.finished.count > SectionMemory.capacity { state.finished.removeAll() }
            state.serial += 1
            state.finished[key] = make(state.serial)
        }
    }

    func isSettled(_ arrangement: Arrangement) -> Bool { state.withLock { $0.settled.contains(arrangement) } }

    func settle(_ arrangement: Arrangement) {
        state.withLock { state in
            state.settled.insert(arrangement, at: 0)
            if state.settled.count > SectionMemory.numberings { state.settled.removeLast() }
        }
    }

    /// The number that stands for what references can name.
    func number(of targets: Targets) -> Int {
        state.withLock { state in
            if let found = state.targets.first(where: { $0.targets == targets }) { return found.number }
            state.serial += 1
            state.targets.insert((state.serial, targets), at: 0)
            if state.targets.count > SectionMemory.numberings { state.targets.removeLast() }
            return state.serial
        }
    }
}
