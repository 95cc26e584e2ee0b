import DocumentModel
import Findings

/// What a text or condition at one place of the agreement can name: declared fields with their values.
///
/// The fields of the agreement are shared by all clauses; a clause lays its own fields over them.
package struct Environment: Sendable {
    /// Fields of the agreement and those always there (`land`, `stelle`, `datum` …).
    package let shared: [String: FieldState]
    /// Fields of the clause the text stands in.
    package let local: [String: FieldState]

    package init(shared: [String: FieldState], local: [String: FieldState] = [:]) {
        self.shared = shared
        self.local = local
    }

    /// The same agreement, seen from a clause with fields of its own.
    package func with(local: [String: FieldState]) -> Environment { Environment(shared: shared, local: local) }

    /// Whether a path names a field of the clause.
    package func isLocal(_ path: FieldPath) -> Bool {
        !local.isEmpty && local[path.head] != nil
    }

    package func state(_ name: String) -> FieldState? { local[name] ?? shared[name] }

    /// Everything there is to say of a path in a text.
    package func lookup(_ path: FieldPath) -> FieldLookup {
        let text = path.rawValue
        var end = text.utf8.firstIndex(of: UInt8(ascii: "."))
        guard let state = state(end.map { String(text[..<$0]) } ?? text) else { return .unknown(remedy: scope.remedy(forUnknown: path)) }
        let whole = state.declaration
        let isWholeField = end == nil
        var declaration = whole
        var value = state.value
        var head: Substring = ""
        while let dot = end {
            let rest = text[text.utf8.index(after: dot)...]
            end = rest.utf8.firstIndex(of: UInt8(ascii: "."))
            let part = rest[..<(end ?? rest.endIndex)]
            if head.isEmpty { head = part }
            guard let member = declaration.kind.member(part) else { return .unknown(remedy: scope.remedy(forUnknown: path)) }
            value = value?.member(part)
            declaration = member
            if whole.isVerbatim { declaration.isVerbatim = true }
        }
        if let value { return .value(value, declaration) }
        if whole.isOpen, state.value == nil || declaration.isRequired {
            let isWhole = isWholeField || declaration.name == "name"
            return .open(OpenField(path: path, declaration: declaration, placeholder: isWhole ? whole.placeholder : declaration.label))
        }
        return .absent(declaration, isRequired: state.hasLost(head) || declaration.isRequired && (whole.isRequired || state.value != nil))
    }

    /// The value at a path; `nil` where there is none, for whatever reason.
    package func value(_ path: FieldPath) -> Value? {
        guard let dot = path.rawValue.utf8.firstIndex(of: UInt8(ascii: ".")) else { return state(path.rawValue)?.value }
        guard let whole = state(String(path.rawValue[..<dot]))?.value else { return nil }
        return Environment.member(path, in: whole, behind: dot)
    }

    /// The value at a path of which the first part is `whole`.
    /// - Parameter dot: where that part ends.
    package static func member(_ path: FieldPath, in whole: Value, behind dot: String.Index) -> Value? {
        var value = whole
        var rest = path.rawValue[path.rawValue.utf8.index(after: dot)...]
        while true {
            let end = rest.utf8.firstIndex(of: UInt8(ascii: "."))
            guard let member = value.member(rest[..<(end ?? rest.endIndex)]) else { return nil }
            value = member
            guard let end else { return value }
            rest = rest[rest.utf8.index(after: end)...]
        }
    }

    /// The declared fields alone, for checking expressions and texts.
    package var scope: FieldScope {
        FieldScope(shared.merging(local) { _, own in own }.mapValues(\.declaration))
    }
}

package enum FieldLookup: Sendable, Hashable {
    case value(Value, FieldDeclaration)
    /// To be filled in by hand: a rule, or the italic placeholder in a Muster.
    case open(OpenField)
    /// No value. Where it is required, printing it is an error.
    case absent(FieldDeclaration, isRequired: Bool)
    /// There is no such field; with „Meinten Sie …?“ where one is near.
    case unknown(remedy: String?)
}

/// A field of the agreement or of a clause, with its value.
package struct FieldState: Sendable, Hashable {
    package var declaration: FieldDeclaration
    package var value: Value?
    /// Where the value came from; `nil` without value, and for a clause's field that has the agreement's.
    package var source: ValueSource?
    /// Members that were given, but do not hold: printing them is an error, though they may be missing. The field as a whole stands as an empty name.
    package var lost: Set<String>

    package init(_ declaration: FieldDeclaration, value: Value? = nil, source: ValueSource? = nil, lost: Set<String> = []) {
        self.declaration = declaration
        self.value = value
        self.source = source
        self.lost = lost
    }

    package func hasLost(_ member: Substring) -> Bool { !lost.isEmpty && lost.contains(String(member)) }

    /// Left to be filled in by hand.
    package var isLeftOpen: Bool { value == nil && declaration.isOpen }
}

/// A place of the document that somebody fills in by hand.
package struct OpenField: Sendable, Hashable {
    package var path: FieldPath
    package var declaration: FieldDeclaration
    /// What the italic placeholder says.
    package var placeholder: String

    package init(path: FieldPath, declaration: FieldDeclaration, placeholder: String) {
        self.path = path
        self.declaration = declaration
        self.placeholder = placeholder
    }
}

extension FieldPath {
    /// `partner.name` → `partner`
    package var head: String { rawValue.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(rawValue[..<$0]) } ?? rawValue }

    /// By bytes, for every value that a text asks for goes this way: a full stop is no part of another character in UTF-8.
    package var parts: [Substring] {
        var parts: [Substring] = []
        var start = rawValue.startIndex
        for dot in rawValue.utf8.indices where rawValue.utf8[dot] == UInt8(ascii: ".") {
            parts.append(rawValue[start..<dot])
            start = rawValue.utf8.index(after: dot)
        }
        parts.append(rawValue[start...])
        return parts
    }
}
