import Foundation
import Finishing
import PageMarks
import Rendering

/// Where a sheet lies on its page: found by the corners of the mark.
struct SheetPlacement: Sendable, Hashable {
    /// From pixels of the picture, counted from its upper left corner, to points of the page, counted from its lower left one.
    let pageOfPixel: PlaneMap
    /// From the unit square of the picture to the page.
    let pageOfUnit: PlaneMap
    /// By how much the sheet was turned against the clock, degrees: from -180 to 180.
    let turn: Double

    init(pageOfPixel: PlaneMap, pageOfUnit: PlaneMap, turn: Double) {
        self.pageOfPixel = pageOfPixel
        self.pageOfUnit = pageOfUnit
        self.turn = turn
    }

    /// A sheet without mark: its middle on that of the page, turned by quarters.
    ///
    /// - Parameters:
    ///   - quarters: with the clock.
    ///   - width: of the page, points; `height` too.
    init?(quarters: Int, _ sheet: ScanSheet, width: Double, height: Double) {
        let (across, down) = (Double(sheet.picture.width), Double(sheet.picture.height))
        guard across > 0, down > 0 else { return nil }
        let sheetOfUnit = PlaneMap(sheet.matrix)
        let (cosine, sine) = [(1.0, 0.0), (0.0, -1.0), (-1.0, 0.0), (0.0, 1.0)][(quarters % 4 + 4) % 4]
        let (x, y) = (sheet.width / 2, sheet.height / 2)
        let pageOfSheet = PlaneMap(cosine, sine, -sine, cosine, width / 2 - (cosine * x - sine * y), height / 2 - (sine * x + cosine * y))
        pageOfPixel = PlaneMap(1 / across, 0, 0, -1 / down, 0, 1).then(sheetOfUnit).then(pageOfSheet)
        pageOfUnit = sheetOfUnit.then(pageOfSheet)
        turn = [0, 90, 180, -90][(quarters % 4 + 4) % 4]
    }

    /// Smaller differences of size are the measuring's own.
    private static let leastScale = 0.02

    /// - Parameters:
    ///   - bits: the sheet's picture in black and white.
    ///   - left: of the symbol on the page, points; `bottom` and `side` too.
    init?(_ found: FoundMark, on sheet: ScanSheet, _ bits: BitPicture, left: Double, bottom: Double, side: Double) {
        let (width, height) = (Double(sheet.picture.width), Double(sheet.picture.height))
        guard width > 0, height > 0 else { return nil }
        let unitOfPixel = PlaneMap(1 / width, 0, 0, -1 / height, 0, 1)
        let sheetOfUnit = PlaneMap(sheet.matrix)
        let sheetOfPixel = unitOfPixel.then(sheetOfUnit)
        let (origin, right, top) = (
            sheetOfPixel(found.origin.x, found.origin.y), sheetOfPixel(found.right.x, found.right.y), sheetOfPixel(found.top.x, found.top.y)
        )
        let (along, up) = ((x: right.x - origin.x, y: right.y - origin.y), (x: top.x - origin.x, y: top.y - origin.y))
        // Both edges say the direction; the upright one a quarter turn later.
        let edges = MarkEdges(found, in: bits)
        func seen(_ edge: PlanePoint) -> PlanePoint {
            PlanePoint(x: edge.x * sheetOfPixel.a + edge.y * sheetOfPixel.c, y: edge.x * sheetOfPixel.b + edge.y * sheetOfPixel.d)
        }
        let (lowerEdge, leftEdge) = (seen(edges.along), seen(edges.up))
        let (x, y) = (lowerEdge.x + leftEdge.y, lowerEdge.y - leftEdge.x)
        let length = (x * x + y * y).squareRoot() / 2
        guard length > side / 4 else { return nil }
        let angle = atan2(y, x)
        var scale = side / length
        if abs(scale - 1) < Self.leastScale { scale = 1 }
        let (cosine, sine) = (cos(angle) * scale, sin(angle) * scale)
        // About the middle of the symbol, where errors of its corners are least.
        let centre = (x: origin.x + (along.x + up.x) / 2, y: origin.y + (along.y + up.y) / 2)
        let turned = (x: cosine * centre.x + sine * centre.y, y: -sine * centre.x + cosine * centre.y)
        let pageOfSheet = PlaneMap(cosine, -sine, sine, cosine, left + side / 2 - turned.x, bottom + side / 2 - turned.y)
        pageOfPixel = sheetOfPixel.then(pageOfSheet)
        pageOfUnit = sheetOfUnit.then(pageOfSheet)
        turn = angle * 180 / .pi
    }
}
