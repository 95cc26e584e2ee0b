import CCairo
import Layout
import Styles

/// Owns a `cairo_t`. Errors stick to the context (Cairo's own rule), so drawing calls need no check of their own.
final class CairoContext {
    let pointer: OpaquePointer

    init(_ surface: CairoSurface) throws(DrawingError) {
        pointer = cairo_create(surface.pointer)
        try check()
        // Outlines as designed: hinting would tie advances to a pixel grid that paper does not have.
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_set_font_options(pointer, options)
        cairo_font_options_destroy(options)
    }

    deinit { GlyphPages.alone { cairo_destroy(pointer) } }

    func check() throws(DrawingError) { try Cairo.check(cairo_status(pointer)) }

    func set(_ color: Color) { cairo_set_source_rgb(pointer, color.red, color.green, color.blue) }

    /// Draws glyphs of a face.
    ///
    /// - Parameters:
    ///   - rotation: degrees, anticlockwise about `origin`; 0: the glyphs' places are those on the page.
    func show(
        _ glyphs: UnsafeBufferPointer<cairo_glyph_t>, of face: DrawingFace, size: Double, expansion: Double, rotation: Double = 0, about origin: Point = Point(x: 0, y: 0)
    ) {
        var matrix = cairo_matrix_t(xx: size * expansion, yx: 0, xy: 0, yy: size, x0: 0, y0: 0)
        GlyphPages.alone {
            cairo_set_font_face(pointer, face.pointer)
            cairo_set_font_matrix(pointer, &matrix)
            if rotation != 0 {
                cairo_save(pointer)
                cairo_translate(pointer, origin.x, origin.y)
                // Cairo turns clockwise where y grows downwards.
                cairo_rotate(pointer, -rotation * Double.pi / 180)
            }
            cairo_show_glyphs(pointer, glyphs.baseAddress, Int32(clamping: glyphs.count))
            if rotation != 0 { cairo_restore(pointer) }
        }
    }

    func fill(_ rect: Rect, _ color: Color) {
        set(color)
        cairo_rectangle(pointer, rect.x, rect.y, rect.width, rect.height)
        cairo_fill(pointer)
    }

    /// All in one, so that no seam shows where they meet.
    func fill(_ rects: [Rect], _ color: Color) {
        guard !rects.isEmpty else { return }
        set(color)
        for rect in rects { cairo_rectangle(pointer, rect.x, rect.y, rect.width, rect.height) }
        cairo_fill(pointer)
    }

    func stroke(from: Point, to: Point, width: Double, _ color: Color) {
        set(color)
        cairo_set_line_width(pointer, width)
        cairo_move_to(pointer, from.x, from.y)
        cairo_line_to(pointer, to.x, to.y)
        cairo_stroke(pointer)
    }

    func stroke(circleAt centre: Point, radius: Double, width: Double, _ color: Color) {
        set(color)
        cairo_set_line_width(pointer, width)
        cairo_new_sub_path(pointer)
        cairo_arc(pointer, centre.x, centre.y, radius, 0, 2 * Double.pi)
        cairo_close_path(pointer)
        cairo_stroke(pointer)
    }
}
