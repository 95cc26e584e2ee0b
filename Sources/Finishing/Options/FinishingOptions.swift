import DocumentModel

/// What the finished file carries besides the pages.
package struct FinishingOptions: Sendable, Hashable {
    /// Unsigned signature fields where the layout has places to sign.
    package var signatureFields: Bool
    /// Text fields where it has places to fill in.
    package var textFields: Bool
    /// Tells the printer to use both sides of the sheet.
    package var duplex: Bool
    package var attachments: [Attachment]
    package var profile: PDFProfile

    package init(
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
package struct Attachment: Sendable, Hashable {
    /// File name without folders: `vereinbarung.json`. Unique in the document.
    package var name: String
    package var bytes: [UInt8]
    /// `application/json`
    package var mediaType: String
    package var relationship: AssociatedFileRelationship
    /// What a person reads about it.
    package var description: String

    package init(
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
package enum AssociatedFileRelationship: String, Sendable, Hashable {
    case source = "Source"
    case data = "Data"
    case alternative = "Alternative"
    case supplement = "Supplement"
    case unspecified = "Unspecified"
}
