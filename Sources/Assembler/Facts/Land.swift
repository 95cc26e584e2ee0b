import DocumentModel
import Findings
import GermanText

/// What a Land has of its own: law, authority, rule.
public struct Land: Sendable, Hashable {
    /// ISO 3166-2:DE without country: „NW“.
    public var code: String
    public var name: String
    public var dataProtectionAct: LandAct
    /// One, in Bavaria two.
    public var authorities: [ScopedAuthority]
    public var childProtection: ChildProtection
    public var genderRule: GenderRule
    /// First two figures of the postcodes that lie in the Land and begin with a zero: what a spreadsheet makes a number loses it.
    public var postalRegionsWithZero: Set<String>

    public struct ScopedAuthority: Sendable, Hashable {
        public var scope: SupervisoryScope
        public var authority: SupervisoryAuthority
    }

    /// Abbreviations of its acts.
    var lawNames: [String] {
        var acts = [dataProtectionAct]
        if case .act(let act) = childProtection { acts.append(act) }
        return acts.flatMap { $0.alternatives + ($0.abbreviation.map { [$0] } ?? []) }
    }

    /// The authority for public or for private bodies.
    public func authority(forPublicBody isPublic: Bool) -> SupervisoryAuthority? {
        authorities.first { $0.scope == .all || $0.scope == (isPublic ? .publicBodies : .privateBodies) }?.authority
    }
}

/// An act of a Land.
public struct LandAct: Sendable, Hashable {
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
    public var note: String?
    public var mark: FactMark
}

/// The child-protection law of a Land.
public enum ChildProtection: Sendable, Hashable {
    case act(LandAct)
    /// There is none; `note` says what holds instead.
    case none(note: String, FactMark)
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
