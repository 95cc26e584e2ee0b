import Typeface

/// The glyphs of one face that a PDF's font holds, in order, each with the one text it stands for.
///
/// A PDF font maps a glyph to one text only. Where the same glyph stands for two (the hyphen, for itself and for a soft
/// hyphen), a second *variant* of the face is drawn: the same file once more, with a map of its own. What few documents need is a variant, too:
/// a file has only those that its pages use.
struct Repertoire: Hashable, Sendable {
    var font: FontID
    private(set) var variants: [[GlyphUse]]
    /// How many of the variants every document has.
    private(set) var standardVariants = 0
    /// By glyph: its packed text in variant 0; 0 for none, or for one that is not packed.
    private var primary: [UInt64] = []
    private var places: [GlyphUse: Int] = [:]
    private var taken: [Set<UInt16>] = []

    init(font: FontID) {
        self.font = font
        variants = []
    }

    /// The variant in which the glyph stands for the text; `nil` if there is none.
    @inline(__always) func variant(of glyph: UInt16, packed: UInt64) -> Int? {
        if Int(glyph) < primary.count, primary[Int(glyph)] == packed, packed != 0 { return 0 }
        return nil
    }

    func variant(of use: GlyphUse) -> Int? { places[use] }

    func contains(glyph: UInt16) -> Bool { taken.contains { $0.contains(glyph) } }

    /// Puts the glyph into the first variant that has not got it with another text.
    mutating func add(_ use: GlyphUse) {
        guard places[use] == nil else { return }
        // A standard variant without glyphs stays without: Cairo numbers only those that it draws with.
        let index = taken.indices.first { !taken[$0].contains(use.glyph) && !($0 < standardVariants && taken[$0].isEmpty) }
        insert(use, into: index ?? taken.count)
    }

    /// From here on variants belong to one document.
    mutating func seal() { standardVariants = variants.count }

    mutating func insert(_ use: GlyphUse, into variant: Int) {
        while variants.count <= variant {
            variants.append([])
            taken.append([])
        }
        variants[variant].append(use)
        taken[variant].insert(use.glyph)
        places[use] = variant
        guard variant == 0 else { return }
        if primary.count <= Int(use.glyph) {
            primary.append(contentsOf: repeatElement(0, count: Int(use.glyph) + 1 - primary.count))
        }
        primary[Int(use.glyph)] = use.text.packed
    }

    /// The same with what one document needs beyond it, appended in an order that only the set itself decides.
    func extended(by uses: Set<GlyphUse>) -> Repertoire {
        var extended = self
        for use in uses.sorted() { extended.add(use) }
        return extended
    }

    static func == (a: Repertoire, b: Repertoire) -> Bool { a.font == b.font && a.variants == b.variants }

    func hash(into hasher: inout Hasher) {
        hasher.combine(font)
        hasher.combine(variants.map(\.count))
    }
}
