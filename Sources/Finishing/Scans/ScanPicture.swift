import Rendering

/// The picture that a scanned sheet is, as it stands in the scanner's file.
package struct ScanPicture: Sendable, Hashable {
    enum Coding: Sendable, Hashable {
        /// ITU-T T.6; whether runs of black are the samples 1.
        case fax(blackIsOne: Bool)
        case jpeg
        /// Samples of so many bits, rows at byte boundaries.
        case samples(bits: Int)
    }

    package let width: Int
    package let height: Int
    let coding: Coding
    /// 1 or 3.
    let channels: Int
    /// `Decode` is the other way round.
    let isInverted: Bool
    /// As coded.
    let data: [UInt8]

    /// What is black in it, and what is dark.
    package enum Pixels: Sendable {
        case bits(BitPicture)
        case grey(GreyPicture)
    }

    /// - Returns: `nil` where the data are damaged.
    package var pixels: Pixels? {
        switch coding {
        case .fax(let blackIsOne):
            guard let runs = FaxPicture.decode(data, width: width, height: height) else { return nil }
            // Sample 0 is black, unless Decode says otherwise (ISO 32000-1, 8.9.5.2).
            return .bits(blackIsOne == isInverted ? runs : runs.inverted)
        case .jpeg:
            return GreyPicture(jpeg: data).map { .grey(isInverted ? $0.inverted : $0) }
        case .samples(bits: 1):
            return BitPicture(width: width, height: height, bytes: data).map { .bits(isInverted ? $0 : $0.inverted) }
        case .samples:
            let grey = channels == 3 ? GreyPicture(width: width, height: height, rgb: data) : GreyPicture(width: width, height: height, samples: data)
            return grey.map { .grey(isInverted ? $0.inverted : $0) }
        }
    }
}

extension ScanPicture {
    /// A picture that was drawn from the page: black and white where nothing else is in it.
    init(_ drawn: GreyPicture) {
        let isBilevel = drawn.samples.allSatisfy { $0 == 0 || $0 == 255 }
        let bits = isBilevel ? BitPicture(grey: drawn.samples, width: drawn.width, height: drawn.height, threshold: 128) : nil
        self.init(
            width: drawn.width, height: drawn.height, coding: .samples(bits: bits == nil ? 8 : 1), channels: 1, isInverted: bits != nil, data: bits?.bytes ?? drawn.samples)
    }

    /// A picture that goes into an archive as it is: one of the codings above, grey or RGB, nothing masked.
    ///
    /// - Returns: `nil` for any other, which has to be drawn.
    init?(_ image: QPDFObject) {
        let stencil = image["/ImageMask"].isTrue
        guard image.kind == .stream, image["/Subtype"].name == "Image", image["/SMask"].kind == .null, image["/Mask"].kind == .null,
            let width = image["/Width"].double.flatMap({ Int(exactly: $0) }), let height = image["/Height"].double.flatMap({ Int(exactly: $0) }),
            (1...30_000).contains(width), (1...30_000).contains(height),
            let channels = stencil ? 1 : ScanPicture.channels(of: image["/ColorSpace"])
        else { return nil }
        let decode = image["/Decode"].items.compactMap(\.double)
        let pairs = { (pair: [Double]) -> [Double] in Array(repeatElement(pair, count: channels).joined()) }
        let upright = pairs([0, 1])
        guard decode.isEmpty || decode == upright || decode == pairs([1, 0]) else { return nil }
        let isInverted = !decode.isEmpty && decode != upright
        let bits = stencil ? 1 : image["/BitsPerComponent"].double.flatMap { Int(exactly: $0) } ?? 1
        let parameters = image["/DecodeParms"].kind == .array ? image["/DecodeParms"].items.first : image["/DecodeParms"]
        switch image.filters {
        case ["CCITTFaxDecode"]:
            guard let parameters, let k = parameters["/K"].double, k < 0, !parameters["/EncodedByteAlign"].isTrue, channels == 1,
                (parameters["/Columns"].double ?? 1728) == Double(width), let data = image.data(.raw)
            else { return nil }
            self.init(width: width, height: height, coding: .fax(blackIsOne: parameters["/BlackIs1"].isTrue), channels: 1, isInverted: isInverted, data: data)
        case ["DCTDecode"]:
            guard bits == 8, let data = image.data(.raw), let size = JPEGSize(data), size.channels == channels, size.width == width, size.height == height else { return nil }
            self.init(width: width, height: height, coding: .jpeg, channels: channels, isInverted: isInverted, data: data)
        case [], ["FlateDecode"]:
            guard bits == 8 || bits == 1 && channels == 1, let data = image.data(.generalized), data.count >= (width * bits * channels + 7) / 8 * height else { return nil }
            self.init(
                width: width, height: height, coding: .samples(bits: bits), channels: channels, isInverted: isInverted,
                data: Array(data.prefix((width * bits * channels + 7) / 8 * height)))
        default: return nil
        }
    }

    /// A profile of grey or RGB gives way to the sRGB of the output intent: scanners' own are nearly that.
    private static func channels(of space: QPDFObject) -> Int? {
        switch space.name ?? space.items.first?.name {
        case "DeviceGray", "CalGray", "G": return 1
        case "DeviceRGB", "CalRGB", "RGB": return 3
        case "ICCBased":
            guard space.items.count == 2, let count = space.items[1]["/N"].double.flatMap({ Int(exactly: $0) }) else { return nil }
            return count == 1 || count == 3 ? count : nil
        default: return nil
        }
    }
}
