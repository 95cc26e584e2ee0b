import PageMarks
import Rendering

/// The directions of a symbol's two solid edges, to a tenth of a degree: libdmtx gives them in steps of half a degree and more, which at the far corner
/// of a sheet are millimetres.
struct MarkEdges: Sendable, Hashable {
    /// From the symbol's lower left corner to the right and upwards, as printed; pixels of the picture. As long as libdmtx says.
    let along: PlanePoint
    let up: PlanePoint

    private static let samples = 60

    init(_ found: FoundMark, in bits: BitPicture) {
        let origin = PlanePoint(x: found.origin.x, y: found.origin.y)
        let along = PlanePoint(x: found.right.x - origin.x, y: found.right.y - origin.y)
        let up = PlanePoint(x: found.top.x - origin.x, y: found.top.y - origin.y)
        self.along = MarkEdges.direction(from: origin, along, outwards: PlanePoint(x: -up.x, y: -up.y), bits) ?? along
        self.up = MarkEdges.direction(from: origin, up, outwards: PlanePoint(x: -along.x, y: -along.y), bits) ?? up
    }

    /// Where black ends at many places of the edge, and the line through most of them.
    private static func direction(from origin: PlanePoint, _ edge: PlanePoint, outwards: PlanePoint, _ bits: BitPicture) -> PlanePoint? {
        let (length, across) = (edge.length, outwards.length)
        guard length > 20, across > 20 else { return nil }
        let module = length / Double(MarkSymbol.side)
        let normal = PlanePoint(x: outwards.x / across, y: outwards.y / across)
        var ends: [(t: Double, end: Double)] = []
        for sample in 0..<samples {
            // Not at the corners, which blur rounds.
            let t = 0.05 + 0.9 * Double(sample) / Double(samples - 1)
            let start = PlanePoint(x: origin.x + edge.x * t, y: origin.y + edge.y * t)
            func isBlack(_ way: Double) -> Bool {
                bits[x: Int((start.x + normal.x * way).rounded(.down)), y: Int((start.y + normal.y * way).rounded(.down))]
            }
            var way = -module * 1.2
            var lastBlack: Double?
            while way < module * 1.4 {
                if isBlack(way) { lastBlack = way } else if let last = lastBlack, way - last > module * 0.4 { break }
                way += 0.25
            }
            // Black to the end is something else that lies there.
            if let last = lastBlack, last < module * 0.9 { ends.append((t * length, last)) }
        }
        guard ends.count * 2 > samples else { return nil }
        let middle = ends.map(\.end).sorted()[ends.count / 2]
        var kept = ends.filter { abs($0.end - middle) < module * 0.8 }
        var slope = 0.0
        for limit in [0.35, 0.2] {
            guard kept.count * 3 > samples else { return nil }
            let count = Double(kept.count)
            let (mt, me) = (kept.reduce(0) { $0 + $1.t } / count, kept.reduce(0) { $0 + $1.end } / count)
            let spread = kept.reduce(0) { $0 + ($1.t - mt) * ($1.t - mt) }
            guard spread > 0 else { return nil }
            slope = kept.reduce(0) { $0 + ($1.t - mt) * ($1.end - me) } / spread
            kept = ends.filter { abs($0.end - me - slope * ($0.t - mt)) < max(1, module * limit) }
        }
        // More than three degrees off is no correction.
        guard abs(slope) < 0.05 else { return nil }
        return PlanePoint(x: edge.x + normal.x * slope * length, y: edge.y + normal.y * slope * length)
    }
}

struct PlanePoint: Sendable, Hashable {
    var x: Double
    var y: Double

    var length: Double { (x * x + y * y).squareRoot() }
}
