import Rendering

/// Lays what was printed and its scan upon each other: by the mark alone the far corner of a sheet would be two millimetres off, and paper stretches.
///
/// Pieces of the print are looked for around the place where they should be; of the shifts the best map of the plane is taken (least squares,
/// those that do not fit left out). Everything is counted in pixels of the print.
struct PrintAlignment {
    /// From pixels of the print to those of the scan.
    let scanOfPrint: PlaneMap
    /// Pieces that were found, of those that were looked for.
    let found: Int
    let asked: Int

    /// Pixels of an inch of the print.
    static let dpi = 150
    /// Pixels of a piece: 8 mm.
    private static let piece = 48
    /// Pixels: 5 mm to each side.
    private static let reach = 30
    private static let mostPieces = 36
    private static let mostPoints = 140

    private struct Piece {
        var x: Double
        var y: Double
        var black: [(x: Int, y: Int)]
        var white: [(x: Int, y: Int)]
    }

    private struct Shift {
        var x: Double
        var y: Double
        var dx: Double
        var dy: Double
    }

    /// - Parameter start: from pixels of the print to those of the scan, as the mark says.
    /// - Returns: `nil` where the scan does not show this print.
    init?(_ print: BitPicture, _ scan: BitPicture, start: PlaneMap) {
        let grid = ScanGrid(scan, start, width: print.width, height: print.height, margin: Self.reach)
        let pieces = Self.pieces(of: print)
        let shifts = pieces.compactMap { Self.shift(of: $0, in: grid) }
        asked = pieces.count
        guard shifts.count >= 4, shifts.count * 3 >= pieces.count, let fit = Self.fit(shifts) else { return nil }
        found = fit.count
        guard fit.count >= 4, fit.count * 3 >= pieces.count else { return nil }
        scanOfPrint = fit.map.then(start)
    }

    /// Pieces with print in them, spread over the page.
    private static func pieces(of print: BitPicture) -> [Piece] {
        var chosen: [Piece] = []
        let (columns, rows) = (6, 9)
        for row in 0..<rows {
            for column in 0..<columns {
                let (left, top) = (print.width * column / columns, print.height * row / rows)
                let (right, bottom) = (print.width * (column + 1) / columns - piece, print.height * (row + 1) / rows - piece)
                var best: (share: Double, x: Int, y: Int)?
                for y in stride(from: top, to: max(top + 1, bottom), by: piece / 2) {
                    for x in stride(from: left, to: max(left + 1, right), by: piece / 2) {
                        let share = blackShare(print, x, y)
                        if share > 0.04, share < 0.45, share > best?.share ?? 0 { best = (share, x, y) }
                    }
                }
                if let best { chosen.append(points(print, best.x, best.y)) }
            }
        }
        // Evenly left out where they are too many.
        guard chosen.count > mostPieces else { return chosen }
        return (0..<mostPieces).map { chosen[$0 * chosen.count / mostPieces] }
    }

    private static func blackShare(_ print: BitPicture, _ x: Int, _ y: Int) -> Double {
        var count = 0
        for row in stride(from: y, to: y + piece, by: 3) {
            for column in stride(from: x, to: x + piece, by: 3) where print[x: column, y: row] { count += 1 }
        }
        return Double(count) / 256
    }

    /// Of a piece pixels of its ink, and as many of the paper near by.
    private static func points(_ print: BitPicture, _ x: Int, _ y: Int) -> Piece {
        var (black, white): ([(x: Int, y: Int)], [(x: Int, y: Int)]) = ([], [])
        for row in y..<y + piece {
            for column in x..<x + piece {
                if print[x: column, y: row] {
                    black.append((column, row))
                } else if print[x: column - 3, y: row] || print[x: column + 3, y: row] || print[x: column, y: row - 3] || print[x: column, y: row + 3],
                    !print[x: column - 1, y: row], !print[x: column + 1, y: row], !print[x: column, y: row - 1], !print[x: column, y: row + 1]
                {
                    white.append((column, row))
                }
            }
        }
        func thinned(_ points: [(x: Int, y: Int)]) -> [(x: Int, y: Int)] {
            points.count <= mostPoints ? points : (0..<mostPoints).map { points[$0 * points.count / mostPoints] }
        }
        return Piece(x: Double(x + piece / 2), y: Double(y + piece / 2), black: thinned(black), white: thinned(white))
    }

