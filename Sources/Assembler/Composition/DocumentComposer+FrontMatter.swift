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
        let titleLines = input.titleLines.map { line($0) }.filter { !$0.isEmpty }
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
        // Lead, conjunction and closing, then what each party is called.
        let words = piece(memory?.lines) { composer in
            [
                block.lead.map { composer.line($0) } ?? [.text("zwischen")], block.conjunction.map { composer.line($0) } ?? [.text("und")],
                block.closing.map { composer.line($0) } ?? [.text("wird die folgende Vereinbarung geschlossen:")],
            ] + block.parties.map { composer.roleName($0) }
        }.content
        let closing = words[2]
        let entries = block.parties.enumerated().map { index, party -> PartyEntry in
            var lines = piece(memory?.lines) { $0.party(at: party.place) { $0.lines(of: party.field) } }.content
            let designation = words[3 + index]
            if block.form == .sentence {
                // One line: „dem Landkreis Musterland, vertreten durch den Landrat,“
                let joined = lines.joined(separator: ", ")
                let ends = index == block.parties.count - 1 && closing.isEmpty
                lines = [lines.count > 1 && designation.isEmpty && !ends ? joined + [.text(",")] : joined]
            }
            return PartyEntry(id: .unnumbered, lines: lines, shortName: PartyBuilder.shortName(designation))
        }
        return PartyBlock(
            lead: words[0], parties: entries, conjunction: words[1], closing: closing, form: block.form)
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

extension String {
    fileprivate var colonless: String { hasSuffix(":") ? String(dropLast()) : self }
}
