import CHarfBuzz
import Keeping

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
    public let graphemes = Graphemes()
    private var styles: [ResolvedStyle] = []
    private var styleIDs: [ShapingStyle: ShapingStyleID] = [:]
    private var words = RecentWords<ShapedWord>()
    /// Bytes of a German word at which no ligature may be formed. Set it before the first word is shaped.
    public var ligatureSeams: (UnsafeBufferPointer<UInt8>) -> [Int] = { _ in [] }

    struct ResolvedStyle {
        var face: FontFace
        var features: [hb_feature_t]
        var language: hb_language_t?
        var isGerman: Bool
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
            ResolvedStyle(
                face: face, features: features, language: hb_language_from_string(style.language, -1),
                isGerman: style.language == "de" || style.language.hasPrefix("de-")))
        styleIDs[style] = id
        return id
    }

    /// The face that sets the style's text where it has the characters.
    public func face(of style: ShapingStyleID) -> FontFace { styles[Int(style.rawValue)].face }

    /// Shapes a word (UTF-8, well-formed) or returns it shaped before.
    ///
    /// - Parameter isRightToLeft: the direction its characters run in; those of a word all run the same way.
    public func shape(
        _ word: UnsafeBufferPointer<UInt8>, _ style: ShapingStyleID, isRightToLeft: Bool = false
    ) throws(FontError) -> ShapedWord {
        try words.value(word, style.rawValue << 1 | (isRightToLeft ? 1 : 0)) { () throws(FontError) in
            let resolved = styles[Int(style.rawValue)]
            let kind = CharacterSurvey(word)
            let seams = resolved.isGerman ? ligatureSeams(word) : []
            if kind.isLatin, !kind.hasMarks, !isRightToLeft {
                let run = Run(range: 0..<word.count, script: HB_SCRIPT_LATIN, seams: seams)
                let (glyphs, complete) = shape(word, run, resolved.face, resolved)
                if complete, !MarkPlacement.isDecomposed(glyphs) {
                    return ShapedWord(
                        glyphs: glyphs, pieces: [.init(font: resolved.face.id, glyphs: 0..<glyphs.count)],
                        takesTracking: true, hasIgnorables: kind.hasIgnorables)
                }
            }
            return try itemised(
                word, resolved, seams: seams, isRightToLeft: isRightToLeft, hasIgnorables: kind.hasIgnorables)
        }
    }

    /// A stretch of a word that HarfBuzz shapes at once.
    struct Run {
        var range: Range<Int>
        var script: hb_script_t
        var isRightToLeft = false
        /// Bytes at which no ligature may be formed.
        var seams: [Int] = []
    }

    /// Shapes one stretch of a word with one face and script. Glyphs come in the order of the text, measures in em of the text's
    /// size, of which the face's is `scale`.
    func shape(
        _ word: UnsafeBufferPointer<UInt8>, _ run: Run, _ face: FontFace, _ style: ResolvedStyle, scale: Double = 1
    ) -> (glyphs: [ShapedGlyph], complete: Bool) {
        hb_buffer_reset(buffer)
        // One cluster a character, so that text can be cut and extracted exactly; ligatures still join theirs.
        hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
        hb_buffer_set_flags(
            buffer,
            hb_buffer_flags_t(
                HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES.rawValue | HB_BUFFER_FLAG_DO_NOT_INSERT_DOTTED_CIRCLE.rawValue))
        fill(word, run)
        hb_buffer_set_script(buffer, run.script)
        hb_buffer_set_direction(buffer, run.isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        hb_buffer_set_language(buffer, style.language)
        style.features.withUnsafeBufferPointer {
            hb_shape(face.font, buffer, $0.baseAddress, UInt32($0.count))
        }
        // HarfBuzz gives glyphs from left to right.
        if run.isRightToLeft { hb_buffer_reverse(buffer) }
        var count: UInt32 = 0
        var positionCount: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
            let positions = hb_buffer_get_glyph_positions(buffer, &positionCount), count == positionCount
        else { return ([], true) }
        let unit = Float(scale / face.metrics.unitsPerEm)
        var complete = true
        let glyphs = [ShapedGlyph](unsafeUninitializedCapacity: Int(count)) { out, used in
            for index in 0..<Int(count) {
                let glyph = infos[index].codepoint
                if glyph == 0 { complete = false }
                let advance = Float(positions[index].x_advance) * unit
                out.initializeElement(
                    at: index,
                    to: ShapedGlyph(
                        id: UInt16(truncatingIfNeeded: glyph), cluster: infos[index].cluster,
                        advance: glyph == face.tooNarrowBlank ? FontFace.narrowestBlank : advance,
                        dx: Float(positions[index].x_offset) * unit, dy: Float(positions[index].y_offset) * unit))
            }
            used = Int(count)
        }
        return (glyphs, complete)
    }

    /// Puts the characters into the buffer; a non-joiner at each seam, which HarfBuzz takes out again, with the cluster of what follows.
    private func fill(_ word: UnsafeBufferPointer<UInt8>, _ run: Run) {
        word.withMemoryRebound(to: CChar.self) {
            var start = run.range.lowerBound
            for seam in run.seams where run.range.contains(seam) && seam > start {
                hb_buffer_add_utf8(buffer, $0.baseAddress, Int32($0.count), UInt32(start), Int32(seam - start))
                hb_buffer_add(buffer, 0x200C, UInt32(seam))
                start = seam
            }
            hb_buffer_add_utf8(
                buffer, $0.baseAddress, Int32($0.count), UInt32(start), Int32(run.range.upperBound - start))
        }
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
    /// Combining marks, U+0300–036F: not every face puts them in their places.
    var hasMarks = false
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
                if byte == 0xCC || byte == 0xCD { hasMarks = true }
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
