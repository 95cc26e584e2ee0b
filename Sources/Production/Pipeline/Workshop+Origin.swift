import Assembler
import DocumentModel
import Findings

/// A contract before it is set, with the origin that its PDF will carry.
public struct AssembledContract: Sendable {
    public var document: Document
    /// Warnings and hints of plan and texts.
    public var findings: [Finding]
    /// `nil` where the agreement wants none (`herkunft: keine`).
    public var origin: ContractOrigin?
    /// Of a contract without origin: its clauses.
    var unrecordedClauses: [ContractOrigin.Clause] = []
}

extension Workshop {
    /// The document of a plan, with its origin.
    ///
    /// - Parameter strict: foreign pages that cannot stand in an archive as they are are errors.
    package func assemble(_ plan: AssemblyPlan, strict: Bool = false) throws(Failure) -> AssembledContract {
        try assemble(plan, strict: strict, unread: nil)
    }

    /// - Parameter unread: notes what the document reads.
    func assemble(_ plan: AssemblyPlan, strict: Bool, unread: UnreadNames?) throws(Failure) -> AssembledContract {
        let use = FieldUse(decisive: plan.decisive)
        let contract = try assemble(plan, strict: strict, noting: use)
        unread?.note(use) { planner.rules.weighed(plan) }
        return contract
    }

    /// - Parameter use: takes note of the fields that the document prints or asks for.
    func assemble(_ plan: AssemblyPlan, strict: Bool, noting use: FieldUse) throws(Failure) -> AssembledContract {
        let (document, findings) = try compose(plan, strict: strict, noting: use)
        let origin = try failing(recorder.origin(of: plan, document, use))
        return AssembledContract(document: document, findings: findings, origin: origin, unrecordedClauses: origin == nil ? plan.namedClauses : [])
    }
}
