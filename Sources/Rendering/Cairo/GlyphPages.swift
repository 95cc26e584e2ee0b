import Synchronization

/// Keeps threads from waiting for each other for ever inside Cairo.
///
/// Cairo keeps the glyphs of all scaled fonts of a process in one cache of 512 pages. Who looks up a new glyph holds its font's mutex and
/// takes the cache's; where the cache is full, it then takes the mutex of the font that has to give a page away
/// (`_cairo_scaled_glyph_page_pluck`, cairo-scaled-font.c). Two threads that do so with each other's fonts never come back: seen with Cairo
/// 1.16 after some thousand documents in one process. Who lets go of a font may do the same: 256 that nobody uses any more are held, and the one that then has to go gives its pages
/// back with its mutex in hand (`cairo_scaled_font_destroy`); seen when one thread chose another font while a second drew. So only one thread at a time may look up glyphs or let go
/// of fonts; `CairoLockTests` reads the sources for calls that do and are not alone.
enum GlyphPages {
    private static let lock = Mutex(())

    /// Runs what looks up glyphs or lets go of fonts: drawing, choosing a font, restoring what was chosen before, ending a page, a surface, a context, a face. Not within itself.
    static func alone(_ work: () -> Void) { lock.withLock { _ in work() } }
}
