import Typeface

extension Hyphenator {
    /// The hyphenation points of a token: what stands between two spaces, with punctuation, ascending.
    ///
    /// None in words with digits, in abbreviations and acronyms (two capitals), in addresses of the net, and at or after the
    /// mark of a gender form (`Kooperationspartner:innen` only in the stem). A word with soft hyphens breaks there only.
    public func hyphens(in token: UnsafeBufferPointer<UInt8>) -> [HyphenPoint] {
        guard token.count >= shortLeft + minimumRight, !NetAddress.looksLike(token) else { return [] }
        var points: [HyphenPoint] = []
        var run = LetterRun(room: token.count)
        var before = Neighbours()
        var index = 0
        while index < token.count {
            let (scalar, length) = decode(token, at: index)
            switch CharacterKind(scalar) {
            case .letter(let code, let isCapital):
                run.append(code, at: index, isCapital: isCapital)
            case .softHyphen where !run.isEmpty:
                run.softHyphens.append(index + length)
            case .softHyphen, .invisible:
                break
            case .other(let isDigit):
                append(run, before, followedByDigit: isDigit, to: &points)
                if !run.isEmpty {
                    before = Neighbours(last: scalar, beforeLast: 0, afterLetter: true)
                    run = LetterRun(room: token.count - index)
                } else {
                    before = Neighbours(last: scalar, beforeLast: before.last, afterLetter: before.afterLetter && before.last == 0x2F)
                }
            }
            index += length
        }
        append(run, before, followedByDigit: false, to: &points)
        return points
    }

    private func append(
        _ run: LetterRun, _ before: Neighbours, followedByDigit: Bool, to points: inout [HyphenPoint]
    ) {
        guard !run.isEmpty else { return }
        if !run.softHyphens.isEmpty {
            points += run.softHyphens.map { HyphenPoint(offset: $0, level: .seam) }
            return
        }
        guard !followedByDigit, !before.isDigit, let word = run.hyphenatedWord(after: before) else { return }
        for point in breaks(in: word.letters) where point.index >= word.from {
            points.append(HyphenPoint(offset: run.offsets[point.index], level: point.level))
        }
    }
}

extension Hyphenator {
    /// Bytes of a word (UTF-8) at which no ligature may be formed, ascending.
    public func ligatureSeams(in word: UnsafeBufferPointer<UInt8>) -> [Int] {
        // Nearly all words have neither f nor tt.
        guard word.indices.dropFirst().contains(where: { word[$0 - 1] | 0x20 == 0x66 || word[$0 - 1] | 0x20 == 0x74 && word[$0] == 0x74 })
        else { return [] }
        var seams: [Int] = []
        var letters: [UInt8] = []
        var offsets: [Int] = []
        var index = 0
        func close() {
            seams += ligatureSeams(in: letters).map { offsets[$0] }
            letters = []
            offsets = []
        }
        while index < word.count {
            let (scalar, length) = decode(word, at: index)
            switch CharacterKind(scalar) {
            case .letter(let code, _):
                letters.append(code)
                offsets.append(index)
            // A soft hyphen keeps letters apart by itself.
            case .softHyphen, .invisible, .other: close()
            }
            index += length
        }
        close()
        return seams
    }
}

/// A run of letters within a token.
private struct LetterRun {
    var letters: [UInt8] = []
    var offsets: [Int] = []
    var capitals: [Int] = []
    /// Bytes after each soft hyphen.
    var softHyphens: [Int] = []

    /// - Parameter room: most letters to come.
    init(room: Int) {
        letters.reserveCapacity(room)
        offsets.reserveCapacity(room)
    }

    var isEmpty: Bool { letters.isEmpty }

    mutating func append(_ letter: UInt8, at offset: Int, isCapital: Bool) {
        if isCapital { capitals.append(letters.count) }
        letters.append(letter)
        offsets.append(offset)
    }

    /// The letters that the patterns are to see and the first of them before which a hyphen may stand; `nil`: no hyphens.
    func hyphenatedWord(after before: Neighbours) -> (letters: [UInt8], from: Int)? {
        let ending = Array("innen".utf8)
        if before.isGenderMark(letters) {
            // Partner:innen|treffen
            return letters.starts(with: ending) && letters.count > ending.count ? (letters, ending.count) : nil
        }
        if capitals.count == 2, capitals[0] == 0, letters.count > 4 {
            // PartnerInnen: the stem only.
            let tail = Array(letters[capitals[1]...])
            return tail == ending || tail == Array("in".utf8) ? (Array(letters[..<capitals[1]]), 0) : nil
        }
        return capitals.count < 2 ? (letters, 0) : nil
    }
}

/// What stands before a run of letters.
private struct Neighbours {
    var last: UInt32 = 0
    var beforeLast: UInt32 = 0
    /// Whether a letter stands before it.
    var afterLetter = false

    var isDigit: Bool { (0x30...0x39).contains(last) }

    func isGenderMark(_ letters: [UInt8]) -> Bool {
        guard afterLetter else { return false }
        if GenderMark.isMark(last) { return true }
        let slash = last == 0x2F || (last == 0x2D && beforeLast == 0x2F)
        return slash && letters.starts(with: Array("in".utf8))
    }
}

/// The marks of gender forms between letters: `*`, `:`, `_`, middle dot. (The slash is one only before „in“, „innen“.)
enum GenderMark {
    static func isMark(_ scalar: UInt32) -> Bool {
        scalar == 0x2A || scalar == 0x3A || scalar == 0x5F || scalar == 0xB7
    }
}

private enum CharacterKind {
    /// Latin-1 code in lower case, 0 for a letter beyond.
    case letter(UInt8, isCapital: Bool)
    case softHyphen
    case invisible
    case other(isDigit: Bool)

    init(_ scalar: UInt32) {
        switch scalar {
        case 0xAD: self = .softHyphen
        case 0x200B...0x200D, 0x2060, 0xFEFF: self = .invisible
        case 0x30...0x39: self = .other(isDigit: true)
        case 0x1E9E: self = .letter(0xDF, isCapital: true)
        case 0...0xFF:
            let byte = UInt8(scalar)
            if let lower = Latin1.lowercase(byte) {
                self = .letter(lower, isCapital: lower != byte)
            } else {
                self = .other(isDigit: false)
            }
        // Latin Extended, combining marks, Latin Extended Additional: letters the patterns do not know.
        case 0x100...0x36F, 0x1E00...0x1EFF: self = .letter(0, isCapital: false)
        default: self = .other(isDigit: false)
        }
    }
}

/// Addresses of the net and of mail: broken after their separators, never hyphenated (rule G5).
enum NetAddress {
    static func looksLike(_ token: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in token.indices {
            switch token[index] {
            case UInt8(ascii: "@"):
                if index > 0, index + 1 < token.count, token[index - 1] > 0x20, token[index + 1] > 0x20 { return true }
            case UInt8(ascii: ":"):
                if index + 2 < token.count, token[index + 1] == UInt8(ascii: "/"), token[index + 2] == UInt8(ascii: "/") {
                    return true
                }
            case UInt8(ascii: "w"):
                if index + 3 < token.count, token[index + 1] == UInt8(ascii: "w"), token[index + 2] == UInt8(ascii: "w"),
                    token[index + 3] == UInt8(ascii: ".")
                {
                    return true
                }
            default: break
            }
        }
        return false
    }
}
