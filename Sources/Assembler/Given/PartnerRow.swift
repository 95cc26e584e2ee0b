import Findings

/// A row of a partner table.
public struct PartnerRow: Sendable, Hashable {
    /// `nr`
    public let key: String
    /// As Excel shows it; the heading is row 1.
    public let number: Int
    /// What is wrong with the row as such.
    public internal(set) var findings: [Finding]
    let layer: InputLayer

    /// Whether there is anything in it to go by: a broken line of JSON has not.
    public var isReadable: Bool { !layer.root.entries.isEmpty || findings.isEmpty }

    init(key: String, number: Int, findings: [Finding], layer: InputLayer) {
        self.key = key
        self.number = number
        self.findings = findings
        self.layer = layer
    }
}
