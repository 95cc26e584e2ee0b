import CCairo

/// Marked content (ISO 32000-1, 14.6) without Cairo's help.
///
/// Cairo's own tags are of no use here: it counts marked content from 0 on each of its pages, version 1.16 drops tags around
/// nothing, and version 1.18.4 drops them around everything that is no text (only `show_text_glyphs` says that it has content,
/// cairo-pdf-surface.c), so that a rule to sign on would be unmarked. Instead a *signpost* is drawn where a sequence begins and
/// where it ends: a rectangle as small as a speck of dust, which no layout draws, and which is taken out again here for the
/// operators that belong there. A filled rectangle ends Cairo's text objects as a tag would, and leaves no state behind. Where one
/// sequence follows another in the same colour, one signpost says both: a contract has hundreds.
enum Signpost: CaseIterable {
    case begin
    case end
    /// One sequence ends and the next begins.
    case next

    /// Units of Cairo's fixed-point grid, 1/256 point (cairo-fixed-type-private.h), so that nothing is rounded.
    private static let unit = 1.0 / 256
    /// In the corner, for Cairo prints 0 at once; and no number below 0.1, which it prints twice to find its digits (`_cairo_dtostr`,
    /// cairo-output-stream.c): there are hundreds of signposts in a contract.
    static let place = (x: 0.0, y: 0.0)
    private static let short = 71 * unit
    private static let long = 73 * unit

    var width: Double { self == .begin ? Signpost.short : Signpost.long }
    var height: Double { self == .end ? Signpost.short : Signpost.long }

    /// Draws it in the colour that is set.
    func draw(on context: CairoContext) {
        cairo_rectangle(context.pointer, Signpost.place.x, Signpost.place.y, width, height)
        cairo_fill(context.pointer)
    }

    /// The signpost that a rectangle of a content stream is, if any; its height may be counted downwards.
    init?(width: Double, height: Double) {
        for post in Signpost.allCases
        where abs(width - post.width) < Signpost.unit / 4 && abs(abs(height) - post.height) < Signpost.unit / 4 {
            self = post
            return
        }
        return nil
    }
}

extension DrawnStream {
    /// The same with marked-content sequences where the signposts stand.
    ///
    /// - Parameters:
    ///   - tags: the structure type of each sequence, in order.
    ///   - first: the id of the first one on its page.
    ///   - deflater: the worker's.
    func marked(_ tags: [String], from first: Int, _ deflater: Deflater) throws(DrawingError) -> DrawnStream {
        guard let content = Flate.expand(data, limit: 1 << 26) else { throw .unexpectedOutput("Strom beschädigt") }
        var marked = DrawnStream(data: [], fonts: fonts)
        let placed = try MarkedContent.placed(content, tags: tags, first: first)
        marked.data = deflater.compress(placed)
        return marked
    }
}

enum MarkedContent {
    /// Takes out the signposts, which have to make one pair for each tag, and puts operators in their places.
    static func placed(_ content: [UInt8], tags: [String], first: Int) throws(DrawingError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(content.count + 8 * tags.count)
        var copied = 0
        var count = 0
        var isOpen = false
        for sign in signposts(in: content) {
            output += content[copied..<sign.range.lowerBound]
            copied = sign.range.upperBound
            if sign.post != .begin {
                guard isOpen else { throw .unexpectedOutput("Marke \(count) endet zweimal") }
                output += "EMC".utf8
                isOpen = false
            }
            if sign.post == .next { output += "\n".utf8 }
            if sign.post != .end {
                guard !isOpen, tags.indices.contains(count) else { throw .unexpectedOutput("Marke \(count) zu viel") }
                output += "/\(tags[count]) << /MCID \(first + count) >> BDC".utf8
                count += 1
                isOpen = true
            }
        }
        guard count == tags.count, !isOpen else { throw .unexpectedOutput("\(count) Marken statt \(tags.count)") }
        output += content[copied...]
        return output
    }

    /// The signposts with the bytes from their first operand to the operator that paints them.
    private static func signposts(in content: [UInt8]) -> [(post: Signpost, range: Range<Int>)] {
        var found: [(post: Signpost, range: Range<Int>)] = []
        var finder = RectangleFinder(content)
        while let rectangle = finder.next() {
            let operands = rectangle.operands
            guard let post = Signpost(width: number(content[operands[2]]), height: number(content[operands[3]])) else { continue }
            var ahead = PDFLexer(content[...], at: rectangle.end)
            if ahead.next() == .keyword, ahead.isText("f") || ahead.isText("f*") {
                found.append((post, operands[0].lowerBound..<ahead.range.upperBound))
                finder.go(to: ahead.range.upperBound)
            }
        }
        return found
    }

    private static func number(_ text: ArraySlice<UInt8>) -> Double {
        Double(String(decoding: text, as: UTF8.self)) ?? .nan
    }
}
