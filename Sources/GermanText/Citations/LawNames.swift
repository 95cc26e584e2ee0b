/// The abbreviations of statutes that citations are read with; several words are allowed („AG SGB VIII“).
public struct LawNames: Sendable {
    /// By first scalar, the longest first.
    private var byInitial: [Unicode.Scalar: [(name: String, scalars: [Unicode.Scalar])]] = [:]

    /// - Parameter names: Abbreviations with plain blanks; order and duplicates do not matter.
    public init(_ names: some Sequence<String>) {
        for name in Set(names).sorted() {
            let scalars = Array(name.unicodeScalars)
            guard let initial = scalars.first else { continue }
            byInitial[initial, default: []].append((name, scalars))
        }
        for key in byInitial.keys {
            byInitial[key]?.sort { $0.scalars.count > $1.scalars.count }
        }
    }

    struct Match {
        var name: String
        var isKnown: Bool
        var end: Int
    }

    /// The longest known name at `start`; else what looks like the abbreviation of a statute.
    func match(_ scalars: [Unicode.Scalar], at start: Int) -> Match? {
        guard start < scalars.count else { return nil }
        for candidate in byInitial[scalars[start]] ?? [] {
            if let end = end(of: candidate.scalars, in: scalars, at: start) {
                // „SGB VIII“ is not known by „SGB V“; a state's code after the name makes it another act.
                return Match(name: candidate.name, isKnown: true, end: end)
            }
        }
        return LawNames.unknown(scalars, at: start)
    }

    private func end(of name: [Unicode.Scalar], in scalars: [Unicode.Scalar], at start: Int) -> Int? {
        guard start + name.count <= scalars.count else { return nil }
        for (offset, scalar) in name.enumerated() {
            let other = scalars[start + offset]
            guard other == scalar || scalar == .space && other.isBlank else { return nil }
        }
        let end = start + name.count
        if end < scalars.count, scalars[end].isLetter || scalars[end].isDigit { return nil }
        return end
    }

    /// A word with two capitals or more („BKisSchG“), with the numeral of a Sozialgesetzbuch or the code of a Land after it.
    private static func unknown(_ scalars: [Unicode.Scalar], at start: Int) -> Match? {
        guard scalars[start].isUppercaseLetter, let first = word(scalars, at: start) else { return nil }
        let capitals = scalars[first].count(where: \.isUppercaseLetter)
        guard capitals > 1, (2...24).contains(first.count) else { return nil }
        var end = first.upperBound
        if end < scalars.count, scalars[end].isBlank, let second = word(scalars, at: end + 1),
            scalars[second].allSatisfy({ $0 == "I" || $0 == "V" || $0 == "X" }) || isLandCode(scalars[second])
        {
            end = second.upperBound
        }
        let name = String(String.UnicodeScalarView(scalars[start..<end].map { $0.isBlank ? .space : $0 }))
        return Match(name: name, isKnown: false, end: end)
    }

    private static func isLandCode(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        ["NRW", "LSA", "M-V", "RLP", "SH", "BW", "NI", "SN"].contains { $0.unicodeScalars.elementsEqual(word) }
    }

    private static func word(_ scalars: [Unicode.Scalar], at start: Int) -> Range<Int>? {
        var end = start
        while end < scalars.count, end - start < 25 {
            let isInnerHyphen = scalars[end] == "-" && end > start && end + 1 < scalars.count && scalars[end + 1].isUppercaseLetter
            guard scalars[end].isLetter || isInnerHyphen else { break }
            end += 1
        }
        return end > start ? start..<end : nil
    }
}
