import Findings

/// Gathers the findings of one step, so that a file tells all its defects at once.
///
/// A reference within one step only; never stored in a value.
package final class FindingLog {
    package private(set) var all: [Finding] = []
    private var errors = 0
    private var countByFile: [String: Int] = [:]

    package init() {}

    /// Beyond ``Limits/findingsPerFile`` a file is told once that there is more.
    package func add(_ finding: Finding) {
        if finding.severity == .fehler { errors += 1 }
        guard case .file(let path, _, _)? = finding.place else {
            all.append(finding)
            return
        }
        let count = countByFile[path, default: 0] + 1
        countByFile[path] = count
        if count <= Limits.findingsPerFile {
            all.append(finding)
        } else if count == Limits.findingsPerFile + 1 {
            all.append(
                Finding(
                    finding.severity, "weitere-befunde", at: .file(path),
                    "Die Datei hat mehr als \(Limits.findingsPerFile) Befunde; die übrigen werden nicht gezeigt.",
                    remedy: "Beheben Sie die gezeigten und prüfen Sie noch einmal."))
        }
    }

    package func add(_ findings: [Finding]) {
        for finding in findings { add(finding) }
    }

    package func error(_ rule: String, at place: Place?, _ message: String, remedy: String? = nil) {
        add(Finding(.fehler, rule, at: place, message, remedy: remedy))
    }

    package func warning(_ rule: String, at place: Place?, _ message: String, remedy: String? = nil) {
        add(Finding(.warnung, rule, at: place, message, remedy: remedy))
    }

    package func note(_ rule: String, at place: Place?, _ message: String, remedy: String? = nil) {
        add(Finding(.hinweis, rule, at: place, message, remedy: remedy))
    }

    package var hasErrors: Bool { errors > 0 }

    /// How many errors there are so far: compare before and after to see whether a part was sound.
    package var errorCount: Int { errors }

    package func throwIfErrors() throws(FindingList) {
        if hasErrors { throw FindingList(all) }
    }
}
