/// Writes XML as bytes. What is written in the program goes in as it is, what comes from people is escaped.
struct MarkupWriter: Sendable {
    private(set) var bytes: [UInt8] = []

    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    init(_ start: String = "") { raw(start) }

    mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

    mutating func raw(_ other: MarkupWriter) { bytes.append(contentsOf: other.bytes) }

    /// Content of an element or attribute. What XML 1.0 cannot hold (production 2, `Char`) is left out.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": raw("&amp;")
            case "<": raw("&lt;")
            case ">": raw("&gt;")
            case "\"": raw("&quot;")
            case "\t", "\n", " "..."\u{FFFD}", "\u{10000}"...: bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
            default: continue
            }
        }
    }

    mutating func attribute(_ name: String, _ value: String) {
        raw(" \(name)=\"")
        text(value)
        raw("\"")
    }

    /// `<name a="…"/>`
    mutating func empty(_ name: String, _ attributes: (String, String)...) {
        raw("<\(name)")
        for (key, value) in attributes { attribute(key, value) }
        raw("/>")
    }
}

/// Lengths as WordprocessingML has them.
enum Measure {
    /// Twentieths of a point.
    static func twips(_ points: Double) -> Int { Int((bounded(points) * 20).rounded()) }

    /// Half points, of font sizes.
    static func halfPoints(_ points: Double) -> Int { max(2, Int((bounded(points) * 2).rounded())) }

    /// Eighths of a point, of rules; what Word draws is at least a quarter and at most six points wide.
    static func eighths(_ points: Double) -> Int { min(48, max(2, Int((bounded(points) * 8).rounded()))) }

    /// English metric units, of pictures.
    static func emu(_ points: Double) -> Int { Int((bounded(points) * 12_700).rounded()) }

    /// No sheet is longer than 22 inches in Word; what comes from a style sheet is not checked for that.
    private static func bounded(_ points: Double) -> Double { points.isFinite ? min(max(points, -1584), 1584) : 0 }
}
