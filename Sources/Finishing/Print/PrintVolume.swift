import Checksum
import DocumentModel
import Layout
import Rendering
import Styles
import Typeface

/// A PDF for the copier: pages of many documents one after the other, with bookmarks. What documents have in common is in it once,
/// and what is finished can be taken away at any time, so memory does not grow with the pages.
///
/// Neither tagged nor for the archive: the partners' own files are that.
package final class PrintVolume {
    private var file = PDFFile(version: .pdf17)
    private var writer = PageWriter()
    private let pageTree: PDFReference
    private var pages: [PDFReference] = []
    private var placed: [PictureSource: PlacedPicture] = [:]
    /// What pages of one annex share; kept, so that its identity stays its own.
    private var added: [ObjectIdentifier: (objects: SharedObjects, references: [PDFReference])] = [:]
    /// Stands for the pages where bookmarks are written.
    private var outline: [OutlineEntry] = []
    private var destinations: [NodeID: Destination] = [:]
    private var sizes: [Size] = []
    private let info: DocumentInfo
    /// Of all that was taken so far: the file bears its own checksum, as a contract does.
    private var sum = SHA256.Running()

    /// - Parameter info: title, author, language and date of the file.
    package init(info: DocumentInfo) {
        self.info = info
        pageTree = file.reserve()
    }

    package var pageCount: Int { pages.count }

    /// Adds a blank page where the next one would come on the back of a sheet.
    package func turnToFront() {
        guard pages.count % 2 == 1, let size = sizes.last else { return }
        let page = file.add { out in
            out.beginPage(pageTree, size)
            out.text("/Resources<<>>>>")
        }
        pages.append(page)
        sizes.append(size)
    }

    /// A bookmark to the next page.
    /// - Parameter isNested: below the last one that is not.
    package func bookmark(_ title: String, isNested: Bool = false) {
        let node = NodeID(rawValue: Int32(clamping: destinations.count))
        destinations[node] = Destination(page: pages.count, y: 0)
        let entry = OutlineEntry(title: title, target: node)
        if isNested, let last = outline.indices.last { outline[last].children.append(entry) } else { outline.append(entry) }
    }

    func append(_ drawn: DrawnDocument, _ pictures: [PictureSource: PictureObject]) {
        // In the order of the pages, so that the bytes are the same each time.
        for source in drawn.pages.flatMap(\.pictures).map(\.source) where placed[source] == nil {
            guard let object = pictures[source] else { continue }
            let shared = ObjectIdentifier(object.objects)
            let references = added[shared]?.references ?? file.add(object.objects.group)
            added[shared] = (object.objects, references)
            placed[source] = PlacedPicture(
                object: references[object.root], width: object.width, height: object.height, isUnitSquare: object.isUnitSquare)
        }
        writer.use(drawn.fonts, placed, &file)
        for page in drawn.pages {
            let reference = file.reserve()
            writer.write(page, index: nil, as: reference, parent: pageTree, annotations: [], &file)
            pages.append(reference)
            sizes.append(page.size)
        }
    }

    /// What is finished since the last time.
    package func take() -> [UInt8] {
        let bytes = file.take()
        sum.add(bytes)
        return bytes
    }

    /// The end of the file; nothing may be added afterwards.
    package func finish() -> [UInt8] {
        let list = DisplayList(
            info: info, pages: sizes.enumerated().map { Page(size: $1, label: String($0 + 1), items: []) },
            structure: StructureTree(), outline: outline, destinations: destinations)
        let bookmarks = DestinationWriter(list: list, pages: pages, elements: [:])
        let names = bookmarks.writeNames(&file)
        let root = bookmarks.writeOutline(&file)
        file.writePageTree(pageTree, pages)
        let catalog = file.add { out in
            out.text("<</Type/Catalog/Pages ")
            out.reference(pageTree)
            out.text("/Lang")
            out.string(info.language.rawValue)
            out.text("/ViewerPreferences<</DisplayDocTitle true/Duplex/DuplexFlipLongEdge>>")
            if let names {
                out.text("/Names<</Dests ")
                out.reference(names)
                out.text(">>")
            }
            if let root {
                out.text("/PageMode/UseOutlines/Outlines ")
                out.reference(root)
            }
            out.text(">>")
        }
        let about = file.add { out in
            out.text("<</Title")
            out.string(info.title)
            out.text("/Author")
            out.string(info.author)
            out.text("/Producer")
            out.string(XMPPacket.producer)
            out.text("/CreationDate")
            out.string(info.date.pdfText)
            out.text(">>")
        }
        let last = take()
        return last + file.finished(root: catalog, info: about, identifier: Array(sum.digest.prefix(16)))
    }
}
