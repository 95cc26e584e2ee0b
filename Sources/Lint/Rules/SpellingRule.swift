import Findings
import GermanText

struct SpellingRule: TextRule {
    static let card = RuleCard(
        "schreibung", .warnung,
        "Ein Wort steht weder im Wörterbuch (hunspell-de) noch in der Wortliste des Fachs (facts/fachwoerter.txt). Namen von Orten und Personen werden übergangen, wo sie als solche zu erkennen sind.",
        remedy: "Berichtigen Sie das Wort, oder tragen Sie es in facts/fachwoerter.txt ein.")
    static let kinds: Set<LintText.Kind> = [.typescript, .clause, .document]

    private static let longestWord = 60

    func check(_ text: LintText, _ knowledge: LintKnowledge) -> [Finding] {
        let names = ProperNames(text, knowledge)
        return text.passages.filter { !$0.isFromClause && !(text.kind == .document && $0.role == .label) }.flatMap { passage in
            SpelledWord.all(in: passage).compactMap { word -> Finding? in
                guard !knowledge.spelling.isCorrect(word.text), !names.contain(word.text), !isCorrect(word.text, knowledge),
                    !hasOwnRule(word.text, knowledge)
                else { return nil }
                // A suggestion that differs by capitals or hyphens only is none.
                let suggestions = knowledge.spelling.suggestions(for: word.text).filter {
                    $0.lowercased().filter(\.isLetter) != word.text.lowercased().filter(\.isLetter)
                }
                if Compound.isPlausible(word.text, knowledge), !suggestions.contains(where: { Compound.isNear($0, word.text) }) { return nil }
                let likely = likely(suggestions, for: word.text, knowledge)
                return finding(
                    passage, word.offset, "„\(word.text)“ ist nicht bekannt.",
                    remedy: likely.isEmpty ? nil : "Meinten Sie \(likely.map { "„\($0)“" }.joined(separator: " oder "))?")
            }
        }
    }

    /// Words of which one slip makes what is written, two in a long word; the dictionary's guesses go further (Hunspell weighs n-grams:
    /// „Gesteinigter“ for „Gestatigter“), and not all are words to it.
    private func likely(_ suggestions: [String], for word: String, _ knowledge: LintKnowledge) -> [String] {
        let written = Array(word.lowercased().unicodeScalars)
        let most = written.count < 14 ? 1 : 2
        var found: [String] = []
        for candidate in doubled(word) + suggestions where !found.contains(candidate) && knowledge.spelling.isCorrect(candidate) {
            if Suggestion.distance(Array(candidate.lowercased().unicodeScalars), written) <= most { found.append(candidate) }
        }
        return Array(found.prefix(3))
    }

    /// The word with one letter written twice: the slip that Hunspell finds last („entgegennimt“).
    private func doubled(_ word: String) -> [String] {
        let letters = Array(word)
        guard letters.count <= 40 else { return [] }
        return letters.indices.filter { letters[$0].isLetter }.map { String(letters[...$0] + letters[$0...]) }
    }

    /// Parts of a compound with hyphens, and what only its place makes look odd: a capital at the head of a sentence.
    private func isCorrect(_ word: String, _ knowledge: LintKnowledge) -> Bool {
        let parts = word.split(separator: "-").map(String.init)
        if parts.count > 1 { return parts.allSatisfy { SpelledWord.isAbbreviation($0) || knowledge.spelling.isCorrect($0) || isCorrect($0, knowledge) } }
        let lower = word.prefix(1).lowercased() + word.dropFirst()
        return lower != word && knowledge.spelling.isCorrect(lower) && lower.first?.isLetter ?? false && !endsLikeNoun(word)
    }

    /// What the list of outdated spellings tells better.
    private func hasOwnRule(_ word: String, _ knowledge: LintKnowledge) -> Bool {
        knowledge.terms.outdated.contains { $0.old.lowercased() == word.lowercased() }
    }

    private func endsLikeNoun(_ word: String) -> Bool { ["ung", "heit", "keit", "schaft"].contains { word.hasSuffix($0) } }
}

/// Compounds that the dictionary's rules do not build: „Wächteramt“, „arbeitsfeldspezifisch“.
private enum Compound {
    private static let shortest = 4
    /// Short words that end many compounds of administration.
    private static let shortEnds: Set<String> = ["amt", "akt", "rat", "ort", "art"]
    private static let links = ["", "s", "es", "n", "en", "er", "e"]

    /// Two words of the dictionary, with or without a linking sound.
    static func isPlausible(_ word: String, _ knowledge: LintKnowledge) -> Bool {
        let letters = Array(word)
        guard letters.count >= 2 * shortest, letters.allSatisfy(\.isLetter) else { return false }
        let isNoun = letters[0].isUppercase
        return (shortest..<letters.count - 2).contains { cut in
            let end = String(letters[cut...])
            guard end.count >= shortest || shortEnds.contains(end) else { return false }
            guard knowledge.spelling.isCorrect(isNoun ? capitalised(end) : end) else { return false }
            let head = capitalised(String(letters[..<cut]))
            return links.contains { link in
                head.hasSuffix(link) && head.count - link.count >= shortest && knowledge.spelling.isCorrect(String(head.dropLast(link.count)))
            }
        }
    }

    /// One slip away from a word of the dictionary: more likely that than a new compound.
    static func isNear(_ suggestion: String, _ word: String) -> Bool {
        Suggestion.distance(Array(suggestion.lowercased().unicodeScalars), Array(word.lowercased().unicodeScalars)) <= 2
    }

    private static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}

