/// What a glyph stands for, in UTF-8. Up to eight bytes fit without a heap object; nearly all glyphs get by with three.
struct GlyphText: Hashable, Sendable, Comparable {
    /// The bytes, the first in the highest place; 0 when there are none, or too many.
    let packed: UInt64
    /// Texts of more than eight bytes.
    let long: [UInt8]?

    init(_ bytes: some Collection<UInt8>) {
        if bytes.count <= 8 {
            packed = GlyphText.pack(bytes)
            long = nil
        } else {
            packed = 0
            long = Array(bytes)
        }
    }

    init(_ scalar: Unicode.Scalar) { self.init(String(scalar).utf8) }

    @inline(__always) static func pack(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var packed: UInt64 = 0
        for byte in bytes { packed = packed << 8 | UInt64(byte) }
        return packed
    }

    var string: String {
        if let long { return String(decoding: long, as: UTF8.self) }
        var bytes: [UInt8] = []
        for shift in stride(from: 56, through: 0, by: -8) {
            let byte = UInt8(truncatingIfNeeded: packed >> UInt64(shift))
            if byte != 0 || !bytes.isEmpty { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func < (a: GlyphText, b: GlyphText) -> Bool {
        if a.packed != b.packed { return a.packed < b.packed }
        return (a.long ?? []).lexicographicallyPrecedes(b.long ?? [])
    }

    /// The text for readers: all spaces are one space, a hyphen that must not break is a hyphen, and a soft hyphen inside a
    /// cluster, where nothing is broken, is nothing.
    var simplified: GlyphText {
        var scalars = String.UnicodeScalarView()
        for scalar in string.unicodeScalars where scalar.value != 0xAD {
            if scalar.value == 0x2011 {
                scalars.append("-")
            } else if scalar.properties.isWhitespace {
                scalars.append(" ")
            } else {
                scalars.append(scalar)
            }
        }
        return GlyphText(String(scalars).utf8)
    }
}

/// A glyph with the text it stands for in one document.
struct GlyphUse: Hashable, Sendable, Comparable {
    var glyph: UInt16
    var text: GlyphText

    static func < (a: GlyphUse, b: GlyphUse) -> Bool { (a.glyph, a.text) < (b.glyph, b.text) }
}
