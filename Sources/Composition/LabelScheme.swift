import DocumentModel

/// How the parts of one level are numbered: `§ 1`, `1.`, `(1)`, `a)`, `1.1`, `I.`, `Artikel 1`, `ohne`.
package struct LabelScheme: Sendable, Hashable {
    package enum Figures: Sendable, Hashable {
        /// 1, 2, 3
        case arabic
        /// I, II, III
        case roman
        /// a, b … z, aa, ab
        case letter
        /// aa, bb … zz
        case doubleLetter
        /// A, B
        case capital
        /// The number of the part above, a point, and one's own: 5.1
        case decimal
        /// No number, but a sign: –
        case sign
        case none
    }

    package let prefix: String
    package let figures: Figures
    package let suffix: String

    package init(prefix: String = "", _ figures: Figures, suffix: String = "") {
        self.prefix = prefix
        self.figures = figures
        self.suffix = suffix
    }

    /// Reads a pattern as clerks write it; `nil` where it holds no figure.
    package init?(pattern: String) {
        let text = pattern.trimmed
        switch text {
        case "ohne": self.init(.none)
        case "1.1": self.init(.decimal)
        case "-", "–": self.init(prefix: "–", .sign)
        case "•": self.init(prefix: "•", .sign)
        default:
            // The longest sample first: `aa` before `a`.
            let samples: [(String, Figures)] = [("aa", .doubleLetter), ("1", .arabic), ("a", .letter), ("A", .capital), ("I", .roman)]
            for (sample, figures) in samples {
                guard let range = text.ranges(of: sample).last else { continue }
                let (before, after) = (text[..<range.lowerBound], text[range.upperBound...])
                // `Artikel 1` holds letters too; only a sample that stands by itself is the figure.
                if let last = before.last, last.isLetter || last.isNumber { continue }
                if let first = after.first, first.isLetter || first.isNumber { continue }
                self.init(prefix: String(before.map { $0 == " " ? "\u{A0}" : $0 }), figures, suffix: String(after))
                return
            }
            return nil
        }
    }

    /// The number alone: `4`, `a`, `5.1`; `nil` for `ohne`. `parent` is the number of the part above, for decimals.
    package func number(_ ordinal: Int, parent: String? = nil) -> String? {
        switch figures {
        case .arabic: "\(ordinal)"
        case .roman: LabelScheme.roman(ordinal)
        case .letter: LabelScheme.letters(ordinal)
        case .doubleLetter: LabelScheme.letters(ordinal).flatMap { $0.utf8.count == 1 ? $0 + $0 : $0 }
        case .capital: LabelScheme.letters(ordinal)?.uppercased()
        case .decimal: parent.map { "\($0).\(ordinal)" } ?? "\(ordinal)"
        case .sign, .none: nil
        }
    }

    /// As printed: `§ 4`, `(2)`, `a)`, `–`; `nil` for `ohne`.
    package func label(_ ordinal: Int, parent: String? = nil) -> String? {
        if figures == .sign { return prefix }
        return number(ordinal, parent: parent).map { prefix + $0 + suffix }
    }

    private static func letters(_ ordinal: Int) -> String? {
        guard ordinal > 0 else { return nil }
        var rest = ordinal
        var scalars: [Unicode.Scalar] = []
        while rest > 0 {
            let (quotient, digit) = (rest - 1).quotientAndRemainder(dividingBy: 26)
            scalars.insert(Unicode.Scalar(UInt8(ascii: "a") + UInt8(digit)), at: 0)
            rest = quotient
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func roman(_ ordinal: Int) -> String? {
        guard (1...3999).contains(ordinal) else { return nil }
        let steps = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
            (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = ordinal
        var text = ""
        for (value, sign) in steps {
            while rest >= value {
                text += sign
                rest -= value
            }
        }
        return text
    }
}

/// The schemes of all levels: `gliederung` of an agreement.
package struct NumberingScheme: Sendable, Hashable {
    package var section: LabelScheme
    package var subsection: LabelScheme
    package var absatz: LabelScheme
    /// Below the Absatz, outermost first; the last one serves all deeper levels.
    package var levels: [LabelScheme]
    package var headingForm: HeadingForm
    /// Of headings below sub-sections; `nil`: only decimals have a number there.
    package var third: LabelScheme?
    /// Between number and heading: „–“.
    package var separator = ""
    /// Of lists without numbers; `nil`: the house style's sign.
    package var bullet: String?

    package init(
        section: LabelScheme = LabelScheme(prefix: "§\u{A0}", .arabic), subsection: LabelScheme = LabelScheme(.decimal),
        absatz: LabelScheme = LabelScheme(prefix: "(", .arabic, suffix: ")"),
        levels: [LabelScheme] = [LabelScheme(.letter, suffix: ")"), LabelScheme(.doubleLetter, suffix: ")"), LabelScheme(prefix: "–", .sign)],
        headingForm: HeadingForm = .display
    ) {
        self.section = section
        self.subsection = subsection
        self.absatz = absatz
        self.levels = levels
        self.headingForm = headingForm
    }

    /// Scheme of an ordered list, `depth` from 0 for the first level below the Absatz.
    func level(_ depth: Int) -> LabelScheme {
        levels.isEmpty ? LabelScheme(.letter, suffix: ")") : levels[min(max(depth, 0), levels.count - 1)]
    }
}
