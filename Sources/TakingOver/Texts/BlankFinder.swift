import Findings

/// Places to fill in: rules, dots, brackets. Each becomes a field that is open.
struct BlankFinder {
    struct Field: Sendable, Hashable {
        var name: String
        var label: String
        /// What the place says, between its brackets.
        var placeholder: String
    }

    private var taken: Set<String> = []
    private(set) var log: TakeOverLog

    init(_ log: TakeOverLog) { self.log = log }

    private static var rule: Regex<Substring> { /_{3,}|\.{4,}|…{2,}/ }
    private static var bracket: Regex<(Substring, Substring?, Substring?)> { /\[([^\[\]\n]{0,120})\]|<([^<>\n]{2,80})>/ }

    mutating func find(in text: String, place: String, line: Int, log: TakeOverLog) -> [(replacement: PassageText.Replacement, field: Field)] {
        self.log = log
        var found: [(PassageText.Replacement, Field)] = []
        for match in text.matches(of: Self.bracket) {
            let inner = (match.1 ?? match.2 ?? "").trimmed
            let isEmpty = !inner.contains { $0.isLetter || $0.isNumber }
            // „[sic]“, „[1]“: a remark or a figure, nothing to fill in.
            if !isEmpty, !inner.contains(where: { $0.isLetter }) || inner.contains("@") || inner.contains("://") { continue }
            let label = isEmpty ? Self.label(before: text[..<match.range.lowerBound]) : inner
            found.append(field(match.range, label, isEmpty ? "" : inner, place, line))
        }
        for match in text.matches(of: Self.rule) where !found.contains(where: { $0.0.range.overlaps(match.range) }) {
            found.append(field(match.range, Self.label(before: text[..<match.range.lowerBound]), "", place, line))
        }
        return found.map { ($0.0, $0.1) }
    }

    private mutating func field(_ range: Range<String.Index>, _ label: String, _ placeholder: String, _ place: String, _ line: Int) -> (PassageText.Replacement, Field) {
        let stem = OldName.slug(String(label.prefix(40)))
        let name = OldName.unique(stem.isEmpty || stem.first?.isNumber == true ? "angabe" : stem, &taken)
        let shown = label.isEmpty ? "Angabe" : label
        log.add(
            .hinweis, "uebernahme-feld", line: line,
            "\(place): Die Stelle zum Ausfüllen („\(TakeOverLog.excerpt(placeholder.isEmpty ? "… " + label + " ____" : "[\(placeholder)]"))“) ist jetzt das Feld „\(name)“.",
            "Geben Sie dem Feld in der Klausel eine passende „art“ (Datum, Zahl, Betrag …) und Beschriftung.")
        return (PassageText.Replacement(range: range, marker: "{{\(name)}}"), Field(name: name, label: shown, placeholder: placeholder))
    }

    /// The last words before a rule say what belongs there.
    private static func label(before text: Substring) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).suffix(3).map { $0.filter { $0.isLetter || $0.isNumber || $0 == "-" } }.filter { !$0.isEmpty }
        return words.joined(separator: " ")
    }
}

/// Where the contract says what it calls something: „(im Folgenden „Netzwerk“)“, „„Partner“ sind …“.
struct DefinitionFinder {
    private(set) var terms: [String] = []
    private(set) var log: TakeOverLog

    init(_ log: TakeOverLog) { self.log = log }

