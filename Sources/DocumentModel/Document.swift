/// The assembled agreement: a semantic tree, everything decided, nothing measured.
///
/// Made by the assembler, read by the layout. Numbers, references, gender forms and values are finished text; page numbers
/// are the only thing that the layout adds.
public struct Document: Sendable, Hashable {
    public var info: DocumentInfo
    public var furniture: PageFurniture
    public var body: [Block]
    public var annexes: [Annex]

    public init(info: DocumentInfo, furniture: PageFurniture, body: [Block], annexes: [Annex] = []) {
        self.info = info
        self.furniture = furniture
        self.body = body
        self.annexes = annexes
    }
}

public struct DocumentInfo: Sendable, Hashable {
    /// Name of the agreement's file without ending: `fruehe-hilfen`.
    public var agreement: String
    public var title: String
    /// For the page head.
    public var shortTitle: String
    /// The commissioning body: author of the PDF.
    public var author: String
    public var language: Language
    /// The date that decided clause versions and facts, and the PDF's own dates.
    public var date: CalendarDate
    public var status: DocumentStatus
    /// Name of the house style: `klassisch`.
    public var style: String
    /// Places to write on can be filled in on the screen.
    public var isForm: Bool
    /// Places to sign can be signed electronically.
    public var isSignable: Bool
    /// `nil`: nobody has said so, and it is ``PDFProfile/archiv``.
    public var profile: PDFProfile?
    /// Each page bears a mark by which its scan is known again.
    public var hasPageMarks: Bool

    public init(
        agreement: String, title: String, shortTitle: String, author: String, language: Language = .german,
        date: CalendarDate, status: DocumentStatus, style: String, isForm: Bool = false, isSignable: Bool = true,
        profile: PDFProfile? = nil, hasPageMarks: Bool = false
    ) {
        self.agreement = agreement
        self.title = title
        self.shortTitle = shortTitle
        self.author = author
        self.language = language
        self.date = date
        self.status = status
        self.style = style
        self.isForm = isForm
        self.isSignable = isSignable
        self.profile = profile
        self.hasPageMarks = hasPageMarks
    }
}

public enum DocumentStatus: String, Sendable, Hashable {
    /// Ready to sign.
    case endfassung
    /// Under discussion: draft mark and watermark.
    case entwurf
    /// A form with open places.
    case muster
}

/// What stands at head and foot of the pages. Each slot is running text in which ``FurniturePart`` stand for what changes
/// from page to page.
public struct PageFurniture: Sendable, Hashable {
    public var headLeft: [FurniturePart]
    public var headRight: [FurniturePart]
    public var footLeft: [FurniturePart]
    public var footCentre: [FurniturePart]
    public var footRight: [FurniturePart]
    /// „Entwurf“, drawn large behind the text; `nil` once final.
    public var watermark: String?
    /// A strip for initials at the foot of each page.
    public var hasInitials: Bool
    /// The first page of the body carries no head.
    public var firstPageWithoutHead: Bool
    /// Printed on both sides of the sheet: annexes begin on a right-hand page.
    public var isTwoSided: Bool
    /// Numbers of lines in the margin, while the document is a draft.
    public var hasLineNumbers: Bool
    /// „Ausfertigung 2 von 3 – für das Jugendamt“, above the head of every page; `nil` unless copies are numbered.
    public var copyMark: String?
    /// What the mark on each page says of contract and copy; `nil` where pages bear none.
    public var pageMark: CopyIdentity?

    public init(
        headLeft: [FurniturePart] = [], headRight: [FurniturePart] = [], footLeft: [FurniturePart] = [],
        footCentre: [FurniturePart] = [], footRight: [FurniturePart] = [], watermark: String? = nil,
        hasInitials: Bool = false, firstPageWithoutHead: Bool = true, isTwoSided: Bool = false,
        hasLineNumbers: Bool = false, copyMark: String? = nil, pageMark: CopyIdentity? = nil
    ) {
        self.headLeft = headLeft
        self.headRight = headRight
        self.footLeft = footLeft
        self.footCentre = footCentre
        self.footRight = footRight
        self.watermark = watermark
        self.hasInitials = hasInitials
        self.firstPageWithoutHead = firstPageWithoutHead
        self.isTwoSided = isTwoSided
        self.hasLineNumbers = hasLineNumbers
        self.copyMark = copyMark
        self.pageMark = pageMark
    }
}

