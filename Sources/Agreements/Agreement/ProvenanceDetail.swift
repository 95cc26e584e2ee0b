/// How much of its origin a document carries.
package enum ProvenanceDetail: String, Sendable, Hashable, CaseIterable {
    /// Clauses, reasons, and the values that are printed or decided a condition.
    case voll
    /// Names, versions and checksums; no values.
    case kennungen
    case keine
}
