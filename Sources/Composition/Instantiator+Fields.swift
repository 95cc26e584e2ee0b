import Agreements
import Assembler
import DocumentModel
import Findings
import Settings

extension Instantiator {
    /// A value as running text; a list as „a, b und c“.
    mutating func inlines(
        for value: Value, _ format: ValueFormat, _ presentation: FieldPresentation, path: FieldPath, at position: SourcePosition
    ) -> [Inline] {
        let isNormalised = format != .woertlich && !presentation.isVerbatim
        switch value {
        case .text(let text):
            let lines = cleaned(text, path: path, at: position)
            guard presentation.isProse else { return .plain(ValueText.name(lines, normalised: isNormalised)) }
            return ValueText.prose(lines, context.typography, normalised: isNormalised)
        case .list(let values):
            let items = values.map { inlines(for: $0, format, presentation, path: path, at: position) }.filter { !$0.isEmpty }
            return items.enumerated().flatMap { index, item in
                (index == 0 ? [] : [Inline.text(index == items.count - 1 ? " und " : ", ")]) + item
            }
        case .record(let record):
            return .plain(ValueText.name(cleaned(ValueText.oneLine(record), path: path, at: position), normalised: isNormalised))
        case .choice(let raw):
            let text = format == .wert ? raw : presentation.choices.first { $0.value == raw }?.label ?? raw
            return .plain(cleaned(text, path: path, at: position))
        case .date, .number, .money, .flag:
            guard let text = ValueText.text(value, format) else {
                report(
                    "format-unpassend", position, "Das Format „\(format.rawValue)“ passt nicht zum Wert von „\(path)“.",
                    remedy: "„lang“ und „kurz“ gelten für Daten, „wort“ für ganze Zahlen.")
                return []
            }
            return .plain(text)
        }
    }

