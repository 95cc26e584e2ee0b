import CHunspell
import Findings
import Typeface

/// A dictionary of Hunspell with words of one's own. Belongs to one worker: Hunspell's object is not made for several.
package final class SpellingDictionary {
    private let handle: OpaquePointer
    private let encoding: WordEncoding
    private var known: [String: Bool] = [:]
    /// Entries of the word list whose word behind the slash shows no inflection, because the dictionary has no such word.
    package private(set) var withoutEffect: [WordList.Entry] = []

    /// Opens the dictionary of a language of the catalogue; both files are compared with their checksums.
    ///
    /// - Parameter words: the field's own words; see ``WordList``.
    /// - Throws: that the catalogue has none, that a file is missing or changed, or that Hunspell cannot use it.
    package init(language: String = "de", from fonts: FontLibrary, words: WordList) throws(FindingList) {
        guard let files = fonts.catalogue.dictionaries.first(where: { $0.language == language }) else {
            throw FindingList([
                Finding(
                    .fehler, "woerterbuch-fehlt", "Im Verzeichnis fonts/catalogue.yaml steht kein Wörterbuch für „\(language)“.",
                    remedy: "Ergänzen Sie es unter „woerterbuecher“.")
            ])
        }
        let affixes = try listing(FontError.self, fonts.verifiedPath(of: files.affixes))
        let entries = try listing(FontError.self, fonts.verifiedPath(of: files.words))
        guard let handle = Hunspell_create(affixes, entries), let name = Hunspell_get_dic_encoding(handle),
            let encoding = WordEncoding(String(cString: name))
        else {
            throw FindingList([
                Finding(
                    .fehler, "woerterbuch-unbrauchbar", at: .file(entries), "Das Wörterbuch ist nicht lesbar.",
                    remedy: "Bitten Sie Ihre Systembetreuung, das Programm neu einzurichten („make demo“).")
            ])
        }
        self.handle = handle
        self.encoding = encoding
        // Before words are added, which the dictionary would then know.
        withoutEffect = words.entries.filter { entry in entry.model.map { !hasInflection($0) } ?? false }
        for word in words.entries { add(word) }
    }

    deinit { Hunspell_destroy(handle) }

    /// Whether the word is in the dictionary, inflected or compounded as its rules allow. A word that the dictionary's encoding cannot
    /// write is none of its words.
    package func isCorrect(_ word: String) -> Bool {
        if let answer = known[word] { return answer }
        let answer = encoding.bytes(word).map { Hunspell_spell(handle, $0) != 0 } ?? false
        known[word] = answer
        return answer
    }

    /// Words that may have been meant, the likeliest first; at most `limit`.
    package func suggestions(for word: String, limit: Int = 3) -> [String] {
        guard let bytes = encoding.bytes(word) else { return [] }
        return Array(list { Hunspell_suggest(handle, $0, bytes) }.prefix(limit))
    }

    /// The words that `word` may be a form of, sorted; empty where the dictionary does not know it.
    package func stems(of word: String) -> [String] {
        guard let bytes = encoding.bytes(word) else { return [] }
        return Set(list { Hunspell_stem(handle, $0, bytes) }).sorted()
    }

    /// Whether the dictionary lists the word itself: only such a word can lend its inflection (Hunspell looks up the model as it is written).
    private func hasInflection(_ model: String) -> Bool { !model.isEmpty && isCorrect(model) && stems(of: model).contains(model) }

    private func add(_ entry: WordList.Entry) {
        guard let word = encoding.bytes(entry.word) else { return }
        if let model = entry.model.flatMap({ encoding.bytes($0) }) {
            Hunspell_add_with_affix(handle, word, model)
        } else {
            Hunspell_add(handle, word)
        }
    }

    private func list(
        _ fill: (UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>) -> Int32
    ) -> [String] {
        var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = fill(&words)
        guard count > 0, let found = words else { return [] }
        defer { Hunspell_free_list(handle, &words, count) }
        return (0..<Int(count)).compactMap { found[$0].map { encoding.string($0) } }
    }
}
