import Typeface

/// One font of a PDF surface: a face of the catalogue and which of its maps to text.
package struct FaceVariant: Hashable, Sendable, Comparable {
    package var font: FontID
    package var variant: Int

    package static func < (a: FaceVariant, b: FaceVariant) -> Bool { (a.font, a.variant) < (b.font, b.variant) }
}
