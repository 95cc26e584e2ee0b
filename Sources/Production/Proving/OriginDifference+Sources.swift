extension OriginDifference {
    /// What can be told where the contract cannot be planned any more.
    static func ofSources(from old: ContractOrigin, in reassembly: Reassembly) -> [OriginDifference] {
        programs(old.program, DrawnMatter(old).program)
            + (old.agreement.sha256 == reassembly.agreement.sha256
                ? [] : [OriginDifference(gegenstand: "Vereinbarung \(old.agreement.name)", art: .changed, damals: nil, heute: nil)])
            + ofClauses(in: old, reassembly.workshop.planner.library)
    }
}
