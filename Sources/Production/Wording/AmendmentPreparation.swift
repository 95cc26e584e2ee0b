import Agreements
import Checksum
import DocumentModel
import Findings

/// Finds out what changes in a contract, and assembles its amendment.
struct AmendmentPreparation: Sendable {
    let request: AmendmentRequest

    /// - Returns: `nil` where nothing changes.
    /// - Throws: ``Failure`` where the contract cannot be made again, or the change cannot be made in it.
    func ready(_ chain: AmendmentChain) throws(Failure) -> (amendment: ReadyAmendment, workshop: Workshop)? {
        let reassembly = try chain.reassembly(library: request.library)
        var earlier = chain.steps
        // What this very run has made before it was broken off is no earlier amendment.
        if request.resumes, let last = earlier.last, last.date == request.date,
            let own = try step(reassembly, of: chain.path, after: Array(earlier.dropLast())), own.changesTheSame(as: last)
        {
            earlier.removeLast()
        }
        guard let step = try step(reassembly, of: chain.path, after: earlier) else { return nil }
        var made = try AmendmentMaker(reassembly: reassembly, contract: chain.checksum).make(earlier + [step], marksPages: request.marksPages)
        if made.instructions.isEmpty { return nil }
        made.contract.findings = made.contract.findings.filter { $0.severity != .hinweis }.map(reassembly.displayed)
        made.contract.findings += ChangedNames(reassembly.origin, after: earlier + [step]).told(by: step)
        let input = [chain.checksum, "\(earlier + [step])", request.marksPages ? "kennung" : ""].joined(separator: "\n")
        let ready = ReadyAmendment(
            path: chain.path, number: step.number, sentences: InstructionText(old: made.before).printed(made.instructions).map(\.sentence),
            contract: made.contract, agreement: reassembly.agreement,
            data: reassembly.frameData(after: earlier + [step], saying: [:], frame: [], status: ""), input: input)
        return (ready, reassembly.workshop)
    }

    /// The key of the table's row for a contract: its path, or its file's name alone.
    func row(of path: String) -> String? { [path, path.lastPathName].first { request.ownValues[$0] != nil } }

    // MARK: - What changes

    private func step(_ reassembly: Reassembly, of path: String, after earlier: [ContractOrigin.AmendmentStep]) throws(Failure) -> ContractOrigin.AmendmentStep? {
        let last = earlier.last?.number ?? 0
        let own = row(of: path).flatMap { request.ownValues[$0] } ?? [:]
        var step = ContractOrigin.AmendmentStep(
            number: request.number.map { max($0, last + 1) } ?? last + 1, date: request.date, effective: request.effective,
            clauses: try clauses(of: reassembly, after: earlier),
            values: request.values.merging(own) { _, own in own }.sorted { $0.key < $1.key }.map { ContractOrigin.ChangedValue(path: $0.key, text: $0.value) },
            moves: try moves(of: reassembly, after: earlier))
        if step.clauses.isEmpty, step.values.isEmpty, step.moves.isEmpty { return nil }
        step.clauses += reassembly.chosen(by: earlier + [step])
        return step
    }

