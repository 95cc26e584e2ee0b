import Foundation

/// What a page without structure holds, in the order in which people read it: columns, in them lines, pictures and ruled tables from top to bottom.
struct PageOrder: Sendable {
    /// Text of one line.
    struct TextLine: Sendable {
        /// Of ``PageInk/runs``, from left to right.
        var runs: [Int]
        var box: InkBox
        var baseline: Double
        var size: Double
        var isBold: Bool
        var text: String
        /// Where text begins that room parts from what stands before it, as an item's does from its label.
        var second: Double?
        /// A dot or square that is no letter stands before it, as browsers draw them before items.
        var hasDrawnSign = false
    }

    enum Part: Sendable {
        case line(TextLine)
        case picture(Int)
        /// Of ``PageInk/strokes``: what together is one drawing.
        case drawing([Int], InkBox)
        case table(RuledTable)
    }

    struct TextColumn: Sendable {
        var parts: [Part]
        var left: Double
        var right: Double
        /// Text that does not run the way the page is read: at its edge, or across it.
        var isAside = false
    }

    var columns: [TextColumn] = []
    /// Lines that stand side by side and are neither columns nor a table are read from left to right, or block by block: others may read otherwise.
    var isUncertain = false
    /// Runs that nothing is read of: drawn twice, off the page, blank.
    var dropped: Set<Int> = []
    /// The page, turned as it is read.
    let page: InkBox

    init(_ ink: PageInk) {
        let angle = Self.angle(of: ink)
        let plane = OrderPlane(angle: angle, width: ink.width, height: ink.height)
        page = plane.page
        dropped = Self.dropped(ink)
        let runs = ink.runs.indices.filter { !dropped.contains($0) }
        let pieces = runs.filter { ink.runs[$0].angle == angle }.map { OrderItem(run: $0, ink.runs[$0], plane) }
        var tables: [RuledTable] = []
        var rest = pieces
        for grid in RuledGrid.all(ink.strokes.flatMap { $0.rules.map(plane.box) }) {
            guard let table = RuledTable(grid, rest, ink) else { continue }
            tables.append(table)
            let taken = Set(table.runs)
            rest.removeAll { $0.run.map(taken.contains) ?? false }
        }
        var items = rest
        items += tables.map { OrderItem(.table($0), $0.box) }
        items += ink.pictures.indices.compactMap { Self.picture($0, ink, plane, hasText: !pieces.isEmpty) }
        items += Self.drawings(ink, plane, besides: tables.map(\.box))
        var sorter = ColumnSorter(ink)
        columns = sorter.columns(items, depth: 0)
        isUncertain = sorter.isUncertain
        noteSigns(ink.strokes.map { plane.box($0.box) }.filter { max($0.width, $0.height) <= 9 && min($0.width, $0.height) >= 1.2 })
        let others = Dictionary(grouping: runs.filter { ink.runs[$0].angle != angle }) { ink.runs[$0].angle }
        for (angle, runs) in others.sorted(by: { $0.key < $1.key }) {
            let own = OrderPlane(angle: angle, width: ink.width, height: ink.height)
            var sorter = ColumnSorter(ink)
            var found = sorter.columns(runs.map { OrderItem(run: $0, ink.runs[$0], own) }, depth: 0)
            for index in found.indices { found[index].isAside = true }
            columns += found
        }
    }

    private mutating func noteSigns(_ signs: [InkBox]) {
        guard !signs.isEmpty, signs.count < 2000 else { return }
        for column in columns.indices {
            for (index, part) in columns[column].parts.enumerated() {
                guard case .line(var line) = part else { continue }
                line.hasDrawnSign = signs.contains { sign in
                    (0.1 * line.size...2.2 * line.size).contains(line.box.x0 - sign.x1) && (0...0.8 * line.size).contains(sign.middle.y - line.baseline)
                        && max(sign.width, sign.height) <= 0.7 * line.size && abs(sign.width - sign.height) <= 0.3 * sign.width
                }
                if line.hasDrawnSign { columns[column].parts[index] = .line(line) }
            }
        }
    }