    /// Without characters that would vanish in print or turn the reading order round; those are errors.
    mutating func cleaned(_ text: String, path: FieldPath, at position: SourcePosition) -> String {
        guard let bad = text.unicodeScalars.first(where: { TextHygiene.forbiddenName(of: $0) != nil }) else { return text }
        report(
            "wert-zeichen", position, "Der Wert von „\(path)“ enthält ein unzulässiges Zeichen (\(TextHygiene.forbiddenName(of: bad) ?? "")).",
            remedy: "Tippen Sie den Wert neu, ohne ihn aus einem anderen Programm zu kopieren.")
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { TextHygiene.forbiddenName(of: $0) == nil }))
    }

    mutating func listField(_ path: FieldPath, origin: Origin, mark: ReferenceMark?, position: SourcePosition) -> [Passage] {
        let items: [[Inline]]
        switch content(of: path, at: position) {
        case .value(.list(let values), let presentation):
            items = values.map { inlines(for: $0, .standard, presentation, path: path, at: position) }.map { $0.isEmpty ? [] : [.span(Span(.value(path), $0))] }
        case .value(let value, let presentation):
            let text = inlines(for: value, .standard, presentation, path: path, at: position)
            items = [text.isEmpty ? [] : [.span(Span(.value(path), text))]]
        case .open(let presentation):
            items = [[open(path, presentation)]]
        case .absent, .missing, .unknown:
            items = []
        }
        let blocks = items.filter { !$0.isEmpty }.map { PassageItem(mark: nil, blocks: [Passage(origin: origin, .paragraph(.body, $0, sentences: []))]) }
        return blocks.isEmpty ? [] : [Passage(origin: origin, mark: mark, .list(isOrdered: false, blocks))]
    }

    /// A table field as a table; with `emptyRows` rows to write in where there is no data.
    mutating func tableField(_ path: FieldPath, position: SourcePosition, emptyRows: Int = 4) -> Table? {
        switch content(of: path, at: position) {
        case .value(.list(let rows), let presentation):
            let records = rows.compactMap { value -> Record? in if case .record(let record) = value { record } else { nil } }
            guard !records.isEmpty else { return nil }
            return table(records, presentation, path: path, position: position)
        case .open(let presentation):
            return emptyTable(presentation, rows: emptyRows)
        case .value:
            report("tabelle-art", position, "„\(path)“ ist keine Tabelle.", remedy: "„{{tabelle:…}}“ braucht ein Feld der Art „tabelle“.")
            return nil
        case .absent, .missing, .unknown:
            return nil
        }
    }

    private mutating func table(_ records: [Record], _ presentation: FieldPresentation, path: FieldPath, position: SourcePosition) -> Table {
        let columns = presentation.columns
        let rows = records.map { record in
            TableRow(
                id: .unnumbered,
                cells: columns.map { column in
                    guard let value = record[column.name] else { return Instantiator.cell([]) }
                    let cellPath = FieldPath("\(path).\(column.name)")
                    var cellPresentation = FieldPresentation(label: column.label, isProse: column.kind == .prose, choices: column.choices)
                    cellPresentation.isVerbatim = column.isVerbatim || presentation.isVerbatim
                    return Instantiator.cell(inlines(for: value, column.kind == .number ? .standard : .kurzIfDate(value), cellPresentation, path: cellPath, at: position))
                })
        }
        return Table(
            columns: columns.map { TableColumn(alignment: $0.kind == .number ? .decimal : .left) }, header: [Instantiator.headerRow(columns)],
            rows: rows + (totalRow(records, presentation).map { [$0] } ?? []))
    }

    /// The closing row of a table with `summe`; without records its figures are left to be written.
    private func totalRow(_ records: [Record]?, _ presentation: FieldPresentation) -> TableRow? {
        guard let totals = presentation.totals else { return nil }
        let labelled = presentation.columns.firstIndex { !totals.columns.contains($0.name) }
        let cells = presentation.columns.enumerated().map { index, column -> TableCell in
            if index == labelled {
                var cell = Instantiator.cell(.plain(totals.label))
                cell.isRowHeading = true
                return cell
            }
            guard totals.columns.contains(column.name), let records else { return Instantiator.cell([]) }
            let values = records.compactMap { $0[column.name] }
            guard let first = values.first else { return Instantiator.cell([]) }
            let total = first.with(amount: TableTotals.total(of: column.name, in: records.map(Value.record)))
            return Instantiator.cell([.span(Span(.strong, .plain(total.inGermanText)))])
        }
        return TableRow(id: .unnumbered, cells: cells, minimumHeight: records == nil ? Instantiator.writingHeight : 0)
    }

    /// The table with rows to write in, where the field may be missing and is.
    func emptyTableField(_ path: FieldPath, rows: Int) -> Table? {
        context.columns(path).map { columns in
            var presentation = FieldPresentation(label: "", columns: columns)
            if case .open(let open) = context.field(path) { presentation.totals = open.totals }
            return emptyTable(presentation, rows: rows)
        }
    }

    /// Rows to be filled in by hand: high enough to write in.
    func emptyTable(_ presentation: FieldPresentation, rows: Int) -> Table {
        let columns = presentation.columns
        let empty = (0..<max(rows, 1)).map { row in
            TableRow(
                id: .unnumbered, cells: columns.map { Instantiator.cell(blank($0, row: row + 1)) }, minimumHeight: Instantiator.writingHeight)
        }
        return Table(
            columns: columns.map { _ in TableColumn(width: .share(1)) }, header: [Instantiator.headerRow(columns)],
            rows: empty + (totalRow(nil, presentation).map { [$0] } ?? []))
    }

    /// In a form the place to type into; on paper the cell itself is that.
    private func blank(_ column: FieldPresentation.Column, row: Int) -> [Inline] {
        guard context.isForm else { return [] }
        return [.blank(FillIn(id: .unnumbered, label: "\(column.label), Zeile \(row)", length: .restOfLine(minimum: 5)))]
    }

    /// Millimetres of a row that is written in by hand.
    static let writingHeight = 10.0

    private static func headerRow(_ columns: [FieldPresentation.Column]) -> TableRow {
        TableRow(id: .unnumbered, cells: columns.map { cell(.plain($0.label)) })
    }

    static func cell(_ text: [Inline]) -> TableCell {
        TableCell(id: .unnumbered, blocks: text.isEmpty ? [] : [Block(id: .unnumbered, .paragraph(Paragraph(.body, text)))])
    }
}

extension ValueFormat {
    /// Dates in tables are short.
    fileprivate static func kurzIfDate(_ value: Value) -> ValueFormat {
        if case .date = value { .kurz } else { .standard }
    }
}
