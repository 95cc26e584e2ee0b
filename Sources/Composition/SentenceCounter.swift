import Agreements

/// Counts sentences, for references like „Satz 2“.
///
/// A full stop behind an abbreviation or a number does not say whether the sentence ends („… des Muster e. V. Die Stadt …“); the word that
/// follows often does. Where neither does, the count is not certain, and that is told.
enum SentenceCounter {
    struct Count: Equatable {
        /// Number, from 1, of the sentence that holds the end of the text.
        var ordinal = 1
        /// The first words around a full stop that may end a sentence or not; `nil`: the number is certain.
        var doubt: String?
    }

    static func ordinal(atEndOf before: String) -> Int { count(before).ordinal }

    /// - Parameter before: the text of the paragraph up to the place that is asked for.
    static func count(_ before: String) -> Count {
        var count = Count()
        let scalars = Array(before.unicodeScalars)
        var index = 0
        while index < scalars.count {
            defer { index += 1 }
            guard scalars[index] == "." || scalars[index] == "!" || scalars[index] == "?" || scalars[index] == "…" else { continue }
            // Closing quotes and brackets belong to the sentence they close.
            var next = index + 1
            while next < scalars.count, "“‘«”).".unicodeScalars.contains(scalars[next]) { next += 1 }
            guard next < scalars.count, isBlank(scalars[next]) else { continue }
            // Of „usw.).“ and „...“ the last decides, once.
            guard !scalars[(index + 1)..<next].contains(".") else { continue }
            let isGlued = scalars[next] != " "
            while next < scalars.count, isBlank(scalars[next]) || "„‚(»".unicodeScalars.contains(scalars[next]) { next += 1 }
            guard next < scalars.count, scalars[next].properties.isUppercase || "0123456789§".unicodeScalars.contains(scalars[next]) || WrittenAddress.begins(scalars[next...])
            else { continue }
            guard scalars[index] == "." else {
                count.ordinal += 1
                continue
            }
            switch SentenceEnd(before: scalars[..<index], after: scalars[next...], isGlued: isGlued).verdict {
            case .ends: count.ordinal += 1
            case .goesOn: break
            case .unknown:
                // Whole words on both sides.
                var start = max(0, index - 16)
                while start > 0, !isBlank(scalars[start - 1]), index - start < 40 { start -= 1 }
                var end = next
                while end < scalars.count, !isBlank(scalars[end]), end - next < 40 { end += 1 }
                count.doubt = count.doubt ?? "… " + String(String.UnicodeScalarView(scalars[start..<end].map { isBlank($0) ? " " : $0 })).trimmed + " …"
            }
        }
        return count
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\u{A0}" || scalar == "\u{202F}" }
}

/// A full stop followed by a capital or a figure, and whether a sentence ends there.
private struct SentenceEnd {
    enum Verdict { case ends, goesOn, unknown }

    /// The letters or figures directly before the full stop.
    let word: String
    /// What stands before them, from the last blank on.
    let joined: [Unicode.Scalar]
    /// The full stop closes an address or the name of a file: whatever its last letters are, they abbreviate nothing.
    let isAddress: Bool
    /// Everything before the word.
    let before: ArraySlice<Unicode.Scalar>
    /// The word behind.
    let following: String
    /// A full stop or a figure stands behind the following word: an abbreviation again, „S. 509“.
    let followingIsAbbreviated: Bool
    /// The normaliser has tied the following word to the full stop.
    let isGlued: Bool

