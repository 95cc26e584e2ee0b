import DocumentModel

@testable import Production

/// Contracts of made-up words, and changes of them, from a seed.
struct RandomProvisions {
    private var random: SeededGenerator

    private static let words = [
        "die", "der", "Partei", "Frist", "Jugendamt", "Träger", "jährlich", "Vertrag", "Netzwerk", "Daten", "Kind", "Familie", "drei", "Monate", "31.12.", "schriftlich",
        "unverzüglich", "Koordination", "Treffen", "Beratung", "Zuwendung", "§ 8a", "SGB VIII", "einvernehmlich", "Protokoll", "Kosten", "anteilig", "Fachkraft",
    ]

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func contract() -> ContractPart {
        var sections = (0..<Int.random(in: 2...7, using: &random)).map { section(key: "k\($0)/v") }
        if Bool.random(using: &random) { sections.insert(ContractPart(.section, heading: [.text("Präambel")], key: "praeambel/v", parts: [text()]), at: 0) }
        let front = [
            ContractPart(.title, content: [.text("Vereinbarung")]),
            ContractPart(.parties, content: [.text("zwischen")], parts: [party(), party(), ContractPart(.text, content: [.text("wird vereinbart:")])]),
        ]
        return numbered(ContractPart(.contract, parts: front + sections + annexes()))
    }

    private mutating func annexes() -> [ContractPart] {
        Bool.random(using: &random) ? [ContractPart(.annex, heading: [.text("Kontakte")], key: "kontakte", parts: [table(), text()])] : []
    }

    private mutating func party() -> ContractPart { ContractPart(.party, content: [.text(sentence(3)), .lineBreak, .text(sentence(2))]) }

    private mutating func section(key: String) -> ContractPart {
        let parts: [ContractPart] =
            switch Int.random(in: 0..<4, using: &random) {
            case 0: [text()]
            case 1: [text()] + items(2...4) + [text()]
            case 2: (0..<Int.random(in: 2...5, using: &random)).map { _ in absatz() }
            default: [absatz(), absatz(), table()]
            }
        return ContractPart(.section, heading: [.text(sentence(2))], key: key, parts: parts)
    }

    private mutating func absatz() -> ContractPart {
        ContractPart(.absatz, content: content(), parts: Int.random(in: 0..<3, using: &random) == 0 ? items(2...4) : [])
    }

    private mutating func items(_ count: ClosedRange<Int>) -> [ContractPart] {
        let isBullet = Int.random(in: 0..<4, using: &random) == 0
        return (0..<Int.random(in: count, using: &random)).map { _ in ContractPart(isBullet ? .bullet : .item, content: content()) }
    }

    private mutating func text() -> ContractPart { ContractPart(.text, content: content()) }

    private mutating func table() -> ContractPart {
        func cell(_ text: String) -> TableCell {
            TableCell(id: NodeID(rawValue: 0), blocks: [Block(id: NodeID(rawValue: 0), .paragraph(Paragraph(.body, [.text(text)])))])
        }
        let rows = (0..<2).map { _ in TableRow(id: NodeID(rawValue: 0), cells: [cell(sentence(1)), cell(sentence(2))]) }
        return ContractPart(.table, table: Table(columns: [TableColumn(), TableColumn()], header: [], rows: rows))
    }

    private mutating func content() -> [Inline] {
        let words: [Inline] = [.text(sentence(Int.random(in: 3...20, using: &random)))]
        guard Int.random(in: 0..<5, using: &random) == 0 else { return words }
        return words + [.text(" "), .span(Span(.emphasis, [.text(sentence(1))])), .text(" "), .text(sentence(3))]
    }

    private mutating func sentence(_ count: Int) -> String {
        (0..<count).map { _ in Self.words[Int.random(in: Self.words.indices, using: &random)] }.joined(separator: " ")
    }

    // MARK: - Changes

    /// Another wording of the same contract: one to five changes anywhere, numbered anew.
    mutating func changed(_ contract: ContractPart) -> ContractPart {
        var result = contract
        for _ in 0..<Int.random(in: 1...5, using: &random) { change(&result) }
        return numbered(result)
    }

    private mutating func change(_ provision: inout ContractPart) {
        if !provision.parts.isEmpty, provision.kind == .contract || Int.random(in: 0..<3, using: &random) > 0 {
            let index = Int.random(in: provision.parts.indices, using: &random)
            if provision.kind == .contract ? Int.random(in: 0..<4, using: &random) > 0 : Bool.random(using: &random) { return change(&provision.parts[index]) }
            return rearrange(&provision, index)
        }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: provision.content = content()
        case 1 where !provision.heading.isEmpty: provision.heading = [.text(sentence(2))]
        case 2 where provision.table != nil: provision = table()
        default: replaceWord(&provision)
        }
    }

    private mutating func replaceWord(_ provision: inout ContractPart) {
        guard case .text(let text)? = provision.content.first else { return }
        var words = text.split(separator: " ").map(String.init)
        guard let index = words.indices.randomElement(using: &random) else { return }
        words[index] = Int.random(in: 0..<3, using: &random) == 0 ? "neu \(words[index])" : "anders"
        provision.content[0] = .text(words.joined(separator: " "))
    }

    private mutating func rearrange(_ provision: inout ContractPart, _ index: Int) {
        let kind = provision.parts[index].kind
        guard ![.title, .parties, .party].contains(kind) else { return }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: provision.parts.remove(at: index)
        case 1: provision.parts.insert(kind == .section ? section(key: "neu\(Int.random(in: 0..<1_000, using: &random))/v") : kind == .absatz ? absatz() : text(), at: index)
        default: provision.parts.swapAt(index, Int.random(in: provision.parts.indices, using: &random))
        }
    }

    /// Numbers as the assembler gives them: sections through the contract, Absätze and items within theirs.
    private func numbered(_ contract: ContractPart) -> ContractPart {
        var result = contract
        var count = 0
        for index in result.parts.indices {
            if result.parts[index].kind == .section, !result.parts[index].key.hasPrefix("praeambel") {
                count += 1
                result.parts[index].label = "§ \(count)"
            }
            if result.parts[index].kind == .annex { result.parts[index].label = "Anlage" }
            number(&result.parts[index])
        }
        return result
    }

    private func number(_ provision: inout ContractPart) {
        var (absaetze, items) = (0, 0)
        for index in provision.parts.indices {
            switch provision.parts[index].kind {
            case .absatz:
                absaetze += 1
                provision.parts[index].label = "(\(absaetze))"
            case .item:
                provision.parts[index].label = "\(["a", "b", "c", "d", "e", "f", "g", "h"][items % 8]))"
                items += 1
            default: break
            }
            number(&provision.parts[index])
        }
    }
}
