import Rendering

/// The incremental updates after a file of ours (ISO 32000-1, 7.5.6): each begins where the one before it ends, holds the objects that its
/// cross-reference section lists and nothing else, and names the one before it. So no reader can find anything else in the file, even one
/// that searches for objects on its own.
struct UpdateChain {
    struct Section {
        /// Behind its `%%EOF`.
        var end: Int
        /// Numbers of the objects that it writes or frees, those in object streams included.
        var objects: Set<Int> = []
        /// Of its cross-reference and object streams, which belong to the structure of the file.
        var structural: Set<Int> = []
    }

    private(set) var sections: [Section] = []

    private static let objectLimit = 1 << 17

    init(_ bytes: [UInt8], after original: OriginalRevision) throws(RefusedUpdate) {
        var end = original.length
        var table = original.tableStart
        repeat {
            var reader = SectionReader(bytes[...], at: end)
            let section = try reader.read(previous: table)
            table = reader.tableStart
            end = section.end
            sections.append(section)
        } while end < bytes.count
    }

    fileprivate struct SectionReader {
        private var scanner: UpdateScanner
        private let bytes: ArraySlice<UInt8>
        private let start: Int
        private(set) var tableStart = 0
        /// By offset.
        private var found: [Int: Int] = [:]
        private var structural: Set<Int> = []
        private var compressed: [Int: Int] = [:]

        init(_ bytes: ArraySlice<UInt8>, at start: Int) {
            self.bytes = bytes
            self.start = start
            scanner = UpdateScanner(bytes, at: start)
        }

        mutating func read(previous: Int) throws(RefusedUpdate) -> Section {
            while true {
                try scanner.skipBlanks()
                tableStart = scanner.position
                guard let object = try scanner.objectStart() else { break }
                guard object.generation == 0, found.count < UpdateChain.objectLimit else { throw .damaged }
                let (value, data) = try scanner.objectBody()
                found[object.offset] = object.number
                guard let data, case .dictionary(let entries) = value else { continue }
                switch entries["Type"]?.name {
                case "ObjStm"?: structural.insert(object.number)
                case "XRef"?:
                    structural.insert(object.number)
                    return try end(try readStream(entries, data, previous, object.number), table: object.offset)
                default: break
                }
            }
            return try end(try readTable(previous), table: tableStart)
        }

        /// `startxref`, the offset, `%%EOF`, the line's end.
        private mutating func end(_ objects: Set<Int>, table: Int) throws(RefusedUpdate) -> Section {
            tableStart = table
            try scanner.keyword("startxref")
            try scanner.skipBlanks()
            guard scanner.digits() == table else { throw .damaged }
            try scanner.skipBlanks()
            guard scanner.skip("%%EOF") else { throw .damaged }
            _ = scanner.skip("\r\n") || scanner.skip("\n") || scanner.skip("\r")
            return Section(end: scanner.position, objects: objects, structural: structural)
        }

        private mutating func readTable(_ previous: Int) throws(RefusedUpdate) -> Set<Int> {
            try scanner.keyword("xref")
            var listed: Set<Int> = []
            var freed: Set<Int> = []
            while true {
                try scanner.skipBlanks()
                guard let first = scanner.digits() else { break }
                guard scanner.skip(" "), let count = scanner.digits(), count <= UpdateChain.objectLimit, first <= 1 << 23 else { throw .damaged }
                try scanner.skipBlanks()
                for number in first..<(first + count) {
                    // An entry has 20 bytes, its end two.
                    guard let offset = scanner.digits(), scanner.skip(" "), let generation = scanner.digits(), scanner.skip(" ") else { throw .damaged }
                    if scanner.skip("n") {
                        guard generation == 0, found[offset] == number, listed.insert(number).inserted else { throw .damaged }
                    } else {
                        guard scanner.skip("f") else { throw .damaged }
                        if number != 0 { freed.insert(number) }
                    }
                    try scanner.skipBlanks()
                }
            }
            guard listed.count == found.count else { throw .damaged }
            try scanner.keyword("trailer")
            guard case .dictionary(let trailer) = try scanner.value(), trailer["XRefStm"] == nil else { throw .damaged }
            try check(trailer, previous)
            return listed.union(freed)
        }

        /// ISO 32000-1, 7.5.8.
        private func readStream(
            _ entries: [String: UpdateScanner.Value], _ data: ArraySlice<UInt8>, _ previous: Int, _ own: Int
        ) throws(RefusedUpdate) -> Set<Int> {
            try check(entries, previous)
            guard let widths = entries["W"]?.items?.compactMap(\.integer), widths.count == 3, widths.allSatisfy({ $0 <= 8 }),
                let size = entries["Size"]?.integer
            else { throw .damaged }
            let rows = try CrossReferenceRows(data, entries, width: widths.reduce(0, +))
            let index = entries["Index"]?.items?.compactMap(\.integer) ?? [0, size]
            guard index.count.isMultiple(of: 2) else { throw .damaged }
            var listed: Set<Int> = []
            var others: Set<Int> = []
            var row = 0
            for pair in stride(from: 0, to: index.count, by: 2) {
                guard index[pair] <= 1 << 23, index[pair + 1] <= UpdateChain.objectLimit else { throw .damaged }
                for number in index[pair]..<(index[pair] + index[pair + 1]) {
                    guard let fields = rows.fields(row, widths) else { throw .damaged }
                    row += 1
                    switch fields.kind {
                    case 0: if number != 0 { others.insert(number) }
                    case 1: guard fields.generation == 0, found[fields.offset] == number, listed.insert(number).inserted else { throw .damaged }
                    case 2: guard structural.contains(fields.offset), others.insert(number).inserted else { throw .damaged }
                    default: throw .damaged
                    }
                }
            }
            guard listed.union([own]).count == found.count, rows.count == row else { throw .damaged }
            return listed.union(others).union([own])
        }

        private func check(_ trailer: [String: UpdateScanner.Value], _ previous: Int) throws(RefusedUpdate) {
            guard trailer["Prev"]?.integer == previous, trailer["Encrypt"] == nil else { throw .damaged }
        }
    }
}

