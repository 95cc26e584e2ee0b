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
    /// Bytes that a part of the file will roughly have.
    let room: Int
    let packer: ObjectPacker

    func file(behind opening: FileOpening) -> FinishedFile {
        var file = PDFFile(behind: opening.beginning, room: room, packer: packer)
        let (head, pages) = (opening.head, opening.pages)
        var pageWriter = PageWriter(head.fonts, placedPictures(opening))

        var structure = StructureWriter(list, graft.plantings, pages: pages, conformance)
        for (index, owners) in drawn.owners.enumerated() {
            for (mark, owner) in owners.enumerated() where !graft.replaces(owner) { structure.add(mark: mark, page: index, of: owner) }
        }
        for page in graft.pages {
            let form = file.reserve()
            pageWriter.marked[page.place] = form
            structure.add(form: form, of: page)
        }
        var annotations = AnnotationWriter(
            pages: pages, options: options, conformance: conformance, formFont: formFont?.write(&file))
        annotations.write(list, &structure, &file)
        // Fields name partners, pages do not.
        file.endPack()
        for (offset, page) in graft.pages.enumerated() {
            guard let form = pageWriter.marked[page.place] else { continue }
            let key = pages.count + annotations.owners.count + offset
            guard let objects = pictures[page.source]?.objects else { continue }
            file.write(page.form, key: key, as: form, opening.references[ObjectIdentifier(objects)] ?? [])
        }
        for (index, page) in drawn.pages.enumerated() {
            pageWriter.write(
                page, index: index, as: pages[index], parent: opening.pageTree, annotations: annotations.annotations[index], &file)
        }
        file.writePageTree(opening.pageTree, pages)
        file.endPack()
        let root = structure.write(
            parents: drawn.owners, annotations: annotations.owners, forms: graft.pages.map(\.owners), &file)
        file.endPack()
        let attachments = AttachmentWriter(options.attachments, date: list.info.date, &file)
        let destinations = DestinationWriter(list: list, pages: pages, elements: structure.destinations)
        let names = destinations.writeNames(&file)
        let outline = destinations.writeOutline(&file)
        let metadata = file.addStream(XMPPacket(info: list.info, conformance: conformance).bytes) { out in
            out.text("/Type/Metadata/Subtype/XML")
        }
        // Programs that save what is left of a damaged file look for the catalog.
        file.writePlainly(opening.catalog) { out in
            out.text("<</Type/Catalog/Pages ")
            out.reference(opening.pageTree)
            out.text("/StructTreeRoot ")
            out.reference(root)
            out.text("/Metadata ")
            out.reference(metadata)
            out.text("/MarkInfo<</Marked true>>/Lang")
            out.string(list.info.language.rawValue)
            out.text("/ViewerPreferences<</DisplayDocTitle true")
            if options.duplex { out.text("/Duplex/DuplexFlipLongEdge") }
            out.text(">>")
            writeOutputIntent(head.profile, &out)
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
        return file.finished(behind: opening.beginning, root: opening.catalog, info: info)
    }

    /// The objects of what the pages show, in the order in which it comes.
    func groups() -> [FileOpening.Group] {
        guard !pictures.isEmpty else { return [] }
        let omitted = markedOnly()
        var (groups, seen): ([FileOpening.Group], Set<ObjectIdentifier>) = ([], [])
        for page in drawn.pages {
            for picture in page.pictures {
                guard let objects = pictures[picture.source]?.objects else { continue }
                let shared = ObjectIdentifier(objects)
                if seen.insert(shared).inserted { groups.append(FileOpening.Group(objects: objects, omitted: omitted[shared] ?? [])) }
            }
        }
        return groups
    }

    private func placedPictures(_ opening: FileOpening) -> [PictureSource: PlacedPicture] {
        pictures.compactMapValues { object in
            opening.references[ObjectIdentifier(object.objects)].map {
                PlacedPicture(object: $0[object.root], width: object.width, height: object.height, isUnitSquare: object.isUnitSquare)
            }
        }
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

    private func writeOutputIntent(_ profile: PDFReference, _ out: inout PDFBytes) {
        out.text("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier")
        out.string(OutputProfile.name)
        out.text("/Info")
        out.string(OutputProfile.name)
        out.text("/DestOutputProfile ")
        out.reference(profile)
        out.text(">>]")
    }

    /// Says the same as the XMP (ISO 19005-3, 6.6.2.1); for programs that read no XMP.
    private func writeInfo(_ file: inout PDFFile) -> PDFReference {
        file.addPlainly { out in
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
