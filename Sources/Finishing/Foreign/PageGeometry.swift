import DocumentModel

/// A foreign page as a reader sees it: cropped, turned, in its own unit.
struct PageGeometry {
    typealias Box = (x0: Double, y0: Double, x1: Double, y1: Double)

    /// The visible part, in the page's own coordinates.
    let box: Box
    /// Clockwise: 0, 90, 180 or 270.
    let rotation: Int
    let unit: Double

    /// ISO 32000-1, 14.11.2: what the boxes mean; readers show the crop box within the media box.
    init?(_ page: QPDFObject) {
        guard let media = PageGeometry.rectangle(page["/MediaBox"]) else { return nil }
        var box = media
        if let crop = PageGeometry.rectangle(page["/CropBox"]) {
            let cut = (
                x0: max(media.x0, crop.x0), y0: max(media.y0, crop.y0), x1: min(media.x1, crop.x1), y1: min(media.y1, crop.y1)
            )
            if cut.x1 - cut.x0 >= 1, cut.y1 - cut.y0 >= 1 { box = cut }
        }
        guard box.x1 - box.x0 >= 1, box.y1 - box.y0 >= 1 else { return nil }
        self.box = box
        let turns = Int(max(-3600, min(3600, page["/Rotate"].double ?? 0))) / 90
        rotation = (turns % 4 + 4) % 4 * 90
        let unit = page["/UserUnit"].double ?? 1
        self.unit = (0.01...1000).contains(unit) ? unit : 1
    }

    var width: Double { box.x1 - box.x0 }
    var height: Double { box.y1 - box.y0 }

    /// Points.
    var seen: ForeignPage {
        rotation % 180 == 0
            ? ForeignPage(width: width * unit, height: height * unit)
            : ForeignPage(width: height * unit, height: width * unit)
    }

    /// Moves the visible part's lower left corner, as seen, to the origin, and turns it upright. In the page's own unit.
    var matrix: [Double] {
        switch rotation {
        case 90: [0, -1, 1, 0, -box.y0, box.x1]
        case 180: [-1, 0, 0, -1, box.x1, box.y1]
        case 270: [0, 1, -1, 0, box.y1, -box.x0]
        default: [1, 0, 0, 1, -box.x0, -box.y0]
        }
    }

    static func rectangle(_ object: QPDFObject) -> Box? {
        let numbers = object.items.compactMap(\.double)
        guard numbers.count == 4, numbers.allSatisfy({ $0.isFinite && abs($0) < 1e6 }) else { return nil }
        return (
            min(numbers[0], numbers[2]), min(numbers[1], numbers[3]), max(numbers[0], numbers[2]), max(numbers[1], numbers[3])
        )
    }
}
