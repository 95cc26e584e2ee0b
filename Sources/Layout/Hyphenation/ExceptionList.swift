import Findings

/// Our own word list beside the patterns. One entry a line, `#` begins a comment:
///
/// - `Ge-richts=stand`: this word is hyphenated so and nowhere else; `=` is the seam of a compound, the best place.
/// - `*` at an end: the word may go on there (`Ge-richts=stand*` also rules „Gerichtsstandsvereinbarung“).
/// - `+hilfe`, `ungs+`: a part of compounds that begins after or ends before a seam. It allows no break of its own: it only
///   tells which of the breaks found is a seam.
/// - `ver~`, `~heit`: a prefix, a suffix: no seam after or before it (see ``Affixes``).
struct ExceptionList: Sendable {
    struct Entry: Sendable, Hashable {
        /// Latin-1, lower case, with `.` at closed ends.
        var letters: [UInt8]
        /// One more than letters.
        var levels: [UInt8]
    }

    private(set) var entries: [Entry] = []
    private(set) var affixes = Affixes()
    private(set) var findings: [Finding] = []

    /// Stronger than any level in the patterns, whose highest is 8: odd allows, even forbids. An exception has both, so they
    /// must not be outdone by each other where entries overlap: allowing wins.
    private static let forbid: UInt8 = 14
    static let allow: UInt8 = 15

    init(_ file: [UInt8], path: String) {
        for (number, line) in file.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let text = line.prefix { $0 != 0x23 }.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
            if text.isEmpty { continue }
            if let affix = Self.affix(text) {
                if text.last == 0x7E { affixes.prefixes.append(affix) } else { affixes.suffixes.append(affix) }
            } else if let entry = Self.entry(text) {
                entries.append(entry)
            } else {
                findings.append(
                    Finding(
                        .fehler, "trennung-unlesbar", at: .file(path, line: number + 1, column: 1),
                        "„\(String(decoding: line, as: UTF8.self))“ ist kein Eintrag einer Trennliste.",
                        remedy: "Schreiben Sie ein Wort mit „-“ und „=“ an den Trennstellen, etwa „Ge-richts=stand*“."))
            }
        }
    }

    /// The letters of `ver~` or `~heit`.
    private static func affix(_ text: [UInt8]) -> [UInt8]? {
        guard text.count > 1, (text.first == 0x7E) != (text.last == 0x7E) else { return nil }
        let letters = text.filter { $0 != 0x7E }
        guard letters.count == text.count - 1 else { return nil }
        return entry(letters)?.letters.filter { $0 != 0x2E }
    }

    private static func entry(_ text: [UInt8]) -> Entry? {
        var letters: [UInt8] = []
        /// The mark before each letter; one more than letters.
        var marks: [UInt8] = [0]
        var index = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "+"):
                guard marks[marks.count - 1] == 0 else { return nil }
                marks[marks.count - 1] = byte
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                letters.append(byte | 0x20)
                marks.append(0)
            case 0xC3 where index < text.count:
                guard let letter = Latin1.lowercase(0xC0 | (text[index] & 0x3F)) else { return nil }
                letters.append(letter)
                marks.append(0)
                index += 1
            default: return nil
            }
        }
        guard letters.count >= 2, let first = marks.first, let last = marks.last else { return nil }
        let inner = marks.dropFirst().dropLast()
        guard inner.allSatisfy({ $0 == 0 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "=") }) else { return nil }
        if first == UInt8(ascii: "+") || last == UInt8(ascii: "+") {
            guard first == 0 || last == 0, inner.allSatisfy({ $0 == 0 }) else { return nil }
            let ends = marks.map { $0 == UInt8(ascii: "+") ? PatternTrie.seam : 0 }
            return Entry(letters: letters, levels: ends)
        }
        let open: Set<UInt8> = [0, UInt8(ascii: "*")]
        guard open.contains(first), open.contains(last) else { return nil }
        var levels: [UInt8] = [0]
        levels += inner.map { mark in
            switch mark {
            case UInt8(ascii: "-"): allow
            case UInt8(ascii: "="): allow | PatternTrie.seam
            default: forbid
            }
        }
        levels.append(0)
        if first == 0 {
            letters.insert(0x2E, at: 0)
            levels.insert(0, at: 0)
        }
        if last == 0 {
            letters.append(0x2E)
            levels.append(0)
        }
        return Entry(letters: letters, levels: levels)
    }
}

enum Latin1 {
    /// Lower case of a Latin-1 letter; `nil` for what is no letter.
    static func lowercase(_ scalar: UInt8) -> UInt8? {
        switch scalar {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): scalar | 0x20
        case UInt8(ascii: "a")...UInt8(ascii: "z"): scalar
        case 0xD7, 0xF7: nil
        case 0xC0...0xDE: scalar | 0x20
        case 0xDF...0xFF: scalar
        default: nil
        }
    }
}
