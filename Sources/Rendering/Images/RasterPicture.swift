import CCairo

/// A picture file, read: PNG decoded, JPEG as it is.
package enum RasterPicture {
    /// Rows from the top, three bytes a pixel; `alpha` one byte a pixel, only where something is not opaque.
    case pixels(width: Int, height: Int, rgb: [UInt8], alpha: [UInt8]?)
    case jpeg(JPEGFile)

    /// - Throws: ``DrawingError/picture(path:reason:)``
    init(path: String) throws(DrawingError) {
        guard let bytes = FileBytes.read(path, limit: 64 << 20) else {
            throw .picture(path: path, reason: "die Datei fehlt, ist nicht lesbar oder größer als 64 MiB")
        }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            guard let file = JPEGFile(bytes), !file.isCMYK else {
                throw .picture(path: path, reason: "die JPEG-Daten sind beschädigt oder in CMYK")
            }
            self = .jpeg(file)
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            guard let surface = try? PNGCoder.decode(bytes), let pixels = RasterPicture(surface) else {
                throw .picture(path: path, reason: "die PNG-Daten sind beschädigt")
            }
            self = pixels
        } else {
            throw .picture(path: path, reason: "sie ist weder SVG noch PNG noch JPEG")
        }
    }

    /// Takes Cairo's premultiplied pixels apart: native-endian ARGB, which is BGRA in memory on amd64 and arm64.
    init?(_ surface: CairoSurface) {
        let width = Int(cairo_image_surface_get_width(surface.pointer))
        let height = Int(cairo_image_surface_get_height(surface.pointer))
        let stride = Int(cairo_image_surface_get_stride(surface.pointer))
        let format = cairo_image_surface_get_format(surface.pointer)
        cairo_surface_flush(surface.pointer)
        guard format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24, width > 0, height > 0,
            let data = cairo_image_surface_get_data(surface.pointer)
        else { return nil }
        let isOpaque = format == CAIRO_FORMAT_RGB24
        // Scans have millions of pixels: written in place, and divided only where something shines through.
        let rgb = [UInt8](unsafeUninitializedCapacity: width * height * 3) { target, count in
            var at = 0
            for y in 0..<height {
                var pixel = UnsafePointer(data) + y * stride
                for _ in 0..<width {
                    let opacity = isOpaque ? 255 : UInt32(pixel[3])
                    target[at] = Self.straight(pixel[2], opacity)
                    target[at + 1] = Self.straight(pixel[1], opacity)
                    target[at + 2] = Self.straight(pixel[0], opacity)
                    at += 3
                    pixel += 4
                }
            }
            count = at
        }
        let alpha = isOpaque ? [] : (0..<height).flatMap { y in (0..<width).map { data[y * stride + $0 * 4 + 3] } }
        self = .pixels(width: width, height: height, rgb: rgb, alpha: alpha.allSatisfy { $0 == 255 } ? nil : alpha)
    }

    /// Undoes the multiplication with the opacity; white where nothing is to be seen.
    @inline(__always) private static func straight(_ channel: UInt8, _ opacity: UInt32) -> UInt8 {
        switch opacity {
        case 255: channel
        case 0: 255
        default: UInt8(min((UInt32(channel) * 255 + opacity / 2) / opacity, 255))
        }
    }

    /// As an image XObject. Without interpolation: ISO 19005-3, 6.2.8.
    package var object: PictureObject {
        var group = ObjectGroup()
        let root = add(to: &group)
        let size = self.size
        return PictureObject(objects: SharedObjects(group), root: root, width: Double(size.width), height: Double(size.height))
    }

    /// Pixels.
    var size: (width: Int, height: Int) {
        switch self {
        case .pixels(let width, let height, _, _): (width, height)
        case .jpeg(let file): (file.width, file.height)
        }
    }

    /// - Returns: The image's index in the group.
    package func add(to group: inout ObjectGroup) -> Int {
        switch self {
        case .pixels(let width, let height, let rgb, let alpha):
            let samples = PackedSamples(width: width, rgb)
            var dictionary = PDFFragment(
                "/Type/XObject/Subtype/Image/Width \(width)/Height \(height)/BitsPerComponent \(samples.bits)/Interpolate false"
                    + "/ColorSpace/\(samples.colorSpace)/Filter/FlateDecode")
            if let alpha {
                let mask = group.add(
                    .stream(
                        "/Type/XObject/Subtype/Image/Width \(width)/Height \(height)/BitsPerComponent 8/Interpolate false"
                            + "/ColorSpace/DeviceGray/Filter/FlateDecode", Flate.compress(alpha)))
                dictionary.append("/SMask ")
                dictionary.append(reference: mask)
            }
            return group.add(.stream(dictionary, Flate.compress(samples.bytes)))
        case .jpeg(let file):
            return group.add(
                .stream(
                    "/Type/XObject/Subtype/Image/Width \(file.width)/Height \(file.height)/BitsPerComponent 8/Interpolate false"
                        + "/ColorSpace/\(file.isGrey ? "DeviceGray" : "DeviceRGB")/Filter/DCTDecode", file.bytes))
        }
    }

    /// As a Cairo image, for the preview.
    /// - Throws: ``DrawingError/picture(path:reason:)`` for the files that the PDF refuses as well.
    static func surface(path: String) throws(DrawingError) -> CairoSurface {
        guard let bytes = FileBytes.read(path, limit: 64 << 20) else {
            throw .picture(path: path, reason: "die Datei fehlt, ist nicht lesbar oder größer als 64 MiB")
        }
        let isPNG = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
        if let surface = isPNG ? try? PNGCoder.decode(bytes) : JPEGFile(bytes)?.decoded() { return surface }
        throw .picture(path: path, reason: "sie ist beschädigt oder weder SVG noch PNG noch JPEG in RGB oder Graustufen")
    }
}
