import DocumentModel
import Layout
import Rendering
import Typeface

/// Makes the finished file of drawn pages: archivable and accessible by construction.
struct DocumentFinisher {
    let list: DisplayList
    let drawn: DrawnDocument
    let options: FinishingOptions
    let conformance: Conformance
    /// What the pages show besides text, by source.
    let pictures: [PictureSource: PictureObject]
    /// For text fields; `nil` where there are none.
    let formFont: FormFont?
    /// Of files with these fonts.
    let head: FileHead

    func file() -> FinishedFile {
        var file = PDFFile(behind: head)
        let catalog = file.reserve()
        let pageTree = file.reserve()
        let pages = list.pages.map { _ in file.reserve() }
        var pageWriter = PageWriter(head.fonts, placedPictures(&file))

        var structure = StructureWriter(list, pages: pages, conformance)
        for (index, owners) in drawn.owners.enumerated() {
            for (mark, owner) in owners.enumerated() { structure.add(mark: mark, page: index, of: owner) }
        }
        var annotations = AnnotationWriter(
            pages: pages, options: options, conformance: conformance, formFont: formFont?.write(&file))
        annotations.write(list, &structure, &file)
        for (index, page) in drawn.pages.enumerated() {
            pageWriter.write(
                page, index: index, as: pages[index], parent: pageTree, annotations: annotations.annotations[index], &file)
        }
        file.write(pageTree) { out in
            out.text("<</Type/Pages/Count ")
            out.int(pages.count)
            out.text("/Kids[")
            for page in pages {
                out.reference(page)
                out.text(" ")
            }
            out.text("]>>")
        }
        let root = structure.write(parents: drawn.owners, annotations: annotations.owners, &file)
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

    private func placedPictures(_ file: inout PDFFile) -> [PictureSource: PlacedPicture] {
        var placed: [PictureSource: PlacedPicture] = [:]
        var added: [ObjectIdentifier: [PDFReference]] = [:]
        for page in drawn.pages {
            for picture in page.pictures where placed[picture.source] == nil {
                guard let object = pictures[picture.source] else { continue }
                let shared = ObjectIdentifier(object.objects)
                let references = added[shared] ?? file.add(object.objects.group)
                added[shared] = references
                placed[picture.source] = PlacedPicture(
                    object: references[object.root], width: object.width, height: object.height,
                    isUnitSquare: object.isUnitSquare)
            }
        }
        return placed
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
