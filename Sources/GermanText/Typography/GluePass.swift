/// Second pass: makes blanks unbreakable by the words on both sides. Only U+0020 is replaced, so it serves names as well.
enum GluePass {
    static func run(_ buffer: inout TextBuffer) {
        for index in inseparableBlanks(buffer.scalars) { buffer.glue(index) }
        glueAbbreviations(&buffer)
    }

    private static func inseparableBlanks(_ scalars: [Unicode.Scalar]) -> [Int] {
        var blanks: [Int] = []
        var left: Range<Int>? = nil
        /// The token before a dash, where single blanks part them.
        var beforeDash: Range<Int>?
        var isWithinIBAN = false
        var index = 0
        while index < scalars.count {
            if scalars[index].isBlank {
                index += 1
                continue
            }
            let start = index
            while index < scalars.count, !scalars[index].isBlank { index += 1 }
            let token = start..<index
            // Exactly one blank between two tokens is a word space.
            if let before = left, before.upperBound + 1 == token.lowerBound {
                let pair = TokenPair(scalars: scalars, left: before, right: token)
                if let first = beforeDash, DateRange.isDate(scalars[first]), DateRange.isDate(scalars[token]) { blanks.append(before.upperBound) }
                beforeDash = token.count == 1 && scalars[token.lowerBound] == .enDash ? before : nil
                let groups = pair.continuesIBAN(isWithinIBAN)
                if groups || pair.isInseparable { blanks.append(before.upperBound) }
                isWithinIBAN = groups
            } else {
                isWithinIBAN = false
                beforeDash = nil
            }
            left = token
        }
        return blanks
    }

    /// In names the first pass has left „e. V.“ alone; here its blank becomes narrow. „e. V.“ is tied to the name before it.
    private static func glueAbbreviations(_ buffer: inout TextBuffer) {
        var index = 0
        while index < buffer.count {
            guard buffer.scalars[index].isLetter, let match = Abbreviations.match(buffer.scalars, at: index) else {
                index += 1
                continue
            }
            for seam in match.seams where buffer.scalars[seam].isBlank { buffer.glue(seam, .narrowNoBreakSpace) }
            if match.isRegisteredAssociation, index > 0 { buffer.glue(index - 1) }
            index = match.end
        }
    }
}

/// Two neighbouring words and the question whether a line may end between them.
private struct TokenPair {
    let scalars: [Unicode.Scalar]
    /// The word before the blank, without what opens it: „(Abs.“ is „Abs.“
    let left: Range<Int>
    /// The word after the blank as it stands.
    let right: Range<Int>

    init(scalars: [Unicode.Scalar], left: Range<Int>, right: Range<Int>) {
        self.scalars = scalars
        var start = left.lowerBound
        while start < left.upperBound - 1, scalars[start].opensWord { start += 1 }
        // „24.–26.“: the last day is what the month belongs to.
        if scalars[left.upperBound - 1] == ".", scalars[start].isDigit {
            let sign = left.last { !scalars[$0].isDigit && scalars[$0] != "." }
            if let sign, sign > start, scalars[sign] == .wordJoiner || scalars[sign] == "-" || scalars[sign] == .enDash { start = sign + 1 }
        }
        self.left = start..<left.upperBound
        self.right = right
    }

    private var first: Unicode.Scalar { scalars[right.lowerBound] }
    private var last: Unicode.Scalar { scalars[left.upperBound - 1] }

    var isInseparable: Bool {
        // A dash never begins a line, an ellipsis neither.
        if right.count == 1, first == .enDash { return true }
        if first == .ellipsis { return true }
        if last == "§" { return true }
        if last == "&" || left.count == 3 && isWord(left, "Co.") { return isWord(bareRight, "Co.") || isWord(bareRight, "KG") }
        if left.count <= 16, let key = WordKey(scalars, left), tiesByLeftWord(key) { return true }
        if last.isDigit || last == "%", tiesByRightWord() { return true }
        if last == "." { return tiesAfterPoint() }
        if first.isDigit { return tiesBeforeFigure() }
        return isStatuteName()
    }

