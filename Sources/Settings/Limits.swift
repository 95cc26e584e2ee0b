/// Bounds of what the program reads. Input is hostile until parsed: whatever grows with it has a bound here.
package enum Limits {
    /// Parties of one agreement.
    package static let parties = 60

    /// Of a file that clerks write (clause, agreement, body, data), in bytes.
    package static let fileBytes = 2 * 1024 * 1024
    /// Unicode scalars in one value of a field.
    package static let valueScalars = 100_000
    /// Mappings and lists within one another in a YAML file.
    package static let nesting = 32
    /// Brackets and `nicht` within one another in an expression.
    package static let expressionNesting = 64
    /// Keys and values of one YAML file, counted after aliases are followed.
    package static let nodes = 200_000
    /// Elements of one list in a file that clerks write: clauses, annexes, lines. Some of them are compared with one another.
    package static let listElements = 5_000
    /// Findings reported of one file; the rest is summed up in one line.
    package static let findingsPerFile = 100
    /// Digits of a number.
    package static let digits = 30
    /// Unicode scalars of a name in an error message, before it is cut.
    package static let quotedScalars = 60
}
