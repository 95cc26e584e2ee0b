import Findings

/// What `nachtrag` is asked to do.
public struct AmendmentRequest: Sendable {
    /// Contracts, and the amendments that they have already.
    public var paths: [String]
    public var library: String?
    /// `datenschutz`, `datenschutz/schule@1.2`: clauses that get a new version; without version the current one. Another variant of a clause that the
    /// contract has takes its place.
    public var clauses: [String]
    /// Texts by the paths of fields, for all contracts; `kosten.2.betrag` is the second row's.
    public var values: [String: String]
    /// The same for some, by the contract's path as it is given.
    public var ownValues: [String: [String: String]]
    /// Clauses that come or go.
    public var moves: [ContractOrigin.ClauseMove] = []
    /// ISO.
    public var date: String
    /// ISO; `nil`: with the last signature.
    public var effective: String?
    /// Of the first amendment; `nil`: one more than the last.
    public var number: Int?
    /// Where the amendments go, with manifest and report; empty: into the current folder, without them.
    public var folder: String
    /// Go on with what an earlier run has left: what it has made already is this run's.
    public var resumes = false
    /// Amendments that would be made otherwise today may be replaced, unless they were signed or changed.
    public var replaces = false
    /// Marks on pages although the contracts have none.
    public var marksPages = false
    /// All amendments once more in one file for the copier.
    public var print: PrintOptions?
    /// 1 to 256; `nil`: one a core.
    public var workers: Int?

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
    /// Those that lie in the folder now, whichever run has made them.
    public var made: [MadeAmendment] = []
    /// Contracts that nothing changes in.
    public var unaffected: [String] = []
    public var findings: [Finding] = []
    /// What became of the run; `nil` without folder, or where there was nothing to do.
    public var run: BatchResult?
    /// Files of the print run.
    public var volumes: [PrintedVolume] = []
}
