import Findings

/// Files to become annexes of all contracts of a folder: `annex` with a folder.
public struct AnnexRequest: Sendable, Hashable {
    /// Folder of the contracts as `build` or `batch` wrote them; of its sub-folders those that a series was spread over.
    public var folder: String
    public var files: [AttachedFile]
    /// Folder of the library; `nil`: found from the current folder upward, else the installed one.
    public var library: String?
    /// Path of the agreement, where it does not lie in the library.
    public var agreement: String?
    /// Folder of the results, which have the names of the contracts.
    public var output: String
    /// Foreign pages that cannot stand in an archive as they are are errors.
    public var strict = false
    /// Whether a result may take the place of a final version with another content.
    public var replaces = false
    /// `nil`: one for each processor.
    public var workers: Int?

    public init(folder: String, files: [AttachedFile], library: String? = nil, agreement: String? = nil, output: String) {
        (self.folder, self.files, self.library, self.agreement, self.output) = (folder, files, library, agreement, output)
    }
}

/// What became of the contracts of a folder that got annexes.
public struct AnnexResult: Sendable, Hashable {
    public let folder: String
    public let total: Int
    /// There was nothing of their names.
    public internal(set) var new = 0
    /// They took the place of another contract of ours.
    public internal(set) var replaced = 0
    /// What was there is what was made, signed since or not.
    public internal(set) var kept = 0
    /// What was there stays, although another contract was made.
    public internal(set) var outdated = 0
    public internal(set) var failed = 0
    /// Somebody stopped the run before all contracts had their turn.
    public internal(set) var wasStopped = false
    /// Each once.
    public internal(set) var findings: [Finding] = []

    init(folder: String, total: Int) { (self.folder, self.total) = (folder, total) }

    public var made: Int { new + replaced }
    /// Contracts that have not had their turn.
    public var open: Int { total - made - kept - outdated - failed }
    /// As of a series: ``ExitStatus/rowsFailed``, ``ExitStatus/contractsKept`` or ``ExitStatus/ok``.
    public var status: ExitStatus { failed > 0 ? .rowsFailed : outdated > 0 ? .contractsKept : .ok }

    /// „25 Verträge in mit-lageplan: 2 neu, 22 unverändert, 1 ersetzt.“
    public var summary: String {
        let present = made + kept + outdated
        let parts = [(new, "neu"), (kept, "unverändert"), (replaced, "ersetzt"), (outdated, "geblieben, obwohl ein anderer entstünde")]
        var text = "\(present == 1 ? "1 Vertrag" : "\(present) Verträge") in \(folder)"
        if present > 0 { text += ": " + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ") }
        text += "."
        if failed > 0 { text += failed == 1 ? " Bei 1 Vertrag ging es nicht." : " Bei \(failed) Verträgen ging es nicht." }
        if open > 0 { text += " \(open == 1 ? "1 Vertrag ist" : "\(open) Verträge sind") noch offen; derselbe Aufruf setzt den Lauf fort." }
        return text
    }
}
