import Findings
import Typeface

/// Where words of a language may be hyphenated. Immutable; one serves all workers.
public final class Hyphenator: Sendable {
    private let trie: PatternTrie
    /// Fewest letters before and after a hyphen.
    public let minimumLeft: Int
    public let minimumRight: Int
    /// What is wrong in the list of exceptions.
    public let findings: [Finding]

    /// - Parameters:
    ///   - patterns: Liang patterns, one a line, UTF-8; letters beyond Latin-1 are not supported (German has none).
    ///   - exceptions: our own list (see ``ExceptionList``).
    public init(
        patterns: [UInt8], exceptions: [UInt8] = [], exceptionsPath: String = "", minimumLeft: Int = 3, minimumRight: Int = 3
    ) {
        var trie = PatternTrie()
        trie.add(patternFile: patterns)
        let list = ExceptionList(exceptions, path: exceptionsPath)
        for entry in list.entries { trie.add(entry.letters, entry.levels) }
        self.trie = trie
        self.minimumLeft = max(1, minimumLeft)
        self.minimumRight = max(1, minimumRight)
        findings = list.findings
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
        self.init(
            patterns: try fonts.data(entry.patterns), exceptions: exceptions, exceptionsPath: entry.exceptions ?? "",
            minimumLeft: minimumLeft, minimumRight: minimumRight)
    }

    /// A token with all its breaks shown, `-` or at seams `=`: for tests and for people who mend the list.
    public func hyphenated(_ token: String) -> String {
        let bytes = Array(token.utf8)
        var result: [UInt8] = []
        var from = 0
        for point in bytes.withUnsafeBufferPointer({ hyphens(in: $0) }) {
            result += bytes[from..<point.offset]
            result.append(point.level == .seam ? UInt8(ascii: "=") : UInt8(ascii: "-"))
            from = point.offset
        }
        result += bytes[from...]
        return String(decoding: result, as: UTF8.self)
    }

    /// The breaks in a run of letters (Latin-1, lower case; 0 for a letter beyond): index of the letter that begins the next line.
    func breaks(in letters: [UInt8]) -> [(index: Int, level: HyphenLevel)] {
        guard letters.count >= minimumLeft + minimumRight, letters.count <= 512 else { return [] }
        let levels = trie.levels(of: letters)
        var result: [(index: Int, level: HyphenLevel)] = []
        for index in minimumLeft...(letters.count - minimumRight) where levels[index] & 1 == 1 {
            result.append((index, levels[index] & PatternTrie.seam != 0 ? .seam : .inside))
        }
        return result
    }
}

/// How good a place for a hyphen is.
public enum HyphenLevel: UInt8, Sendable, Hashable {
    /// Between the parts of a compound: `Jugend|hilfe`, or a soft hyphen, which somebody set on purpose.
    case seam
    case inside
}

/// A place where a token may be hyphenated.
public struct HyphenPoint: Sendable, Hashable {
    /// Byte of the token at which the next line begins.
    public var offset: Int
    public var level: HyphenLevel
}
