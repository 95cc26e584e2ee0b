import DocumentModel
import Findings
import GermanText

/// What a Land has of its own: law, authority, rule.
package struct Land: Sendable, Hashable {
    /// ISO 3166-2:DE without country: „NW“.
    package var code: String
    package var name: String
    /// One a period, the newest last.
    package var dataProtectionActs: [LandAct]
    /// One, in Bavaria two; those of former times as well.
    package var authorities: [ScopedAuthority]
    /// One a period, the newest last.
    package var childProtectionLaws: [ChildProtection]
    package var genderRule: GenderRule
    /// First two figures of the postcodes that lie in the Land and begin with a zero: what a spreadsheet makes a number loses it.
    package var postalRegionsWithZero: Set<String>

    package struct ScopedAuthority: Sendable, Hashable, DatedFact {
        package var scope: SupervisoryScope
        package var authority: SupervisoryAuthority
        var mark: FactMark { authority.mark }
    }

    /// The act that holds until further notice.
    package var dataProtectionAct: LandAct? { dataProtectionAct(on: nil) }
    package var childProtection: ChildProtection? { childProtection(on: nil) }

    package func dataProtectionAct(on day: CalendarDate?) -> LandAct? { dataProtectionActs.holding(on: day).last }

    package func childProtection(on day: CalendarDate?) -> ChildProtection? { childProtectionLaws.holding(on: day).last }

    /// Abbreviations of its acts, those of former times as well: texts may still cite them.
    package var lawNames: [String] {
        var acts = dataProtectionActs
        for law in childProtectionLaws { if case .act(let act) = law { acts.append(act) } }
        return acts.flatMap { $0.alternatives + ($0.abbreviation.map { [$0] } ?? []) }
    }

    /// The authority for public or for private bodies.
    ///
    /// - Parameter day: `nil`: the one that is competent until further notice.
    package func authority(forPublicBody isPublic: Bool, on day: CalendarDate? = nil) -> SupervisoryAuthority? {
        authorities.holding(on: day).last { $0.scope == .all || $0.scope == (isPublic ? .publicBodies : .privateBodies) }?.authority
    }
}

/// An act of a Land.
package struct LandAct: Sendable, Hashable, DatedFact {
    package var name: String
    /// „Berliner Datenschutzgesetz“
    package var shortName: String?
    package var abbreviation: String?
    package var isAbbreviationVerified: Bool
    package var alternatives: [String]
    /// Several Länder use the abbreviation: it is printed with the Land.
    package var abbreviationNeedsLand: Bool
    package var unit: StatuteCitation.Unit
    /// Gazette and dates.
    package var reference: String?
    /// Which provision founds local networks: „§ 9“.
    package var networkProvision: String?
    /// Its name in the genitive, with article: „des Berliner Kinderschutzgesetzes“.
    package var genitive: String?
    /// Its name in the dative, with article, where it founds networks by provisions that nobody has looked up.
    package var dative: String?
    package var note: String?
    package var mark: FactMark
}

/// The child-protection law of a Land.
package enum ChildProtection: Sendable, Hashable, DatedFact {
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
package struct GenderRule: Sendable, Hashable {
    package enum Body: String, Sendable, Hashable, CaseIterable {
        /// Authorities of the Land itself; municipalities are not among them.
        case landesbehoerde
        case schule
    }

    /// Whom star, colon, underscore and Binnen-I are forbidden.
    package var forbiddenFor: [Body]
    /// What the Land's own rule says instead; `nil`: nothing.
    package var form: GenderMode?
    package var reference: String?
    package var note: String?
    package var mark: FactMark
}

/// `facts/laender.yaml`
package struct Laender: Sendable {
    /// The codes of ISO 3166-2:DE.
    package static let codes = [
        "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH",
    ]

    /// In the order of the file.
    package let all: [Land]

    package subscript(code: String) -> Land? { all.first { $0.code == code } }

    /// Abbreviations of all acts, sorted.
    package var lawNames: [String] { Set(all.flatMap(\.lawNames)).sorted() }
}
