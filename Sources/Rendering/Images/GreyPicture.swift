import CTurboJPEG

/// A picture of a byte a pixel, 0 is black; rows from the top without gaps.
package struct GreyPicture: Sendable, Hashable {
    package let width: Int
    package let height: Int
    package let samples: [UInt8]

    /// - Returns: `nil` where the samples do not fill the picture.
    package init?(width: Int, height: Int, samples: [UInt8]) {
        guard (1...30_000).contains(width), (1...30_000).contains(height), samples.count >= width * height else { return nil }
        self.width = width
        self.height = height
        self.samples = samples
    }

    /// - Returns: `nil` where the data are damaged, or those of printing inks.
    package init?(jpeg bytes: [UInt8]) {
        guard let file = JPEGFile(bytes), !file.isCMYK, let decoder = tjInitDecompress() else { return nil }
        defer { tjDestroy(decoder) }
        var isWhole = false
        let samples = [UInt8](unsafeUninitializedCapacity: file.width * file.height) { target, count in
            isWhole =
                tjDecompress2(
                    decoder, bytes, UInt(bytes.count), target.baseAddress, Int32(file.width), 0, Int32(file.height), Int32(TJPF_GRAY.rawValue), 0) == 0
            count = isWhole ? file.width * file.height : 0
        }
        guard isWhole else { return nil }
        self.init(width: file.width, height: file.height, samples: samples)
    }

    /// - Parameter rgb: three bytes a pixel.
    package init?(width: Int, height: Int, rgb: [UInt8]) {
        guard rgb.count >= width * height * 3 else { return nil }
        // Weights of ITU-R BT.601 in 256ths.
        var samples = [UInt8](repeating: 0, count: width * height)
        for index in samples.indices {
            let (red, green, blue) = (Int(rgb[index * 3]), Int(rgb[index * 3 + 1]), Int(rgb[index * 3 + 2]))
            samples[index] = UInt8((red * 77 + green * 150 + blue * 29) >> 8)
        }
        self.init(width: width, height: height, samples: samples)
    }

    package var inverted: GreyPicture { GreyPicture(width: width, height: height, samples: samples.map { 255 - $0 }) ?? self }
}
