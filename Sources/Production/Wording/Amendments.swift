import Assembler
import Checksum
import DocumentModel
import Findings
import Layout

/// What `nachtrag` is asked to do.
public struct AmendmentRequest: Sendable {
    /// Contracts, and the amendments that they have already.
    public var paths: [String]
    public var library: String?
    /// `datenschutz`, `datenschutz/schule@1.2`: clauses that get a new version; without version the current one.
    public var clauses: [String]
    /// Texts by the paths of fields, for all contracts.
    public var values: [String: String]
    /// The same for some, by the contract's path as it is given.
    public var ownValues: [String: [String: String]]
    /// ISO.
    public var date: String
    /// ISO; `nil`: with the last signature.
    public var effective: String?
    /// Of the first amendment; `nil`: one more than the last.
    public var number: Int?
    /// Where the amendments go.
    public var folder: String

    public init(
        paths: [String], library: String? = nil, clauses: [String] = [], values: [String: String] = [:], ownValues: [String: [String: String]] = [:],
        date: String, effective: String? = nil, number: Int? = nil, folder: String
    ) {
        (self.paths, self.library, self.clauses, self.values, self.ownValues) = (paths, library, clauses, values, ownValues)
        (self.date, self.effective, self.number, self.folder) = (date, effective, number, folder)
    }
}

/// An amendment that was made.
public struct MadeAmendment: Sendable {
    /// The file, for the list of contracts.
    public let file: MadeContract
    /// Path of the contract that it amends.
    public let contract: String
    public let number: Int
    /// As they are printed, without the wording that they bring.
    public let instructions: [String]

    public init(file: MadeContract, contract: String, number: Int, instructions: [String]) {
        (self.file, self.contract, self.number, self.instructions) = (file, contract, number, instructions)
    }
}

public struct AmendmentResult: Sendable {
    public var made: [MadeAmendment] = []
    /// Contracts that nothing changes in.
    public var unaffected: [String] = []
    public var findings: [Finding] = []
}

/// Amendments of finished contracts: `nachtrag`.
public enum Amendments {
    /// Makes an amendment for each contract that the change concerns.
    ///
    /// - Throws: ``Failure`` with all findings; nothing has been written then.
    public static func make(_ request: AmendmentRequest) throws(Failure) -> AmendmentResult {
        let chains = try AmendmentChain.read(request.paths)
        var inputs = InputFiles(try Workspace.locate(agreement: nil, library: request.library))
        for path in request.paths { inputs.add(path, as: "einer der Verträge") }
        var claims = OutputClaims(against: inputs)
        var result = AmendmentResult()
        var contents: [(output: OutputClaims.Output, bytes: [UInt8])] = []
        var faults: [Finding] = []
        var presses = PressShelf()
        for chain in chains {
            do throws(Failure) {
                guard let made = try amendment(of: chain, request, &presses) else {
                    result.unaffected.append(chain.path)
                    continue
                }
                contents.append((try claims.claim(made.made.file.path, .pdf, option: "-o"), made.bytes))
                result.made.append(made.made)
                result.findings += made.findings
            } catch { faults += error.findings.map { $0.placed(at: chain.path) } }
        }
        let named = Set(chains.compactMap { own(of: $0.path, request) })
        faults += request.ownValues.keys.filter { !named.contains($0) }.sorted().map { path in
            Finding(
                .fehler, "nachtrag-tabelle-vertrag", at: .file(path), "Die Tabelle nennt den Vertrag „\(path)“; unter den angegebenen Dateien ist er nicht.",
                remedy: "Berichtigen Sie den Namen, oder nennen Sie auch die Datei.")
        }
        guard faults.isEmpty else { throw Failure(FindingList(faults)) }
        try claims.write(contents)
        return result
    }

    /// The key of the table's row for a contract: its path, or its file's name alone.
    private static func own(of path: String, _ request: AmendmentRequest) -> String? {
        [path, path.lastPathName].first { request.ownValues[$0] != nil }
    }

