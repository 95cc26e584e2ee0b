import DocumentModel
import Findings
import Styles

/// Turns the document's blocks into the vertical list and the structure tree. One composer serves one pass over one
/// document; it is thrown away afterwards.
final class BlockComposer<Setter: ParagraphSetting> {
    let setter: Setter
    let style: StyleSheet
    let language: Language
    /// Pages on which nodes began in the last pass.
    let pageLabels: [NodeID: String]
    /// Nodes whose page is printed somewhere.
    private(set) var pagesAskedFor: Set<NodeID> = []
    /// How often page numbers were asked for, also of nodes that others had asked for before.
    private(set) var pageQuestions = 0
    /// What a table of contents lists.
    let contents: [ContentsEntry]

    /// What earlier documents in this style have left.
    let memory: LayoutMemory?

    var tree = StructureTree()
    var notes: [ComposedNote] = []
    /// Heads of tables, to be repeated.
    var heads: [RepeatedHead] = []
    var footInserts: [FootInsert] = []
    var findings: [Finding] = []
    /// Where the texts of very loose lines were written.
    var looseLines: [LooseLine] = []
    var fieldNames = FieldNames()
    /// Where the block being composed was written.
    var origin = Origin.none
    /// Level of the last heading in the structure tree, so that none is left out.
    var headingDepth = 0
    /// 1 where the title is the H1.
    let headingOffset: Int
    /// Annexes begin on right-hand pages.
    let isTwoSided: Bool
    /// Pages have a strip for initials above their foot.
    let hasInitials: Bool
    /// By level of sections, from 1: the longest number before a heading; empty: none.
    let longestNumbers: [String]
    /// By level: how far headings stand in behind their numbers, once it is known.
    var hangs: [Int: Double] = [:]

    init(
        setter: Setter, style: StyleSheet, document: Document, pageLabels: [NodeID: String], contents: [ContentsEntry],
        memory: LayoutMemory? = nil
    ) {
        self.memory = memory
        self.setter = setter
        self.style = style
        language = document.info.language
        isTwoSided = document.furniture.isTwoSided
        self.pageLabels = pageLabels
        self.contents = contents
        hasInitials = document.furniture.hasInitials
        longestNumbers = document.longestSectionNumbers
        headingOffset = document.body.contains { $0.content.bringsTitle } ? 1 : 0
        tree.update(StructureTree.root) { $0.language = document.info.language }
    }

    /// The element for a heading of that level; never skips one (PDF/UA-1, 7.4.2).
    func headingRole(level: Int) -> StructureRole {
        headingDepth = min(max(1, level), headingDepth + 1)
        return .heading(headingDepth)
    }

    func askForPages<Nodes: Collection<NodeID>>(of nodes: Nodes) {
        pagesAskedFor.formUnion(nodes)
        pageQuestions += nodes.count
    }

    func inlines(_ base: TextStyle, _ frame: Frame) -> InlineConversion {
        InlineConversion(style: style, base: base, language: frame.language, pageLabels: pageLabels)
    }

    /// Sets the text and reports what is wrong with it.
    func set(_ text: StyledText, _ format: ParagraphFormat) -> SetParagraph {
        let set = setter.set(text, format, looseness: 0)
        findings += set.issues.map { $0.finding(at: place) }
        for line in set.lines where line.isVeryLoose { looseLines.append(LooseLine(text: line.text, place: place)) }
        return set
    }

    /// Where the block being composed was written.
    private var place: Place? { origin.file.map { Place.file($0, line: origin.line, column: 0) } }
}

/// The column in which blocks are set.
struct Frame {
    /// Left edge and width within the row, points.
    var x: Double
    var measure: Double
    /// Of paragraphs without a role of their own.
    var body: BlockStyle
    var parent: StructureID
    var language: Language
    var region = Region.page
    /// Lists of bullets around.
    var bulletDepth = 0

    enum Region { case page, cell, note }

    func inset(_ left: Double, parent: StructureID? = nil) -> Frame {
        var copy = self
        copy.x += left
        copy.measure = max(1, measure - left)
        copy.parent = parent ?? self.parent
        return copy
    }

    func under(_ parent: StructureID) -> Frame {
        var copy = self
        copy.parent = parent
        return copy
    }
}

struct ComposedNote {
    var galley: Galley
    var height: Double
    var node: NodeID
    var element: StructureID
    var label: String
}

struct RepeatedHead {
    var height: Double
    var content: [RowContent]
}

/// What stands at the foot of one page, over the furniture.
struct FootInsert {
    var height: Double
    var content: [RowContent]
}

extension BlockContent {
    /// The document's title stands in it.
    var bringsTitle: Bool {
        switch self {
        case .title, .letterhead, .cover: true
        default: false
        }
    }
}

/// Names of form fields: unique, and the same however often the document is made.
struct FieldNames: Hashable {
    private var used: [String: Int] = [:]

    mutating func unique(_ base: String) -> String {
        let count = (used[base] ?? 0) + 1
        used[base] = count
        return count == 1 ? base : "\(base)_\(count)"
    }
}
