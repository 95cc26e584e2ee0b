import Findings
import Foundation
import Tables

/// What all parts of a partner table have in common: what its rows are read by.
package struct TableShape: Codable, Sendable, Hashable {
    struct Sheet: Codable, Sendable, Hashable {
        var name: String
        var path: String
        var isWorkbook: Bool
        /// The row that names the columns, as ``RowCodec`` writes it.
        var heading: Data
        var merged: [[Int]]
    }

    var path: String
    /// The table, then its lists; none: lines of JSON.
    var sheets: [Sheet]
}

/// A row of a partner table as a part of the table keeps it.
package struct TableRecord: Codable, Sendable, Hashable {
    /// As the spool has it.
    var row: Data
    /// What second sheets say of it, sheet by sheet.
    var lists: [[Data]]?
    /// The number of an earlier row of the whole table that has the same `nr`.
    var earlier: Int?
}

extension PartnerTable {
    package var shape: TableShape {
        guard case .sheet(let sheet, let lists) = rows.content.source else { return TableShape(path: path, sheets: []) }
        return TableShape(
            path: path,
            sheets: ([sheet] + lists).map { sheet in
                TableShape.Sheet(
                    name: sheet.name, path: sheet.path, isWorkbook: sheet.isWorkbook, heading: Data(RowCodec.bytes(of: sheet.heading.source)),
                    merged: sheet.merged.map { [$0.columns.lowerBound, $0.columns.upperBound, $0.rows.lowerBound, $0.rows.upperBound] })
            })
    }

    /// - Throws: `zwischenspeicher` where the spool cannot be read.
    package func record(_ index: Int) throws(FindingList) -> TableRecord {
        let (row, lists) = try listing(rows.content.records(index))
        let key = rows[index].key
        return TableRecord(row: Data(row), lists: lists.isEmpty ? nil : lists.map { $0.map { Data($0) } }, earlier: rows.content.earlierRow(of: key, index))
    }

    /// A part of a table: its rows read as they were read in the whole.
    ///
    /// - Parameter ignoring: as for the whole.
    /// - Throws: `tabelle-zu-gross`, `zwischenspeicher`.
    package init(_ shape: TableShape, _ records: [TableRecord], ignoring: [String] = []) throws(FindingList) {
        self = try listing(PartnerTable(part: shape, records, IgnoredColumns(ignoring)))
    }

    private init(part shape: TableShape, _ records: [TableRecord], _ ignoring: IgnoredColumns) throws(Finding) {
        var earlier: [Int: Int] = [:]
        var main = SpoolWriter(.series)
        for (index, record) in records.enumerated() {
            if let number = record.earlier { earlier[index] = number }
            try main.append(record.row)
        }
        let content: TableContent
        if shape.sheets.isEmpty {
            let keys = KeyList(
                records.lazy.map { record in JSONRow(String(decoding: record.row.dropFirst(4), as: UTF8.self), number: 0, path: shape.path, ignoring: ignoring).key })
            content = TableContent(
                path: shape.path, source: .objects(try main.finish()), keys: KeyIndex(keys), ignoring: ignoring, earlier: earlier)
        } else {
            var sheets = [try PartnerTable.rows(shape.sheets[0], records.map { Array($0.row) }, ignoring)]
            for (number, list) in shape.sheets.dropFirst().enumerated() {
                let own = records.flatMap { record -> [Data] in record.lists.flatMap { number < $0.count ? $0[number] : nil } ?? [] }
                sheets.append(try PartnerTable.rows(list, own.map { Array($0) }, ignoring))
            }
            content = TableContent(
                path: shape.path, source: .sheet(sheets[0], lists: Array(sheets.dropFirst())), keys: KeyIndex(sheets[0].keys), ignoring: ignoring,
                earlier: earlier)
        }
        path = shape.path
        changes = []
        rows = PartnerRows(content: content)
        columns = content.heading.names.filter { $0 != PartnerTable.keyColumn }
        findings = []
    }

    private static func rows(_ sheet: TableShape.Sheet, _ records: [[UInt8]], _ ignoring: IgnoredColumns) throws(Finding) -> SheetRows {
        let heading = TableHeading(RowCodec.row(Array(sheet.heading)), path: sheet.path, ignoring: ignoring)
        var writer = SpoolWriter(.series)
        var keys = KeyList()
        for record in records {
            let row = RowCodec.row(record)
            keys.append(heading.keyColumn.flatMap { column in row.cells.first { $0.column == column } }.map { CellReading.key($0.value) } ?? "")
            try writer.append(record)
        }
        let merged = sheet.merged.filter { $0.count == 4 && $0[0] <= $0[1] && $0[2] <= $0[3] }.map { CellRange(rows: $0[2]...$0[3], columns: $0[0]...$0[1]) }
        return SheetRows(
            name: sheet.name, path: sheet.path, isWorkbook: sheet.isWorkbook, heading: heading, spool: try writer.finish(), keys: keys, merged: merged)
    }
}
