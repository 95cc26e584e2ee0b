import CCairo
import Glibc
import Layout
import Styles
import VectorPicture

/// Draws SVG files by our own program `klauselwerk-svg`, which lies beside the running one, within bounds.
package enum VectorDrawing {
    /// Whether the file is to be drawn here, by its first bytes.
    package static func isOne(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var head = [UInt8](repeating: 0, count: SVGInspection.headSize)
        let count = read(descriptor, &head, head.count)
        return count > 0 && PictureFile.Format(head.prefix(count)) == .svg
    }

    /// Of librsvg, by which our program draws.
    package static let version: HelperVersion = program.map(ConfinedProgram.version) ?? .absent

    /// Longer side of the page, points: coordinates, which Cairo rounds, are fine on it, and so are masks, which librsvg 2.54 makes pixels of, one a point: 250 an
    /// inch on a page of A4 (findings/librsvg-masks-are-72-dpi.sh).
    private static let pageSize = 3000.0
    /// Longer side of a picture, pixels.
    private static let mostPixels = 10_000.0

    /// One PDF page in the drawing's proportion; `nil` if it could not be drawn within the bounds.
    /// - Throws: ``DrawingError/helper(_:)`` where nothing can be drawn here.
    package static func pdf(_ path: String, _ inspection: SVGInspection) throws(DrawingError) -> [UInt8]? {
        let scale = pageSize / max(inspection.width, inspection.height)
        return try draw("pdf", inspection.width * scale, inspection.height * scale, path)
    }

    /// For the preview.
    /// - Parameter size: Points of the place.
    /// - Throws: ``DrawingError/picture(path:reason:)`` for the files that the PDF refuses as well.
    static func surface(_ path: String, size: Size, dpi: Double) throws(DrawingError) -> CairoSurface {
        let inspection = try inspection(path)
        let place = PictureFit.fit(
            width: inspection.width, height: inspection.height, into: Rect(x: 0, y: 0, width: size.width, height: size.height))
        let scale = min(dpi / 72, mostPixels / max(place.width, place.height))
        guard let png = try draw("png", (place.width * scale).rounded(.up), (place.height * scale).rounded(.up), path),
            let surface = try? PNGCoder.decode(png)
        else { throw .picture(path: path, reason: SVGDefect.notDrawn.reason) }
        return surface
    }

    /// - Throws: ``DrawingError/picture(path:reason:)``
    package static func inspection(_ path: String) throws(DrawingError) -> SVGInspection {
        guard let bytes = FileBytes.read(path, limit: SVGInspection.sizeLimit) else {
            throw .picture(path: path, reason: "die Datei fehlt, ist nicht lesbar oder größer als 16 MiB")
        }
        do throws(SVGDefect) { return try SVGInspection(bytes) } catch { throw .picture(path: path, reason: error.reason) }
    }

    private static func draw(_ kind: String, _ width: Double, _ height: Double, _ path: String) throws(DrawingError) -> [UInt8]? {
        guard let program else { throw .helper(ConfinedProgram.Obstacle(program: "klauselwerk-svg", reason: "das Programm weiß nicht, wo es liegt (/proc)")) }
        return try helped(ConfinedProgram.output(program, [kind, "\(max(1, width))", "\(max(1, height))", path], input: []))
    }

    private static let program: String? = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
        return path.lastIndex(of: UInt8(ascii: "/")).map { String(decoding: path[...$0], as: UTF8.self) + "klauselwerk-svg" }
    }()
}
