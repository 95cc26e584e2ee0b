extension StatuteCitation: CustomStringConvertible {
    /// How the levels are written; one form a document.
    public enum Style: Sendable, Hashable {
        /// „§ 8a Abs. 4 Nr. 2“
        case abbreviated
        /// „§ 8a Absatz 4 Nummer 2“
        case spelledOut
    }

    /// The citation in its right form, with plain blanks: ``GermanTypography`` makes them unbreakable.
    public func formatted(_ style: Style = .abbreviated) -> String {
        var text = sign(style) + " "
        text += provisions.map { $0.formatted(style) }.joined(separator: ", ")
        if let law, !lawIsInherited { text += " " + law }
        return text
    }

    public var description: String { formatted() }

    private func sign(_ style: Style) -> String {
        switch unit {
        case .paragraph: needsPluralSign ? "§§" : "§"
        case .article: style == .abbreviated ? "Art." : "Artikel"
        }
    }
}

extension Provision {
    /// „8a Abs. 4“
    public func formatted(_ style: StatuteCitation.Style = .abbreviated) -> String {
        var text = number.description
        if let last { text += "–\(last)" }
        if let following { text += " \(following.rawValue)" }
        for part in parts {
            text += " " + (style == .abbreviated ? part.level.abbreviation : part.level.word) + " "
            text += part.isRange ? part.values.joined(separator: "–") : GermanList.joined(part.values)
            if let following = part.following { text += " \(following.rawValue)" }
        }
        return text
    }
}
