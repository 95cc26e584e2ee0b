import Findings

public enum GenderFormError: Error, Sendable, Hashable {
    /// No word of the data is `word` or its last part. `nearest` is what may have been meant.
    case unknownWord(String, nearest: String?)
    /// The article has no form in that number: „ein“ has no plural.
    case noForm(article: Article, number: GrammaticalNumber)
}

/// Generates the forms of words for persons in every gender mode, from data. One object for all texts: each of them has it at hand.
public final class GenderForms: Sendable {
    private let nouns: [PersonNoun]
    /// Lower-case spelling → index of the noun. Substrings, so that the end of a compound is looked up without a copy.
    private let index: [Substring: Int]
    /// Bodies that act as a person does („Vorstand“), in small letters, the longest first: of two that a word ends with the more exact one holds.
    private let organs: [(name: String, gender: GrammaticalGender)]
    let endings: WordEndings
    let bodies: BodyNouns

    /// - Parameters:
    ///   - words: Of two words with the same spelling the first one holds.
    ///   - organs: bodies that represent others and have a gender of their own.
    ///   - bodies: words that names of bodies go by.
    public init(words: [PersonNoun], organs: [String: GrammaticalGender] = [:], bodies: BodyNouns = BodyNouns()) {
        let organs = organs.map { (name: $0.key.lowercased(), gender: $0.value) }.sorted { ($1.name.utf8.count, $0.name) < ($0.name.utf8.count, $1.name) }
        self.organs = organs
        self.bodies = bodies
        nouns = words
        var index: [Substring: Int] = [:]
        for (position, noun) in words.enumerated() {
            for key in noun.keys.map({ $0.lowercased()[...] }) where index[key] == nil { index[key] = position }
        }
        self.index = index
        endings = WordEndings(index.keys + organs.map { $0.name[...] })
    }

    /// The words of the data, each as it stands in `{{WORD:in}}`.
    public var words: [String] { nouns.compactMap(\.keys.first) }

    /// The form to print, without word joiners (``GermanTypography`` puts them in).
    ///
    /// - Parameters:
    ///   - word: Masculine nominative, its plural, or the stem before „in“: „Netzwerkpartner“, „Akteure“, „Pädagog“. A compound is
    ///     read by the longest word of the data that it ends with.
    ///   - article: Printed before the noun and declined with it.
    /// - Throws: ``GenderFormError``.
    public func form(
        of word: String, number: GrammaticalNumber, case grammaticalCase: GrammaticalCase = .nominative,
        article: Article? = nil, mode: GenderMode
    ) throws(GenderFormError) -> String {
        let (noun, prefix) = try lookUp(word)
        if let article, article.form(.feminine, number, .nominative) == nil {
            throw .noForm(article: article, number: number)
        }
        return Inflection(noun: noun, prefix: prefix, number: number, grammaticalCase: grammaticalCase, article: article)
            .form(mode)
    }

    /// The gender of the body that acts as a person does and that the word ends with.
    ///
    /// - Parameter lower: in small letters.
    func organ(endingIn lower: String) -> GrammaticalGender? {
        endings.mayEnd(lower) ? organs.first { lower.hasSuffix($0.name) }?.gender : nil
    }

    /// Does the data know the word or its last part?
    public func knows(_ word: String) -> Bool { find(word) != nil }

    /// The words of the data by their masculine nominative, sorted.
    public var vocabulary: [String] {
        nouns.compactMap { $0.keys.first }.sorted()
    }

    /// The neutral words of the data: stems of those inflected like adjectives („Mitarbeitend“), the others in the singular.
    public var neutralWords: [String] {
        nouns.compactMap { noun in
            switch noun.neutral {
            case .adjectival(let stem): stem
            case .noun(_, let declension): declension.singular.nominative
            case nil: nil
            }
        }
    }

    /// Is the word, or its end, the name of an office that one person holds: „Oberbürgermeister“?
    public func isOffice(_ word: String) -> Bool { find(word)?.0.isOffice ?? false }

    func person(_ word: String) -> (PersonNoun, prefix: String)? { find(word) }

    // MARK: Looking up

    /// A word of the data shorter than this is not looked for at the end of compounds.
    private static let shortestEnding = 3

    private func lookUp(_ word: String) throws(GenderFormError) -> (PersonNoun, prefix: String) {
        if let found = find(word) { return found }
        throw .unknownWord(word, nearest: nearest(to: word))
    }

    /// Without a search for what may have been meant, which costs as much as a page: whether a partner's „Vorstand“ is a word of the
    /// data is asked for every row.
    private func find(_ word: String) -> (PersonNoun, prefix: String)? {
        guard endings.mayEnd(word) else { return nil }
        var ending = word.lowercased()[...]
        var prefixLength = 0
        // From the whole word to its end: the first hit is the longest.
        while ending.unicodeScalars.count >= Self.shortestEnding {
            if let position = index[ending] {
                return (nouns[position], String(word.unicodeScalars.prefix(prefixLength)))
            }
            guard prefixLength < 64 else { break }
            ending.unicodeScalars.removeFirst()
            prefixLength += 1
        }
        return nil
    }

    /// „Netzwerkparnter“ → „Netzwerkpartner“: the known ending with the fewest differences, at most two.
    private func nearest(to word: String) -> String? {
        let letters = Array(word.lowercased().unicodeScalars.prefix(64))
        var best: (distance: Int, length: Int, suggestion: String)?
        for noun in nouns {
            guard let key = noun.keys.first else { continue }
            let target = Array(key.lowercased().unicodeScalars)
            for length in max(1, target.count - 1)...(target.count + 1) where length <= letters.count {
                let distance = Suggestion.distance(Array(letters.suffix(length)), target)
                guard distance <= 2, distance * 3 <= target.count else { continue }
                // Of equal distance the longer ending says more; then the alphabet decides.
                if let best, (best.distance, -best.length, best.suggestion) <= (distance, -target.count, key) { continue }
                best = (distance, target.count, compound(word, dropping: length, key))
            }
        }
        return best?.suggestion
    }

    private func compound(_ word: String, dropping length: Int, _ ending: String) -> String {
        let prefix = String(String.UnicodeScalarView(word.unicodeScalars.dropLast(length)))
        return prefix.isEmpty || prefix.hasSuffix("-") ? prefix + ending : prefix + ending.prefix(1).lowercased() + ending.dropFirst()
    }
}
