import DocumentModel
import Production

/// A contract as the templates in `Benchmarks/Peers` read it: our document model as JSON, with everything that the contract of the
/// benchmarks has. What the templates do not know is an error: no peer shall have less to do than we.
struct PeerDocument {
    private let document: Document
    private let origin: ContractOrigin
    /// Names of what references lead to; the same in documents that differ in other places.
    private let targets: [NodeID: String]

    /// - Throws: ``BenchmarkError`` where the contract carries no origin.
    init(_ contract: AssembledContract) throws {
        guard let origin = contract.origin else { throw BenchmarkError("the contract carries no origin") }
        self.origin = origin
        document = contract.document
        let annexes = document.annexes.flatMap { annex in
            if case .blocks(let blocks) = annex.content { blocks } else { [Block]() }
        }
        let wanted = Set((document.body + annexes).flatMap(\.references)).sorted()
        targets = Dictionary(uniqueKeysWithValues: wanted.enumerated().map { ($1, "t\($0 + 1)") })
    }

    func json() throws -> JSONValue {
        let (info, furniture) = (document.info, document.furniture)
        guard furniture.footCentre.isEmpty, furniture.watermark == nil, !furniture.hasInitials, !furniture.isTwoSided, !furniture.hasLineNumbers else {
            throw unknown("page furniture")
        }
        return try .object([
            "title": .text(info.title), "author": .text(info.author), "language": .text(info.language.rawValue),
            "date": .array([info.date.year, info.date.month, info.date.day].map(JSONValue.number)),
            "head": .array([parts(furniture.headLeft), parts(furniture.headRight)]),
            "foot": .array([parts(furniture.footLeft), parts(furniture.footRight)]),
            "firstPageWithoutHead": .truth(furniture.firstPageWithoutHead),
            "body": blocks(document.body),
            "annexes": .array(document.annexes.map(annex)),
            "attachment": .object([
                "name": .text(ContractOrigin.fileName), "mediaType": .text("application/json"),
                "description": .text("Herkunft der Vereinbarung"), "text": .text(String(decoding: origin.json, as: UTF8.self)),
            ]),
        ])
    }

    private func unknown(_ what: String) -> BenchmarkError { BenchmarkError("the peers' templates do not know this: \(what)") }

    private func annex(_ annex: Annex) throws -> JSONValue {
        guard case .blocks(let content) = annex.content else { throw unknown("an annex of foreign pages") }
        return try .object(
            named(annex.id, ["label": .text(annex.label), "title": inlines(annex.title), "blocks": blocks(content)]))
    }

    /// Where a reference leads here, the name that it uses.
    private func named(_ node: NodeID, _ members: [String: JSONValue]) -> [String: JSONValue] {
        guard let name = targets[node] else { return members }
        return members.merging(["target": .text(name)]) { _, new in new }
    }

    private func blocks(_ blocks: [Block]) throws -> JSONValue { .array(try blocks.flatMap(self.block)) }

    private func block(_ block: Block) throws -> [JSONValue] {
        guard block.language == nil else { throw unknown("a block in another language") }
        switch block.content {
        case .section(let section): return try self.section(section)
        case .paragraph(let paragraph) where [.body, .listLead].contains(paragraph.role):
            return try [element("paragraph", block.id, ["content": inlines(paragraph.content)])]
        case .list(let list): return try self.list(list, block.id)
        case .title(let title) where title.draftMark.isEmpty:
            return try [element("title", block.id, ["lines": .array(title.lines.map(inlines))])]
        case .parties(let parties) where parties.form == .block: return try [self.parties(parties, block.id)]
        case .signatures(let signatures) where signatures.arrangement == .sideBySide: return try [self.signatures(signatures, block.id)]
        default: throw unknown("a block, \(block.content)")
        }
    }

    private func element(_ kind: String, _ node: NodeID, _ members: [String: JSONValue]) -> JSONValue {
        .object(named(node, members.merging(["kind": .text(kind)]) { _, new in new }))
    }

    /// The heading, then what stands under it.
    private func section(_ section: Section) throws -> [JSONValue] {
        guard section.legalReferences.isEmpty else { throw unknown("lines of legal references") }
        guard let heading = section.heading else { return try section.blocks.flatMap(block) }
        guard heading.form == .display else { throw unknown("a heading in the line") }
        var members: [String: JSONValue] = try ["level": .number(section.level), "text": inlines(heading.text)]
        members["number"] = heading.number.map(JSONValue.text)
        return try [element("heading", heading.id, members)] + section.blocks.flatMap(block)
    }