    /// The way most letters run.
    private static func angle(of ink: PageInk) -> Int {
        var letters: [Int: Int] = [:]
        for run in ink.runs { letters[run.angle, default: 0] += run.text.count }
        return letters.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
    }

    /// A second copy a hair's breadth beside the first makes letters look bold.
    private static func dropped(_ ink: PageInk) -> Set<Int> {
        var found: Set<Int> = []
        var seen: [String: [Int]] = [:]
        for (index, run) in ink.runs.enumerated() {
            if run.text.isEmptyOrBlank {
                found.insert(index)
                continue
            }
            let isCopy = seen[run.text, default: []].suffix(40).contains { other in
                let other = ink.runs[other]
                return other.angle == run.angle && abs(other.start - run.start) < 0.12 * run.size && abs(other.baseline - run.baseline) < 0.12 * run.size
            }
            if isCopy { found.insert(index) } else { seen[run.text, default: []].append(index) }
        }
        return found
    }

    /// What lies behind all the text of a page, and what is too small to show anything, is decoration.
    private static func picture(_ index: Int, _ ink: PageInk, _ plane: OrderPlane, hasText: Bool) -> OrderItem? {
        let box = ink.pictures[index].box
        let isGround = hasText && box.width * box.height > 0.8 * ink.width * ink.height
        guard !isGround, min(box.width, box.height) >= 6, box.meets(InkBox(x0: 0, y0: 0, x1: ink.width, y1: ink.height)) else { return nil }
        return OrderItem(.picture(index), plane.box(box))
    }

    /// What is more than lines and rectangles and large enough is a drawing; what lies upon each other is one.
    private static func drawings(_ ink: PageInk, _ plane: OrderPlane, besides tables: [InkBox]) -> [OrderItem] {
        var groups: [(strokes: [Int], box: InkBox)] = []
        for (index, stroke) in ink.strokes.enumerated() where stroke.isDrawing {
            let box = plane.box(stroke.box)
            guard max(box.width, box.height) < 0.98 * max(plane.page.width, plane.page.height) else { continue }
            var (strokes, whole) = ([index], box)
            groups.removeAll { group in
                guard group.box.grown(4).meets(whole) else { return false }
                strokes += group.strokes
                whole = whole.joined(group.box)
                return true
            }
            groups.append((strokes.sorted(), whole))
        }
        return groups.filter { $0.box.width >= 24 && $0.box.height >= 24 && $0.strokes.count >= 2 }.map { OrderItem(.drawing($0.strokes, $0.box), $0.box) }
    }
}

/// The page turned so that most text runs from left to right.
struct OrderPlane {
    let page: InkBox
    private let turn: GlyphPlane

    init(angle: Int, width: Double, height: Double) {
        let (cosine, sine) = (cos(Double(angle) * .pi / 180), sin(Double(angle) * .pi / 180))
        turn = GlyphPlane([cosine, -sine, sine, cosine, 0, 0]) ?? GlyphPlane()
        page = turn.box(InkBox(x0: 0, y0: 0, x1: width, y1: height))
    }

    func box(_ box: InkBox) -> InkBox { turn.box(box) }
}

extension GlyphPlane {
    func box(_ box: InkBox) -> InkBox {
        let corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1)].map { point($0.0, $0.1) }
        return InkBox.around(corners) ?? box
    }
}

/// What is put in order.
struct OrderItem {
    var part: PageOrder.Part?
    var run: Int?
    var box: InkBox
    var baseline: Double
    var size: Double

    init(_ part: PageOrder.Part, _ box: InkBox) {
        (self.part, self.box) = (part, box)
        (baseline, size) = (box.y1, 0)
    }

    init(run: Int, _ ink: PageInk.Run, _ plane: OrderPlane) {
        self.run = run
        (baseline, size) = (ink.baseline, ink.size)
        box = InkBox(x0: ink.start, y0: ink.baseline - 0.2 * ink.size, x1: max(ink.end, ink.start), y1: ink.baseline + 0.75 * ink.size)
    }
}
