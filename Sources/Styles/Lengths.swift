// All lengths are points (1/72 inch).

/// Millimetres as points.
@inlinable package func mm(_ millimetres: Double) -> Double { millimetres * 72 / 25.4 }

package struct Size: Sendable, Hashable {
    package var width: Double
    package var height: Double

    package init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// A4 upright, ISO 216: 210 × 297 mm.
    package static let a4 = Size(width: mm(210), height: mm(297))
}

/// A colour in sRGB, each channel 0–1.
package struct Color: Sendable, Hashable {
    package var red: Double
    package var green: Double
    package var blue: Double

    package init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    package init(grey: Double) { self.init(red: grey, green: grey, blue: grey) }

    package static let black = Color(grey: 0)
}
