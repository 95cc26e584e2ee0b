import DocumentModel

/// Names an element of a ``StructureTree``: its index there.
public struct StructureID: RawRepresentable, Hashable, Sendable, Comparable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static func < (a: StructureID, b: StructureID) -> Bool { a.rawValue < b.rawValue }
}

/// The logical structure of the document (ISO 32000-1, 14.7–14.8): what screen readers walk through.
///
/// Elements stand in reading order, parents before children; the root is element 0, of role Document. Content belongs to
/// leaves only: an element has either children or items marked with its id.
public struct StructureTree: Sendable, Hashable {
    public private(set) var elements: [StructureElement]

    public init() {
        elements = [StructureElement(role: .document, parent: nil)]
    }

    public static let root = StructureID(rawValue: 0)

    /// What the next element that is added will be.
    public var next: StructureID { StructureID(rawValue: Int32(clamping: elements.count)) }

    /// Adds an element as its parent's last child.
    public mutating func add(_ element: StructureElement) -> StructureID {
        let id = StructureID(rawValue: Int32(elements.count))
        elements.append(element)
        if let parent = element.parent { elements[Int(parent.rawValue)].children.append(id) }
        return id
    }

    /// Adds what was cut off an equally long tree: a child of the root with all below it.
    mutating func append(_ others: [StructureElement]) {
        let first = elements.count
        elements += others
        for index in others.indices where others[index].parent == StructureTree.root {
            elements[0].children.append(StructureID(rawValue: Int32(first + index)))
        }
    }

    /// Puts in what was made for a tree of this length.
    ///
    /// - Parameters:
    ///   - others: follow the elements that are there, with the numbers that they get so.
    ///   - added: those of them that become children of `parent`, before its child `next` or as the last.
    public mutating func plant(_ others: [StructureElement], _ added: [StructureID], in parent: StructureID, before next: StructureID) {
        elements += others
        adopt(added, in: parent, before: next)
    }

    /// Enters children of `parent`, before its child `next` or as the last. Who reads the tree has their elements elsewhere.
    public mutating func adopt(_ added: [StructureID], in parent: StructureID, before next: StructureID) {
        let index = Int(parent.rawValue)
        elements[index].children.insert(contentsOf: added, at: elements[index].children.firstIndex(of: next) ?? elements[index].children.count)
    }

    public subscript(id: StructureID) -> StructureElement { elements[Int(id.rawValue)] }

    public mutating func update(_ id: StructureID, _ change: (inout StructureElement) -> Void) {
        change(&elements[Int(id.rawValue)])
    }
}

public struct StructureElement: Sendable, Hashable {
    public var role: StructureRole
    public var parent: StructureID?
    public var children: [StructureID] = []
    /// The node of the document it stands for.
    public var node: NodeID?
    /// Only where it differs from its parent's.
    public var language: Language?
    public var alternativeText: String?
    /// What is read instead of the glyphs.
    public var actualText: String?
    public var title: String?
    public var attributes: [StructureAttribute] = []

    public init(
        role: StructureRole, parent: StructureID?, node: NodeID? = nil, language: Language? = nil,
        alternativeText: String? = nil, actualText: String? = nil, title: String? = nil,
        attributes: [StructureAttribute] = []
    ) {
        self.role = role
        self.parent = parent
        self.node = node
        self.language = language
        self.alternativeText = alternativeText
        self.actualText = actualText
        self.title = title
        self.attributes = attributes
    }
}

/// The standard structure types in use, with their names in the PDF.
public enum StructureRole: String, Sendable, Hashable {
    case document = "Document"
    case section = "Sect"
    case heading1 = "H1", heading2 = "H2", heading3 = "H3", heading4 = "H4", heading5 = "H5", heading6 = "H6"
    case paragraph = "P"
    case list = "L"
    case listItem = "LI"
    case label = "Lbl"
    case listBody = "LBody"
    case table = "Table"
    case tableHead = "THead"
    case tableBody = "TBody"
    case tableRow = "TR"
    case headerCell = "TH"
    case dataCell = "TD"
    case caption = "Caption"
    case note = "Note"
    case reference = "Reference"
    case link = "Link"
    case figure = "Figure"
    case form = "Form"
    case quotation = "BlockQuote"
    case tableOfContents = "TOC"
    case tableOfContentsItem = "TOCI"
    case span = "Span"
    case division = "Div"
    case part = "Part"

    /// `level` from 1; deeper than 6 stays 6.
    public static func heading(_ level: Int) -> StructureRole {
        switch level {
        case ...1: .heading1
        case 2: .heading2
        case 3: .heading3
        case 4: .heading4
        case 5: .heading5
        default: .heading6
        }
    }
}

public enum StructureAttribute: Sendable, Hashable {
    /// Of a TH.
    case scope(HeaderScope)
    case rowSpan(Int)
    case columnSpan(Int)
    /// Of a TH: what cells name in `headers`.
    case identifier(String)
    case headers([String])
    /// Of a L.
    case listNumbering(ListNumberingKind)
    /// Of a Figure, Form or Table: page (from 0) and place.
    case boundingBox(page: Int, Rect)
    case tableSummary(String)
}

/// Which cells a TH is the head of (ISO 32000-1, table 349).
public enum HeaderScope: String, Sendable, Hashable {
    case row = "Row"
    case column = "Column"
}

/// How the items of a list are counted (ISO 32000-1, table 347).
public enum ListNumberingKind: String, Sendable, Hashable {
    case decimal = "Decimal"
    case lowerAlpha = "LowerAlpha"
    case upperAlpha = "UpperAlpha"
    case upperRoman = "UpperRoman"
    case disc = "Disc"
    case none = "None"
}
