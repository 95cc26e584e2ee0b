import Checksum
import DocumentModel
import Findings
import Layout
import Rendering
import Typeface

/// Somebody else's PDF, of which pages are taken over.
///
/// What is taken is what a page shows – content and the resources it draws with – as a Form XObject, never annotations,
/// actions or scripts. A page that could not stand in an archive becomes a picture, and a finding says why.
public final class ForeignPDF {
    private let file: QPDFFile
    private let geometries: [PageGeometry]
    private var converted: [Int: PictureObject] = [:]

    private static let pageLimit = 2000

    /// - Throws: ``Findings``: missing, empty, no PDF, damaged, encrypted, without pages, too long.
    public init(path: String) throws(Findings) {
        do throws(Finding) {
            let file = try QPDFFile(path: path)
            self.file = file
            let count = file.pageCount
            guard count > 0 else { throw ForeignFinding.noPages(path) }
            guard count <= Self.pageLimit else { throw ForeignFinding.tooManyPages(path, count, limit: Self.pageLimit) }
            var geometries: [PageGeometry] = []
            for index in 0..<count {
                guard let geometry = PageGeometry(file.page(index)) else {
                    throw ForeignFinding.damaged(path, detail: "Seite \(index + 1) hat keine Größe")
                }
                geometries.append(geometry)
            }
            self.geometries = geometries
        } catch { throw Findings([error]) }
    }

    /// Reads a file and says what the layout has to know of it.
    /// - Throws: As ``init(path:)``.
    public static func inspect(_ path: String) throws(Findings) -> ForeignDocument { try ForeignPDF(path: path).document }

    /// Its pages as seen, and its checksum.
    public var document: ForeignDocument {
        ForeignDocument(
            path: file.path, sha256: SHA256.hex(of: file.bytes), pages: geometries.map(\.seen))
    }

    /// What a reader of the contract has to know: pages that become pictures, what is not taken over. Converts all pages.
    public var findings: [Finding] {
        var found = [ForeignFinding.inaccessible(file.path)]
        if file.root["/OCProperties"].kind == .dictionary { found.append(ForeignFinding.layers(file.path)) }
        if hasSignatures { found.append(ForeignFinding.signed(file.path)) }
        if isActive { found.append(ForeignFinding.active(file.path)) }
        for index in geometries.indices {
            if let reason = vectorForm(index).defects.first {
                found.append(ForeignFinding.rasterised(file.path, page: index + 1, reason: reason))
            }
            if file.page(index)["/Annots"].items.contains(where: { $0["/Subtype"].name != "Link" }) {
                found.append(ForeignFinding.annotations(file.path, page: index + 1))
            }
        }
        return found
    }

    /// The page as a PDF object, made once.
    /// - Parameter index: From 0.
    /// - Throws: ``DrawingError/foreignPage(path:page:)`` if a page that has to become a picture cannot be drawn.
    package func page(_ index: Int) throws(DrawingError) -> PictureObject {
        if let known = converted[index] { return known }
        guard geometries.indices.contains(index) else { throw .foreignPage(path: file.path, page: index + 1) }
        let form = vectorForm(index)
        let made = try form.defects.isEmpty ? form.object : ForeignPageRaster.object(file.path, page: index, dpi: 300)
        converted[index] = made
        return made
    }

    private func vectorForm(_ index: Int) -> (object: PictureObject, defects: [String]) {
        let page = file.page(index)
        let geometry = geometries[index]
        var defects = FontCheck(page).defects
        var copier = ResourceCopier()
        let content = page.pageContent
        let root = copier.addForm(content: content ?? [], page: page, geometry: geometry)
        if copier.usesCMYK { defects.append("Farben sind in CMYK ohne Farbprofil angegeben") }
        if content == nil || copier.isDamaged { defects.append("der Inhalt der Seite ist beschädigt") }
        let isTurned = geometry.rotation % 180 != 0
        let object = PictureObject(
            objects: copier.group, root: root, width: isTurned ? geometry.height : geometry.width,
            height: isTurned ? geometry.width : geometry.height, isUnitSquare: false)
        return (object, defects)
    }

    /// The original, to travel along; `nil` if it holds anything that runs.
    var attachment: Attachment? {
        guard !isActive else { return nil }
        let name = file.path.split(separator: "/").last.map(String.init) ?? "anlage.pdf"
        return Attachment(
            name: name, bytes: file.bytes, mediaType: "application/pdf", relationship: .source,
            description: "Original der Anlage „\(name)“")
    }

    private var hasSignatures: Bool { Int(file.root["/AcroForm"]["/SigFlags"].double ?? 0) & 1 != 0 }

    /// Scripts, programs to launch, forms that calculate: anything that does more than lead to a place.
    private var isActive: Bool {
        let root = file.root
        if root["/AA"].kind == .dictionary || root["/AcroForm"]["/XFA"].kind != .null { return true }
        if root["/Names"]["/JavaScript"].kind != .null || Self.runs(root["/OpenAction"]) { return true }
        for index in geometries.indices {
            let page = file.page(index)
            if page["/AA"].kind == .dictionary { return true }
            if page["/Annots"].items.contains(where: { Self.runs($0["/A"]) || $0["/AA"].kind == .dictionary }) { return true }
        }
        return root["/AcroForm"]["/Fields"].items.contains { $0["/AA"].kind == .dictionary }
    }

    private static func runs(_ action: QPDFObject) -> Bool {
        guard let kind = action["/S"].name else { return false }
        return !["GoTo", "URI", "Named", "GoToR"].contains(kind)
    }
}