    init(before scalars: ArraySlice<Unicode.Scalar>, after: ArraySlice<Unicode.Scalar>, isGlued: Bool) {
        let isPart: (Unicode.Scalar) -> Bool = { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
        var start = scalars.endIndex
        while start > scalars.startIndex, isPart(scalars[start - 1]), scalars.endIndex - start < 24 { start -= 1 }
        word = String(String.UnicodeScalarView(scalars[start...]))
        before = scalars[..<start]
        var token = start
        while token > scalars.startIndex, scalars[token - 1] != " ", start - token < 24 { token -= 1 }
        joined = Array(scalars[token..<start])
        isAddress = WrittenAddress.ends(scalars) { Abbreviations.neverLast.contains($0) || Abbreviations.maybeLast.contains($0) }
        let next = after.prefix { isPart($0) || $0 == "-" }
        following = String(String.UnicodeScalarView(next.prefix(24)))
        followingIsAbbreviated = next.count <= 5 && next.endIndex < after.endIndex && after[next.endIndex] == "."
        self.isGlued = isGlued
    }

    var verdict: Verdict {
        if word.isEmpty || isAddress { return .ends }
        if word.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) }) { return number }
        let key = word.lowercased()
        // „§ 8a. Der Träger“
        if key.unicodeScalars.contains(where: { ("0"..."9").contains($0) }) { return .ends }
        if Abbreviations.neverLast.contains(key) || key.hasSuffix("nr") { return .goesOn }
        // „Hauptstr. 12a“, „Marktpl. 3“
        let isStreet = key.hasSuffix("str") || key.hasSuffix("pl")
        if isStreet, following.unicodeScalars.first.map({ ("0"..."9").contains($0) }) ?? false { return .goesOn }
        // „z. B. Trägern“, „Dipl.-Soz.-Päd. Muster“
        if Abbreviations.neverLastOfSeveral.contains(where: { isLastOf($0) }) { return .goesOn }
        if joined.suffix(2).elementsEqual([".", "-"]) { return .goesOn }
        let isLetter = key.unicodeScalars.count == 1
        // „Frau A. Muster“: the normaliser ties initials to the name; but „e. V. Träger“ is none.
        if isLetter, isGlued, word != key, !Abbreviations.lastWithCapital.contains(where: { isLastOf($0) }) { return .goesOn }
        let mayBeLast = Abbreviations.maybeLast.contains(key) || isStreet || isLetter || word != word.uppercased() && hasNoVowel(key)
        guard mayBeLast else { return .ends }
        if followingIsAbbreviated { return .goesOn }
        if SentenceStarters.words.contains(following) || following.isEmpty { return .ends }
        // „BGBl. I“, „Aufl. 3“
        if following.unicodeScalars.allSatisfy({ "IVXLCDM0123456789".unicodeScalars.contains($0) }) { return .goesOn }
        // „u. a. Trägern“
        if Abbreviations.seldomLast.contains(where: { isLastOf($0) }) { return .goesOn }
        return .unknown
    }

    /// „im 2. Halbjahr“: a number with a full stop counts something; but „nach Abs. 2. Der Träger …“ and years end a sentence.
    private var number: Verdict {
        let isFigure = following.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? true
        if isCounted { return .ends }
        if word.unicodeScalars.count > 2 { return .ends }
        // „1. 1. 2026“
        if isFigure { return following.isEmpty ? .ends : .goesOn }
        if isGlued { return .goesOn }
        let rest = Array(following.unicodeScalars)[...]
        if OrdinalWords.beginsWithMonth(rest) || OrdinalWords.beginsWithCountedNoun(rest) { return .goesOn }
        return SentenceStarters.words.contains(following) ? .ends : .unknown
    }

    /// The word before a number says what the number counts.
    private var isCounted: Bool {
        let text = String(String.UnicodeScalarView(before.suffix(12))).trimmed
        return ["§", "§§", "Abs.", "Absatz", "Nr.", "Nummer", "Satz", "Art.", "Artikel", "Anlage", "Ziffer"].contains { text.hasSuffix($0) }
    }

    /// Whether the word is the last of an abbreviation of several parts, „z. B.“
    private func isLastOf(_ parts: [String]) -> Bool {
        guard parts.last == word else { return false }
        var text: [Unicode.Scalar] = []
        for scalar in before.suffix(24) {
            let isBlank = scalar == " " || scalar == "\u{A0}" || scalar == "\u{202F}"
            if !(isBlank && text.last == ".") { text.append(scalar) }
        }
        let wanted = Array(parts.dropLast().map { $0 + "." }.joined().unicodeScalars)
        guard text.suffix(wanted.count).elementsEqual(wanted) else { return false }
        return text.dropLast(wanted.count).last.map { !$0.properties.isAlphabetic && $0 != "." } ?? true
    }

    private func hasNoVowel(_ word: String) -> Bool {
        (2...6).contains(word.unicodeScalars.count) && !word.unicodeScalars.contains { "aeiouyäöü".unicodeScalars.contains($0) }
    }

    /// Lower case; of those of several parts the parts as written.
    private enum Abbreviations {
        /// Something has to follow them.
        static let neverLast: Set<String> = [
            "abs", "abschn", "abt", "anl", "art", "az", "bd", "bde", "bgbl", "gvbl", "gvobl", "amtsbl", "abl", "bl", "bsp", "bspw", "buchst", "bzgl", "bzw",
            "ca", "dipl", "dr", "einschl", "entspr", "evtl", "fr", "gem", "ggf", "gv", "hr", "hrn", "hrsg", "inkl", "insb", "insbes", "kap", "lfd", "lit",
            "lt", "max", "med", "mind", "min", "nr", "nrn", "phil", "prof", "rd", "rer", "rn", "rz", "sog", "st", "stv", "tel", "teilw", "uabs", "unterabs",
            "vgl", "vorl", "ziff", "zzgl", "zz", "apl", "habil", "geb", "verh", "ehem", "gez", "ing", "jur",
        ]
        /// May end a sentence or not; single letters and words without vowels besides.
        static let maybeLast: Set<String> = [
            "etc", "usw", "usf", "ff", "str", "std", "mio", "mrd", "tsd", "mwst", "ust", "nrw", "co", "kg", "jh", "jhdt", "jg", "aufl", "p", "seq", "org", "inc",
        ]
        static let neverLastOfSeveral: [[String]] = [
            ["z", "B"], ["d", "h"], ["i", "d", "R"], ["i", "S", "d"], ["i", "S", "v"], ["i", "V", "m"], ["i", "H", "v"], ["m", "E"], ["o", "g"],
            ["i", "A"], ["i", "V"], ["i", "e", "S"], ["i", "w", "S"], ["a", "d"], ["u", "U"], ["z", "Zt"], ["z", "T"], ["B", "A"], ["M", "A"],
            ["sog"], ["i", "Zm"], ["gem"], ["in", "V", "m"],
        ]
        /// Their last letter is no initial of the name behind: they may end a sentence.
        static let lastWithCapital: [[String]] = [
            ["e", "V"], ["e", "G"], ["u", "Ä"], ["o", "Ä"], ["a", "D"], ["b", "a", "W"], ["m", "b", "H"], ["a", "G"], ["i", "R"], ["i", "L"], ["v", "H"],
            ["n", "F"], ["a", "F"], ["a", "a", "O"], ["a", "M"], ["o", "J"], ["o", "O"], ["d", "J"], ["d", "M"],
        ]
        /// End a sentence seldom, and then before a word that begins one.
        static let seldomLast: [[String]] = [
            ["u", "a"], ["n", "F"], ["a", "F"], ["v", "H"], ["Mio"], ["Mrd"], ["Tsd"], ["i", "L"], ["NRW"],
        ]
    }
}

