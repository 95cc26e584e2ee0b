import Layout

/// Writes links and form fields, each tied to its element of the structure.
struct AnnotationWriter {
    /// By page, in tab order.
    private(set) var annotations: [[PDFReference]]
    private(set) var fields: [PDFReference] = []
    private(set) var hasSignatures = false
    /// Elements by their keys in the ParentTree, counted from the number of pages.
    private(set) var owners: [StructureID] = []
    private let pages: [PDFReference]
    private let options: FinishingOptions
    private let formFont: PDFReference?

    init(pages: [PDFReference], options: FinishingOptions, formFont: PDFReference?) {
        self.pages = pages
        self.options = options
        self.formFont = formFont
        annotations = Array(repeating: [], count: pages.count)
    }

    mutating func write(_ list: DisplayList, _ structure: inout StructureWriter, _ file: inout PDFFile) {
        for (index, page) in list.pages.enumerated() {
            for link in page.links {
                if case .node(let node) = link.target, list.destinations[node] == nil { continue }
                add(writeLink(link, page, index, &file), link.structure, index, &structure)
            }
            for field in page.fields where isWanted(field.kind) {
                let widget = writeField(field, page, index, &file)
                fields.append(widget)
                if field.kind == .signature { hasSignatures = true }
                add(widget, field.structure, index, &structure)
            }
        }
    }

    private func isWanted(_ kind: FormFieldKind) -> Bool {
        options.wants(kind) && (kind == .signature || formFont != nil)
    }

    private mutating func add(
        _ annotation: PDFReference, _ element: StructureID, _ page: Int, _ structure: inout StructureWriter
    ) {
        annotations[page].append(annotation)
        owners.append(element)
        structure.add(annotation: annotation, page: page, of: element)
    }

    private func writeLink(_ link: LinkArea, _ page: Page, _ index: Int, _ file: inout PDFFile) -> PDFReference {
        file.add { out in
            out.text("<</Type/Annot/Subtype/Link")
            writeCommon(link.rect, page, index, &out)
            out.text("/Border[0 0 0]/Contents")
            out.string(link.description)
            switch link.target {
            case .node(let node):
                out.text("/Dest")
                out.string(DestinationWriter.name(of: node))
            case .url(let url):
                out.text("/A<</S/URI/URI")
                out.literal(url.utf8)
                out.text(">>")
            }
            out.text(">>")
        }
    }

    /// Flag 4, Print: ISO 19005-3, 6.3.2. Nothing is signed or filled in, so the appearance is empty; that of a text field marks where
    /// the text goes (ISO 32000-1, 12.7.3.3).
    private func writeField(_ field: FieldArea, _ page: Page, _ index: Int, _ file: inout PDFFile) -> PDFReference {
        let appearance = file.addStream(field.kind == .text ? Array("/Tx BMC\nEMC".utf8) : []) { out in
            out.text("/Type/XObject/Subtype/Form/BBox[0 0 ")
            out.number(field.rect.width)
            out.text(" ")
            out.number(field.rect.height)
            out.text("]/Resources<<>>")
        }
        return file.add { out in
            out.text("<</Type/Annot/Subtype/Widget")
            writeCommon(field.rect, page, index, &out)
            switch field.kind {
            case .signature: out.text("/FT/Sig")
            case .text: out.text("/FT/Tx/DA(/Text 10 Tf 0 g)/MK<<>>")
            }
            out.text("/T")
            out.string(field.name)
            out.text("/TU")
            out.string(field.tooltip)
            out.text("/AP<</N ")
            out.reference(appearance)
            out.text(">>>>")
        }
    }

    private func writeCommon(_ rect: Rect, _ page: Page, _ index: Int, _ out: inout PDFBytes) {
        out.text("/F 4/P ")
        out.reference(pages[index])
        out.text("/Rect")
        out.box(rect, pageHeight: page.size.height)
        out.text("/StructParent ")
        out.int(pages.count + owners.count)
    }

    /// The catalog's AcroForm, if there are fields. SigFlags 0: nothing is signed yet.
    func writeForm(_ out: inout PDFBytes) {
        guard !fields.isEmpty else { return }
        out.text("/AcroForm<</Fields[")
        for field in fields {
            out.reference(field)
            out.text(" ")
        }
        out.text("]")
        if let formFont {
            out.text("/DR<</Font<</Text ")
            out.reference(formFont)
            out.text(">>>>/DA(/Text 10 Tf 0 g)")
        }
        out.text(">>")
    }
}
