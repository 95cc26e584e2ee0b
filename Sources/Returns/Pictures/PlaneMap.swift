/// A map of the plane that keeps lines straight: x → a·x + c·y + e, y → b·x + d·y + f (ISO 32000-1, 8.3.4).
struct PlaneMap: Sendable, Hashable {
    var a = 1.0
    var b = 0.0
    var c = 0.0
    var d = 1.0
    var e = 0.0
    var f = 0.0

    init() {}

    init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// Six numbers; the identity for any other count.
    init(_ numbers: [Double]) {
        self.init()
        if numbers.count == 6 { self.init(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) }
    }

    var numbers: [Double] { [a, b, c, d, e, f] }

    func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }

    /// This one, then `next`.
    func then(_ next: PlaneMap) -> PlaneMap {
        let origin = next(e, f)
        return PlaneMap(a * next.a + b * next.c, a * next.b + b * next.d, c * next.a + d * next.c, c * next.b + d * next.d, origin.x, origin.y)
    }

    /// `nil` where it maps the plane onto less.
    var inverse: PlaneMap? {
        let determinant = a * d - b * c
        guard abs(determinant) > 1e-12, determinant.isFinite else { return nil }
        let (p, q, r, s) = (d / determinant, -b / determinant, -c / determinant, a / determinant)
        return PlaneMap(p, q, r, s, -(e * p + f * r), -(e * q + f * s))
    }
}
