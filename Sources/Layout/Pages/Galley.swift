import DocumentModel
import Styles

/// The vertical list: rows in reading order, each unbreakable, with what a page break before each of them costs.
///
/// A plain array with the costs decided beforehand (instead of TeX's boxes, glue and penalties) keeps the page breaker a
/// pure function over numbers.
struct Galley {
    private(set) var rows: [GalleyRow] = []
    /// Ascending.
    private(set) var flexible: [FlexibleParagraph] = []
    private var space = 0.0
    private var breakCost: Double?
    private var anchors: [Anchor] = []
    private var labels: [HangingLabel] = []
    private var context: PageContext?

    var isEmpty: Bool { rows.isEmpty }
    var hasPendingLabel: Bool { !labels.isEmpty }

    /// The rows are handed on, not copied: each has half a dozen counted references.
    mutating func takeRows() -> [GalleyRow] {
        let taken = rows
        rows = []
        return taken
    }

    /// At least so many points of white before the next row; of several the largest holds. Dropped at the head of a page.
    mutating func space(_ points: Double) { space = max(space, points) }

    /// What a break before the next row costs; of several the dearest holds.
    mutating func breakCost(_ cost: Double) { breakCost = max(breakCost ?? cost, cost) }

    /// The next row is the target of links to `node`.
    ///
    /// - Parameter element: where a reader of the structure goes.
    mutating func anchor(_ node: NodeID, at element: StructureID) { anchors.append(Anchor(node: node, element: element)) }

    /// A label to stand beside the next line of text.
    mutating func label(_ label: HangingLabel) { labels.append(label) }

    /// The next row begins a new page of another kind.
    mutating func begin(_ context: PageContext) {
        self.context = context
        breakCost = PageDemerits.forced
    }

    mutating func append(_ row: GalleyRow) {
        var row = row
        row.spaceBefore = max(row.spaceBefore, space)
        if let breakCost { row.breakCost = max(row.breakCost, breakCost) }
        // A forced break is the one cost below all others, so `max` would lose it.
        if breakCost == PageDemerits.forced { row.breakCost = PageDemerits.forced }
        row.context = context ?? row.context
        row.anchors = anchors + row.anchors
        if !labels.isEmpty {
            let baseline = row.firstBaseline ?? labels[0].baseline
            row.content.insert(
                contentsOf: labels.map { .line($0.line, $0.context, x: $0.x, baseline: baseline) }, at: 0)
            row.height = max(row.height, baseline)
            labels = []
        }
        rows.append(row)
        (space, breakCost, anchors, context) = (0, nil, [], nil)
    }

    /// The last `count` rows are the lines of a paragraph that could be set otherwise.
    mutating func markFlexible(
        _ count: Int, _ text: StyledText, _ format: ParagraphFormat, demerits: Double, _ maker: ParagraphRows
    ) {
        flexible.append(
            FlexibleParagraph(
                rows: rows.count - count..<rows.count, source: FlexibleParagraph.Source(text: text, format: format, demerits: demerits, maker: maker)))
    }

    /// Whether nothing waits for a row to come but space.
    var isClosed: Bool { breakCost == nil && anchors.isEmpty && labels.isEmpty && context == nil }

    mutating func append(contentsOf other: Galley) {
        let offset = rows.count
        if let first = other.rows.first { append(first) }
        // What waited has gone with the first row.
        rows.append(contentsOf: other.rows.dropFirst())
        for paragraph in other.flexible {
            var paragraph = paragraph
            paragraph.rows = paragraph.rows.lowerBound + offset..<paragraph.rows.upperBound + offset
            flexible.append(paragraph)
        }
        space = max(space, other.space)
    }

    mutating func updateLast(_ change: (inout GalleyRow) -> Void) {
        if !rows.isEmpty { change(&rows[rows.count - 1]) }
    }

    mutating func update(_ index: Int, _ change: (inout GalleyRow) -> Void) { change(&rows[index]) }

    /// A new page before the next row.
    mutating func forceBreak() { breakCost = PageDemerits.forced }

    /// Of all rows with the space between them; without the space before the first.
    var height: Double {
        var height = 0.0
        for (index, row) in rows.enumerated() { height += row.height + (index > 0 ? row.spaceBefore : 0) }
        return height
    }

    /// The rows one under the other as the content of a larger row.
    ///
    /// - Parameter grid: every row begins at a multiple of that from `y`, so that cells side by side can be cut across.
    func stacked(x: Double, y: Double, grid: Double? = nil) -> StackedRows {
        var result = StackedRows()
        var top = y
        for (index, row) in rows.enumerated() {
            if index > 0 { top += grid.map { (row.spaceBefore / $0).rounded() * $0 } ?? row.spaceBefore }
            if let grid { top = y + ((top - y) / grid - 0.001).rounded(.up) * grid }
            result.content += row.content.map { $0.moved(x: x, y: top) }
            result.notes += row.notes
            result.anchors += row.anchors
            result.lines += row.lines
            top += row.height
            result.cuts.append(top)
        }
        result.bottom = top
        return result
    }
}

