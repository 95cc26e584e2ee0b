import Rendering

extension FileEnd {
    /// Reads what ``writeTable(_:)`` and ``writeStream(_:_:)`` write; `nil` for anything else.
    ///
    /// - Parameters:
    ///   - bytes: begin with the file.
    ///   - start: where the cross-references are said to begin.
    init?(in bytes: ArraySlice<UInt8>, at start: Int) {
        if let table = FileEnd(tableIn: bytes, at: start) { self = table } else if let stream = FileEnd(streamIn: bytes, at: start) { self = stream } else { return nil }
    }

    private init?(tableIn bytes: ArraySlice<UInt8>, at start: Int) {
        var scanner = ByteScanner(bytes, at: start)
        guard scanner.skip("xref\n0 "), let count = scanner.integer(), count > 0, scanner.skip("\n0000000000 65535 f \n") else { return nil }
        // An entry has 20 bytes.
        guard count - 1 <= scanner.remaining / 20 else { return nil }
        var addresses: [ObjectAddress] = [.none]
        for _ in 1..<count {
            guard let offset = scanner.integer(), scanner.skip(" 00000 n \n") else { return nil }
            addresses.append(.offset(offset))
        }
        guard scanner.skip("trailer\n<<"), let trailer = Trailer(&scanner), trailer.size == count else { return nil }
        self.init(addresses: addresses, root: trailer.root, info: trailer.info, identifier: trailer.identifier, start: start, stream: nil)
        var written = PDFBytes()
        writeTable(&written)
        guard bytes[start...].starts(with: written.bytes) else { return nil }
        length = written.count
    }

    private init?(streamIn bytes: ArraySlice<UInt8>, at start: Int) {
        var scanner = ByteScanner(bytes, at: start)
        guard let number = scanner.integer(), scanner.skip(" 0 obj\n<</Type/XRef"), let trailer = Trailer(&scanner),
            scanner.skip("/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Filter/FlateDecode/Length "), let count = scanner.integer(),
            scanner.skip(">>stream\n"), let data = scanner.bytes(count: count), let addresses = CrossReferences.addresses(in: data, count: trailer.size)
        else { return nil }
        self.init(
            addresses: addresses, root: trailer.root, info: trailer.info, identifier: trailer.identifier, start: start, stream: PDFReference(number: number))
        var written = PDFBytes()
        writeStream(&written, data: data)
        guard addresses.indices.contains(number), addresses[number] == .offset(start), bytes[start...].starts(with: written.bytes) else { return nil }
        length = written.count
    }

    private struct Trailer {
        let size: Int
        let root: PDFReference
        let info: PDFReference?
        let identifier: [UInt8]

        init?(_ scanner: inout ByteScanner) {
            guard scanner.skip("/Size "), let size = scanner.integer(), scanner.skip("/Root "), let root = scanner.reference() else { return nil }
            var info: PDFReference?
            if scanner.skip("/Info ") {
                guard let found = scanner.reference() else { return nil }
                info = found
            }
            guard scanner.skip("/ID[<"), let identifier = scanner.hexadecimal(count: 16), scanner.skip("><"), scanner.hexadecimal(count: 16) == identifier,
                scanner.skip(">]")
            else { return nil }
            (self.size, self.root, self.info, self.identifier) = (size, root, info, identifier)
        }
    }

    /// Whether every object stands where it is said to. The identifier says nothing of the cross-references: who points them elsewhere hides an object from readers.
    func pointsToObjects(in bytes: [UInt8]) -> Bool {
        var packs: [Int: [Int]] = [:]
        return addresses.indices.dropFirst().allSatisfy { number in
            switch addresses[number] {
            case .none: return false
            case .packed(let stream, let index):
                guard addresses.indices.contains(stream) else { return false }
                let numbers = packs[stream] ?? ObjectPack.numbers(at: addresses[stream].offset, in: bytes[..<start]) ?? []
                packs[stream] = numbers
                return numbers.indices.contains(index) && numbers[index] == number
            case .offset(let offset):
                guard offset < start || offset == start && number == stream?.number else { return false }
                var scanner = ByteScanner(bytes[...], at: offset)
                return scanner.integer() == number && scanner.skip(" 0 obj\n")
            }
        }
    }
}

extension ObjectPack {
    /// More than this no stream of ours holds; one with long texts is far from it.
    private static let sizeLimit = 1 << 26

    /// Which objects a stream of ours holds, in their order.
    /// - Returns: `nil` where none of ours stands.
    fileprivate static func numbers(at offset: Int, in bytes: ArraySlice<UInt8>) -> [Int]? {
        var scanner = ByteScanner(bytes, at: offset)
        guard scanner.integer() != nil, scanner.skip(" 0 obj\n<</Type/ObjStm/N "), let count = scanner.integer(), scanner.skip("/First "),
            let first = scanner.integer(), scanner.skip("/Filter/FlateDecode/Length "), let length = scanner.integer(), scanner.skip(">>stream\n"),
            let data = scanner.bytes(count: length), let content = Flate.expand(data, limit: sizeLimit), first <= content.count, count <= first
        else { return nil }
        var header = ByteScanner(content[..<first], at: 0)
        var numbers: [Int] = []
        for _ in 0..<count {
            guard let number = header.integer(), header.skip(" "), header.integer() != nil, header.skip(" ") else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
