import Keeping
import Layout
import Typeface

/// Draws pages to PDF content through Cairo. Belongs to one worker: it owns Cairo's and FreeType's objects.
///
/// A layer's bytes depend on the layer and on the set of faces its document uses – never on what was drawn before. So what
/// comes again (a head, a page that all partners share) is drawn once.
package final class PageDrawer {
    private let shelf: FaceShelf
    private let deflater = Deflater(.quick)
    private var surfaces: [DocumentGlyphs: PrimedSurface] = [:]
    private var knownPages = KnownPages()
    /// By glyphs, of which each takes some 30 bytes.
    private var known = RecentValues<LayerKey, DrawnStream>(limit: 150_000, hardLimit: 1_000_000)

    private struct LayerKey: Hashable {
        var fonts: [FontID]
        var content: LayerContent
    }

    /// Cairo keeps records of all pages of a surface; a fresh one after so many keeps memory flat.
    private static let pagesPerSurface = 400
    /// What a layer takes besides its glyphs, in glyphs.
    private static let weightOfLayer = 30

    package init(fonts: FontLibrary) throws(DrawingError) { shelf = try FaceShelf(fonts) }

    /// Makes what every document with just these faces needs, so that the first one does not wait for it.
    package func prepare(_ fonts: [FontID]) throws(DrawingError) {
        for font in fonts { try shelf.prepare(font) }
        let glyphs = DocumentGlyphs(fonts: fonts)
        _ = try surface(for: glyphs, shelf.repertoires(glyphs))
    }

    /// Draws all pages.
    package func draw(_ list: DisplayList) throws(DrawingError) -> DrawnDocument {
        defer {
            known.endDocument()
            knownPages.endDocument()
        }
        var drawn = list.pages.map { knownPages.page($0, list.structure) }
        var contents = zip(list.pages, drawn).map { $1?.content ?? PageContent($0, list.structure) }
        var glyphs = DocumentGlyphs(fonts: contents.map(\.fonts).joined() + DocumentGlyphs.fonts(of: list.pages.map(\.furniture)))
        let standard = glyphs
        for (index, page) in drawn.enumerated() where page != nil && page?.fonts != standard.fonts {
            drawn[index] = nil
            contents[index] = PageContent(list.pages[index], list.structure)
        }
        let repertoires = try shelf.repertoires(standard)
        let around = zip(list.pages, contents).map { PageLayers(around: $1, furniture: $0.furniture, size: $0.size) }
        var plans: [[LayerPlan]] = []
        for (page, content) in zip(around, contents) {
            plans.append((page.beneath + content.bodies + page.above).map { plan($0, standard, repertoires, missing: &glyphs) })
        }
        // One surface draws all that is new. Extras follow the standard glyphs, so on a surface that has extras too a layer
        // without any gets the same bytes, and is kept for documents that have none.
        let all = try shelf.repertoires(glyphs)
        var complete: [DrawnPage] = []
        for (index, page) in around.enumerated() {
            var layers: [PageLayer] = []
            for (layer, plan) in zip(page.beneath + contents[index].bodies + page.above, plans[index]) {
                layers.append(PageLayer(kind: layer.kind, stream: try draw(layer, plan, glyphs, all)))
            }
            let bodies = page.beneath.count..<page.beneath.count + contents[index].bodies.count
            if let known = drawn[index] {
                layers.insert(contentsOf: known.layers, at: bodies.lowerBound)
            } else if plans[index][bodies].allSatisfy(\.isStandard) {
                let page = KnownPage(fonts: standard.fonts, content: contents[index].withoutBodies, layers: Array(layers[bodies]))
                knownPages.keep(page, for: list.pages[index])
            }
            complete.append(DrawnPage(size: list.pages[index].size, layers: layers, pictures: page.pictures))
        }
        return DrawnDocument(pages: complete, fonts: try shelf.programs(uses(complete), glyphs), owners: contents.map(\.owners))
    }

    private func uses(_ pages: [DrawnPage]) -> Set<FontProgram.Key> {
        var uses: Set<FontProgram.Key> = []
        // Most layers name the same few.
        var seen: [[FontResource]] = []
        for page in pages {
            for layer in page.layers where !seen.contains(layer.stream.fonts) {
                seen.append(layer.stream.fonts)
                for font in layer.stream.fonts { uses.insert(font.key) }
            }
        }
        return uses
    }

    /// How a layer comes about.
    private enum LayerPlan {
        case known(DrawnStream)
        case standard(PaintScript, LayerKey)
        case withExtras

        /// Whether the stream depends on nothing but the layer and the document's faces.
        var isStandard: Bool { if case .withExtras = self { false } else { true } }
    }

    /// - Parameter missing: gets the glyphs that the layer needs and the standard repertoires do not have.
    private func plan(
        _ layer: LayerContent, _ standard: DocumentGlyphs, _ repertoires: [FontID: Repertoire], missing: inout DocumentGlyphs
    ) -> LayerPlan {
        let key = LayerKey(fonts: standard.fonts, content: layer)
        if let stream = known.value(for: key) { return .known(stream) }
        let script = PaintScript(layer, repertoires)
        if script.missing.isEmpty { return .standard(script, key) }
        for (font, uses) in script.missing { missing.extras[font, default: []].formUnion(uses) }
        return .withExtras
    }

    private func draw(
        _ layer: LayerContent, _ plan: LayerPlan, _ glyphs: DocumentGlyphs, _ repertoires: [FontID: Repertoire]
    ) throws(DrawingError) -> DrawnStream {
        switch plan {
        case .known(let stream):
            return stream
        case .standard(let script, let key):
            // A layer may come twice in one document.
            if let stream = known.value(for: key) { return stream }
            let stream = try paint(script, layer, on: surface(for: glyphs, repertoires))
            known.insert(stream, for: key, weight: script.glyphs.count + Self.weightOfLayer)
            return stream
        case .withExtras:
            return try paint(PaintScript(layer, repertoires), layer, on: surface(for: glyphs, repertoires))
        }
    }

    private func paint(
        _ script: PaintScript, _ layer: LayerContent, on surface: PrimedSurface
    ) throws(DrawingError) -> DrawnStream {
        surface.beginPage(size: layer.size)
        try Painter(context: surface.context, faces: { self.shelf.drawn($0) }).paint(script)
        let stream = try surface.takePage()
        let tags = layer.series.compactMap(\.tag)
        return tags.isEmpty ? stream : try stream.marked(tags, from: layer.firstMark, deflater)
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
package struct DrawnDocument: Sendable, Hashable {
    package var pages: [DrawnPage]
    /// Those that the pages name.
    package var fonts: [FontProgram.Key: FontProgram]
    /// By page: the element of each marked-content sequence.
    package var owners: [[StructureID]]
}
