import CHarfBuzz
import Typeface

/// What the fonts in a PDF of ours hold: German text with its ligatures and figures, used or not; small capitals and the letters of
/// neighbouring languages that names in Germany most often bring, where one of them is used.
///
/// Because it is always the same, page streams and font programs are, whichever documents are drawn in one run. Price: some
/// 15 kB a face, and 25 kB more where the second half is needed. A document with other glyphs gets fonts of its own.
enum StandardRepertoire {
    /// Numbers of variants.
    private static let (german, hyphen, further) = (0, 1, 2)
    /// Variants that hardly a document does without.
    static let everywhere = [german, hyphen]

    /// Space comes second: Cairo drops a run that begins with nothing but spaces.
    private static let germanCharacters: [Unicode.Scalar] = {
        var characters: [Unicode.Scalar] = ["!", " "]
        characters += (0x22...0x7E as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }
        characters += "ÄÖÜäöüßẞ§€„“”‚‘’–—…•·°²³☐☒".unicodeScalars
        return characters
    }()

    private static let furtherCharacters: [Unicode.Scalar] = {
        var characters: [Unicode.Scalar] = []
        characters += "¹½¼¾©®«»‹›×−±†‡‰µ".unicodeScalars
        characters += "ÁÀÂÅÆÇÉÈÊËÍÎÏÑÓÔØÚÛÝáàâãåæçéèêëíîïìñóòôõøœúûùýÿ".unicodeScalars
        characters += "ĂăĄąĆćČčĎďĐđĘęĚěĞğİıŁłŃńŇňŐőŘřŚśŞşȘșŠšŤťȚțŮůŰűŹźŻżŽž".unicodeScalars
        return characters
    }()

    /// Blanks and hyphens that must not break have glyphs of their own in some faces, and are read as plain ones
    /// (``GlyphText/simplified``). Every second word of a contract stands beside one.
    private static let substitutes: KeyValuePairs<Unicode.Scalar, Unicode.Scalar> = [
        "\u{A0}": " ", "\u{202F}": " ", "\u{2009}": " ", "\u{2011}": "-",
    ]

    /// Shaped as they stand; kept where they give one glyph.
    private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "ft", "fft", "fj", "tt", "ch", "ck", "Th", "Qu", "!!", "!?", "?!", "??"]

    /// Features whose glyphs are kept besides the plain ones: figures, small capitals.
    private static let features: [(tag: StaticString, characters: String, variant: Int)] = [
        ("tnum", "0123456789", german), ("lnum", "0123456789", german), ("sups", "0123456789*", german),
        ("pnum", "0123456789", further), ("onum", "0123456789", further), ("smcp", "abcdefghijklmnopqrstuvwxyzäöü", further),
    ]

    /// Letters that take another shape before some others (Linux Libertine's f before ü); shaped with every character after them.
    private static let contextual = ["f", "ff", "Q", "T"]

    /// What a line's last hyphen may be drawn with; it stands for U+00AD.
    private static let hyphens: [Unicode.Scalar] = ["-", "\u{2010}", "\u{AD}"]

    static func make(for face: FontFace) throws(DrawingError) -> Repertoire {
        var repertoire = Repertoire(font: face.id)
        func addAll(_ characters: [Unicode.Scalar], to variant: Int) {
            for character in characters {
                if let glyph = face.glyph(for: character.value), !repertoire.contains(glyph: glyph) {
                    repertoire.insert(GlyphUse(glyph: glyph, text: GlyphText(character)), into: variant)
                }
            }
        }
        addAll(germanCharacters, to: german)
        for (scalar, text) in substitutes {
            if let glyph = face.glyph(for: scalar.value), !repertoire.contains(glyph: glyph) {
                repertoire.insert(GlyphUse(glyph: glyph, text: GlyphText(text)), into: german)
            }
        }
        let shaper = try SingleGlyphShaper(face)
        for text in ligatures { add(shaper.glyph(for: text, feature: nil), text, to: german, of: &repertoire) }
        for first in contextual {
            for second in germanCharacters { shaper.addGlyphs(of: first + String(second), to: german, of: &repertoire) }
        }
        addAll(furtherCharacters, to: further)
        for feature in features where face.has(feature: feature.tag.description) {
            for scalar in feature.characters.unicodeScalars {
                add(shaper.glyph(for: String(scalar), feature: feature.tag.description), String(scalar), to: feature.variant, of: &repertoire)
            }
        }
        for first in contextual {
            for second in furtherCharacters { shaper.addGlyphs(of: first + String(second), to: further, of: &repertoire) }
        }
        for character in hyphens {
            let use = face.glyph(for: character.value).map { GlyphUse(glyph: $0, text: GlyphText("\u{AD}" as Unicode.Scalar)) }
            if let use, repertoire.variant(of: use) == nil { repertoire.insert(use, into: hyphen) }
        }
        repertoire.seal()
        return repertoire
    }

    private static func add(_ glyph: UInt16?, _ text: String, to variant: Int, of repertoire: inout Repertoire) {
        guard let glyph, !repertoire.contains(glyph: glyph) else { return }
        repertoire.insert(GlyphUse(glyph: glyph, text: GlyphText(text.utf8)), into: variant)
    }
}

