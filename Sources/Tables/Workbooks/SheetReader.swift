import Findings

/// A worksheet of an XLSX file: hands over each row when it ends.
final class SheetReader: XMLReceiver {
    private let path: String
    private let formats: [CellFormat]
    private var texts: Spool.Cursor
    private let workbook: WorkbookProperties
    private let receiver: any TableReceiver
    /// After the last row.
    private(set) var merged: [CellRange] = []

    private var row = DataRow(number: 0)
    private var rowBytes = 0
    private var isInRow = false
    private var cell: Cell?
    /// Of `<v>`, while within.
    private var value: [UInt8] = []
    private var isInValue = false
    private var inline = SheetText()

    private struct Cell {
        var column: Int
        var type: String
        /// `nil`: the file does not have the format that the cell names.
        var format: NumberFormat?
        var isStruck = false
        var hasFormula = false
        var hasValue = false
        var isTooLong = false
    }

    init(path: String, formats: [CellFormat], texts: Spool.Cursor, workbook: WorkbookProperties, receiver: any TableReceiver) {
        self.path = path
        self.formats = formats
        self.texts = texts
        self.workbook = workbook
        self.receiver = receiver
    }

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "row":
            let number = attributes["r"].flatMap { Int($0) } ?? row.number + 1
            row = DataRow(number: min(max(1, number), 1_048_576), isHidden: ["1", "true"].contains(attributes["hidden"]))
            rowBytes = 0
            isInRow = true
        case "c" where isInRow:
            let next = (row.cells.last?.column ?? -1) + 1
            let column = attributes["r"].flatMap { ColumnLetter.position($0)?.column } ?? next
            let style = attributes["s"].flatMap { Int($0) } ?? 0
            let format = formats.indices.contains(style) ? formats[style] : CellFormat(number: style == 0 ? .general : nil)
            cell = Cell(column: column, type: attributes["t"] ?? "n", format: format.number, isStruck: format.isStruck)
            value.removeAll(keepingCapacity: true)
            _ = inline.take()
        case "v":
            isInValue = cell != nil
            cell?.hasValue = true
        case "f": cell?.hasFormula = true
        case "mergeCell":
            guard merged.count < TableLimits.mergedRanges, let range = attributes["ref"].flatMap(Self.range) else { return }
            merged.append(range)
        default: inline.start(name, attributes)
        }
    }

    func end(_ name: String) throws(Finding) {
        switch name {
        case "row":
            isInRow = false
            guard !row.cells.isEmpty else { return }
            row.cells.sort { $0.column < $1.column }
            try receiver.row(row)
            row.cells.removeAll()
        case "c":
            guard var ended = cell else { return }
            cell = nil
            if inline.isStruck { ended.isStruck = true }
            if let content = try content(of: &ended) {
                guard row.cells.count < 16_384 else { return }
                row.cells.append(DataCell(ended.column, content, isStruck: ended.isStruck))
            }
        case "v": isInValue = false
        default: inline.end(name)
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard cell != nil else { return }
        if isInValue {
            if value.count + bytes.count > TableLimits.cellBytes { cell?.isTooLong = true } else { value += bytes }
        } else {
            inline.add(bytes)
        }
    }

    private func content(of cell: inout Cell) throws(Finding) -> CellValue? {
        if cell.isTooLong || inline.isTooLong { return .fault(.tooLong, String(decoding: value.prefix(40), as: UTF8.self)) }
        if cell.type == "inlineStr" { return try text(inline.take()[...], of: cell) }
        let raw = String(decoding: value, as: UTF8.self)
        guard !raw.isEmpty else {
            // Text may be empty. Programs that cannot calculate leave the value out, or empty.
            let isText = cell.hasValue && cell.type == "str"
            return cell.hasFormula && !isText || workbook.isToBeCalculated && cell.hasFormula ? .fault(.formulaWithoutValue, "") : nil
        }
        if cell.hasFormula, workbook.isToBeCalculated, Double(raw) == 0 { return .fault(.formulaWithoutValue, "") }
        switch cell.type {
        case "s":
            guard let index = Int(raw), index >= 0, index < texts.spool.count else {
                throw ZipArchive.damaged(path, "ein Text der Zeile \(row.number) fehlt")
            }
            let record = try texts.record(index)
            if record.first == 1 { cell.isStruck = true }
            return try text(record.dropFirst(), of: cell)
        case "str": return try text(value[...], of: cell)
        case "b": return .flag(raw == "1" || raw == "true")
        case "e": return .fault(.formulaError, raw)
        case "d":
            // ISO 8601, rarely written.
            let format = cell.format?.sections.first?.isDate == true ? cell.format : NumberFormat(builtIn: 14)
            return SheetDate.serial(raw).map { SheetNumber.value("\($0)", format, is1904: false) } ?? .fault(.unsureDisplay, raw)
        default: return SheetNumber.value(raw, cell.format, is1904: workbook.is1904)
        }
    }

    private func text(_ bytes: ArraySlice<UInt8>, of cell: Cell) throws(Finding) -> CellValue? {
        rowBytes += bytes.count
        guard rowBytes <= TableLimits.rowBytes else {
            throw Finding(
                .fehler, "zeile-zu-gross", at: .cell(path, row: row.number, column: nil),
                "Die Zeile hat mehr als \(TableLimits.rowBytes / 1_048_576) MiB Text.", remedy: "Kürzen Sie die Texte.")
        }
        let text = Self.unescaped(String(decoding: bytes, as: UTF8.self))
        guard !text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { return nil }
        guard let format = cell.format, format.sections.count == 4 || format.sections.contains(where: { $0.tokens.contains(.text) && $0.tokens.count > 1 })
        else { return .text(text) }
        return format.shown(text).map { .text($0) } ?? .fault(.unsureDisplay, text)
    }

    /// `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
    private static func unescaped(_ text: String) -> String {
        let lines =
            text.utf8.contains(0x5F) && text.contains("_x")
            ? text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
                UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.0)
            } : text
        return lines.utf8.contains(0x0D) ? lines.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : lines
    }

    private static func range(_ reference: String) -> CellRange? {
        let corners = reference.split(separator: ":")
        guard corners.count == 2, let from = ColumnLetter.position(corners[0]), let to = ColumnLetter.position(corners[1]),
            from.row <= to.row, from.column <= to.column
        else { return nil }
        return CellRange(rows: from.row...to.row, columns: from.column...to.column)
    }
}
