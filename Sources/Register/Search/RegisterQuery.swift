/// Which contracts somebody looks for: all that is given has to hold.
package struct RegisterQuery: Sendable, Hashable {
    package var words = ""
    /// `datenschutz`, `datenschutz@1`, `kuendigung/frist@1.0`: any of them.
    package var clauses: [String] = []
    /// Contracts without any of these clauses.
    package var withoutClauses: [String] = []
    /// Identifier of a partner, or words of its names and addresses.
    package var partner = ""
    package var agreement = ""
    package var states: Set<ContractEvent.Kind> = []
    /// ISO; the day on which the states hold.
    package var day = ""
    /// ISO; of the contract's own date, both included; empty: no bound.
    package var from = ""
    package var until = ""
    /// More are counted, not listed; `nil`: all.
    package var limit: Int?

    package init() {}
}

/// A clause as somebody asks for it: `datenschutz`, `datenschutz/voll`, each with `@` and a version or its beginning.
package struct ClauseAsked: Sendable, Hashable {
    let name: String
    /// `1` stands for `1` and everything that begins with `1.`; empty: all versions.
    let version: String

    package init(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        name = parts.first.map { String($0.filter { !$0.isWhitespace }) } ?? ""
        version = parts.count > 1 ? parts[1].filter { !$0.isWhitespace } : ""
    }

    /// Whether a clause of that name and version is meant.
    package func holds(name other: String, version otherVersion: String) -> Bool {
        (other == name || other.hasPrefix(name + "/")) && (version.isEmpty || otherVersion == version || otherVersion.hasPrefix(version + "."))
    }
}
