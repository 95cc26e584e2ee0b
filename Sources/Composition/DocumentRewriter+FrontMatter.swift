import DocumentModel

extension DocumentRewriting {
    mutating func rewrite(_ cover: Cover) -> Cover {
        var result = cover
        result.arms = cover.arms.map { rewrite($0) }
        result.mark = rewrite(cover.mark)
        result.lines = cover.lines.map { CoverLine(rewrite($0.content), isTitle: $0.isTitle) }
        result.draftMark = rewrite(cover.draftMark)
        result.parties = cover.parties.map { rewrite($0) }
        return result
    }

    private mutating func rewrite(_ arms: CoatOfArms) -> CoatOfArms {
        switch arms {
        case .image(var figure):
            figure.caption = rewrite(figure.caption)
            return .image(figure)
        case .place(let old, let label, let width, let height):
            return .place(id: id(old), label: label, width: width, height: height)
        }
    }

    mutating func rewrite(_ letterhead: Letterhead) -> Letterhead {
        var result = letterhead
        result.arms = letterhead.arms.map { rewrite($0) }
        result.sender = letterhead.sender.map { rewrite($0) }
        result.returnAddress = rewrite(letterhead.returnAddress)
        result.recipient = letterhead.recipient.map { rewrite($0) }
        result.information = letterhead.information.map { group in
            InformationGroup(group.entries.map { entry in InformationEntry(label: entry.label, value: entry.value.map { rewrite($0) }) })
        }
        result.subject = rewrite(letterhead.subject)
        result.footer = letterhead.footer.map { column in column.map { rewrite($0) } }
        return result
    }

    mutating func rewrite(_ parties: PartyBlock) -> PartyBlock {
        var result = parties
        result.lead = rewrite(parties.lead)
        result.parties = parties.parties.map { party in
            PartyEntry(id: id(party.id), lines: party.lines.map { rewrite($0) }, shortName: rewrite(party.shortName))
        }
        result.conjunction = rewrite(parties.conjunction)
        result.closing = rewrite(parties.closing)
        result.collective = rewrite(parties.collective)
        return result
    }

    mutating func rewrite(_ block: SignatureBlock) -> SignatureBlock {
        var result = block
        result.tableHeader = block.tableHeader.map { rewrite($0) }
        result.units = block.units.map { unit in
            var unit = unit
            unit.id = id(unit.id)
            unit.party = rewrite(unit.party)
            unit.placeAndDate = unit.placeAndDate.map { PlaceAndDate(id: id($0.id), prefix: rewrite($0.prefix), caption: $0.caption, isComplete: $0.isComplete) }
            unit.signatories = unit.signatories.map { signatory in
                Signatory(
                    id: id(signatory.id), name: rewrite(signatory.name), office: rewrite(signatory.office), caption: signatory.caption,
                    hasOfficeAbove: signatory.hasOfficeAbove, hasSigned: signatory.hasSigned)
            }
            return unit
        }
        return result
    }
}
