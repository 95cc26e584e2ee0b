import DocumentModel
import VectorPicture

/// A picture file of pixels whose pages are an annex: PNG, JPEG, TIFF with one or several pages.
package final class PictureFile {
    package enum Format: String, Sendable {
        case png = "image/png"
        case jpeg = "image/jpeg"
        case tiff = "image/tiff"
        case svg = "image/svg+xml"

        /// By the first bytes; the name may lie.
        package init?(_ bytes: some Collection<UInt8>) {
            let start = Array(bytes.prefix(4))
            switch start {
            case [0x89, 0x50, 0x4E, 0x47]: self = .png
            case [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0], [0x4D, 0x4D, 0, 0x2B]: self = .tiff
            case _ where start.starts(with: [0xFF, 0xD8, 0xFF]): self = .jpeg
            case _ where SVGInspection.looksLikeSVG(bytes): self = .svg
            default: return nil
            }
        }
    }

    /// A page, read.
    package struct Page: Sendable {
        /// As seen.
        package var seen: ForeignPage
        package var object: PictureObject
        /// Its colours were those of printing inks.
        package var wasConverted: Bool
    }

    package let format: Format
    package let pageCount: Int
    private let path: String
    private let bytes: [UInt8]
    private let scan: TIFFFile?

    /// - Returns: `nil` if these are no pictures of pixels, or the file is damaged.
    package init?(path: String, bytes: [UInt8]) {
        guard let format = Format(bytes), format != .svg else { return nil }
        self.format = format
        self.path = path
        self.bytes = bytes
        scan = format == .tiff ? TIFFFile(path: path) : nil
        pageCount = format == .tiff ? scan?.pageCount ?? 0 : 1
    }

    /// - Parameter index: From 0.
    /// - Returns: `nil` for a page that is damaged or too large.
    package func page(_ index: Int) -> Page? {
        guard index >= 0, index < pageCount else { return nil }
        switch format {
        case .tiff:
            guard let scan, let header = scan.header(index), let picture = scan.picture(index) else { return nil }
            return page(picture, picture, header.resolution, header.orientation)
        case .png:
            guard let surface = try? PNGCoder.decode(bytes), let picture = RasterPicture(surface) else { return nil }
            return page(picture, picture, PictureMetadata(bytes).resolution, .upright)
        case .svg: return nil
        case .jpeg:
            guard let file = JPEGFile(bytes), let rgb = file.pixels() else { return nil }
            let metadata = PictureMetadata(bytes)
            let pixels = RasterPicture.pixels(width: file.width, height: file.height, rgb: rgb, alpha: nil)
            return page(
                file.isCMYK ? pixels : .jpeg(file), pixels, metadata.resolution, metadata.orientation, wasConverted: file.isCMYK)
        }
    }

    /// One page as pixels, for the preview.
    static func surface(_ path: String, index: Int) -> CairoSurface? {
        guard let bytes = FileBytes.read(path, limit: 256 << 20), let file = PictureFile(path: path, bytes: bytes) else { return nil }
        switch file.format {
        case .tiff: return file.scan?.picture(index).flatMap { CairoSurface.image(of: $0, file.scan?.header(index)?.orientation) }
        case .png: return try? PNGCoder.decode(bytes)
        case .svg: return nil
        case .jpeg:
            guard let jpeg = JPEGFile(bytes), let rgb = jpeg.pixels() else { return nil }
            let picture = RasterPicture.pixels(width: jpeg.width, height: jpeg.height, rgb: rgb, alpha: nil)
            return CairoSurface.image(of: picture, PictureMetadata(bytes).orientation)
        }
    }

    private func page(
        _ picture: RasterPicture, _ pixels: RasterPicture, _ resolution: (x: Double, y: Double)?,
        _ orientation: PictureOrientation, wasConverted: Bool = false
    ) -> Page {
        let stored = picture.size
        var paper = PaperSize(width: stored.width, height: stored.height, resolution: resolution)
        if orientation.isTurned { paper = paper.turned }
        var group = ObjectGroup()
        let image = picture.add(to: &group)
        var form = PDFFragment("/Type/XObject/Subtype/Form/FormType 1/BBox[0 0 \(paper.width) \(paper.height)]")
        form.append("/Resources<</XObject<</I ")
        form.append(reference: image)
        form.append(">>>>")
        let matrix = zip(orientation.matrix, [paper.width, paper.height, paper.width, paper.height, paper.width, paper.height]).map(*)
        let content = "q " + matrix.map { "\($0)" }.joined(separator: " ") + " cm /I Do Q"
        let root = group.add(.stream(form, content.utf8))
        let object = PictureObject(
            objects: SharedObjects(group), root: root, width: paper.width, height: paper.height, isUnitSquare: false)
        return Page(
            seen: ForeignPage(
                width: paper.width, height: paper.height,
                margins: orientation == .upright ? pixels.margins(width: paper.width, height: paper.height) : .none),
            object: object, wasConverted: wasConverted)
    }
}

/// How large a picture is on paper, in points; whole ones, so that the numbers are plain.
package struct PaperSize {
    package var width: Double
    package var height: Double

    /// From so many pixels an inch on it is a scan, whose size is meant.
    private static let scanResolution = 150.0
    /// What pictures without a resolution are shown at, as on a screen.
    private static let screenResolution = 96.0
    /// Room for a picture that has no size of its own: A4 with margins.
    private static let room = (short: 482.0, long: 700.0)

    init(width: Int, height: Int, resolution: (x: Double, y: Double)?) {
        let density = resolution ?? (Self.screenResolution, Self.screenResolution)
        var size = (Double(width) * 72 / density.x, Double(height) * 72 / density.y)
        if min(density.x, density.y) < Self.scanResolution {
            let isWide = size.0 > size.1
            let scale = min(1, (isWide ? Self.room.long : Self.room.short) / size.0, (isWide ? Self.room.short : Self.room.long) / size.1)
            size = (size.0 * scale, size.1 * scale)
        }
        self.width = min(14_400, max(1, size.0.rounded()))
        self.height = min(14_400, max(1, size.1.rounded()))
    }

    /// Of a drawing without pixels: its own size, reduced to the room.
    package init(vectors width: Double, _ height: Double) {
        let isWide = width > height
        let scale = min(1, (isWide ? Self.room.long : Self.room.short) / width, (isWide ? Self.room.short : Self.room.long) / height)
        self.width = max(1, (width * scale).rounded())
        self.height = max(1, (height * scale).rounded())
    }

    var turned: PaperSize {
        var copy = self
        (copy.width, copy.height) = (height, width)
        return copy
    }
}

extension RasterPicture {
    /// Points of white around the ink of an upright picture that is so large on paper.
    fileprivate func margins(width: Double, height: Double) -> PageMargins {
        guard case .pixels(let columns, let rows, let rgb, nil) = self else { return .none }
        return PortablePixmap(width: columns, height: rows, channels: 3, samples: rgb[...])
            .margins(of: ForeignPage(width: width, height: height))
    }
}
