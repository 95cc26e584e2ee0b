import DocumentModel

/// What the finished file carries besides the pages.
public struct FinishingOptions: Sendable, Hashable {
    /// Unsigned signature fields where the layout has places to sign.
    public var signatureFields: Bool
    /// Text fields where it has places to fill in.
    public var textFields: Bool
    /// Tells the printer to use both sides of the sheet.
    public var duplex: Bool
    public var attachments: [Attachment]
    public var profile: PDFProfile

    public init(
        signatureFields: Bool = true, textFields: Bool = false, duplex: Bool = true, attachments: [Attachment] = [],
        profile: PDFProfile = .archiv
    ) {
        self.profile = profile
        self.signatureFields = signatureFields
        self.textFields = textFields
        self.duplex = duplex
        self.attachments = attachments
    }
}

/// An associated file (ISO 19005-3, annex E): travels inside the PDF.
public struct Attachment: Sendable, Hashable {
    /// File name without folders: `vereinbarung.json`. Unique in the document.
    public var name: String
    public var bytes: [UInt8]
    /// `application/json`
    public var mediaType: String
    public var relationship: AssociatedFileRelationship
    /// What a person reads about it.
    public var description: String

    public init(
        name: String, bytes: [UInt8], mediaType: String, relationship: AssociatedFileRelationship, description: String
    ) {
        self.name = name
        self.bytes = bytes
        self.mediaType = mediaType
        self.relationship = relationship
        self.description = description
    }
}

/// AFRelationship, ISO 19005-3, annex E.
public enum AssociatedFileRelationship: String, Sendable, Hashable {
    case source = "Source"
    case data = "Data"
    case alternative = "Alternative"
    case supplement = "Supplement"
    case unspecified = "Unspecified"
}
