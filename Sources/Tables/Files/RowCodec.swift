/// A row as the bytes of a spool's record.
package enum RowCodec {
    /// In the byte that says of what kind a cell is; 8 in it: a second text follows.
    private static let struck: UInt8 = 0x80

    package static func bytes(of row: DataRow) -> [UInt8] {
        var bytes: [UInt8] = []
        put(UInt32(clamping: row.number), into: &bytes)
        bytes.append(row.isHidden ? 1 : 0)
        for cell in row.cells {
            put(UInt32(clamping: cell.column), into: &bytes)
            let mark = cell.isStruck ? struck : 0
            switch cell.value {
            case .text(let text): put(mark | 0, text, into: &bytes)
            case .number(let text, let isSerial, let shown):
                put(mark | (isSerial ? 2 : 1) | (shown == nil ? 0 : 8), text, into: &bytes)
                if let shown { put(shown, into: &bytes) }
            case .date(let text, let shown):
                put(mark | 3 | (shown == nil ? 0 : 8), text, into: &bytes)
                if let shown { put(shown, into: &bytes) }
            case .percent(let text): put(mark | 4, text, into: &bytes)
            case .flag(let flag): put(mark | (flag ? 6 : 5), "", into: &bytes)
            case .fault(let fault, let text): put(mark | (16 + fault.rawValue), text, into: &bytes)
            }
        }
        return bytes
    }

    package static func row(_ bytes: [UInt8]) -> DataRow {
        var reader = Reader(bytes: bytes)
        var row = DataRow(number: reader.number())
        row.isHidden = reader.byte() == 1
        while !reader.isAtEnd {
            let column = reader.number()
            let mark = reader.byte()
            let kind = mark & ~struck
            let text = reader.text()
            let value: CellValue
            switch kind {
            case 1, 2: value = .number(text, isSerial: kind == 2)
            case 9, 10: value = .number(text, isSerial: kind == 10, shown: reader.text())
            case 3: value = .date(text)
            case 11: value = .date(text, shown: reader.text())
            case 4: value = .percent(text)
            case 5, 6: value = .flag(kind == 6)
            default: value = CellFault(rawValue: kind &- 16).map { .fault($0, text) } ?? .text(text)
            }
            row.cells.append(DataCell(column, value, isStruck: mark & struck != 0))
        }
        return row
    }

    private static func put(_ number: UInt32, into bytes: inout [UInt8]) {
        for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private static func put(_ kind: UInt8, _ text: String, into bytes: inout [UInt8]) {
        bytes.append(kind)
        put(text, into: &bytes)
    }

    private static func put(_ text: String, into bytes: inout [UInt8]) {
        put(UInt32(clamping: text.utf8.count), into: &bytes)
        bytes += text.utf8
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position >= bytes.count }

        mutating func byte() -> UInt8 {
            guard position < bytes.count else { return 0 }
            defer { position += 1 }
            return bytes[position]
        }

        mutating func number() -> Int {
            var number = 0
            for shift in [0, 8, 16, 24] { number |= Int(byte()) << shift }
            return number
        }

        mutating func text() -> String {
            let end = min(number() + position, bytes.count)
            defer { position = end }
            return String(decoding: bytes[position..<end], as: UTF8.self)
        }
    }
}
