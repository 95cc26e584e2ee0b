import CCairo

/// PNG through Cairo.
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

    static func encode(_ surface: CairoSurface) throws(DrawingError) -> [UInt8] {
        let sink = ByteSink()
        let status = withExtendedLifetime(sink) {
            cairo_surface_write_to_png_stream(surface.pointer, ByteSink.write, Unmanaged.passUnretained(sink).toOpaque())
        }
        try Cairo.check(status)
        return sink.take()
    }
}
