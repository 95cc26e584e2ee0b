/// What `check --rules` tells of a rule.
public struct RuleCard: Sendable, Hashable {
    /// Identifier of its findings: `gesetz-unbekannt`.
    public var id: String
    /// The highest that its findings have.
    public var severity: Severity
    /// What the rule looks for and why: one or two German sentences.
    public var explanation: String
    /// How findings are mended: one German sentence.
    public var remedy: String

    public init(_ id: String, _ severity: Severity, _ explanation: String, remedy: String) {
        self.id = id
        self.severity = severity
        self.explanation = explanation
        self.remedy = remedy
    }
}
