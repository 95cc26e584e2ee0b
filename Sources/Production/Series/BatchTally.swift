import Findings
import Synchronization

/// Counts what becomes of the rows, and gathers what there is to say; for all threads of a run.
final class BatchTally: Sendable {
    private struct Count {
        var kept = 0
        var new = 0
        var replaced = 0
        var outdated = 0
        var failed = 0
        var pages = 0
        var status = ExitStatus.ok
        var findings = FindingFold(limit: BatchResult.mostFindings)
    }

    private let count = Mutex(Count())
    /// What most rows say, as it stands in the manifest.
    private let portables = Mutex<[Finding: Finding]>([:])
    private let total: Int
    private let table: String
    private let control: RunControl
    private let prefixes: [(String, String)]
    /// The table's path as it stands in the manifest.
    private let shortTable: String

    /// - Parameter prefixes: what paths are shortened by, and to what, so that manifests do not tell where they were made.
    init(total: Int, table: String, control: RunControl, prefixes: [(String, String)]) {
        self.total = total
        self.table = table
        self.control = control
        self.prefixes = prefixes
        shortTable = Self.shortened(table, prefixes)
    }

    func add(_ record: RowRecord, _ outcome: RowOutcome) {
        let progress = count.withLock { count in
            switch outcome {
            case _ where record.datei == nil: count.failed += 1
            case .new: count.new += 1
            case .replaced: count.replaced += 1
            case .kept: count.kept += 1
            case .outdated: count.outdated += 1
            }
            count.pages += record.seiten ?? 0
            let stayed = count.kept + count.outdated
            return BatchProgress(total: total, done: stayed + count.new + count.replaced + count.failed, kept: stayed, failed: count.failed)
        }
        control.tell(progress)
    }

    /// What the user is to see; the same thing of many rows once, with the rows.
    ///
    /// - Parameter row: whose findings they are; `nil`: the table's.
    func note(_ findings: [Finding], row: Int? = nil) {
        guard !findings.isEmpty else { return }
        count.withLock { count in
            for finding in findings { count.findings.add(finding, row: row, isAlike: finding.severity == .hinweis) }
        }
    }

    /// A row failed for another reason than what is in it.
    func note(_ status: ExitStatus) {
        guard status == .inputOutput || status == .cannotCreate else { return }
        count.withLock { $0.status = status }
    }

    /// A finding as it stands in manifest and report.
    func portable(_ finding: Finding) -> Finding {
        // What stands in a cell is said once.
        if case .cell? = finding.place { return shortened(finding) }
        if let known = portables.withLock({ $0[finding] }) { return known }
        let result = shortened(finding)
        portables.withLock { if $0.count < 4_096 { $0[finding] = result } }
        return result
    }

    private static func shortened(_ text: String, _ prefixes: [(String, String)]) -> String {
        // Nearly no message names a file; looking for a byte costs little.
        guard text.utf8.contains(UInt8(ascii: "/")) else { return text }
        return prefixes.reduce(text) { text, prefix in text.contains(prefix.0) ? text.replacing(prefix.0, with: prefix.1) : text }
    }

    private func shortened(_ finding: Finding) -> Finding {
        var finding = finding
        func short(_ text: String) -> String { text == table ? shortTable : Self.shortened(text, prefixes) }
        finding.message = short(finding.message)
        finding.remedy = finding.remedy.map(short)
        switch finding.place {
        case .file(let path, let line, let column)?:
            let shorter = short(path)
            // Somewhere else on this machine: the name must do.
            let name = shorter.hasPrefix("/") ? shorter.lastPathName : shorter
            finding.message = finding.message.replacing(shorter, with: name)
            finding.remedy = finding.remedy?.replacing(shorter, with: name)
            finding.place = .file(name, line: line, column: column)
        case .cell(let path, let row, let column, let letter)?:
            finding.place = .cell(short(path), row: row, column: column, letter: letter)
        case .option?, nil: break
        }
        return finding
    }

    func result(folder: BatchFolder, isStopped: Bool) -> BatchResult {
        count.withLock { count in
            let status: ExitStatus = count.status != .ok ? count.status : count.failed > 0 ? .rowsFailed : count.outdated > 0 ? .contractsKept : .ok
            return BatchResult(
                folder: folder.path, manifest: folder.manifestName, total: total, kept: count.kept, new: count.new, replaced: count.replaced,
                outdated: count.outdated, failed: count.failed, wasStopped: isStopped, status: status,
                findings: count.findings.findings(of: total, in: table), unlistedFindings: count.findings.unlisted)
        }
    }

    /// What earlier runs have made, and the manifest still tells.
    func addPages(of records: [RowRecord]) { count.withLock { count in count.pages += records.reduce(0) { $0 + ($1.seiten ?? 0) } } }

    var pages: Int { count.withLock(\.pages) }
}