    private static var named: Regex<(Substring, Substring)> {
        /(?:im\s+[Ff]olgenden|nachfolgend|nachstehend|im\s+Weiteren|künftig|kurz|gemeinsam|zusammen|kurz\s+als)(?:\s+(?:auch|als|nur|kurz|zusammen|gemeinsam))*:?\s+[„"“»]([^„“”"«»\n]{2,60})[“”"«]/
    }
    private static var meant: Regex<(Substring, Substring)> {
        /(?:^|\s)[„"“»]([^„“”"«»\n]{2,60})[“”"«]\s+(?:im\s+Sinne\s+\p{L}+\s+\p{L}+\s+)?(?:ist|sind|bezeichnet|bezeichnen|bedeutet|meint|heißt)(?![\p{L}])/
    }
    private static var verb: Regex<(Substring, Substring)> {
        /(?:^|\s)(?:ist|sind|heißt|heißen)\s+(?:ein\p{L}*\s+)?[„"“»]([^„“”"«»\n]{2,60})[“”"«]\s+(?:ein\p{L}*|jede\p{L}*|alle|die|der|das|\p{Ll}+e[rns]?)\s/
    }

    mutating func find(in text: String, place: String, line: Int, log: TakeOverLog) -> [PassageText.Replacement] {
        self.log = log
        var found: [PassageText.Replacement] = []
        let matches = [Self.named, Self.meant, Self.verb].flatMap { pattern in text.matches(of: pattern).map { $0.output.1 } }
        for term in matches {
            let word = term.trimmed
            guard word == String(term), !word.contains("{"), word.first?.isLetter == true, !found.contains(where: { $0.range.contains(term.startIndex) }) else { continue }
            if terms.contains(word) {
                self.log.add(
                    .warnung, "uebernahme-begriff", line: line, "\(place): Der Begriff „\(word)“ wird noch einmal bestimmt; nur die erste Stelle gilt als Bestimmung.",
                    "Streichen Sie eine der beiden, wenn sie dasselbe sagen.")
                continue
            }
            terms.append(word)
            self.log.add(.hinweis, "uebernahme-begriff", line: line, "\(place): Hier wird der Begriff „\(word)“ bestimmt.", "Prüfen Sie, ob das eine Begriffsbestimmung ist.")
            let range = text.index(before: term.startIndex)..<text.index(after: term.endIndex)
            found.append(PassageText.Replacement(range: range, marker: "{{definiert:\(word)}}"))
        }
        return found
    }
}

/// „Anlage 2“ becomes a reference to the annex.
struct AnnexMention {
    let annexes: [OldAnnex]
    private(set) var missing: Set<String> = []
    private(set) var log: TakeOverLog

    init(_ annexes: [OldAnnex], _ log: TakeOverLog) { (self.annexes, self.log) = (annexes, log) }

    mutating func find(in text: String, place: String, line: Int, log: TakeOverLog) -> [PassageText.Replacement] {
        self.log = log
        var found: [PassageText.Replacement] = []
        for match in text.matches(of: /(?:^|[^\p{L}])((?:Anlage|Anhang)[\s\u{A0}]+(\d{1,2}|[A-Z]))(?![\p{L}\d])/) {
            let (words, figure) = (match.1, String(match.2))
            let range = words.startIndex..<words.endIndex
            // „Anlage 2 des Rahmenvertrags“, „Anlage 1 zu § 3 SGB“
            if text[match.range.upperBound...].prefixMatch(of: /[\s\u{A0}]+(?:des|der|zum|zur|zu)[\s\u{A0}]+(?:\p{Lu}|§)/) != nil {
                self.log.add(
                    .hinweis, "uebernahme-anlage", line: line, "\(place): „\(words)“ gehört nach dem Wortlaut zu einem anderen Text; der Verweis bleibt fester Text.",
                    "Prüfen Sie, ob das stimmt.")
            } else if let annex = annexes.first(where: { $0.figure == figure }), words.hasPrefix("Anlage") {
                found.append(PassageText.Replacement(range: range, marker: "{{anlage:\(annex.key)}}"))
            } else if missing.insert(figure).inserted {
                self.log.add(
                    .warnung, "uebernahme-anlage", line: line, "\(place): „\(words)“ wird genannt, in der Datei ist sie aber nicht zu finden; der Verweis bleibt fester Text.",
                    "Ergänzen Sie die Anlage unter „anlagen“, und verweisen Sie mit {{anlage:…}}.")
            }
        }
        return found
    }
}
