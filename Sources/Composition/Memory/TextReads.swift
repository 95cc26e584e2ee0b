import Agreements
import Assembler
import DocumentModel
import Settings

/// Everything that a piece asked of its context, with the answers.
struct TextReads: Sendable {
    /// The agreement's fields and what is stated of them.
    fileprivate(set) var shared: [TextRead] = []
    /// Fields of the clause.
    fileprivate(set) var own: [TextRead] = []
    /// The clause's fields as a whole: where they are the same, none need be looked at.
    fileprivate(set) var fields: [String: FieldState] = [:]
    /// `{{anlagenverzeichnis}}`
    fileprivate(set) var annexes: [AnnexTitle]?
    /// The fields to tell of as used (``FieldUse``).
    fileprivate(set) var used: Set<FieldPath> = []
    /// Something could not be told: what was made with it is not kept.
    fileprivate(set) var isBroken = false

    func areUnchanged(in context: PlanContext, _ titles: [AnnexTitle]) -> Bool {
        guard shared.allSatisfy({ $0.isUnchanged(in: context) }), annexes == nil || annexes == titles else { return false }
        return fields == context.environment.local || own.allSatisfy { $0.isUnchanged(in: context) }
    }
}

enum TextRead: Sendable {
    /// The value at a path; what is printed of an absent one depends on whether its whole is there.
    case value(SplitPath, Value?, hasWhole: Bool)
    /// What is not a value: computed, unknown.
    case content(FieldPath, FieldContent)
    case condition(Proposition, Bool)
    /// The agreement's field of the same name as one of the clause.
    case covered(String, Value?)

    func isUnchanged(in context: PlanContext) -> Bool {
        switch self {
        case .value(let path, let value, let hasWhole):
            guard let state = context.environment.state(path.name) else { return !hasWhole && value == nil }
            // What is lost is not merely absent.
            if value == nil, state.hasLost(path.members.first?[...] ?? "") { return false }
            guard let whole = state.value else { return !hasWhole && value == nil }
            return hasWhole && path.value(in: whole) == value
        case .content(let path, let content): return context.field(path) == content
        case .condition(let proposition, let holds): return proposition.holds(in: context.environment) == holds
        case .covered(let name, let value): return context.environment.shared[name]?.value == value
        }
    }
}

/// `partner.name`, taken apart once.
struct SplitPath: Sendable, Hashable {
    let name: String
    let members: [String]

    init(_ path: FieldPath) {
        let parts = path.parts.map(String.init)
        name = parts.first ?? ""
        members = Array(parts.dropFirst())
    }

    func value(in whole: Value) -> Value? {
        var value = whole
        for member in members {
            guard let found = value.member(member) else { return nil }
            value = found
        }
        return value
    }
}

/// Writes down what a piece asks for, each thing once.
final class ReadRecorder {
    private(set) var reads: TextReads
    private let fields: PlanContext
    private var paths: Set<FieldPath> = []
    private var conditions: Set<SourceText> = []

    /// Whether more is wanted than what is used.
    private let isRecording: Bool

    /// - Parameters:
    ///   - fields: as the piece sees them.
    ///   - isRecording: `false`: only what is used is written down.
    init(_ fields: PlanContext, isRecording: Bool = true) {
        self.fields = fields
        self.isRecording = isRecording
        reads = TextReads()
        if isRecording { reads.fields = fields.environment.local }
    }

    /// The same context, under observation.
    func observing(_ context: TextContext) -> TextContext {
        var result = context
        result.field = { [self] path in
            let content = context.field(path)
            if paths.insert(path).inserted { note(path, content) }
            return content
        }
        result.holds = { [self] condition in
            let result = context.holds(condition)
            guard conditions.insert(condition.syntax.source).inserted else { return result }
            guard case .success(let holds) = result, let proposition = fields.proposition(condition) else {
                reads.isBroken = true
                return result
            }
            note(proposition, holds)
            return result
        }
        result.annexList = { [self] in
            let titles = context.annexList()
            reads.annexes = titles
            return titles
        }
        return result
    }

    private func note(_ path: FieldPath, _ content: FieldContent) {
        let basis = fields.legalBasis(of: path)
        for path in [path] + (basis ?? []) { reads.used.formUnion(fields.uses(path)) }
        guard isRecording else { return }
        guard fields.isDeclared(path) else { return add(.content(path, content), path) }
        addValue(path)
        guard let basis else { return }
        // What is stated by law depends on these and on the agreement's Land.
        for path in basis { addValue(path) }
        reads.shared.append(.covered("land", fields.environment.shared["land"]?.value))
    }

    private func note(_ proposition: Proposition, _ holds: Bool) {
        let asked = proposition.fields
        for path in asked { reads.used.formUnion(fields.uses(path)) }
        guard isRecording else { return }
        let isOwn = asked.contains { fields.environment.isLocal($0) }
        if isOwn { reads.own.append(.condition(proposition, holds)) }
        // Conditions of both kinds of fields must be looked at either way.
        if !isOwn || asked.contains(where: { !fields.environment.isLocal($0) }) { reads.shared.append(.condition(proposition, holds)) }
        for path in asked {
            // Which members a record counts as used by depends on which it has.
            if case .record? = fields.environment.value(path) { addValue(path) }
        }
    }

    private func addValue(_ path: FieldPath) {
        let split = SplitPath(path)
        let state = fields.environment.state(split.name)
        let value = state?.value.flatMap { split.value(in: $0) }
        if value == nil, let state, state.hasLost(split.members.first?[...] ?? "") { reads.isBroken = true }
        add(.value(split, value, hasWhole: state?.value != nil), path)
    }

    private func add(_ read: TextRead, _ path: FieldPath) {
        guard fields.environment.isLocal(path) else {
            reads.shared.append(read)
            return
        }
        reads.own.append(read)
        // Whether the agreement's field counts as used, too, depends on its having the same value.
        let name = SplitPath(path).name
        if let covered = fields.environment.shared[name] { reads.shared.append(.covered(name, covered.value)) }
    }
}
