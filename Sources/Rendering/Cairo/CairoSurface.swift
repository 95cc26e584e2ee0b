import CCairo
import Layout
import Styles

/// Owns a `cairo_surface_t`.
final class CairoSurface {
    let pointer: OpaquePointer
    /// Where a PDF surface writes to. Released after the surface, which writes once more when it is destroyed.
    let sink: ByteSink?

    /// A PDF surface that writes to `sink`.
    init(pdfOf size: Size) throws(DrawingError) {
        let sink = ByteSink()
        self.sink = sink
        pointer = cairo_pdf_surface_create_for_stream(
            ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), size.width, size.height)
        try check()
    }

    /// An image of so many pixels: opaque white is up to the painter.
    init(imageOf width: Int32, _ height: Int32) throws(DrawingError) {
        sink = nil
        pointer = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)
        try check()
    }

    /// Takes over a surface that C code has made.
    init(owning pointer: OpaquePointer) throws(DrawingError) {
        sink = nil
        self.pointer = pointer
        try check()
    }

    // An unfinished surface is finished then.
    deinit { GlyphPages.alone { cairo_surface_destroy(pointer) } }

    func check() throws(DrawingError) { try Cairo.check(cairo_surface_status(pointer)) }

    func finish() throws(DrawingError) {
        GlyphPages.alone { cairo_surface_finish(pointer) }
        try check()
    }
}

/// The one place where a `cairo_status_t` becomes a Swift error.
enum Cairo {
    static func check(_ status: cairo_status_t) throws(DrawingError) {
        guard status != CAIRO_STATUS_SUCCESS else { return }
        throw .cairo(cairo_status_to_string(status).map { String(cString: $0) } ?? "Status \(status.rawValue)")
    }
}
