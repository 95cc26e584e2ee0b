/// What somebody types to find contracts, as terms that all have to hold.
///
/// A word finds every word that begins so, a number only itself; what stands in quotation marks is found as it stands; a minus before either
/// excludes it.
package struct SearchWords: Sendable, Hashable {
    package struct Term: Sendable, Hashable {
        /// An FTS5 query: `"datenschutz" *`, `"frist von drei monaten"`.
        let match: String
        let isExcluded: Bool
    }

    package let terms: [Term]

    /// Every quotation mark that a keyboard or Word gives.
    private static let marks = Set("\"„“”«»‟")

    package init(_ text: String) {
        var terms: [Term] = []
        var word = ""
        var isQuoted = false
        var isExcluded = false
        func end(whole: Bool) {
            if let term = Term(word, isWhole: whole, isExcluded: isExcluded) { terms.append(term) }
            (word, isExcluded) = ("", false)
        }
        for character in text {
            if SearchWords.marks.contains(character) {
                if isQuoted || !word.isEmpty { end(whole: isQuoted) }
                isQuoted.toggle()
            } else if !isQuoted, character.isWhitespace {
                end(whole: false)
            } else if !isQuoted, word.isEmpty, character == "-" || character == "−" {
                isExcluded = true
            } else {
                word.append(character)
            }
        }
        end(whole: isQuoted)
        self.terms = terms
    }
}

extension SearchWords.Term {
    /// `nil` where there is no letter or digit in it.
    init?(_ word: String, isWhole: Bool, isExcluded: Bool) {
        let folded = GermanFolding.fold(word).filter { $0 != "\"" && $0 != "\0" }
        guard let last = folded.last(where: { $0.isLetter || $0.isNumber }) else { return nil }
        match = "\"\(folded)\"" + (isWhole || last.isNumber && !word.hasSuffix("*") ? "" : " *")
        self.isExcluded = isExcluded
    }
}
