import Findings

/// A text from the input, fit to stand in a message: in quotes, on one line, without control characters, cut when long.
package func quoted(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if shown.count >= Limits.quotedScalars {
            shown.append("…")
            break
        }
        shown.append(TextHygiene.forbiddenName(of: scalar) != nil || scalar.value < 0x20 ? " " : scalar)
    }
    return "„\(String(shown))“"
}

extension Suggestion {
    /// „Meinten Sie „x“?“, else the fallback, else the names there are.
    package static func remedy(for name: String, among names: some Collection<String>, otherwise: String?) -> String? {
        if let remedy = remedy(for: name, among: names) { return remedy }
        if let otherwise { return otherwise }
        guard !names.isEmpty, names.count <= 24 else { return nil }
        return "Möglich sind: " + names.sorted().joined(separator: ", ") + "."
    }
}
