import Layout

/// Writes the attributes of an element, one dictionary for each owner (ISO 32000-1, 14.8.5).
struct AttributeWriter {
    let pageHeights: [Double]

    /// - Parameters:
    ///   - printedField: What a place to write on is for; `nil` where there is none.
    ///   - isFootnote: A note of PDF 2.0 says of which kind it is (ISO 32000-2, 14.8.5.9).
    func write(_ attributes: [StructureAttribute], printedField: String?, isFootnote: Bool = false, _ out: inout PDFBytes) {
        var field = PDFBytes()
        if let printedField {
            field.text("/Role/tv/Desc")
            field.string(printedField)
        }
        var table = PDFBytes()
        var list = PDFBytes()
        var layout = PDFBytes()
        for attribute in attributes {
            switch attribute {
            case .scope(let scope):
                table.text("/Scope")
                table.name(scope.rawValue)
            case .rowSpan(let count):
                table.text("/RowSpan ")
                table.int(count)
            case .columnSpan(let count):
                table.text("/ColSpan ")
                table.int(count)
            case .headers(let headers):
                table.text("/Headers[")
                for header in headers { table.string(header) }
                table.text("]")
            case .tableSummary(let summary):
                table.text("/Summary")
                table.string(summary)
            case .listNumbering(let kind):
                list.text("/ListNumbering")
                list.name(kind.rawValue)
            case .boundingBox(let page, let rect):
                guard pageHeights.indices.contains(page) else { continue }
                layout.text("/Placement/Block/BBox")
                layout.box(rect, pageHeight: pageHeights[page])
            case .identifier:
                // Stands in the element itself.
                continue
            }
        }
        var note = PDFBytes()
        if isFootnote { note.text("/NoteType/Footnote") }
        guard table.count + list.count + layout.count + field.count + note.count > 0 else { return }
        out.text("/A[")
        write("Table", table, &out)
        write("List", list, &out)
        write("Layout", layout, &out)
        write("PrintField", field, &out)
        write("FENote", note, &out)
        out.text("]")
    }

    private func write(_ owner: StaticString, _ attributes: PDFBytes, _ out: inout PDFBytes) {
        guard attributes.count > 0 else { return }
        out.text("<</O/")
        out.text(owner)
        out.raw(attributes.bytes)
        out.text(">>")
    }
}

extension PDFBytes {
    /// A rectangle in PDF's coordinates, which begin at the lower left corner.
    mutating func box(_ rect: Rect, pageHeight: Double) {
        text("[")
        number(rect.x)
        text(" ")
        number(pageHeight - rect.maxY)
        text(" ")
        number(rect.maxX)
        text(" ")
        number(pageHeight - rect.y)
        text("]")
    }
}
