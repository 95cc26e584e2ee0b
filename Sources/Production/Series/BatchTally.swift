import Findings
import Synchronization

/// Counts what becomes of the rows, and gathers what there is to say; for all threads of a run.
final class BatchTally: Sendable {
    private struct Count {
        var kept = 0
        var made = 0
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

    /// - Parameter prefixes: what paths are shortened by, and to what, so that manifests do not tell where they were made.
    init(total: Int, table: String, control: RunControl, prefixes: [(String, String)]) {
        self.total = total
        self.table = table
        self.control = control
        self.prefixes = prefixes
    }

    func add(_ record: RowRecord, isKept: Bool) {
        let progress = count.withLock { count in
            if record.datei == nil { count.failed += 1 } else if isKept { count.kept += 1 } else { count.made += 1 }
            count.pages += record.seiten ?? 0
            return BatchProgress(
                total: total, done: count.kept + count.made + count.failed, kept: count.kept, failed: count.failed)
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

    private func shortened(_ finding: Finding) -> Finding {
        var finding = finding
        func short(_ text: String) -> String {
            prefixes.reduce(text) { text, prefix in text.contains(prefix.0) ? text.replacing(prefix.0, with: prefix.1) : text }
        }
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
            let status: ExitStatus = count.status != .ok ? count.status : count.failed > 0 ? .findings : .ok
            return BatchResult(
                folder: folder.path, manifest: folder.manifestName, total: total, kept: count.kept, made: count.made,
                failed: count.failed, wasStopped: isStopped, status: status,
                findings: count.findings.findings(of: total, in: table), unlistedFindings: count.findings.unlisted)
        }
    }

    var pages: Int { count.withLock(\.pages) }
}
