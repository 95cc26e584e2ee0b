import CDmtx

/// A mark that was found in a picture, and where.
package struct FoundMark: Sendable, Hashable {
    package var mark: PageMark
    /// Pixels from the picture's upper left corner: the symbol's lower left, lower right and upper left corner as printed.
    package var origin: (x: Double, y: Double) { (corners[0], corners[1]) }
    package var right: (x: Double, y: Double) { (corners[2], corners[3]) }
    package var top: (x: Double, y: Double) { (corners[4], corners[5]) }
    private var corners: [Double]

    init(_ mark: PageMark, corners: [Double]) {
        self.mark = mark
        self.corners = corners
    }

    /// The same, in a picture of which this one is a part.
    package func moved(x: Double, y: Double) -> FoundMark {
        FoundMark(mark, corners: corners.enumerated().map { $1 + ($0.isMultiple(of: 2) ? x : y) })
    }
}

/// Reads marks in grey pixels by libdmtx.
package enum MarkReader {
    /// Regions of a picture that are looked at: text beside the symbol has many corners.
    private static let mostRegions: Int32 = 40

    /// - Parameters:
    ///   - pixels: grey, rows from the top without gaps between them.
    ///   - module: pixels of a module, roughly.
    /// - Returns: `nil` where there is no mark of ours, whatever else is there.
    package static func read(_ pixels: [UInt8], width: Int, height: Int, module: Double) -> FoundMark? {
        guard width > 8, height > 8, width <= 4096, height <= 4096, pixels.count >= width * height else { return nil }
        var text = [CChar](repeating: 0, count: 64)
        var corners = [Double](repeating: 0, count: 6)
        let gap = max(2, min(20, Int(module * 2)))
        let count = pixels.withUnsafeBufferPointer {
            cdmtx_decode($0.baseAddress, Int32(width), Int32(height), Int32(gap), mostRegions, &text, Int32(text.count), &corners)
        }
        guard count > 0 else { return nil }
        let characters = String(decoding: text.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return PageMark(characters).map { FoundMark($0, corners: corners) }
    }
}
