import Findings
import Synchronization

/// Findings of many rows, each kept once, and each list of them: thousands of rows say the same of the clauses they share.
final class FindingPool: Sendable {
    typealias Identifier = Int32

    /// Stands for a list of findings.
    struct List: Sendable, Hashable {
        fileprivate var number: Int32 = 0

        static let none = List()
    }

    private struct State {
        var all: [Finding] = []
        var identifiers: [Finding: Identifier] = [:]
        var lists: [[Identifier]] = [[]]
        var numbers: [[Identifier]: Int32] = [[]: 0]
    }

    private let state = Mutex(State())

    /// The list and more findings behind it, in order; equal findings once.
    func list(_ list: List = .none, with findings: [Finding]) -> List {
        guard !findings.isEmpty else { return list }
        return state.withLock { state in
            var found = state.lists[Int(list.number)]
            for finding in findings {
                let identifier = state.identifiers[finding] ?? Identifier(clamping: state.all.count)
                if state.identifiers.updateValue(identifier, forKey: finding) == nil { state.all.append(finding) }
                if !found.contains(identifier) { found.append(identifier) }
            }
            if let known = state.numbers[found] { return List(number: known) }
            let number = Int32(clamping: state.lists.count)
            state.lists.append(found)
            state.numbers[found] = number
            return List(number: number)
        }
    }

    subscript(identifier: Identifier) -> Finding { state.withLock { $0.all[Int(identifier)] } }

    func identifiers(_ list: List) -> [Identifier] { state.withLock { $0.lists[Int(list.number)] } }

    func contains(_ list: List, where isWanted: (Finding) -> Bool) -> Bool {
        state.withLock { state in state.lists[Int(list.number)].contains { isWanted(state.all[Int($0)]) } }
    }
}
