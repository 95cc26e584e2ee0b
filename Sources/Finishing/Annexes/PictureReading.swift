import Findings
import Keeping
import Rendering

/// The text in picture files, recognised as that of scans in PDF files is.
struct PictureReading {
    let structure: AnnexStructure
    let pages: [AnnexFile.ConvertedPage]

    /// - Parameter objects: the pages, forms of their own size.
    init(_ objects: [PictureObject]) {
        let written = objects.map { Self.withFont($0) }
        let sources = written.enumerated().map { page, made in
            RecognisedPage.Source(page: page, width: made.object.width, height: made.object.height, root: made.object.root, font: made.font)
        }
        let recognised = RecognisedPages(sources) { (Self.file(objects[$0.page]), 1) }
        let failures = objects.indices.reduce(into: [:]) { $0[$1] = StructureDefect(reason: "sie ist ein Bild") }
        let made = MadeStructure(elements: [], failures: failures, uncertain: [], defect: nil, recognised: recognised)
        structure = AnnexStructure(forms: [:], later: { recognised.form($0) }) { made.outcome($0) }
        pages = objects.indices.map { page in
            .later(
                Lazy { () throws(DrawingError) in
                    try helped(recognised.page(page) == nil ? objects[page] : written[page].object)
                })
        }
    }

    private static func withFont(_ object: PictureObject) -> (object: PictureObject, font: Int) {
        var group = object.objects.group
        let font = InvisibleFont.add(to: &group)
        let made = PictureObject(objects: SharedObjects(group), root: object.root, width: object.width, height: object.height, isUnitSquare: object.isUnitSquare)
        return (made, font)
    }

    /// The page alone, for Poppler.
    private static func file(_ object: PictureObject) -> [UInt8] {
        var file = PDFFile(version: .pdf17)
        let references = file.add(object.objects.group)
        let content = file.addStream("/S Do".utf8)
        let (page, pages) = (file.reserve(), file.reserve())
        file.write(page) { out in
            out.text("<</Type/Page/Parent ")
            out.reference(pages)
            out.text("/MediaBox[0 0 ")
            out.number(object.width)
            out.text(" ")
            out.number(object.height)
            out.text("]/Resources<</XObject<</S ")
            out.reference(references[object.root])
            out.text(">>>>/Contents ")
            out.reference(content)
            out.text(">>")
        }
        file.write(pages) { out in
            out.text("<</Type/Pages/Count 1/Kids[")
            out.reference(page)
            out.text("]>>")
        }
        let root = file.add { out in
            out.text("<</Type/Catalog/Pages ")
            out.reference(pages)
            out.text(">>")
        }
        return file.finished(root: root, info: nil, identifier: [UInt8](repeating: 0, count: 16))
    }
}
