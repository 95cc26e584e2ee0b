import Findings
import Synchronization

/// Findings of many rows, each kept once: thousands of rows say the same of the clauses they share.
final class FindingPool: Sendable {
    typealias Identifier = Int32

    private struct State {
        var all: [Finding] = []
        var identifiers: [Finding: Identifier] = [:]
    }

    private let state = Mutex(State())

    /// One for each finding, in order; equal findings once.
    func identifiers(_ findings: [Finding]) -> [Identifier] {
        guard !findings.isEmpty else { return [] }
        return state.withLock { state in
            var found: [Identifier] = []
            for finding in findings {
                let identifier = state.identifiers[finding] ?? Identifier(clamping: state.all.count)
                if state.identifiers.updateValue(identifier, forKey: finding) == nil { state.all.append(finding) }
                if !found.contains(identifier) { found.append(identifier) }
            }
            return found
        }
    }

    subscript(identifier: Identifier) -> Finding { state.withLock { $0.all[Int(identifier)] } }

    subscript(identifiers: [Identifier]) -> [Finding] { state.withLock { state in identifiers.map { state.all[Int($0)] } } }

    func hasError(_ identifiers: [Identifier]) -> Bool {
        state.withLock { state in identifiers.contains { state.all[Int($0)].severity == .fehler } }
    }
}
