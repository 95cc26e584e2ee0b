import Layout
import Typeface

/// Draws pages to PDF content through Cairo. Belongs to one worker: it owns Cairo's and FreeType's objects.
///
/// A page's bytes depend on the page and on the set of faces its document uses – never on what was drawn before.
public final class PageDrawer {
    private let shelf: FaceShelf
    private var surfaces: [SurfaceKey: PrimedSurface] = [:]
    private var furniture: [FurnitureKey: DrawnStream] = [:]

    private struct SurfaceKey: Hashable {
        var glyphs: DocumentGlyphs
    }

    private struct FurnitureKey: Hashable {
        var items: [PageItem]
        var size: Size
        var fonts: [FontID]
    }

    /// Cairo keeps records of all pages of a surface; a fresh one after so many keeps memory flat.
    private static let pagesPerSurface = 400
    private static let keptFurniture = 4096

    public init(fonts: FontLibrary) throws(DrawingError) { shelf = try FaceShelf(fonts) }

    /// Draws all pages.
    public func draw(_ list: DisplayList) throws(DrawingError) -> DrawnDocument {
        var glyphs = DocumentGlyphs(of: list)
        var pages: [DrawnPage?] = []
        for page in list.pages { pages.append(try draw(page, list.structure, &glyphs)) }
        var complete: [DrawnPage] = []
        for (page, drawn) in zip(list.pages, pages) {
            if let drawn {
                complete.append(drawn)
            } else {
                complete.append(try drawWithExtras(page, list.structure, glyphs))
            }
        }
        var programs: [FontID: FontProgram] = [:]
        for font in glyphs.fonts { programs[font] = try shelf.program(font, glyphs) }
        return DrawnDocument(pages: complete, fonts: programs)
    }

    /// - Returns: `nil` if the page needs glyphs that the standard repertoires do not have; `glyphs` knows them then.
    private func draw(
        _ page: Page, _ structure: StructureTree, _ glyphs: inout DocumentGlyphs
    ) throws(DrawingError) -> DrawnPage? {
        let repertoires = try shelf.repertoires(glyphs, withExtras: false)
        let scripts = PageScripts(page, repertoires)
        guard scripts.missing.isEmpty else {
            for (font, uses) in scripts.missing { glyphs.extras[font, default: []].formUnion(uses) }
            return nil
        }
        var standard = glyphs
        standard.extras = [:]
        return try paint(page, scripts, structure, standard, repertoires)
    }

    private func drawWithExtras(
        _ page: Page, _ structure: StructureTree, _ glyphs: DocumentGlyphs
    ) throws(DrawingError) -> DrawnPage {
        let repertoires = try shelf.repertoires(glyphs, withExtras: true)
        return try paint(page, PageScripts(page, repertoires), structure, glyphs, repertoires)
    }

    private func paint(
        _ page: Page, _ scripts: PageScripts, _ structure: StructureTree, _ glyphs: DocumentGlyphs, _ repertoires: [Repertoire]
    ) throws(DrawingError) -> DrawnPage {
        var layers: [PageLayer] = []
        for layer in scripts.layers {
            let surface = try surface(for: glyphs, repertoires)
            let key: FurnitureKey?
            if case .artifact(let kind) = layer.kind, kind != .layout, glyphs.extras.isEmpty {
                key = FurnitureKey(items: layer.items, size: page.size, fonts: glyphs.fonts)
            } else {
                key = nil
            }
            if let key, let known = furniture[key] {
                layers.append(PageLayer(kind: layer.kind, stream: known))
                continue
            }
            surface.beginPage(size: page.size)
            let isBody = layer.kind == .body
            let painter = Painter(
                context: surface.context, faces: { self.shelf.drawn($0) },
                tag: isBody ? { structure[$0].role.cairoTag } : nil)
            try painter.paint(layer.script)
            let stream = try surface.takePage()
            if let key {
                if furniture.count >= Self.keptFurniture { furniture.removeAll() }
                furniture[key] = stream
            }
            layers.append(PageLayer(kind: layer.kind, stream: stream))
        }
        return DrawnPage(size: page.size, layers: layers, pictures: scripts.pictures)
    }

    private func surface(for glyphs: DocumentGlyphs, _ repertoires: [Repertoire]) throws(DrawingError) -> PrimedSurface {
        let key = SurfaceKey(glyphs: glyphs)
        if let known = surfaces[key], known.pages < Self.pagesPerSurface { return known }
        // A document's own surface serves that document only.
        for old in surfaces.keys where !old.glyphs.extras.isEmpty { surfaces[old] = nil }
        var faces: [[DrawingFace]] = []
        for repertoire in repertoires { faces.append(try shelf.faces(of: repertoire)) }
        let made = try PrimedSurface(repertoires, faces: faces)
        surfaces[key] = made
        return made
    }
}

/// All pages of a document with the fonts they name.
public struct DrawnDocument: Sendable, Hashable {
    public var pages: [DrawnPage]
    package var fonts: [FontID: FontProgram]
}

extension StructureRole {
    /// Cairo 1.16 knows the standard types, but treats Link as an annotation of its own.
    var cairoTag: String { self == .link ? StructureRole.span.rawValue : rawValue }
}
