import DocumentModel
import GermanText
import Findings

extension MarkerParser {
    /// Names of marks, cases and annexes: letters, digits, `-`, `_`.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { isNameScalar($0) }
    }

    /// `partner.name`
    static func isPath(_ text: String) -> Bool {
        !text.isEmpty && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isName(String($0)) }
    }

    /// `kuendigung` or `kuendigung/frist`
    static func isClauseName(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { isName(String($0)) }
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
    }

    /// `kuendigung#frist|genitiv`; `nil`: the case was reported.
    mutating func cased(_ text: String) -> (name: String, GrammaticalCase?)? {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
        guard parts.count == 2 else { return (parts.first ?? "", nil) }
        if let found = GrammaticalCase(rawValue: parts[1]) { return (parts[0], found) }
        let names = GrammaticalCase.allCases.map(\.rawValue)
        _ = fail(
            "Den Fall „\(parts[1])“ gibt es nicht.", remedy: Suggestion.remedy(for: parts[1], among: names) ?? "Möglich sind: \(names.joined(separator: ", ")).",
            rule: "format-unbekannt")
        return nil
    }

    /// `{{rolle:partner|dativ}}`
    mutating func role(_ text: String, isCapital: Bool) -> MarkerContent {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
        guard let party = parts.first, MarkerParser.isPath(party) else {
            return fail("Nach „rolle:“ fehlt die Partei.", remedy: "Schreiben Sie zum Beispiel „{{rolle:partner}}“ oder „{{rolle:partner|dativ}}“.")
        }
        let form: RolePhrase.Form
        switch parts.count == 2 ? parts[1] : "nominativ" {
        case "ohne_artikel": form = .bare
        case "pronomen": form = .pronoun
        case let name:
            guard let grammaticalCase = GrammaticalCase(rawValue: name) else {
                let names = GrammaticalCase.allCases.map(\.rawValue) + ["ohne_artikel", "pronomen"]
                return fail(
                    "Die Form „\(name)“ gibt es für Rollen nicht.",
                    remedy: Suggestion.remedy(for: name, among: names) ?? "Möglich sind: \(names.joined(separator: ", ")).", rule: "format-unbekannt")
            }
            form = .declined(grammaticalCase)
        }
        return .role(RolePhrase(party: FieldPath(party), form: form, isCapital: isCapital))
    }

    /// `{{der Netzwerkpartner:in|dativ}}`; `nil` where the text is nothing of the kind.
    mutating func genderPhrase(_ text: String) -> MarkerContent? {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
        guard let phrase = parts.first else { return nil }
        let words = phrase.split(separator: " ").map(String.init)
        guard let last = words.last, words.count <= 2, let colon = last.firstIndex(of: ":") else { return nil }
        let ending = String(last[last.index(after: colon)...])
        guard ending == "in" || ending == "innen" else { return nil }
        let stem = String(last[..<colon])
        guard let first = stem.unicodeScalars.first, first.properties.isUppercase else { return nil }

        var article: Article?
        if words.count == 2 {
            guard let found = Article(rawValue: words[0].lowercased()) else {
                let known = Article.allCases.map(\.rawValue)
                return fail(
                    "„\(words[0])“ kann nicht vor einer Genderform stehen.",
                    remedy: Suggestion.remedy(for: words[0].lowercased(), among: known) ?? "Möglich sind: \(known.joined(separator: ", ")).")
            }
            article = found
        }
        var grammaticalCase = GrammaticalCase.nominative
        if parts.count == 2 {
            guard let named = GrammaticalCase(rawValue: parts[1]) else {
                let names = GrammaticalCase.allCases.map(\.rawValue)
                return fail(
                    "Den Fall „\(parts[1])“ gibt es nicht.",
                    remedy: Suggestion.remedy(for: parts[1], among: names) ?? "Möglich sind: \(names.joined(separator: ", ")).")
            }
            grammaticalCase = named
        }
        return .gender(
            GenderPhrase(
                article: article, isCapital: words[0].unicodeScalars.first?.properties.isUppercase == true && words.count == 2, stem: stem, isPlural: ending == "innen",
                grammaticalCase: grammaticalCase))
    }
}

extension String {
    var replacingCommaByPoint: String { String(map { $0 == "," ? "." : $0 }) }
}
