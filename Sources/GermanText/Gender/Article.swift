/// A word before the noun that is declined with it. The raw value is its masculine nominative, as the clause language writes it.
public enum Article: String, Sendable, Hashable, CaseIterable {
    case der, ein, kein, jeder, dieser, jener, welcher, mancher, solcher, aller
    case ihr, sein, unser

    /// Inflected like „ein“: no ending in the masculine and neuter nominative (mixed declension).
    var isEinWord: Bool {
        switch self {
        case .ein, .kein, .ihr, .sein, .unser: true
        default: false
        }
    }

    /// `nil` where the word has no such number: „ein“ has no plural, „aller“ no singular of persons.
    public func form(_ gender: GrammaticalGender, _ number: GrammaticalNumber, _ grammaticalCase: GrammaticalCase) -> String? {
        switch (self, number) {
        case (.ein, .plural), (.jeder, .plural), (.aller, .singular): return nil
        case (.der, _):
            return number == .plural
                ? CaseForms(nominative: "die", genitive: "der", dative: "den", accusative: "die")[grammaticalCase]
                : Article.definite(gender)[grammaticalCase]
        default:
            let stem = isEinWord ? rawValue : String(rawValue.dropLast(2))
            return stem + ending(gender, number, grammaticalCase)
        }
    }

    private static func definite(_ gender: GrammaticalGender) -> CaseForms {
        switch gender {
        case .masculine: CaseForms(nominative: "der", genitive: "des", dative: "dem", accusative: "den")
        case .feminine: CaseForms(nominative: "die", genitive: "der", dative: "der", accusative: "die")
        case .neuter: CaseForms(nominative: "das", genitive: "des", dative: "dem", accusative: "das")
        }
    }

    private func ending(_ gender: GrammaticalGender, _ number: GrammaticalNumber, _ grammaticalCase: GrammaticalCase) -> String {
        if isEinWord, number == .singular {
            if grammaticalCase == .nominative, gender != .feminine { return "" }
            if grammaticalCase == .accusative, gender == .neuter { return "" }
        }
        return Endings.determiner(gender, number)[grammaticalCase]
    }
}

/// Endings of declension (Duden, Die Grammatik).
enum Endings {
    /// „dieser“, „diese“, „dieses“: the strong endings of words before the noun.
    static func determiner(_ gender: GrammaticalGender, _ number: GrammaticalNumber) -> CaseForms {
        if number == .plural { return CaseForms(nominative: "e", genitive: "er", dative: "en", accusative: "e") }
        return switch gender {
        case .masculine: CaseForms(nominative: "er", genitive: "es", dative: "em", accusative: "en")
        case .feminine: CaseForms(nominative: "e", genitive: "er", dative: "er", accusative: "e")
        case .neuter: CaseForms(nominative: "es", genitive: "es", dative: "em", accusative: "es")
        }
    }

    /// Adjectives in -er made from names of places („Berliner“, „Thüringer“) have a capital and no endings.
    static func isPlaceName(_ adjective: String) -> Bool {
        adjective.utf8.suffix(2).elementsEqual("er".utf8) && (adjective.unicodeScalars.first?.isUppercaseLetter ?? false)
    }

    /// Endings of adjectives and of nouns made from them („die Beauftragte“, „ein Beauftragter“), by the word before them.
    static func adjective(
        after article: Article?, _ gender: GrammaticalGender, _ number: GrammaticalNumber, _ grammaticalCase: GrammaticalCase
    ) -> String {
        guard let article else {
            let isStrongGenitive = number == .singular && gender != .feminine && grammaticalCase == .genitive
            return isStrongGenitive ? "en" : determiner(gender, number)[grammaticalCase]
        }
        if number == .plural { return "en" }
        switch (gender, grammaticalCase) {
        case (.masculine, .nominative): return article.isEinWord ? "er" : "e"
        case (.neuter, .nominative), (.neuter, .accusative): return article.isEinWord ? "es" : "e"
        case (.feminine, .nominative), (.feminine, .accusative): return "e"
        default: return "en"
        }
    }
}
