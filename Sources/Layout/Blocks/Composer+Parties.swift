import DocumentModel

extension Composer {
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
        paragraph(block.lead, look.words, in: frame, into: &galley)
        galley.updateLast { $0.keepFollowing = 1 }
        for (index, party) in block.parties.enumerated() {
            if index > 0 {
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
        let closing = galley.rows.count
        paragraph(block.closing, look.words, in: frame, into: &galley)
        if galley.rows.count > closing {
            galley.update(closing) { $0.keepPreceding = 1 }
            galley.updateLast { $0.keepFollowing = 1 }
        }
    }
}

extension PartyBlock {
    /// „zwischen dem … und der …“: the parts, with a space between.
    var sentence: [Inline] {
        var parts = [lead]
        for (index, party) in parties.enumerated() {
            if index > 0 { parts.append(conjunction) }
            parts += party.lines
            parts.append(party.shortName)
        }
        parts.append(closing)
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [.text(" ")]))
    }
}
