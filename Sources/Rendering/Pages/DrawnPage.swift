import Layout
import Styles

/// A page as drawn once: everything about it that does not depend on the document around it, so that it can be used again
/// wherever the same page comes.
package struct DrawnPage: Sendable, Hashable {
    package var size: Size
    /// In the order they are painted.
    package var layers: [PageLayer]
    /// Pictures and foreign pages; their marked-content ids follow those of the body.
    package var pictures: [Picture]

    package struct Picture: Sendable, Hashable {
        package var source: PictureSource
        package var rect: Rect
        /// `nil` for an artifact of the layout.
        package var mark: Int?
    }
}

/// One content stream of a page.
package struct PageLayer: Sendable, Hashable {
    package var kind: Kind
    package var stream: DrawnStream

    package enum Kind: Sendable, Hashable {
        case artifact(Artifact)
        case body
    }
}

package enum PictureSource: Sendable, Hashable {
    case image(file: String)
    case foreignPage(file: String, index: Int)
}
