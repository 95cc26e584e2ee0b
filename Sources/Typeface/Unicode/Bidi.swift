import CFriBidi

/// The bidirectional algorithm, UAX #9: levels by FriBidi, the order of a line by rule L2. (ICU 72 fails 31 of the 91,707 cases of
/// BidiCharacterTest.)
public enum Bidi {
    /// Base direction of a paragraph.
    public enum Direction: Sendable, Hashable {
        case leftToRight, rightToLeft
        /// That of the first letter that has one (rules P2, P3).
        case firstStrong

        fileprivate var code: FriBidiParType {
            switch self {
            case .leftToRight: bidi_left_to_right()
            case .rightToLeft: bidi_right_to_left()
            case .firstStrong: bidi_first_strong()
            }
        }
    }

    public struct Levels: Sendable, Hashable {
        public var paragraph: UInt8
        /// One a character; one that the algorithm removes (rule X9) has that of the character before it.
        public var characters: [UInt8]
    }

    /// Whether a text (well-formed UTF-8) has anything that is not simply written from left to right: nearly none has.
    public static func concerns(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < utf8.count {
            // Below U+0580, or inside a character.
            if utf8[index] < 0xD6 {
                index += 1
                continue
            }
            let (scalar, length) = decode(utf8, at: index)
            switch scalar {
            // Scripts written from the right; marks, embeddings, overrides, isolates; presentation forms.
            case 0x590...0x8FF, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF,
                0x1E800...0x1EFFF:
                return true
            default: index += length
            }
        }
        return false
    }

    /// The levels of a paragraph's characters; `nil` when FriBidi has no memory for it.
    public static func levels(of scalars: [UInt32], direction: Direction = .leftToRight) -> Levels? {
        guard let count = Int32(exactly: scalars.count) else { return nil }
        var types = [FriBidiCharType](repeating: FriBidiCharType(rawValue: 0), count: scalars.count)
        var brackets = [FriBidiBracketType](repeating: 0, count: scalars.count)
        var levels = [FriBidiLevel](repeating: 0, count: scalars.count)
        var base = direction.code
        fribidi_get_bidi_types(scalars, count, &types)
        fribidi_get_bracket_types(scalars, count, types, &brackets)
        guard fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, &levels) > 0 else { return nil }
        let paragraph: UInt8 = base == Direction.rightToLeft.code || base == bidi_weak_right_to_left() ? 1 : 0
        var last = paragraph
        return Levels(
            paragraph: paragraph,
            characters: levels.map { level in
                if level >= 0 { last = UInt8(level) }
                return last
            })
    }

    /// Rule L2: the indices of a line's items from left to right.
    public static func visualOrder(_ levels: [UInt8]) -> [Int] {
        var order = Array(levels.indices)
        guard let highest = levels.max(), let lowestOdd = levels.filter({ $0 % 2 == 1 }).min() else { return order }
        for level in stride(from: highest, through: lowestOdd, by: -1) {
            var start = 0
            while start < order.count {
                guard levels[order[start]] >= level else {
                    start += 1
                    continue
                }
                var end = start
                while end < order.count, levels[order[end]] >= level { end += 1 }
                order[start..<end].reverse()
                start = end
            }
        }
        return order
    }
}
