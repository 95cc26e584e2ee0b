import Findings
import Layout
import Rendering
import Typeface

/// From a display list to the finished file. Belongs to one worker: it owns the C libraries' objects and keeps what documents
/// have in common (fonts, furniture, pictures).
///
/// The bytes depend on the display list and the options alone, never on what was made before.
package final class DocumentRenderer {
    private let drawer: PageDrawer
    private let preview: PagePreview
    private let shelf = PictureShelf()
    private let foreign: AnnexStore
    private let fonts: FontLibrary
    private var madeFormFont: FormFont?
    /// Those of the latest documents.
    private var heads: [FileHead] = []
    private var openings = FileOpenings()
    private let packer = ObjectPacker()
    /// Bytes of the longest part of the latest file: in a series the next one has nearly as many.
    private var room = 0
    /// A head takes some 100 kB.
    private static let keptHeads = 4

    /// - Parameter annexes: Converted once for all renderers of a run.
    /// - Throws: ``FindingList`` if Cairo or FreeType cannot start.
    package init(fonts: FontLibrary, annexes: AnnexStore = AnnexStore()) throws(FindingList) {
        foreign = annexes
        self.fonts = fonts
        drawer = try listing(DrawingError.self, PageDrawer(fonts: fonts))
        preview = try listing(DrawingError.self, PagePreview(fonts: fonts))
    }

    /// Makes what every document with these faces needs, so that the first one does not wait for it.
    package func prepare(_ fonts: [FontID]) throws(FindingList) {
        try listing(DrawingError.self, drawer.prepare(fonts))
    }

    /// The whole document, in the standards that the options name. Foreign files whose pages are in it travel along as associated files.
    /// - Throws: ``FindingList``: a font, picture or foreign file that cannot be used.
    package func pdf(_ list: DisplayList, options: FinishingOptions = FinishingOptions()) throws(FindingList) -> [UInt8] {
        try file(list, options: options).bytes
    }

    /// The same, in parts, with its checksum: for batches.
    package func file(_ list: DisplayList, options: FinishingOptions) throws(FindingList) -> FinishedFile {
        let list = list.withRulesOfFieldsAsOrnaments(options)
        let drawn = try draw(list)
        var options = options
        options.attachments += try foreign.attachments(of: foreignFiles(of: drawn), besides: options.attachments)
        let font = options.textFields && list.pages.contains { $0.fields.contains { $0.kind == .text } } ? try formFont() : nil
        let conformance = Conformance(options)
        let graft = try AnnexGraft(list, drawn) { path throws(FindingList) in try foreign.standing(for: path, in: conformance.version) }
        let finisher = DocumentFinisher(
            list: graft.list, graft: graft, drawn: drawn, options: options, conformance: conformance, pictures: try pictures(of: drawn, conformance.version), formFont: font,
            room: room, packer: packer)
        defer { packer.endDocument() }
        let head = head(with: drawn.fonts, conformance.version)
        let file = finisher.file(behind: openings.opening(behind: head, pages: list.pages.count, finisher.groups(), packer))
        room = file.longest + file.longest / 16
        return file
    }

    private func head(with fonts: [FontProgram.Key: FontProgram], _ version: PDFVersion) -> FileHead {
        if let known = heads.first(where: { $0.version == version && $0.programs == fonts }) { return known }
        let head = FileHead(fonts, version: version, packer)
        if heads.count >= Self.keptHeads { heads.removeFirst() }
        heads.append(head)
        return head
    }

    private func formFont() throws(FindingList) -> FormFont? {
        if let madeFormFont { return madeFormFont }
        madeFormFont = try listing(FontError.self, FormFont(fonts))
        return madeFormFont
    }

    /// The pages as they are printed. The same on every thread, whatever was drawn before.
    /// - Throws: ``FindingList``: a font that cannot be used.
    package func draw(_ list: DisplayList) throws(FindingList) -> DrawnDocument { try listing(DrawingError.self, drawer.draw(list)) }

    /// Adds pages to a print run.
    /// - Throws: ``FindingList``: a picture or foreign file that cannot be used.
    package func print(_ drawn: DrawnDocument, into volume: PrintVolume) throws(FindingList) {
        volume.append(drawn, try pictures(of: drawn, .pdf17))
    }

    /// One page as a PNG picture.
    /// - Parameters:
    ///   - dpi: Pixels per inch, 10 to 1200.
    ///   - coarsely: see ``PagePreview/png(_:page:dpi:coarsely:)``.
    package func png(_ list: DisplayList, page: Int, dpi: Double, coarsely: Bool = false) throws(FindingList) -> [UInt8] {
        return try listing(DrawingError.self, preview.png(list, page: page, dpi: dpi, coarsely: coarsely))
    }

    /// In the order of their first pages.
    private func foreignFiles(of drawn: DrawnDocument) -> [String] {
        var paths: [String] = []
        for picture in drawn.pages.flatMap(\.pictures) {
            if case .foreignPage(let file, _) = picture.source, !paths.contains(file) { paths.append(file) }
        }
        return paths
    }

    private func pictures(of drawn: DrawnDocument, _ version: PDFVersion) throws(FindingList) -> [PictureSource: PictureObject] {
        var found: [PictureSource: PictureObject] = [:]
        for picture in drawn.pages.flatMap(\.pictures) where found[picture.source] == nil {
            found[picture.source] = try object(for: picture.source, version)
        }
        return found
    }

    private func object(for source: PictureSource, _ version: PDFVersion) throws(FindingList) -> PictureObject {
        switch source {
        case .image(let file):
            return try listing(DrawingError.self, VectorDrawing.isOne(file) ? foreign.drawing(file) : shelf.image(file))
        case .foreignPage(let path, let index):
            let file = try foreign.standing(for: path, in: version)
            return try listing(DrawingError.self, file.page(index))
        }
    }
}
