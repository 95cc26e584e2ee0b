import CICU
import Findings

/// Whether a line may end before a byte of a text.
enum BreakOpportunity: UInt8, Sendable {
    case none = 0
    case allowed
    /// A forced end of line.
    case mandatory
    /// Unicode would allow it, German usage or the text's attributes do not: taken only where nothing else fits.
    case discouraged
}

/// Finds the break opportunities of a text by UAX #14 (ICU), then applies the German tailorings. Owns ICU's iterator.
final class BreakFinder {
    private let breaks: OpaquePointer

    /// - Throws: a finding when ICU has no data for line breaks.
    init() throws(Finding) {
        guard let breaks = text_breaks_open(TEXT_BREAKS_LINE, "de") else {
            throw Finding(
                .fehler, "icu-unbrauchbar", "Die Unicode-Bibliothek ICU hat keine Regeln für den Zeilenumbruch.",
                remedy: "Bitten Sie Ihre Systembetreuung, das Paket libicu neu einzurichten (libicu72 in Debian 12, libicu76 in Debian 13).")
        }
        self.breaks = breaks
    }

    deinit { text_breaks_close(breaks) }

    /// One entry a byte and one for the end, which is mandatory. `utf8` must be well-formed.
    ///
    /// - Parameters:
    ///   - tailored: `false` for the general algorithm alone, as Unicode's own tests want it.
    ///   - note: told of every place that a German rule changes.
    func opportunities(
        in utf8: [UInt8], tailored: Bool = true, note: (Int, GermanRule) -> Void = { _, _ in }
    ) -> [BreakOpportunity] {
        var result = [BreakOpportunity](repeating: .none, count: utf8.count + 1)
        utf8.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard text_breaks_set_text(breaks, characters.baseAddress, Int64(characters.count)) != 0 else { return }
                var isMandatory: Int32 = 0
                while true {
                    let next = Int(text_breaks_next(breaks, &isMandatory))
                    guard next >= 0, next < result.count else { break }
                    result[next] = isMandatory != 0 ? .mandatory : .allowed
                }
            }
            GeneralBreaks(bytes).restore(&result)
            if tailored { GermanBreaks(bytes).tailor(&result, note: note) }
        }
        result[utf8.count] = .mandatory
        return result
    }
}
