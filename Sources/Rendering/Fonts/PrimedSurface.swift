import CCairo
import Layout
import Styles
import Typeface

/// A PDF surface on which every glyph of some repertoires has been drawn in a fixed order before anything else, so that
/// Cairo's glyph codes and font names are settled and do not depend on what is drawn later.
final class PrimedSurface {
    let context: CairoContext
    private let surface: CairoSurface
    private let sink: ByteSink
    /// By Cairo's font number: which face and variant it is.
    let fonts: [FaceVariant]
    private let faces: [[DrawingFace]]
    /// What the primer's own page looked like.
    private(set) var primer: [UInt8] = []
    private var isFinished = false
    /// How many pages have been drawn; Cairo keeps something of each.
    private(set) var pages = 0

    /// - Parameters:
    ///   - faces: For each repertoire as many faces of its file as it has variants.
    ///   - only: the one variant that is wanted; else all are.
    init(_ repertoires: [Repertoire], faces: [[DrawingFace]], only: Int? = nil) throws(DrawingError) {
        surface = try CairoSurface(pdfOf: .a4)
        guard let sink = surface.sink else { throw .unexpectedOutput("keine Ausgabe") }
        self.sink = sink
        // PDF 1.4 has neither object streams nor cross-reference streams, which Cairo 1.18 writes into anything newer; the
        // version of our own files is not Cairo's business.
        cairo_pdf_surface_restrict_to_version(surface.pointer, CAIRO_PDF_VERSION_1_4)
        // Else Cairo asks the clock.
        cairo_pdf_surface_set_metadata(surface.pointer, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
        context = try CairoContext(surface)
        self.faces = faces
        // Standard variants of all faces come before those that only this document has: the former keep their numbers.
        var order: [(index: Int, variant: Int)] = []
        for wantsStandard in [true, false] {
            for (index, repertoire) in repertoires.enumerated() {
                for variant in repertoire.variants.indices where (variant < repertoire.standardVariants) == wantsStandard && variant == only ?? variant {
                    if !repertoire.variants[variant].isEmpty { order.append((index, variant)) }
                }
            }
        }
        fonts = order.map { FaceVariant(font: repertoires[$0.index].font, variant: $0.variant) }
        for (index, variant) in order { show(repertoires[index].variants[variant], faces[index][variant]) }
        primer = try finishPage()
    }

    /// Destroying a surface ends its file, with all its fonts: as costly as drawing a document. A failed page stops that.
    deinit {
        guard !isFinished else { return }
        sink.close()
        GlyphPages.alone { cairo_show_page(context.pointer) }
    }

    private func show(_ uses: [GlyphUse], _ face: DrawingFace) {
        // Cairo leaves out what is not on the sheet.
        let glyphs = uses.enumerated().map { place, use in
            cairo_glyph_t(index: UInt(use.glyph), x: 10 + Double(place % 512), y: 10 + Double(place / 512 % 800))
        }
        glyphs.withUnsafeBufferPointer { context.show($0, of: face, size: 1, expansion: 1) }
    }

    /// The content stream (still compressed) and the names of fonts of what was drawn since the last page.
    func takePage() throws(DrawingError) -> DrawnStream {
        try CairoOutput.page(finishPage(), fonts: fonts)
    }

    func beginPage(size: Size) { cairo_pdf_surface_set_size(surface.pointer, size.width, size.height) }

    private func finishPage() throws(DrawingError) -> [UInt8] {
        GlyphPages.alone { cairo_show_page(context.pointer) }
        try context.check()
        try surface.check()
        pages += 1
        return sink.take()
    }

    /// Ends the file: everything that comes after the pages, the fonts among it.
    func finish() throws(DrawingError) -> [UInt8] {
        isFinished = true
        try surface.finish()
        return sink.take()
    }
}
