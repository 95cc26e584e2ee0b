import Agreements
import DocumentModel
import Findings

/// What the conditions of an agreement chose for a partner: clauses and annexes, with the fields of the clauses.
///
/// Immutable and shared: partners for whom everything is the same that conditions and clauses asked for have the same selection.
package final class Selection: Sendable {
    /// Stands for the clauses and annexes that were chosen, whoever for and with whatever fields: texts are kept under it.
    package final class Identity: Sendable {}

    package let identity: Identity
    package let sections: [PlannedSection]
    /// All clauses in reading order, groups taken apart.
    package let clauses: [PlannedClause]
    package let annexes: [PlannedAnnex]
    /// Those of annexes behind the others.
    package let allClauses: [PlannedClause]
    /// What was said and noted besides while it was chosen.
    let record: Record
    /// What it was chosen by.
    let reads: Reads

    struct Record: Sendable {
        var omissions: [Omission] = []
        /// Clause fields left open.
        var openFields: [OpenField] = []
        /// Names of clause fields that data may give at the top level.
        var fieldNames: Set<String> = []
        /// Fields that conditions asked for.
        var decisive: Set<FieldPath> = []
        /// Values of clause fields.
        var values: [ResolvedValue] = []
        var findings: [Finding] = []
        /// Why the document is a draft, whatever its fields; one German sentence each.
        var draftReasons: [String] = []
        /// How many clauses are as the program ships them.
        var proposals = 0
    }

    struct Reads: Sendable {
        var day: CalendarDate?
        /// Decides how postcodes are read.
        var land: String?
        /// Values of the agreement's fields that conditions saw; `nil`: absent.
        var values: [FieldPath: Value?] = [:]
        /// Values of the agreement's fields that clauses have theirs from.
        var inherited: [String: Value?] = [:]

        func areUnchanged(on day: CalendarDate?, in land: String?, _ shared: [String: FieldState]) -> Bool {
            guard day == self.day, land == self.land, inherited.allSatisfy({ shared[$0.key]?.value == $0.value }) else { return false }
            let environment = Environment(shared: shared)
            return values.allSatisfy { environment.value($0.key) == $0.value }
        }
    }

    init(sections: [PlannedSection], annexes: [PlannedAnnex], record: Record, reads: Reads, identity: Identity = Identity()) {
        self.sections = sections
        clauses = sections.flatMap(\.clauses)
        self.annexes = annexes
        allClauses = clauses + annexes.compactMap(\.clause)
        self.record = record
        self.reads = reads
        self.identity = identity
    }

    /// The same selection under the identity of an equal one.
    func known(as other: Selection) -> Selection {
        Selection(sections: sections, annexes: annexes, record: record, reads: reads, identity: other.identity)
    }

    /// Whether the same clauses and annexes stand at the same places, whatever their fields.
    func isEqual(to other: Selection) -> Bool {
        clauses.count == other.clauses.count && annexes.count == other.annexes.count
            && zip(clauses, other.clauses).allSatisfy { $0.source == $1.source && $0.place == $1.place }
            && zip(annexes, other.annexes).allSatisfy { $0.key == $1.key && $0.path == $1.path && $0.clause?.source == $1.clause?.source }
    }
}