/// Words that begin sentences and are written small within one: where such a word has a capital, a sentence has begun.
private enum SentenceStarters {
    static let words: Set<String> = Set(
        """
        Der Die Das Des Dem Den Ein Eine Einer Eines Einem Einen Kein Keine Dieser Diese Dieses Diesem Diesen Jener Jeder Jede Jedes Jedem Jeden Alle \
        Aller Allen Beide Beiden Er Sie Es Ihm Ihr Ihre Ihren Ihrer Ihres Sein Seine Seiner Seinen Wir Wer Was Welche Welcher Welches Für Gegen Ohne Um \
        Durch Bis An Am Auf Aus Außer Bei Beim Hinter In Im Mit Nach Neben Seit Über Unter Unterhalb Von Vom Vor Während Wegen Zu Zum Zur Zwischen \
        Gemäß Entsprechend Abweichend Unberührt Wird Werden Ist Sind Hat Haben Kann Können Soll Sollen Muss Müssen Darf Dürfen Gilt Gelten Wenn Falls \
        Sofern Soweit Sobald Solange Sowie Weil Da Dass Ob Obwohl Damit Dabei Dafür Dagegen Daher Dann Daneben Dazu Danach Darüber Davon Darin Deshalb \
        Dort Dies Dessen Deren Hierzu Hierfür Hierbei Hieraus Hiervon Hiermit Hier Jedoch Auch Aber Oder Und Nur Nicht Noch Sonst Sodann So Spätestens \
        Frühestens Mindestens Höchstens Insbesondere Insoweit Ferner Weiter Weitere Weiteres Zudem Zusätzlich Zuvor Zunächst Zugleich Andernfalls \
        Anderenfalls Ebenso Gleiches Kommt Kommen Liegt Liegen Erfolgt Erfolgen Endet Beginnt Bleibt Bleiben Besteht Bestehen Einigen Treten Tritt
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
