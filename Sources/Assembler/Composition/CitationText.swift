import DocumentModel

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
enum CitationText {
    private static let space = "\u{A0}"

    /// - Parameter isSameSection: the reference stands in the section it cites; „Absatz 2“ suffices then.
    static func text(_ part: CitedPart, isSameSection: Bool) -> String {
        var absatz: [String] = []
        if let first = part.absatz {
            let word = isSameSection ? "Absatz" : "Abs."
            if let last = part.lastAbsatz, last != first {
                absatz.append([isSameSection ? "Absätze" : "Abs.", first, isNext(first, last) ? "und" : "bis", last].joined(separator: space))
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
        if section.needsDocument { text += " dieser Vereinbarung" }
        return text
    }

    private static func isNext(_ first: String, _ last: String) -> Bool {
        guard let a = Int(first), let b = Int(last) else { return false }
        return b == a + 1
    }

    private static func item(_ item: CitedItem) -> String {
        switch item.figures {
        case .letter, .capital: "Buchst." + space + item.number
        case .doubleLetter: "Doppelbuchst." + space + item.number
        case .sign, .none: item.number + "." + space + "Spiegelstrich"
        case .arabic, .roman, .decimal: "Nr." + space + item.number
        }
    }

    /// `needsDocument`: a bare „§ 4“ could be taken for a statute's.
    private static func sectionText(_ part: CitedPart) -> (text: String, needsDocument: Bool) {
        guard let outer = part.sections.first else { return ("dieser Vereinbarung", false) }
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

    private static func sectionText(_ section: CitedSection) -> (text: String, needsDocument: Bool) {
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
