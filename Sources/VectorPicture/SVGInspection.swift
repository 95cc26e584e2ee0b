/// What an SVG file holds, found out without drawing it.
///
/// Only what is vectors and stands in the file itself passes: letters would need fonts, and those come only from the catalogue;
/// pixels and filters are no vectors; nothing is loaded from elsewhere (SVG 1.1, 5.3 and 17.1).
package struct SVGInspection: Sendable, Hashable {
    /// Points.
    package var width: Double
    package var height: Double
    /// It holds scripts, which nobody runs; as a file it travels nowhere.
    package var isActive: Bool

    package static let sizeLimit = 16 << 20
    static let elementLimit = 200_000
    static let nestingLimit = 500

    /// - Throws: the first thing that cannot be.
    package init(_ bytes: [UInt8]) throws(SVGDefect) {
        guard bytes.count <= Self.sizeLimit else { throw .tooLarge }
        let reader = SVGReader()
        try reader.read(bytes)
        guard let size = SVGLength.size(width: reader.width, height: reader.height, viewBox: reader.viewBox) else { throw .noSize }
        (width, height) = size
        isActive = reader.isActive
    }

    /// By the first bytes, as a name may lie: XML in which an element `svg` begins.
    /// - Parameter bytes: at least ``headSize`` of them, or all.
    package static func looksLikeSVG(_ bytes: some Collection<UInt8>) -> Bool {
        let head = Array(bytes.prefix(headSize))
        let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        guard start.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "<") else { return false }
        let name = Array("svg".utf8)
        return start.indices.contains { index in
            (start[index] == UInt8(ascii: "<") || start[index] == UInt8(ascii: ":")) && start[(index + 1)...].starts(with: name)
        }
    }

    /// Editors write comments and document types before the first element.
    package static let headSize = 16_384
}

/// Lengths of SVG 1.1, 4.2, in points.
enum SVGLength {
    private static let units: [(name: String, points: Double)] = [
        ("px", 0.75), ("pt", 1), ("pc", 12), ("mm", 72 / 25.4), ("cm", 720 / 25.4), ("in", 72),
    ]

    static func points(_ text: String) -> Double? {
        let text = text.filter { $0 != " " }
        guard let unit = units.first(where: { text.hasSuffix($0.name) }) else { return Double(text).map { $0 * 0.75 } }
        return Double(text.dropLast(unit.name.count)).map { $0 * unit.points }
    }

    /// Width and height; what is missing or relative follows from the proportion of the view box.
    static func size(width: String?, height: String?, viewBox: String?) -> (Double, Double)? {
        let numbers = (viewBox ?? "").split { ", \t\n\r".contains($0) }.compactMap { Double($0) }
        let box = numbers.count == 4 && numbers[2] > 0 && numbers[3] > 0 ? (numbers[2], numbers[3]) : nil
        let given = (width.flatMap(points), height.flatMap(points))
        let size: (Double, Double)? =
            switch (given.0, given.1, box) {
            case (let width?, let height?, _): (width, height)
            case (let width?, nil, let box?): (width, width * box.1 / box.0)
            case (nil, let height?, let box?): (height * box.0 / box.1, height)
            case (nil, nil, let box?): (box.0 * 0.75, box.1 * 0.75)
            default: nil
            }
        // What is a thousand times longer than wide cannot be drawn on a sheet.
        guard let size, size.0.isFinite, size.1.isFinite, size.0 > 0, size.1 > 0, (0.001...1000).contains(size.0 / size.1) else { return nil }
        return size
    }
}
