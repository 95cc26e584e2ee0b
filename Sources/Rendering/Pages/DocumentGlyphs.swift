import Layout
import Typeface

/// The glyphs one document draws with: the standard repertoires of its faces, and what it needs beyond them.
///
/// Faces are numbered by the whole document, so all of its pages name them alike.
package struct DocumentGlyphs: Sendable, Hashable {
    /// Sorted.
    package var fonts: [FontID]
    var extras: [FontID: Set<GlyphUse>] = [:]

    package init(of list: DisplayList) { self.init(of: list.pages) }

    init(of pages: [Page]) {
        var found: Set<FontID> = []
        var last: FontID?
        func note(_ items: [PageItem]) {
            for item in items {
                // Runs of one face follow one another.
                guard case .text(let run) = item.drawing, run.font != last else { continue }
                found.insert(run.font)
                last = run.font
            }
        }
        for page in pages {
            note(page.items)
            note(page.furniture)
        }
        fonts = found.sorted()
    }
}
