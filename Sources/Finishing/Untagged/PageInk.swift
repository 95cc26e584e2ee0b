/// What a page without structure draws, in the order of its content.
struct PageInk: Sendable {
    /// Text that is shown by operators that follow each other on one line.
    struct Run: Sendable {
        /// In the cleaned content.
        var from: Int
        var to: Int
        /// Of the text object that it stands in.
        var object: Int
        /// Degrees, counter-clockwise: whither it is read.
        var angle: Int
        /// Along the line, and across it, upwards; in points.
        var start: Double
        var end: Double
        var baseline: Double
        var size: Double
        var isBold: Bool
        /// What the glyphs mean.
        var glyphText: String
        /// With blanks where room parts words.
        var text: String
        /// On the page as it is seen.
        var box: InkBox
    }

    struct Picture: Sendable {
        var from: Int
        var to: Int
        var box: InkBox
        /// In the page's own coordinates.
        var own: InkBox
    }

    /// A line or surface.
    struct Stroke: Sendable {
        var from: Int
        var to: Int
        var box: InkBox
        var own: InkBox
        /// Lines along the axes that it draws.
        var rules: [InkBox]
        /// It is more than lines along the axes and rectangles.
        var isDrawing: Bool
    }

    enum Item: Sendable {
        case run(Int)
        case picture(Int)
        case stroke(Int)
    }

    var runs: [Run] = []
    var pictures: [Picture] = []
    var strokes: [Stroke] = []
    var items: [Item] = []
    var defect: StructureDefect?
    /// As it is seen.
    var width = 0.0
    var height = 0.0
}
