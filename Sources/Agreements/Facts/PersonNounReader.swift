import Findings
import GermanText
import Settings

/// Reads `facts/personenbezeichnungen.yaml`.
struct PersonNounReader {
    static let top = KeySet("der Wörter", FactReader.markKeys + ["woerter", "organe", "kopfwoerter", "rechtsformen"])
    static let genderKeys = KeySet("der Wörter nach Genus", ["m", "f", "n"])
    static let organKeys = KeySet("des Organs", ["wort", "genus"])
    static let wordKeys = KeySet("des Wortes", ["wort", "genitiv", "plural", "schwach", "feminin", "adjektiv", "neutral", "amt"])
    static let neutralKeys = KeySet("der neutralen Form", ["genus", "einzahl", "mehrzahl", "genitiv", "adjektiv"])

    static func read(_ path: String) throws(FindingList) -> GenderForms {
        let reader = try FactReader(path: path)
        let (top, asOf) = try reader.top(top)
        _ = reader.mark(top, asOf: asOf)
        let nouns = top.groups("woerter", wordKeys).compactMap { noun($0) }
        let organs = top.groups("organe", organKeys).compactMap { entry in
            entry.choice("genus", GrammaticalGender.self).map { (entry.name("wort"), $0.value) }
        }
        let bodies = BodyNouns(nouns: byGender("kopfwoerter", top), legalForms: byGender("rechtsformen", top))
        try reader.log.throwIfErrors()
        return GenderForms(words: nouns, organs: Dictionary(organs, uniquingKeysWith: { first, _ in first }), bodies: bodies)
    }

    /// `{m: [Kreis, …], f: [Stadt, …], n: […]}`
    private static func byGender(_ key: String, _ top: MappingReader) -> [String: GrammaticalGender] {
        guard let group = top.group(key, genderKeys) else { return [:] }
        return GrammaticalGender.allCases.reduce(into: [:]) { words, gender in
            for word in group.texts(gender.rawValue) { words[word.value] = gender }
        }
    }

    private static func noun(_ entry: MappingReader) -> PersonNoun? {
        let isOffice = entry.flag("amt") ?? false
        if let stem = entry.string("adjektiv") { return PersonNoun(.adjectival(stem: stem), neutral: neutral(entry), isOffice: isOffice) }
        guard let word = entry.required("wort", remedy: "Schreiben Sie „wort“, oder „adjektiv“ mit dem Stamm.")?.value else {
            return nil
        }
        let feminine = entry.string("feminin") ?? word + "in"
        guard feminine.hasSuffix("in") else {
            entry.log.error(
                "wort-feminin", at: entry.place(of: "feminin"), "„feminin“ endet nicht auf -in: \(quoted(feminine)).",
                remedy: "Geben Sie die weibliche Form an, zum Beispiel Ärztin; wie ein Eigenschaftswort gebeugte Wörter stehen unter „adjektiv“.")
            return nil
        }
        return PersonNoun(
            .derived(masculine: masculine(word, entry), feminine: .feminine(feminine, plural: feminine + "nen")), neutral: neutral(entry),
            isOffice: isOffice)
    }

    private static func masculine(_ word: String, _ entry: MappingReader) -> PersonNoun.Declension {
        if let ending = entry.string("schwach") { return .weak(word, ending: ending) }
        return .strong(word, genitive: entry.string("genitiv"), plural: entry.string("plural"))
    }

    private static func neutral(_ entry: MappingReader) -> PersonNoun.Neutral? {
        guard let fields = entry.group("neutral", neutralKeys) else { return nil }
        if let stem = fields.string("adjektiv") { return .adjectival(stem: stem) }
        guard let gender = fields.choice("genus", GrammaticalGender.self)?.value else {
            if fields.node("genus") == nil { fields.missing("genus", remedy: "Schreiben Sie genus: f (die), m (der) oder n (das).") }
            return nil
        }
        let singular = fields.name("einzahl")
        let plural = fields.name("mehrzahl")
        return .noun(
            gender,
            gender == .feminine
                ? .feminine(singular, plural: plural) : .strong(singular, genitive: fields.string("genitiv"), plural: plural))
    }
}
