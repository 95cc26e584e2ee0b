import Agreements
import Assembler
import DocumentModel
import Findings

extension Reassembly {
    /// The contract as amendments have it.
    ///
    /// - Throws: ``Failure``: a clause's version that the library does not have, a clause that is not where the amendment says, a value that no field
    ///   takes, or one that the new wording needs and nobody has given.
    func amended(by steps: [ContractOrigin.AmendmentStep]) throws(Failure) -> (plan: AssemblyPlan, document: Document) {
        try checkRows(steps)
        let plan = try workshop.plan(try agreement(after: steps), try data(after: steps))
        for value in steps.flatMap(\.values) where !value.text.isEmpty && !plan.values.contains(where: { $0.takes(value.path) }) {
            throw Self.reject(
                "nachtrag-feld", "Ein Feld „\(value.path)“ kommt in diesem Vertrag nicht vor.",
                Suggestion.remedy(for: value.path, among: origin.values.map(\.path)) ?? "„klauselwerk inspect“ zeigt, welche Felder der Vertrag hat.", at: value.path)
        }
        return (plan, try workshop.compose(plan).document)
    }

    /// The agreement with the clauses that have come and without those that have gone.
    func agreement(after steps: [ContractOrigin.AmendmentStep]) throws(Failure) -> AgreementFile {
        var agreement = agreement
        for move in steps.flatMap(\.moves) {
            switch move.kind {
            case .removal:
                guard agreement.remove(clause: move.clause) else {
                    throw Self.reject(
                        "nachtrag-gliederung", "Die Klausel „\(move.clause)“ steht nicht in diesem Vertrag; streichen lässt sie sich nicht.",
                        "„klauselwerk inspect“ zeigt die Klauseln des Vertrags.", at: move.clause)
                }
            case .insertion:
                guard agreement.insert(clause: move.clause, after: move.after) else {
                    throw Self.reject(
                        "nachtrag-gliederung", "Die Klausel „\(move.after ?? "")“, hinter der „\(move.clause)“ stehen soll, gibt es in diesem Vertrag nicht.",
                        "Nennen Sie hinter --nach eine Klausel des Vertrags („klauselwerk inspect“ zeigt sie), oder „anfang“.", at: move.clause)
                }
            }
        }
        return agreement
    }

    private func data(after steps: [ContractOrigin.AmendmentStep]) throws(Failure) -> AgreementData {
        var data = Self.data(origin, annexFiles, after: ChangedNames(origin, after: steps))
        data.reproduction?.lost?.formUnion(origin.withheld.map { FieldPath($0) })
        let inForce = ClausesInForce(origin.clauses, after: steps)
        let changed = Set(steps.flatMap(\.clauses).map(\.name))
        var clauses: [Reproduction.Clause] = []
        for clause in inForce.clauses {
            guard changed.contains(clause.name) else {
                clauses.append(Reproduction.Clause(name: clause.name, version: clause.version, sha256: clause.sha256))
                continue
            }
            let found = try source(clause)
            clauses.append(Reproduction.Clause(name: clause.name, version: found.version.version, sha256: found.sha256))
        }
        data.reproduction?.clauses = clauses
        data.reproduction?.exchanged = inForce.exchanged
        return data
    }

    /// Rows of tables that are not there would be changed in silence otherwise: the value would be one of no field.
    private func checkRows(_ steps: [ContractOrigin.AmendmentStep]) throws(Failure) {
        var contents = Dictionary(origin.values.map { ($0.path, $0.content) }, uniquingKeysWith: { first, _ in first })
        for value in steps.flatMap(\.orderedValues) {
            guard let path = contents.keys.first(where: { value.path.hasPrefix($0 + ".") }), let content = contents[path] else {
                contents[value.path] = .text(value.text)
                continue
            }
            if let changed = content.changing(value.path.dropFirst(path.count + 1), to: value.text) {
                contents[path] = changed
                continue
            }
            guard case .list(let elements) = content else { continue }
            throw Self.reject(
                "nachtrag-zeile", "„\(value.path)“ gibt es in diesem Vertrag nicht: „\(path)“ hat \(elements.count == 1 ? "eine Zeile" : "\(elements.count) Zeilen").",
                "Nennen Sie hinter „\(path)“ die Nummer der Zeile, von 1 an, und die Spalte: \(path).1.spalte; \(path).\(elements.count + 1).spalte fügt eine Zeile an.",
                at: value.path)
        }
    }

    // MARK: - Clauses that other values bring

