import DocumentModel
import Findings
import Foundation

/// A field as `felder:` declares it.
public struct FieldDeclaration: Sendable, Hashable {
    public var name: String
    public var kind: FieldKind
    /// `beschriftung`; default: the name.
    public var label: String
    /// `hilfe`
    public var help: String?
    /// `vorgabe`, already typed.
    public var defaultValue: Value?
    /// `offen`: without a value the place is left to be filled in by hand.
    public var isOpen: Bool
    /// What the italic placeholder of a Muster says; default: the label.
    public var placeholder: String
    /// `pflicht`: a missing value is an error.
    public var isRequired: Bool
    public var minimum: Decimal?
    public var maximum: Decimal?
    /// `typografie: woertlich`: the normaliser leaves its values alone, blanks too.
    public var isVerbatim: Bool
    /// `summe_aus` of a column: the columns of the same row that it is the sum of.
    public var sumOf: [String] = []
    /// `summe` of a table.
    public var totals: TableTotals?
    /// Where it is declared.
    public var place: Place?
    /// Where the default is written.
    public var defaultPlace: Place?

    public init(
        _ name: String, _ kind: FieldKind, label: String? = nil, help: String? = nil, defaultValue: Value? = nil, isOpen: Bool = false,
        placeholder: String? = nil, isRequired: Bool = true, minimum: Decimal? = nil, maximum: Decimal? = nil, isVerbatim: Bool = false,
        place: Place? = nil, defaultPlace: Place? = nil
    ) {
        self.name = name
        self.kind = kind
        self.label = label ?? name
        self.help = help
        self.defaultValue = defaultValue
        self.isOpen = isOpen
        self.placeholder = placeholder ?? label ?? name
        self.isRequired = isRequired
        self.minimum = minimum
        self.maximum = maximum
        self.isVerbatim = isVerbatim
        self.place = place
        self.defaultPlace = defaultPlace
    }

    /// Those of an `auswahl`; none of every other kind.
    public var choices: [FieldChoice] {
        if case .choice(let choices) = kind { choices } else { [] }
    }
}

/// `typografie` of a field.
enum FieldTypography: String, Sendable, Hashable, CaseIterable {
    /// As its kind has it: long texts are put right, in names and addresses blanks become unbreakable.
    case angepasst
    /// Not a character, not a blank is changed.
    case woertlich
}