/// A word as a dictionary has it: with inner hyphens, without what hangs on a hyphen (Auf- und Ausbau).
struct SpelledWord {
    var text: String
    var offset: Int

    static func all(in passage: LintPassage) -> [SpelledWord] {
        let tokens = passage.tokens
        var words: [SpelledWord] = []
        var index = 0
        while index < tokens.count {
            guard tokens[index].isWord else {
                index += 1
                continue
            }
            let start = index
            var text = tokens[index].text
            while index + 2 < tokens.count, tokens[index + 1].text == "-", !tokens[index + 1].followsBlank, tokens[index + 2].isWord,
                !tokens[index + 2].followsBlank
            {
                text += "-" + tokens[index + 2].text
                index += 2
            }
            let before = start > 0 ? tokens[start - 1] : nil
            let after = index + 1 < tokens.count ? tokens[index + 1] : nil
            index += 1
            if isPart(before, tokens[start]) || isPart(after, text, tokens[start]) || isAbbreviation(text) || text.unicodeScalars.count > 60 { continue }
            words.append(SpelledWord(text: text, offset: tokens[start].range.lowerBound))
        }
        return words
    }

    /// „-sicherung“, „8a“, „/in“, „name@“, „www.“
    private static func isPart(_ before: Token?, _ word: Token) -> Bool {
        guard let before, !word.followsBlank else { return false }
        return before.isNumber || ["-", "–", "/", "*", ":", "_", "@", ".", "\u{FFFC}"].contains(before.text)
    }

    /// „Auf-“, „Partner:“ with an ending, „z.“ and what is followed by a gap.
    private static func isPart(_ after: Token?, _ text: String, _ word: Token) -> Bool {
        guard let after, !after.followsBlank else { return false }
        if ["-", "@", "_", "\u{FFFC}"].contains(after.text) { return true }
        // Abbreviations end with a point after few letters; „Musterstr.“
        return after.text == "." && (text.count <= 4 || text.hasSuffix("str"))
    }

    /// Capitals only, or capitals within: „NZFH“, „LKiSchG“, „VIII“. The names of statutes have a rule of their own.
    static func isAbbreviation(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        return scalars.count == 1 || scalars.dropFirst().contains(where: \.isUppercaseLetter) && !word.contains("-")
    }
}

/// Names that a text shows to be names: what follows „Stadt“, „Kreis“, „Herr“, a postcode; and compounds and forms of these.
struct ProperNames {
    private var stems: Set<String> = []
    private let isKnown: (String) -> Bool

    private static let heralds: Set<String> = [
        "Stadt", "Kreis", "Kreises", "Landkreis", "Landkreises", "Gemeinde", "Bad", "Sankt", "Land", "Bezirk", "Region", "Herr", "Herrn", "Frau", "Dr", "Prof",
    ]
    /// „in Traunstein“
    private static let placing: Set<String> = ["in", "aus", "nach", "bei", "von", "In", "Aus"]
    private static let places = [
        "stein", "burg", "dorf", "heim", "hausen", "stadt", "stedt", "berg", "feld", "kirchen", "bach", "ingen", "furt", "hagen", "rode", "walde", "brück", "haven", "münster",
        "beck",
    ]
    private static let regions = ["kreis", "kreises", "land", "landes", "gau", "tal"]

    init(_ text: LintText, _ knowledge: LintKnowledge) {
        isKnown = { knowledge.spelling.isCorrect($0) }
        for word in text.valueWords where word.first?.isUppercase ?? false { add(word) }
        for passage in text.passages {
            let tokens = passage.tokens
            addQuoted(tokens)
            for index in tokens.indices where tokens[index].isWord && tokens[index].isCapitalised {
                let word = tokens[index].text
                if index > 0 {
                    let before = tokens[index - 1]
                    let isTown = before.isNumber && before.range.count == 5
                    if ProperNames.placing.contains(before.text), ProperNames.places.contains(where: { word.hasSuffix($0) }) { add(word) }
                    if isTown || ProperNames.heralds.contains(before.text) { add(word) }
                }
                // „des Vogtlandkreises“: the region is named after itself; so is what is derived from it (Vogtländisch).
                for ending in ProperNames.regions where word.hasSuffix(ending) && word.count > ending.count + 4 { add(String(word.dropLast(ending.count))) }
            }
        }
    }

    private static let longestName = 5

    /// „Marie-Luise Fleißer“ in quotes: a name, where all its words begin with a capital.
    private mutating func addQuoted(_ tokens: [Token]) {
        for start in tokens.indices where tokens[start].text == "„" {
            guard let end = tokens[(start + 1)...].prefix(2 * ProperNames.longestName).firstIndex(where: { $0.text == "“" }) else { continue }
            let words = tokens[(start + 1)..<end].filter(\.isWord)
            if words.count <= ProperNames.longestName, words.allSatisfy(\.isCapitalised) {
                // A word of the dictionary would excuse the slips in its compounds.
                for word in words where !isKnown(word.text) { add(word.text) }
            }
        }
    }

    private mutating func add(_ word: String) {
        let folded = ProperNames.folded(word)
        if folded.count > 3 { stems.insert(folded) }
    }

    func contain(_ word: String) -> Bool {
        guard word.first?.isUppercase ?? false else { return false }
        let folded = ProperNames.folded(word)
        return stems.contains { folded.contains($0) }
    }

    /// Umlauts as the vowels they come from, so that „Vogtland“ is found in „Vogtländisch“.
    private static func folded(_ word: String) -> String {
        String(word.lowercased().map { ["ä": "a", "ö": "o", "ü": "u"][$0] ?? $0 })
    }
}
