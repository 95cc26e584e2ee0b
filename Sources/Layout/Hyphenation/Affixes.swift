/// Prefixes and suffixes of German words: where one ends or begins there is no seam, whatever stands on its other side (`Ver-arbeitung`
/// is no compound with `Arbeit`, `Mehr-heit` none with `mehr`). Latin-1, lower case.
struct Affixes: Sendable {
    var prefixes: [[UInt8]] = []
    var suffixes: [[UInt8]] = []

    /// What may follow a suffix.
    private static let inflections = ["", "e", "en", "er", "es", "em", "s", "st", "se", "sen", "ren", "in", "innen"].map { Array($0.utf8) }

    /// Whether letters are nothing but prefixes: `be`, `unver`.
    func arePrefixes(_ letters: ArraySlice<UInt8>) -> Bool {
        if letters.isEmpty { return true }
        return prefixes.contains { letters.starts(with: $0) && arePrefixes(letters.dropFirst($0.count)) }
    }

    /// Whether letters are nothing but suffixes and an ending: `heit`, `lichkeiten`.
    func areSuffixes(_ letters: ArraySlice<UInt8>) -> Bool {
        suffixes.contains { suffix in
            guard letters.starts(with: suffix) else { return false }
            let rest = letters.dropFirst(suffix.count)
            return Self.inflections.contains { rest.elementsEqual($0) } || areSuffixes(rest)
        }
    }
}
