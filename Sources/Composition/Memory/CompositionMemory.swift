import Agreements
import Assembler
import DocumentModel
import Findings
import Synchronization

/// What a composer keeps from partner to partner, by the clauses and annexes that were selected.
final class CompositionMemory: Sendable {
    struct Key: Hashable, Sendable {
        fileprivate let selection: ObjectIdentifier
        /// Brings the sender, the footer and the coat of arms of a letter; a row may name another one.
        fileprivate let body: String
        fileprivate let gender: GenderSetting
        fileprivate let status: DocumentStatus
        fileprivate let isForm: Bool

        init(_ plan: AssemblyPlan) {
            selection = ObjectIdentifier(plan.selection.identity)
            body = plan.body.path
            (gender, status, isForm) = (plan.settings.gender, plan.settings.status, plan.settings.isForm)
        }
    }

    /// Latest first.
    private let kept = Mutex<[(key: Key, composition: KeptComposition)]>([])
    /// Selections that alternate in a batch, in a few forms.
    private static let capacity = 64

    /// What is kept for a selection; where there is nothing yet, `make` reads the input.
    func composition(_ plan: AssemblyPlan, _ make: () throws(FindingList) -> KeptComposition) throws(FindingList) -> KeptComposition {
        let key = Key(plan)
        let known = kept.withLock { kept -> KeptComposition? in
            guard let index = kept.firstIndex(where: { $0.key == key }) else { return nil }
            if index > 0 { kept.insert(kept.remove(at: index), at: 0) }
            return kept[0].composition
        }
        if let known { return known }
        let made = try make()
        kept.withLock { kept in
            kept.insert((key, made), at: 0)
            if kept.count > CompositionMemory.capacity { kept.removeLast() }
        }
        return made
    }
}

/// The texts of a selection, with what they became for earlier partners.
final class KeptComposition: Sendable {
    let input: CompositionInput
    /// What is wrong in the texts whatever the values.
    let findings: [Finding]
    /// Keeps the object whose address is the key.
    private let identity: Selection.Identity

    let names = PieceMemory<[String: String]>()
    let lines = PieceMemory<[[Inline]]>()
    let texts = PieceMemory<ClauseText>()
    let blocks = PieceMemory<[Block]>()
    let units = PieceMemory<SignatureUnit>()
    let titles = PieceMemory<[AnnexTitle]>()
    let furniture = PieceMemory<PageFurniture>()
    let sections = SectionMemory()

    init(_ input: CompositionInput, _ findings: [Finding], identity: Selection.Identity) {
        self.input = input
        self.findings = findings
        self.identity = identity
    }
}
