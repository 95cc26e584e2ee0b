import DocumentModel
import Keeping
import Typeface

/// Remembers the hyphenation points of tokens and the widths of hyphens. Belongs to one worker.
final class HyphenationCache {
    private let hyphenator: Hyphenator
    private var tokens = RecentWords<[HyphenPoint]>()
    private var widths: [UInt32: Double] = [:]

    init(_ hyphenator: Hyphenator) { self.hyphenator = hyphenator }

    func hyphens(_ utf8: [UInt8], _ token: Range<Int>) -> [HyphenPoint] {
        utf8.withUnsafeBufferPointer { bytes in
            let word = UnsafeBufferPointer(rebasing: bytes[token])
            return tokens.value(word, 0) { hyphenator.hyphens(in: word) }
        }
    }

    /// Width in em of the hyphen that is added at line ends.
    func width(of style: ShapingStyleID, _ shaper: Shaper) throws(FontError) -> Double {
        if let known = widths[style.rawValue] { return known }
        let hyphen = Self.hyphen(for: shaper.face(of: style))
        let width = try ParagraphPieces.shape(hyphen, 0..<hyphen.count, shaper, style).advance
        widths[style.rawValue] = width
        return width
    }

    /// U+2010 where the font has it: its glyph differs from the hyphen-minus's, so that the PDF can say „soft hyphen“ for it.
    static func hyphen(for face: FontFace) -> [UInt8] {
        face.glyph(for: 0x2010) != nil ? [0xE2, 0x80, 0x90] : [UInt8(ascii: "-")]
    }
}

extension Language {
    var isGerman: Bool { rawValue == "de" || rawValue.hasPrefix("de-") }
}

extension ParagraphPieces {
    /// What stands between spaces and objects, across changes of attributes; bytes.
    func tokens() -> [Range<Int>] {
        var result: [Range<Int>] = []
        result.reserveCapacity(pieces.count / 2 + 1)
        var open = false
        for piece in pieces {
            guard piece.kind == .word else {
                open = false
                continue
            }
            if open, let last = result.last {
                result[result.count - 1] = last.lowerBound..<piece.range.upperBound
            } else {
                result.append(piece.range)
                open = true
            }
        }
        return result
    }
}
