/// Why the structure of a foreign file is not carried over.
struct StructureDefect: Error, Sendable, Hashable {
    /// A German clause.
    var reason: String

    static func onPage(_ page: Int, _ reason: String) -> StructureDefect { StructureDefect(reason: "Seite \(page + 1): \(reason)") }
}
