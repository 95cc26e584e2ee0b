import DocumentModel
import Layout
import Rendering
import Typeface

/// Makes the finished file of drawn pages: archivable and accessible by construction.
struct DocumentFinisher {
    /// With what foreign files bring.
    let list: DisplayList
    let graft: AnnexGraft
    let drawn: DrawnDocument
    let options: FinishingOptions
    let conformance: Conformance
    /// What the pages show besides text, by source.
    let pictures: [PictureSource: PictureObject]
    /// For text fields; `nil` where there are none.
    let formFont: FormFont?
    /// Of files with these fonts.
    let head: FileHead
    /// Bytes that the file will roughly have behind it.
    let room: Int

    func file() -> FinishedFile {
        var file = PDFFile(behind: head, room: room)
        let catalog = file.reserve()
        let pageTree = file.reserve()
        let pages = list.pages.map { _ in file.reserve() }
        let placed = placedPictures(&file)
        var pageWriter = PageWriter(head.fonts, placed.pictures)

        var structure = StructureWriter(list, pages: pages, conformance)
        for (index, owners) in drawn.owners.enumerated() {
            for (mark, owner) in owners.enumerated() where !graft.replaced.contains(owner) { structure.add(mark: mark, page: index, of: owner) }
        }
        for page in graft.pages {
            let form = file.reserve()
            pageWriter.marked[page.place] = form
            for (mark, owner) in page.owners.enumerated() {
                if let owner { structure.add(mark: mark, page: page.place.page, of: owner, in: form) }
            }
        }
        var annotations = AnnotationWriter(
            pages: pages, options: options, conformance: conformance, formFont: formFont?.write(&file))
        annotations.write(list, &structure, &file)
        for (offset, page) in graft.pages.enumerated() {
            guard let form = pageWriter.marked[page.place] else { continue }
            let key = pages.count + annotations.owners.count + offset
            file.write(page.form.object(key: key), as: form, placed.references[page.source] ?? [])
        }
        for (index, page) in drawn.pages.enumerated() {
            pageWriter.write(
                page, index: index, as: pages[index], parent: pageTree, annotations: annotations.annotations[index], &file)
        }
        file.writePageTree(pageTree, pages)
        let root = structure.write(
            parents: drawn.owners, annotations: annotations.owners, forms: graft.pages.map(\.owners), &file)
        let attachments = AttachmentWriter(options.attachments, date: list.info.date, &file)
        let destinations = DestinationWriter(list: list, pages: pages, elements: structure.destinations)
        let names = destinations.writeNames(&file)
        let outline = destinations.writeOutline(&file)
        let metadata = file.addStream(XMPPacket(info: list.info, conformance: conformance).bytes) { out in
            out.text("/Type/Metadata/Subtype/XML")
        }
        file.write(catalog) { out in
            out.text("<</Type/Catalog/Pages ")
            out.reference(pageTree)
            out.text("/StructTreeRoot ")
            out.reference(root)
            out.text("/Metadata ")
            out.reference(metadata)
            out.text("/MarkInfo<</Marked true>>/Lang")
            out.string(list.info.language.rawValue)
            out.text("/ViewerPreferences<</DisplayDocTitle true")
            if options.duplex { out.text("/Duplex/DuplexFlipLongEdge") }
            out.text(">>")
            writeOutputIntent(&out)
            if let outline {
                out.text("/PageMode/UseOutlines/Outlines ")
                out.reference(outline)
            }
            destinations.writeLabels(&out)
            if names != nil || !attachments.files.isEmpty {
                out.text("/Names<<")
                if let names {
                    out.text("/Dests ")
                    out.reference(names)
                }
                attachments.writeNames(&out)
                out.text(">>")
            }
            attachments.writeAssociated(&out)
            annotations.writeForm(&out)
            out.text(">>")
        }
        let info = conformance.hasInfo ? writeInfo(&file) : nil
        return file.finished(behind: head, root: catalog, info: info)
    }

    /// Those that are in the file, and the objects that foreign pages may refer to.
    private func placedPictures(
        _ file: inout PDFFile
    ) -> (pictures: [PictureSource: PlacedPicture], references: [PictureSource: [PDFReference]]) {
        var (placed, references): ([PictureSource: PlacedPicture], [PictureSource: [PDFReference]]) = ([:], [:])
        var added: [ObjectIdentifier: [PDFReference]] = [:]
        let omitted = markedOnly()
        for page in drawn.pages {
            for picture in page.pictures where placed[picture.source] == nil {
                guard let object = pictures[picture.source] else { continue }
                let shared = ObjectIdentifier(object.objects)
                let objects = added[shared] ?? file.add(object.objects.group, without: omitted[shared] ?? [])
                added[shared] = objects
                references[picture.source] = objects
                placed[picture.source] = PlacedPicture(
                    object: objects[object.root], width: object.width, height: object.height, isUnitSquare: object.isUnitSquare)
            }
        }
        return (placed, references)
    }

    /// Pages that are drawn with their marks and nowhere without, by the objects that they belong to.
    private func markedOnly() -> [ObjectIdentifier: Set<Int>] {
        guard !graft.pages.isEmpty else { return [:] }
        let marked = Set(graft.pages.map(\.place))
        var unmarked: Set<PictureSource> = []
        for (index, page) in drawn.pages.enumerated() {
            for (number, picture) in page.pictures.enumerated() where !marked.contains(PicturePlace(page: index, number: number)) {
                unmarked.insert(picture.source)
            }
        }
        var omitted: [ObjectIdentifier: Set<Int>] = [:]
        for page in graft.pages where !unmarked.contains(page.source) && !page.form.drawsPage {
            guard let object = pictures[page.source] else { continue }
            omitted[ObjectIdentifier(object.objects), default: []].insert(object.root)
        }
        return omitted
    }

    private func writeOutputIntent(_ out: inout PDFBytes) {
        out.text("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier")
        out.string(OutputProfile.name)
        out.text("/Info")
        out.string(OutputProfile.name)
        out.text("/DestOutputProfile ")
        out.reference(head.profile)
        out.text(">>]")
    }

    /// Says the same as the XMP (ISO 19005-3, 6.6.2.1); for programs that read no XMP.
    private func writeInfo(_ file: inout PDFFile) -> PDFReference {
        file.add { out in
            out.text("<</Title")
            out.string(list.info.title)
            out.text("/Author")
            out.string(list.info.author)
            out.text("/Creator")
            out.string(XMPPacket.producer)
            out.text("/Producer")
            out.string(XMPPacket.producer)
            out.text("/CreationDate")
            out.string(list.info.date.pdfText)
            out.text("/ModDate")
            out.string(list.info.date.pdfText)
            out.text(">>")
        }
    }
}
