import Agreements
import Assembler
import DocumentModel
import Findings
import Production
import Settings

/// Derives the form of a draft.
struct InterviewReader: Sendable {
    let library: WarmLibrary

    /// - Throws: ``Failure`` where the agreement is gone or broken: no form can be made of it then.
    func read(_ draft: Draft) throws(Failure) -> Interview { try trial(of: draft).interview() }

    /// The first half of it: what the contract is made of, from which its pages can be set while the form is being derived.
    ///
    /// - Throws: as ``read(_:)``.
    func trial(of draft: Draft) throws(Failure) -> InterviewTrial {
        let overlay = try DraftTexts(library: library).overlay(of: draft)
        let workshop = try library.workshop(overlay)
        let agreement = try library.agreement(draft.agreement, overlay)
        let catalogue = try library.catalogue(of: draft.agreement, overlay)
        let answers = Answers(draft.answers, catalogue)
        let strict = ContractTrial.run(workshop, agreement, answers, examples: .never, isLenient: false)
        var final: ContractTrial?
        var findings: [Finding]
        switch strict {
        case .made(let trial): (final, findings) = (trial, trial.findings)
        case .failed(let found): findings = found
        }
        var shown: ContractTrial?
        if let final {
            shown = final
        } else if case .made(let trial) = ContractTrial.run(workshop, agreement, answers, examples: .asDraft, isLenient: true) {
            shown = trial
        }
        let builder = InterviewBuilder(agreement: agreement, catalogue: catalogue, trial: shown, answers: draft.answers, bodies: bodies(workshop))
        // What build makes of the same values in a data file.
        var asBuilt = final?.data
        asBuilt?.examples = .inDrafts
        return InterviewTrial(builder: builder, findings: findings, final: asBuilt, shown: asBuilt ?? shown?.data)
    }

    /// Those that can be read, by their own names.
    private func bodies(_ workshop: Workshop) -> [InterviewField.Choice] {
        LibraryLocation.bodies(in: library.workspace.library).compactMap { name in
            guard case .text(let label)? = (try? workshop.planner.library.body(Located(name, at: .file(name))))?.record["name"] else { return nil }
            return InterviewField.Choice(value: name, label: label)
        }
    }
}

/// A draft planned and composed, before it is told what its form asks for.
struct InterviewTrial {
    fileprivate let builder: InterviewBuilder
    fileprivate let findings: [Finding]
    /// As ``Interview/final``.
    let final: AgreementData?
    /// As ``Interview/shown``.
    let shown: AgreementData?

    func interview() -> Interview {
        let groups = builder.groups(findings)
        let plan = builder.trial?.plan
        return Interview(
            groups: groups, told: FindingPlacer(groups: groups, answers: builder.answers, words: SeriesWords(builder.catalogue)).told(findings),
            statusReasons: plan?.settings.statusReasons ?? [], clauses: plan?.allClauses ?? [], omissions: plan?.omissions ?? [], final: final, shown: shown)
    }
}
