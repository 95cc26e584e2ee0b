/// Counts sentences, for references like „Satz 2“.
enum SentenceCounter {
    /// Words whose full stop does not end a sentence. After the normaliser most abbreviations hold no normal space.
    private static let abbreviations: Set<String> = [
        "abs", "anl", "art", "aufl", "bd", "bspw", "buchst", "bzgl", "bzw", "ca", "dr", "einschl", "etc", "evtl", "f", "ff", "gem", "ggf",
        "inkl", "lit", "max", "min", "mind", "nr", "prof", "rd", "s", "sog", "std", "str", "tel", "usw", "vgl", "ziff", "zzgl", "i", "a", "e", "v",
        "u", "z", "d", "h", "o", "m", "b",
    ]

    /// Number, from 1, of the sentence that holds the end of `before`, the text of the paragraph up to there.
    static func ordinal(atEndOf before: String) -> Int {
        var count = 1
        let scalars = Array(before.unicodeScalars)
        var index = 0
        while index < scalars.count {
            defer { index += 1 }
            guard scalars[index] == "." || scalars[index] == "!" || scalars[index] == "?" else { continue }
            // Closing quotes and brackets belong to the sentence they close.
            var next = index + 1
            while next < scalars.count, "“‘«”)".unicodeScalars.contains(scalars[next]) { next += 1 }
            guard next < scalars.count, scalars[next] == " " else { continue }
            while next < scalars.count, scalars[next] == " " || "„‚(»".unicodeScalars.contains(scalars[next]) { next += 1 }
            guard next < scalars.count, scalars[next].properties.isUppercase || "0123456789§".unicodeScalars.contains(scalars[next]) else { continue }
            if scalars[index] == ".", isAbbreviation(scalars[..<index]) { continue }
            count += 1
        }
        return count
    }

    private static func isAbbreviation(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
        var word: [Unicode.Scalar] = []
        for scalar in before.reversed() {
            guard scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else { break }
            word.append(scalar)
            if word.count > 8 { return false }
        }
        // „im 2. Halbjahr“: a number with a full stop counts something; but „nach Abs. 2. Der Träger …“ and years end a sentence.
        if !word.isEmpty, word.allSatisfy({ ("0"..."9").contains($0) }) {
            return word.count < 3 && !isCounted(before.dropLast(word.count))
        }
        return abbreviations.contains(String(String.UnicodeScalarView(word.reversed())).lowercased())
    }

    /// The word before a number says what the number counts.
    private static func isCounted(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
        let text = String(String.UnicodeScalarView(before.suffix(12))).trimmed
        return ["§", "§§", "Abs.", "Absatz", "Nr.", "Nummer", "Satz", "Art.", "Artikel", "Anlage", "Ziffer"].contains { text.hasSuffix($0) }
    }
}
