/// What a structure that was made holds.
struct UntaggedTally: Sendable, Hashable {
    var headings = 0
    var paragraphs = 0
    var lists = 0
    var tables = 0
    var figures = 0

    /// In German.
    var text: String {
        let counts = [
            (headings, "Überschrift", "Überschriften"), (paragraphs, "Absatz", "Absätze"), (lists, "Liste", "Listen"), (tables, "Tabelle", "Tabellen"),
            (figures, "Bild", "Bilder"),
        ]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
        return words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " und " + (words.last ?? "")
    }
}
