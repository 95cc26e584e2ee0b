import PageMarks

/// The sheets of one copy of a contract, in the order of its pages.
struct ReturnedCopy: Sendable, Hashable {
    let contract: ShelvedContract
    /// 0: the contract's own file; else the copy of a print run.
    let copy: Int
    /// From 1; a second set of the same pages is 2.
    let set: Int
    /// By page, from 1.
    let sheets: [Int: ReturnedSheet]
    /// They lay in another order than their pages, or not one behind the other.
    let isDisordered: Bool
    /// Sheets between its own that belong to something else; blank ones do not count.
    let between: [ReturnedSheet]

    var pageCount: Int { contract.sizes.count }
    var missing: [Int] { (1...max(1, pageCount)).filter { sheets[$0] == nil } }
    var isComplete: Bool { missing.isEmpty }

    /// The contract's places to sign in their order, with what was measured; `nil` where the page is not there.
    var fields: [(name: String, ink: InkMeasure?)] {
        contract.fields.map { field in
            guard case .page(_, _, let measured)? = sheets[field.page]?.kind else { return (field.name, nil) }
            return (field.name, measured.first { $0.name == field.name }?.ink)
        }
    }

    /// Whether there is ink in every place to sign.
    var isSigned: Bool { isComplete && !contract.fields.isEmpty && fields.allSatisfy { $0.ink?.verdict == .ink } }
}
