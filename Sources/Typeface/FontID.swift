/// Names a font file of the catalogue (fonts/catalogue.yaml); its index there, the same in every process.
package struct FontID: RawRepresentable, Hashable, Sendable, Comparable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    package static func < (a: FontID, b: FontID) -> Bool { a.rawValue < b.rawValue }
}

/// Regular or bold, upright or italic.
package struct FontStyle: Hashable, Sendable {
    package var bold: Bool
    package var italic: Bool

    package init(bold: Bool = false, italic: Bool = false) {
        self.bold = bold
        self.italic = italic
    }

    package static let regular = FontStyle()
}
