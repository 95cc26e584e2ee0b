/// A citation of provisions: „§ 8a Abs. 4 Satz 1 Nr. 2 SGB VIII“, „§§ 61 ff. SGB VIII“, „Art. 6 Abs. 1 lit. b DSGVO“.
package struct StatuteCitation: Sendable, Hashable {
    /// What the statute counts in.
    package enum Unit: String, Sendable, Hashable {
        case paragraph = "§"
        case article = "Art."
    }

    package var unit: Unit
    /// At least one, in the order written.
    package var provisions: [Provision]
    /// Abbreviation of the statute as the caller's list writes it, with plain blanks: „SGB VIII“. `nil`: none is named, so a provision of
    /// the document itself or of a statute named elsewhere.
    package var law: String?
    /// The abbreviation is in the list given to the finder; false too where `law` is `nil`.
    package var lawIsKnown: Bool
    /// The statute is named once, at the end of a row of citations („§ 8a und § 8b SGB VIII“), and not in this one.
    package var lawIsInherited: Bool
    /// „§§“ was written.
    package var hasPluralSign: Bool

    package init(
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
    package var needsPluralSign: Bool {
        provisions.count > 1 || provisions.contains { $0.last != nil || $0.following != nil }
    }
}

/// One provision of a citation, or a range of them.
package struct Provision: Sendable, Hashable {
    package var number: SectionNumber
    /// End of a range: „61–68“.
    package var last: SectionNumber?
    /// „f.“ or „ff.“ after the number.
    package var following: Following?
    /// From the outside inwards: Abs., Satz, Nr., Buchst.
    package var parts: [Subdivision]

    package init(_ number: SectionNumber, last: SectionNumber? = nil, following: Following? = nil, parts: [Subdivision] = []) {
        self.number = number
        self.last = last
        self.following = following
        self.parts = parts
    }
}

/// Number of a section with the letter of a later insertion: 8a.
package struct SectionNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 1…9999
    package var number: Int
    /// A small letter, or empty.
    package var suffix: String

    package init(_ number: Int, _ suffix: String = "") {
        self.number = number
        self.suffix = suffix
    }

    package var description: String { "\(number)\(suffix)" }

    package static func < (a: SectionNumber, b: SectionNumber) -> Bool { (a.number, a.suffix) < (b.number, b.suffix) }
}

package enum Following: String, Sendable, Hashable {
    case one = "f."
    case more = "ff."
}

/// A level below the section with what is cited of it: „Abs. 2 und 4“.
package struct Subdivision: Sendable, Hashable {
    /// In the order of citing.
    package enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
        case absatz, satz, halbsatz, nummer, buchstabe

        package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

        /// „Abs.“
        package var abbreviation: String {
            switch self {
            case .absatz: "Abs."
            case .satz: "Satz"
            case .halbsatz: "Halbsatz"
            case .nummer: "Nr."
            case .buchstabe: "Buchst."
            }
        }

        /// „Absatz“
        package var word: String {
            switch self {
            case .absatz: "Absatz"
            case .satz: "Satz"
            case .halbsatz: "Halbsatz"
            case .nummer: "Nummer"
            case .buchstabe: "Buchstabe"
            }
        }
    }

    package var level: Level
    /// At least one: „2“, „2a“, „b“, „aa“.
    package var values: [String]
    /// The two values are the ends of a range.
    package var isRange: Bool
    package var following: Following?

    package init(_ level: Level, _ values: [String], isRange: Bool = false, following: Following? = nil) {
        self.level = level
        self.values = values
        self.isRange = isRange
        self.following = following
    }
}
