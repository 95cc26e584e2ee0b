import Findings

/// What a run tells the shell: the codes of sysexits.h that the handbook documents.
public enum ExitStatus: Int32, Sendable, Hashable {
    case ok = 0
    /// `check` found a Fehler, `verify` a change and the like: the command did what it should, and there is something to look at.
    case findings = 1
    /// Rows of a series failed by what is in them; the others are made, and another attempt would change nothing. Not 1 nor 2, with which shells and interpreters
    /// end that could not even start the program: engines repeat those.
    case rowsFailed = 3
    /// Contracts of a series stayed as they were, although others would be made today; no row failed.
    case contractsKept = 4
    /// EX_USAGE
    case usage = 64
    /// EX_DATAERR
    case data = 65
    /// EX_NOINPUT
    case inputMissing = 66
    /// EX_CANTCREAT
    case cannotCreate = 73
    /// EX_IOERR
    case inputOutput = 74
    /// EX_TEMPFAIL: rows of merged parts are still to be done.
    case unfinished = 75
}

/// A run that could not be finished: what to tell the user, and the exit code.
public struct Failure: Error, Sendable, Hashable {
    public var status: ExitStatus
    public var findings: [Finding]

    public init(_ status: ExitStatus, _ findings: [Finding]) {
        self.status = status
        self.findings = findings
    }

    public init(_ status: ExitStatus, _ finding: Finding) {
        self.init(status, [finding])
    }

    /// Findings of an earlier stage: 66 where an input file is missing and nothing else is wrong, 64 for a wrong option, else 65.
    public init(_ findings: FindingList) {
        let errors = findings.all.filter { $0.severity == .fehler }
        func all(_ rules: Set<String>) -> Bool { !errors.isEmpty && errors.allSatisfy { rules.contains($0.rule) } }
        let status: ExitStatus = all(Failure.missingInput) ? .inputMissing : all(Failure.wrongUsage) ? .usage : .data
        self.init(status, findings.all)
    }

    /// Rules that say: a file that somebody named is not there.
    static let missingInput: Set<String> = [
        "datei-fehlt", "vereinbarung-unbekannt", "vereinbarung-fehlt", "bibliothek-fehlt", "schriftdatei-fehlt",
        "anlage-datei-fehlt",
    ]

    /// Rules that say: an option was given wrongly.
    static let wrongUsage: Set<String> = ["option-falsch"]
}
