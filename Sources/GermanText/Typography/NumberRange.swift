/// „0-3 Jahre“: a hyphen that means „bis“.
enum NumberRange {
    /// Is the hyphen at `index` of `scalars`, with `written` before it, one between two plain numbers that rise?
    ///
    /// From 1000 on only years and round numbers count, for „160-1365“ is an extension. Telephone numbers, dates, house numbers, file
    /// numbers and standards keep their hyphen.
    static func isRange(before written: [Unicode.Scalar], _ scalars: [Unicode.Scalar], after index: Int) -> Bool {
        guard let left = leftNumber(written, before: written.count), let right = rightNumber(scalars, after: index) else { return false }
        let isProvision = follows("§", written, left.start)
        guard isProvision || !(left.hasSuffix || right.hasSuffix) else { return false }
        guard
            isProvision || right.value < 1000 || isYear(left.value) && isYear(right.value)
                || left.value.isMultiple(of: 10) && right.value.isMultiple(of: 10)
        else { return false }
        guard left.value < right.value || isProvision && left.value == right.value && right.hasSuffix else { return false }
        return !isIdentifier(written, before: left.start)
    }

    private static func isYear(_ value: Int) -> Bool { (1900...2199).contains(value) }

    private static func leftNumber(_ scalars: [Unicode.Scalar], before index: Int) -> (value: Int, start: Int, hasSuffix: Bool)? {
        var start = index
        let hasSuffix = start > 1 && scalars[start - 1].isLowercaseLetter && scalars[start - 2].isDigit
        if hasSuffix { start -= 1 }
        let end = start
        while start > 0, end - start < 5, scalars[start - 1].isDigit { start -= 1 }
        guard let value = number(scalars, start..<end) else { return nil }
        if start > 0 {
            let before = scalars[start - 1]
            guard before.isBlank || before == "(" || before == "§" || before.isQuoteOrJoiner else { return nil }
        }
        return (value, start, hasSuffix)
    }

    private static func rightNumber(_ scalars: [Unicode.Scalar], after index: Int) -> (value: Int, hasSuffix: Bool)? {
        var end = index + 1
        while end < scalars.count, end - index <= 5, scalars[end].isDigit { end += 1 }
        guard let value = number(scalars, index + 1..<end) else { return nil }
        // „61-68ff.“
        if end + 2 < scalars.count, scalars[end] == "f", scalars[end + 1] == "f", scalars[end + 2] == "." { return (value, false) }
        let hasSuffix = end < scalars.count && scalars[end].isLowercaseLetter
        if hasSuffix { end += 1 }
        guard end < scalars.count else { return (value, hasSuffix) }
        let after = scalars[end]
        if after.isLetter || after.isDigit || after == "-" || after == "/" { return nil }
        // „1-3.5“ and „1-3,5“ are more than whole numbers.
        if after == "." || after == ",", end + 1 < scalars.count, scalars[end + 1].isDigit { return nil }
        return (value, hasSuffix)
    }

    /// One to four digits without a leading zero, 0 itself excepted.
    private static func number(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Int? {
        guard (1...4).contains(range.count), range.count == 1 || scalars[range.lowerBound] != "0" else { return nil }
        return range.reduce(0) { $0 * 10 + Int(scalars[$1].value - 0x30) }
    }

    private static func follows(_ sign: Unicode.Scalar, _ scalars: [Unicode.Scalar], _ start: Int) -> Bool {
        guard start > 0 else { return false }
        if scalars[start - 1] == sign { return true }
        return start > 1 && scalars[start - 1].isBlank && scalars[start - 2] == sign
    }

    private static let identifierWords = WordKey.set(
        """
        Tel. Tel Telefon Fax Fax. Telefax Mobil Durchwahl Rufnummer Az. Az Aktenzeichen Kennzeichen Kassenzeichen ISBN DIN ISO EN
        """)

    /// Is the number part of what identifies something, by the word before it?
    private static func isIdentifier(_ scalars: [Unicode.Scalar], before start: Int) -> Bool {
        guard start > 1, scalars[start - 1].isBlank else { return false }
        var wordEnd = start - 1
        // „Tel.:“
        if scalars[wordEnd - 1] == ":" { wordEnd -= 1 }
        var wordStart = wordEnd
        while wordStart > 0, wordEnd - wordStart < 32, !scalars[wordStart - 1].isBlank { wordStart -= 1 }
        guard wordStart < wordEnd else { return false }
        // „04531 160-1365“: figures before figures are the area code.
        if scalars[wordEnd - 1].isDigit { return true }
        if let key = WordKey(scalars, wordStart..<wordEnd), identifierWords.contains(key) { return true }
        return Streets.endsLikeStreet(scalars, wordStart..<wordEnd)
    }
}

enum Streets {
    private static let endings = [
        "straße", "strasse", "str.", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "markt", "chaussee", "steig",
    ].map { Array($0.unicodeScalars) }

    /// „Hauptstraße“, „Am Markt“: what a house number follows.
    static func endsLikeStreet(_ scalars: [Unicode.Scalar], _ word: Range<Int>) -> Bool {
        endings.contains { ending in
            guard word.count >= ending.count else { return false }
            let start = word.upperBound - ending.count
            // „Straße“, „Markt“ alone begin with a capital.
            guard scalars[start] == ending[0] || scalars[start].value | 0x20 == ending[0].value, scalars[start].isLetter else { return false }
            return ending.indices.dropFirst().allSatisfy { scalars[start + $0] == ending[$0] }
        }
    }
}
