import CICU

/// Finds what readers take for one character: the extended grapheme clusters of UAX #29, by ICU.
///
/// Not by Swift's `Character`: line breaks, bidi levels and graphemes are to follow one version of Unicode. Owns ICU's iterator.
public final class Graphemes {
    private let breaks: OpaquePointer?

    public init() { breaks = text_breaks_open(TEXT_BREAKS_GRAPHEME, "") }

    deinit { text_breaks_close(breaks) }

    /// The clusters of well-formed UTF-8, as byte ranges without gap. Without ICU's data every character is one.
    public func ranges(in utf8: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        guard let breaks else { return scalars(in: utf8) }
        var result: [Range<Int>] = []
        result.reserveCapacity(utf8.count)
        var start = 0
        utf8.withMemoryRebound(to: CChar.self) { characters in
            guard text_breaks_set_text(breaks, characters.baseAddress, Int64(characters.count)) != 0 else { return }
            var isMandatory: Int32 = 0
            while true {
                let next = Int(text_breaks_next(breaks, &isMandatory))
                guard next > start, next <= characters.count else { break }
                result.append(start..<next)
                start = next
            }
        }
        return start == utf8.count ? result : scalars(in: utf8)
    }

    private func scalars(in utf8: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        let starts = utf8.indices.filter { utf8[$0] & 0xC0 != 0x80 }
        return zip(starts, starts.dropFirst() + [utf8.count]).map { $0..<$1 }
    }
}
