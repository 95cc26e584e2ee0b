import Findings

/// A worksheet of an XLSX file: hands over each row when it ends.
final class SheetReader: XMLReceiver {
    private let path: String
    private let formats: [NumberFormat]
    private var texts: Spool.Cursor
    private let is1904: Bool
    private let receiver: any TableReceiver
    /// After the last row.
    private(set) var merged: [CellRange] = []

    private var row = TableRow(number: 0)
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
        var format: NumberFormat
        var hasFormula = false
        var hasValue = false
        var isTooLong = false
    }

    init(path: String, formats: [NumberFormat], texts: Spool.Cursor, is1904: Bool, receiver: any TableReceiver) {
        self.path = path
        self.formats = formats
        self.texts = texts
        self.is1904 = is1904
        self.receiver = receiver
    }

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "row":
            let number = attributes["r"].flatMap { Int($0) } ?? row.number + 1
            row = TableRow(number: min(max(1, number), 1_048_576), isHidden: ["1", "true"].contains(attributes["hidden"]))
            rowBytes = 0
            isInRow = true
        case "c" where isInRow:
            let next = (row.cells.last?.column ?? -1) + 1
            let column = attributes["r"].flatMap { ColumnLetter.position($0)?.column } ?? next
            let style = attributes["s"].flatMap { Int($0) } ?? 0
            cell = Cell(
                column: column, type: attributes["t"] ?? "n", format: formats.indices.contains(style) ? formats[style] : .number)
            value.removeAll(keepingCapacity: true)
            _ = inline.take()
        case "v":
            isInValue = cell != nil
            cell?.hasValue = true
        case "f": cell?.hasFormula = true
        case "mergeCell":
            guard merged.count < TableLimits.mergedRanges, let range = attributes["ref"].flatMap(Self.range) else { return }
            merged.append(range)
        default: inline.start(name)
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
            guard let ended = cell else { return }
            cell = nil
            if let content = try content(of: ended) {
                guard row.cells.count < 16_384 else { return }
                row.cells.append(TableCell(ended.column, content))
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

    private func content(of cell: Cell) throws(Finding) -> CellValue? {
        if cell.isTooLong || inline.isTooLong { return .fault(.tooLong, String(decoding: value.prefix(40), as: UTF8.self)) }
        if cell.type == "inlineStr" { return try text(inline.take()) }
        let raw = String(decoding: value, as: UTF8.self)
        guard !raw.isEmpty else {
            // Text may be empty. Programs that cannot calculate leave the value out, or empty.
            let isText = cell.hasValue && cell.type == "str"
            return cell.hasFormula && !isText ? .fault(.formulaWithoutValue, "") : nil
        }
        switch cell.type {
        case "s":
            guard let index = Int(raw), index >= 0, index < texts.spool.count else {
                throw ZipArchive.damaged(path, "ein Text der Zeile \(row.number) fehlt")
            }
            return try text(Array(texts.record(index)))
        case "str": return try text(value)
        case "b": return .flag(raw == "1" || raw == "true")
        case "e": return .fault(.formulaError, raw)
        case "d": return .date(String(raw.prefix(10)))
        default: return SheetNumber.value(raw, cell.format, is1904: is1904)
        }
    }

    private func text(_ bytes: [UInt8]) throws(Finding) -> CellValue? {
        rowBytes += bytes.count
        guard rowBytes <= TableLimits.rowBytes else {
            throw Finding(
                .fehler, "zeile-zu-gross", at: .cell(path, row: row.number, column: nil),
                "Die Zeile hat mehr als \(TableLimits.rowBytes / 1_048_576) MiB Text.", remedy: "Kürzen Sie die Texte.")
        }
        let text = Self.unescaped(String(decoding: bytes, as: UTF8.self))
        return text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : .text(text)
    }

    /// `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
    private static func unescaped(_ text: String) -> String {
        let lines = text.contains("_x") ? text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
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
