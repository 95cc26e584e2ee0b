/// A word for persons with what its forms need. Made from data (`facts/personenbezeichnungen.yaml`).
public struct PersonNoun: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// „Partner“ – „Partnerin“
        case derived(masculine: Declension, feminine: Declension)
        /// A noun made from an adjective or participle, without its ending: „Beauftragt“.
        case adjectival(stem: String)
    }

    /// The words that mean both, instead of a pair.
    public enum Neutral: Sendable, Hashable {
        /// „Lehrkraft“
        case noun(GrammaticalGender, Declension)
        /// „Mitarbeitend“: „Mitarbeitende“, „die Mitarbeitenden“
        case adjectival(stem: String)
    }

    /// Singular and plural of one noun.
    public struct Declension: Sendable, Hashable {
        public var singular: CaseForms
        public var plural: CaseForms

        public init(singular: CaseForms, plural: CaseForms) {
            self.singular = singular
            self.plural = plural
        }

        subscript(number: GrammaticalNumber) -> CaseForms { number == .singular ? singular : plural }
    }

    public var kind: Kind
    public var neutral: Neutral?
    /// An office that one person holds and gives the name to: „Landrat“.
    public var isOffice: Bool

    public init(_ kind: Kind, neutral: Neutral? = nil, isOffice: Bool = false) {
        self.kind = kind
        self.neutral = neutral
        self.isOffice = isOffice
    }

    /// „Partnerin“ without „in“, where the word is one of that kind: what stands before a star or colon.
    var sharedStem: String? {
        guard case .derived(_, let feminine) = kind, feminine.singular.nominative.hasSuffix("in") else { return nil }
        return String(feminine.singular.nominative.dropLast(2))
    }

    /// All spellings under which a clause may name the word: „Pädagoge“, „Pädagog“, „Pädagogen“, „Pädagogin“; „Beauftragte“.
    var keys: [String] {
        switch kind {
        case .adjectival(let stem): [stem + "e", stem + "er", stem]
        case .derived(let masculine, let feminine):
            [masculine.singular.nominative, masculine.plural.nominative, feminine.singular.nominative]
                + (sharedStem.map { [$0] } ?? [])
        }
    }
}

extension PersonNoun.Declension {
    /// A strong noun: „Partner, des Partners, die Partner, den Partnern“.
    ///
    /// - Parameters:
    ///   - genitive: Default: with „s“.
    ///   - plural: Default: as the singular.
    ///   - dativePlural: Default: the plural with „n“, unless it ends with „n“ or „s“.
    public static func strong(_ singular: String, genitive: String? = nil, plural: String? = nil, dativePlural: String? = nil) -> Self {
        let plural = plural ?? singular
        return Self(
            singular: CaseForms(
                nominative: singular, genitive: genitive ?? singular + "s", dative: singular, accusative: singular),
            plural: CaseForms(
                nominative: plural, genitive: plural, dative: dativePlural ?? withDativeN(plural), accusative: plural))
    }

    /// A weak noun: „Referent, des Referenten, die Referenten“; „Pate, des Paten“.
    ///
    /// - Parameter ending: „en“ or „n“.
    public static func weak(_ singular: String, ending: String) -> Self {
        let oblique = singular + ending
        return Self(
            singular: CaseForms(nominative: singular, genitive: oblique, dative: oblique, accusative: oblique),
            plural: CaseForms(oblique))
    }

    /// A feminine noun: the same in all cases of the singular.
    public static func feminine(_ singular: String, plural: String) -> Self {
        Self(
            singular: CaseForms(singular),
            plural: CaseForms(nominative: plural, genitive: plural, dative: withDativeN(plural), accusative: plural))
    }

    private static func withDativeN(_ plural: String) -> String {
        plural.hasSuffix("n") || plural.hasSuffix("s") ? plural : plural + "n"
    }
}