/// Which contract, and which copy of it.
public struct CopyIdentity: Sendable, Hashable {
    /// Twelve characters that follow from what the contract says.
    public var contract: String
    /// From 1; 0 for the contract's own file.
    public var copy: Int

    public init(contract: String, copy: Int = 0) {
        self.contract = contract
        self.copy = copy
    }
}

public enum FurniturePart: Sendable, Hashable {
    case text([Inline])
    case pageNumber
    case pageCount
    /// „Anlage 2“ on the pages of an annex, else nothing.
    case annexLabel
}

/// An annex: begins on a new page with its label and title.
public struct Annex: Sendable, Hashable, Identifiable {
    public var id: NodeID
    /// `kontakte`: what references in clauses name.
    public var key: String
    /// „Anlage 1“, or „Anlage“ where it is the only one.
    public var label: String
    public var title: [Inline]
    /// „(zu Artikel 1), Stand: 1. Januar 2026“: what stands behind the title of a foreign annex, which has no text of ours to say it in.
    public var belonging: [Inline]
    /// „Anlage 1 zur Kooperationsvereinbarung Frühe Hilfen“: what a loose page of a foreign annex is stamped with.
    public var reference: [Inline]
    /// What stands for the pages of a foreign annex where they cannot be seen; empty: label and title.
    public var alternativeText: String
    public var content: AnnexContent
    public var origin: Origin

    public init(
        id: NodeID, key: String, label: String, title: [Inline], belonging: [Inline] = [], reference: [Inline] = [], alternativeText: String = "",
        content: AnnexContent, origin: Origin = .none
    ) {
        self.id = id
        self.key = key
        self.label = label
        self.title = title
        self.belonging = belonging
        self.reference = reference
        self.alternativeText = alternativeText
        self.content = content
        self.origin = origin
    }
}

extension Annex {
    /// Whether its pages are somebody else's.
    public var isForeign: Bool { if case .foreign = content { true } else { false } }
}

public enum AnnexContent: Sendable, Hashable {
    case blocks([Block])
    case foreign(ForeignDocument)
}

/// Pages of somebody else's file: a PDF, or pictures.
public struct ForeignDocument: Sendable, Hashable {
    public var path: String
    /// SHA-256 of what travels in the PDF: the file, or a copy without what it could run. Lower-case hexadecimal.
    public var sha256: String
    /// Those that are taken, in order.
    public var pages: [ForeignPage]
    /// The letters and digits that the upper half of the file's first page says, in one: read once, asked for each contract.
    private let opening: [UInt8]
    /// Pages larger than the paper have sheets of their own size.
    public var keepsSize = false

    /// - Parameter opening: what the upper half of the file's first page says, as words.
    public init(path: String, sha256: String, pages: [ForeignPage], opening: [String] = []) {
        self.path = path
        self.sha256 = sha256
        self.pages = pages
        self.opening = ForeignDocument.letters(opening.joined())
    }

    /// Whether its first page begins with these words, so that nobody need say them again.
    public func opens(with title: [Inline]) -> Bool {
        let words = ForeignDocument.letters(title.plainText)
        guard pages.first?.number == 1, !words.isEmpty else { return false }
        guard words.count <= opening.count else { return false }
        return (0...opening.count - words.count).contains { opening[$0] == words[0] && opening[$0..<$0 + words.count].elementsEqual(words) }
    }

    /// In UTF-8, where letters are found whole or not at all.
    private static func letters(_ text: String) -> [UInt8] {
        Array(String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })).utf8)
    }
}

/// A page as a reader sees it: cropped and rotated. Points.
public struct ForeignPage: Sendable, Hashable {
    /// In the file, from 1.
    public var number: Int
    public var width: Double
    public var height: Double
    /// White around what the page shows.
    public var margins: PageMargins
    /// It shows pictures and no text: what it says is recognised, where there is a program that can.
    public var isScan = false

    public init(number: Int = 1, width: Double, height: Double, margins: PageMargins = .none) {
        self.number = number
        self.width = width
        self.height = height
        self.margins = margins
    }
}

/// Points from each edge of a page inwards to its ink; a page without ink is all margin.
public struct PageMargins: Sendable, Hashable {
    public var top: Double
    public var right: Double
    public var bottom: Double
    public var left: Double

    public static let none = PageMargins(top: 0, right: 0, bottom: 0, left: 0)

    public init(top: Double, right: Double, bottom: Double, left: Double) {
        self.top = top
        self.right = right
        self.bottom = bottom
        self.left = left
    }
}
