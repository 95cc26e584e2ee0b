import Rendering

/// How black a sheet is, cell by cell: what can be asked of a whole sheet in a millisecond.
struct BlackCells {
    private let columns: Int
    private let rows: Int
    /// Pixels of a cell: whole bytes across.
    private let width: Int
    private let height: Int
    /// Black pixels above and to the left of each corner of cells.
    private let sums: [Int32]
    private let counts: [UInt16]
    private let scale: (x: Double, y: Double)

    /// Millimetres of a cell, about.
    private static let size = 0.7

    /// - Parameter scale: pixels of a millimetre.
    init(_ bits: BitPicture, scale: (x: Double, y: Double)) {
        self.scale = scale
        let bytes = max(1, Int((scale.x * Self.size / 8).rounded()))
        width = bytes * 8
        height = max(4, Int((scale.y * Self.size).rounded()))
        columns = bits.width / width
        rows = bits.height / height
        var counts = [UInt16](repeating: 0, count: max(0, columns * rows))
        let (columns, rows, height, stride) = (columns, rows, height, bits.stride)
        bits.bytes.withUnsafeBufferPointer { source in
            counts.withUnsafeMutableBufferPointer { counts in
                for y in 0..<rows * height {
                    let (start, row) = (y * stride, y / height * columns)
                    for column in 0..<columns {
                        var count = 0
                        for byte in 0..<bytes { count += source[start + column * bytes + byte].nonzeroBitCount }
                        counts[row + column] &+= UInt16(count)
                    }
                }
            }
        }
        let textured = Self.withoutSolids(counts, columns: columns, rows: rows, full: width * height)
        var sums = [Int32](repeating: 0, count: (columns + 1) * (rows + 1))
        for row in 0..<rows {
            var along: Int32 = 0
            for column in 0..<columns {
                along += Int32(textured[row * columns + column])
                sums[(row + 1) * (columns + 1) + column + 1] = sums[row * (columns + 1) + column + 1] + along
            }
        }
        self.sums = sums
        self.counts = counts
    }

    /// Holes of punches and the dark beyond a sheet's edge count as white: three by three cells that are black all over are in no symbol.
    private static func withoutSolids(_ counts: [UInt16], columns: Int, rows: Int, full: Int) -> [UInt16] {
        guard columns > 2, rows > 2 else { return counts }
        var result = counts
        let least = UInt16(clamping: full * 17 / 20)
        for row in 1..<rows - 1 {
            for column in 1..<columns - 1 where counts[row * columns + column] >= least {
                let block = (row - 1...row + 1).map { ($0 * columns + column - 1)...($0 * columns + column + 1) }
                guard block.allSatisfy({ $0.allSatisfy { counts[$0] >= least } }) else { continue }
                for cells in block { for cell in cells { result[cell] = 0 } }
            }
        }
        return result
    }

    /// Black pixels of a rectangle of cells.
    private func black(_ x: Int, _ y: Int, _ across: Int, _ down: Int) -> Int {
        let (left, top, right, bottom) = (max(0, x), max(0, y), min(columns, x + across), min(rows, y + down))
        guard right > left, bottom > top else { return 0 }
        let line = columns + 1
        return Int(sums[bottom * line + right] - sums[top * line + right] - sums[bottom * line + left] + sums[top * line + left])
    }

    /// Squares that are black by half, with less black around them; the likeliest first.
    ///
    /// - Parameter side: millimetres.
    /// - Returns: their upper left corners, millimetres.
    func dense(side: Double, most: Int) -> [(x: Double, y: Double)] {
        let (across, down) = (Int((side * scale.x / Double(width)).rounded()), Int((side * scale.y / Double(height)).rounded()))
        guard across > 2, down > 2, columns >= across, rows >= down else { return [] }
        let area = Double(across * down * width * height)
        // Of the white around the symbol two cells.
        let around = Double(((across + 4) * (down + 4) - across * down) * width * height)
        var found: [(score: Double, x: Int, y: Int)] = []
        for y in 0...rows - down {
            for x in 0...columns - across {
                let inside = black(x, y, across, down)
                let part = Double(inside) / area
                guard part > 0.3, part < 0.8 else { continue }
                let ring = Double(black(x - 2, y - 2, across + 4, down + 4) - inside) / around
                let score = part - 1.3 * ring
                if score > 0.12 { found.append((score, x, y)) }
            }
        }
        found.sort { ($0.score, $1.y, $1.x) > ($1.score, $0.y, $0.x) }
        var kept: [(score: Double, x: Int, y: Int)] = []
        for place in found where kept.count < most {
            if kept.allSatisfy({ abs($0.x - place.x) * 2 > across || abs($0.y - place.y) * 2 > down }) { kept.append(place) }
        }
        return kept.map { (Double($0.x * width) / scale.x, Double($0.y * height) / scale.y) }
    }

    /// Whether there is next to nothing on the sheet, away from its edges, where holes and shadows are.
    var isBlank: Bool {
        let (marginX, marginY) = (Int(26 * scale.x / Double(width)), Int(26 * scale.y / Double(height)))
        guard columns > 2 * marginX, rows > 2 * marginY else { return false }
        // A letter's stem covers a quarter of a cell, stray pixels hardly ever.
        let limit = UInt16(min(width * height / 6, Int(UInt16.max)))
        var marked = 0
        for row in marginY..<rows - marginY {
            for column in marginX..<columns - marginX where counts[row * columns + column] > limit { marked += 1 }
        }
        return marked < 4
    }
}
