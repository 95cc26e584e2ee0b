import Assembler
import DocumentModel
import Findings

extension Reassembly {
    /// The contract as amendments have it.
    ///
    /// - Throws: ``Failure``: a clause's version that the library does not have, a value that no field takes, or one that the new wording needs and
    ///   nobody has given.
    func amended(by steps: [ContractOrigin.AmendmentStep]) throws(Failure) -> (plan: AssemblyPlan, document: Document) {
        let plan = try workshop.plan(agreement, try data(after: steps))
        for value in steps.flatMap(\.values) where !plan.values.contains(where: { $0.path.rawValue == value.path }) && !value.text.isEmpty {
            throw Failure(
                .data,
                Finding(
                    .fehler, "nachtrag-feld", at: .option(value.path), "Ein Feld „\(value.path)“ kommt in diesem Vertrag nicht vor.",
                    remedy: Suggestion.remedy(for: value.path, among: origin.values.map(\.path)) ?? "„klauselwerk inspect“ zeigt, welche Felder der Vertrag hat."))
        }
        return (plan, try workshop.compose(plan).document)
    }

    private func data(after steps: [ContractOrigin.AmendmentStep]) throws(Failure) -> AgreementData {
        var changed: [String: String] = [:]
        for value in steps.flatMap(\.values) { changed[value.path] = value.text }
        var data = Self.data(origin, annexFiles, changed: changed)
        for clause in steps.flatMap(\.clauses) {
            guard let index = data.reproduction?.clauses.firstIndex(where: { $0.name == clause.name }) else { continue }
            let found = try source(clause)
            data.reproduction?.clauses[index] = Reproduction.Clause(name: clause.name, version: found.version.version, sha256: found.sha256)
        }
        return data
    }

    /// The library's file of a clause in a version; that of the same content before others.
    func source(_ clause: ContractOrigin.Clause) throws(Failure) -> ClauseSource {
        let sources = Self.sources(of: clause.name, in: workshop.planner.library)
        if let found = sources.first(where: { $0.sha256 == clause.sha256 }) ?? sources.first(where: { $0.version.version == clause.version }) { return found }
        throw Failure(
            .data,
            Finding(
                .fehler, "nachtrag-fassung", at: .option("\(clause.name)@\(clause.version)"),
                "Von der Klausel „\(clause.name)“ gibt es keine Fassung \(clause.version).",
                remedy: sources.isEmpty ? "„klauselwerk klauseln“ zeigt alle Klauseln." : "Vorhanden sind: \(sources.map(\.version.version).joined(separator: ", "))."))
    }

    /// All versions that the library has, the current one first.
    static func sources(of name: String, in library: ClauseLibrary) -> [ClauseSource] {
        let parts = name.split(separator: "/").map(String.init)
        guard parts.count == 2, let files = library.family(parts[0])?.variant(parts[1])?.files else { return [] }
        return files.compactMap { try? library.source($0, family: parts[0], variant: parts[1]) }
    }

    /// What an amendment is composed with: the contract's values as they are then, and what the frame says.
    func frameData(after steps: [ContractOrigin.AmendmentStep], saying values: [String: String], frame: [ContractOrigin.Clause], status: String) throws(Failure) -> AgreementData {
        var changed: [String: String] = [:]
        for value in steps.flatMap(\.values) { changed[value.path] = value.text }
        changed.merge(values) { _, new in new }
        var data = Self.data(origin, annexFiles, changed: changed)
        data.reproduction?.clauses = frame.map { Reproduction.Clause(name: $0.name, version: $0.version, sha256: $0.sha256) }
        data.reproduction?.status = status
        return data
    }
}
