/// An embedded font program that stands at a wrong place of its descriptor, or in a wrapping, and where it belongs.
///
/// Writers of PDF put outlines in CFF where Type 1 belongs, call those of a CID font `Type1C`, or embed a printer font with the heads
/// of its segments. Readers look at the bytes and draw all of them alike; an archive wants each at its place (ISO 19005-3, 6.2.11.4.1;
/// ISO 32000-1, table 126). The glyphs stay as they are.
struct EmbeddedProgram {
    /// `/FontFile`, `/FontFile2`, `/FontFile3`.
    let key: String
    /// Of `FontFile3`.
    let subtype: String?
    let bytes: [UInt8]
    /// Of a Type 1 program: of its clear, encrypted and closing part.
    var lengths: [Int] = []

    static let keys = ["/FontFile", "/FontFile2", "/FontFile3"]

    private enum Format { case type1, printerFont, trueType, compact, openType, unknown }

    /// What a font's program needs.
    enum Standing {
        /// It stands where it belongs, or is of a kind that is not known here.
        case fitting
        /// It has to be written elsewhere, or otherwise.
        case misplaced(EmbeddedProgram)
        /// No place of the descriptor is right for it.
        case unfit
    }

    /// The first program of a descriptor.
    static func stream(of descriptor: QPDFObject) -> (key: String, stream: QPDFObject)? {
        for key in keys where descriptor[key].kind == .stream { return (key, descriptor[key]) }
        return nil
    }

    /// - Parameter carrier: the font, or the descendant of a composite one.
    static func standing(of carrier: QPDFObject) -> Standing {
        guard let (key, stream) = stream(of: carrier["/FontDescriptor"]), let bytes = stream.data(.generalized) else { return .fitting }
        let format = format(bytes)
        let subtype = stream["/Subtype"].name
        let isFitting: (String, String?) -> Bool = { $0 == key && ($0 != "/FontFile3" || $1 == subtype) }
        let place: (key: String, subtype: String?)
        switch (carrier["/Subtype"].name, format) {
        case (_, .unknown): return .fitting
        // ISO 32000-1, 9.7.4.2: of a program that knows no CIDs these are the glyphs' indexes, as readers take them.
        case ("CIDFontType0", .compact): place = ("/FontFile3", "CIDFontType0C")
        case ("CIDFontType0", .openType), ("Type1", .openType), ("MMType1", .openType): place = ("/FontFile3", "OpenType")
        case ("Type1", .compact), ("MMType1", .compact):
            // Without names of glyphs there is nothing that an encoding could mean.
            if FontProgramFace(bytes)?.isCIDKeyed ?? false { return .unfit }
            place = ("/FontFile3", "Type1C")
        case ("Type1", .type1), ("MMType1", .type1): place = ("/FontFile", nil)
        case ("Type1", .printerFont), ("MMType1", .printerFont): return withoutHeads(bytes).map(Standing.misplaced) ?? .unfit
        case ("TrueType", .trueType), ("CIDFontType2", .trueType):
            // There OpenType is allowed too, and a TrueType font is one.
            if key == "/FontFile3", subtype == "OpenType" { return .fitting }
            place = ("/FontFile2", nil)
        // What CIDs mean in a Type 1 program nobody has said.
        case ("CIDFontType0", _): return .unfit
        default: return .fitting
        }
        return isFitting(place.key, place.subtype) ? .fitting : .misplaced(EmbeddedProgram(key: place.key, subtype: place.subtype, bytes: bytes))
    }

    private static func format(_ bytes: [UInt8]) -> Format {
        if bytes.starts(with: [0x80, 1]) { return .printerFont }
        if bytes.starts(with: Array("%!".utf8)) { return .type1 }
        if bytes.starts(with: Array("OTTO".utf8)) { return .openType }
        if bytes.starts(with: [0, 1, 0, 0]) || bytes.starts(with: Array("true".utf8)) { return .trueType }
        // Adobe Technical Note 5176, 6: version 1.0, size of the header, size of offsets.
        if bytes.count > 4, bytes[0] == 1, bytes[1] == 0, bytes[2] >= 4, (1...4).contains(bytes[3]) { return .compact }
        return .unknown
    }

    /// A printer font (PFB) is a row of segments, each behind a head of six bytes: 128, kind (1 text, 2 binary, 3 the end), length, low
    /// byte first (Adobe Technical Note 5040, 3).
    private static func withoutHeads(_ bytes: [UInt8]) -> EmbeddedProgram? {
        var parts: [(kind: UInt8, bytes: ArraySlice<UInt8>)] = []
        var at = 0
        while at + 6 <= bytes.count, bytes[at] == 0x80, bytes[at + 1] != 3 {
            let length = (0..<4).reduce(0) { $0 | Int(bytes[at + 2 + $1]) << (8 * $1) }
            guard (1...2).contains(bytes[at + 1]), length <= bytes.count - at - 6 else { return nil }
            let part = bytes[at + 6..<at + 6 + length]
            if let last = parts.last, last.kind == bytes[at + 1] {
                parts[parts.count - 1].bytes = ArraySlice(last.bytes + part)
            } else {
                parts.append((bytes[at + 1], part))
            }
            at += 6 + length
        }
        guard parts.map(\.kind) == [1, 2, 1] || parts.map(\.kind) == [1, 2] else { return nil }
        let lengths = parts.map(\.bytes.count) + [0]
        return EmbeddedProgram(key: "/FontFile", subtype: nil, bytes: parts.flatMap(\.bytes), lengths: Array(lengths.prefix(3)))
    }

    /// Of a Type 1 program in one piece: where the encrypted part begins is behind the operator `eexec`, and the closing part are the
    /// zeros and `cleartomark` (ISO 32000-1, table 127).
    private var type1Lengths: [Int] {
        guard lengths.isEmpty else { return lengths }
        let start = Array("eexec".utf8)
        guard let found = bytes.indices.first(where: { bytes[$0] == start[0] && bytes[$0...].starts(with: start) }) else { return [bytes.count, 0, 0] }
        var begin = found + start.count
        while begin < bytes.count, [0x0A, 0x0D, 0x20, 0x09].contains(bytes[begin]) { begin += 1 }
        return [begin, bytes.count - begin, 0]
    }

    /// What stands in the dictionary of its stream besides the filter.
    var entries: String {
        switch key {
        case "/FontFile3": "/Subtype/\(subtype ?? "")"
        case "/FontFile2": "/Length1 \(bytes.count)"
        default: type1Lengths.enumerated().map { "/Length\($0.offset + 1) \($0.element)" }.joined()
        }
    }
}