    /// `nil`: nothing changes.
    private static func amendment(
        of chain: AmendmentChain, _ request: AmendmentRequest, _ presses: inout PressShelf
    ) throws(Failure) -> (made: MadeAmendment, bytes: [UInt8], findings: [Finding])? {
        let reassembly = try chain.reassembly(library: request.library)
        let number = request.number.map { max($0, (chain.steps.last?.number ?? 0) + 1) } ?? (chain.steps.last?.number ?? 0) + 1
        let values = request.values.merging(own(of: chain.path, request).map { request.ownValues[$0] ?? [:] } ?? [:]) { _, own in own }
        let step = ContractOrigin.AmendmentStep(
            number: number, date: request.date, effective: request.effective,
            clauses: try clauses(request.clauses, of: reassembly, after: chain.steps),
            values: values.sorted { $0.key < $1.key }.map { ContractOrigin.ChangedValue(path: $0.key, text: $0.value) })
        if step.clauses.isEmpty, step.values.isEmpty { return nil }
        let made = try AmendmentMaker(reassembly: reassembly, contract: chain.checksum).make(chain.steps + [step])
        if made.instructions.isEmpty { return nil }
        let press = try presses.press(reassembly.workshop)
        let layout = try press.layOut(made.contract.document)
        let bytes = try press.pdf(layout.list, origin: made.contract.origin)
        let stem = chain.path.lastPathName.hasSuffix(".pdf") ? String(chain.path.lastPathName.dropLast(4)) : chain.path.lastPathName
        let path = (request.folder.isEmpty ? "" : request.folder.hasSuffix("/") ? request.folder : request.folder + "/") + "\(stem)-nachtrag-\(number).pdf"
        let file = MadeContract(
            path: path, sha256: SHA256.hex(of: bytes), pages: layout.list.pages.count, made.contract.document, origin: made.contract.origin, clauses: [])
        let printed = InstructionText(old: made.before).printed(made.instructions).map(\.sentence)
        return (
            MadeAmendment(file: file, contract: chain.path, number: number, instructions: printed), bytes,
            (made.contract.findings.filter { $0.severity != .hinweis } + layout.findings).map(reassembly.displayed)
        )
    }

    /// Clauses of the contract that get another version.
    private static func clauses(_ asked: [String], of reassembly: Reassembly, after steps: [ContractOrigin.AmendmentStep]) throws(Failure) -> [ContractOrigin.Clause] {
        var current = Dictionary(reassembly.origin.clauses.map { ($0.name, $0.version) }, uniquingKeysWith: { first, _ in first })
        for clause in steps.flatMap(\.clauses) { current[clause.name] = clause.version }
        var found: [ContractOrigin.Clause] = []
        for text in asked {
            let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
            guard let name = parts.first else { continue }
            for own in current.keys.sorted() where own == name || own.hasPrefix(name + "/") {
                let all = Reassembly.sources(of: own, in: reassembly.workshop.planner.library)
                let version = parts.count == 2 ? parts[1] : all.first(where: { $0.fileVersion == nil })?.version.version ?? current[own] ?? ""
                guard version != current[own] else { continue }
                let source = try reassembly.source(ContractOrigin.Clause(name: own, version: version, sha256: ""))
                found.append(ContractOrigin.Clause(name: own, version: version, sha256: source.sha256))
            }
        }
        return found
    }
}

/// One press for all contracts of a library: fonts are loaded once.
struct PressShelf {
    private var presses: [Workspace: Press] = [:]

    mutating func press(_ workshop: Workshop) throws(Failure) -> Press {
        let key = Workspace(library: workshop.workspace.library, agreement: nil, resources: workshop.workspace.resources)
        if let known = presses[key] { return known }
        let press = try Press(workshop.supplies)
        presses[key] = press
        return press
    }
}

extension Finding {
    /// Of one contract among several.
    fileprivate func placed(at path: String) -> Finding {
        var finding = self
        if finding.place == nil { finding.place = .file(path) } else if case .option? = finding.place { finding.message = "\(path.lastPathName): \(finding.message)" }
        return finding
    }
}
