import Agreements

extension InputFiles {
    /// What a workshop reads for an agreement and a request.
    init(_ workshop: Workshop, _ agreement: AgreementFile? = nil, _ request: ContractRequest? = nil) {
        self.init(workshop.workspace, reading: workshop.planner, agreement, request)
    }
}
