import DocumentModel
import GermanText

/// Where a part stands in the agreement: what a reference to it has to say.
struct CitedPart: Sendable, Hashable {
    /// Section and, where the part is in one, sub-section.
    var sections: [CitedSection]
    /// Number of the Absatz; `nil` where the section has only one, or the part is the section.
    var absatz: String?
    /// Last Absatz, where a clause is several.
    var lastAbsatz: String?
    /// Items of lists below, outermost first.
    var items: [CitedItem]
    /// Number of the sentence, from 1.
    var sentence: Int?

    init(sections: [CitedSection] = [], absatz: String? = nil, lastAbsatz: String? = nil, items: [CitedItem] = [], sentence: Int? = nil) {
        self.sections = sections
        self.absatz = absatz
        self.lastAbsatz = lastAbsatz
        self.items = items
        self.sentence = sentence
    }
}

struct CitedSection: Sendable, Hashable {
    /// `4`, `5.1`, `a`; `nil` without number.
    var number: String?
    var heading: String
    var scheme: LabelScheme
}

struct CitedItem: Sendable, Hashable {
    /// `a`, `bb`, `3`; for bullets the ordinal.
    var number: String
    var figures: LabelScheme.Figures
}

/// References as German lawyers write them: „§ 4 Abs. 2 Satz 1 dieser Vereinbarung“, „Nummer 5.1“, „Artikel 3 Abs. 1“.
/// After „Handbuch der Rechtsförmlichkeit“ (BMJ), part on citing: Paragraph, Absatz, Satz, Nummer, Buchstabe, Doppelbuchstabe.
struct CitationText: Sendable {
    /// „Absatz“, „Nummer“, „Buchstabe“ in full: `verweise: {form: ausgeschrieben}`.
    var isSpelledOut = false
    /// „dieser Vereinbarung“: what a bare „§ 4“ is said to be of.
    var document = "dieser Vereinbarung"

    private var space: String { "\u{A0}" }

    /// - Parameters:
    ///   - isSameSection: the reference stands in the section it cites; „Absatz 2“ suffices then.
    ///   - grammaticalCase: with the article: „des Absatzes 2“, „dem § 4“.
    func text(_ part: CitedPart, isSameSection: Bool, _ grammaticalCase: GrammaticalCase? = nil) -> String {
        let text = text(part, isSameSection: isSameSection)
        return grammaticalCase.map { CitedWord.declined(text, $0) } ?? text
    }

    private func text(_ part: CitedPart, isSameSection: Bool) -> String {
        var absatz: [String] = []
        if let first = part.absatz {
            let word = isSameSection || isSpelledOut ? "Absatz" : "Abs."
            if let last = part.lastAbsatz, last != first {
                absatz.append([isSameSection || isSpelledOut ? "Absätze" : "Abs.", first, isNext(first, last) ? "und" : "bis", last].joined(separator: space))
            } else {
                absatz.append(word + space + first)
            }
        }
        let items = part.items.map { item($0) }
        let sentence = part.sentence.map { ["Satz\(space)\($0)"] } ?? []
        let below = absatz + items + sentence
        if isSameSection, !below.isEmpty { return below.joined(separator: space) }

        let section = sectionText(part)
        var text = ([section.text] + below).joined(separator: space)
        if section.needsDocument, !document.isEmpty { text += " " + document }
        return text
    }

    private func isNext(_ first: String, _ last: String) -> Bool {
        guard let a = Int(first), let b = Int(last) else { return false }
        return b == a + 1
    }

    private func item(_ item: CitedItem) -> String {
        switch item.figures {
        case .letter, .capital: (isSpelledOut ? "Buchstabe" : "Buchst.") + space + item.number
        case .doubleLetter: (isSpelledOut ? "Doppelbuchstabe" : "Doppelbuchst.") + space + item.number
        case .sign, .none: item.number + "." + space + "Spiegelstrich"
        case .arabic, .roman, .decimal: (isSpelledOut ? "Nummer" : "Nr.") + space + item.number
        }
    }

