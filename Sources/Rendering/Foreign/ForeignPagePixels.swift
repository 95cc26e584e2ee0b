/// Pages of a PDF file as single pictures for measuring, by Poppler's `pdftoppm` in a process with bounds.
package enum ForeignPagePixels {
    private static let program = "pdftoppm"

    /// - Parameters:
    ///   - pages: numbers in the file, from 1.
    ///   - width: pixels of each page; `nil`: by `dpi`.
    /// - Returns: one picture a page, in black and white where all their pixels are; `nil` where Poppler cannot draw all of them.
    /// - Throws: that Poppler cannot be run here.
    package static func draw(_ file: [UInt8], pages: ClosedRange<Int>, size: (width: Int, height: Int)? = nil, dpi: Int) throws(ConfinedProgram.Obstacle) -> [GreyPicture]? {
        let scale = size.map { ["-scale-to-x", "\($0.width)", "-scale-to-y", "\($0.height)"] } ?? ["-r", "\(dpi)"]
        let arguments = ["-gray", "-cropbox", "-f", "\(pages.lowerBound)", "-l", "\(pages.upperBound)"] + scale + ["-"]
        guard let bytes = try ConfinedProgram.output(program, arguments, input: file), let found = PortablePixmap.all(in: bytes), found.count == pages.count else { return nil }
        let pictures = found.compactMap { map in map.channels == 1 ? GreyPicture(width: map.width, height: map.height, samples: Array(map.samples)) : nil }
        return pictures.count == pages.count ? pictures : nil
    }
}
