import DocumentModel
import Settings

/// Decides by cases whether a formula can be true: values are chosen field by field, cell by cell, and a branch ends as soon as
/// what was chosen decides the formula (three-valued evaluation). Complete, since every cell of every field that matters is
/// tried; fast, since fields that do not matter in a branch are never asked.
package struct CaseAnalysis {
    /// Branches looked at to their end.
    package private(set) var cases = 0
    /// A formula had more cases than ``limit``, or was too long to look at so often; it is then undecided.
    package private(set) var hasGivenUp = false
    /// Parts of formulas that were evaluated, at most.
    package private(set) var work = 0

    package static let limit = 200_000
    /// For one formula: about a second.
    package static let workLimit = 5_000_000

    private let allowance: Int
    private let domain: (FieldPath) -> FieldDomain?

    /// - Parameter allowance: how much ``work`` may be done.
    package init(allowance: Int = workLimit, domain: @escaping (FieldPath) -> FieldDomain?) {
        self.allowance = min(allowance, Self.workLimit)
        self.domain = domain
    }

    package typealias Assignment = [FieldPath: Value?]

    /// Values under which the formula is true; `nil` where there are none.
    package mutating func example(of formula: Proposition) -> Assignment? {
        var search = Search(cells: Cells(of: formula, domain: domain), step: formula.size, allowance: allowance - work)
        let found = search.run(formula, [:])
        cases += search.cases
        work += search.work
        if found == nil, search.isExhausted { hasGivenUp = true }
        return found
    }

    private struct Search {
        let cells: Cells
        /// Of one evaluation.
        let step: Int
        let allowance: Int
        var cases = 0
        var work = 0

        var isExhausted: Bool { cases > CaseAnalysis.limit || work > allowance }

        mutating func run(_ formula: Proposition, _ assignment: Assignment) -> Assignment? {
            work += step
            if isExhausted { return nil }
            switch formula.decided(by: assignment) {
            case .yes:
                cases += 1
                return assignment
            case .no:
                cases += 1
                return nil
            case .open(let field):
                for value in cells.values(of: field) {
                    if isExhausted { return nil }
                    var next = assignment
                    next[field] = .some(value)
                    if let found = run(formula, next) { return found }
                }
                return nil
            }
        }
    }
}

package enum CaseDecision: Equatable {
    case yes, no
    /// Depends on this field.
    case open(FieldPath)
}

extension Proposition {
    /// Kleene's three-valued logic: what a partial assignment already decides. A field that is not in it is open.
    package func decided(by assignment: CaseAnalysis.Assignment) -> CaseDecision {
        switch self {
        case .constant(let constant): return constant ? .yes : .no
        case .not(let inner):
            switch inner.decided(by: assignment) {
            case .yes: return .no
            case .no: return .yes
            case .open(let field): return .open(field)
            }
        case .all(let parts): return Self.junction(parts, assignment, stop: .no, otherwise: .yes)
        case .any(let parts): return Self.junction(parts, assignment, stop: .yes, otherwise: .no)
        case .flag(let path), .isPresent(let path), .compare(let path, _, _), .isOneOf(let path, _), .contains(let path, _):
            guard assignment[path] != nil else { return .open(path) }
        case .compareFields(let a, _, let b):
            if assignment[a] == nil { return .open(a) }
            if assignment[b] == nil { return .open(b) }
        }
        return holds({ assignment[$0] ?? nil }) ? .yes : .no
    }

    private static func junction(_ parts: [Proposition], _ assignment: CaseAnalysis.Assignment, stop: CaseDecision, otherwise: CaseDecision) -> CaseDecision {
        var open: CaseDecision?
        for part in parts {
            let decision = part.decided(by: assignment)
            if decision == stop { return stop }
            if case .open = decision, open == nil { open = decision }
        }
        return open ?? otherwise
    }

    /// How many parts it has.
    package var size: Int {
        switch self {
        case .not(let inner): 1 + inner.size
        case .all(let parts), .any(let parts): parts.reduce(1) { $0 + $1.size }
        default: 1
        }
    }

    /// The same formula over other names.
    package func renamed(_ name: (FieldPath) -> FieldPath) -> Proposition {
        switch self {
        case .constant: self
        case .flag(let path): .flag(name(path))
        case .isPresent(let path): .isPresent(name(path))
        case .compare(let path, let comparison, let value): .compare(name(path), comparison, value)
        case .compareFields(let a, let comparison, let b): .compareFields(name(a), comparison, name(b))
        case .isOneOf(let path, let values): .isOneOf(name(path), values)
        case .contains(let path, let value): .contains(name(path), value)
        case .not(let inner): .not(inner.renamed(name))
        case .all(let parts): .all(parts.map { $0.renamed(name) })
        case .any(let parts): .any(parts.map { $0.renamed(name) })
        }
    }

    package static func and(_ parts: Proposition...) -> Proposition {
        let needed = parts.filter { $0 != .constant(true) }
        if needed.contains(.constant(false)) { return .constant(false) }
        return needed.count == 1 ? needed[0] : needed.isEmpty ? .constant(true) : .all(needed)
    }

    package static func or(_ parts: [Proposition]) -> Proposition {
        let needed = parts.filter { $0 != .constant(false) }
        if needed.contains(.constant(true)) { return .constant(true) }
        return needed.count == 1 ? needed[0] : needed.isEmpty ? .constant(false) : .any(needed)
    }

    package var negated: Proposition {
        switch self {
        case .constant(let constant): .constant(!constant)
        case .not(let inner): inner
        default: .not(self)
        }
    }
}
