import Foundation
import Layout

/// Which part of a run's text each glyph stands for. Clusters ascend.
struct ClusterText {
    private let glyphs: [PlacedGlyph]
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ glyphs: [PlacedGlyph], _ bytes: UnsafeBufferPointer<UInt8>) {
        self.glyphs = glyphs
        self.bytes = bytes
    }

    /// Whether several glyphs make up a glyph's cluster.
    @inline(__always) func isShared(_ index: Int) -> Bool {
        let cluster = glyphs[index].cluster
        return index > 0 && glyphs[index - 1].cluster == cluster || index + 1 < glyphs.count && glyphs[index + 1].cluster == cluster
    }

    /// The text of a glyph that has its cluster for itself.
    @inline(__always) func text(of index: Int) -> UnsafeBufferPointer<UInt8>.SubSequence {
        slice(Int(glyphs[index].cluster), index + 1 < glyphs.count ? Int(glyphs[index + 1].cluster) : bytes.count)
    }

    /// The glyph's part of a cluster that several share: each gets one character and the last the rest. Where a face has a letter
    /// only in parts the characters are the letter's canonical parts; a glyph for which nothing is left stands for U+034F, which
    /// nobody sees.
    func part(of index: Int) -> GlyphText {
        let cluster = glyphs[index].cluster
        var first = index
        while first > 0, glyphs[first - 1].cluster == cluster { first -= 1 }
        var last = index
        while last + 1 < glyphs.count, glyphs[last + 1].cluster == cluster { last += 1 }
        let whole = String(decoding: text(of: last), as: UTF8.self)
        var scalars = Array(whole.unicodeScalars)
        if scalars.count < last - first + 1 { scalars = Array(whole.decomposedStringWithCanonicalMapping.unicodeScalars) }
        let rank = index - first
        guard rank < scalars.count else { return GlyphText("\u{34F}" as Unicode.Scalar) }
        guard index == last else { return GlyphText(scalars[rank]) }
        return GlyphText(scalars[rank...].flatMap { Array(UTF8.encode($0).map(Array.init) ?? []) })
    }

    private func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8>.SubSequence {
        let lower = min(max(start, 0), bytes.count)
        return bytes[lower..<max(lower, min(end, bytes.count))]
    }
}
