import Synchronization

/// Keeps threads from waiting for each other for ever inside Cairo.
///
/// Cairo keeps the glyphs of all scaled fonts of a process in one cache of 512 pages. Who looks up a new glyph holds its font's mutex and
/// takes the cache's; where the cache is full, it then takes the mutex of the font that has to give a page away
/// (`_cairo_scaled_glyph_page_pluck`, cairo-scaled-font.c). Two threads that do so with each other's fonts never come back: seen with Cairo
/// 1.16 after some thousand documents in one process. So only one thread at a time may look up glyphs.
enum GlyphPages {
    private static let lock = Mutex(())

    /// Runs what looks up glyphs: drawing them, ending a page, ending a surface.
    static func alone(_ work: () -> Void) { lock.withLock { _ in work() } }
}
