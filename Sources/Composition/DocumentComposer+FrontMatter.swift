import DocumentModel
import Findings

extension DocumentComposer {
    /// Cover, letterhead or title, then the parties.
    mutating func frontMatter() -> [Block] {
        let blocks = piece(memory?.blocks) { $0.head() }.content
        return blocks.map { marked($0) } + (input.parties.map { [Block(id: .unnumbered, .parties(parties($0)))] } ?? [])
    }

    /// What a draft says of itself, with its date.
    private func marked(_ block: Block) -> Block {
        guard !frame.draftMark.isEmpty else { return block }
        let mark: [Inline] = .plain(frame.draftMark)
        var block = block
        switch block.content {
        case .cover(var cover):
            cover.draftMark = mark
            block.content = .cover(cover)
        case .title(var title):
            title.draftMark = mark
            block.content = .title(title)
        case .letterhead(var letter):
            letter.subject += [.text(" – ")] + mark
            block.content = .letterhead(letter)
        default: break
        }
        return block
    }

    private mutating func head() -> [Block] {
        var blocks: [Block] = []
        let titleLines = input.titleLines.map { line($0) }.filter { !$0.isEmpty } + shortTitleLine()
        if let cover = input.cover {
            blocks.append(Block(id: .unnumbered, .cover(self.cover(cover, titleLines: titleLines))))
        }
        if let letter = input.letter {
            blocks.append(Block(id: .unnumbered, .letterhead(letterhead(letter, titleLines: titleLines))))
        } else if input.cover == nil, !titleLines.isEmpty {
            blocks.append(Block(id: .unnumbered, .title(TitleBlock(lines: titleLines, draftMark: []))))
        }
        return blocks
    }

    /// „(Musterstaatsvertrag – MustStV)“
    private mutating func shortTitleLine() -> [[Inline]] {
        guard input.printsShortTitle else { return [] }
        let parts = [line(input.names?.shortTitle), line(input.abbreviation)].filter { !$0.isEmpty }
        return parts.isEmpty ? [] : [[.text("(")] + parts.joined(separator: " – ") + [.text(")")]]
    }

    private mutating func cover(_ cover: CoverSpecification, titleLines: [[Inline]]) -> Cover {
        let lines = cover.lines.isEmpty ? titleLines : cover.lines.map { line($0) }.filter { !$0.isEmpty }
        return Cover(
            mark: line(cover.mark), lines: lines.enumerated().map { CoverLine($1, isTitle: $0 == 0) },
            parties: cover.parties.map { line($0) }.filter { !$0.isEmpty }, arms: cover.arms, draftMark: [])
    }

    // MARK: - Letter

    private mutating func letterhead(_ letter: LetterSpecification, titleLines: [[Inline]]) -> Letterhead {
        var sender = letter.sender.map { line($0) }.filter { !$0.isEmpty }
        if sender.isEmpty { sender = party { [$0.inlines(letter.body.appending("name")), $0.inlines(letter.body.appending("einheit"))].compactMap { $0 } } }
        var returnParts = letter.returnAddress.map { line($0) }.filter { !$0.isEmpty }
        if returnParts.isEmpty { returnParts = addressLines(of: letter.body) }
        let recipient = letter.recipient.map { addressLines(of: $0) } ?? []
        let information = letter.information.compactMap { group -> InformationGroup? in
            // An entry without value would print a label that says nothing.
            let entries = group.compactMap { entry -> InformationEntry? in
                let value = entry.value.map { line($0) }.filter { !$0.isEmpty }
                return value.isEmpty ? nil : InformationEntry(label: line(entry.label).plainText.colonless, value: value)
            }
            return entries.isEmpty ? nil : InformationGroup(entries)
        }
        return Letterhead(
            form: letter.form, sender: sender, arms: letter.arms, returnAddress: returnParts.joined(separator: " · "),
            recipient: recipient, information: information, subject: titleLines.joinedLines,
            footer: letter.footer.map { column in column.map { line($0) }.filter { !$0.isEmpty } }.filter { !$0.isEmpty })
    }

    /// Name, street, postcode and town: as in an address field.
    private mutating func addressLines(of body: FieldPath) -> [[Inline]] {
        party { builder in
            let town = ["plz", "ort"].compactMap { builder.inlines(body.appending($0)) }
            return [
                builder.inlines(body.appending("name")), builder.inlines(body.appending("strasse")),
                town.isEmpty ? nil : town.count == 2 ? town[0] + [.text("\u{A0}")] + town[1] : town[0],
            ].compactMap { $0 }
        }
    }

    // MARK: - Parties

    private mutating func parties(_ block: PartySpecification) -> PartyBlock {
        // How many parties a list has differs from row to row: the block is kept as a whole, so that other places stay what they are.
        guard block.parties.contains(where: \.isList) else { return partyBlock(block) { composer, make in composer.piece(composer.memory?.lines, make).content } }
        let made = piece(memory?.blocks) { [Block(id: .unnumbered, .parties($0.partyBlock(block) { composer, make in make(&composer) }))] }.content
        guard case .parties(let found)? = made.first?.content else { return PartyBlock(lead: [], parties: [], conjunction: [], closing: []) }
        return found
    }

