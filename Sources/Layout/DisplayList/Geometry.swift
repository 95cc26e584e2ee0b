// All lengths on a page are points (1/72 inch); x grows to the right, y grows downwards from the upper left corner.

public struct Point: Sendable, Hashable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

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

public struct Rect: Sendable, Hashable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public var maxX: Double { x + width }
    public var maxY: Double { y + height }
}

/// Millimetres as points.
@inlinable public func mm(_ millimetres: Double) -> Double { millimetres * 72 / 25.4 }

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

extension Rect {
    func moved(x dx: Double, y dy: Double) -> Rect { Rect(x: x + dx, y: y + dy, width: width, height: height) }
}

extension Point {
    func moved(x dx: Double, y dy: Double) -> Point { Point(x: x + dx, y: y + dy) }
}
