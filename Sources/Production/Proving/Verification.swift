import Checksum
import DocumentModel
import Findings
import Finishing
import Layout

/// What became of a contract since it was made: `verify`.
public struct Verification: Sendable {
    public enum Verdict: String, Sendable {
        /// The same bytes come out again.
        case unchanged = "unveraendert"
        /// They do not come out any more, but a record of the house that was kept apart has the file's checksum.
        case recorded = "unveraendert-laut-nachweis"
        /// Somebody has changed the file.
        case altered = "datei-veraendert"
        /// As it was written, but something was added that is neither signature nor time stamp nor an entry in a field.
        case extended = "unzulaessig-ergaenzt"
        /// The library of today makes another contract; without record nothing tells whether the file is another, too.
        case libraryMovedOn = "bibliothek-veraendert"
        /// Another version of the program or of its libraries sets differently; without record nothing more can be told.
        case otherProgram = "programm-anders"
        /// Only names and versions are carried: these agree, more cannot be told.
        case sameClauses = "kennungen-gleich"
        /// A record was named, and the file is not in it.
        case notRecorded = "nicht-im-nachweis"
    }

    public let path: String
    public let verdict: Verdict
    /// What was made then and what would be made now, in the order of the contract. Of an unchanged contract: what has changed
    /// since without meaning anything for it.
    public let differences: [OriginDifference]
    /// What the verdict rests on besides the library.
    public let record: RecordAnswer?
    /// Bytes that were added after the file was written, and the signature fields signed with them.
    public let addedBytes: Int
    public let signedFields: [String]
    /// What was added and may be.
    package let additions: [FileAddition]
    /// What was added and must not be, one sentence each.
    public let refusedAdditions: [String]
    /// First byte, from 0, in which the file differs from the one made anew; `nil` where none does or none could be made.
    public let firstDifferentByte: Int?
    /// Why the contract cannot be made any more.
    public let findings: [Finding]

    /// The contract as the file carries it: with the assembled text where it was made again as it is, else with what the file says of itself.
    public let contract: MadeContract

    public var isUnchanged: Bool { verdict == .unchanged || verdict == .recorded }

    /// For scripts: neither „unchanged“ nor „changed“ is said of what the library of today does not tell.
    package var status: ExitStatus {
        switch verdict {
        case .unchanged, .recorded: .ok
        case .altered, .extended, .notRecorded: .findings
        case .libraryMovedOn, .otherProgram, .sameClauses: .data
        }
    }

    /// - Parameters:
    ///   - library: folder of the library; `nil`: found from the current folder upward, else the installed one.
    ///   - agreement: path of the agreement, where it does not lie in the library.
    ///   - record: a manifest of a batch, or what `build --nachweis` wrote.
    /// - Throws: ``Failure``: 65 where the file is not ours or carries no origin, 66 where file, library or agreement are missing.
    public static func of(_ path: String, library: String?, agreement: String? = nil, record: String? = nil) throws(Failure) -> Verification {
        let record = try record.map { path throws(Failure) in try IssueRecords(path) }
        return try of(try CarriedOrigin(contentsOf: path), library: library, agreement: agreement, record)
    }

    static func of(_ carried: CarriedOrigin, library: String?, agreement: String?, _ record: IssueRecords?) throws(Failure) -> Verification {
        let answer = record?.answer(carried)
        if !carried.isIntact, carried.origin == nil { return Verification(carried, .altered, record: answer) }
        if answer?.kind == .same, carried.origin == nil { return Verification(carried, .recorded, record: answer) }
        let origin = try carried.requiredOrigin()
        guard origin.detail == .voll else { return try comparedByNames(carried, origin, library, answer) }
        let reassembly = try Reassembly(carried, library: library, agreement: agreement)
        do throws(Failure) {
            let contract = if let amendment = origin.amendment { try AmendmentMaker.assemble(reassembly, amendment) } else { try reassembly.assemble() }
            let press = try Press(reassembly.workshop.supplies)
            let list = try press.layOut(contract.document).list
            // With what the file says of its making: what the library has learned since does not enter.
            let bytes = try press.pdf(list, origin: origin)
            let differences = contract.origin.map { OriginDifference.all(from: origin, to: $0) } ?? []
            if bytes == carried.original {
                let contradictions = contract.origin.map { OriginDifference.contradictions(in: origin, made: $0) } ?? []
                if !contradictions.isEmpty { return Verification(carried, .altered, contradictions, record: answer) }
                return Verification(carried, .unchanged, differences, record: answer, pages: list, document: contract.document)
            }
            let first = zip(bytes, carried.original).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            return Verification(
                carried, verdict(carried, differences), differences, record: answer, first: first ?? min(bytes.count, carried.original.count))
        } catch {
            // The library has changed so much that it does not give this contract any more.
            let differences = OriginDifference.ofSources(from: origin, in: reassembly)
            return Verification(
                carried, carried.isIntact ? .libraryMovedOn : .altered, differences, record: answer, findings: error.findings.map(reassembly.displayed))
        }
    }

    private static func verdict(_ carried: CarriedOrigin, _ differences: [OriginDifference]) -> Verdict {
        if !carried.isIntact || differences.isEmpty { return .altered }
        return differences.contains { $0.isOfProgram } ? .otherProgram : .libraryMovedOn
    }

    private static func comparedByNames(
        _ carried: CarriedOrigin, _ origin: ContractOrigin, _ library: String?, _ record: RecordAnswer?
    ) throws(Failure) -> Verification {
        let workshop = try Workshop(try Workspace.locate(agreement: nil, library: library))
        let differences = OriginDifference.ofClauses(in: origin, workshop.planner.library)
        if !carried.isIntact { return Verification(carried, .altered, differences, record: record) }
        return Verification(carried, differences.isEmpty ? .sameClauses : .libraryMovedOn, differences, record: record)
    }

    /// - Parameter pages: the pages as they were proved to be; `nil` where they were not.
    private init(
        _ carried: CarriedOrigin, _ verdict: Verdict, _ differences: [OriginDifference] = [], record: RecordAnswer?, first: Int? = nil,
        findings: [Finding] = [], pages: DisplayList? = nil,
        document: Document? = nil
    ) {
        let checksum = SHA256.hex(of: carried.original)
        contract =
            document.map { MadeContract(path: carried.path, sha256: checksum, pages: pages?.pages.count, $0, origin: carried.origin, clauses: []) }
            ?? MadeContract(carried, sha256: checksum)
        path = carried.path
        let covers = carried.additions.additions.compactMap { $0.coveringSentence(pages) }
        refusedAdditions = carried.additions.refusals + covers
        additions = carried.additions.additions
        self.verdict = Self.settled(verdict, record, isExtended: !refusedAdditions.isEmpty)
        self.differences = differences
        self.record = record
        addedBytes = carried.addedBytes
        signedFields = carried.signedFields
        firstDifferentByte = first
        self.findings = findings
    }

    /// The verdict of the library with that of the record.
    private static func settled(_ verdict: Verdict, _ record: RecordAnswer?, isExtended: Bool) -> Verdict {
        if verdict == .altered, record?.kind != .same { return .altered }
        if record?.kind == .other { return .altered }
        if isExtended { return .extended }
        switch (record?.kind, verdict) {
        case (.same?, .unchanged): return .unchanged
        case (.same?, _): return .recorded
        case (.unknown?, _): return .notRecorded
        default: return verdict
        }
    }
}
