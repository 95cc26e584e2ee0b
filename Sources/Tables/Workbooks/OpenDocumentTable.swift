import Findings
import Foundation

/// ODS (OASIS OpenDocument 1.3, part 3): all sheets in one part, row by row.
enum OpenDocumentTable {
    static func read(_ archive: borrowing ZipArchive, to receiver: some TableReceiver) throws(Finding) {
        let manifest = ManifestReader()
        _ = try XMLStream.read("META-INF/manifest.xml", of: archive, to: manifest)
        if manifest.isEncrypted { throw ZipArchive.locked(archive.path) }
        let styles = OpenDocumentStyles()
        _ = try XMLStream.read("styles.xml", of: archive, to: styles)
        let reader = ContentReader(path: archive.path, styles: styles, receiver: receiver)
        _ = try XMLStream.read("content.xml", of: archive, to: reader)
        guard reader.isSpreadsheet else {
            throw TableRefusal.finding(archive.path, "ein OpenDocument-Text oder eine Zeichnung, keine Tabelle")
        }
    }
}

private final class ManifestReader: XMLReceiver {
    private(set) var isEncrypted = false

    func start(_ name: String, _ attributes: XMLAttributes) {
        if name == "encryption-data" { isEncrypted = true }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

private final class ContentReader: XMLReceiver {
    private let path: String
    private let receiver: any TableReceiver
    private(set) var isSpreadsheet = false

    private let styles: OpenDocumentStyles
    private var sheets = 0
    /// Styles of cells that name none, by column; each holds up to the next.
    private var columnStyles: [(end: Int, style: String?)] = []
    private var rowStyle: String?
    /// Whether each `text:span` that is open strikes through.
    private var spans: [Bool] = []
    /// 0 outside of a sheet; a table within a cell counts further.
    private var tables = 0
    private var isSkipped = false
    private var row = DataRow(number: 0)
    private var nextRow = 1
    private var rowRepeats = 1
    private var rowBytes = 0
    private var nextColumn = 0
    private var cell: Cell?
    private var merged: [CellRange] = []
    /// Within something that lies over the cells: a comment, a drawing.
    private var overlays = 0
    /// Within text that the cell holds and does not show.
    private var asides = 0
    private var paragraphs = 0
    private var isInParagraph = false

    private struct Cell {
        var repeats: Int
        var type: String
        var value: String?
        var hasFormula: Bool
        var isError: Bool
        var isStruck: Bool
        var text: [UInt8] = []
        /// Stands beside the text.
        var aside: [UInt8] = []
        var isTooLong = false
        /// Programs write an empty one where the cell shows nothing, scripts none.
        var hasParagraph = false
    }

    /// As comments, they are no part of what the cell says (ODF 1.3, part 3, 10.3 and 14.1).
    private static let overlaid: Set<String> = [
        "annotation", "frame", "custom-shape", "g", "rect", "line", "polyline", "polygon", "regular-polygon", "path", "circle", "ellipse", "connector", "caption", "measure",
        "control", "page-thumbnail", "scene",
    ]

    /// Text of a cell that LibreOffice and Excel leave out of what they show: a ruby's reading aid, notes, hidden text, programs (ODF 1.3, part 3, 6.3, 6.4, 7.7.9,
    /// 7.7.11).
    private static let unshown: Set<String> = ["ruby-text", "note", "hidden-text", "hidden-paragraph", "script"]

    init(path: String, styles: OpenDocumentStyles, receiver: any TableReceiver) {
        self.path = path
        self.styles = styles
        self.receiver = receiver
    }

    func start(_ name: String, _ attributes: XMLAttributes) throws(Finding) {
        if tables == 0 {
            if name == "spreadsheet" { isSpreadsheet = true } else if !isSpreadsheet { styles.start(name, attributes) }
        }
        if name == "table" {
            tables += 1
            if tables == 1 { try startSheet(attributes) }
            return
        }
        guard tables == 1, !isSkipped else { return }
        switch name {
        case "table-column": startColumns(attributes)
        case "table-row": startRow(attributes)
        case "table-cell", "covered-table-cell": startCell(attributes)
        case _ where cell == nil: break
        case _ where Self.overlaid.contains(name): overlays += 1
        case _ where overlays > 0: break
        case _ where Self.unshown.contains(name): asides += 1
        case _ where asides > 0: if name == "p" || name == "s" { add([0x20]) }
        case "p", "h":
            if paragraphs > 0 { add([0x0A]) }
            paragraphs += 1
            cell?.hasParagraph = true
            isInParagraph = true
        case "s": add([UInt8](repeating: 0x20, count: min(1_000, max(0, attributes["c"].flatMap { Int($0) } ?? 1))))
        case "span": if spans.count < TableLimits.nesting { spans.append(styles.strikes(attributes["style-name"], family: "text")) }
        case "tab": add([0x09])
        case "line-break": add([0x0A])
        default: break
        }
    }

    func end(_ name: String) throws(Finding) {
        if name == "table" {
            tables -= 1
            if tables == 0, !isSkipped { for range in merged { receiver.merged(range) } }
            return
        }
        guard tables == 1, !isSkipped else { return }
        switch name {
        case "table-row": try endRow()
        case "table-cell", "covered-table-cell": endCell()
        case _ where cell == nil: break
        case _ where Self.overlaid.contains(name): overlays = max(0, overlays - 1)
        case _ where overlays > 0: break
        case _ where Self.unshown.contains(name): asides = max(0, asides - 1)
        case _ where asides > 0: break
        case "span": _ = spans.popLast()
        case "p", "h": isInParagraph = false
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isInParagraph, overlays == 0, tables == 1 else { return }
        if spans.contains(true), bytes.contains(where: { $0 > 0x20 }) { cell?.isStruck = true }
        add(bytes)
    }

    private func add(_ bytes: some Collection<UInt8>) {
        guard let count = asides > 0 ? cell?.aside.count : cell?.text.count else { return }
        rowBytes += bytes.count
        if count + bytes.count > TableLimits.cellBytes {
            cell?.isTooLong = true
        } else if asides > 0 {
            cell?.aside += bytes
        } else {
            cell?.text += bytes
        }
    }

    private func startSheet(_ attributes: XMLAttributes) throws(Finding) {
        let name = attributes["name"] ?? ""
        sheets += 1
        // Copies of other files' sheets that formulas refer to.
        let isForeign = name.hasPrefix("'file:")
        isSkipped = !isSpreadsheet || isForeign || sheets > TableLimits.sheets || attributes["style-name"].map(styles.hiddenSheets.contains) ?? false
        nextRow = 1
        columnStyles = []
        merged = []
        if !isSkipped { try receiver.sheet(name) }
    }

    private func startColumns(_ attributes: XMLAttributes) {
        guard styles.hasStruck, columnStyles.count < TableLimits.columns else { return }
        let first = columnStyles.last?.end ?? 0
        columnStyles.append((first + Self.count(attributes["number-columns-repeated"]), attributes["default-cell-style-name"]))
    }

    private func startRow(_ attributes: XMLAttributes) {
        rowRepeats = Self.count(attributes["number-rows-repeated"])
        row = DataRow(number: nextRow, isHidden: ["collapse", "filter"].contains(attributes["visibility"]))
        rowStyle = attributes["default-cell-style-name"]
        nextRow += rowRepeats
        nextColumn = 0
        rowBytes = 0
    }

    private func endRow() throws(Finding) {
        guard rowBytes <= TableLimits.rowBytes else {
            throw Finding(
                .fehler, "zeile-zu-gross", at: .cell(path, row: row.number, column: nil),
                "Die Zeile hat mehr als \(TableLimits.rowBytes / 1_048_576) MiB Text.", remedy: "Kürzen Sie die Texte.")
        }
        guard !row.cells.isEmpty else { return }
        for _ in 0..<rowRepeats {
            try receiver.row(row)
            row.number += 1
        }
    }

    private func startCell(_ attributes: XMLAttributes) {
        let type = attributes["value-type"] ?? ""
        let value: String? =
            switch type {
            case "float", "currency", "percentage": attributes["value"]
            case "date": attributes["date-value"]
            case "boolean": attributes["boolean-value"]
            case "string": attributes["string-value"]
            case "time": attributes["time-value"]
            default: nil
            }
        var isError = false
        // LibreOffice names the type twice: office:value-type="string" calcext:value-type="error".
        if type == "string" { isError = attributes.has("value-type", "error") }
        cell = Cell(
            repeats: Self.count(attributes["number-columns-repeated"]), type: type, value: value, hasFormula: attributes["formula"] != nil,
            isError: isError, isStruck: styles.hasStruck && styles.strikes(style(attributes), family: "table-cell"))
        spans.removeAll(keepingCapacity: true)
        (paragraphs, overlays, asides) = (0, 0, 0)
        isInParagraph = false
        let columns = Self.count(attributes["number-columns-spanned"])
        let rows = Self.count(attributes["number-rows-spanned"])
        if columns > 1 || rows > 1, merged.count < TableLimits.mergedRanges {
            merged.append(CellRange(rows: row.number...(row.number + rows - 1), columns: nextColumn...(nextColumn + columns - 1)))
        }
    }

    private func style(_ attributes: XMLAttributes) -> String? {
        attributes["style-name"] ?? rowStyle ?? columnStyles.first { nextColumn < $0.end }?.style
    }

    private func endCell() {
        guard let ended = cell else { return }
        cell = nil
        if let value = Self.content(of: ended) {
            // More are refused with the table; here they must not fill the memory.
            for column in nextColumn..<(nextColumn + min(ended.repeats, TableLimits.columns + 1)) where row.cells.count < 16_384 {
                row.cells.append(DataCell(column, value, isStruck: ended.isStruck))
            }
        }
        nextColumn = min(nextColumn + ended.repeats, 1_000_000)
    }

    private static func content(of cell: Cell) -> CellValue? {
        let shown = String(decoding: cell.text, as: UTF8.self)
        if cell.isTooLong { return .fault(.tooLong, String(shown.prefix(40))) }
        let aside = String(decoding: cell.aside, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        if !aside.isEmpty { return .fault(.unshownText, (shown.isEmpty ? "" : shown + " ") + "[\(aside)]") }
        if cell.isError || cell.hasFormula && OpenDocumentValue.isError(shown) { return .fault(.formulaError, shown) }
        let isBlank = shown.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        // „;;;“, and what else hides a value.
        if isBlank, cell.hasParagraph, let value = cell.value, value.contains(where: { !$0.isWhitespace }) {
            let isNumber = ["float", "currency", "percentage"].contains(cell.type)
            return .fault(.unsureDisplay, isNumber ? SheetNumber.german(value) ?? value : value)
        }
        switch cell.type {
        case "float", "currency", "percentage":
            return cell.value.map { OpenDocumentValue.number($0, shown: shown, isPercent: cell.type == "percentage") } ?? .fault(.unsureDisplay, shown)
        case "date": return cell.value.map { OpenDocumentValue.date($0, shown: shown) } ?? .fault(.unsureDisplay, shown)
        case "time" where shown.isEmpty: return .fault(.unsureDisplay, cell.value ?? "")
        case "boolean": return .flag(cell.value == "true")
        // LibreOffice writes no type for an empty text.
        case "": if cell.hasFormula, !cell.hasParagraph { return .fault(.formulaWithoutValue, "") }
        // A format may add to a text („"Nr. "@“); that it shows another one is not what this program knows of.
        case "string": if let value = cell.value, !shown.isEmpty, !contains(value, in: shown) { return .fault(.unsureDisplay, shown) }
        default: break
        }
        let text = shown.isEmpty ? cell.value ?? "" : shown
        return text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : .text(text)
    }

    /// But for blanks: those of line ends in attributes are not kept by all (XML 1.0, 3.3.3).
    private static func contains(_ value: String, in shown: String) -> Bool {
        func plain(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return shown == value || plain(shown).contains(plain(value))
    }

    /// A repetition or span: 1 where it is not given or absurd.
    private static func count(_ text: String?) -> Int { min(max(1, text.flatMap { Int($0) } ?? 1), 1_048_576) }
}
