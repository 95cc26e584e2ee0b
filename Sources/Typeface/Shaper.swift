import CHarfBuzz

/// What decides the glyphs of a word besides its letters; the size does not.
public struct ShapingStyle: Sendable, Hashable {
    public var family: String
    public var style: FontStyle
    public var smallCaps: Bool
    public var tabularFigures: Bool
    /// BCP 47.
    public var language: String

    public init(
        family: String, style: FontStyle = .regular, smallCaps: Bool = false, tabularFigures: Bool = false,
        language: String = "de-DE"
    ) {
        self.family = family
        self.style = style
        self.smallCaps = smallCaps
        self.tabularFigures = tabularFigures
        self.language = language
    }
}

/// Names a ``ShapingStyle`` a ``Shaper`` has resolved.
public struct ShapingStyleID: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Turns words into glyphs through HarfBuzz, each distinct word once. Belongs to one worker; owns its `hb_buffer_t`.
///
/// Kerning, standard ligatures and contextual forms are on, as HarfBuzz has them by default.
public final class Shaper {
    public let fonts: FontLibrary
    let buffer: OpaquePointer
    private var styles: [ResolvedStyle] = []
    private var styleIDs: [ShapingStyle: ShapingStyleID] = [:]
    private var words = WordTable<ShapedWord>()

    struct ResolvedStyle {
        var face: FontFace
        var features: [hb_feature_t]
        var language: hb_language_t?
    }

    public init(_ fonts: FontLibrary) {
        self.fonts = fonts
        buffer = hb_buffer_create()
    }

    deinit { hb_buffer_destroy(buffer) }

    /// Opens the face of a style.
    public func style(_ style: ShapingStyle) throws(FontError) -> ShapingStyleID {
        if let known = styleIDs[style] { return known }
        let face = try fonts.face(family: style.family, style: style.style)
        var features: [hb_feature_t] = []
        if style.smallCaps { features.append(on("smcp")) }
        if style.tabularFigures { features.append(on("tnum")) }
        let id = ShapingStyleID(rawValue: UInt32(styles.count))
        styles.append(
            ResolvedStyle(face: face, features: features, language: hb_language_from_string(style.language, -1)))
        styleIDs[style] = id
        return id
    }

    /// The face that sets the style's text where it has the characters.
    public func face(of style: ShapingStyleID) -> FontFace { styles[Int(style.rawValue)].face }

    /// Shapes a word (UTF-8, well-formed) or returns it shaped before.
    public func shape(_ word: UnsafeBufferPointer<UInt8>, _ style: ShapingStyleID) throws(FontError) -> ShapedWord {
        try words.value(word, style.rawValue) { () throws(FontError) in
            let resolved = styles[Int(style.rawValue)]
            let kind = CharacterSurvey(word)
            if kind.isLatin {
                let (glyphs, complete) = run(word, 0..<word.count, resolved.face, resolved, HB_SCRIPT_LATIN)
                if complete {
                    return ShapedWord(
                        glyphs: glyphs, pieces: [.init(font: resolved.face.id, glyphs: 0..<glyphs.count)],
                        takesTracking: true, hasIgnorables: kind.hasIgnorables)
                }
            }
            return try itemised(word, resolved, hasIgnorables: kind.hasIgnorables)
        }
    }

    /// Shapes one stretch of a word with one face and script. Glyphs come in visual order, measures in em.
    func run(
        _ word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ face: FontFace, _ style: ResolvedStyle,
        _ script: hb_script_t
    ) -> (glyphs: [ShapedGlyph], complete: Bool) {
        hb_buffer_reset(buffer)
        // One cluster a character, so that text can be cut and extracted exactly; ligatures still join theirs.
        hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
        hb_buffer_set_flags(
            buffer,
            hb_buffer_flags_t(
                HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES.rawValue | HB_BUFFER_FLAG_DO_NOT_INSERT_DOTTED_CIRCLE.rawValue))
        word.withMemoryRebound(to: CChar.self) {
            hb_buffer_add_utf8(
                buffer, $0.baseAddress, Int32($0.count), UInt32(range.lowerBound), Int32(range.count))
        }
        hb_buffer_set_script(buffer, script)
        let direction = hb_script_get_horizontal_direction(script)
        hb_buffer_set_direction(buffer, direction == HB_DIRECTION_RTL ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        hb_buffer_set_language(buffer, style.language)
        style.features.withUnsafeBufferPointer {
            hb_shape(face.font, buffer, $0.baseAddress, UInt32($0.count))
        }
        var count: UInt32 = 0
        var positionCount: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
            let positions = hb_buffer_get_glyph_positions(buffer, &positionCount), count == positionCount
        else { return ([], true) }
        let scale = Float(1 / face.metrics.unitsPerEm)
        var complete = true
        let glyphs = [ShapedGlyph](unsafeUninitializedCapacity: Int(count)) { out, used in
            for index in 0..<Int(count) {
                let glyph = infos[index].codepoint
                if glyph == 0 { complete = false }
                let advance = Float(positions[index].x_advance) * scale
                out.initializeElement(
                    at: index,
                    to: ShapedGlyph(
                        id: UInt16(truncatingIfNeeded: glyph), cluster: infos[index].cluster,
                        advance: glyph == face.tooNarrowBlank ? FontFace.narrowestBlank : advance, dx: Float(positions[index].x_offset) * scale,
                        dy: Float(positions[index].y_offset) * scale))
            }
            used = Int(count)
        }
        return (glyphs, complete)
    }

    private func on(_ name: StaticString) -> hb_feature_t {
        hb_feature_t(tag: tag(name), value: 1, start: 0, end: UInt32.max)
    }
}

/// A first look at a word's characters: nearly all need no itemisation.
struct CharacterSurvey {
    /// Only Latin letters, their combining marks, and characters common to all scripts, below U+0370 or in the blocks
    /// Latin Extended Additional to Currency Symbols (U+1E00–1EFF, U+2000–20CF).
    var isLatin = true
    /// Soft hyphen, zero width space, (non-)joiners, word joiner, byte order mark.
    var hasIgnorables = false

    init(_ word: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < word.count {
            let byte = word[index]
            if byte < 0x80 {
                index += 1
            } else if byte < 0xE0 {
                if byte == 0xC2, index + 1 < word.count, word[index + 1] == 0xAD { hasIgnorables = true }
                // U+0370 is CD B0.
                if byte > 0xCD || (byte == 0xCD && index + 1 < word.count && word[index + 1] >= 0xB0) { isLatin = false }
                index += 2
            } else {
                let second = index + 1 < word.count ? word[index + 1] : 0
                let third = index + 2 < word.count ? word[index + 2] : 0
                switch (byte, second) {
                case (0xE1, 0xB8...0xBB): break
                case (0xE2, 0x80...0x83):
                    if second == 0x80, (0x8B...0x8F).contains(third) { hasIgnorables = true }
                    if second == 0x81, third == 0xA0 { hasIgnorables = true }
                case (0xEF, 0xBB) where third == 0xBF:
                    hasIgnorables = true
                default: isLatin = false
                }
                index += byte < 0xF0 ? 3 : 4
            }
        }
    }
}
