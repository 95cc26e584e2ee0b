import CHarfBuzz

/// An opened face. Owns the `hb_font_t`; belongs to one worker, as HarfBuzz objects do.
///
/// Advances come from HarfBuzz's own OpenType functions, never from FreeType: Cairo resizes an `FT_Face` it shares.
public final class FontFace {
    public let id: FontID
    public let entry: FontCatalogue.Face
    public let metrics: FontMetrics
    /// The verified file, for backends that open it themselves.
    public let file: FontFile
    let font: OpaquePointer
    let features: Set<UInt32>
    /// The glyph of U+202F where the font makes it narrower than ``narrowestBlank``.
    let tooNarrowBlank: UInt32?
    /// In em. „z. B.“ must not run together on paper (Linux Libertine has 0.125 em), and readers of PDF files tell a blank
    /// from a gap between letters only from some 0.15 em on (Poppler). The usual thin space is 1/6 to 1/5 em.
    static let narrowestBlank: Float = 0.18

    init(_ entry: FontCatalogue.Face, id: FontID, path: String) throws(FontError) {
        let file = try FontFile(path: path, sha256: entry.file.sha256)
        guard let face = hb_face_create(file.blob, 0) else { throw .notAFont(path: path) }
        defer { hb_face_destroy(face) }
        let unitsPerEm = hb_face_get_upem(face)
        guard hb_face_get_glyph_count(face) > 0, (16...16384).contains(unitsPerEm), let font = hb_font_create(face) else {
            throw .notAFont(path: path)
        }
        hb_ot_font_set_funcs(font)
        hb_font_set_scale(font, Int32(unitsPerEm), Int32(unitsPerEm))
        self.id = id
        self.entry = entry
        self.file = file
        self.font = font
        metrics = FontMetrics(font, unitsPerEm: Double(unitsPerEm))
        features = FontFace.features(of: face)
        var blank: hb_codepoint_t = 0
        let width = hb_font_get_nominal_glyph(font, 0x202F, &blank) != 0 ? hb_font_get_glyph_h_advance(font, blank) : .max
        tooNarrowBlank = Float(width) < FontFace.narrowestBlank * Float(unitsPerEm) ? blank : nil
    }

    deinit { hb_font_destroy(font) }

    /// The glyph for a character by the font's `cmap`, without substitutions.
    public func glyph(for scalar: UInt32) -> UInt16? {
        var glyph: hb_codepoint_t = 0
        guard hb_font_get_nominal_glyph(font, scalar, &glyph) != 0, glyph != 0 else { return nil }
        return UInt16(truncatingIfNeeded: glyph)
    }

    /// Advance width in em.
    public func advance(of glyph: UInt16) -> Double {
        Double(hb_font_get_glyph_h_advance(font, hb_codepoint_t(glyph))) / metrics.unitsPerEm
    }

    /// Whether the font substitutes glyphs for a feature: `smcp`, `tnum`.
    public func has(feature: String) -> Bool { features.contains(tag(feature)) }

    private static func features(of face: OpaquePointer) -> Set<UInt32> {
        let table = tag("GSUB")
        var found: Set<UInt32> = []
        var start: UInt32 = 0
        while true {
            var count: UInt32 = 64
            var tags = [hb_tag_t](repeating: 0, count: 64)
            let total = hb_ot_layout_table_get_feature_tags(face, table, start, &count, &tags)
            found.formUnion(tags.prefix(Int(count)))
            start += count
            if start >= total || count == 0 { return found }
        }
    }
}

/// Measures of a face, in em.
public struct FontMetrics: Sendable, Hashable {
    public var unitsPerEm: Double
    /// Above the baseline, positive.
    public var ascender: Double
    /// Below the baseline, positive.
    public var descender: Double
    public var capHeight: Double
    public var xHeight: Double
    /// Of the middle of an underline, below the baseline, positive.
    public var underlineDepth: Double
    public var underlineThickness: Double
    /// Advance of U+0020.
    public var space: Double

    init(_ font: OpaquePointer, unitsPerEm: Double) {
        func metric(_ tag: hb_ot_metrics_tag_t) -> Double? {
            var position: hb_position_t = 0
            return hb_ot_metrics_get_position(font, tag, &position) != 0 ? Double(position) / unitsPerEm : nil
        }
        func height(of scalar: UInt32) -> Double? {
            var glyph: hb_codepoint_t = 0
            var extents = hb_glyph_extents_t()
            guard hb_font_get_nominal_glyph(font, scalar, &glyph) != 0,
                hb_font_get_glyph_extents(font, glyph, &extents) != 0
            else { return nil }
            return Double(extents.y_bearing) / unitsPerEm
        }
        self.unitsPerEm = unitsPerEm
        ascender = metric(HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER) ?? 0.8
        descender = -(metric(HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER) ?? -0.2)
        capHeight = metric(HB_OT_METRICS_TAG_CAP_HEIGHT) ?? height(of: 0x48) ?? 0.65
        xHeight = metric(HB_OT_METRICS_TAG_X_HEIGHT) ?? height(of: 0x78) ?? 0.45
        underlineDepth = -(metric(HB_OT_METRICS_TAG_UNDERLINE_OFFSET) ?? -0.1)
        underlineThickness = metric(HB_OT_METRICS_TAG_UNDERLINE_SIZE) ?? 0.05
        var glyph: hb_codepoint_t = 0
        space =
            hb_font_get_nominal_glyph(font, 0x20, &glyph) != 0
            ? Double(hb_font_get_glyph_h_advance(font, glyph)) / unitsPerEm : 0.25
    }
}

/// An OpenType tag; four ASCII letters.
func tag(_ name: StaticString) -> UInt32 { tag(name.description) }

func tag(_ name: String) -> UInt32 { name.utf8.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }
