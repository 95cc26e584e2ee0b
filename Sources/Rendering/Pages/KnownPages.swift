import Keeping
import Layout
import Styles
import Typeface

/// A page's content as it was drawn: in documents with the same faces it always looks so.
struct KnownPage {
    /// Of the document.
    let fonts: [FontID]
    /// Without the text.
    let content: PageContent
    /// Of the text.
    let layers: [PageLayer]

    /// Whether the structure says of each sequence what it said when it was drawn.
    fileprivate func holds(in structure: StructureTree) -> Bool {
        content.leaves.allSatisfy { structure.elements.indices.contains(Int($0.element.rawValue)) && $0 == PageContent.Leaf($0.element, in: structure) }
    }
}

/// Pages of earlier documents that may come again: in a series the layout gives most of them as they were (`PlacedPages`), and nobody looks at their glyphs
/// once more. Belongs to one worker.
struct KnownPages {
    private struct Key: Hashable {
        let items: [PageItem]
        let size: Size

        func hash(into hasher: inout Hasher) { hasher.combine(items.storage) }

        static func == (a: Key, b: Key) -> Bool { a.items.sharesStorage(with: b.items) && a.size == b.size }
    }

    /// By items, of which each takes some 200 bytes.
    private var known = RecentValues<Key, KnownPage>(limit: 3_000, hardLimit: 30_000)

    /// The page, if it is certain that it is that one: its items are the very same array.
    mutating func page(_ page: Page, _ structure: StructureTree) -> KnownPage? {
        known.value(for: Key(items: page.items, size: page.size)).flatMap { $0.holds(in: structure) ? $0 : nil }
    }

    mutating func keep(_ drawn: KnownPage, for page: Page) {
        known.insert(drawn, for: Key(items: page.items, size: page.size), weight: page.items.count)
    }

    mutating func endDocument() { known.endDocument() }
}
