import DocumentModel
import Layout

/// What the pages of a contract show: numbers, identification, where the signatures stand.
struct DeedPages {
    private let document: Document
    private let list: DisplayList

    init(_ document: Document, _ list: DisplayList) {
        self.document = document
        self.list = list
    }

    /// „Seite x von y“ runs through body and annexes.
    var pagination: DeedCheck.Point {
        let name = "Durchgehende Seitenzählung"
        let slots = [document.furniture.headLeft, document.furniture.headRight, document.furniture.footLeft, document.furniture.footCentre, document.furniture.footRight]
        guard slots.joined().contains(.pageNumber) else {
            return DeedCheck.Point(name, .failed, "Die Seiten tragen keine Nummer; setzen Sie unter „seiten“ zum Beispiel fuss_rechts: Seite {{seite}} von {{seiten}}.")
        }
        // A cover has no number.
        let numbers = list.pages.map(\.label).filter { !$0.isEmpty }.map { Int($0) }
        let first = numbers.first.flatMap { $0 } ?? 1
        let isGapless = numbers.enumerated().allSatisfy { $0.element == first + $0.offset }
        guard isGapless, let last = numbers.last.flatMap({ $0 }) else {
            return DeedCheck.Point(name, .failed, "Die Seitenzahlen haben eine Lücke: \(list.pages.map(\.label).joined(separator: ", ")).")
        }
        let annexes = document.annexes.isEmpty ? "" : ", Anlagen eingeschlossen"
        return DeedCheck.Point(name, .passed, "Seite \(first) bis \(last)\(annexes).")
    }

    /// Every page says which contract it belongs to.
    var identification: DeedCheck.Point {
        let bare = list.pages.indices.filter { page in
            let texts = list.pages[page].furniture.compactMap { item -> String? in
                guard case .text(let run) = item.drawing, item.mark != .artifact(.watermark) else { return nil }
                return run.text
            }
            let hasWords = texts.joined(separator: " ").replacing("Seite", with: "").replacing("von", with: "").contains(where: \.isLetter)
            // The first page has the title.
            return !hasWords && page > 0
        }
        return DeedCheck.Point(
            "Kennzeichnung jeder Seite", bare.isEmpty ? [] : ["Ohne Kurztitel, Parteien oder Datum in Kopf und Fuß: Seite \(bare.map { String($0 + 1) }.joined(separator: ", "))."],
            passed: "Kopf oder Fuß jeder Seite nennt die Vereinbarung.")
    }

    /// Whether each unit to sign stands on one page, together with text.
    var signatures: [DeedCheck.Point] {
        let units = document.body.signatureUnits
        let together = "Unterschriften ungeteilt"
        let company = "Unterschriften nicht allein"
        guard !units.isEmpty else {
            let reason = "Die Vereinbarung hat keine Unterschriften."
            return [DeedCheck.Point(together, .notApplicable, reason), DeedCheck.Point(company, .notApplicable, reason)]
        }
        let ids = Set(units.map(\.id))
        let owners = list.structure.owners(of: ids)
        var pagesOf: [NodeID: Set<Int>] = [:]
        var hasText: Set<Int> = []
        for (number, page) in list.pages.enumerated() {
            for item in page.items {
                guard case .content(let element) = item.mark else { continue }
                if let unit = owners[element] { pagesOf[unit, default: []].insert(number) } else { hasText.insert(number) }
            }
        }
        let parted = units.filter { (pagesOf[$0.id]?.count ?? 0) > 1 }.map { "Der Block „\($0.party.plainText)“ läuft über einen Seitenwechsel." }
        let pages = Set(pagesOf.values.joined()).sorted()
        let alone = pages.filter { !hasText.contains($0) }.map { "Auf Seite \($0 + 1) stehen nur Unterschriften." }
        let where_ = pages.map { String($0 + 1) }.joined(separator: ", ")
        return [
            DeedCheck.Point(together, parted, passed: "\(units.count == 1 ? "1 Block" : "\(units.count) Blöcke") auf Seite \(where_), keiner geteilt."),
            DeedCheck.Point(company, alone, passed: "Über den Unterschriften steht Text der Vereinbarung."),
        ]
    }
}

extension StructureTree {
    /// For every element within one of the nodes: which.
    fileprivate func owners(of nodes: Set<NodeID>) -> [StructureID: NodeID] {
        var owners: [StructureID: NodeID] = [:]
        for index in elements.indices {
            let id = StructureID(rawValue: Int32(index))
            // Parents stand before their children.
            if let node = elements[index].node, nodes.contains(node) {
                owners[id] = node
            } else if let parent = elements[index].parent, let owner = owners[parent] {
                owners[id] = owner
            }
        }
        return owners
    }
}

extension [Block] {
    /// All places to sign.
    var signatureUnits: [SignatureUnit] {
        flatMap { block -> [SignatureUnit] in
            switch block.content {
            case .signatures(let signatures): signatures.units
            case .section(let section): section.blocks.signatureUnits
            case .quotation(let content), .unit(let content): content.signatureUnits
            default: []
            }
        }
    }
}
