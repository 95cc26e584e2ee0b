/// „mindestens zweimal jährlich“: how often something happens.
struct Frequency {
    /// „2 jährlich“
    var rate: String
    /// At least, at most or exactly so often.
    var bound: String?
    /// What it is said of, in small letters; `nil` where the sentence names nothing of the kind.
    var subject: String?
    var offset: Int
    /// Two bounds that exclude each other stand together: „mindestens … bis zu“.
    var isContradictory: Bool

    private static let counts = [
        "einmal": "1", "zweimal": "2", "dreimal": "3", "viermal": "4", "fünfmal": "5", "sechsmal": "6", "achtmal": "8", "zwölfmal": "12",
    ]
    private static let periods = [
        "jährlich": "Jahr", "Jahr": "Jahr", "Kalenderjahr": "Jahr", "Halbjahr": "Halbjahr", "halbjährlich": "Halbjahr", "Quartal": "Quartal",
        "Monat": "Monat", "monatlich": "Monat", "Woche": "Woche", "wöchentlich": "Woche", "Schuljahr": "Schuljahr",
    ]
    private static let subjects = ["treffen", "sitzung", "konferenz", "besprechung", "gespräch", "fachtag", "versammlung", "bericht", "evaluation"]

    static func all(in passage: LintPassage) -> [Frequency] {
        let tokens = passage.tokens
        return tokens.indices.compactMap { index -> Frequency? in
            guard let (count, after) = count(tokens, index), let period = period(tokens, after) else { return nil }
            let before = tokens[max(0, index - 4)..<index].map { $0.text.lowercased() }
            let isAtLeast = before.contains("mindestens") || before.contains("wenigstens")
            let isAtMost = before.contains("höchstens") || before.contains("maximal") || before.suffix(2) == ["bis", "zu"]
            return Frequency(
                rate: "\(count)-mal je \(period)", bound: isAtLeast ? "mindestens" : isAtMost ? "höchstens" : nil,
                subject: subject(tokens, index), offset: tokens[index].range.lowerBound, isContradictory: isAtLeast && isAtMost)
        }
    }

    /// „zweimal“, „2 x“, „2x“
    private static func count(_ tokens: [Token], _ index: Int) -> (String, Int)? {
        if let count = counts[tokens[index].text.lowercased()] { return (count, index + 1) }
        guard tokens[index].isNumber, index + 1 < tokens.count, ["x", "mal", "×"].contains(tokens[index + 1].text.lowercased()) else { return nil }
        return (tokens[index].text, index + 2)
    }

    private static func period(_ tokens: [Token], _ start: Int) -> String? {
        guard start < tokens.count else { return nil }
        return tokens[start..<min(tokens.count, start + 3)].lazy.compactMap { periods[$0.text] }.first
    }

    /// The meeting that the sentence is about, forwards first: „zweimal jährlich finden Treffen statt“.
    private static func subject(_ tokens: [Token], _ index: Int) -> String? {
        func name(_ token: Token) -> String? {
            guard token.isCapitalised else { return nil }
            let word = token.text.lowercased()
            return subjects.first { word.contains($0) }.map { _ in word }
        }
        for token in tokens[..<index].reversed().prefix(14) {
            if token.text == "." { break }
            if let found = name(token) { return found }
        }
        for token in tokens[index...].prefix(10) {
            if token.text == "." { break }
            if let found = name(token) { return found }
        }
        return nil
    }
}
