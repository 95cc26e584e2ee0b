import Rendering

/// Whether the data of a picture in a PDF are all there. Readers show what they can of a damaged one, each in its own way, and an
/// archive checks no pixels.
enum ImageAudit {
    /// Pictures in other filters are left to whoever checks them.
    static func isDamaged(_ image: QPDFObject) -> Bool {
        let filters = image.filters
        if filters == ["DCTDecode"] || filters == ["DCT"] {
            guard let data = image.data(.raw) else { return true }
            return !JPEGFile.isWhole(data)
        }
        guard filters.allSatisfy({ ["FlateDecode", "Fl", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode"].contains($0) }) else {
            return false
        }
        guard let data = image.data(.generalized) else { return true }
        guard let row = rowLength(image), let height = image["/Height"].double.flatMap({ Int(exactly: $0) }), (1...100_000).contains(height) else {
            return false
        }
        // Some programs leave out the last bytes.
        return data.count + row < row * height
    }

    private static func rowLength(_ image: QPDFObject) -> Int? {
        guard let width = image["/Width"].double.flatMap({ Int(exactly: $0) }), (1...100_000).contains(width) else { return nil }
        let isMask = image["/ImageMask"].isTrue
        guard let channels = isMask ? 1 : channels(image["/ColorSpace"]),
            let bits = isMask ? 1 : image["/BitsPerComponent"].double.flatMap({ Int(exactly: $0) }), (1...16).contains(bits)
        else { return nil }
        return (width * channels * bits + 7) / 8
    }

    /// ISO 32000-1, 8.6.3.
    private static func channels(_ space: QPDFObject) -> Int? {
        switch space.name ?? space.items.first?.name {
        case "DeviceGray", "CalGray", "Indexed", "Separation": 1
        case "DeviceRGB", "CalRGB", "Lab": 3
        case "DeviceCMYK": 4
        case "ICCBased": space.items.dropFirst().first?["/N"].double.flatMap { [1: 1, 3: 3, 4: 4][$0] }
        default: nil
        }
    }
}
