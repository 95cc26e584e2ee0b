import DocumentModel

/// Pages of a foreign PDF as pixels, by Poppler's `pdftoppm`.
package enum ForeignPageRaster {
    private static let program = "pdftoppm"
    /// A page on a sheet of A4 has 300 dpi at half of this; larger pages are reduced to that sheet.
    private static let mostPixels = 7016.0
    /// Longer side of the small pictures in which ink is looked for: 1.4 pt a pixel on A4.
    private static let sampleSize = 600
    /// Of processor time, for one page as a picture.
    private static let secondsPerPage = 20
    /// Pages a process: what it hands over stays small.
    private static let chunk = 40

    /// The program's version, on which pixels depend.
    package static let version = ConfinedProgram.version(program)

    /// - Parameters:
    ///   - file: The PDF file; `path` is for messages.
    ///   - number: From 1.
    ///   - page: As seen.
    package static func picture(
        _ file: [UInt8], path: String, number: Int, _ page: ForeignPage, dpi: Double
    ) throws(DrawingError) -> RasterPicture {
        let longer = max(page.width, page.height)
        let size = min(longer / 72 * dpi, mostPixels)
        // A page that takes longer than anybody would wait for in a reader is drawn coarser, or not at all.
        for size in [size, size / 3] {
            let arguments = ["-cropbox", "-f", "\(number)", "-l", "\(number)", "-scale-to", "\(max(1, Int(size.rounded())))", "-"]
            let bytes = try output(arguments, file, seconds: secondsPerPage)
            if let bytes, let pixels = PortablePixmap.all(in: bytes)?.first {
                return .pixels(width: pixels.width, height: pixels.height, rgb: pixels.rgb, alpha: nil)
            }
        }
        throw .foreignPage(path: path, page: number)
    }

    private static func output(
        _ arguments: [String], _ file: [UInt8], seconds: Int = ConfinedProgram.processorTime
    ) throws(DrawingError) -> [UInt8]? {
        // What is drawn by a program whose version is not known could not be told apart later.
        guard version.text != nil else {
            throw .helper(version.obstacle ?? ConfinedProgram.Obstacle(program: program, reason: "es fehlt oder sagt seine Fassung nicht"))
        }
        return try helped(ConfinedProgram.output(program, arguments, input: file, seconds: seconds))
    }

    /// What is white around the ink of each page, in its own points; `nil` for a page that cannot be drawn.
    ///
    /// - Parameters:
    ///   - file: The PDF file.
    ///   - pages: As seen, in the order of the file; `numbers` are theirs in the file, ascending, from 1.
    /// - Throws: ``DrawingError/helper(_:)`` where pages cannot be drawn here.
    package static func margins(_ file: [UInt8], _ pages: [ForeignPage], numbers: [Int]) throws(DrawingError) -> [PageMargins?] {
        var found: [PageMargins?] = []
        var start = 0
        while start < numbers.count {
            // As many as follow each other.
            var end = start + 1
            while end < numbers.count, end - start < chunk, numbers[end] == numbers[end - 1] + 1 { end += 1 }
            let arguments = [
                "-gray", "-cropbox", "-f", "\(numbers[start])", "-l", "\(numbers[end - 1])", "-scale-to", "\(sampleSize)", "-",
            ]
            let maps = try output(arguments, file).flatMap { PortablePixmap.all(in: $0) } ?? []
            for index in start..<end {
                // A page that Poppler skipped would shift all that follow.
                found.append(maps.count == end - start ? maps[index - start].margins(of: pages[index]) : nil)
            }
            start = end
        }
        return found
    }
}
