import CCairo
import Layout
import PageMarks
import Styles
import Typeface

/// What Cairo is told to do for one layer: glyphs of the same font, size and colour are gathered into one call,
/// because Cairo's price is by the call.
struct PaintScript {
    enum Step {
        case glyphs(GlyphCall)
        case rectangle(Rect, Color)
        case line(from: Point, to: Point, width: Double, Color)
        case circle(centre: Point, radius: Double, width: Double, Color)
        /// Black squares of a symbol.
        case modules([Rect])
        /// A marked-content sequence begins; what it is tagged with follows later (``DrawnStream/marked(_:from:)``). The colour
        /// is that of its first drawing.
        case begin(Color)
        case end
        /// One ends and another begins, in the colour that is set.
        case next
    }

    struct GlyphCall {
        var face: FaceVariant
        var size: Double
        var expansion: Double
        var color: Color
        /// Degrees, counter-clockwise about `origin`; the glyphs' places are relative to it then, else to the page.
        var rotation: Double
        var origin: Point
        var glyphs: Range<Int>
    }

    private(set) var steps: [Step] = []
    private(set) var glyphs: [cairo_glyph_t] = []
    /// Glyphs that the repertoires do not have; nothing may be drawn then.
    private(set) var missing: [FontID: Set<GlyphUse>] = [:]
    /// `nil`: which text a glyph stands for does not matter, each is drawn from the plain face.
    private let repertoires: [FontID: Repertoire]?
    /// Whether the next glyphs may join the call before them.
    private var canJoin = false

    /// - Parameter repertoires: of the document; `nil` for a picture.
    init(_ layer: LayerContent, _ repertoires: [FontID: Repertoire]?) {
        self.repertoires = repertoires
        /// What Cairo is told to draw in when the sequence before has ended.
        var set: Color?
        for series in layer.series {
            if series.tag != nil {
                let color = series.drawings.first?.color ?? .black
                if case .end? = steps.last, set == color { steps[steps.count - 1] = .next } else { steps.append(.begin(color)) }
                set = series.drawings.reversed().lazy.compactMap(\.color).first ?? color
            }
            canJoin = false
            for drawing in series.drawings { add(drawing) }
            if series.tag != nil { steps.append(.end) }
        }
    }

    private mutating func add(_ drawing: Drawing) {
        switch drawing {
        case .text(let run):
            add(run)
            return
        case .rectangle(let rect, let color):
            steps.append(.rectangle(rect, color))
        case .line(let from, let to, let width, let color):
            steps.append(.line(from: from, to: to, width: width, color))
        case .circle(let centre, let radius, let width, let color):
            steps.append(.circle(centre: centre, radius: radius, width: width, color))
        case .symbol(let text, let rect):
            steps.append(.modules(MarkSymbol(text)?.modules(in: rect) ?? []))
        case .image, .foreignPage:
            // Not Cairo's business: the finishing puts pictures into the file, the preview draws them itself.
            return
        }
        canJoin = false
    }

    private mutating func add(_ run: TextRun) {
        guard !run.glyphs.isEmpty else { return }
        let isRotated = run.rotation != 0
        if isRotated { canJoin = false }
        if let repertoires {
            if let repertoire = repertoires[run.font] { add(run, repertoire) }
        } else {
            for placed in run.glyphs { add(placed, of: run, variant: 0) }
        }
        if isRotated { canJoin = false }
    }

    private mutating func add(_ run: TextRun, _ repertoire: Repertoire) {
        var text = run.text
        text.withUTF8 { bytes in
            let clusters = ClusterText(run.glyphs, bytes)
            for (index, placed) in run.glyphs.enumerated() {
                let variant =
                    clusters.isShared(index)
                    ? variant(of: GlyphUse(glyph: placed.id, text: clusters.part(of: index)), repertoire)
                    : variant(of: placed.id, clusters.text(of: index), repertoire)
                add(placed, of: run, variant: variant)
            }
        }
    }

    private mutating func add(_ placed: PlacedGlyph, of run: TextRun, variant: Int) {
        let base = run.rotation != 0 ? Point(x: 0, y: 0) : run.origin
        glyphs.append(cairo_glyph_t(index: UInt(placed.id), x: base.x + Double(placed.x), y: base.y + Double(placed.y)))
        extend(with: run, FaceVariant(font: run.font, variant: variant))
    }

    /// Puts the last glyph into the last call or begins another.
    private mutating func extend(with run: TextRun, _ face: FaceVariant) {
        if canJoin, let last = steps.indices.last, case .glyphs(var call) = steps[last], call.face == face,
            call.size == run.size, call.expansion == run.expansion, call.color == run.color
        {
            call.glyphs = call.glyphs.lowerBound..<glyphs.count
            steps[last] = .glyphs(call)
        } else {
            steps.append(
                .glyphs(
                    GlyphCall(
                        face: face, size: run.size, expansion: run.expansion, color: run.color, rotation: run.rotation,
                        origin: run.origin, glyphs: (glyphs.count - 1)..<glyphs.count)))
            canJoin = true
        }
    }

    private mutating func variant(
        of glyph: UInt16, _ text: UnsafeBufferPointer<UInt8>.SubSequence, _ repertoire: Repertoire
    ) -> Int {
        if let variant = repertoire.variant(of: glyph, packed: GlyphText.pack(text)), text.count <= 8 { return variant }
        let exact = GlyphUse(glyph: glyph, text: GlyphText(text))
        if let variant = repertoire.variant(of: exact) { return variant }
        let simple = GlyphUse(glyph: glyph, text: exact.text.simplified)
        // What a soft hyphen alone would leave, nothing, is no text; it stays a soft hyphen.
        return variant(of: simple.text == GlyphText([]) ? exact : simple, repertoire)
    }

    private mutating func variant(of use: GlyphUse, _ repertoire: Repertoire) -> Int {
        if let variant = repertoire.variant(of: use) { return variant }
        missing[repertoire.font, default: []].insert(use)
        return 0
    }
}

extension Drawing {
    /// What Cairo draws it in; `nil` for what Cairo does not draw.
    fileprivate var color: Color? {
        switch self {
        case .text(let run): run.color
        case .rectangle(_, let color), .line(_, _, _, let color), .circle(_, _, _, let color): color
        case .symbol: .black
        case .image, .foreignPage: nil
        }
    }
}
