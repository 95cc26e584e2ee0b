/// Words by which names of bodies are declined: „Kirchengemeinde“ in „Ev. Kirchengemeinde Musterstadt“, else their legal form.
public struct BodyNouns: Sendable {
    /// By word, also as the end of a compound.
    private let nouns: [Substring: GrammaticalGender]
    /// „e. V.“, „gGmbH“, without blanks.
    private let legalForms: [String: GrammaticalGender]
    private let longest: Int
    private let endings: WordEndings

    public init(nouns: [String: GrammaticalGender] = [:], legalForms: [String: GrammaticalGender] = [:]) {
        self.nouns = nouns.reduce(into: [:]) { $0[$1.key.lowercased()[...]] = $1.value }
        endings = WordEndings(self.nouns.keys)
        self.legalForms = legalForms.reduce(into: [:]) { $0[$1.key.filter { !$0.isWhitespace }] = $1.value }
        longest = nouns.keys.map(\.unicodeScalars.count).max() ?? 0
    }

    /// The word of a name that it is declined by, with its gender; `nil` where none is known.
    ///
    /// The first known noun holds, as long as only names and adjectives stand before it; a preposition or an article („für Familien“)
    /// ends the search. A name that begins with an article of its own („Die Brücke e. V.“) goes by no word.
    public func head(of name: String) -> (word: String, gender: GrammaticalGender)? {
        // By scalars: no blank is part of a longer character.
        let words = name.unicodeScalars.split { $0.value < 0x80 ? $0 == " " || (0x9...0xD).contains($0.value) : $0.properties.isWhitespace }.map { String(Substring($0)) }
        guard let first = words.first, !["Der", "Die", "Das"].contains(first) else { return nil }
        for word in words {
            guard word.unicodeScalars.first?.isUppercaseLetter ?? false else {
                if ["und", "u."].contains(word) { continue }
                break
            }
            if let gender = gender(of: word) { return (word, gender) }
        }
        // „e. V.“ is written as one word or as two.
        for count in [1, 2] where words.count > count {
            let form = words.suffix(count).joined()
            if let gender = legalForms[form] { return (words.suffix(count).joined(separator: " "), gender) }
        }
        return nil
    }

    /// The longest known noun that the word is, or ends with after a part of at least three letters.
    func gender(of word: String) -> GrammaticalGender? {
        var ending = Substring(word.lowercased().unicodeScalars.prefix { $0 != "," })
        guard endings.mayEnd(ending) else { return nil }
        if let gender = nouns[ending] { return gender }
        var length = ending.unicodeScalars.count
        for dropped in 1...60 where length > 3 {
            ending.unicodeScalars.removeFirst()
            length -= 1
            guard dropped >= 3, length <= longest else { continue }
            if let gender = nouns[ending] { return gender }
        }
        return nil
    }
}

extension GenderForms {
    /// See ``BodyNouns/head(of:)``.
    public func head(ofBody name: String) -> (word: String, gender: GrammaticalGender)? { bodies.head(of: name) }

    /// The gender of a noun that parties are called by: „Jugendamt“, „Träger der öffentlichen Jugendhilfe“, „Land“.
    public func gender(ofRole words: String) -> GrammaticalGender? {
        guard let noun = words.split(separator: " ").first(where: { $0.first?.isUppercase ?? false }).map(String.init) else { return nil }
        return organGender(of: noun) ?? bodies.gender(of: noun)
    }
}
