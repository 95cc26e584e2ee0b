import Layout
import Typeface

/// The glyphs one document draws with: the standard repertoires of its faces, and what it needs beyond them.
///
/// Faces are numbered by the whole document, so all of its pages name them alike.
package struct DocumentGlyphs: Sendable, Hashable {
    /// Sorted.
    package var fonts: [FontID]
    var extras: [FontID: Set<GlyphUse>] = [:]

    /// - Parameter fonts: in any order.
    init(fonts: some Sequence<FontID>) { self.fonts = Set(fonts).sorted() }

    /// Faces of the text, sorted.
    static func fonts(of lists: [[PageItem]]) -> [FontID] {
        var found: Set<FontID> = []
        var last: FontID?
        for item in lists.joined() {
            // Runs of one face follow one another.
            guard case .text(let run) = item.drawing, run.font != last else { continue }
            found.insert(run.font)
            last = run.font
        }
        return found.sorted()
    }
}
