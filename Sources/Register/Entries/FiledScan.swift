/// A scan that lies beside its contract, as the register notes it: in the remark of the event „zurück“.
package struct FiledScan: Sendable, Hashable {
    /// „Ausfertigung 2: “ and how complete it is.
    package var words: String
    /// Of the file, which lies beside the contract.
    package var name: String
    /// Of the file.
    package var sha256: String

    package init(words: String, name: String, sha256: String) { (self.words, self.name, self.sha256) = (words, name, sha256) }

    package var remark: String { "\(words); \(name), SHA-256 \(sha256)" }

    /// - Returns: `nil` for a remark of another kind, or a name that leads elsewhere.
    package init?(remark: String) {
        guard let match = remark.wholeMatch(of: /(.*); ([^\/;]+\.pdf), SHA-256 ([0-9a-f]{64})/), !match.2.hasPrefix(".") else { return nil }
        self.init(words: String(match.1), name: String(match.2), sha256: String(match.3))
    }
}
