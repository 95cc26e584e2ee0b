/// How a level of a list counts, read from the finished labels: „§ 4“, „(2)“, „a)“, „5.1“, „Artikel 3“, „I.“.
struct NumberPattern: Sendable, Hashable {
    enum Figures: Sendable, Hashable {
        case decimal
        case lowerLetter
        /// aa, bb: Word counts letters a … z, aa, bb, so these are the 27th and following.
        case doubleLetter
        case upperLetter
        case upperRoman
        case bullet
    }

    var prefix: String
    var figures: Figures
    var suffix: String
    /// The number of the part above and a point stand before the figure.
    var continuesParent = false

    /// `w:numFmt`
    var format: String {
        switch figures {
        case .decimal: "decimal"
        case .lowerLetter, .doubleLetter: "lowerLetter"
        case .upperLetter: "upperLetter"
        case .upperRoman: "upperRoman"
        case .bullet: "bullet"
        }
    }

    /// Value of the first.
    var start: Int { figures == .doubleLetter ? 27 : 1 }

    static func bullet(_ sign: String) -> NumberPattern { NumberPattern(prefix: sign, figures: .bullet, suffix: "") }

    /// What a figure can mean: „I“ is 1 or the ninth letter.
    ///
    /// - Parameter parent: number of the part above, for decimals: `5`.
    /// - Returns: the likeliest first, with the value that Word has to count to.
    static func readings(of label: String, parent: String?) -> [(pattern: NumberPattern, value: Int)] {
        if let parent, label.hasPrefix(parent + "."), let own = figure(in: String(label.dropFirst(parent.count + 1))), own.before.isEmpty,
            let value = Int(own.figure)
        {
            return [(NumberPattern(prefix: "", figures: .decimal, suffix: own.after, continuesParent: true), value)]
        }
        guard let found = figure(in: label) else { return [] }
        return values(of: found.figure).map { figures, value in
            (NumberPattern(prefix: found.before, figures: figures, suffix: found.after), value)
        }
    }

    /// The last run of digits or letters that stands by itself; words like „Artikel“ are none.
    private static func figure(in label: String) -> (before: String, figure: String, after: String)? {
        let scalars = Array(label.unicodeScalars)
        var end = scalars.count
        while end > 0 {
            guard isFigure(scalars[end - 1]) else {
                end -= 1
                continue
            }
            var start = end
            while start > 0, isFigure(scalars[start - 1]) { start -= 1 }
            let figure = text(scalars[start..<end])
            if !values(of: figure).isEmpty { return (text(scalars[..<start]), figure, text(scalars[end...])) }
            end = start
        }
        return nil
    }

    private static func isFigure(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }

    private static func values(of figure: String) -> [(Figures, Int)] {
        let bytes = Array(figure.utf8)
        guard let first = bytes.first, bytes.count <= 12 else { return [] }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            // „07“ is no number that Word writes.
            guard first != UInt8(ascii: "0"), let value = Int(figure), value <= 32_767 else { return [] }
            return [(.decimal, value)]
        case UInt8(ascii: "a")...UInt8(ascii: "z"):
            let letter = Int(first - UInt8(ascii: "a")) + 1
            if bytes.count == 1 { return [(.lowerLetter, letter)] }
            return bytes.count == 2 && bytes[1] == first ? [(.doubleLetter, 26 + letter)] : []
        default:
            var readings: [(Figures, Int)] = []
            if let value = roman(bytes) { readings.append((.upperRoman, value)) }
            if bytes.count == 1, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) { readings.append((.upperLetter, Int(first - UInt8(ascii: "A")) + 1)) }
            return readings
        }
    }

    /// Numbers as they are written properly, up to 3999.
    private static func roman(_ bytes: [UInt8]) -> Int? {
        let digits: [UInt8: Int] = [73: 1, 86: 5, 88: 10, 76: 50, 67: 100, 68: 500, 77: 1000]
        var value = 0
        for (index, byte) in bytes.enumerated() {
            guard let digit = digits[byte] else { return nil }
            let next = index + 1 < bytes.count ? digits[bytes[index + 1]] ?? 0 : 0
            value += digit < next ? -digit : digit
        }
        return value > 0 && romanText(value) == String(decoding: bytes, as: UTF8.self) ? value : nil
    }

    static func romanText(_ value: Int) -> String {
        let steps = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
            (1, "I"),
        ]
        var (rest, text) = (min(max(value, 0), 3999), "")
        for (step, sign) in steps {
            while rest >= step {
                text += sign
                rest -= step
            }
        }
        return text
    }

    /// The figure that Word prints for a value.
    func figure(_ value: Int) -> String {
        switch figures {
        case .decimal: String(value)
        case .upperRoman: Self.romanText(value)
        case .lowerLetter, .doubleLetter: Self.letters(value, from: "a")
        case .upperLetter: Self.letters(value, from: "A")
        case .bullet: ""
        }
    }

    /// a … z, aa, bb … zz, aaa (ECMA-376 part 1, 17.18.59, `lowerLetter`).
    private static func letters(_ value: Int, from first: Unicode.Scalar) -> String {
        guard value > 0, let letter = Unicode.Scalar(first.value + UInt32((value - 1) % 26)) else { return "" }
        return String(repeating: String(letter), count: (value - 1) / 26 + 1)
    }
}