/// The table in a cross-reference stream, expanded.
private struct CrossReferenceRows {
    private let bytes: [UInt8]
    private let width: Int

    init(_ data: ArraySlice<UInt8>, _ entries: [String: UpdateScanner.Value], width: Int) throws(RefusedUpdate) {
        guard width > 0 else { throw .damaged }
        self.width = width
        switch entries["Filter"] {
        case nil: bytes = Array(data)
        case .name("FlateDecode")?:
            guard let expanded = Flate.expand(data, limit: 1 << 24) else { throw .damaged }
            guard case .dictionary(let parameters)? = entries["DecodeParms"], let predictor = parameters["Predictor"]?.integer, predictor > 1 else {
                bytes = expanded
                return
            }
            guard predictor >= 10, parameters["Columns"]?.integer == width, parameters["Colors"] == nil, parameters["BitsPerComponent"] == nil,
                let undone = Self.undone(expanded, width)
            else { throw .damaged }
            bytes = undone
        default: throw .damaged
        }
    }

    var count: Int { bytes.count / width }

    func fields(_ row: Int, _ widths: [Int]) -> (kind: Int, offset: Int, generation: Int)? {
        guard row < count else { return nil }
        var at = row * width
        var values: [Int] = []
        for width in widths {
            var value = 0
            for byte in bytes[at..<(at + width)] {
                guard value < 1 << 40 else { return nil }
                value = value << 8 | Int(byte)
            }
            values.append(value)
            at += width
        }
        return (widths[0] == 0 ? 1 : values[0], values[1], values[2])
    }

    /// PNG's filters None, Sub and Up, which are all that programs use here (PNG specification, 9.2).
    private static func undone(_ bytes: [UInt8], _ width: Int) -> [UInt8]? {
        guard bytes.count.isMultiple(of: width + 1) else { return nil }
        var result: [UInt8] = []
        var above = [UInt8](repeating: 0, count: width)
        for start in stride(from: 0, to: bytes.count, by: width + 1) {
            var row = Array(bytes[(start + 1)..<(start + 1 + width)])
            switch bytes[start] {
            case 0: break
            case 1: for column in 1..<max(1, width) { row[column] &+= row[column - 1] }
            case 2: for column in 0..<width { row[column] &+= above[column] }
            default: return nil
            }
            result += row
            above = row
        }
        return result
    }
}
