import CCairo
import CRSVG
import Glibc

/// Draws one SVG file and writes a PDF page or a PNG to standard output: `klauselwerk-svg pdf|png WIDTH HEIGHT FILE`. Asked by `-v`, it
/// says to standard error with which librsvg, as Poppler's programs do.
///
/// A program of its own, because SVG is a language in which little text can ask for much work: whoever starts it sets bounds on
/// memory and time (`ConfinedProgram`), and the main program need not load librsvg, GLib and Pango for contracts without SVG.
@main
struct PictureDrawer {
    /// Larger files are refused before they are read.
    private static let mostBytes = 16 << 20
    private static let sides = 1.0...14_400.0

    static func main() {
        let arguments = CommandLine.arguments
        if arguments.dropFirst() == ["-v"] {
            say("klauselwerk-svg, librsvg \(rsvg_major_version).\(rsvg_minor_version).\(rsvg_micro_version)\n")
            exit(0)
        }
        guard arguments.count == 5, let width = Double(arguments[2]), let height = Double(arguments[3]), sides.contains(width),
            sides.contains(height)
        else { fail("usage: klauselwerk-svg pdf|png WIDTH HEIGHT FILE") }
        guard let bytes = read(arguments[4]), let picture = Picture(bytes) else { fail("no SVG") }
        let isDrawn =
            switch arguments[1] {
            case "pdf": pdf(picture, width, height)
            case "png": png(picture, width, height)
            default: false
            }
        if !isDrawn { fail("not drawn") }
    }

    /// - Parameters: width and height in points.
    private static func pdf(_ picture: borrowing Picture, _ width: Double, _ height: Double) -> Bool {
        let surface = cairo_pdf_surface_create_for_stream(toOutput, nil, width, height)
        defer { cairo_surface_destroy(surface) }
        // No creation date: the same picture gives the same bytes.
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
        guard picture.draw(on: surface, width, height) else { return false }
        cairo_surface_finish(surface)
        return cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
    }

    /// - Parameters: width and height in pixels.
    private static func png(_ picture: borrowing Picture, _ width: Double, _ height: Double) -> Bool {
        let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
        defer { cairo_surface_destroy(surface) }
        return picture.draw(on: surface, width, height) && cairo_surface_write_to_png_stream(surface, toOutput, nil) == CAIRO_STATUS_SUCCESS
    }

    private static let toOutput: cairo_write_func_t = { _, data, length in
        guard var data else { return CAIRO_STATUS_WRITE_ERROR }
        var left = Int(length)
        while left > 0 {
            let count = write(STDOUT_FILENO, data, left)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return CAIRO_STATUS_WRITE_ERROR }
            data += count
            left -= count
        }
        return CAIRO_STATUS_SUCCESS
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= mostBytes {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes.append(contentsOf: buffer.prefix(count))
        }
        return nil
    }

    private static func fail(_ reason: String) -> Never {
        say(reason)
        exit(1)
    }

    private static func say(_ text: String) { text.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) } }
}

/// Owns librsvg's handle. Made from bytes without an address, so that nothing outside the file is ever loaded.
private struct Picture: ~Copyable {
    private let handle: OpaquePointer

    init?(_ bytes: [UInt8]) {
        var error: OpaquePointer?
        guard let handle = rsvg_handle_new_from_data(bytes, UInt(bytes.count), &error) else {
            g_clear_error(&error)
            return nil
        }
        self.handle = handle
        // CSS pixels.
        rsvg_handle_set_dpi(handle, 96)
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(handle)) }

    borrowing func draw(on surface: OpaquePointer?, _ width: Double, _ height: Double) -> Bool {
        guard let context = cairo_create(surface) else { return false }
        defer { cairo_destroy(context) }
        var viewport = RsvgRectangle(x: 0, y: 0, width: width, height: height)
        var error: OpaquePointer?
        guard rsvg_handle_render_document(handle, context, &viewport, &error) != 0 else {
            g_clear_error(&error)
            return false
        }
        return cairo_status(context) == CAIRO_STATUS_SUCCESS
    }
}
