import DocumentModel

/// The text of one clause at one place of the agreement, values put in.
struct ClauseText: Sendable {
    /// Identifies the place; references from within are resolved relative to it.
    var instance: Int
    /// `kuendigung`; `nil` for texts that no clause brings (an annex's own file).
    var family: String?
    var variant: String?
    var heading: [Inline]
    var legalReferences: [[Inline]]
    var passages: [Passage]
    var origin: Origin
    /// What references name it by besides its family.
    var id: String? = nil
    /// Of a consolidated text.
    var number: String? = nil
    var absatzNumbers: [String] = []
    /// Of the text that the composer keeps for the next partner; equal texts at equal places have the same. `nil`: it is not kept.
    var serial: Int?
}

/// A section of the agreement before it is numbered.
struct OutlineSection: Sendable {
    var heading: [Inline]
    var isNumbered: Bool
    var content: OutlineContent
    var origin: Origin
    /// Serial numbers of the pieces that it is made of; `nil`: not all of them are kept.
    var pieces: [Int]?
}

enum OutlineContent: Sendable {
    case clause(ClauseText)
    /// Each clause is a sub-section with its own heading.
    case subsections([ClauseText])
    /// Each clause brings Absätze, numbered through.
    case absaetze([ClauseText])
}

/// What a reference can point to.
struct ReferenceTarget: Sendable, Hashable {
    /// As numbered by the section builder; the finished document maps it.
    var id: NodeID
    var part: CitedPart
    /// Innermost section around the target; equal to `id` where the target is the section.
    var section: NodeID
}

/// All targets of the clauses, gathered while sections are numbered.
struct ClauseTargets: Sendable, Hashable {
    struct Clause: Sendable, Hashable {
        var instance: Int
        var family: String
        var variant: String
        var id: String?
        var target: ReferenceTarget
    }

    private(set) var clauses: [Clause] = []
    private var marks: [Int: [String: ReferenceTarget]] = [:]

    mutating func add(_ clause: ClauseText, _ target: ReferenceTarget) {
        guard let family = clause.family else { return }
        clauses.append(Clause(instance: clause.instance, family: family, variant: clause.variant ?? "", id: clause.id, target: target))
    }

    mutating func add(mark: String, of instance: Int, _ target: ReferenceTarget) {
        marks[instance, default: [:]][mark] = target
    }

    /// Adds those of a further section.
    mutating func add(_ others: ClauseTargets) {
        clauses += others.clauses
        marks.merge(others.marks) { $0.merging($1) { _, later in later } }
    }

    func target(mark: String, of instance: Int) -> ReferenceTarget? { marks[instance]?[mark] }

    func markNames(of instance: Int) -> [String] { (marks[instance] ?? [:]).keys.sorted() }

    /// Clauses of a family, or of a variant where the name has a slash.
    func clauses(named name: String) -> [Clause] {
        let identified = clauses.filter { $0.id == name }
        if !identified.isEmpty { return identified }
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        return clauses.filter { $0.family == parts.first && (parts.count == 1 || $0.variant == parts[1]) }
    }

    var familyNames: [String] { Set(clauses.map(\.family)).sorted() }
}
