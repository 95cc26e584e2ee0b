import Findings

/// What was decided, and what is to be looked at: each a line of the report.
struct TakeOverLog {
    let path: String
    private(set) var findings: [Finding] = []

    init(_ path: String) { self.path = path }

    /// - Parameter line: paragraph of the file, from 1; 0: the whole file.
    mutating func add(_ severity: Severity, _ rule: String, line: Int = 0, _ message: String, _ remedy: String) {
        findings.append(Finding(severity, rule, at: .file(path, line: line, column: 0), message, remedy: remedy))
    }

    /// What a line begins with, to know it again.
    static func excerpt(_ text: String) -> String {
        let plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return plain.count > 70 ? plain.prefix(66) + " …" : plain
    }
}
