/// A paragraph, or what stands between paragraphs, on one page.
struct TextBlock: Sendable {
    enum Matter: Sendable {
        case text([PageOrder.TextLine])
        case picture(Int)
        case drawing([Int], InkBox)
        case table(RuledTable)
    }

    /// From 0.
    var page: Int
    var matter: Matter
    /// Of its column, from the first of the file.
    var column: Int
    /// From the column's left edge.
    var indent = 0.0
    /// Where text begins after its label.
    var bodyIndent = 0.0
    var size = 0.0
    var isBold = false
    var isAside = false
    var text = ""
    var label: ItemLabel?
    /// Running text, not a line of an address.
    var fillsItsLines = false
    var reachesEdge = false

    var lines: [PageOrder.TextLine] { if case .text(let lines) = matter { lines } else { [] } }
}

/// Makes paragraphs of the lines of a column: where there is more room, where a line ends early or begins further in, where letters change.
struct ParagraphMaker {
    private let left: Double
    private let right: Double
    private let pitch: Double
    private var open: [PageOrder.TextLine] = []

    /// - Parameters:
    ///   - column: its number in the file.
    ///   - lines: without what repeats on every page.
    static func blocks(_ parts: [PageOrder.Part], isAside: Bool, page: Int, column: Int) -> [TextBlock] {
        let lines = parts.compactMap { if case .line(let line) = $0 { line } else { nil } }
        var maker = ParagraphMaker(lines)
        var found: [TextBlock] = []
        func close() {
            guard !maker.open.isEmpty else { return }
            var block = maker.block(page, column)
            block.isAside = isAside
            found.append(block)
            maker.open = []
        }
        for part in parts {
            switch part {
            case .line(let line):
                if maker.begins(line) { close() }
                maker.open.append(line)
            case .picture(let picture):
                close()
                found.append(TextBlock(page: page, matter: .picture(picture), column: column))
            case .drawing(let strokes, let box):
                close()
                found.append(TextBlock(page: page, matter: .drawing(strokes, box), column: column))
            case .table(let table):
                close()
                found.append(TextBlock(page: page, matter: .table(table), column: column))
            }
        }
        close()
        return found
    }

    private init(_ lines: [PageOrder.TextLine]) {
        left = lines.map(\.box.x0).min() ?? 0
        right = lines.map(\.box.x1).max() ?? 0
        // Of lines that follow each other in letters of one size: the usual distance, by size.
        let pitches = zip(lines, lines.dropFirst()).filter { abs($0.size - $1.size) < 0.08 * $0.size }.map { ($0.baseline - $1.baseline) / max($0.size, 0.1) }
            .filter { (0.8...2.2).contains($0) }.sorted()
        pitch = pitches.isEmpty ? 1.25 : pitches[(pitches.count - 1) / 3]
    }

    private func begins(_ line: PageOrder.TextLine) -> Bool {
        guard let last = open.last, let first = open.first else { return true }
        let em = max(line.size, 0.1)
        if abs(last.size - line.size) > 0.08 * em || last.isBold != line.isBold { return true }
        if last.baseline - line.baseline > (pitch * 1.18 + 0.12) * em { return true }
        let isCentred = abs(first.box.middle.x - line.box.middle.x) < 0.7 * em && first.box.x0 > left + 2 * em && abs(first.box.x0 - line.box.x0) > 0.4 * em
        let label = ItemLabel.of(first)
        if let own = ItemLabel.of(line) {
            let isNextItem = label?.readings.contains { own.following($0) != nil } ?? false
            if isNextItem && abs(first.box.x0 - line.box.x0) < 0.8 * em || own.isCertain { return true }
            if last.endsSentence || endsEarly(last, before: line) || abs(line.box.x0 - (open.count > 1 ? last.box.x0 : first.box.x0)) > 0.6 * em { return true }
        }
        if isCentred { return false }
        // Lines of an address, each of its own.
        if last.text.count < 30, line.text.count < 30, !line.text.beginsLow, endsEarly(last, before: line) || right - left < 14 * em { return true }
        if open.count > 1 {
            if abs(line.box.x0 - last.box.x0) > 0.7 * em { return true }
        } else if line.box.x0 > first.box.x0 + 0.7 * em {
            // An item's text hangs behind its label; anything else that begins further in is new.
            let hang = first.second ?? first.box.x0 + 0.55 * em * Double((label?.text.count ?? 0) + 1)
            if label == nil || abs(line.box.x0 - hang) > 2 * em { return true }
        } else if line.box.x0 < first.box.x0 - 4 * em {
            return true
        }
        return endsEarly(last, before: line)
    }

    /// The next line's first word would have found room.
    private func endsEarly(_ last: PageOrder.TextLine, before line: PageOrder.TextLine) -> Bool {
        let text = line.text.drop(while: \.isWhitespace)
        let word = text.prefix { !$0.isWhitespace }
        let width = line.box.width * Double(word.count + 1) / Double(max(1, text.count))
        return right - last.box.x1 > width * 1.15 + 0.6 * line.size
    }

    private func block(_ page: Int, _ column: Int) -> TextBlock {
        var block = TextBlock(page: page, matter: .text(open), column: column)
        block.indent = open[0].box.x0 - left
        block.bodyIndent = (open.count > 1 ? open[1].box.x0 : open[0].second ?? open[0].box.x0) - left
        block.size = open.map(\.size).sorted()[open.count / 2]
        block.isBold = open.allSatisfy(\.isBold)
        block.text = open.map(\.text).joined(separator: " ")
        block.label = ItemLabel.of(open[0])
        block.fillsItsLines = open.count > 1 || open[0].text.count > 30
        block.reachesEdge = (open.last?.box.x1 ?? left) > right - 3 * block.size
        return block
    }
}

extension PageOrder.TextLine {
    var endsSentence: Bool { text.last { !$0.isWhitespace }.map { ".:;!?".contains($0) } ?? true }
}
