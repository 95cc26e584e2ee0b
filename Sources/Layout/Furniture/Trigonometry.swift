/// Sine and cosine without the C library, whose last digits differ between machines: output has to be the same everywhere.
enum Trigonometry {
    /// Taylor series about 0 after reduction to ±π; exact to about 1e-12.
    static func sine(_ angle: Double) -> Double {
        let x = angle.remainder(dividingBy: 2 * .pi)
        var term = x
        var sum = x
        for n in stride(from: 2.0, through: 30, by: 2) {
            term *= -x * x / (n * (n + 1))
            sum += term
        }
        return sum
    }

    static func cosine(_ angle: Double) -> Double { sine(angle + .pi / 2) }
}
