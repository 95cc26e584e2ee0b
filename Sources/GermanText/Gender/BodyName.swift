/// The name of a body as running text needs it: „der Vogtländischen PflegeEltern Initiative“, „des Landkreises Musterland“.
///
/// Adjectives before the name take the endings that the article asks for; the noun itself has an ending in the genitive only.
public struct BodyName: Sendable, Hashable {
    public var name: String
    public var gender: GrammaticalGender
    public var number: GrammaticalNumber

    public init(_ name: String, _ gender: GrammaticalGender, _ number: GrammaticalNumber = .singular) {
        self.name = name
        self.gender = gender
        self.number = number
    }

    /// With the definite article.
    public func form(_ grammaticalCase: GrammaticalCase) -> String {
        let article = Article.der.form(gender, number, grammaticalCase) ?? ""
        let ending = Endings.adjective(after: .der, gender, number, grammaticalCase)
        var words = name.utf8.split(separator: 0x20).map { String(Substring($0)) }
        var next = 0
        while next + 1 < words.count {
            if let stem = adjectiveStem(words[next]) { words[next] = stem + ending } else if !isPlaceAdjective(words[next], before: words[next + 1]) { break }
            next += 1
        }
        if grammaticalCase == .genitive, number == .singular, gender != .feminine, words.indices.contains(next) { words[next] = genitive(words[next]) }
        if grammaticalCase == .dative, number == .plural, words.indices.contains(next) { words[next] = pluralDative(words[next]) }
        return ([article] + words).joined(separator: " ")
    }

    private static let adjectiveEndings = ["isch", "lich", "ig", "al", "iv", "frei", "nah", "sozial", "örtlich", "evangelisch", "katholisch"]

    /// „Vogtländische“ as the first word of a name in the nominative; the stem, or `nil` where it is no adjective. Those in -er from
    /// names of places have no ending.
    private func adjectiveStem(_ word: String) -> String? {
        let strong = Endings.determiner(gender, number).nominative
        guard word.unicodeScalars.first?.isUppercaseLetter ?? false, word.utf8.suffix(strong.utf8.count).elementsEqual(strong.utf8) else { return nil }
        let stem = String(word.unicodeScalars.dropLast(strong.utf8.count))
        return BodyName.isAdjectiveStem(stem) ? stem : nil
    }

    static func isAdjectiveStem(_ stem: String) -> Bool {
        let lower = stem.lowercased()
        return adjectiveEndings.contains { lower.hasSuffix($0) }
    }

    /// „Berliner Verein“: before a common noun. „Träger der …“ is none.
    private func isPlaceAdjective(_ word: String, before next: String) -> Bool {
        Endings.isPlaceName(word) && (next.unicodeScalars.first?.isUppercaseLetter ?? false)
    }

    /// „Sportfreunde“ – „Sportfreunden“, „Stadtwerke“ – „Stadtwerken“; what ends in -er may be a place's adjective („Malteser Münster“)
    /// and stays, as do abbreviations.
    private func pluralDative(_ noun: String) -> String {
        let last = noun.split(separator: "-").last ?? ""
        let isAbbreviation = last.unicodeScalars.dropFirst().contains(where: \.isUppercaseLetter)
        return !isAbbreviation && noun.hasSuffix("e") ? noun + "n" : noun
    }

    /// „Kreis“ – „Kreises“, „Verein“ – „Vereins“; names and abbreviations stay as they are.
    private func genitive(_ noun: String) -> String {
        let letters = Array(noun.unicodeScalars)
        let isAbbreviation = letters.dropFirst().contains(where: \.isUppercaseLetter) || letters.count < 3
        if isAbbreviation || noun.hasSuffix(".") { return noun }
        if ["Land", "Bundesland", "Bund"].contains(noun) { return noun + "es" }
        return ["s", "ß", "x", "z", "sch"].contains { noun.hasSuffix($0) } ? noun + "es" : noun + "s"
    }
}
