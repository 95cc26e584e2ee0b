import Agreements
import DocumentModel
import Findings
import Synchronization

/// Selections kept from partner to partner of a table: most partners differ in names and addresses only, which no condition asks for.
///
/// A selection is taken again where everything is as it was that it was chosen by; what that is was written down meanwhile.
final class SelectionMemory: Sendable {
    /// What all rows of a batch have in common. A reference: what is compared with every row's is not copied for it.
    final class Common: Sendable {
        private let agreement: AgreementFile
        /// Options and data file.
        private let layers: [InputLayer]
        private let annexFiles: [String: String]
        private let examples: ExampleUse
        private let today: CalendarDate

        init(agreement: AgreementFile, layers: [InputLayer], annexFiles: [String: String], examples: ExampleUse, today: CalendarDate) {
            self.agreement = agreement
            self.layers = layers
            self.annexFiles = annexFiles
            self.examples = examples
            self.today = today
        }

        func isEqual(to other: Common) -> Bool {
            examples == other.examples && today == other.today && layers == other.layers && annexFiles == other.annexFiles && agreement == other.agreement
        }
    }

    /// A reference: looking for the right one copies none of them.
    private final class Entry {
        let common: Common
        /// Latest first.
        var selections: [Selection] = []
        /// One for each choice of clauses and annexes.
        var choices: [Selection] = []

        init(_ common: Common) { self.common = common }
    }

    /// Latest first.
    private let entries = Mutex<[Entry]>([])
    /// Batches of one process at a time: a contract and its letter, and some more.
    private static let batches = 8
    /// Selections of a batch: kinds of partners.
    private static let kinds = 64

    /// The selection for a partner with these fields.
    func selection(_ common: Common, on day: CalendarDate?, in land: String?, _ shared: [String: FieldState]) -> Selection? {
        let known = entries.withLock { entries in entries.first { $0.common.isEqual(to: common) }?.selections } ?? []
        return known.first { $0.reads.areUnchanged(on: day, in: land, shared) }
    }

    /// The selection under the identity of an earlier one with the same clauses and annexes.
    ///
    /// - Parameter isReusable: `false`: it depends on more than what it has written down, and is not kept.
    func keep(_ selection: Selection, _ common: Common, isReusable: Bool) -> Selection {
        entries.withLock { entries in
            var entry = Entry(common)
            if let index = entries.firstIndex(where: { $0.common.isEqual(to: common) }) { entry = entries.remove(at: index) }
            var kept = selection
            if let equal = entry.choices.first(where: { $0.isEqual(to: selection) }) {
                kept = selection.known(as: equal)
            } else {
                entry.choices.insert(selection, at: 0)
                if entry.choices.count > SelectionMemory.kinds { entry.choices.removeLast() }
            }
            if isReusable {
                entry.selections.insert(kept, at: 0)
                if entry.selections.count > SelectionMemory.kinds { entry.selections.removeLast() }
            }
            entries.insert(entry, at: 0)
            if entries.count > SelectionMemory.batches { entries.removeLast() }
            return kept
        }
    }
}
