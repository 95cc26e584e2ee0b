import Findings

/// A row of a partner table.
package struct PartnerRow: Sendable, Hashable {
    /// `nr`
    package let key: String
    /// As Excel shows it; the heading is row 1.
    package let number: Int
    /// What is wrong with the row as such.
    package internal(set) var findings: [Finding]
    let layer: InputLayer

    /// Whether there is anything in it to go by: a broken line of JSON has not.
    package var isReadable: Bool { !layer.root.entries.isEmpty || findings.isEmpty }

    init(key: String, number: Int, findings: [Finding], layer: InputLayer) {
        self.key = key
        self.number = number
        self.findings = findings
        self.layer = layer
    }
}
