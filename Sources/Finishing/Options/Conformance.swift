import DocumentModel
import Layout

/// What a finished file conforms to, with everything in which the writing of one differs from that of another: one value, passed down.
struct Conformance: Sendable {
    /// In the header.
    var version: PDFVersion
    var archive: Archive
    var accessibility: Accessibility
    /// Names of what the metadata declare besides (PDF Declarations, PDF Association 2019).
    var declarations: [String] = []
    /// The Info dictionary, which ISO 19005-4, 6.1.3, forbids.
    var hasInfo: Bool
    /// Schemas of the metadata describe themselves (ISO 19005-3, 6.6.2.3); ISO 19005-4 has given that up.
    var describesSchemas: Bool
    /// What is on the page as a field says what it is for in `Contents`, too (ISO 14289-2, 8.9.2.4).
    var fieldsHaveContents: Bool
    /// Structure types in the namespace of PDF 2.0.
    var usesNamespaces: Bool
    /// Elements that belong together name each other by `Ref`: notes and their marks, lines of a table of contents and their targets.
    var refersBetweenElements: Bool
    /// Targets within the file are elements (ISO 14289-2, 8.8).
    var hasStructureDestinations: Bool

    /// `pdfaid`: part, level, and the year of the standard where it is told.
    struct Archive: Sendable {
        var part: Int
        var level: String?
        var revision: Int?
    }

    /// `pdfuaid`: part, and the year of the standard where it is told.
    struct Accessibility: Sendable {
        var part: Int
        var revision: Int?
    }

    /// ISO 19005-3 level A with ISO 14289-1.
    static let archive3aAccessible1 = Conformance(
        version: .pdf17, archive: Archive(part: 3, level: "A"), accessibility: Accessibility(part: 1), hasInfo: true,
        describesSchemas: true, fieldsHaveContents: false, usesNamespaces: false, refersBetweenElements: false,
        hasStructureDestinations: false)

    /// ISO 19005-4 with ISO 14289-2, and Well-Tagged PDF 1.0 for accessibility and for reuse.
    ///
    /// - Parameter hasFiles: level F has to have embedded files (ISO 19005-4, 6.9); without any it is PDF/A-4 as such.
    static func archive4Accessible2(hasFiles: Bool) -> Conformance {
        Conformance(
            version: .pdf20, archive: Archive(part: 4, level: hasFiles ? "F" : nil, revision: 2020),
            accessibility: Accessibility(part: 2, revision: 2024),
            declarations: [
                "http://pdfa.org/declarations/wtpdf#accessibility1.0", "http://pdfa.org/declarations/wtpdf#reuse1.0",
            ],
            hasInfo: false, describesSchemas: false, fieldsHaveContents: true, usesNamespaces: true, refersBetweenElements: true,
            hasStructureDestinations: true)
    }

    init(_ options: FinishingOptions) {
        switch options.profile {
        case .archiv: self = .archive3aAccessible1
        case .archiv2: self = .archive4Accessible2(hasFiles: !options.attachments.isEmpty)
        }
    }

    private init(
        version: PDFVersion, archive: Archive, accessibility: Accessibility, declarations: [String] = [], hasInfo: Bool,
        describesSchemas: Bool, fieldsHaveContents: Bool, usesNamespaces: Bool, refersBetweenElements: Bool,
        hasStructureDestinations: Bool
    ) {
        self.version = version
        self.archive = archive
        self.accessibility = accessibility
        self.declarations = declarations
        self.hasInfo = hasInfo
        self.describesSchemas = describesSchemas
        self.fieldsHaveContents = fieldsHaveContents
        self.usesNamespaces = usesNamespaces
        self.refersBetweenElements = refersBetweenElements
        self.hasStructureDestinations = hasStructureDestinations
    }
}

enum PDFVersion: Sendable, Hashable {
    case pdf17, pdf20

    var text: StaticString {
        switch self {
        case .pdf17: "1.7"
        case .pdf20: "2.0"
        }
    }
}

extension Conformance {
    /// A structure type, and whether it is one of PDF 2.0's namespace (ISO 32000-2, 14.8.4 and annex L).
    struct StructureType: Hashable {
        var name: String
        var isOfPDF2: Bool
    }

    /// What a role is called, within its parent's.
    func type(of role: StructureRole, in parent: StructureRole?) -> StructureType {
        guard usesNamespaces else { return StructureType(name: role.rawValue, isOfPDF2: false) }
        switch (role, parent) {
        // ISO/TS 32005, table 5: in a TOCI a link is a Reference, which is of PDF 1.7 only; it may hold the annotation as well as a Link
        // (ISO 14289-2, 8.9.2.4.13).
        case (.link, .tableOfContentsItem): return StructureType(name: "Reference", isOfPDF2: false)
        // A caption is the caption of something (ISO 14289-2, 8.2.5.27); a line that only looks like one is a paragraph. A Div is nothing
        // of its own for ISO/TS 32005: what stands in it stands in its parent.
        case (.caption, .table), (.caption, .list), (.caption, .figure), (.caption, .tableOfContents): return type(of: role)
        case (.caption, _):
            return StructureType(name: StructureRole.paragraph.rawValue, isOfPDF2: true)
        default: return type(of: role)
        }
    }

    private func type(of role: StructureRole) -> StructureType {
        switch role {
        case .note: return StructureType(name: "FENote", isOfPDF2: true)
        // Around the number that stands in the text for a note.
        case .reference: return StructureType(name: StructureRole.label.rawValue, isOfPDF2: true)
        // PDF 2.0 has no types of its own for these; those of PDF 1.7 stay in use (ISO 32000-2, 14.8.6).
        case .quotation, .tableOfContents, .tableOfContentsItem: return StructureType(name: role.rawValue, isOfPDF2: false)
        case .document, .section, .heading1, .heading2, .heading3, .heading4, .heading5, .heading6, .paragraph, .list, .listItem, .label,
            .listBody, .table, .tableHead, .tableBody, .tableRow, .headerCell, .dataCell, .caption, .link, .figure, .form, .span, .division,
            .part:
            return StructureType(name: role.rawValue, isOfPDF2: true)
        }
    }
}
