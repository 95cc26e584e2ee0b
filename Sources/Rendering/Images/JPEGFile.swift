import CCairo
import CTurboJPEG

/// A JPEG file with eight bits a sample. In grey or YCbCr PDF takes it as it is.
package struct JPEGFile: Sendable {
    let bytes: [UInt8]
    let width: Int
    let height: Int
    let isGrey: Bool
    /// Printing inks: has to be converted, since the output intent is sRGB.
    let isCMYK: Bool

    private static let mostPixels = 120_000_000

    init?(_ bytes: [UInt8]) {
        guard let decoder = tjInitDecompress() else { return nil }
        defer { tjDestroy(decoder) }
        var width: Int32 = 0
        var height: Int32 = 0
        var sampling: Int32 = 0
        var space: Int32 = 0
        let status = tjDecompressHeader3(decoder, bytes, UInt(bytes.count), &width, &height, &sampling, &space)
        guard status == 0, (1...30_000).contains(width), (1...30_000).contains(height),
            Int(width) * Int(height) <= Self.mostPixels
        else { return nil }
        self.bytes = bytes
        self.width = Int(width)
        self.height = Int(height)
        isGrey = space == Int32(TJCS_GRAY.rawValue)
        isCMYK = space == Int32(TJCS_CMYK.rawValue) || space == Int32(TJCS_YCCK.rawValue)
    }

    /// Whether all data are there and can be read; at an eighth of the size, which is enough for that.
    package static func isWhole(_ bytes: [UInt8]) -> Bool {
        guard let file = JPEGFile(bytes), let decoder = tjInitDecompress() else { return false }
        defer { tjDestroy(decoder) }
        let (width, height) = ((file.width + 7) / 8, (file.height + 7) / 8)
        let channels = file.isCMYK ? 4 : 3
        var samples = [UInt8](repeating: 0, count: width * height * channels)
        let format = file.isCMYK ? TJPF_CMYK : TJPF_RGB
        return tjDecompress2(
            decoder, bytes, UInt(bytes.count), &samples, Int32(width), 0, Int32(height), Int32(format.rawValue), 0) == 0
    }

    /// `nil` if the data are damaged, or in CMYK.
    func decoded() -> CairoSurface? {
        guard !isCMYK, let surface = try? CairoSurface(imageOf: Int32(width), Int32(height)), let decoder = tjInitDecompress(),
            let data = cairo_image_surface_get_data(surface.pointer)
        else { return nil }
        defer { tjDestroy(decoder) }
        cairo_surface_flush(surface.pointer)
        // Cairo's RGB24 is native-endian xRGB: BGRX in memory on amd64 and arm64.
        let status = tjDecompress2(
            decoder, bytes, UInt(bytes.count), data, Int32(width), cairo_image_surface_get_stride(surface.pointer),
            Int32(height), Int32(TJPF_BGRX.rawValue), 0)
        guard status == 0 else { return nil }
        cairo_surface_mark_dirty(surface.pointer)
        return surface
    }

    /// Three bytes a pixel; `nil` if the data are damaged.
    func pixels() -> [UInt8]? {
        guard isCMYK else { return samples(TJPF_RGB, channels: 3) }
        guard let inks = samples(TJPF_CMYK, channels: 4) else { return nil }
        // As Adobe writes them, 255 is no ink; the simple conversion of ISO 32000-1, 10.3.5.
        return (0..<inks.count / 4).flatMap { pixel in
            let key = UInt16(inks[pixel * 4 + 3])
            return (0..<3).map { UInt8(UInt16(inks[pixel * 4 + $0]) * key / 255) }
        }
    }

    private func samples(_ format: TJPF, channels: Int) -> [UInt8]? {
        guard let decoder = tjInitDecompress() else { return nil }
        defer { tjDestroy(decoder) }
        var samples = [UInt8](repeating: 0, count: width * height * channels)
        let status = tjDecompress2(
            decoder, bytes, UInt(bytes.count), &samples, Int32(width), 0, Int32(height), Int32(format.rawValue), 0)
        return status == 0 ? samples : nil
    }
}
