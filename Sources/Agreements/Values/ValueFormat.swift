import GermanText

/// How a value is to be printed.
package enum ValueFormat: String, Sendable, Hashable, CaseIterable {
    /// As its kind is usually printed.
    case standard = ""
    /// 16. September 2026
    case lang
    /// 16.09.2026
    case kurz
    /// Number as a word: drei.
    case wort
    /// No typographic normalisation.
    case woertlich
    /// The raw value of an `auswahl`.
    case wert
    /// A body, a person or an office with its article, declined: der Stadt Musterstadt.
    case nominativ, genitiv, dativ, akkusativ

    package var grammaticalCase: GrammaticalCase? { GrammaticalCase(rawValue: rawValue) }
}
