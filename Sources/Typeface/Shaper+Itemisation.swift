import CHarfBuzz

extension Shaper {
    /// Shapes a word in which scripts mix, marks are combined or the chosen face lacks characters: cut into stretches of one
    /// face and one script, each grapheme as a whole in the first face that can set all of it.
    func itemised(
        _ word: UnsafeBufferPointer<UInt8>, _ style: ResolvedStyle, seams: [Int], isRightToLeft: Bool, hasIgnorables: Bool
    ) throws(FontError) -> ShapedWord {
        var missing: [Unicode.Scalar] = []
        var stretches: [Stretch] = []
        for grapheme in graphemes.ranges(in: word) {
            let script = script(of: grapheme, in: word)
            let sought = Run(
                range: grapheme, script: script ?? stretches.last?.script ?? HB_SCRIPT_COMMON, isRightToLeft: isRightToLeft)
            guard let face = try face(for: word, sought, style) else {
                missing += lacking(grapheme, in: word, style.face)
                continue
            }
            if let last = stretches.last, last.face === face, last.range.upperBound == grapheme.lowerBound,
                script == nil || last.script == nil || last.script == script
            {
                stretches[stretches.count - 1].range = last.range.lowerBound..<grapheme.upperBound
                if last.script == nil { stretches[stretches.count - 1].script = script }
            } else {
                stretches.append(Stretch(range: grapheme, face: face, script: script))
            }
        }
        var glyphs: [ShapedGlyph] = []
        var pieces: [ShapedWord.Piece] = []
        var takesTracking = true
        for stretch in stretches {
            let run = Run(
                range: stretch.range, script: stretch.script ?? (isRightToLeft ? HB_SCRIPT_COMMON : HB_SCRIPT_LATIN),
                isRightToLeft: isRightToLeft, seams: seams)
            let scale = stretch.script == nil ? 1 : scale(of: stretch.face, beside: style.face)
            let shaped = shape(word, run, stretch.face, style, scale: scale).glyphs
            pieces.append(.init(font: stretch.face.id, glyphs: glyphs.count..<glyphs.count + shaped.count, scale: scale))
            glyphs += shaped
            if Self.joins(run.script) { takesTracking = false }
        }
        return ShapedWord(
            glyphs: glyphs, pieces: pieces, isRightToLeft: isRightToLeft, takesTracking: takesTracking,
            hasIgnorables: hasIgnorables, missing: missing)
    }

    private struct Stretch {
        var range: Range<Int>
        var face: FontFace
        /// `nil`: common to all scripts so far.
        var script: hb_script_t?
    }

    /// The first face, the style's own before the fallbacks, that sets a grapheme without a missing glyph and with its marks in
    /// their places; where none has the marks right, the first that has the glyphs.
    private func face(
        for word: UnsafeBufferPointer<UInt8>, _ grapheme: Run, _ style: ResolvedStyle
    ) throws(FontError) -> FontFace? {
        var second: FontFace?
        let own = shape(word, grapheme, style.face, style)
        if own.complete {
            if MarkPlacement(word, style.face).isGood(own.glyphs, grapheme.range) { return style.face }
            second = style.face
        }
        for id in fonts.fallbacks(of: style.face.id, script: grapheme.script.rawValue) {
            let face = try fonts.face(id)
            let shaped = shape(word, grapheme, face, style)
            guard shaped.complete else { continue }
            if MarkPlacement(word, face).isGood(shaped.glyphs, grapheme.range) { return face }
            second = second ?? face
        }
        return second
    }

    /// The script of the first character that has one of its own (UAX #24; Common and Inherited take their neighbour's).
    private func script(of grapheme: Range<Int>, in word: UnsafeBufferPointer<UInt8>) -> hb_script_t? {
        var index = grapheme.lowerBound
        while index < grapheme.upperBound {
            let (scalar, length) = decode(word, at: index)
            let script = hb_unicode_script(hb_unicode_funcs_get_default(), scalar)
            if script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN { return script }
            index += length
        }
        return nil
    }

    private func lacking(
        _ grapheme: Range<Int>, in word: UnsafeBufferPointer<UInt8>, _ face: FontFace
    ) -> [Unicode.Scalar] {
        let scalars = Array(String(decoding: word[grapheme], as: UTF8.self).unicodeScalars)
        let lacking = scalars.filter { face.glyph(for: $0.value) == nil }
        return lacking.isEmpty ? scalars : lacking
    }

    /// How large a fallback is set, so that its lower-case letters are as high as those of the text around it (for scripts
    /// without them, the height its designer took for Latin ones).
    private func scale(of face: FontFace, beside text: FontFace) -> Double {
        guard face !== text, face.metrics.xHeight > 0 else { return 1 }
        // In hundredths: fewer sizes of the same face in a document.
        let scale = (text.metrics.xHeight / face.metrics.xHeight * 100).rounded() / 100
        return min(1.1, max(0.8, scale))
    }

    /// Scripts whose letters join: tracking would tear them apart.
    private static func joins(_ script: hb_script_t) -> Bool {
        [
            HB_SCRIPT_ARABIC, HB_SCRIPT_SYRIAC, HB_SCRIPT_MONGOLIAN, HB_SCRIPT_NKO, HB_SCRIPT_ADLAM, HB_SCRIPT_DEVANAGARI,
            HB_SCRIPT_BENGALI, HB_SCRIPT_GURMUKHI,
        ].contains(script)
    }
}
