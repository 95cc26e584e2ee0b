import Agreements
import Assembler
import DocumentModel
import Findings
import Production

/// Plans and composes a contract with somebody's answers, and finds out what it reads.
struct ContractTrial {
    let plan: AssemblyPlan
    let use: FieldUse
    let data: AgreementData
    let findings: [Finding]

    /// How often answers are left out and it is tried again.
    private static let mostTries = 24

    enum Result {
        case made(ContractTrial)
        case failed([Finding])
    }

    /// - Parameters:
    ///   - isLenient: leaves out whatever is wrong, to show pages all the same; else only what the contract has no field for.
    static func run(
        _ workshop: Workshop, _ agreement: AgreementFile, _ answers: Answers, examples: ExampleUse, isLenient: Bool
    ) -> Result {
        var dropped: Set<String> = []
        var findings: [Finding] = []
        for _ in 0..<mostTries {
            do {
                let data = try answers.data(without: dropped, examples: examples)
                let plan = try workshop.plan(agreement, data)
                let use = FieldUse(decisive: plan.decisive)
                let (_, found) = try workshop.compose(plan, noting: use)
                return .made(ContractTrial(plan: plan, use: use, data: data, findings: agreement.findings + found))
            } catch {
                findings = (error as? Failure)?.findings ?? (error as? FindingList)?.all ?? []
                let wrong = findings.filter { $0.severity == .fehler && (isLenient || $0.rule == "feld-unbekannt") }
                let paths = Set(wrong.compactMap { AgreementData.answeredPath($0.place)?.rawValue }).subtracting(dropped)
                if paths.isEmpty { break }
                dropped.formUnion(paths)
            }
        }
        return .failed(findings)
    }
}
