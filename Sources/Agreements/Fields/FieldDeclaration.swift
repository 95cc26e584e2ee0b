import DocumentModel
import Findings
import Foundation

/// A field as `felder:` declares it.
///
/// Its parts stand in one place of memory that all copies share: a row of a table asks for some hundred declarations, and none of them changes.
package struct FieldDeclaration: Sendable, Hashable {
    private var shared: Shared<Parts>

    private struct Parts: Sendable, Hashable {
        var name: String
        var kind: FieldKind
        var label: String
        var help: String?
        var defaultValue: Value?
        var isOpen: Bool
        var placeholder: String
        var isRequired: Bool
        var minimum: Decimal?
        var maximum: Decimal?
        var isVerbatim: Bool
        var sumOf: [String] = []
        var totals: TableTotals?
        var place: Place?
        var defaultPlace: Place?
    }

    package init(
        _ name: String, _ kind: FieldKind, label: String? = nil, help: String? = nil, defaultValue: Value? = nil, isOpen: Bool = false,
        placeholder: String? = nil, isRequired: Bool = true, minimum: Decimal? = nil, maximum: Decimal? = nil, isVerbatim: Bool = false,
        place: Place? = nil, defaultPlace: Place? = nil
    ) {
        shared = Shared(
            Parts(
                name: name, kind: kind, label: label ?? name, help: help, defaultValue: defaultValue, isOpen: isOpen, placeholder: placeholder ?? label ?? name,
                isRequired: isRequired, minimum: minimum, maximum: maximum, isVerbatim: isVerbatim, place: place, defaultPlace: defaultPlace))
    }

    private mutating func change(_ change: (inout Parts) -> Void) { shared = shared.changed(change) }

    package var name: String { shared.parts.name }

    package var kind: FieldKind { shared.parts.kind }

    /// `beschriftung`; default: the name.
    package var label: String { shared.parts.label }

    /// `hilfe`
    package var help: String? { shared.parts.help }

    /// `vorgabe`, already typed.
    package var defaultValue: Value? {
        get { shared.parts.defaultValue }
        set { change { $0.defaultValue = newValue } }
    }

    /// `offen`: without a value the place is left to be filled in by hand.
    package var isOpen: Bool {
        get { shared.parts.isOpen }
        set { change { $0.isOpen = newValue } }
    }

    /// What the italic placeholder of a Muster says; default: the label.
    package var placeholder: String {
        get { shared.parts.placeholder }
        set { change { $0.placeholder = newValue } }
    }

    /// `pflicht`: a missing value is an error.
    package var isRequired: Bool {
        get { shared.parts.isRequired }
        set { change { $0.isRequired = newValue } }
    }

    package var minimum: Decimal? { shared.parts.minimum }

    package var maximum: Decimal? { shared.parts.maximum }

    /// `typografie: woertlich`: the normaliser leaves its values alone, blanks too.
    package var isVerbatim: Bool {
        get { shared.parts.isVerbatim }
        set { change { $0.isVerbatim = newValue } }
    }

    /// `summe_aus` of a column: the columns of the same row that it is the sum of.
    package var sumOf: [String] {
        get { shared.parts.sumOf }
        set { change { $0.sumOf = newValue } }
    }

    /// `summe` of a table.
    package var totals: TableTotals? {
        get { shared.parts.totals }
        set { change { $0.totals = newValue } }
    }

    /// Where it is declared.
    package var place: Place? { shared.parts.place }

    /// Where the default is written.
    package var defaultPlace: Place? {
        get { shared.parts.defaultPlace }
        set { change { $0.defaultPlace = newValue } }
    }

    /// Those of an `auswahl`; none of every other kind.
    package var choices: [FieldChoice] {
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