/// A paragraph of the page that may be set with a line more or fewer where that makes better pages.
struct FlexibleParagraph {
    struct Setting {
        var rows: [GalleyRow]
        /// Page demerits of taking it.
        var cost: Double
    }

    /// What it is set from. An object, for kept sections hand it on with each document.
    final class Source {
        let text: StyledText
        let format: ParagraphFormat
        /// Of its best lines.
        let demerits: Double
        let maker: ParagraphRows

        init(text: StyledText, format: ParagraphFormat, demerits: Double, maker: ParagraphRows) {
            self.text = text
            self.format = format
            self.demerits = demerits
            self.maker = maker
        }
    }

    var rows: Range<Int>
    let source: Source
}

/// A target of links.
struct Anchor {
    var node: NodeID
    var element: StructureID
}

struct StackedRows {
    var content: [RowContent] = []
    var notes: [Int] = []
    var anchors: [Anchor] = []
    var lines = 0
    var bottom = 0.0
    /// Lower edges of the rows: where a tall cell may be parted.
    var cuts: [Double] = []
}

/// A label („(1)“, „a)“, „•“) set apart, waiting for the line beside which it stands.
struct HangingLabel {
    var line: SetLine
    var context: LineContext
    var x: Double
    /// Where it stands when no line of text follows.
    var baseline: Double
}

struct GalleyRow {
    var height: Double
    var content: [RowContent]
    /// White before the row unless it is the first of its page.
    var spaceBefore = 0.0
    /// Demerits of a page break before the row.
    var breakCost = 0.0
    /// Footnotes owed by the row: indices into the composed notes.
    var notes: [Int] = []
    var anchors: [Anchor] = []
    /// Lines of text in it, for rules that count lines.
    var lines = 1
    /// So many lines of text after this row stay on its page.
    var keepFollowing = 0
    /// So many lines of text before this row stay on its page.
    var keepPreceding = 0
    /// Table whose head is repeated when a page begins with this row.
    var repeatedHead: Int?
    /// Insertion at the foot of the row's page: foot of a letter.
    var footInsert: Int?
    var endsWithHyphen = false
    /// A line of the text, which stands on the grid where the style has one.
    var isOnGrid = false
    /// Set where a page of another kind begins.
    var context: PageContext?

    init(height: Double, content: [RowContent] = []) {
        self.height = height
        self.content = content
    }

    var firstBaseline: Double? {
        for item in content {
            if case .line(_, _, _, let baseline) = item { return baseline }
        }
        return nil
    }
}

/// What a row shows. Coordinates count from the upper left corner of the row.
enum RowContent {
    case line(SetLine, LineContext, x: Double, baseline: Double)
    case drawing(Mark, Drawing)
    case field(FieldArea)

    func moved(x dx: Double, y dy: Double) -> RowContent {
        switch self {
        case .line(let line, let context, let x, let baseline):
            .line(line, context, x: x + dx, baseline: baseline + dy)
        case .drawing(let mark, let drawing): .drawing(mark, drawing.moved(x: dx, y: dy))
        case .field(let area): .field(area.moved(x: dx, y: dy))
        }
    }

    /// Footnotes anchored in it: indices into the composed notes.
    var notes: [Int] {
        if case .line(let line, let context, _, _) = self {
            line.footnotes.map { context.firstNote + Int($0.rawValue) }
        } else {
            []
        }
    }
}

/// The kind of page a run of rows stands on.
struct PageContext: Hashable {
    enum Kind: Hashable { case cover, body, annex, foreign }
    var kind: Kind
    /// „Anlage 2“
    var annexLabel = ""
    /// Where it differs from the style's.
    var size: Size?
    /// Instead of the head, on pages that somebody else made.
    var stamp: [Inline] = []

    /// Content is placed from the corner of the sheet instead of the type area.
    var usesWholeSheet: Bool { kind == .foreign }
}

/// What the text of a line refers to, by the local numbers that ``StyledText`` carries: so the same words set the same
/// way are one value, wherever in whatever document they stand, and can be reused.
struct LineContext {
    var leaves: [Leaf] = []
    var fillIns: [FillInLeaf] = []
    /// Index of the first footnote of the paragraph among the composed notes.
    var firstNote = 0
    /// What lines without structure are.
    var artifact = Artifact.layout

    struct Leaf {
        var structure: StructureID?
        var link: LinkTarget?
        /// The Link element, which may be a parent of the leaf.
        var linkElement: StructureID?
        var description = ""
        /// Behind the words.
        var fill: Color?
        var stroke: Stroke?
    }

    /// A line that goes with the words.
    enum Stroke { case through, under }

    struct FillInLeaf {
        var fillIn: FillIn
        var name: String
    }

    static func artifact(_ artifact: Artifact) -> LineContext { LineContext(artifact: artifact) }
}