    // MARK: By the word before

    private func tiesByLeftWord(_ key: WordKey) -> Bool {
        if Words.counted.contains(key) { return first.isDigit || isRomanRight }
        if Words.lettered.contains(key) { return first.isDigit || bareRight.count <= 2 && first.isLetter }
        if Words.titles.contains(key) { return first.isUppercaseLetter || startsTitle }
        if Words.beforeProvision.contains(key) { return first.isDigit || first == "§" }
        if Words.currencies.contains(key) { return first.isDigit }
        return false
    }

    /// „Dr. med.“: a title goes on with small letters and a point.
    private var startsTitle: Bool { WordKey(scalars, right).map(Words.titleParts.contains) ?? false }

    // MARK: Figures and what they count

    private func tiesByRightWord() -> Bool {
        let bare = bareRight
        if let key = WordKey(scalars, bare), Words.units.contains(key) { return true }
        if isPostcode { return first.isUppercaseLetter }
        return isFollowing
    }

    /// „61 ff.“, „8a f.“
    private var isFollowing: Bool {
        let word = rightWithoutClosing
        return isWord(word, "ff.") || isWord(word, "f.")
    }

    private var isPostcode: Bool {
        if left.count == 5 { return scalars[left].allSatisfy(\.isDigit) }
        return left.count == 7 && scalars[left.lowerBound] == "D" && scalars[left.lowerBound + 1] == "-"
            && scalars[left.dropFirst(2)].allSatisfy(\.isDigit)
    }

    private func tiesBeforeFigure() -> Bool {
        if Streets.endsLikeStreet(scalars, left) { return true }
        // Area code and number, „+49 4531 160-1365“.
        let figures = scalars[left].allSatisfy { $0.isDigit || $0 == "+" }
        guard figures, scalars[left.lowerBound] == "0" || scalars[left.lowerBound] == "+" || followsCountryCode else { return false }
        return left.count > 1 && scalars[rightWithoutClosing].allSatisfy { $0.isDigit || $0 == "-" || $0 == "." }
    }

    private var followsCountryCode: Bool {
        var start = left.lowerBound
        guard start > 1, scalars[start - 1].isBlank else { return false }
        start -= 1
        let end = start
        while start > 0, end - start < 4, scalars[start - 1].isDigit { start -= 1 }
        return start < end && start > 0 && scalars[start - 1] == "+"
    }

    // MARK: After a point

    private func tiesAfterPoint() -> Bool {
        let count = left.count
        guard count >= 2 else { return false }
        let before = scalars[left.upperBound - 2]
        // „16. September“, „3. Lebensjahr“
        if count <= 3, scalars[left.dropLast()].allSatisfy(\.isDigit) {
            return WordKey(scalars, bareRight).map(Words.counting.contains) ?? false
        }
        // Initials: „H. G. Meier“
        if count == 2, before.isUppercaseLetter { return first.isUppercaseLetter && !followsSGB }
        if first.isDigit { return Streets.endsLikeStreet(scalars, left) }
        return false
    }

    // MARK: Statutes

    /// „SGB VIII“, „AG SGB“, „DSG NRW“: blanks within the short name of a law.
    private func isStatuteName() -> Bool {
        if isWord(left, "SGB") { return isRomanRight }
        if isWord(bareRight, "SGB") { return isWord(left, "AG") }
        guard first.isUppercaseLetter, let key = WordKey(scalars, bareRight), Words.landCodes.contains(key) else { return false }
        return looksLikeStatute(left)
    }

    /// „DSG“, „LKiSchG“, „DSAG“: at least two capitals, the last of them a G.
    private func looksLikeStatute(_ word: Range<Int>) -> Bool {
        last == "G" && scalars[word].allSatisfy(\.isLetter) && scalars[word].count(where: \.isUppercaseLetter) > 1
    }

    /// „… SGB X. Das …“: a numeral at the end of a sentence, no initial.
    private var followsSGB: Bool {
        let start = left.lowerBound
        return start >= 4 && scalars[start - 1].isBlank && isWord(start - 4..<start - 1, "SGB")
    }

