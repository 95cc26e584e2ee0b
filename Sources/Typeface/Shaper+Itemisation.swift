import CHarfBuzz

extension Shaper {
    /// Shapes a word in which scripts mix or the chosen face lacks characters: cut into stretches of one face and one
    /// script, each grapheme as a whole in the first face that can set all of it.
    func itemised(
        _ word: UnsafeBufferPointer<UInt8>, _ style: ResolvedStyle, hasIgnorables: Bool
    ) throws(FontError) -> ShapedWord {
        var missing: [Unicode.Scalar] = []
        var stretches: [Stretch] = []
        var offset = 0
        for grapheme in String(decoding: word, as: UTF8.self) {
            let range = offset..<offset + grapheme.utf8.count
            offset = range.upperBound
            let script = script(of: grapheme)
            guard let face = try face(for: word, range, style, script ?? stretches.last?.script ?? HB_SCRIPT_LATIN) else {
                let scalars = Array(grapheme.unicodeScalars)
                let lacking = scalars.filter { style.face.glyph(for: $0.value) == nil }
                missing.append(contentsOf: lacking.isEmpty ? scalars : lacking)
                continue
            }
            if let last = stretches.last, last.face === face, last.range.upperBound == range.lowerBound,
                script == nil || last.script == nil || last.script == script
            {
                stretches[stretches.count - 1].range = last.range.lowerBound..<range.upperBound
                if last.script == nil { stretches[stretches.count - 1].script = script }
            } else {
                stretches.append(Stretch(range: range, face: face, script: script))
            }
        }
        var glyphs: [ShapedGlyph] = []
        var pieces: [ShapedWord.Piece] = []
        var takesTracking = true
        for stretch in inVisualOrder(stretches) {
            let script = stretch.script ?? HB_SCRIPT_LATIN
            let shaped = run(word, stretch.range, stretch.face, style, script).glyphs
            pieces.append(.init(font: stretch.face.id, glyphs: glyphs.count..<glyphs.count + shaped.count))
            glyphs += shaped
            if Self.joins(script) { takesTracking = false }
        }
        return ShapedWord(
            glyphs: glyphs, pieces: pieces, takesTracking: takesTracking, hasIgnorables: hasIgnorables, missing: missing)
    }

    private struct Stretch {
        var range: Range<Int>
        var face: FontFace
        /// `nil`: common to all scripts so far.
        var script: hb_script_t?
    }

    /// The first face, the style's own before the fallbacks, that sets a grapheme without a missing glyph.
    private func face(
        for word: UnsafeBufferPointer<UInt8>, _ grapheme: Range<Int>, _ style: ResolvedStyle, _ script: hb_script_t
    ) throws(FontError) -> FontFace? {
        if run(word, grapheme, style.face, style, script).complete { return style.face }
        for id in fonts.fallbacks(of: style.face.id) {
            let face = try fonts.face(id)
            if run(word, grapheme, face, style, script).complete { return face }
        }
        return nil
    }

    /// The script of the first character that has one of its own (Unicode UAX #24; Common and Inherited take their neighbour's).
    private func script(of grapheme: Character) -> hb_script_t? {
        for scalar in grapheme.unicodeScalars {
            let script = hb_unicode_script(hb_unicode_funcs_get_default(), scalar.value)
            if script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN { return script }
        }
        return nil
    }

    /// A word that is right-to-left as a whole reads its stretches from the right.
    private func inVisualOrder(_ stretches: [Stretch]) -> [Stretch] {
        let scripts = stretches.compactMap(\.script)
        guard let first = scripts.first, hb_script_get_horizontal_direction(first) == HB_DIRECTION_RTL else {
            return stretches
        }
        return stretches.reversed()
    }

    /// Scripts whose letters join: tracking would tear them apart.
    private static func joins(_ script: hb_script_t) -> Bool {
        [
            HB_SCRIPT_ARABIC, HB_SCRIPT_SYRIAC, HB_SCRIPT_MONGOLIAN, HB_SCRIPT_NKO, HB_SCRIPT_DEVANAGARI, HB_SCRIPT_BENGALI,
            HB_SCRIPT_GURMUKHI,
        ].contains(script)
    }
}
