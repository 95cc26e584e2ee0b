/// What several bodies are called together, in the plural: „Länder“ – „den Ländern“, „Vertragsschließende Länder“ – „den
/// Vertragsschließenden Ländern“.
public struct GroupName: Sendable, Hashable {
    /// Nominative, without article.
    public var name: String

    public init(_ name: String) { self.name = name }

    /// With the definite article.
    public func form(_ grammaticalCase: GrammaticalCase) -> String {
        var words = name.split(separator: " ").map(String.init)
        // The noun is the last of the capitals that the name begins with; „Träger der Jugendhilfe“ goes on in small letters.
        let head = max(0, (words.firstIndex { !($0.first?.isUppercase ?? false) } ?? words.count) - 1)
        for index in words.indices where index < head && words[index].hasSuffix("e") { words[index] += "n" }
        if grammaticalCase == .dative, words.indices.contains(head), !words[head].hasSuffix("n"), !words[head].hasSuffix("s") { words[head] += "n" }
        return ([Article.der.form(.masculine, .plural, grammaticalCase) ?? ""] + words).joined(separator: " ")
    }
}