    private var isRomanRight: Bool {
        !bareRight.isEmpty
            && scalars[bareRight].allSatisfy { $0 == "I" || $0 == "V" || $0 == "X" }
    }

    // MARK: Words

    private var rightWithoutClosing: Range<Int> {
        var end = right.upperBound
        while end > right.lowerBound, scalars[end - 1].closesWord { end -= 1 }
        return right.lowerBound..<end
    }

    /// The right word without any punctuation after it.
    private var bareRight: Range<Int> {
        var end = rightWithoutClosing.upperBound
        if end - right.lowerBound > 1, scalars[end - 1] == ".", !isWord(right.lowerBound..<end, "Co.") { end -= 1 }
        return right.lowerBound..<end
    }

    private func isWord(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { bytes in
            zip(range, bytes).allSatisfy { scalars[$0].value == UInt32($1) }
        }
    }

    // MARK: IBAN

    /// „DE12 3456 …“: groups of four after a country code with two check digits (ISO 13616).
    func continuesIBAN(_ isWithin: Bool) -> Bool {
        guard (1...4).contains(rightWithoutClosing.count), scalars[rightWithoutClosing].allSatisfy({ $0.isDigit || $0.isUppercaseLetter })
        else { return false }
        guard left.count == 4 else { return false }
        if isWithin { return true }
        let head = Array(scalars[left])
        return head[0].isUppercaseLetter && head[1].isUppercaseLetter && head[2].isDigit && head[3].isDigit
            && scalars[rightWithoutClosing].count == 4
    }
}

private enum Words {
    /// Before a figure.
    static let counted = WordKey.set(
        """
        Abs. Absatz Absatzes Absätze Nr. Nrn. Nummer Nummern Satz Sätze S. Halbsatz Halbs. HS Art. Artikel Artikels Anlage
        Anlagen Seite Seiten Kapitel Kap. Ziffer Ziffern Ziff. Tabelle Abbildung Abb. Teil Band Bd. Heft Rn. Fußnote Fn. Stufe
        Modul Fachbereich Dezernat Amt Abteilung Referat Sachgebiet Klasse Punkt Phase Raum Zimmer Abschnitt Buch Version
        Alternative Option Variante Formular Blatt
        """)
    /// Before a letter or a figure.
    static let lettered = WordKey.set("Buchst. Buchstabe Buchstaben lit. Litera Anlage Formblatt")
    static let titles = WordKey.set(
        """
        Dr. Dres. Prof. PD Mag. Dipl.-Ing. Dipl.-Päd. Dipl.-Psych. St. Herr Herrn Frau Hr. Fr.
        med. phil. jur. iur. rer. nat. paed. theol. pol. oec. soc. dent. vet. Ing. h.c.
        """)
    static let titleParts = WordKey.set("med. phil. jur. iur. rer. nat. paed. theol. pol. oec. soc. dent. vet. habil. h.c.")
    static let beforeProvision = WordKey.set("bzw. ggf. vgl. Vgl. gem.")
    static let currencies = WordKey.set("€ EUR")
    static let units = WordKey.set(
        """
        % ‰ € Euro EUR Cent Prozent Uhr km m cm mm m² qm kg g t h min Min. Std Stunde Stunden Minute Minuten Tag Tage Tagen Tages
        Woche Wochen Monat Monate Monaten Monats Jahr Jahre Jahren Jahres Werktag Werktage Werktagen Kalendertage Kalendertagen
        Arbeitstag Arbeitstage Arbeitstagen Lebensjahre Mio Mio. Mrd Mrd. Tsd
        """)
    /// After a figure with a point.
    static let counting = WordKey.set(
        """
        \(GermanDate.months.joined(separator: " "))
        Jan Feb Apr Aug Sep Sept Okt Nov Dez
        Halbjahr Quartal Abschnitt Kapitel Lebensjahr Lebensjahres Lebensmonat Lebensmonats Lebenswoche Klasse Wahlperiode Teil Buch
        Auflage Stufe Geburtstag
        """)
    static let landCodes = WordKey.set("NRW LSA M-V MV RLP SH BW NI SN")
}
