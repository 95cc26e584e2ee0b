// All lengths are points (1/72 inch).

/// Millimetres as points.
@inlinable public func mm(_ millimetres: Double) -> Double { millimetres * 72 / 25.4 }

public struct Size: Sendable, Hashable {
    public var width: Double
    public var height: Double

    public init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// A4 upright, ISO 216: 210 × 297 mm.
    public static let a4 = Size(width: mm(210), height: mm(297))
}

/// A colour in sRGB, each channel 0–1.
public struct Color: Sendable, Hashable {
    public var red: Double
    public var green: Double
    public var blue: Double

    public init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    public init(grey: Double) { self.init(red: grey, green: grey, blue: grey) }

    public static let black = Color(grey: 0)
}
