import Keeping
import Styles

/// Something that stands on a page, and where.
enum PagePart {
    /// - artifact: content shown once more, that is not to be read again.
    case rows([RowContent], at: Point, as: Artifact?)
    case rule(from: Point, length: Double, width: Double)

    /// Whether it is certain that both look alike: rows are not looked into.
    func isSame(as other: PagePart) -> Bool {
        switch (self, other) {
        case (.rows(let mine, let place, let artifact), .rows(let others, let there, let theirs)):
            place == there && artifact == theirs && mine.sharesStorage(with: others)
        case (.rule(let from, let length, let width), .rule(let there, let others, let theirs)):
            from == there && length == others && width == theirs
        case (.rows, .rule), (.rule, .rows): false
        }
    }
}

/// Where a picture or field stands, which its element has to tell (ISO 32000-1, 14.8.5.4.3).
struct ElementBox {
    var element: StructureID
    var box: Rect
}

/// What the parts of a page come to, furniture aside.
struct BuiltPage {
    var items: [PageItem] = []
    var links: [LinkArea] = []
    var fields: [FieldArea] = []
    var lines: [PlacedLine] = []
    var boxes: [ElementBox] = []
}

/// Pages put together for one document, kept for the next: in a series most pages are those of an earlier partner. Belongs to one worker, and to one style.
///
/// A page is taken again where its rows are the very same ones, kept by ``SectionRowMemory``, at the same places. Its items are then the same array, by which
/// the drawing knows it again.
final class PlacedPages {
    private struct Key: Hashable {
        let parts: [PagePart]

        /// Which rows stand where tells pages apart.
        func hash(into hasher: inout Hasher) {
            var fold = Fold(parts.count)
            for part in parts {
                guard case .rows(let content, let place, _) = part else { continue }
                fold.add(Int(bitPattern: content.storage))
                fold.add(place.y)
            }
            hasher.combine(fold.value)
        }

        static func == (a: Key, b: Key) -> Bool { a.parts.count == b.parts.count && zip(a.parts, b.parts).allSatisfy { $0.isSame(as: $1) } }
    }

    /// By items, of which each takes some 200 bytes.
    private var known = RecentValues<Key, BuiltPage>(limit: 3_000, hardLimit: 30_000)

    func page(of parts: [PagePart], style: StyleSheet) -> BuiltPage {
        let key = Key(parts: parts)
        if let page = known.value(for: key) { return page }
        let page = BuiltPage(parts, style: style)
        known.insert(page, for: key, weight: page.items.count)
        return page
    }

    func endDocument() { known.endDocument() }
}

extension BuiltPage {
    init(_ parts: [PagePart], style: StyleSheet) {
        var builder = PageBuilder(style: style)
        for part in parts { builder.place(part) }
        self = builder.page
    }
}
