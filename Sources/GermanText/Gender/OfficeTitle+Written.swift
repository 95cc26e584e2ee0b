extension GenderForms {
    /// An office or organ as somebody wrote it, with or without article and in whatever case, declined anew with its article: „den
    /// Ministerpräsidenten“ – „der Ministerpräsident“, „Vorstand“ – „den Vorstand“. A name may follow.
    ///
    /// - Returns: `nil` where the text does not begin with an office: „Jale Muster, Vorstand“.
    public func title(_ written: String, _ grammaticalCase: GrammaticalCase) -> String? {
        guard !written.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") }) else { return nil }
        var words = written.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
        guard let first = words.first else { return nil }
        var holder: GrammaticalGender?
        switch first {
        case "die": holder = .feminine
        case "der", "den", "dem": holder = .masculine
        default: break
        }
        if holder != nil || first == "das" { words.removeFirst() }
        // Adjectives in small letters or at the head („Erste Bürgermeisterin“) may stand before the noun.
        guard words.first?.unicodeScalars.first?.isUppercaseLetter ?? false, let noun = words.prefix(2).first(where: { isTitle($0) }) else { return nil }
        if let gender = organ(endingIn: noun.lowercased()) {
            return BodyName(words.joined(separator: " "), gender).form(grammaticalCase)
        }
        return office(words.joined(separator: " "), holder: holder, case: grammaticalCase)
    }

    /// A word of the data, and no name that happens to end like one.
    private func isTitle(_ word: String) -> Bool {
        endings.mayEnd(word) && (organ(endingIn: word.lowercased()) != nil || knows(word))
    }

    /// What a party is called by a word for persons: „der Betreiberin“. Words that the data lack are inflected regularly („Partner“ –
    /// „Partnerin“).
    ///
    /// - Parameter article: printed before the word.
    public func role(_ stem: String, _ holder: GrammaticalGender, _ number: GrammaticalNumber, _ grammaticalCase: GrammaticalCase, article: Article?) -> String {
        let known = person(stem) ?? (PersonNoun(.derived(masculine: .strong(stem), feminine: .feminine(stem + "in", plural: stem + "innen"))), "")
        return Inflection(noun: known.0, prefix: known.1, number: number, grammaticalCase: grammaticalCase, article: article).form(holder)
    }

    /// What several parties are called together, with its article: „den Ländern“; „die Beteiligten“ for what is inflected like an adjective.
    public func group(_ name: String, _ grammaticalCase: GrammaticalCase) -> String {
        if let (noun, prefix) = person(name), case .adjectival = noun.kind {
            return Inflection(noun: noun, prefix: prefix, number: .plural, grammaticalCase: grammaticalCase, article: .der).form(.masculine)
        }
        return GroupName(name).form(grammaticalCase)
    }
}
