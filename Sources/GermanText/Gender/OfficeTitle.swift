extension GenderForms {
    /// The title of an office with its article, declined: „der Landrätin“, „dem Ersten Beigeordneten“, „den Vorsitzenden des Vorstands“,
    /// „der Geschäftsführung“.
    ///
    /// - Parameters:
    ///   - title: Nominative, with or without article; what follows the noun stays as it is.
    ///   - holder: The gender of who holds it; `nil`: as the title is written.
    /// - Returns: `nil` where the data know none of its words, or the title fits men and women and nothing tells which.
    public func office(_ title: String, holder: GrammaticalGender?, case grammaticalCase: GrammaticalCase) -> String? {
        var words = title.split(separator: " ").map(String.init)
        var holder = holder
        if words.count > 1, let article = words.first, let gender = ["die": GrammaticalGender.feminine, "der": .masculine, "den": .masculine][article] {
            words.removeFirst()
            holder = holder ?? gender
        }
        for (index, word) in words.enumerated() where word.first?.isUppercase ?? false {
            if let gender = organGender(of: word) {
                return BodyName(words.joined(separator: " "), gender).form(grammaticalCase)
            }
            guard let (noun, prefix) = person(word), let gender = holder ?? noun.gender(of: word) else { continue }
            let inflection = Inflection(
                noun: noun, prefix: prefix, number: .singular, grammaticalCase: grammaticalCase, article: .der,
                adjectives: words[..<index].map(GenderForms.adjectiveStem))
            return ([inflection.form(gender)] + words[(index + 1)...]).joined(separator: " ")
        }
        return nil
    }

    /// „Geschäftsführung“, „Vorstand“: an office that has the name of an institution, whoever holds it.
    func organGender(of word: String) -> GrammaticalGender? {
        let lower = word.lowercased()
        if let gender = organ(endingIn: lower) { return gender }
        return GenderForms.abstractEndings.contains { lower.hasSuffix($0) } ? .feminine : nil
    }

    private static let abstractEndings = ["ung", "schaft", "heit", "keit", "ion"]

    /// „Erster“, „Ersten“, „Erste“: without the ending. Those in -er from names of places („Hamburger“) have none.
    private static func adjectiveStem(_ word: String) -> String {
        for ending in ["er", "en", "e"] where word.hasSuffix(ending) {
            let stem = String(word.dropLast(ending.count))
            if ending == "e" || BodyName.isAdjectiveStem(stem) || ["end", "erst", "zweit", "dritt"].contains(where: { stem.lowercased().hasSuffix($0) }) {
                return stem
            }
        }
        return word
    }
}

extension PersonNoun {
    /// Whether the word, written in the nominative, names a woman or a man; `nil`: it may be either („Vorsitzende“).
    fileprivate func gender(of word: String) -> GrammaticalGender? {
        let lower = word.lowercased()
        switch kind {
        case .adjectival(let stem): return lower.hasSuffix(stem.lowercased() + "er") ? .masculine : nil
        case .derived(let him, let her):
            if lower.hasSuffix(her.singular.nominative.lowercased()) { return .feminine }
            return lower.hasSuffix(him.singular.nominative.lowercased()) ? .masculine : nil
        }
    }
}
