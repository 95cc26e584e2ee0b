/// What a form changes of one annex.
struct AnnexChange: Sendable {
    enum Step: Sendable, Hashable {
        case save, up, down, remove, approve
        /// One of its pages, by its number in the file.
        case earlier(Int), later(Int), leave(Int), take(Int)
    }

    let step: Step
    private let title: String?
    private let alternativeText: String?
    /// As chosen by text or by dragging; `nil`: as it is.
    private let pages: [Int]?

    private static let longest = 500

    /// - Throws: ``PageList/Fault`` where pages are named that there are not.
    init(_ form: FormFields, _ annex: KeptAnnex) throws(PageList.Fault) {
        step = AnnexChange.step(form["schritt"] ?? "")
        title = form["titel"].map(AnnexChange.line).flatMap { $0.isEmpty ? nil : $0 }
        alternativeText = form["alternativtext"].map(AnnexChange.line)
        if let dragged = form["_ordnung"].flatMap({ AnnexChange.order($0, annex) }) {
            pages = dragged
        } else if step == .save, let text = form["seiten"] {
            pages = try PageList.numbers(text, of: annex.count)
        } else {
            pages = nil
        }
    }

    /// Where the browser goes on.
    func place(_ id: String) -> String {
        switch step {
        case .save, .up, .down, .approve: "anlage-\(id)"
        case .remove: "inhalt"
        case .earlier(let page), .later(let page), .leave(let page), .take(let page): "blatt-\(id)-\(page)"
        }
    }

    func apply(to annexes: inout [KeptAnnex], _ id: String) {
        guard let index = annexes.firstIndex(where: { $0.id == id }) else { return }
        if let title { annexes[index].title = title }
        if let alternativeText { annexes[index].alternativeText = alternativeText }
        if let pages { annexes[index].pages = pages }
        switch step {
        case .save: break
        case .up: if index > 0 { annexes.swapAt(index, index - 1) }
        case .down: if index + 1 < annexes.count { annexes.swapAt(index, index + 1) }
        case .remove: annexes.remove(at: index)
        case .approve: annexes[index].awaitsApproval = nil
        case .earlier(let page): AnnexChange.move(page, by: -1, in: &annexes[index].pages)
        case .later(let page): AnnexChange.move(page, by: 1, in: &annexes[index].pages)
        // Of an annex something is left.
        case .leave(let page): if annexes[index].pages.count > 1 { annexes[index].pages.removeAll { $0 == page } }
        case .take(let page):
            if (1...annexes[index].count).contains(page), !annexes[index].pages.contains(page) { annexes[index].pages.append(page) }
        }
    }

    private static func move(_ page: Int, by step: Int, in pages: inout [Int]) {
        guard let index = pages.firstIndex(of: page), pages.indices.contains(index + step) else { return }
        pages.swapAt(index, index + step)
    }

    private static func step(_ text: String) -> Step {
        let parts = text.split(separator: ".", maxSplits: 1)
        let page = parts.count == 2 ? Int(parts[1]) : nil
        switch (parts.first.map(String.init) ?? "", page) {
        case ("hoch", nil): return .up
        case ("runter", nil): return .down
        case ("entfernen", nil): return .remove
        case ("bestaetigen", nil): return .approve
        case ("frueher", let page?): return .earlier(page)
        case ("spaeter", let page?): return .later(page)
        case ("weglassen", let page?): return .leave(page)
        case ("aufnehmen", let page?): return .take(page)
        default: return .save
        }
    }

    /// „3 1 2“: some of the file's pages, each once.
    private static func order(_ text: String, _ annex: KeptAnnex) -> [Int]? {
        let numbers = text.split(separator: " ").map { Int($0) ?? 0 }
        guard !numbers.isEmpty, Set(numbers).count == numbers.count, numbers.allSatisfy({ (1...annex.count).contains($0) }) else { return nil }
        return numbers
    }

    private static func line(_ text: String) -> String { String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(longest)) }
}
