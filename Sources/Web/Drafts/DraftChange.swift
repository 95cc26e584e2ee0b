/// What a form changes of a draft: the fields that it had, and no others.
struct DraftChange: Sendable {
    private let values: [(path: String, value: String)]
    private let name: String?

    /// Characters of one value.
    private static let longest = 100_000
    private static let longestName = 120

    init(_ form: FormFields) {
        values = form.pairs.filter { !$0.name.hasPrefix("_") && !$0.name.isEmpty && $0.name.utf8.count <= 200 }.map {
            ($0.name, String($0.value.replacing("\r\n", with: "\n").prefix(DraftChange.longest)))
        }
        name = form["_name"].map { String($0.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(DraftChange.longestName)) }
    }

    func apply(to draft: inout Draft) {
        for (path, value) in values { draft.answers[path] = value.allSatisfy(\.isWhitespace) ? nil : value }
        if let name, name.contains(where: { !$0.isWhitespace }) { draft.name = name }
    }
}
