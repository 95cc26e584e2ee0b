/// Where things lie on a page as it is seen, in points from its lower left corner, upwards.
struct InkBox: Sendable, Hashable {
    var x0: Double
    var y0: Double
    var x1: Double
    var y1: Double

    var width: Double { x1 - x0 }
    var height: Double { y1 - y0 }
    var middle: (x: Double, y: Double) { ((x0 + x1) / 2, (y0 + y1) / 2) }

    func joined(_ other: InkBox) -> InkBox {
        InkBox(x0: min(x0, other.x0), y0: min(y0, other.y0), x1: max(x1, other.x1), y1: max(y1, other.y1))
    }

    func grown(_ by: Double) -> InkBox { InkBox(x0: x0 - by, y0: y0 - by, x1: x1 + by, y1: y1 + by) }

    func meets(_ other: InkBox) -> Bool { x0 <= other.x1 && other.x0 <= x1 && y0 <= other.y1 && other.y0 <= y1 }

    func holds(_ point: (x: Double, y: Double)) -> Bool { (x0...x1).contains(point.x) && (y0...y1).contains(point.y) }

    static func around(_ points: [(x: Double, y: Double)]) -> InkBox? {
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        guard let x0 = xs.min(), let x1 = xs.max(), let y0 = ys.min(), let y1 = ys.max() else { return nil }
        return InkBox(x0: x0, y0: y0, x1: x1, y1: y1)
    }
}

/// A transformation of the plane (ISO 32000-1, 8.3.3).
struct GlyphPlane: Sendable, Hashable {
    var a = 1.0
    var b = 0.0
    var c = 0.0
    var d = 1.0
    var e = 0.0
    var f = 0.0

    init() {}

    /// `nil` for what are not six numbers that a page can be drawn with.
    init?(_ numbers: [Double]) {
        guard numbers.count == 6, numbers.allSatisfy({ $0.isFinite && abs($0) < 1e7 }) else { return nil }
        (a, b, c, d, e, f) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    }

    static func moving(_ x: Double, _ y: Double) -> GlyphPlane {
        var plane = GlyphPlane()
        (plane.e, plane.f) = (x, y)
        return plane
    }

    /// First this, then the other.
    func then(_ o: GlyphPlane) -> GlyphPlane {
        var made = GlyphPlane()
        made.a = a * o.a + b * o.c
        made.b = a * o.b + b * o.d
        made.c = c * o.a + d * o.c
        made.d = c * o.b + d * o.d
        made.e = e * o.a + f * o.c + o.e
        made.f = e * o.b + f * o.d + o.f
        return made
    }

    func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }

    var isFinite: Bool { [a, b, c, d, e, f].allSatisfy { $0.isFinite && abs($0) < 1e7 } }
}