    /// The clauses that stand in the contract because of what the last step changes: variants that its values choose, clauses whose condition holds now.
    /// What the library has learned since the contract was made is none of them: the choice is made twice, with the values before and after.
    func chosen(by steps: [ContractOrigin.AmendmentStep]) -> [ContractOrigin.Clause] {
        guard let last = steps.last, !last.values.isEmpty || !last.moves.isEmpty else { return [] }
        guard let before = freeChoice(Array(steps.dropLast()), on: last.date), let after = freeChoice(steps, on: last.date) else { return [] }
        let inForce = Set(ClausesInForce(origin.clauses, after: steps).clauses.map(\.name))
        let asked = Set(last.clauses.map(Self.family))
        return after.subtracting(before).subtracting(inForce).sorted().compactMap { name in
            let clause = ContractOrigin.Clause(name: name, version: "", sha256: "")
            // Somebody has named another variant of it.
            if asked.contains(Self.family(clause)) { return nil }
            guard let current = current(name) else { return nil }
            return ContractOrigin.Clause(name: name, version: current.version.version, sha256: current.sha256)
        }
    }

    private static func family(_ clause: ContractOrigin.Clause) -> String { String(clause.name.prefix { $0 != "/" }) }

    /// Names of the clauses that the library would choose; `nil` where it cannot.
    private func freeChoice(_ steps: [ContractOrigin.AmendmentStep], on day: String) -> Set<String>? {
        var data = Self.data(
            origin, annexFiles, after: ChangedNames(origin, after: steps), and: [ContractOrigin.ChangedValue(path: "stichtag", text: day)])
        data.reproduction?.clauses = []
        guard let agreement = try? agreement(after: steps), let plan = try? workshop.plan(agreement, data) else { return nil }
        return Set(plan.namedClauses.map(\.name))
    }

    // MARK: - Versions

    /// The library's file of a clause in a version; that of the same content before others.
    func source(_ clause: ContractOrigin.Clause) throws(Failure) -> ClauseSource {
        let sources = Self.sources(of: clause.name, in: workshop.planner.library)
        if let found = sources.first(where: { $0.sha256 == clause.sha256 }) ?? sources.first(where: { $0.version.version == clause.version }) { return found }
        throw Self.reject(
            "nachtrag-fassung", "Von der Klausel „\(clause.name)“ gibt es keine Fassung \(clause.version).",
            sources.isEmpty ? "„klauselwerk klauseln“ zeigt alle Klauseln." : "Vorhanden sind: \(sources.map(\.version.version).joined(separator: ", ")).",
            at: "\(clause.name)@\(clause.version)")
    }

    /// The version of a clause that stands in its file without version in its name.
    func current(_ name: String) -> ClauseSource? {
        let sources = Self.sources(of: name, in: workshop.planner.library)
        return sources.first { $0.fileVersion == nil } ?? sources.first
    }

    /// All versions that the library has, the current one first.
    static func sources(of name: String, in library: ClauseLibrary) -> [ClauseSource] {
        let parts = name.split(separator: "/").map(String.init)
        guard parts.count == 2, let files = library.family(parts[0])?.variant(parts[1])?.files else { return [] }
        return files.compactMap { try? library.source($0, family: parts[0], variant: parts[1]) }
    }

    // MARK: - The frame

    /// What an amendment is composed with: the contract's values as they are then, and what the frame says.
    func frameData(after steps: [ContractOrigin.AmendmentStep], saying values: [String: String], frame: [ContractOrigin.Clause], status: String) -> AgreementData {
        let said = values.sorted { $0.key < $1.key }.map { ContractOrigin.ChangedValue(path: $0.key, text: $0.value) }
        var data = Self.data(origin, annexFiles, after: ChangedNames(origin, after: steps), and: said)
        data.reproduction?.clauses = frame.map { Reproduction.Clause(name: $0.name, version: $0.version, sha256: $0.sha256) }
        data.reproduction?.status = status
        return data
    }

    static func reject(_ rule: String, _ message: String, _ remedy: String, at option: String) -> Failure {
        Failure(.data, Finding(.fehler, rule, at: .option(option), message, remedy: remedy))
    }
}

extension ResolvedValue {
    /// Whether the path is the value's own, or that of a part of its table or list.
    fileprivate func takes(_ path: String) -> Bool {
        if self.path.rawValue == path { return true }
        guard case .list = value else { return false }
        return path.hasPrefix(self.path.rawValue + ".")
    }
}
