/// A path while it is made (ISO 32000-1, 8.5).
struct InkPath {
    private var segments: [(from: (x: Double, y: Double), to: (x: Double, y: Double))] = []
    private var rectangles: [(x: Double, y: Double, width: Double, height: Double)] = []
    private var points: [(x: Double, y: Double)] = []
    private var hasCurves = false
    private var begin: (x: Double, y: Double)?
    private var at: (x: Double, y: Double)?

    private static let pointLimit = 20_000

    mutating func add(_ operation: String, _ numbers: [Double]) {
        guard points.count < Self.pointLimit, numbers.allSatisfy({ $0.isFinite && abs($0) < 1e7 }) else { return }
        switch operation {
        case "m" where numbers.count == 2:
            begin = (numbers[0], numbers[1])
            at = begin
        case "l" where numbers.count == 2: line(to: (numbers[0], numbers[1]))
        case "h": if let begin { line(to: begin) }
        case "re" where numbers.count == 4:
            rectangles.append((numbers[0], numbers[1], numbers[2], numbers[3]))
            begin = (numbers[0], numbers[1])
            at = begin
        case "c" where numbers.count == 6, "v" where numbers.count == 4, "y" where numbers.count == 4:
            hasCurves = true
            if let at { points.append(at) }
            for index in stride(from: 0, to: numbers.count, by: 2) { points.append((numbers[index], numbers[index + 1])) }
            at = points.last
        default: break
        }
    }

    private mutating func line(to end: (x: Double, y: Double)) {
        if let at { segments.append((at, end)) }
        at = end
        points.append(end)
    }

    /// Thicker ones are surfaces.
    private static let thickness = 3.0
    private static let least = 3.0

    /// - Parameters:
    ///   - plane: to the page as it is seen.
    ///   - own: from there to the page's own coordinates.
    func stroke(from place: Int, to end: Int, through plane: GlyphPlane, own: GlyphPlane?) -> PageInk.Stroke? {
        var rules: [InkBox] = []
        var all: [(x: Double, y: Double)] = points.map { plane.point($0.x, $0.y) }
        var isDrawing = hasCurves
        for (from, to) in segments {
            let ends = [plane.point(from.x, from.y), plane.point(to.x, to.y)]
            all += ends
            guard let box = InkBox.around(ends) else { continue }
            if min(box.width, box.height) > 0.6 { isDrawing = true } else if max(box.width, box.height) >= Self.least { rules.append(box) }
        }
        for shape in rectangles {
            let corners = [(shape.x, shape.y), (shape.x + shape.width, shape.y), (shape.x, shape.y + shape.height), (shape.x + shape.width, shape.y + shape.height)]
                .map { plane.point($0.0, $0.1) }
            all += corners
            guard let box = InkBox.around(corners) else { continue }
            if min(box.width, box.height) <= Self.thickness {
                if max(box.width, box.height) >= Self.least { rules.append(box) }
            } else {
                rules += box.edges
            }
        }
        guard let box = InkBox.around(all) else { return nil }
        let corners = [(box.x0, box.y0), (box.x1, box.y1)]
        let back = own.flatMap { plane in InkBox.around(corners.map { plane.point($0.0, $0.1) }) } ?? box
        // A thin surface of lines is a rule.
        if !hasCurves, rectangles.isEmpty, min(box.width, box.height) <= Self.thickness, max(box.width, box.height) >= Self.least { (rules, isDrawing) = ([box], false) }
        return PageInk.Stroke(from: place, to: end, box: box, own: back, rules: rules, isDrawing: isDrawing)
    }
}

extension InkBox {
    var edges: [InkBox] {
        [
            InkBox(x0: x0, y0: y0, x1: x1, y1: y0), InkBox(x0: x0, y0: y1, x1: x1, y1: y1), InkBox(x0: x0, y0: y0, x1: x0, y1: y1),
            InkBox(x0: x1, y0: y0, x1: x1, y1: y1),
        ]
    }
}
