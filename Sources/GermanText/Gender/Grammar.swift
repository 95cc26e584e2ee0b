public enum GrammaticalNumber: String, Sendable, Hashable, CaseIterable {
    case singular, plural
}

/// The raw values are the words of the clause language: `{{Netzwerkpartner:innen|dativ}}`.
public enum GrammaticalCase: String, Sendable, Hashable, CaseIterable {
    case nominative = "nominativ"
    case genitive = "genitiv"
    case dative = "dativ"
    case accusative = "akkusativ"
}

/// Genus of a noun; the raw values are those of `genus` in the data.
public enum GrammaticalGender: String, Sendable, Hashable, CaseIterable {
    case masculine = "m"
    case feminine = "f"
    case neuter = "n"
}

/// How forms for women and men are written; the raw values are those of `gender` in an agreement.
public enum GenderMode: String, Sendable, Hashable, CaseIterable {
    /// „Netzwerkpartnerinnen und Netzwerkpartner“
    case pair = "paar"
    /// „Netzwerkmitglieder“, where the data have such a word; else as `pair`.
    case neutral
    /// „Netzwerkpartner*innen“
    case star = "stern"
    /// „Netzwerkpartner:innen“
    case colon = "doppelpunkt"
    /// „Netzwerkpartner_innen“
    case underscore = "unterstrich"
    /// „NetzwerkpartnerInnen“
    case innerCapital = "binnen_i"
    /// „Netzwerkpartner/-innen“; as `pair` where Duden's rule forbids it.
    case slash = "schraegstrich"
    /// „Netzwerkpartner“
    case generic = "generisch"

    /// The sign within the word that the Amtliches Regelwerk does not count to the core of orthography; `nil` for the others.
    public var innerMark: String? {
        switch self {
        case .star: "*"
        case .colon: ":"
        case .underscore: "_"
        default: nil
        }
    }

    /// Star, colon, underscore or Binnen-I: what some Länder forbid their bodies.
    public var changesWordInterior: Bool { innerMark != nil || self == .innerCapital }
}

/// One form for each case.
public struct CaseForms: Sendable, Hashable {
    public var nominative: String
    public var genitive: String
    public var dative: String
    public var accusative: String

    public init(nominative: String, genitive: String, dative: String, accusative: String) {
        self.nominative = nominative
        self.genitive = genitive
        self.dative = dative
        self.accusative = accusative
    }

    /// The same in all cases: feminine nouns in the singular, plurals in -n and -s.
    public init(_ form: String) { self.init(nominative: form, genitive: form, dative: form, accusative: form) }

    public subscript(case: GrammaticalCase) -> String {
        switch `case` {
        case .nominative: nominative
        case .genitive: genitive
        case .dative: dative
        case .accusative: accusative
        }
    }
}
