import DocumentModel

/// A condition after its types were checked: pure, without places, comparable. What variants are chosen by, and what a
/// proof over all combinations can be led on by case analysis.
package indirect enum Proposition: Sendable, Hashable {
    case constant(Bool)
    /// A `ja_nein` field that is „ja“.
    case flag(FieldPath)
    case isPresent(FieldPath)
    /// Field against literal; the literal has the type of the field.
    case compare(FieldPath, Comparison, Value)
    case compareFields(FieldPath, Comparison, FieldPath)
    case isOneOf(FieldPath, [Value])
    /// A list field contains the value.
    case contains(FieldPath, Value)
    case not(Proposition)
    case all([Proposition])
    case any([Proposition])
}

package enum Comparison: String, Sendable, Hashable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The same comparison with its sides swapped.
    package var mirrored: Comparison {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    package var isOrdering: Bool { self != .equal && self != .notEqual }
}

extension Proposition {
    /// Whether it holds. A comparison with an absent value is false, whatever the comparison; `nicht` turns that round.
    package func holds(in environment: Environment) -> Bool { holds { environment.value($0) } }

    /// Whether it holds for the values that `value` gives; `nil` is an absent value.
    package func holds(_ value: (FieldPath) -> Value?) -> Bool {
        switch self {
        case .constant(let constant): constant
        case .flag(let path): value(path) == .flag(true)
        case .isPresent(let path): value(path) != nil
        case .compare(let path, let comparison, let literal):
            value(path).map { comparison.holds($0, literal) } ?? false
        case .compareFields(let left, let comparison, let right):
            if let a = value(left), let b = value(right) { comparison.holds(a, b) } else { false }
        case .isOneOf(let path, let values): value(path).map(values.contains) ?? false
        case .contains(let path, let element):
            if case .list(let elements)? = value(path) { elements.contains(element) } else { false }
        case .not(let inner): !inner.holds(value)
        case .all(let parts): parts.allSatisfy { $0.holds(value) }
        case .any(let parts): parts.contains { $0.holds(value) }
        }
    }

    /// The fields it asks for, each once, in alphabetical order.
    package var fields: [FieldPath] {
        var found: Set<FieldPath> = []
        collect(into: &found)
        return found.sorted()
    }

    private func collect(into found: inout Set<FieldPath>) {
        switch self {
        case .constant: break
        case .flag(let path), .isPresent(let path), .compare(let path, _, _), .isOneOf(let path, _), .contains(let path, _):
            found.insert(path)
        case .compareFields(let left, _, let right):
            found.insert(left)
            found.insert(right)
        case .not(let inner): inner.collect(into: &found)
        case .all(let parts), .any(let parts):
            for part in parts { part.collect(into: &found) }
        }
    }
}

extension Comparison {
    /// Values of one type each; values of different types are never equal and have no order.
    package func holds(_ a: Value, _ b: Value) -> Bool {
        switch self {
        case .equal: return a == b
        case .notEqual: return a != b
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard let order = Comparison.order(a, b) else { return false }
            switch self {
            case .less: return order < 0
            case .lessOrEqual: return order <= 0
            case .greater: return order > 0
            default: return order >= 0
            }
        }
    }

    private static func order(_ a: Value, _ b: Value) -> Int? {
        switch (a, b) {
        case (.number(let a), .number(let b)), (.money(let a), .money(let b)): a < b ? -1 : a == b ? 0 : 1
        case (.date(let a), .date(let b)): a < b ? -1 : a == b ? 0 : 1
        default: nil
        }
    }
}
