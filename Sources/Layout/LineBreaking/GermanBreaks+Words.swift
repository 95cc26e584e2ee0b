import GermanText
import Typeface

/// The words and shapes of words that ``GermanBreaks`` knows.
extension GermanBreaks {
    /// What the break finder sees for a blank to fill in.
    static let fillIn: UInt32 = 0x2C60

    func isDigitByte(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    func isLetterByte(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }
    func isLetter(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? (scalar | 0x20) &- 0x61 < 26 : (0xC0...0x24F).contains(scalar) && scalar != 0xD7 && scalar != 0xF7
    }
    func isCapital(_ scalar: UInt32) -> Bool {
        scalar < 0x80 ? scalar &- 0x41 < 26 : (0xC0...0xDE).contains(scalar) && scalar != 0xD7
    }

    func startsGenderEnding(_ place: Int) -> Bool {
        place + 1 < text.count && text[place] | 0x20 == UInt8(ascii: "i") && text[place + 1] == UInt8(ascii: "n")
    }

    func endsWithDigit(_ token: Range<Int>) -> Bool { isDigitByte(text[token.upperBound - 1]) }

    /// `61`, `8a`.
    func endsWithDigitOrSuffix(_ token: Range<Int>) -> Bool {
        endsWithDigit(token) || token.count >= 2 && isDigitByte(text[token.upperBound - 2])
    }

    func isFillIn(_ token: Range<Int>) -> Bool {
        token.count >= 3 && decode(text, at: token.upperBound - 3).scalar == Self.fillIn
    }

    func isDay(_ token: Range<Int>) -> Bool {
        (2...3).contains(token.count) && text[token.upperBound - 1] == UInt8(ascii: ".")
            && text[token.dropLast()].allSatisfy(isDigitByte)
    }

    func isRoman(_ token: Range<Int>) -> Bool {
        let token = withoutClosing(token)
        return !token.isEmpty && text[token].allSatisfy { $0 == 0x49 || $0 == 0x56 || $0 == 0x58 }
    }

    func isAcronym(_ token: Range<Int>) -> Bool {
        token.count >= 2 && text[token].allSatisfy { $0 &- 0x41 < 26 }
    }

    /// One capital and a full stop.
    func isInitial(_ token: Range<Int>) -> Bool {
        (2...3).contains(token.count) && text[token.upperBound - 1] == UInt8(ascii: ".")
            && isCapital(decode(text, at: token.lowerBound).scalar) && decode(text, at: token.lowerBound).length == token.count - 1
    }

    /// Letters and a full stop.
    func isAbbreviated(_ token: Range<Int>, atMost letters: Int) -> Bool {
        let token = withoutClosing(token, keeping: UInt8(ascii: "."))
        guard token.count >= 2, text[token.upperBound - 1] == UInt8(ascii: ".") else { return false }
        let inner = text[token.dropLast()]
        return inner.allSatisfy(isLetterByte) && inner.count { $0 & 0xC0 != 0x80 } <= letters
    }

    /// „04531 160-1365“, „+49 4531“, „DE12 3456 7890“.
    func isNumberGroup(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard isDigitByte(text[right.lowerBound]) else { return false }
        let first = text[left.lowerBound]
        if first == UInt8(ascii: "+") || first == UInt8(ascii: "0") && left.count > 2 { return isNumeric(left.dropFirst()) }
        guard left.count == 4, withoutClosing(right).count <= 4 else { return false }
        return text[left.suffix(2)].allSatisfy(isDigitByte)
            && (isNumeric(left) || text[left.prefix(2)].allSatisfy { $0 &- 0x41 < 26 })
    }

    func isPostcode(_ token: Range<Int>) -> Bool { token.count == 5 && isNumeric(token) }

    private func isNumeric(_ token: Range<Int>) -> Bool { text[token].allSatisfy(isDigitByte) }

    func ends(_ token: Range<Int>, with word: [UInt8]) -> Bool {
        token.count > word.count && text[token.suffix(word.count)].elementsEqual(word)
    }

    func withoutOpening(_ token: Range<Int>) -> Range<Int> {
        var start = token.lowerBound
        while start < token.upperBound - 1, text[start] == UInt8(ascii: "(") || text[start] == UInt8(ascii: "[") { start += 1 }
        return start..<token.upperBound
    }

    func withoutClosing(_ token: Range<Int>, keeping kept: UInt8 = 0) -> Range<Int> {
        var end = token.upperBound
        while end > token.lowerBound + 1, text[end - 1] != kept, Self.closing.contains(text[end - 1]) { end -= 1 }
        return token.lowerBound..<end
    }

    private static let closing = Array(".,;:)]!?".utf8)

    /// Short lists of words compared as bytes.
    struct Words: Sendable {
        private let words: [[UInt8]]
        /// The bytes that words begin with, as far as they are ASCII: most texts are told from them at once.
        private let firsts: (low: UInt64, high: UInt64)

        init(_ list: String) {
            words = list.split(separator: " ").map { Array($0.utf8) }
            var firsts: (low: UInt64, high: UInt64) = (0, 0)
            for byte in words.compactMap(\.first) where byte < 0x80 {
                if byte < 64 { firsts.low |= 1 << UInt64(byte) } else { firsts.high |= 1 << UInt64(byte - 64) }
            }
            self.firsts = firsts
        }

        func contains(_ token: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
            let first = text[token.lowerBound]
            if first < 0x80, (first < 64 ? firsts.low >> UInt64(first) : firsts.high >> UInt64(first - 64)) & 1 == 0 { return false }
            return words.contains { $0.count == token.count && $0[0] == first && $0.elementsEqual(text[token]) }
        }

        func contains(where predicate: ([UInt8]) -> Bool) -> Bool { words.contains(where: predicate) }

        static let section = Words("§ §§")
        static let beforeNumber = Words(
            """
            Abs. Absatz Absatzes Absätze Absätzen Unterabs. UAbs. Unterabsatz Art. Artikel Artikels Artikeln Nr. Nrn. Nummer Nummern \
            Satz Satzes Sätze Sätzen S. Hs. Halbsatz Alt. Alternative Var. Variante Anlage Anlagen Anhang Kap. Kapitel Ziff. Ziffer Ziffern \
            Abschnitt Teil Buch Titel Seite Seiten Rn. Rdnr. Tz. Erwägungsgrund BGBl. GVBl. Tel. Fax Az. Tabelle Abbildung
            """)
        static let beforeNumberOrLetter = Words("Buchst. Buchstabe Buchstaben lit.")
        static let titles = Words(
            "Dr. Dres. Prof. PD Mag. Dipl.-Ing. Dipl.-Päd. Dipl.-Psych. Dipl.-Soz.päd. Herr Herrn Frau Familie RA RAin St.")
        static let faculties = Words("jur. iur. med. phil. rer. nat. pol. theol. paed. h.c.")
        static let following = Words("f ff")
        static let units = Words(
            """
            € % ‰ Euro EUR Cent ct km m cm mm m² qm kg g l h min Min. Std. Uhr Prozent Promille Mio. Mrd. Tsd. Millionen Milliarden Stunde \
            Stunden Wochenstunden Minute Minuten Tag Tage Tagen Werktage Werktagen Arbeitstage Arbeitstagen Kalendertage Kalendertagen \
            Woche Wochen Monat Monate Monaten Jahr Jahre Jahren Jahres VZÄ
            """)
        static let multiples = Words("Mio. Mrd. Tsd. Millionen Milliarden")
        static let counted = Words("Halbsatz Abschnitt Kapitel Alternative Buch Teil Quartal Halbjahr Lebensjahr Lebensjahres")
        static let months = Words("\(GermanDate.months.joined(separator: " ")) Jan Feb Apr Jun Jul Aug Sep Sept Okt Nov Dez")
        static let streets = Words("straße Straße str. Str. weg Weg platz Platz allee Allee gasse ring Ring ufer damm chaussee Markt")
    }
}
