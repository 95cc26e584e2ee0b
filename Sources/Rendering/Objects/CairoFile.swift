/// A whole file of Cairo's: classic cross-reference table, no object streams, no encryption.
struct CairoFile {
    private let bytes: [UInt8]
    /// By object number: where its content begins (behind `obj`), and an upper bound for its end.
    private let places: [Range<Int>]

    init(_ bytes: [UInt8]) throws(DrawingError) {
        self.bytes = bytes
        guard let places = CairoFile.places(of: bytes) else { throw .unexpectedOutput("keine Querverweistabelle") }
        self.places = places
    }

    private static func places(of bytes: [UInt8]) -> [Range<Int>]? {
        var scanner = ByteScanner(bytes, at: max(bytes.count - 64, 0))
        guard scanner.skip(past: "startxref\n"), let table = scanner.integer(), table < bytes.count else { return nil }
        scanner.position = table
        guard scanner.skip(past: "xref\n0 "), let count = scanner.integer(), count < 1_000_000 else { return nil }
        var offsets: [Int] = []
        for _ in 0..<count {
            guard let offset = scanner.integer(), scanner.skip(past: "\n"), offset < bytes.count else { return nil }
            offsets.append(offset)
        }
        let ends = (offsets + [table]).sorted()
        return offsets.map { offset in
            var body = ByteScanner(bytes, at: offset)
            guard offset > 0, body.skip(past: " obj\n"), let end = ends.first(where: { $0 > offset }), body.position <= end
            else { return 0..<0 }
            return body.position..<end
        }
    }

    /// The object's text without `endobj`, or of a stream its dictionary.
    func text(of object: Int) throws(DrawingError) -> ArraySlice<UInt8> {
        try split(object).dictionary
    }

    /// The data of a stream as they are in the file.
    func stream(of object: Int) throws(DrawingError) -> ArraySlice<UInt8>? { try split(object).data }

    private func split(_ object: Int) throws(DrawingError) -> (dictionary: ArraySlice<UInt8>, data: ArraySlice<UInt8>?) {
        guard places.indices.contains(object), !places[object].isEmpty else { throw .unexpectedOutput("Objekt \(object) fehlt") }
        let place = places[object]
        var scanner = ByteScanner(Array(bytes[place]))
        if scanner.skip(past: ">>\nstream\n") {
            let header = bytes[place.lowerBound..<(place.lowerBound + scanner.position - 8)]
            guard let length = try self.length(in: header), place.lowerBound + scanner.position + length <= place.upperBound
            else { throw .unexpectedOutput("Strom \(object) ohne Länge") }
            let start = place.lowerBound + scanner.position
            return (header, bytes[start..<(start + length)])
        }
        scanner.position = 0
        guard scanner.skip(past: "endobj") else { throw .unexpectedOutput("Objekt \(object) ohne Ende") }
        return (bytes[place.lowerBound..<(place.lowerBound + scanner.position - 6)], nil)
    }

    private func length(in dictionary: ArraySlice<UInt8>) throws(DrawingError) -> Int? {
        guard let object = CairoFile.reference("Length", in: dictionary) else { return nil }
        var scanner = ByteScanner(Array(try text(of: object)))
        return scanner.integer()
    }

    /// The object that a key of a dictionary refers to.
    static func reference(_ key: String, in dictionary: ArraySlice<UInt8>) -> Int? {
        var scanner = ByteScanner(Array(dictionary))
        guard scanner.skip(past: "/\(key) ") else { return nil }
        if scanner.position < scanner.bytes.count, scanner.bytes[scanner.position] == UInt8(ascii: "[") { scanner.position += 1 }
        return scanner.integer()
    }

    /// Copies text of a dictionary, `replace` deciding what stands for each reference `N 0 R` outside strings.
    static func copy(
        _ text: ArraySlice<UInt8>, replace: (Int) throws(DrawingError) -> PDFFragment
    ) throws(DrawingError) -> PDFFragment {
        var fragment = PDFFragment()
        var scanner = ByteScanner(Array(text))
        var depth = 0
        while scanner.position < scanner.bytes.count {
            let byte = scanner.bytes[scanner.position]
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            let start = scanner.position
            if depth == 0, (0x30...0x39).contains(byte), let number = scanner.integer() {
                let rest = scanner.bytes[scanner.position...]
                if rest.starts(with: Array(" 0 R".utf8)), isBoundary(scanner.bytes, before: start) {
                    fragment.append(try replace(number))
                    scanner.position += 4
                } else {
                    fragment.append(bytes: scanner.bytes[start..<scanner.position])
                }
            } else {
                fragment.append(bytes: CollectionOfOne(byte))
                scanner.position = start + 1
                if byte == UInt8(ascii: "\\"), scanner.position < scanner.bytes.count {
                    fragment.append(bytes: CollectionOfOne(scanner.bytes[scanner.position]))
                    scanner.position += 1
                }
            }
        }
        return fragment
    }

    private static func isBoundary(_ bytes: [UInt8], before position: Int) -> Bool {
        position == 0 || [0x20, 0x0A, UInt8(ascii: "[")].contains(bytes[position - 1])
    }
}