/// Shapes a few characters to learn the one glyph that stands for them. Owns HarfBuzz objects of its own.
private struct SingleGlyphShaper: ~Copyable {
    private let font: OpaquePointer
    private let buffer: OpaquePointer
    private let face: FontFace

    init(_ face: FontFace) throws(DrawingError) {
        let bytes = face.file.bytes
        guard let start = bytes.bindMemory(to: CChar.self).baseAddress,
            let blob = hb_blob_create(start, UInt32(bytes.count), HB_MEMORY_MODE_READONLY, nil, nil)
        else { throw .face(face.id) }
        defer { hb_blob_destroy(blob) }
        guard let opened = hb_face_create(blob, 0) else { throw .face(face.id) }
        defer { hb_face_destroy(opened) }
        guard let font = hb_font_create(opened), let buffer = hb_buffer_create() else { throw .face(face.id) }
        self.font = font
        self.buffer = buffer
        self.face = face
    }

    deinit {
        hb_buffer_destroy(buffer)
        hb_font_destroy(font)
    }

    func glyph(for text: String, feature: String?) -> UInt16? {
        fill(text)
        if let feature {
            var setting = hb_feature_t()
            guard hb_feature_from_string(feature, -1, &setting) != 0 else { return nil }
            hb_shape(font, buffer, &setting, 1)
        } else {
            hb_shape(font, buffer, nil, 0)
        }
        var count: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count), count == 1, infos[0].codepoint != 0 else { return nil }
        return UInt16(exactly: infos[0].codepoint)
    }

    /// Adds what the text is shaped to, as far as each glyph stands for a part of the text of its own.
    func addGlyphs(of text: String, to variant: Int, of repertoire: inout Repertoire) {
        fill(text)
        hb_shape(font, buffer, nil, 0)
        var count: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count) else { return }
        let bytes = Array(text.utf8)
        for index in 0..<Int(count) {
            let start = Int(infos[index].cluster)
            let end = index + 1 < Int(count) ? Int(infos[index + 1].cluster) : bytes.count
            guard start < end, end <= bytes.count, let glyph = UInt16(exactly: infos[index].codepoint), glyph != 0,
                !repertoire.contains(glyph: glyph)
            else { continue }
            repertoire.insert(GlyphUse(glyph: glyph, text: GlyphText(bytes[start..<end])), into: variant)
        }
    }

    /// As the layout shapes; nothing is guessed, because HarfBuzz would ask the locale for the language.
    private func fill(_ text: String) {
        hb_buffer_reset(buffer)
        hb_buffer_add_utf8(buffer, text, Int32(text.utf8.count), 0, -1)
        hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
        hb_buffer_set_script(buffer, HB_SCRIPT_LATIN)
        hb_buffer_set_language(buffer, hb_language_from_string("de", -1))
        hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
    }
}
