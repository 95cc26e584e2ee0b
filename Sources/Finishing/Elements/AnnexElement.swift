import Layout

/// An element of a foreign structure in our own terms: its role is one that we write, and what it holds is what such an element may hold in
/// both profiles (ISO 14289-1, 7.2; ISO/TS 32005, table 5).
struct AnnexElement: Sendable {
    var role: StructureRole
    /// Of a heading, as the file counts.
    var level: Int?
    var language: String?
    var alternativeText: String?
    var actualText: String?
    var identifier: String?
    var headers: [String] = []
    /// All others.
    var attributes: [StructureAttribute] = []
    /// Of a figure: page from 0, in the page's own coordinates.
    var box: AnnexBox?
    var kids: [AnnexKid] = []

    init(_ role: StructureRole, _ kids: [AnnexKid] = []) {
        self.role = role
        self.kids = kids
    }

    /// Something belongs to it that only it can say.
    var saysMore: Bool { language != nil || alternativeText != nil || actualText != nil }

    /// All marks in it, in order.
    var marks: [AnnexMark] {
        kids.flatMap { kid -> [AnnexMark] in
            switch kid {
            case .mark(let mark): [mark]
            case .element(let element): element.marks
            case .link: []
            }
        }
    }

    var elements: [AnnexElement] {
        kids.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }
}

enum AnnexKid: Sendable {
    case mark(AnnexMark)
    case link(AnnexLink)
    case element(AnnexElement)
}

struct AnnexMark: Sendable, Hashable {
    /// From 0.
    var page: Int
    /// In the page's content as we write it.
    var number: Int
    var hasText: Bool
}

struct AnnexBox: Sendable, Hashable {
    var page: Int
    var x0: Double
    var y0: Double
    var x1: Double
    var y1: Double

    init(page: Int, _ box: PageGeometry.Box) {
        self.page = page
        (x0, y0, x1, y1) = (box.x0, box.y0, box.x1, box.y1)
    }
}

extension StructureRole {
    /// Stands within a line of text.
    var isInline: Bool {
        switch self {
        case .span, .link, .reference, .label, .form: true
        default: false
        }
    }
}
