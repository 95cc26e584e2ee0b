import DocumentModel

extension BlockComposer {
    func parties(_ block: PartyBlock, node: NodeID, in frame: Frame, into galley: inout Galley) {
        let element = tree.add(StructureElement(role: .division, parent: frame.parent, node: node))
        let inner = frame.under(element)
        galley.space(style.party.around)
        switch block.form {
        case .block: partyLines(block, in: inner, into: &galley)
        case .sentence: paragraph(block.sentence, frame.body, in: inner, into: &galley)
        }
        galley.space(style.party.around)
    }

    private func partyLines(_ block: PartyBlock, in frame: Frame, into galley: inout Galley) {
        let look = style.party
        let start = galley.rows.count
        paragraph(block.lead, look.words, in: frame, into: &galley)
        galley.updateLast { $0.keepFollowing = 1 }
        for (index, party) in block.parties.enumerated() {
            if index > 0, index == block.parties.count - 1 {
                paragraph(block.conjunction, look.words, in: frame, into: &galley)
                galley.updateLast { $0.keepFollowing = 1 }
            }
            galley.anchor(party.id)
            let first = galley.rows.count
            for (number, line) in party.lines.enumerated() {
                paragraph(line, number == 0 ? look.name : look.line, in: frame, into: &galley)
            }
            paragraph(party.shortName, look.shortName, in: frame, into: &galley)
            keepWhole(from: first, following: 0, &galley)
        }
        paragraph(block.collective, look.shortName, in: frame, into: &galley)
        let closing = galley.rows.count
        paragraph(block.closing, look.words, in: frame, into: &galley)
        if galley.rows.count > closing {
            galley.update(closing) { $0.keepPreceding = 1 }
            galley.updateLast { $0.keepFollowing = 1 }
        }
        // A few parties are read together; thirteen may go on over the page.
        guard block.parties.count <= Self.mostPartiesTogether, galley.rows.count > start else { return }
        for index in start + 1..<galley.rows.count { galley.update(index) { $0.breakCost = max($0.breakCost, PageDemerits.unit) } }
    }

    private static var mostPartiesTogether: Int { 4 }
}

extension PartyBlock {
    /// „zwischen dem … und der …“: the parts, with a space between.
    var sentence: [Inline] {
        var parts = [lead]
        for (index, party) in parties.enumerated() {
            if index > 0, index == parties.count - 1 { parts.append(conjunction) }
            parts += party.lines
            parts.append(party.shortName)
        }
        parts.append(collective)
        parts.append(closing)
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [.text(" ")]))
    }
}
