/// Words of the field that a general dictionary lacks: `facts/fachwoerter.txt`.
///
/// One word a line; `#` begins a comment. Behind a slash stands a word of the dictionary that is inflected in the same way:
/// `niedrigschwellig/billig`.
package struct WordList: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        package var word: String
        /// Inflected in the same way; `nil`: the word has this one form.
        package var model: String?
        /// From 1.
        package var line: Int
    }

    package var entries: [Entry]

    package init(_ text: String = "") {
        entries = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
            let written = line.prefix { $0 != "#" }.split(separator: "/", maxSplits: 1)
            guard let word = written.first.map(WordList.trimmed), !word.isEmpty else { return nil }
            return Entry(word: word, model: written.count == 2 ? WordList.trimmed(written[1]) : nil, line: number + 1)
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
    }
}