    /// - Parameter keep: makes lines, or takes them as they were.
    private mutating func partyBlock(_ block: PartySpecification, _ keep: (inout Self, (inout Self) -> [[Inline]]) -> [[Inline]]) -> PartyBlock {
        let isNominative = block.grammaticalCase == .nominative
        // Lead, conjunction, closing and the name of all, then what each party is called.
        let words = keep(&self) { composer in
            [
                block.lead.map { composer.line($0) } ?? (isNominative ? [] : [.text("zwischen")]), block.conjunction.map { composer.line($0) } ?? [.text("und")],
                block.closing.map { composer.line($0) } ?? [.text(isNominative ? "schließen die folgende Vereinbarung:" : "wird die folgende Vereinbarung geschlossen:")],
                composer.line(block.collective),
            ] + block.parties.map { composer.roleName($0) }
        }
        var entries: [(lines: [[Inline]], shortName: [Inline])] = []
        // In a sentence two names in dashes do not follow each other.
        let isNamedWithLast = block.form == .sentence && !(words.last?.isEmpty ?? true) && words.count > 4
        for (position, (party, designation)) in zip(block.parties, words[4...]).enumerated() {
            let fields = party.isList ? self.entries(of: party.field) : [party.field]
            for (index, field) in fields.enumerated() {
                let lines = keep(&self) { $0.party(at: party.place) { $0.lines(of: field, block.grammaticalCase, withAddress: block.printsAddresses) } }
                let isLast = index == fields.count - 1
                let all = isNamedWithLast && position == block.parties.count - 1 ? words[3] : []
                entries.append((lines, isLast ? PartyBuilder.shortName(designation, ofGroup: party.isList, all: all) : []))
            }
        }
        let closing = words[2]
        let made = entries.enumerated().map { index, entry -> PartyEntry in
            var entry = entry
            let fromEnd = entries.count - 1 - index
            if block.form == .sentence {
                // One line: „dem Landkreis Musterland, vertreten durch den Landrat,“
                let isLong = entry.lines.count > 1 && entry.shortName.isEmpty
                let ends = fromEnd == 0 && closing.isEmpty
                entry.lines = [entry.lines.joined(separator: ", ") + (isLong && !ends || fromEnd > 1 && entry.shortName.isEmpty ? [.text(",")] : [])]
            } else if isNominative, entry.lines.count > 1 {
                // A sentence over several lines: „Das Land A,“, „vertreten durch …,“.
                for line in entry.lines.indices.dropLast() { entry.lines[line].append(.text(",")) }
                if fromEnd > 1 || entry.shortName.isEmpty && !(fromEnd == 0 && closing.isEmpty), let last = entry.lines.indices.last { entry.lines[last].append(.text(",")) }
            } else if fromEnd > 1, entry.shortName.isEmpty, let last = entry.lines.indices.last {
                entry.lines[last].append(.text(","))
            }
            if fromEnd > 1, !entry.shortName.isEmpty { entry.shortName.append(.text(",")) }
            if index == 0, words[0].isEmpty, isNominative, let first = entry.lines.indices.first { entry.lines[first] = entry.lines[first].capitalised }
            return PartyEntry(id: .unnumbered, lines: entry.lines, shortName: entry.shortName)
        }
        return PartyBlock(
            lead: words[0], parties: made, conjunction: words[1], closing: closing, form: block.form,
            collective: isNamedWithLast ? [] : PartyBuilder.shortName(words[3], ofGroup: true))
    }

    /// The entries of a list field by their paths.
    func entries(of field: FieldPath) -> [FieldPath] {
        guard case .value(.list(let values), _) = context.field(field) else { return [] }
        return values.indices.map { field.appending("\($0 + 1)") }
    }

    /// „Netzwerkpartnerin“: the word that the party is called by.
    private mutating func roleName(_ party: PartySpecification.Party) -> [Inline] {
        guard let designation = party.designation else { return [] }
        return instantiate(designation.locator) { $0.roleName(of: party.field, designation) }
    }

    mutating func party<Result>(at place: Place? = nil, _ body: (inout PartyBuilder) -> Result) -> Result {
        let file = input.file
        return instantiate(.file(file)) { instantiator in
            var builder = PartyBuilder(text: instantiator, place: place ?? .file(file))
            let result = body(&builder)
            instantiator = builder.text
            return result
        }
    }
}

extension [[Inline]] {
    func joined(separator: String) -> [Inline] {
        enumerated().flatMap { $0 == 0 ? $1 : [.text(separator)] + $1 }
    }

    /// Lines of a title as one text: „zum“ and the like need no comma.
    var joinedLines: [Inline] { joined(separator: " ") }
}

extension [Inline] {
    /// The first word with a capital.
    var capitalised: [Inline] {
        guard case .text(let text)? = first else { return self }
        return [.text(text.prefix(1).uppercased() + text.dropFirst())] + dropFirst()
    }
}

extension String {
    fileprivate var colonless: String { hasSuffix(":") ? String(dropLast()) : self }
}
