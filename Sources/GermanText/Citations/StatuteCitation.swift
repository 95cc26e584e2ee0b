/// A citation of provisions: „§ 8a Abs. 4 Satz 1 Nr. 2 SGB VIII“, „§§ 61 ff. SGB VIII“, „Art. 6 Abs. 1 lit. b DSGVO“.
public struct StatuteCitation: Sendable, Hashable {
    /// What the statute counts in.
    public enum Unit: String, Sendable, Hashable {
        case paragraph = "§"
        case article = "Art."
    }

    public var unit: Unit
    /// At least one, in the order written.
    public var provisions: [Provision]
    /// Abbreviation of the statute as the caller's list writes it, with plain blanks: „SGB VIII“. `nil`: none is named, so a provision of
    /// the document itself or of a statute named elsewhere.
    public var law: String?
    /// The abbreviation is in the list given to the finder; false too where `law` is `nil`.
    public var lawIsKnown: Bool
    /// The statute is named once, at the end of a row of citations („§ 8a und § 8b SGB VIII“), and not in this one.
    public var lawIsInherited: Bool
    /// „§§“ was written.
    public var hasPluralSign: Bool

    public init(
        unit: Unit = .paragraph, provisions: [Provision], law: String?, lawIsKnown: Bool = true, lawIsInherited: Bool = false,
        hasPluralSign: Bool? = nil
    ) {
        self.unit = unit
        self.provisions = provisions
        self.law = law
        self.lawIsKnown = law != nil && lawIsKnown
        self.lawIsInherited = lawIsInherited
        self.hasPluralSign = hasPluralSign ?? false
        if hasPluralSign == nil { self.hasPluralSign = unit == .paragraph && needsPluralSign }
    }

    /// More than one provision is cited, so „§§“ is right.
    public var needsPluralSign: Bool {
        provisions.count > 1 || provisions.contains { $0.last != nil || $0.following != nil }
    }
}

/// One provision of a citation, or a range of them.
public struct Provision: Sendable, Hashable {
    public var number: SectionNumber
    /// End of a range: „61–68“.
    public var last: SectionNumber?
    /// „f.“ or „ff.“ after the number.
    public var following: Following?
    /// From the outside inwards: Abs., Satz, Nr., Buchst.
    public var parts: [Subdivision]

    public init(_ number: SectionNumber, last: SectionNumber? = nil, following: Following? = nil, parts: [Subdivision] = []) {
        self.number = number
        self.last = last
        self.following = following
        self.parts = parts
    }
}

/// Number of a section with the letter of a later insertion: 8a.
public struct SectionNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 1…9999
    public var number: Int
    /// A small letter, or empty.
    public var suffix: String

    public init(_ number: Int, _ suffix: String = "") {
        self.number = number
        self.suffix = suffix
    }

    public var description: String { "\(number)\(suffix)" }

    public static func < (a: SectionNumber, b: SectionNumber) -> Bool { (a.number, a.suffix) < (b.number, b.suffix) }
}

public enum Following: String, Sendable, Hashable {
    case one = "f."
    case more = "ff."
}

/// A level below the section with what is cited of it: „Abs. 2 und 4“.
public struct Subdivision: Sendable, Hashable {
    /// In the order of citing.
    public enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
        case absatz, satz, halbsatz, nummer, buchstabe

        public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

        /// „Abs.“
        public var abbreviation: String {
            switch self {
            case .absatz: "Abs."
            case .satz: "Satz"
            case .halbsatz: "Halbsatz"
            case .nummer: "Nr."
            case .buchstabe: "Buchst."
            }
        }

        /// „Absatz“
        public var word: String {
            switch self {
            case .absatz: "Absatz"
            case .satz: "Satz"
            case .halbsatz: "Halbsatz"
            case .nummer: "Nummer"
            case .buchstabe: "Buchstabe"
            }
        }
    }

    public var level: Level
    /// At least one: „2“, „2a“, „b“, „aa“.
    public var values: [String]
    /// The two values are the ends of a range.
    public var isRange: Bool
    public var following: Following?

    public init(_ level: Level, _ values: [String], isRange: Bool = false, following: Following? = nil) {
        self.level = level
        self.values = values
        self.isRange = isRange
        self.following = following
    }
}
