import DocumentModel
import Findings

extension DocumentComposer {
    /// Cover, letterhead or title, then the parties.
    mutating func frontMatter() -> [Block] {
        var blocks: [Block] = []
        let titleLines = input.titleLines.map { line($0) }.filter { !$0.isEmpty }
        let draftMark: [Inline] = .plain(input.draftMark)
        if let cover = input.cover {
            blocks.append(Block(id: .unnumbered, .cover(self.cover(cover, titleLines: titleLines, draftMark: draftMark))))
        }
        if let letter = input.letter {
            blocks.append(Block(id: .unnumbered, .letterhead(letterhead(letter, titleLines: titleLines, draftMark: draftMark))))
        } else if input.cover == nil, !titleLines.isEmpty {
            blocks.append(Block(id: .unnumbered, .title(TitleBlock(lines: titleLines, draftMark: draftMark))))
        }
        if let parties = input.parties { blocks.append(Block(id: .unnumbered, .parties(self.parties(parties)))) }
        return blocks
    }

    private mutating func cover(_ cover: CoverSpecification, titleLines: [[Inline]], draftMark: [Inline]) -> Cover {
        let lines = cover.lines.isEmpty ? titleLines : cover.lines.map { line($0) }.filter { !$0.isEmpty }
        return Cover(
            mark: line(cover.mark), lines: lines.enumerated().map { CoverLine($1, isTitle: $0 == 0) },
            parties: cover.parties.map { line($0) }.filter { !$0.isEmpty }, arms: cover.arms, draftMark: draftMark)
    }

    // MARK: - Letter

    private mutating func letterhead(_ letter: LetterSpecification, titleLines: [[Inline]], draftMark: [Inline]) -> Letterhead {
        var sender = letter.sender.map { line($0) }.filter { !$0.isEmpty }
        if sender.isEmpty { sender = party { [$0.inlines(letter.body.appending("name")), $0.inlines(letter.body.appending("einheit"))].compactMap { $0 } } }
        var returnParts = letter.returnAddress.map { line($0) }.filter { !$0.isEmpty }
        if returnParts.isEmpty { returnParts = addressLines(of: letter.body) }
        let recipient = letter.recipient.map { addressLines(of: $0) } ?? []
        let information = letter.information.compactMap { group -> InformationGroup? in
            // An entry without value would print a label that says nothing.
            let entries = group.compactMap { entry -> InformationEntry? in
                let value = entry.value.map { line($0) }.filter { !$0.isEmpty }
                return value.isEmpty ? nil : InformationEntry(label: entry.label.colonless, value: value)
            }
            return entries.isEmpty ? nil : InformationGroup(entries)
        }
        var subject = titleLines.joinedLines
        if !draftMark.isEmpty { subject += [.text(" – ")] + draftMark }
        return Letterhead(
            form: letter.form, sender: sender, arms: letter.arms, returnAddress: returnParts.joined(separator: " · "),
            recipient: recipient, information: information, subject: subject,
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
        let closing = block.closing.map { line($0) } ?? [.text("wird die folgende Vereinbarung geschlossen:")]
        let entries = block.parties.enumerated().map { index, party -> PartyEntry in
            var lines = self.party(at: party.place) { $0.lines(of: party.field) }
            let designation = line(party.designation)
            if block.form == .sentence {
                // One line: „dem Landkreis Musterland, vertreten durch den Landrat,“
                let joined = lines.joined(separator: ", ")
                let ends = index == block.parties.count - 1 && closing.isEmpty
                lines = [lines.count > 1 && designation.isEmpty && !ends ? joined + [.text(",")] : joined]
            }
            return PartyEntry(id: .unnumbered, lines: lines, shortName: PartyBuilder.shortName(designation))
        }
        return PartyBlock(
            lead: block.lead.map { line($0) } ?? [.text("zwischen")], parties: entries, conjunction: block.conjunction.map { line($0) } ?? [.text("und")],
            closing: closing, form: block.form)
    }

    mutating func party<Result>(at place: Place? = nil, _ body: (inout PartyBuilder) -> Result) -> Result {
        let file = input.file
        return instantiate(input.context, .file(file)) { instantiator in
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
