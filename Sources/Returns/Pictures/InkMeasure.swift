import Rendering

/// What is in a field of a scan that was not printed there.
struct InkMeasure: Sendable, Hashable {
    /// Square millimetres of it.
    let area: Double

    enum Verdict: String, Sendable, Hashable {
        case ink = "Tinte"
        case none = "leer"
        /// Too little for a signature, too much for dust; or the print could not be found in the scan.
        case doubtful = "unklar"
    }

    let verdict: Verdict

    /// Square millimetres. A signature of 8 cm of line of 0.4 mm has 30.
    private static let least = 3.0
    private static let dust = 0.7
    /// A signature is wider and higher than a streak of the scanner's glass, millimetres.
    private static let leastSide = 1.5
    /// Around what is printed, pixels of the print: 0.7 mm.
    private static let around = 4

    static let unknown = InkMeasure(area: 0, verdict: .doubtful)

    private init(area: Double, verdict: Verdict) {
        self.area = area
        self.verdict = verdict
    }

    /// - Parameters:
    ///   - rect: left, lower, right and upper edge in points.
    ///   - print: the page as it was printed, at ``PrintAlignment/dpi``.
    init(_ rect: [Double], _ print: BitPicture, _ scan: BitPicture, _ alignment: PrintAlignment) {
        let scale = Double(PrintAlignment.dpi) / 72
        guard rect.count == 4, rect.allSatisfy({ $0.isFinite && abs($0) < 20_000 }) else {
            self = .unknown
            return
        }
        let (left, right) = (max(1, Int(rect[0] * scale)), min(print.width - 1, Int(rect[2] * scale)))
        let (top, bottom) = (max(1, print.height - Int(rect[3] * scale)), min(print.height - 1, print.height - Int(rect[1] * scale)))
        guard right - left > 4, bottom - top > 4 else {
            self = .unknown
            return
        }
        let (width, height) = (right - left, bottom - top)
        var marks = [Bool](repeating: false, count: width * height)
        for y in 0..<height {
            for x in 0..<width where !Self.isPrinted(print, left + x, top + y) {
                let place = alignment.scanOfPrint(Double(left + x) + 0.5, Double(top + y) + 0.5)
                guard abs(place.x) < 1e6, abs(place.y) < 1e6 else { continue }
                marks[y * width + x] = scan[x: Int(place.x.rounded(.down)), y: Int(place.y.rounded(.down))]
            }
        }
        var (count, x0, x1, y0, y1) = (0, width, -1, height, -1)
        for y in 1..<height - 1 {
            for x in 1..<width - 1 where marks[y * width + x] {
                // A stray pixel has no neighbours.
                var neighbours = -1
                for row in y - 1...y + 1 { for column in x - 1...x + 1 where marks[row * width + column] { neighbours += 1 } }
                guard neighbours >= 3 else { continue }
                count += 1
                (x0, x1, y0, y1) = (min(x0, x), max(x1, x), min(y0, y), max(y1, y))
            }
        }
        let pixel = 25.4 / Double(PrintAlignment.dpi)
        area = Double(count) * pixel * pixel
        let isStreak = Double(x1 - x0) * pixel < Self.leastSide || Double(y1 - y0) * pixel < Self.leastSide
        verdict = area < Self.dust ? .none : area < Self.least || isStreak ? .doubtful : .ink
    }

    private static func isPrinted(_ print: BitPicture, _ x: Int, _ y: Int) -> Bool {
        for row in stride(from: y - around, through: y + around, by: 1) {
            for column in stride(from: x - around, through: x + around, by: 1) where print[x: column, y: row] { return true }
        }
        return false
    }
}
