/// Names a font file of the catalogue (fonts/catalogue.yaml); its index there, the same in every process.
public struct FontID: RawRepresentable, Hashable, Sendable, Comparable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static func < (a: FontID, b: FontID) -> Bool { a.rawValue < b.rawValue }
}

/// Regular or bold, upright or italic.
public struct FontStyle: Hashable, Sendable {
    public var bold: Bool
    public var italic: Bool

    public init(bold: Bool = false, italic: Bool = false) {
        self.bold = bold
        self.italic = italic
    }

    public static let regular = FontStyle()
}
