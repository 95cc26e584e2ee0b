/// The last two letters of many words. What ends in none of them ends with no word of these: that spares most names the search for the
/// longest word that they end with, which is asked for every row.
struct WordEndings: Sendable {
    private var pairs: Set<UInt16> = []

    init(_ words: some Sequence<Substring>) {
        for word in words { if let pair = Self.pair(word) { pairs.insert(pair) } }
    }

    /// Whether one of the words may stand at the end of this one, whatever the case of the letters; `true` where two letters of ASCII do not tell.
    func mayEnd(_ word: Substring) -> Bool { Self.pair(word).map(pairs.contains) ?? true }

    func mayEnd(_ word: String) -> Bool { mayEnd(word[...]) }

    /// `nil` for what does not end in two characters of ASCII. Such an end has one spelling only in Unicode (UAX #15: nothing else is
    /// equivalent to it), so that bytes may be compared.
    private static func pair(_ word: Substring) -> UInt16? {
        let last = word.utf8.suffix(2)
        guard last.count == 2, let first = last.first, let second = last.last, (first | second) < 0x80 else { return nil }
        return UInt16(first | 0x20) << 8 | UInt16(second | 0x20)
    }
}
