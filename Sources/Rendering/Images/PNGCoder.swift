import CCairo
import CDeflate

/// PNG: read through Cairo, written through libdeflate.
enum PNGCoder {
    private final class Source {
        let bytes: [UInt8]
        var position = 0
        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    static func decode(_ bytes: [UInt8]) throws(DrawingError) -> CairoSurface {
        let source = Source(bytes)
        let pointer = withExtendedLifetime(source) {
            cairo_image_surface_create_from_png_stream(
                { closure, data, length in
                    guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
                    let source = Unmanaged<Source>.fromOpaque(closure).takeUnretainedValue()
                    let end = source.position + Int(length)
                    guard end <= source.bytes.count else { return CAIRO_STATUS_READ_ERROR }
                    for (offset, byte) in source.bytes[source.position..<end].enumerated() { data[offset] = byte }
                    source.position = end
                    return CAIRO_STATUS_SUCCESS
                }, Unmanaged.passUnretained(source).toOpaque())
        }
        guard let pointer else { throw .cairo("PNG") }
        return try CairoSurface(owning: pointer)
    }

    /// An opaque surface (RGB24) as PNG. Not by Cairo: its zlib at the usual level and libpng's choice of a filter for each row took most of the time
    /// from keystroke to picture, and twice the bytes. A page without colour is written in grey; rows stand unfiltered, which suits text and
    /// drawings (PNG, third edition, 12.7).
    static func encode(_ surface: CairoSurface) throws(DrawingError) -> [UInt8] {
        cairo_surface_flush(surface.pointer)
        let width = Int(cairo_image_surface_get_width(surface.pointer))
        let height = Int(cairo_image_surface_get_height(surface.pointer))
        let stride = Int(cairo_image_surface_get_stride(surface.pointer))
        guard width > 0, height > 0, cairo_image_surface_get_format(surface.pointer) == CAIRO_FORMAT_RGB24,
            let data = cairo_image_surface_get_data(surface.pointer)
        else { throw .cairo("PNG") }
        let isGrey = isGrey(data, width: width, height: height, stride: stride)
        let channels = isGrey ? 1 : 3
        let size = height * (1 + width * channels)
        let rows = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var target = 0
            for y in 0..<height {
                buffer[target] = 0
                target += 1
                let row = data + y * stride
                for x in 0..<width {
                    // Native byte order: blue, green, red, unused (cairo_format_t).
                    let pixel = row + 4 * x
                    if isGrey {
                        buffer[target] = pixel[0]
                    } else {
                        (buffer[target], buffer[target + 1], buffer[target + 2]) = (pixel[2], pixel[1], pixel[0])
                    }
                    target += channels
                }
            }
            count = size
        }
        // Eight bits a channel; grey or red, green, blue; the only methods of compression and filtering; no interlacing.
        let head = bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, isGrey ? 0 : 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", head) + chunk("IDAT", Flate.compress(rows, .quick)) + chunk("IEND", [])
    }

    private static func isGrey(_ data: UnsafePointer<UInt8>, width: Int, height: Int, stride: Int) -> Bool {
        for y in 0..<height {
            let row = data + y * stride
            for x in 0..<width {
                let pixel = row + 4 * x
                if pixel[0] != pixel[1] || pixel[1] != pixel[2] { return false }
            }
        }
        return true
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return bigEndian(UInt32(content.count)) + body + bigEndian(libdeflate_crc32(0, body, body.count))
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }
}