    private func list(_ list: List, _ node: NodeID) throws -> [JSONValue] {
        // An Absatz that stands alone has no number: a plain paragraph.
        if list.kind == .absaetze, list.items.allSatisfy({ $0.label == nil }) { return try list.items.flatMap { try $0.blocks.flatMap(block) } }
        let items = try list.items.map { item in
            var members: [String: JSONValue] = try ["blocks": blocks(item.blocks)]
            members["label"] = item.label.map(JSONValue.text)
            return JSONValue.object(named(item.id, members))
        }
        return [element("list", node, ["list": .text(list.kind.rawValue), "items": .array(items)])]
    }

    private func parties(_ block: PartyBlock, _ node: NodeID) throws -> JSONValue {
        let parties = try block.parties.map { party in
            try JSONValue.object(["lines": .array(party.lines.map(inlines)), "shortName": inlines(party.shortName)])
        }
        return try element(
            "parties", node,
            [
                "lead": inlines(block.lead), "parties": .array(parties), "conjunction": inlines(block.conjunction),
                "closing": inlines(block.closing),
            ])
    }

    private func signatures(_ block: SignatureBlock, _ node: NodeID) throws -> JSONValue {
        let units = try block.units.map { unit in
            guard !unit.hasSealPlace, let place = unit.placeAndDate, place.caption.isEmpty, unit.signatories.count == 1,
                let signatory = unit.signatories.first
            else { throw unknown("a signature with seal, other place or several names") }
            var members: [String: JSONValue] = try [
                "party": inlines(unit.party), "place": inlines(place.prefix), "office": inlines(signatory.office),
                "name": signatory.name.isEmpty ? .array([.text(signatory.caption)]) : inlines(signatory.name),
            ]
            members["mandate"] = unit.mandate.map(JSONValue.text)
            return JSONValue.object(members)
        }
        return element("signatures", node, ["units": .array(units)])
    }

    private func parts(_ slot: [FurniturePart]) throws -> JSONValue {
        .array(
            try slot.flatMap { part -> [JSONValue] in
                switch part {
                case .text(let content): try pieces(content)
                case .pageNumber: [.object(["kind": .text("page")])]
                case .pageCount: [.object(["kind": .text("pages")])]
                case .annexLabel: throw unknown("the annex in the page furniture")
                }
            })
    }

    private func inlines(_ content: [Inline]) throws -> JSONValue { .array(try pieces(content)) }

    /// Running text as strings, where neither look nor structure changes in as few as possible.
    private func pieces(_ content: [Inline]) throws -> [JSONValue] {
        try content.reduce(into: []) { pieces, inline in
            for piece in try self.pieces(inline) {
                if case .text(let text) = piece, case .text(let before)? = pieces.last {
                    pieces[pieces.count - 1] = .text(before + text)
                } else {
                    pieces.append(piece)
                }
            }
        }
    }

    private func pieces(_ inline: Inline) throws -> [JSONValue] {
        switch inline {
        case .text(let text): return [.text(text)]
        case .span(let span) where span.language == nil:
            switch span.role {
            case .emphasis, .strong, .placeholder, .alternativeMark, .foreign, .deleted, .inserted: throw unknown("\(span.role)")
            case .value, .citation, .definition, .unbreakable: return try pieces(span.content)
            }
        case .reference(let target, let content):
            guard let name = targets[target] else { throw BenchmarkError("a reference leads nowhere") }
            return try [.object(["kind": .text("reference"), "target": .text(name), "content": inlines(content)])]
        case .footnote(let footnote):
            guard footnote.blocks.count == 1, case .paragraph(let paragraph)? = footnote.blocks.first?.content else {
                throw unknown("a footnote of several blocks")
            }
            return try [.object(["kind": .text("footnote"), "content": inlines(paragraph.content)])]
        default: throw unknown("\(inline)")
        }
    }
}

extension Block {
    /// What its references lead to.
    fileprivate var references: [NodeID] {
        switch content {
        case .section(let section): section.blocks.flatMap(\.references)
        case .paragraph(let paragraph): paragraph.content.flatMap(\.references)
        case .list(let list): list.items.flatMap { $0.blocks.flatMap(\.references) }
        default: []
        }
    }
}

extension Inline {
    fileprivate var references: [NodeID] {
        switch self {
        case .reference(let target, _): [target]
        case .span(let span): span.content.flatMap(\.references)
        default: []
        }
    }
}
