import DocumentModel
import Styles

/// Units of signatures as the rows of a table.
extension BlockComposer {
    /// Party in the first column, what is written by hand in the others; as many columns as the header has.
    func signatureTable(_ block: SignatureBlock, in frame: Frame, into galley: inout Galley) {
        let count = max(2, block.tableHeader.count)
        let table = tree.add(StructureElement(role: .table, parent: frame.parent))
        var text = style.table.text
        text.bold = style.table.headerBold
        let look = BlockStyle(text: text, alignment: .left, hyphenates: false)
        let header = block.tableHeader.map { heading in
            CellContent(isHeading: true) { frame, galley in
                self.paragraph(heading, look, in: frame, into: &galley)
            }
        }
        let rows = block.units.map { unit in
            RowContentPlan(node: unit.id, cells: cells(of: unit, in: block, columns: count))
        }
        // The last column takes the rule to sign on, at least 60 mm (typography rule I7).
        let shares: [ColumnWidth] =
            count == 3
            ? [.share(0.31), .share(0.27), .share(0.42)]
            : [.share(0.42)] + Array(repeating: .share(0.58 / Double(count - 1)), count: count - 1)
        grid(
            TablePlan(
                header: header.isEmpty ? [] : [RowContentPlan(cells: header)], rows: rows, columns: shares),
            element: table, in: frame, into: &galley)
    }

    private func cells(of unit: SignatureUnit, in block: SignatureBlock, columns: Int) -> [CellContent] {
        // Two columns: place, date and signature in one cell. More: place and date in a cell of their own.
        guard columns > 2 else {
            let party = CellContent(isRowHeading: true) { frame, galley in
                galley.append(GalleyRow(self.party(of: unit, in: frame)))
            }
            let rest = CellContent { frame, galley in
                self.append(self.parts(of: unit, showsParty: false, in: frame), to: &galley)
            }
            return [party, rest]
        }
        let row = SignatureRow(unit, block, style)
        var dated = unit
        (dated.signatories, dated.mandate, dated.hasSealPlace) = ([], nil, false)
        var signed = unit
        signed.placeAndDate = nil
        let party = CellContent(isRowHeading: true) { frame, galley in
            var part = self.party(of: unit, in: frame)
            // A name to be written stands on the line of what is written beside it.
            if unit.party.isOneBlank { part.move(down: row.rule - self.style.signature.text.baseline - self.style.blank.drop) }
            galley.append(GalleyRow(part))
        }
        let halves = [dated, signed].map { half in
            CellContent { frame, galley in
                self.append(self.parts(of: half, showsParty: false, row: row, in: frame), to: &galley)
            }
        }
        let empty = (3..<max(3, columns)).map { _ in CellContent { _, _ in } }
        return [party] + halves + empty
    }

    private func append(_ parts: SignatureParts, to galley: inout Galley) {
        for part in parts.all(signatories: 0) where part.height > 0 { galley.append(GalleyRow(part)) }
    }
}

/// What the cells of one unit agree on: all that is written by hand stands on one line, and no caption says again what the head
/// of the table says.
struct SignatureRow {
    /// From the upper edge of the cells to the rule, points.
    let rule: Double
    private let block: SignatureBlock

    init(_ unit: SignatureUnit, _ block: SignatureBlock, _ style: StyleSheet) {
        let look = style.signature
        let mandate = unit.mandate?.isEmpty ?? true ? 0 : look.text.leading
        rule = max(look.dateHeight + look.text.baseline + style.blank.drop, mandate + look.height)
        self.block = block
    }

    func shows(_ caption: String) -> Bool { !block.isInHeader(caption) }
}

extension [Inline] {
    fileprivate var isOneBlank: Bool {
        if count == 1, case .blank = self[0] { true } else { false }
    }
}
