import Finishing
import PageMarks
import Rendering

/// Looks for the mark in a sheet: cheaply for places that may be one, and only there with libdmtx.
///
/// A Data Matrix is black by half all over its square and has white around it; no text, line or table is. So the picture is counted in cells of
/// eight pixels or so, and squares of the mark's size are found by sums of cells (Crow 1984). libdmtx, asked for a whole sheet without a mark, takes
/// more than a second; a sheet of text has no such square. The number of places is bounded, and no clock decides.
enum MarkSearch {
    /// Places that are handed to libdmtx.
    private static let most = 5
    /// Millimetres.
    private static let side = 11.0
    /// White around the symbol that is handed over, too.
    private static let surround = 4.5

    /// - Parameters:
    ///   - scale: pixels of a millimetre across and down.
    ///   - known: a mark that was found already.
    /// - Returns: where its corners are in pixels from the upper left corner of the sheet's picture.
    static func find(_ pixels: ScanPicture.Pixels, _ bits: BitPicture, scale: (x: Double, y: Double), besides known: FoundMark? = nil) -> FoundMark? {
        guard (2...48).contains(scale.x), (2...48).contains(scale.y) else { return nil }
        let cells = BlackCells(bits, scale: scale)
        for place in cells.dense(side: side - 1, most: most) {
            if let known {
                let (x, y) = (known.origin.x / scale.x - place.x, known.origin.y / scale.y - place.y)
                if abs(x) < 2 * side, abs(y) < 2 * side { continue }
            }
            let (left, top) = (max(0, Int((place.x - surround) * scale.x)), max(0, Int((place.y - surround) * scale.y)))
            let (right, bottom) = (
                min(bits.width, Int((place.x + side + surround) * scale.x)), min(bits.height, Int((place.y + side + surround) * scale.y))
            )
            guard right - left > 8, bottom - top > 8 else { continue }
            if let found = read(pixels, bits, x: left..<right, y: top..<bottom, scale: scale) { return found }
        }
        return nil
    }

    /// Whether two pages of A4 have room on the sheet: A3 is 297 by 420 mm, a copier's edge apart.
    static func isOfTwoPages(_ bits: BitPicture, scale: (x: Double, y: Double)) -> Bool {
        let (across, down) = (Double(bits.width) / scale.x, Double(bits.height) / scale.y)
        return min(across, down) > 270 && max(across, down) > 380
    }

    private static func read(_ pixels: ScanPicture.Pixels, _ bits: BitPicture, x: Range<Int>, y: Range<Int>, scale: (x: Double, y: Double)) -> FoundMark? {
        let module = side / Double(MarkSymbol.side) * min(scale.x, scale.y)
        let black: [UInt8]
        switch pixels {
        case .bits: black = part(of: bits, x, y)
        case .grey(let grey):
            let smooth = smooth(part(of: grey, x, y), width: x.count)
            let threshold = BitPicture.threshold(of: smooth)
            black = smooth.map { $0 < threshold ? 0 : 255 }
        }
        // A hole of a punch and the dark beyond the sheet's edge lead libdmtx along their own edges.
        let clean = withoutSolids(black, width: x.count, side: Int((module * 4.6).rounded()))
        let smooth = smooth(clean, width: x.count)
        let attempts = [clean, smooth.map { $0 < 128 ? 0 : 255 }, smooth]
        for attempt in attempts {
            guard let found = MarkReader.read(attempt, width: x.count, height: y.count, module: module) else { continue }
            let moved = found.moved(x: Double(x.lowerBound), y: Double(y.lowerBound))
            if isSquare(moved, scale) { return moved }
        }
        return nil
    }

    /// Whether the corners are those of a symbol of ours: another size is another print, or read by chance.
    private static func isSquare(_ found: FoundMark, _ scale: (x: Double, y: Double)) -> Bool {
        func length(_ end: (x: Double, y: Double)) -> Double {
            let (x, y) = ((end.x - found.origin.x) / scale.x, (end.y - found.origin.y) / scale.y)
            return (x * x + y * y).squareRoot()
        }
        let (along, up) = (length(found.right), length(found.top))
        return (side * 0.6...side * 1.6).contains(along) && (0.85...1.18).contains(along / up)
    }

    private static func part(of bits: BitPicture, _ x: Range<Int>, _ y: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: x.count * y.count) { target, count in
            var at = 0
            bits.bytes.withUnsafeBufferPointer { bytes in
                for row in y {
                    let start = row * bits.stride
                    for column in x {
                        target[at] = bytes[start + column >> 3] & (0x80 >> UInt8(column & 7)) != 0 ? 0 : 255
                        at += 1
                    }
                }
            }
            count = at
        }
    }

    private static func part(of grey: GreyPicture, _ x: Range<Int>, _ y: Range<Int>) -> [UInt8] {
        y.flatMap { row in grey.samples[row * grey.width + x.lowerBound..<row * grey.width + x.upperBound] }
    }

    /// White where there was black in a square that no symbol has: of its modules never so many lie together.
    private static func withoutSolids(_ pixels: [UInt8], width: Int, side: Int) -> [UInt8] {
        let height = pixels.count / width
        guard side > 2, width > side, height > side else { return pixels }
        var sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
        for y in 0..<height {
            var along: Int32 = 0
            for x in 0..<width {
                along += pixels[y * width + x] == 0 ? 1 : 0
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + along
            }
        }
        // Stray white pixels lie in solid black, too.
        let least = Int32(side * side * 24 / 25)
        var result = pixels
        for y in 0...height - side {
            for x in 0...width - side {
                let line = width + 1
                let black = sums[(y + side) * line + x + side] - sums[y * line + x + side] - sums[(y + side) * line + x] + sums[y * line + x]
                guard black >= least else { continue }
                for row in max(0, y - 1)..<min(height, y + side + 1) {
                    for column in max(0, x - 1)..<min(width, x + side + 1) { result[row * width + column] = 255 }
                }
            }
        }
        return result
    }

    /// The mean of three by three pixels; those at the edge stay.
    private static func smooth(_ pixels: [UInt8], width: Int) -> [UInt8] {
        var result = pixels
        let height = pixels.count / width
        guard width > 2, height > 2 else { return pixels }
        pixels.withUnsafeBufferPointer { pixels in
            for y in 1..<height - 1 {
                for x in 1..<width - 1 {
                    let at = y * width + x
                    var sum = 0
                    for row in [at - width, at, at + width] { sum += Int(pixels[row - 1]) + Int(pixels[row]) + Int(pixels[row + 1]) }
                    result[at] = UInt8(sum / 9)
                }
            }
        }
        return result
    }
}
