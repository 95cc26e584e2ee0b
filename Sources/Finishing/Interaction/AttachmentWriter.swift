import DocumentModel

/// Writes associated files: embedded streams with their specifications (ISO 19005-3, 6.8).
struct AttachmentWriter {
    /// Sorted by name.
    private(set) var files: [(name: String, specification: PDFReference)] = []

    init(_ attachments: [Attachment], date: CalendarDate, _ file: inout PDFFile) {
        for attachment in attachments.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            let stream = AttachmentWriter.write(attachment, date, &file)
            let specification = file.addPlainly { out in
                out.text("<</Type/Filespec/F")
                out.string(attachment.name)
                out.text("/UF")
                out.string(attachment.name)
                out.text("/Desc")
                out.string(attachment.description)
                out.text("/AFRelationship")
                out.name(attachment.relationship.rawValue)
                out.text("/EF<</F ")
                out.reference(stream)
                out.text("/UF ")
                out.reference(stream)
                out.text(">>>>")
            }
            files.append((attachment.name, specification))
        }
    }

    private static func write(_ attachment: Attachment, _ date: CalendarDate, _ file: inout PDFFile) -> PDFReference {
        let dictionary = { (out: inout PDFBytes) in
            out.text("/Type/EmbeddedFile/Subtype")
            out.name(attachment.mediaType)
            out.text("/Params<</Size ")
            out.int(attachment.bytes.count)
            out.text("/ModDate")
            out.string(date.pdfText)
            out.text(">>")
        }
        // A PDF is compressed already; doing it again for each partner would cost more than all of the finishing.
        return attachment.mediaType == "application/pdf"
            ? file.addShared(attachment.bytes, dictionary) : file.addCompressed(attachment.bytes, dictionary)
    }

    /// The catalog's AF entry.
    func writeAssociated(_ out: inout PDFBytes) {
        guard !files.isEmpty else { return }
        out.text("/AF[")
        for file in files {
            out.reference(file.specification)
            out.text(" ")
        }
        out.text("]")
    }

    /// The name tree of the catalog's Names.
    func writeNames(_ out: inout PDFBytes) {
        guard !files.isEmpty else { return }
        out.text("/EmbeddedFiles<</Names[")
        for file in files {
            out.string(file.name)
            out.reference(file.specification)
            out.text(" ")
        }
        out.text("]>>")
    }
}
