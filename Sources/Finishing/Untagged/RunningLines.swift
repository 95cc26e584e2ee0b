/// Heads and feet: lines at the edge of pages that come again there on the next ones.
struct RunningLines {
    private struct Mark: Hashable {
        var text: String
        var isTop: Bool
        var place: Int
    }

    private struct Found {
        var pages: Set<Int> = []
        var first: Int?
    }

    private var found: [Mark: Found] = [:]
    private let pages: Int

    /// Of the page's height.
    private static let edge = 0.16

    /// - Parameter orders: of the pages, `nil` for those that nothing is known of.
    init(_ orders: [PageOrder?]) {
        pages = orders.count { $0 != nil }
        for (page, order) in orders.enumerated() {
            guard let order else { continue }
            for line in order.columns.flatMap(\.parts).compactMap(\.line) {
                guard let mark = Self.mark(line, order.page) else { continue }
                found[mark, default: Found()].pages.insert(page)
                if found[mark]?.first == nil { found[mark]?.first = page }
            }
        }
    }

    private static func mark(_ line: PageOrder.TextLine, _ page: InkBox) -> Mark? {
        let isTop = line.baseline > page.y1 - edge * page.height
        guard isTop || line.baseline < page.y0 + edge * page.height else { return nil }
        let place = isTop ? page.y1 - line.baseline : line.baseline - page.y0
        return Mark(text: line.text.foldingNumbers, isTop: isTop, place: Int((place / 4).rounded()))
    }

    /// Whether the line is furniture of the page: the number of the page everywhere, what else comes again from the second time on, so that it is
    /// read once.
    func isRepeated(_ line: PageOrder.TextLine, _ order: PageOrder, page: Int) -> Bool {
        guard let mark = Self.mark(line, order.page), let known = found[mark] else { return false }
        if mark.text.isPageNumber { return pages == 1 ? !mark.isTop && mark.text.contains(where: \.isLetter) : known.pages.count > 1 }
        return known.pages.count >= 2 && known.pages.count * 5 >= pages * 2 && known.first != page
    }
}

extension PageOrder.Part {
    var line: PageOrder.TextLine? { if case .line(let line) = self { line } else { nil } }
}

extension String {
    /// Every number as „#“.
    fileprivate var foldingNumbers: String {
        var made = ""
        for letter in self where !letter.isWhitespace {
            if letter.isNumber { if made.last != "#" { made.append("#") } } else { made.append(letter) }
        }
        return made
    }

    fileprivate var isPageNumber: Bool {
        let words = ["Seite", "Page", "S.", "von", "of", "/", "-", "–", "|"]
        var rest = self
        for word in words { rest = rest.replacing(word, with: "") }
        return contains("#") && rest.allSatisfy { $0 == "#" }
    }
}
