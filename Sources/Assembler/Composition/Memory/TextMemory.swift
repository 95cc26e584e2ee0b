import DocumentModel
import Findings
import GermanText
import Synchronization

/// Texts of clauses with their values put in, kept from one partner to the next. A text is taken again where everything that it
/// asked for is as it was; what it asks for is written down while it is made, so that nothing can be forgotten.
///
/// After the change propagation of self-adjusting computation (Acar, „Self-Adjusting Computation“, 2005), for one level of calls.
final class TextMemory: Sendable {
    /// Which text of which agreement, and where it stands: references are numbered through the document.
    struct Key: Hashable, Sendable {
        let scope: Scope
        let instance: Int
        let references: Int
        let isMuster: Bool
        let isForm: Bool
    }

    /// What a clause's text depends on besides what it asks for.
    struct Scope: Hashable, Sendable {
        let view: ConditionStore.View
        let mode: GenderMode
    }

    struct Entry: Sendable {
        let text: ClauseText
        let heading: SourceText?
        let legalReferences: [String]
        // Arrays of their own: a slice would keep the whole document's, and have it copied for the next text.
        let pending: [PendingReference]
        let findings: [Finding]
        let definitions: [TermDefinition]
        let reads: [TextRead]
    }

    private struct State {
        var shelves: [Key: Shelf<Entry>] = [:]
        var serial = 0
    }

    private let state = Mutex(State())
    /// Keys beyond which all is forgotten: many agreements of one process.
    private static let capacity = 4_096

    /// The entry for the same reading of the fields.
    ///
    /// - Parameter context: asked for everything the text had asked for, so that it takes note of it again.
    func entry(_ key: Key, heading: SourceText?, legalReferences: [String], in context: TextContext) -> Entry? {
        // Asked outside the lock: what a text asks for may take a while.
        guard var shelf = state.withLock({ $0.shelves[key] }) else { return nil }
        let found = shelf.first { entry in
            entry.heading == heading && entry.legalReferences == legalReferences && entry.reads.allSatisfy { $0.isUnchanged(in: context) }
        }
        state.withLock { _ = $0.shelves[key]?.first { $0.text.serial == found?.text.serial } }
        return found
    }

    /// Keeps the text and gives it its serial number.
    func keep(_ text: inout ClauseText, _ key: Key, _ make: (ClauseText) -> Entry) {
        let number = state.withLock { state -> Int? in
            if state.shelves.count > TextMemory.capacity { state.shelves.removeAll() }
            guard state.shelves[key]?.isHopeless != true else { return nil }
            state.serial += 1
            return state.serial
        }
        guard let number else { return }
        text.serial = number
        let entry = make(text)
        state.withLock { $0.shelves[key, default: Shelf()].insert(entry) }
    }
}

/// Something a text asked of its context, with the answer.
enum TextRead: Sendable {
    case field(FieldPath, FieldContent)
    case condition(Condition, Bool)
    case columns(FieldPath, [FieldPresentation.Column]?)
    case annexes([AnnexTitle])

    func isUnchanged(in context: TextContext) -> Bool {
        switch self {
        case .field(let path, let content): context.field(path) == content
        case .condition(let condition, let holds): (try? context.holds(condition).get()) == holds
        case .columns(let path, let columns): context.columns(path) == columns
        case .annexes(let titles): context.annexList() == titles
        }
    }
}

/// Writes down what a text asks for, each thing once.
final class ReadRecorder {
    private(set) var reads: [TextRead] = []
    /// A condition could not be told: that text is not kept.
    private(set) var isBroken = false
    private var fields: Set<FieldPath> = []
    private var conditions: Set<SourceText> = []

    /// The same context, under observation.
    func observing(_ context: TextContext) -> TextContext {
        var result = context
        result.field = { [self] path in
            let content = context.field(path)
            if fields.insert(path).inserted { reads.append(.field(path, content)) }
            return content
        }
        result.holds = { [self] condition in
            let result = context.holds(condition)
            switch result {
            case .success(let holds):
                if conditions.insert(condition.syntax.source).inserted { reads.append(.condition(condition, holds)) }
            case .failure:
                isBroken = true
            }
            return result
        }
        result.columns = { [self] path in
            let columns = context.columns(path)
            reads.append(.columns(path, columns))
            return columns
        }
        result.annexList = { [self] in
            let titles = context.annexList()
            reads.append(.annexes(titles))
            return titles
        }
        return result
    }
}
