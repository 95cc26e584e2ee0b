import Findings

/// A paper that was made and written.
public struct BuiltContract: Sendable, Hashable {
    public var path: String
    public var pages: Int
    public var bytes: Int
    /// Warnings and hints.
    public var findings: [Finding]
}
