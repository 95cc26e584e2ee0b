/// Abbreviations of several parts, set with narrow unbreakable blanks: „z. B.“, „i. V. m.“ (DIN 5008; Duden, Abkürzungen).
enum Abbreviations {
    /// One match in a text: where the parts begin after the first, and where the abbreviation ends.
    struct Match {
        /// Index after the point that a following part belongs to; a blank there is replaced, else one is put in.
        var seams: [Int]
        var end: Int
        var isRegisteredAssociation: Bool
    }

    private static let table: [[[Unicode.Scalar]]] = """
        i.d.R. i.V.m. i.S.d. i.S.v. i.H.v. i.d.F. i.R.d. i.e.S. i.w.S. i.Z.m. m.w.N. u.v.m. u.v.a. m.a.W. z.w.V.
        z.B. z.T. z.Zt. z.Hd. z.Hdn. z.K. u.a. u.Ä. u.ä. u.U. d.h. d.J. d.M. e.V. e.G. e.K. o.Ä. o.ä. o.g. v.a. v.H. v.Chr.
        n.Chr. i.A. i.V. i.L. i.R. i.O. s.o. s.u. a.F. n.F. a.D. p.a. m.E. b.w. h.c.
        """
        .split(whereSeparator: { $0 == " " || $0 == "\n" })
        .map { $0.split(separator: ".").map { Array($0.unicodeScalars) } }
        // The longer one first: „i. V. m.“ before „i. V.“
        .sorted { $0.count > $1.count }

    private static let firstLetters = Set(table.compactMap { $0.first?.first })

    /// The abbreviation that begins at `start`, written with or without blanks. All of them begin with one letter and a point.
    static func match(_ scalars: [Unicode.Scalar], at start: Int) -> Match? {
        guard start + 3 < scalars.count, scalars[start + 1] == ".", let initial = lowercased(scalars[start]),
            firstLetters.contains(initial)
        else { return nil }
        if start > 0 {
            let before = scalars[start - 1]
            if before.isLetter || before.isDigit || before == "." || before == .ellipsis { return nil }
            if before.isBlank, start > 1, endsInitial(scalars, before: start - 1) { return nil }
        }
        for parts in table where parts[0][0] == initial {
            if let match = match(scalars, at: start, parts) { return match }
        }
        return nil
    }

    private static func match(_ scalars: [Unicode.Scalar], at start: Int, _ parts: [[Unicode.Scalar]]) -> Match? {
        var position = start + 2
        var seams: [Int] = []
        for part in parts.dropFirst() {
            seams.append(position)
            if position < scalars.count, scalars[position].isBlank { position += 1 }
            for letter in part {
                guard position < scalars.count, scalars[position] == letter else { return nil }
                position += 1
            }
            guard position < scalars.count, scalars[position] == "." else { return nil }
            position += 1
        }
        // „d.h.c“ is none of them.
        if position < scalars.count, scalars[position].isLetter || scalars[position].isDigit { return nil }
        return Match(seams: seams, end: position, isRegisteredAssociation: parts.count == 2 && parts[1] == ["V"] && parts[0] == ["e"])
    }

    /// „m. w. N.“ has no „w. N.“ in it: the parts before belong to another abbreviation.
    private static func endsInitial(_ scalars: [Unicode.Scalar], before blank: Int) -> Bool {
        guard blank >= 2, scalars[blank - 1] == ".", scalars[blank - 2].isLetter else { return false }
        return blank == 2 || !(scalars[blank - 3].isLetter || scalars[blank - 3].isDigit)
    }

    /// „Z. B.“ at the head of a sentence is „z. B.“
    private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if scalar.isLowercaseLetter { return scalar }
        return scalar.value &- 0x41 < 26 ? Unicode.Scalar(scalar.value | 0x20) : nil
    }
}
