import DocumentModel
import Findings
import Settings

/// Reads what stands between `{{` and `}}`.
struct MarkerParser {
    let source: String
    /// Of the first brace.
    let position: SourcePosition
    let locator: PlaceLocator
    private(set) var findings: [Finding] = []
    /// The marker begins a sentence, ``Marker/isCapital``.
    private(set) var isCapital = false

    init(source: String, position: SourcePosition, locator: PlaceLocator) {
        self.source = source
        self.position = position
        self.locator = locator
    }

    /// The words that may stand before a colon or alone, for „meinten Sie“.
    static let keywords = [
        "ref", "anlage", "rolle", "definiert", "linie", "wenn", "sonst", "wahl", "fall", "ende", "liste", "tabelle",
    ]

    mutating func parse() -> MarkerContent {
        let text = source.trimmed
        if text.isEmpty {
            return fail("Zwischen „{{“ und „}}“ steht nichts.", remedy: "Tragen Sie den Namen eines Feldes ein, oder entfernen Sie die Klammern.")
        }
        if text == "sonst" { return .otherwise }
        if text == "ende" { return .end }
        if text == "wenn" { return fail("Nach „wenn“ fehlt die Bedingung.", remedy: "Schreiben Sie zum Beispiel „{{wenn partner.art == \"ev\"}}“.") }
        if text.hasPrefix("wenn ") { return condition(text) }
        if let colon = text.firstIndex(of: ":") {
            let keyword = String(text[..<colon]).trimmed
            let rest = String(text[text.index(after: colon)...]).trimmed
            if let content = keyed(keyword, rest) { return content }
            if let phrase = genderPhrase(text) { return phrase }
            if LanguageTag.isKnown(keyword) {
                return rest.isEmpty
                    ? fail("Nach „\(keyword):“ fehlt der Text.", remedy: "Schreiben Sie zum Beispiel „{{en:Case Management}}“.")
                    : .foreign(Language(rawValue: keyword), rest)
            }
            return unknown(keyword)
        }
        return value(text)
    }

    private mutating func keyed(_ keyword: String, _ rest: String) -> MarkerContent? {
        switch keyword {
        case "ref":
            guard let (name, grammaticalCase) = cased(rest) else { return .invalid }
            let parts = name.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
            guard let family = parts.first, MarkerParser.isClauseName(family), parts.count == 1 || MarkerParser.isName(parts[1]) else {
                return fail(
                    "Der Verweis „\(rest)“ nennt keine Klausel.",
                    remedy: "Schreiben Sie „{{ref:familie}}“ oder „{{ref:familie#marke}}“.")
            }
            return .reference(family: family, mark: parts.count == 2 ? parts[1] : nil, grammaticalCase)
        case "anlage":
            guard let (name, grammaticalCase) = cased(rest) else { return .invalid }
            return named(name, "die Kennung der Anlage") { .annex(key: $0, grammaticalCase) }
        case "rolle", "Rolle":
            return role(rest, isCapital: keyword == "Rolle")
        case "definiert":
            return rest.isEmpty ? fail("Nach „definiert:“ fehlt der Begriff.", remedy: "Schreiben Sie zum Beispiel „{{definiert:Netzwerk}}“.") : .definition(term: rest)
        case "linie":
            return blank(rest)
        case "wahl":
            return path(rest) { .choiceStart($0) }
        case "fall":
            return named(rest, "der Wert der Auswahl") { .choiceCase($0) }
        case "liste":
            return path(rest) { .list($0) }
        case "tabelle":
            return path(rest) { .table($0) }
        default:
            return nil
        }
    }

    private mutating func condition(_ text: String) -> MarkerContent {
        let expression = String(text.dropFirst(5)).trimmed
        // Column of the expression itself, so that its findings point into it.
        let before = source.unicodeScalars.count - String(source.drop { $0.isWhitespace }.dropFirst(5).drop { $0.isWhitespace }).unicodeScalars.count
        let place = locator.place(SourcePosition(line: position.line, column: position.column + 2 + before))
        let text: SourceText =
            if case .file(let path, let line, let column) = place {
                .verbatim(expression, path: path, line: line, column: column)
            } else {
                .whole(expression, at: place)
            }
        do {
            return .conditionStart(Condition(syntax: try ExpressionSyntax(parsing: text)))
        } catch {
            findings += error.all
            // The condition still opens, so that its end is not reported as well.
            return .brokenCondition
        }
    }