    /// Clauses of the contract that get another version, or another variant in their place.
    private func clauses(of reassembly: Reassembly, after earlier: [ContractOrigin.AmendmentStep]) throws(Failure) -> [ContractOrigin.Clause] {
        let inForce = ClausesInForce(reassembly.origin.clauses, after: earlier).clauses
        let current = Dictionary(inForce.map { ($0.name, $0.version) }, uniquingKeysWith: { first, _ in first })
        var found: [ContractOrigin.Clause] = []
        for text in request.clauses {
            let (name, version) = Self.parts(of: text)
            try Self.require(name, in: reassembly.workshop.planner.library)
            var names = current.keys.filter { $0 == name || $0.hasPrefix(name + "/") }.sorted()
            if names.isEmpty, let slash = name.firstIndex(of: "/"), current.keys.count(where: { $0.hasPrefix(name[...slash]) }) == 1 { names = [name] }
            for own in names {
                let version = version ?? reassembly.current(own)?.version.version ?? current[own] ?? ""
                guard version != current[own] else { continue }
                let source = try reassembly.source(ContractOrigin.Clause(name: own, version: version, sha256: ""))
                found.append(ContractOrigin.Clause(name: own, version: version, sha256: source.sha256))
            }
        }
        for move in request.moves where move.kind == .insertion {
            let (name, version) = Self.parts(of: move.clause)
            let full = try Self.full(name, in: reassembly.workshop.planner.library)
            let isMoved = request.moves.contains { $0.kind == .removal && (full == $0.clause || full.hasPrefix($0.clause + "/")) }
            // Where it only moves, it stays as it was agreed.
            let agreed = isMoved ? current[full] : nil
            let source = try reassembly.source(
                ContractOrigin.Clause(name: full, version: version ?? agreed ?? reassembly.current(full)?.version.version ?? "", sha256: ""))
            found.append(ContractOrigin.Clause(name: full, version: source.version.version, sha256: source.sha256))
        }
        return found
    }

    /// With the names that the contract's clauses have.
    private func moves(of reassembly: Reassembly, after earlier: [ContractOrigin.AmendmentStep]) throws(Failure) -> [ContractOrigin.ClauseMove] {
        var names = ClausesInForce(reassembly.origin.clauses, after: earlier).clauses.map(\.name)
        var found: [ContractOrigin.ClauseMove] = []
        func own(_ name: String) -> String { names.first { $0 == name || $0.hasPrefix(name + "/") } ?? name }
        for move in request.moves.sorted(by: { $0.kind == .removal && $1.kind != .removal }) {
            switch move.kind {
            case .removal:
                let name = own(move.clause)
                names.removeAll { $0 == name }
                found.append(ContractOrigin.ClauseMove(.removal, name))
            case .insertion:
                let name = try Self.full(Self.parts(of: move.clause).name, in: reassembly.workshop.planner.library)
                if names.contains(name) {
                    throw Reassembly.reject(
                        "nachtrag-gliederung", "Die Klausel „\(name)“ steht schon in diesem Vertrag.",
                        "Soll sie an eine andere Stelle, nennen Sie sie auch hinter --streichen; soll sie eine neue Fassung erhalten, hinter --klausel.",
                        at: move.clause)
                }
                found.append(ContractOrigin.ClauseMove(.insertion, name, after: move.after.map(own)))
                names.append(name)
            }
        }
        return found
    }

    private static func parts(of text: String) -> (name: String, version: String?) {
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        return (parts.first ?? "", parts.count == 2 ? parts[1] : nil)
    }

    /// - Throws: ``Failure`` where the library has no such clause: a misspelt name would change nothing, in silence.
    private static func require(_ name: String, in library: ClauseLibrary) throws(Failure) {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        if let family = parts.first.flatMap({ library.family($0) }), parts.count == 1 || family.variant(parts[1]) != nil { return }
        let names = library.familyNames.flatMap { family in [family] + (library.family(family)?.variantNames ?? []).map { "\(family)/\($0)" } }
        throw Reassembly.reject(
            "nachtrag-klausel", "Eine Klausel „\(name)“ gibt es nicht.",
            Suggestion.remedy(for: name, among: names) ?? "„klauselwerk klauseln“ zeigt alle Klauseln.", at: name)
    }

    /// `familie/variante`, where the family has but one also by its own name.
    private static func full(_ name: String, in library: ClauseLibrary) throws(Failure) -> String {
        try require(name, in: library)
        if name.contains("/") { return name }
        let variants = library.family(name)?.variantNames ?? []
        guard variants.count == 1 else {
            throw Reassembly.reject(
                "nachtrag-klausel", "Von der Klausel „\(name)“ gibt es mehrere Varianten.", "Nennen Sie eine: \(variants.map { "\(name)/\($0)" }.joined(separator: ", ")).",
                at: name)
        }
        return "\(name)/\(variants[0])"
    }
}
