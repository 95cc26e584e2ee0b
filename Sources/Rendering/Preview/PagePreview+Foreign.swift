import CCairo
import DocumentModel
import Layout
import Styles

/// Pages of annexes as Cairo images.
extension CairoSurface {
    /// - Parameters:
    ///   - index: From 0.
    ///   - dpi: Of the foreign page as large as it is itself.
    static func foreignPage(_ path: String, index: Int, size: Size, dpi: Double) throws(DrawingError) -> CairoSurface {
        guard let file = FileBytes.read(path, limit: 256 << 20) else { throw .foreignPage(path: path, page: index + 1) }
        let format = PictureFile.Format(file)
        if format == .svg { return try VectorDrawing.surface(path, size: size, dpi: dpi) }
        if format != nil {
            guard let picture = PictureFile.surface(path, index: index) else { throw .foreignPage(path: path, page: index + 1) }
            return picture
        }
        let seen = ForeignPage(width: size.width, height: size.height)
        let picture = try ForeignPageRaster.picture(file, path: path, number: index + 1, seen, dpi: dpi)
        guard let surface = image(of: picture, .upright) else { throw .foreignPage(path: path, page: index + 1) }
        return surface
    }

    /// Opaque pixels, turned upright.
    static func image(of picture: RasterPicture, _ orientation: PictureOrientation?) -> CairoSurface? {
        guard case .pixels(let width, let height, let rgb, _) = picture, let stored = try? CairoSurface(imageOf: Int32(width), Int32(height)),
            let data = cairo_image_surface_get_data(stored.pointer)
        else { return nil }
        cairo_surface_flush(stored.pointer)
        let stride = Int(cairo_image_surface_get_stride(stored.pointer))
        for y in 0..<height {
            for x in 0..<width {
                let (source, target) = ((y * width + x) * 3, y * stride + x * 4)
                for channel in 0..<3 { data[target + channel] = rgb[source + 2 - channel] }
            }
        }
        cairo_surface_mark_dirty(stored.pointer)
        guard let orientation, orientation != .upright else { return stored }
        let (columns, rows) = orientation.isTurned ? (height, width) : (width, height)
        guard let seen = try? CairoSurface(imageOf: Int32(columns), Int32(rows)), let context = try? CairoContext(seen) else { return nil }
        // The orientation's matrix goes from unit square to unit square with y upwards; pixels have y downwards.
        let m = orientation.matrix
        var matrix = cairo_matrix_t(
            xx: m[0] * Double(columns) / Double(width), yx: -m[1] * Double(rows) / Double(width),
            xy: -m[2] * Double(columns) / Double(height), yy: m[3] * Double(rows) / Double(height),
            x0: (m[2] + m[4]) * Double(columns), y0: (1 - m[3] - m[5]) * Double(rows))
        cairo_transform(context.pointer, &matrix)
        cairo_set_source_surface(context.pointer, stored.pointer, 0, 0)
        cairo_paint(context.pointer)
        return seen
    }
}