    private mutating func blank(_ rest: String) -> MarkerContent {
        let parts = rest.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
        guard let label = parts.first, !label.isEmpty else {
            return fail("Nach „linie:“ fehlt, was auf die Linie gehört.", remedy: "Schreiben Sie zum Beispiel „{{linie:Ort, Datum}}“.")
        }
        guard parts.count == 2 else { return .blank(label: label, length: nil) }
        guard let length = Double(parts[1].replacingCommaByPoint), length >= 5, length <= 180 else {
            return fail(
                "„\(parts[1])“ ist keine Länge für eine Linie.",
                remedy: "Geben Sie eine Zahl von 5 bis 180 (Millimeter) an, zum Beispiel „{{linie:Name|60}}“.")
        }
        return .blank(label: label, length: length)
    }

    private mutating func value(_ text: String) -> MarkerContent {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
        guard let name = parts.first, MarkerParser.isPath(name) else { return unknown(parts.first ?? text) }
        // `{{anlage}}` alone has a meaning in page furniture.
        if let keyword = MarkerParser.keywords.first(where: { name == $0 && $0 != "anlage" }) {
            return fail("Nach „\(keyword)“ fehlt der Doppelpunkt mit der Angabe.", remedy: "Schreiben Sie zum Beispiel „{{\(MarkerParser.example(keyword))}}“.")
        }
        guard parts.count == 2 else { return .value(FieldPath(name), .standard) }
        guard let format = ValueFormat(rawValue: parts[1]), format != .standard else {
            let names = ValueFormat.allCases.map(\.rawValue).filter { !$0.isEmpty }
            return fail(
                "Das Format „\(parts[1])“ gibt es nicht.",
                remedy: Suggestion.remedy(for: parts[1], among: names) ?? "Möglich sind: \(names.joined(separator: ", ")).",
                rule: "format-unbekannt")
        }
        return .value(FieldPath(format.grammaticalCase == nil ? name : sentenceStart(name)), format)
    }

    /// The name of a marker that is declined, without the capital by which it begins a sentence: `Stelle` is `stelle`.
    mutating func sentenceStart(_ name: String) -> String {
        guard let first = name.unicodeScalars.first, first.properties.isUppercase else { return name }
        isCapital = true
        return String(first).lowercased() + String(name.unicodeScalars.dropFirst())
    }

    // MARK: - Parts

    private mutating func named(_ text: String, _ what: String, _ make: (String) -> MarkerContent) -> MarkerContent {
        guard MarkerParser.isName(text) else {
            return fail("In „{{\(source.trimmed)}}“ fehlt \(what) oder enthält unzulässige Zeichen.", remedy: "Verwenden Sie Buchstaben, Ziffern, „-“ und „_“.")
        }
        return make(text)
    }

    private mutating func path(_ text: String, _ make: (FieldPath) -> MarkerContent) -> MarkerContent {
        guard MarkerParser.isPath(text) else {
            return fail("„\(text)“ ist kein Name eines Feldes.", remedy: "Felder bestehen aus Namen mit Punkten, zum Beispiel „partner.name“.")
        }
        return make(FieldPath(text))
    }

    private mutating func unknown(_ word: String) -> MarkerContent {
        fail(
            "„{{\(source.trimmed)}}“ ist keine bekannte Marke.",
            remedy: Suggestion.remedy(for: word, among: MarkerParser.keywords)
                ?? "Möglich sind Felder („{{partner.name}}“), Genderformen („{{Partner:innen}}“) und: \(MarkerParser.keywords.joined(separator: ", ")).",
            rule: "marke-unbekannt")
    }

    mutating func fail(_ message: String, remedy: String, rule: String = "marke-unklar") -> MarkerContent {
        findings.append(Finding(.fehler, rule, at: locator.place(position), message, remedy: remedy))
        return .invalid
    }

    private static func example(_ keyword: String) -> String {
        switch keyword {
        case "ref": "ref:kuendigung"
        case "anlage": "anlage:kontakte"
        case "rolle": "rolle:partner|dativ"
        case "definiert": "definiert:Netzwerk"
        case "linie": "linie:Ort, Datum"
        case "wahl": "wahl:vertragsart"
        case "fall": "fall:befristet"
        case "liste": "liste:mitglieder"
        case "tabelle": "tabelle:kontakte"
        default: keyword
        }
    }
}
