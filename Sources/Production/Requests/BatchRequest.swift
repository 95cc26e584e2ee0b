import Findings
import Synchronization

/// What `batch` is asked to do.
public struct BatchRequest: Sendable {
    /// A part of a table that was split.
    public struct Part: Sendable, Hashable {
        /// Where the parts lie.
        public var folder: String
        /// From 1.
        public var number: Int

        public init(folder: String, number: Int) {
            self.folder = folder
            self.number = number
        }
    }

    /// Agreement, data for all rows, and the table in `partners`.
    public var contract: ContractRequest
    /// Where the files go; `nil`: `serie-` and the agreement's name.
    public var folder: String?
    /// 1 to 256; `nil`: one a core.
    public var workers: Int?
    /// Go on with what an earlier run has left: make only what is missing or changed.
    public var resumes: Bool
    /// Put the files into sub-folders of a thousand rows each.
    public var spreads = false
    /// Put the files into one archive (ZIP) when all are made, instead of leaving them in the folder.
    public var archives = false
    /// Contracts that would be made otherwise today may be replaced, unless they were signed or changed; files of rows that are gone are removed.
    public var replaces: Bool
    /// Make the sound rows where others have errors.
    public var onlyValid: Bool
    /// `{{nr}}-{{partner.name}}.pdf`
    public var fileNames: String
    /// Only a part of the rows.
    public var shard: Shard?
    /// Only a part that ``SeriesSplit`` has made of the table; the table itself is not read then.
    public var part: Part?
    /// All contracts once more in one file for the copier.
    public var print: PrintOptions?
    /// Where the table goes with its mistakes marked, if there are any.
    public var errors: String?
    /// A file for word processors beside each contract.
    public var word: Bool

    public init(
        contract: ContractRequest, folder: String? = nil, workers: Int? = nil, resumes: Bool = false, replaces: Bool = false, onlyValid: Bool = false,
        fileNames: String = FileNamePattern.standard, shard: Shard? = nil, part: Part? = nil, print: PrintOptions? = nil, errors: String? = nil,
        word: Bool = false
    ) {
        self.part = part
        self.errors = errors
        self.word = word
        self.contract = contract
        self.folder = folder
        self.workers = workers
        self.resumes = resumes
        self.replaces = replaces
        self.onlyValid = onlyValid
        self.fileNames = fileNames
        self.shard = shard
        self.print = print
    }
}

/// The i-th of n parts of a table: every n-th row.
public struct Shard: Sendable, Hashable {
    /// From 1.
    public let number: Int
    public let count: Int

    /// Reads „2/4“; `nil` for anything that is no part of 1 to 10,000.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard parts.count == 2, (1...10_000).contains(parts[1]), (1...parts[1]).contains(parts[0]) else { return nil }
        number = parts[0]
        count = parts[1]
    }

    /// - Parameter index: of the row, from 0.
    init(number: Int, count: Int) {
        self.number = number
        self.count = count
    }

    func contains(_ index: Int) -> Bool { index % count == number - 1 }

    public var text: String { "\(number)/\(count)" }
}

/// How a run is watched and stopped from outside.
public final class RunControl: Sendable {
    private let stopFlag = Atomic(false)
    private let isAskedToStop: @Sendable () -> Bool
    private let report: @Sendable (BatchProgress) -> Void
    private let foretold: @Sendable (SeriesForecast) -> Void
    /// What a folder's disk can still take; `nil` where nobody knows.
    let room: @Sendable (String) -> DiskRoom?

    /// - Parameters:
    ///   - isAskedToStop: asked before every row: a signal, a button.
    ///   - foretold: called once, before the first contract of a long run is made.
    ///   - room: what a folder's disk can still take.
    ///   - report: called after every row, by several threads in turn.
    public init(
        isAskedToStop: @escaping @Sendable () -> Bool = { false }, foretold: @escaping @Sendable (SeriesForecast) -> Void = { _ in },
        room: @escaping @Sendable (String) -> DiskRoom? = { DiskRoom(at: $0) }, report: @escaping @Sendable (BatchProgress) -> Void = { _ in }
    ) {
        self.isAskedToStop = isAskedToStop
        self.foretold = foretold
        self.room = room
        self.report = report
    }

    /// Lets what is begun come to its end and begins nothing new.
    public func stop() { stopFlag.store(true, ordering: .relaxed) }

    public var isStopping: Bool { stopFlag.load(ordering: .relaxed) || isAskedToStop() }

    func tell(_ progress: BatchProgress) { report(progress) }

    func tell(_ forecast: SeriesForecast) { foretold(forecast) }
}

/// How far a run is.
public struct BatchProgress: Sendable, Hashable {
    /// What all rows go through, one after the other.
    public enum Stage: Sendable, Hashable {
        case checking, making, printing
    }

    public var stage = Stage.making
    /// All rows of the run.
    public var total: Int
    /// Rows that are done with: made, kept from an earlier run, or failed.
    public var done: Int
    public var kept = 0
    public var failed = 0
}
