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

    /// On every page its number is printed, and the numbers run through body and annexes without a gap.
    var pagination: DeedCheck.Point {
        let name = "Durchgehende Seitenzählung"
        // A cover has no number.
        let counted = list.pages.enumerated().filter { !$0.element.label.isEmpty }
        let bare = counted.filter { !$0.element.furnitureNumbers.contains($0.element.label) }.map { String($0.offset + 1) }
        if !bare.isEmpty {
            return DeedCheck.Point(
                name, .failed,
                "Ohne Seitenzahl: Seite \(bare.joined(separator: ", ")); setzen Sie unter „seiten“ zum Beispiel fuss_rechts: Seite {{seite}} von {{seiten}}.")
        }
        let numbers = counted.map { Int($0.element.label) }
        let first = numbers.first.flatMap { $0 } ?? 1
        let isGapless = numbers.enumerated().allSatisfy { $0.element == first + $0.offset }
        guard isGapless, let last = numbers.last.flatMap({ $0 }) else {
            return DeedCheck.Point(name, .failed, "Die Seitenzahlen haben eine Lücke: \(list.pages.map(\.label).joined(separator: ", ")).")
        }
        let annexes = document.annexes.isEmpty ? "" : ", Anlagen eingeschlossen"
        return DeedCheck.Point(name, .passed, "Seite \(first) bis \(last)\(annexes).")
    }

    /// Every page says which contract it belongs to: title, short title, the commissioning body or a party.
    var identification: DeedCheck.Point {
        let marks = ([document.info.shortTitle, document.info.title, document.info.author] + parties).map(Page.bare).filter { !$0.isEmpty }
        let bare = list.pages.indices.filter { page in
            // The first page has the title itself.
            let text = list.pages[page].furnitureText
            return page > 0 && !marks.contains { text.contains($0) }
        }
        return DeedCheck.Point(
            "Kennzeichnung jeder Seite",
            bare.isEmpty ? [] : ["Ohne Titel, Kurztitel oder Partei in Kopf und Fuß: Seite \(bare.map { String($0 + 1) }.joined(separator: ", "))."],
            passed: "Kopf oder Fuß jeder Seite nennt die Vereinbarung.")
    }

    private var parties: [String] {
        document.body.flatMap { block -> [String] in
            guard case .parties(let parties) = block.content else { return [] }
            return parties.parties.compactMap { $0.lines.first?.plainText }
        }
    }

    /// Where each annex begins, from 1.
    var annexPages: [NodeID: Int] {
        Dictionary(
            document.annexes.compactMap { annex in list.destinations[annex.id].map { (annex.id, $0.page + 1) } }, uniquingKeysWith: { first, _ in first })
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
        // A block too large for one page goes on with whole units on the next; its text is on the page before.
        let without = pages.filter { !hasText.contains($0) }
        let goesOn = pages.filter { page in
            pages.contains(page - 1) && !pagesOf.values.contains { $0.isSuperset(of: [page - 1, page]) }
        }
        let alone = without.filter { !goesOn.contains($0) }.map { "Auf Seite \($0 + 1) stehen nur Unterschriften." }
        let where_ = pages.map { String($0 + 1) }.joined(separator: ", ")
        return [
            DeedCheck.Point(together, parted, passed: "\(units.count == 1 ? "1 Block" : "\(units.count) Blöcke") auf Seite \(where_), keiner geteilt."),
            DeedCheck.Point(
                company, alone,
                passed: without.isEmpty
                    ? "Über den Unterschriften steht Text der Vereinbarung."
                    : "Die Unterschriften beginnen unter dem Text und gehen auf Seite \(without.map { String($0 + 1) }.joined(separator: ", ")) weiter."),
        ]
    }
}

extension Page {
    /// Words and figures alone, so that neither kinds of blanks nor runs matter.
    static func bare(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber } }

    private var furnitureTexts: [String] {
        furniture.compactMap { item in
            guard case .text(let run) = item.drawing, item.mark != .artifact(.watermark) else { return nil }
            return run.text
        }
    }

    fileprivate var furnitureText: String { Page.bare(furnitureTexts.joined()) }

    fileprivate var furnitureNumbers: Set<String> {
        Set(furnitureTexts.flatMap { $0.split { !("0"..."9").contains($0) }.map(String.init) })
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
