import CCairo
import Layout
import Styles
import Typeface

/// Pages as pictures, from the same display list as the PDF. Belongs to one worker.
package final class PagePreview {
    private let shelf: FaceShelf

    package init(fonts: FontLibrary) throws(DrawingError) { shelf = try FaceShelf(fonts) }

    /// - Parameters:
    ///   - dpi: Pixels per inch; cut to 10–1200.
    ///   - coarsely: in 16 greys where there is nothing but text and lines without colour, for a picture that is looked at for a moment.
    package func png(_ list: DisplayList, page index: Int, dpi: Double, coarsely: Bool = false) throws(DrawingError) -> [UInt8] {
        guard list.pages.indices.contains(index) else { throw .cairo("Seite \(index + 1)") }
        let page = list.pages[index]
        let dpi = min(max(dpi, 10), 1200)
        let surface = try CairoSurface(
            imageOf: Int32(clamping: Int((page.size.width * dpi / 72).rounded())),
            Int32(clamping: Int((page.size.height * dpi / 72).rounded())))
        let context = try CairoContext(surface)
        // Before it is scaled: the last pixel of a line may belong to the sheet by half, and would come out grey.
        cairo_set_source_rgb(context.pointer, 1, 1, 1)
        cairo_paint(context.pointer)
        cairo_scale(context.pointer, dpi / 72, dpi / 72)

        for font in DocumentGlyphs.fonts(of: [page.items, page.furniture]) { _ = try shelf.face(FaceVariant(font: font, variant: 0)) }
        let content = PageContent(page, nil)
        let around = PageLayers(around: content, furniture: page.furniture, size: page.size)
        let painter = Painter(context: context) { self.shelf.drawn(FaceVariant(font: $0.font, variant: 0)) }
        var pictures = around.pictures
        for layer in around.beneath + content.bodies + around.above {
            if layer.kind == .body { try draw(&pictures, on: context, dpi) }
            try painter.paint(PaintScript(layer, nil))
        }
        try draw(&pictures, on: context, dpi)
        try context.check()
        return PagePicture.marked(try PNGCoder.encode(surface, coarsely: coarsely && around.pictures.isEmpty))
    }

    private func draw(
        _ pictures: inout [DrawnPage.Picture], on context: CairoContext, _ dpi: Double
    ) throws(DrawingError) {
        for picture in pictures {
            switch picture.source {
            case .image(let file):
                let size = Size(width: picture.rect.width, height: picture.rect.height)
                let isVector = FileBytes.read(file, limit: 64 << 20).flatMap { PictureFile.Format($0) } == .svg
                draw(
                    isVector ? try VectorDrawing.surface(file, size: size, dpi: dpi) : try RasterPicture.surface(path: file),
                    picture.rect, context)
            case .foreignPage(let file, let index):
                let size = Size(width: picture.rect.width, height: picture.rect.height)
                draw(try CairoSurface.foreignPage(file, index: index, size: size, dpi: dpi), picture.rect, context)
            }
        }
        pictures = []
    }

    private func draw(_ image: CairoSurface, _ rect: Rect, _ context: CairoContext) {
        let width = Double(cairo_image_surface_get_width(image.pointer))
        let height = Double(cairo_image_surface_get_height(image.pointer))
        guard width > 0, height > 0 else { return }
        let place = PictureFit.fit(width: width, height: height, into: rect)
        cairo_save(context.pointer)
        cairo_translate(context.pointer, place.x, place.y)
        cairo_scale(context.pointer, place.width / width, place.height / height)
        cairo_set_source_surface(context.pointer, image.pointer, 0, 0)
        cairo_paint(context.pointer)
        GlyphPages.alone { cairo_restore(context.pointer) }
    }
}
