import DocumentModel
import Findings
import PageMarks
import Styles

/// The mark at the lower left corner: a symbol for machines in the margin, the same in letters beneath the foot.
extension BlockComposer {
    func pageMark(_ mark: PageMark, on size: Size) -> [PageItem] {
        guard let text = mark.text else { return [] }
        let place = PageMarkPlace(on: size)
        var items = [PageItem(.artifact(.footer), .symbol(text, place.symbol))]
        var look = style.furniture.text
        look.size = PageMarkPlace.letterSize
        look.leading = PageMarkPlace.letterSize * 1.2
        let measure = size.width - style.page.left - style.page.right
        let set = plainLines(
            .plain(mark.letters), look, measure: measure, element: nil, artifact: .footer,
            in: Frame(x: 0, measure: measure, body: style.body, parent: StructureTree.root, language: language))
        guard let line = set.lines.first else { return items }
        for item in line.items {
            guard case .text(let run) = item.content else { continue }
            items.append(PageItem(.artifact(.footer), Drawing.text(run).moved(x: style.page.left, y: size.height - PageMarkPlace.letterBaseline)))
        }
        return items
    }
}

/// Where the mark is printed. Whoever reads scans looks for it there.
public struct PageMarkPlace: Sendable, Hashable {
    /// The symbol without the white around it, points from the upper left corner of the page.
    public let symbol: Rect

    /// Of the symbol, points.
    public static let side = mm(11)
    /// From the edges, points. A sheet of A4 that is turned by 3° on the glass loses 7.8 mm of its left edge and 5.5 mm of its lower one.
    public static let left = mm(10)
    public static let bottom = mm(8)
    /// White between the symbol and the text's measure, points: a module and more (ISO/IEC 16022, 5.5).
    static let quiet = mm(1.5)
    static let letterSize = 5.5
    /// Above the edge that printers cannot reach, points.
    static let letterBaseline = mm(6)

    /// - Parameter size: of the page.
    public init(on size: Size) {
        symbol = Rect(x: Self.left, y: size.height - Self.bottom - Self.side, width: Self.side, height: Self.side)
    }

    /// What is told where the style leaves no room; `nil` where it does.
    static func finding(_ page: PageStyle) -> Finding? {
        let needed = left + side + quiet
        guard page.left < needed - 0.01 else { return nil }
        return Finding(
            .fehler, "kennung-rand", "Der Hausstil lässt links zu wenig Rand für die Kennung der Seiten: Sie braucht 22,5 mm.",
            remedy: "Setzen Sie im Stil „seite: links“ auf 22,5 mm oder mehr, oder erstellen Sie den Vertrag ohne Kennung.")
    }
}
