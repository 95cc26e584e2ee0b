import CTIFF

/// A TIFF file with one or several pages, as scanners write them. Owns libtiff's handle.
final class TIFFFile {
    private let handle: OpaquePointer

    /// Bytes of a single allocation of libtiff.
    private static let memory = 512 << 20
    private static let mostPixels = 120_000_000
    private static let mostPages = 2000

    init?(path: String) {
        guard let handle = ctiff_open(path, tmsize_t(Self.memory)) else { return nil }
        self.handle = handle
    }

    deinit { TIFFClose(handle) }

    /// No more than can be an annex; a chain of directories that runs in a circle ends here too.
    var pageCount: Int { min(Int(TIFFNumberOfDirectories(handle)), Self.mostPages) }

    struct Header {
        var width: Int
        var height: Int
        /// Pixels per inch; `nil` where the file does not say.
        var resolution: (x: Double, y: Double)?
        var orientation: PictureOrientation
    }

    /// - Parameter index: From 0.
    func header(_ index: Int) -> Header? {
        guard index >= 0, index < pageCount, TIFFSetDirectory(handle, tdir_t(truncatingIfNeeded: index)) != 0 else { return nil }
        var (width, height): (UInt32, UInt32) = (0, 0)
        guard ctiff_get_uint32(handle, UInt32(TIFFTAG_IMAGEWIDTH), &width) != 0,
            ctiff_get_uint32(handle, UInt32(TIFFTAG_IMAGELENGTH), &height) != 0, width > 0, height > 0, width <= 60_000, height <= 60_000,
            Int(width) * Int(height) <= Self.mostPixels
        else { return nil }
        var (unit, orientation): (UInt16, UInt16) = (UInt16(RESUNIT_INCH), 1)
        _ = ctiff_get_uint16(handle, UInt32(TIFFTAG_RESOLUTIONUNIT), &unit)
        _ = ctiff_get_uint16(handle, UInt32(TIFFTAG_ORIENTATION), &orientation)
        var (x, y): (Float, Float) = (0, 0)
        let factor = Int32(unit) == RESUNIT_CENTIMETER ? 2.54 : Int32(unit) == RESUNIT_INCH ? 1.0 : 0
        var resolution: (x: Double, y: Double)?
        if ctiff_get_float(handle, UInt32(TIFFTAG_XRESOLUTION), &x) != 0, ctiff_get_float(handle, UInt32(TIFFTAG_YRESOLUTION), &y) != 0,
            factor > 0
        {
            resolution = (Double(x) * factor, Double(y) * factor)
        }
        return Header(
            width: Int(width), height: Int(height), resolution: resolution,
            orientation: PictureOrientation(rawValue: Int(orientation)) ?? .upright)
    }

    /// The page's pixels in the order of the file, flattened on white; `nil` if they are damaged.
    func picture(_ index: Int) -> RasterPicture? {
        guard let header = header(index) else { return nil }
        let count = header.width * header.height
        var raster = [UInt32](repeating: 0, count: count)
        // Asking for the orientation the file has leaves its rows as they are.
        let status = TIFFReadRGBAImageOriented(
            handle, UInt32(header.width), UInt32(header.height), &raster, Int32(header.orientation.rawValue), 1)
        guard status != 0 else { return nil }
        let rgb = [UInt8](unsafeUninitializedCapacity: count * 3) { target, written in
            for (index, pixel) in raster.enumerated() {
                // Premultiplied ABGR: what shines through is white.
                let paper = 255 - (pixel >> 24)
                target[index * 3] = UInt8(min(255, (pixel & 0xFF) + paper))
                target[index * 3 + 1] = UInt8(min(255, (pixel >> 8 & 0xFF) + paper))
                target[index * 3 + 2] = UInt8(min(255, (pixel >> 16 & 0xFF) + paper))
            }
            written = count * 3
        }
        return .pixels(width: header.width, height: header.height, rgb: rgb, alpha: nil)
    }
}

/// Where a picture's first row and column are seen (TIFF 6.0, tag 274; Exif has the same).
enum PictureOrientation: Int, Sendable {
    case upright = 1, mirrored, upsideDown, flipped, transposed, quarterRight, transversed, quarterLeft

    var isTurned: Bool { rawValue >= 5 }

    /// From the unit square of the stored picture to that of the seen one, both with the origin at the lower left.
    var matrix: [Double] {
        switch self {
        case .upright: [1, 0, 0, 1, 0, 0]
        case .mirrored: [-1, 0, 0, 1, 1, 0]
        case .upsideDown: [-1, 0, 0, -1, 1, 1]
        case .flipped: [1, 0, 0, -1, 0, 1]
        case .transposed: [0, -1, -1, 0, 1, 1]
        case .quarterRight: [0, -1, 1, 0, 0, 1]
        case .transversed: [0, 1, 1, 0, 0, 0]
        case .quarterLeft: [0, 1, -1, 0, 1, 0]
        }
    }
}