    /// `needsDocument`: a bare „§ 4“ could be taken for a statute's.
    private func sectionText(_ part: CitedPart) -> (text: String, needsDocument: Bool) {
        guard let outer = part.sections.first else { return (document.isEmpty ? "dieser Vereinbarung" : document, false) }
        var text = sectionText(outer)
        for inner in part.sections.dropFirst() {
            guard let number = inner.number else {
                if !inner.heading.isEmpty { text.text += " („\(inner.heading)“)" }
                continue
            }
            switch inner.scheme.figures {
            case .decimal: text = ("Nummer" + space + number, false)
            default: text.text += space + item(CitedItem(number: number, figures: inner.scheme.figures))
            }
        }
        return text
    }

    private func sectionText(_ section: CitedSection) -> (text: String, needsDocument: Bool) {
        guard let number = section.number else {
            return (section.heading.isEmpty ? "diese Vereinbarung" : "Abschnitt" + space + "„\(section.heading)“", false)
        }
        let prefix = section.scheme.prefix.trimmed
        if prefix == "§" { return ("§" + space + number, true) }
        if !prefix.isEmpty, prefix.last?.isLetter == true { return (prefix + space + number, false) }
        switch section.scheme.figures {
        case .roman, .capital, .letter, .doubleLetter: return ("Abschnitt" + space + number, false)
        default: return ("Nummer" + space + number, false)
        }
    }
}

/// The word that a citation begins with, declined with its article.
enum CitedWord {
    /// „Absatz 2“ – „des Absatzes 2“; „§ 4 Abs. 1“ – „dem § 4 Abs. 1“; „2. Spiegelstrich“ – „des 2. Spiegelstrichs“.
    static func declined(_ citation: String, _ grammaticalCase: GrammaticalCase) -> String {
        let words = citation.split(whereSeparator: { $0 == "\u{A0}" || $0 == " " })
        guard let first = words.first.map(String.init) else { return citation }
        let head = first.first?.isNumber == true && words.count > 1 ? String(words[1]) : first
        guard let word = all[head] else { return citation }
        let article = Article.der.form(word.gender, word.number, grammaticalCase) ?? ""
        let form = word.ending(grammaticalCase)
        return "\(article) " + citation.replacing(head, with: head + form, maxReplacements: 1)
    }

    private struct Word {
        var gender: GrammaticalGender
        var number = GrammaticalNumber.singular
        /// Of the genitive; of Buchstabe in all cases but the nominative.
        var genitive = ""
        var isWeak = false
        var dativePlural = ""

        func ending(_ grammaticalCase: GrammaticalCase) -> String {
            if isWeak { return grammaticalCase == .nominative ? "" : genitive }
            if number == .plural { return grammaticalCase == .dative ? dativePlural : "" }
            return grammaticalCase == .genitive ? genitive : ""
        }
    }

    private static let all: [String: Word] = [
        "§": Word(gender: .masculine), "Abs.": Word(gender: .masculine), "Absatz": Word(gender: .masculine, genitive: "es"),
        "Absätze": Word(gender: .masculine, number: .plural, dativePlural: "n"), "Satz": Word(gender: .masculine, genitive: "es"),
        "Artikel": Word(gender: .masculine, genitive: "s"), "Abschnitt": Word(gender: .masculine, genitive: "s"), "Nummer": Word(gender: .feminine),
        "Nr.": Word(gender: .feminine), "Buchst.": Word(gender: .masculine), "Doppelbuchst.": Word(gender: .masculine),
        "Buchstabe": Word(gender: .masculine, genitive: "n", isWeak: true), "Doppelbuchstabe": Word(gender: .masculine, genitive: "n", isWeak: true),
        "Spiegelstrich": Word(gender: .masculine, genitive: "s"), "Anlage": Word(gender: .feminine),
    ]
}
