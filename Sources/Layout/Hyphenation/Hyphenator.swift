import Findings
import Typeface

/// Where words of a language may be hyphenated. Immutable; one serves all workers.
public final class Hyphenator: Sendable {
    private let trie: PatternTrie
    private let affixes: Affixes
    /// Where ligatures are not formed, beyond what hyphenation tells.
    private let ligatures: PatternTrie
    /// Fewest letters before and after a hyphen.
    public let minimumLeft: Int
    public let minimumRight: Int
    /// Fewest letters before a hyphen that is only wanted where the line would else have holes (``HyphenLevel/short``).
    public let shortLeft: Int
    /// What is wrong in the list of exceptions.
    public let findings: [Finding]

    /// - Parameters:
    ///   - patterns: Liang patterns, one a line, UTF-8; letters beyond Latin-1 are not supported (German has none).
    ///   - exceptions: our own list (see `ExceptionList`).
    ///   - ligatures: the same kind of list; `=` stands where no ligature may be formed, between all other letters one may.
    public init(
        patterns: [UInt8], exceptions: [UInt8] = [], exceptionsPath: String = "", ligatures: [UInt8] = [],
        ligaturesPath: String = "", minimumLeft: Int = 3, minimumRight: Int = 3, shortLeft: Int = 2
    ) {
        var trie = PatternTrieBuilder()
        trie.add(patternFile: patterns)
        let list = ExceptionList(exceptions, path: exceptionsPath)
        for entry in list.entries { trie.add(entry.letters, entry.levels) }
        self.trie = trie.packed()
        affixes = list.affixes
        var ligatureTrie = PatternTrieBuilder()
        let ligatureList = ExceptionList(ligatures, path: ligaturesPath)
        for entry in ligatureList.entries { ligatureTrie.add(entry.letters, entry.levels) }
        self.ligatures = ligatureTrie.packed()
        self.minimumLeft = max(1, minimumLeft)
        self.minimumRight = max(1, minimumRight)
        self.shortLeft = max(1, min(shortLeft, minimumLeft))
        findings = list.findings + ligatureList.findings
    }

    /// Reads the catalogue's files for a language; without an entry nothing is hyphenated but at soft hyphens.
    public convenience init(
        from fonts: FontLibrary, language: String = "de", minimumLeft: Int = 3, minimumRight: Int = 3
    ) throws(FontError) {
        guard let entry = fonts.catalogue.hyphenation.first(where: { $0.language == language }) else {
            self.init(patterns: [])
            return
        }
        var exceptions: [UInt8] = []
        if let path = entry.exceptions { exceptions = try fonts.data(path: path) }
        var ligatures: [UInt8] = []
        if let path = entry.ligatures { ligatures = try fonts.data(path: path) }
        self.init(
            patterns: try fonts.data(entry.patterns), exceptions: exceptions, exceptionsPath: entry.exceptions ?? "",
            ligatures: ligatures, ligaturesPath: entry.ligatures ?? "",
            minimumLeft: minimumLeft, minimumRight: minimumRight)
    }

    /// A token with its breaks shown, `-` or at seams `=`, but for the short ones: for tests and for people who mend the list.
    public func hyphenated(_ token: String) -> String {
        let bytes = Array(token.utf8)
        var result: [UInt8] = []
        var from = 0
        for point in bytes.withUnsafeBufferPointer({ hyphens(in: $0) }) where point.level != .short {
            result += bytes[from..<point.offset]
            result.append(point.level == .seam ? UInt8(ascii: "=") : UInt8(ascii: "-"))
            from = point.offset
        }
        result += bytes[from...]
        return String(decoding: result, as: UTF8.self)
    }

    /// The breaks in a run of letters (Latin-1, lower case; 0 for a letter beyond): index of the letter that begins the next line.
    func breaks(in letters: [UInt8]) -> [(index: Int, level: HyphenLevel)] {
        guard letters.count >= shortLeft + minimumRight, letters.count <= 512 else { return [] }
        let levels = trie.levels(of: letters)
        let seams = seams(in: letters, levels)
        var result: [(index: Int, level: HyphenLevel)] = []
        for index in shortLeft...(letters.count - minimumRight) where levels[index] & 1 == 1 {
            result.append((index, index < minimumLeft ? .short : seams.contains(index) ? .seam : .inside))
        }
        return result
    }

    /// Which of the breaks are seams of a compound: those marked in the list, unless there is nothing but prefixes before or suffixes
    /// after. What the list says of a whole word holds.
    private func seams(in letters: [UInt8], _ levels: [UInt8]) -> [Int] {
        let marked = letters.indices.dropFirst().filter { levels[$0] & 1 == 1 && levels[$0] & PatternTrie.seam != 0 }
        if marked.isEmpty { return [] }
        var seams: [Int] = []
        for (order, index) in marked.enumerated() {
            let end = order + 1 < marked.count ? marked[order + 1] : letters.count
            let isCertain = levels[index] & PatternTrie.levels == ExceptionList.allow
            if !isCertain, affixes.areSuffixes(letters[index..<end]) { continue }
            if !isCertain, affixes.arePrefixes(letters[(seams.last ?? 0)..<index]) { continue }
            seams.append(index)
        }
        return seams
    }

    /// The letters (Latin-1, lower case) before which no ligature may be formed, of those that fonts have ligatures for.
    ///
    /// Ligatures join letters of one morpheme only (Duden, „Hinweise für das Maschinenschreiben“, Ligaturen): none in Auf|lage, Kauf|leute,
    /// Stoff|fetzen, höf|lich. f and l, i, j … begin a syllable together wherever they belong together, so any break between them is a
    /// seam; f-f, f-t and t-t are divided within words too (tref-fen, Schrif-ten, Mit-tel): there it takes a seam or the prefix „auf“.
    func ligatureSeams(in letters: [UInt8]) -> [Int] {
        let pairs = letters.indices.dropFirst().filter { Self.mayLigate(letters[$0 - 1], letters[$0]) }
        guard !pairs.isEmpty, letters.count <= 512 else { return [] }
        let levels = trie.levels(of: letters)
        let known = ligatures.levels(of: letters)
        let seams = seams(in: letters, levels)
        return pairs.filter { index in
            let listed = known[index] & PatternTrie.levels
            if listed != 0 { return listed & 1 == 1 }
            guard levels[index] & 1 == 1 else { return false }
            switch letters[index] {
            case UInt8(ascii: "f"), UInt8(ascii: "t"):
                return seams.contains(index) || letters[(seams.last { $0 < index } ?? 0)..<index].elementsEqual("auf".utf8)
            default: return true
            }
        }
    }

    /// The pairs of the shipped fonts' standard ligatures.
    private static func mayLigate(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "f"): "fijltkhb".utf8.contains(second)
        case UInt8(ascii: "t"): second == UInt8(ascii: "t")
        default: false
        }
    }
}

/// How good a place for a hyphen is.
public enum HyphenLevel: UInt8, Sendable, Hashable {
    /// Between the parts of a compound: `Jugend|hilfe`, or a soft hyphen, which somebody set on purpose.
    case seam
    case inside
    /// After fewer letters than are good to read: `Be-schluss`.
    case short
}

/// A place where a token may be hyphenated.
public struct HyphenPoint: Sendable, Hashable {
    /// Byte of the token at which the next line begins.
    public var offset: Int
    public var level: HyphenLevel
}
