import DocumentModel
import Findings
import GermanText

/// What a Land has of its own: law, authority, rule.
public struct Land: Sendable, Hashable {
    /// ISO 3166-2:DE without country: „NW“.
    public var code: String
    public var name: String
    /// One a period, the newest last.
    public var dataProtectionActs: [LandAct]
    /// One, in Bavaria two; those of former times as well.
    public var authorities: [ScopedAuthority]
    /// One a period, the newest last.
    public var childProtectionLaws: [ChildProtection]
    public var genderRule: GenderRule
    /// First two figures of the postcodes that lie in the Land and begin with a zero: what a spreadsheet makes a number loses it.
    public var postalRegionsWithZero: Set<String>

    public struct ScopedAuthority: Sendable, Hashable, DatedFact {
        public var scope: SupervisoryScope
        public var authority: SupervisoryAuthority
        var mark: FactMark { authority.mark }
    }

    /// The act that holds until further notice.
    public var dataProtectionAct: LandAct? { dataProtectionAct(on: nil) }
    public var childProtection: ChildProtection? { childProtection(on: nil) }

    public func dataProtectionAct(on day: CalendarDate?) -> LandAct? { dataProtectionActs.holding(on: day).last }

    public func childProtection(on day: CalendarDate?) -> ChildProtection? { childProtectionLaws.holding(on: day).last }

    /// Abbreviations of its acts, those of former times as well: texts may still cite them.
    var lawNames: [String] {
        var acts = dataProtectionActs
        for law in childProtectionLaws { if case .act(let act) = law { acts.append(act) } }
        return acts.flatMap { $0.alternatives + ($0.abbreviation.map { [$0] } ?? []) }
    }

    /// The authority for public or for private bodies.
    ///
    /// - Parameter day: `nil`: the one that is competent until further notice.
    public func authority(forPublicBody isPublic: Bool, on day: CalendarDate? = nil) -> SupervisoryAuthority? {
        authorities.holding(on: day).last { $0.scope == .all || $0.scope == (isPublic ? .publicBodies : .privateBodies) }?.authority
    }
}

/// An act of a Land.
public struct LandAct: Sendable, Hashable, DatedFact {
    public var name: String
    /// „Berliner Datenschutzgesetz“
    public var shortName: String?
    public var abbreviation: String?
    public var isAbbreviationVerified: Bool
    public var alternatives: [String]
    /// Several Länder use the abbreviation: it is printed with the Land.
    public var abbreviationNeedsLand: Bool
    public var unit: StatuteCitation.Unit
    /// Gazette and dates.
    public var reference: String?
    /// Which provision founds local networks: „§ 9“.
    public var networkProvision: String?
    /// Its name in the genitive, with article: „des Berliner Kinderschutzgesetzes“.
    public var genitive: String?
    /// Its name in the dative, with article, where it founds networks by provisions that nobody has looked up.
    public var dative: String?
    public var note: String?
    public var mark: FactMark
}

/// The child-protection law of a Land.
public enum ChildProtection: Sendable, Hashable, DatedFact {
    case act(LandAct)
    /// There is none; `note` says what holds instead.
    case none(note: String, FactMark)

    var mark: FactMark {
        switch self {
        case .act(let act): act.mark
        case .none(_, let mark): mark
        }
    }
}

/// Whether a Land forbids signs within words.
public struct GenderRule: Sendable, Hashable {
    public enum Body: String, Sendable, Hashable, CaseIterable {
        /// Authorities of the Land itself; municipalities are not among them.
        case landesbehoerde
        case schule
    }

    /// Whom star, colon, underscore and Binnen-I are forbidden.
    public var forbiddenFor: [Body]
    /// What the Land's own rule says instead; `nil`: nothing.
    public var form: GenderMode?
    public var reference: String?
    public var note: String?
    public var mark: FactMark
}

/// `facts/laender.yaml`
public struct Laender: Sendable {
    /// The codes of ISO 3166-2:DE.
    public static let codes = [
        "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH",
    ]

    /// In the order of the file.
    public let all: [Land]

    public subscript(code: String) -> Land? { all.first { $0.code == code } }

    /// Abbreviations of all acts, sorted.
    public var lawNames: [String] { Set(all.flatMap(\.lawNames)).sorted() }
}
