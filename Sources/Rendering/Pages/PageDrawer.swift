import Layout
import Typeface

/// Draws pages to PDF content through Cairo. Belongs to one worker: it owns Cairo's and FreeType's objects.
///
/// A layer's bytes depend on the layer and on the set of faces its document uses – never on what was drawn before. So what
/// comes again (a head, a page that all partners share) is drawn once.
public final class PageDrawer {
    private let shelf: FaceShelf
    private var surfaces: [DocumentGlyphs: PrimedSurface] = [:]
    private var known: [LayerKey: DrawnStream] = [:]

    private struct LayerKey: Hashable {
        var fonts: [FontID]
        var content: LayerContent
    }

    /// Cairo keeps records of all pages of a surface; a fresh one after so many keeps memory flat.
    private static let pagesPerSurface = 400
    /// A page with its glyphs takes some 80 kB.
    private static let keptLayers = 400

    public init(fonts: FontLibrary) throws(DrawingError) { shelf = try FaceShelf(fonts) }

    /// Draws all pages.
    public func draw(_ list: DisplayList) throws(DrawingError) -> DrawnDocument {
        var glyphs = DocumentGlyphs(of: list)
        let standard = glyphs
        let repertoires = try shelf.repertoires(standard)
        let pages = list.pages.map { PageLayers($0, list.structure) }
        var streams: [[DrawnStream?]] = []
        for page in pages {
            var drawn: [DrawnStream?] = []
            for layer in page.layers { drawn.append(try draw(layer, standard, repertoires, missing: &glyphs)) }
            streams.append(drawn)
        }
        var complete: [DrawnPage] = []
        for (index, page) in pages.enumerated() {
            var layers: [PageLayer] = []
            for (layer, stream) in zip(page.layers, streams[index]) {
                if let stream {
                    layers.append(PageLayer(kind: layer.kind, stream: stream))
                } else {
                    layers.append(PageLayer(kind: layer.kind, stream: try drawWithExtras(layer, glyphs)))
                }
            }
            complete.append(DrawnPage(size: list.pages[index].size, layers: layers, pictures: page.pictures))
        }
        var programs: [FontID: FontProgram] = [:]
        for font in glyphs.fonts { programs[font] = try shelf.program(font, glyphs) }
        return DrawnDocument(pages: complete, fonts: programs)
    }

    /// - Returns: `nil` if the layer needs glyphs that the standard repertoires do not have; `missing` has them then.
    private func draw(
        _ layer: LayerContent, _ standard: DocumentGlyphs, _ repertoires: [FontID: Repertoire], missing: inout DocumentGlyphs
    ) throws(DrawingError) -> DrawnStream? {
        let key = LayerKey(fonts: standard.fonts, content: layer)
        if let stream = known[key] { return stream }
        let script = PaintScript(layer, repertoires)
        guard script.missing.isEmpty else {
            for (font, uses) in script.missing { missing.extras[font, default: []].formUnion(uses) }
            return nil
        }
        let stream = try paint(script, layer.size, on: surface(for: standard, repertoires))
        if known.count >= Self.keptLayers { known.removeAll() }
        known[key] = stream
        return stream
    }

    private func drawWithExtras(_ layer: LayerContent, _ glyphs: DocumentGlyphs) throws(DrawingError) -> DrawnStream {
        let repertoires = try shelf.repertoires(glyphs)
        return try paint(PaintScript(layer, repertoires), layer.size, on: surface(for: glyphs, repertoires))
    }

    private func paint(_ script: PaintScript, _ size: Size, on surface: PrimedSurface) throws(DrawingError) -> DrawnStream {
        surface.beginPage(size: size)
        try Painter(context: surface.context, faces: { self.shelf.drawn($0) }).paint(script)
        return try surface.takePage()
    }

    private func surface(
        for glyphs: DocumentGlyphs, _ repertoires: [FontID: Repertoire]
    ) throws(DrawingError) -> PrimedSurface {
        if let surface = surfaces[glyphs], surface.pages < Self.pagesPerSurface { return surface }
        // A document's own surface serves that document only.
        for old in surfaces.keys where !old.extras.isEmpty { surfaces[old] = nil }
        let inOrder = glyphs.fonts.compactMap { repertoires[$0] }
        var faces: [[DrawingFace]] = []
        for repertoire in inOrder { faces.append(try shelf.faces(of: repertoire)) }
        let made = try PrimedSurface(inOrder, faces: faces)
        surfaces[glyphs] = made
        return made
    }
}

/// All pages of a document with the fonts they name.
public struct DrawnDocument: Sendable, Hashable {
    public var pages: [DrawnPage]
    package var fonts: [FontID: FontProgram]
}
