import Layout
import Typeface

/// The glyphs one document draws with: the standard repertoires of its faces, and what it needs beyond them.
///
/// Faces are numbered by the whole document, so all of its pages name them alike.
package struct DocumentGlyphs: Sendable, Hashable {
    /// Sorted.
    package var fonts: [FontID]
    var extras: [FontID: Set<GlyphUse>] = [:]

    package init(of list: DisplayList) {
        var found: Set<FontID> = []
        for page in list.pages {
            for item in page.items { if case .text(let run) = item.drawing { found.insert(run.font) } }
            for item in page.furniture { if case .text(let run) = item.drawing { found.insert(run.font) } }
        }
        fonts = found.sorted()
    }
}
