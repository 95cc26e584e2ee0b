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
    ///
    /// - Parameter coarsely: grey in 16 shades instead of 256, in half the time and two thirds of the bytes: for text and lines on a screen.
    static func encode(_ surface: CairoSurface, coarsely: Bool = false) throws(DrawingError) -> [UInt8] {
        cairo_surface_flush(surface.pointer)
        let width = Int(cairo_image_surface_get_width(surface.pointer))
        let height = Int(cairo_image_surface_get_height(surface.pointer))
        let stride = Int(cairo_image_surface_get_stride(surface.pointer))
        guard width > 0, height > 0, cairo_image_surface_get_format(surface.pointer) == CAIRO_FORMAT_RGB24,
            let data = cairo_image_surface_get_data(surface.pointer)
        else { throw .cairo("PNG") }
        let pixels = UnsafeRawBufferPointer(start: data, count: height * stride)
        let rows = (0..<height).map { Row(rebasing: pixels[($0 * stride)..<($0 * stride + width * 4)]) }
        let isGrey = rows.allSatisfy(isColourless)
        let shades: Shades = isGrey ? (coarsely ? .sixteenGreys : .greys) : .colours
        let length = 1 + shades.bytes(of: width)
        let lines = [UInt8](unsafeUninitializedCapacity: height * length) { buffer, count in
            for (y, row) in rows.enumerated() {
                buffer[y * length] = 0
                shades.write(row, UnsafeMutableBufferPointer(rebasing: buffer[(y * length + 1)..<((y + 1) * length)]))
            }
            count = height * length
        }
        // The only methods of compression and filtering; no interlacing.
        let head = bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [shades == .sixteenGreys ? 4 : 8, isGrey ? 0 : 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", head) + chunk("IDAT", Flate.compress(lines, .quick)) + chunk("IEND", [])
    }

    /// Pixels in the machine's byte order: unused, red, green, blue from the highest byte (`cairo_format_t`).
    private typealias Row = UnsafeRawBufferPointer

    /// All of a row at once, which the compiler turns into vectors.
    private static func isColourless(_ row: Row) -> Bool {
        row.withMemoryRebound(to: UInt32.self) { $0.reduce(0) { $0 | ($1 ^ $1 >> 8) & 0xFFFF } == 0 }
    }

    /// How a pixel is written: bit depth and colour type (PNG, third edition, 11.2.1).
    private enum Shades {
        case greys, sixteenGreys, colours

        /// Of a row's pixels.
        func bytes(of width: Int) -> Int {
            switch self {
            case .greys: width
            case .sixteenGreys: (width + 1) / 2
            case .colours: width * 3
            }
        }

        func write(_ row: Row, _ target: UnsafeMutableBufferPointer<UInt8>) {
            row.withMemoryRebound(to: UInt32.self) { row in
                switch self {
                case .greys:
                    for x in row.indices { target[x] = UInt8(truncatingIfNeeded: row[x]) }
                case .sixteenGreys:
                    // The left one of two pixels in the high bits (7.2).
                    for x in 0..<(row.count / 2) { target[x] = Shades.coarse(row[x &* 2]) << 4 | Shades.coarse(row[x &* 2 &+ 1]) }
                    if row.count % 2 == 1, let last = row.last { target[row.count / 2] = Shades.coarse(last) << 4 }
                case .colours:
                    for x in row.indices {
                        target[x &* 3] = UInt8(truncatingIfNeeded: row[x] >> 16)
                        target[x &* 3 &+ 1] = UInt8(truncatingIfNeeded: row[x] >> 8)
                        target[x &* 3 &+ 2] = UInt8(truncatingIfNeeded: row[x])
                    }
                }
            }
        }

        /// The nearest of 16 greys: 0…255 by 17.
        @inline(__always) private static func coarse(_ pixel: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: ((pixel & 0xFF) &* 15 &+ 135) >> 8) }
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return bigEndian(UInt32(content.count)) + body + bigEndian(libdeflate_crc32(0, body, body.count))
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }
}
