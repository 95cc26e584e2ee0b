import DocumentModel

/// Hebrew and Arabic names where contracts have names: in the cells of a table and under the rules to sign on.
public enum RightToLeftNames {
    public static let hebrew = "שרה לוי"
    /// Without the ligature of lam and alef, which Poppler copies letter by letter from left to right.
    public static let arabic = "يوسف حسن"
    /// German before and behind the name, a number right after it.
    public static let cells = [("Frau ", hebrew, " (Leitung), 12 Kinder"), ("", arabic, ", 2. Stock")]

    public static func document() -> Document {
        let builder = DocumentBuilder()
        func name(_ text: String) -> Inline { .span(Span(.value(FieldPath("partner.name")), [.text(text)])) }
        let rows = cells.enumerated().map { index, texts in
            let person = builder.paragraph([.text(texts.0), name(texts.1), .text(texts.2)])
            return TableRow(
                id: builder.id(), cells: [builder.cell("Amt \(index + 1)"), TableCell(id: builder.id(), blocks: [person], rowSpan: 1, columnSpan: 1)])
        }
        let table = builder.block { _ in
            .table(
                Table(
                    columns: [TableColumn(width: .fixed(30)), TableColumn()],
                    header: [builder.row(["Stelle", "Ansprechperson"])], rows: rows))
        }
        let signatures = builder.block { builder in
            .signatures(
                SignatureBlock(
                    arrangement: .sideBySide,
                    units: [hebrew, arabic].map { text in
                        SignatureUnit(
                            id: builder.id(), party: [.text("Für "), name(text)],
                            placeAndDate: PlaceAndDate(id: builder.id(), caption: "Ort, Datum"),
                            signatories: [Signatory(id: builder.id(), name: [name(text)], office: [.text("Leitung")])])
                    }))
        }
        return builder.document([builder.paragraph("Ansprechpersonen sind:"), table, signatures])
    }
}
