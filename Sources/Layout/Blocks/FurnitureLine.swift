import DocumentModel
import Styles

/// A line of the head or foot with everything that its items depend on, besides the style.
struct FurnitureLine: Hashable {
    struct Slot: Hashable {
        var content: [Inline]
        var alignment: Alignment
    }

    var slots: [Slot]
    var language: Language
    /// Page numbers that stand in texts, by node.
    var pageLabels: [NodeID: String]
    var baseline: Double
    var kind: Artifact
    var sheet: Size
    /// 1 for a rule below the line, -1 for one above it.
    var rule: Double
}
