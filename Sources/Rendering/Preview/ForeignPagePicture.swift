import CCairo
import DocumentModel
import Layout
import Styles

/// A page of somebody else's file as a small picture: to choose pages by.
package enum ForeignPagePicture {
    /// - Parameters:
    ///   - index: from 0.
    ///   - page: as seen.
    ///   - pixels: of the longer side; cut to 16–1200.
    /// - Returns: PNG.
    package static func png(_ path: String, index: Int, _ page: ForeignPage, pixels: Int) throws(DrawingError) -> [UInt8] {
        let longer = max(page.width, page.height)
        guard longer > 0, longer.isFinite else { throw .foreignPage(path: path, page: index + 1) }
        let scale = Double(min(max(pixels, 16), 1200)) / longer
        let (columns, rows) = (max(1, (page.width * scale).rounded()), max(1, (page.height * scale).rounded()))
        let surface = try CairoSurface(imageOf: Int32(columns), Int32(rows))
        let context = try CairoContext(surface)
        cairo_set_source_rgb(context.pointer, 1, 1, 1)
        cairo_paint(context.pointer)
        let picture = try CairoSurface.foreignPage(path, index: index, size: Size(width: page.width, height: page.height), dpi: scale * 72)
        let (width, height) = (Double(cairo_image_surface_get_width(picture.pointer)), Double(cairo_image_surface_get_height(picture.pointer)))
        guard width > 0, height > 0 else { throw .foreignPage(path: path, page: index + 1) }
        cairo_scale(context.pointer, columns / width, rows / height)
        cairo_set_source_surface(context.pointer, picture.pointer, 0, 0)
        cairo_paint(context.pointer)
        try context.check()
        return try PNGCoder.encode(surface)
    }
}
