import Rendering

/// How the pictures of a page are coded that Poppler has to draw. What it cannot decode it leaves white: such a sheet would pass for a blank one.
struct ScanCodings {
    /// ISO 32000-2, table 6, without encryption of single streams.
    private static let known: Set<String> = [
        "ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode", "DCTDecode", "JPXDecode",
        // Short names, which readers take outside of inline pictures, too.
        "AHx", "A85", "LZW", "Fl", "RL", "CCF", "DCT",
    ]
    /// Of one shade, a page takes next to nothing in them.
    private static let tight: Set<String> = ["CCITTFaxDecode", "CCF", "JBIG2Decode", "JPXDecode"]

    private var codings: [(filters: [String], length: Double)] = []

    init(_ page: QPDFObject) {
        let pictures = page["/Resources"]["/XObject"]
        for key in pictures.keys {
            let picture = pictures[key]
            guard picture.kind == .stream, picture["/Subtype"].name == "Image" else { continue }
            let filter = picture["/Filter"]
            codings.append((filter.kind == .array ? filter.items.map { $0.name ?? "" } : filter.name.map { [$0] } ?? [], picture["/Length"].double ?? 0))
        }
    }

    var areKnown: Bool { codings.allSatisfy { $0.filters.allSatisfy(Self.known.contains) } }

    /// Whether there are more bytes in tight codings than a page of one shade takes.
    func hold(more bytes: Double) -> Bool { codings.contains { coding in coding.length > bytes && coding.filters.contains(where: Self.tight.contains) } }
}

extension GreyPicture {
    /// Nothing is on it at all, not even a speck.
    var isOfOneShade: Bool { samples.first.map { first in samples.allSatisfy { $0 == first } } ?? true }
}