    private static func shift(of piece: Piece, in grid: ScanGrid) -> Shift? {
        guard piece.black.count > 20, !piece.white.isEmpty else { return nil }
        func score(_ dx: Int, _ dy: Int) -> Double {
            let hits = piece.black.reduce(0) { $0 + grid.black($1.x + dx, $1.y + dy) }
            let misses = piece.white.reduce(0) { $0 + grid.black($1.x + dx, $1.y + dy) }
            return Double(hits) / Double(piece.black.count) - Double(misses) / Double(piece.white.count)
        }
        var best = (score: -2.0, dx: 0, dy: 0)
        for dy in stride(from: -reach, through: reach, by: 2) {
            for dx in stride(from: -reach, through: reach, by: 2) {
                let score = score(dx, dy)
                if score > best.score { best = (score, dx, dy) }
            }
        }
        let coarse = best
        for dy in coarse.dy - 2...coarse.dy + 2 {
            for dx in coarse.dx - 2...coarse.dx + 2 {
                let score = score(dx, dy)
                if score > best.score { best = (score, dx, dy) }
            }
        }
        return best.score > 0.3 ? Shift(x: piece.x, y: piece.y, dx: Double(best.dx), dy: Double(best.dy)) : nil
    }

    /// The map that most shifts agree with.
    private static func fit(_ shifts: [Shift]) -> (map: PlaneMap, count: Int)? {
        func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        // First those that agree about a mere shift within what turning and stretching leave, then closer and closer.
        let (dx, dy) = (middle(shifts.map(\.dx)), middle(shifts.map(\.dy)))
        var kept = shifts.filter { abs($0.dx - dx) < 16 && abs($0.dy - dy) < 16 }
        var map: PlaneMap?
        for limit in [8.0, 4, 2.5] {
            guard kept.count >= 4, let fit = leastSquares(kept) else { return map.map { ($0, kept.count) } }
            map = fit
            kept = shifts.filter { shift in
                let place = fit(shift.x, shift.y)
                return abs(place.x - shift.x - shift.dx) < limit && abs(place.y - shift.y - shift.dy) < limit
            }
        }
        return map.map { ($0, kept.count) }
    }

    private static func leastSquares(_ shifts: [Shift]) -> PlaneMap? {
        let count = Double(shifts.count)
        let (mx, my) = (shifts.reduce(0) { $0 + $1.x } / count, shifts.reduce(0) { $0 + $1.y } / count)
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        var sums = (ux: 0.0, uy: 0.0, vx: 0.0, vy: 0.0, u: 0.0, v: 0.0)
        for shift in shifts {
            let (x, y) = (shift.x - mx, shift.y - my)
            xx += x * x
            xy += x * y
            yy += y * y
            sums.ux += shift.dx * x
            sums.uy += shift.dx * y
            sums.vx += shift.dy * x
            sums.vy += shift.dy * y
            sums.u += shift.dx
            sums.v += shift.dy
        }
        let determinant = xx * yy - xy * xy
        // Pieces in one line say nothing of what lies across it.
        guard determinant > 1e8 else { return PlaneMap(1, 0, 0, 1, sums.u / count, sums.v / count) }
        let (p, q) = ((sums.ux * yy - sums.uy * xy) / determinant, (sums.uy * xx - sums.ux * xy) / determinant)
        let (r, s) = ((sums.vx * yy - sums.vy * xy) / determinant, (sums.vy * xx - sums.vx * xy) / determinant)
        return PlaneMap(1 + p, r, q, 1 + s, sums.u / count - p * mx - q * my, sums.v / count - r * mx - s * my)
    }
}

/// A scan in the pixels of a print, with some around it.
private struct ScanGrid {
    private let width: Int
    private let height: Int
    private let margin: Int
    private let pixels: [UInt8]

    init(_ scan: BitPicture, _ map: PlaneMap, width: Int, height: Int, margin: Int) {
        (self.width, self.height, self.margin) = (width + 2 * margin, height + 2 * margin, margin)
        let (across, down) = (self.width, self.height)
        pixels = [UInt8](unsafeUninitializedCapacity: across * down) { target, count in
            scan.bytes.withUnsafeBufferPointer { bytes in
                for y in 0..<down {
                    let start = map(Double(-margin) + 0.5, Double(y - margin) + 0.5)
                    // In 2⁻¹⁶ pixels, so that a step is an addition; a sheet has at most 30,000 pixels a side.
                    var (px, py) = (Int(max(-1e9, min(1e9, start.x)) * 65536), Int(max(-1e9, min(1e9, start.y)) * 65536))
                    let (stepX, stepY) = (Int(max(-1e4, min(1e4, map.a)) * 65536), Int(max(-1e4, min(1e4, map.b)) * 65536))
                    for x in 0..<across {
                        let (column, row) = (px >> 16, py >> 16)
                        let isBlack =
                            column >= 0 && row >= 0 && column < scan.width && row < scan.height
                            && bytes[row * scan.stride + column >> 3] & (0x80 >> UInt8(column & 7)) != 0
                        target[y * across + x] = isBlack ? 1 : 0
                        px += stepX
                        py += stepY
                    }
                }
            }
            count = across * down
        }
    }

    /// 1 where it is black; pixels of the print.
    func black(_ x: Int, _ y: Int) -> Int {
        let (column, row) = (x + margin, y + margin)
        guard column >= 0, row >= 0, column < width, row < height else { return 0 }
        return pixels.withUnsafeBufferPointer { Int($0[row * width + column]) }
    }
}
