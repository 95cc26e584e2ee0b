/// Which contracts somebody looks for: all that is given has to hold.
public struct RegisterQuery: Sendable, Hashable {
    public var words = ""
    /// `datenschutz`, `datenschutz@1`, `kuendigung/frist@1.0`: any of them.
    public var clauses: [String] = []
    /// Contracts without any of these clauses.
    public var withoutClauses: [String] = []
    /// Identifier of a partner, or words of its names and addresses.
    public var partner = ""
    public var agreement = ""
    public var states: Set<ContractEvent.Kind> = []
    /// ISO; the day on which the states hold.
    public var day = ""
    /// ISO; of the contract's own date, both included; empty: no bound.
    public var from = ""
    public var until = ""
    /// More are counted, not listed; `nil`: all.
    public var limit: Int?

    public init() {}
}

/// A clause as somebody asks for it: `datenschutz`, `datenschutz/voll`, each with `@` and a version or its beginning.
public struct ClauseAsked: Sendable, Hashable {
    let name: String
    /// `1` stands for `1` and everything that begins with `1.`; empty: all versions.
    let version: String

    public init(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        name = parts.first.map { String($0.filter { !$0.isWhitespace }) } ?? ""
        version = parts.count > 1 ? parts[1].filter { !$0.isWhitespace } : ""
    }

    /// Whether a clause of that name and version is meant.
    public func holds(name other: String, version otherVersion: String) -> Bool {
        (other == name || other.hasPrefix(name + "/")) && (version.isEmpty || otherVersion == version || otherVersion.hasPrefix(version + "."))
    }
}
