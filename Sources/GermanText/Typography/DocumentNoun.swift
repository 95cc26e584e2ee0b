/// How a document is referred to by its title.
public enum DocumentNoun {
    /// „zur Kooperationsvereinbarung Frühe Hilfen“, „zum Kooperationsvertrag“; a title that does not begin with a noun known here
    /// is quoted: „zu „Gemeinsam für Kinder““.
    public static func dative(of title: String) -> String {
        guard !title.isEmpty else { return "" }
        let first = title.prefix { !$0.isWhitespace && $0 != "," }.lowercased()
        if feminine.contains(where: first.hasSuffix) { return "zur \(title)" }
        if neuterOrMasculine.contains(where: first.hasSuffix) { return "zum \(title)" }
        return "zu „\(title)“"
    }

    private static let feminine = ["vereinbarung", "urkunde", "ordnung", "satzung", "erklärung", "verfügung", "konzeption", "richtlinie"]
    private static let neuterOrMasculine = [
        "vertrag", "abkommen", "brief", "schreiben", "protokoll", "konzept", "anschreiben", "bescheid", "antrag", "beschluss", "muster",
    ]
}
