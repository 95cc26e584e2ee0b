import DocumentModel
import Styles

/// A signature unit in parts, from top to bottom, so that the rules of neighbours stand on one line.
struct SignatureParts {
    var party = SignaturePart()
    var place = SignaturePart()
    var mandate = SignaturePart()
    var signatories: [SignaturePart] = []
    var seal = SignaturePart()

    /// All in order, the signatories filled up to `count`.
    func all(signatories count: Int) -> [SignaturePart] {
        let filled = signatories + Array(repeating: SignaturePart(), count: max(0, count - signatories.count))
        return [party, place, mandate] + filled + [seal]
    }
}

struct SignaturePart {
    var height = 0.0
    var content: [RowContent] = []
    var notes: [Int] = []
    var lines = 0
}

extension BlockComposer {
    /// - Parameters:
    ///   - showsParty: not in a table, where the party has a column of its own.
    ///   - row: of a table, in which date and signature have columns of their own.
    func parts(of unit: SignatureUnit, showsParty: Bool = true, row: SignatureRow? = nil, in frame: Frame) -> SignatureParts {
        var parts = SignatureParts()
        if showsParty { parts.party = party(of: unit, in: frame) }
        if let place = unit.placeAndDate { parts.place = self.place(place, of: unit, row, in: frame) }
        if let mandate = unit.mandate, !mandate.isEmpty {
            var galley = Galley()
            paragraph(.plain(mandate), signatureText, in: frame, into: &galley)
            // It belongs to the signature, not to place and date: a line of white between.
            if unit.placeAndDate != nil { parts.mandate.height = style.signature.text.leading }
            parts.mandate.append(galley, gap: 0)
        }
        parts.signatories = unit.signatories.enumerated().map { index, signatory in
            let height = index == 0 ? row.map { $0.rule - parts.mandate.height } : nil
            return self.signatory(signatory, of: unit, height: height, row, in: frame)
        }
        if unit.hasSealPlace { parts.seal = seal(in: frame) }
        return parts
    }

    private var signatureText: BlockStyle {
        BlockStyle(text: style.signature.text, alignment: .left, hyphenates: false)
    }

    private var signatureCaption: BlockStyle {
        BlockStyle(text: style.signature.caption, alignment: .left, hyphenates: false)
    }

    func party(of unit: SignatureUnit, in frame: Frame) -> SignaturePart {
        var galley = Galley()
        paragraph(unit.party, signatureText, node: unit.id, in: frame, into: &galley)
        return SignaturePart(galley, below: 0)
    }

    /// „Musterau, den ____“, or a rule with „Ort, Datum“ under it.
    private func place(_ place: PlaceAndDate, of unit: SignatureUnit, _ row: SignatureRow?, in frame: Frame) -> SignaturePart {
        let look = style.signature
        let element = tree.add(StructureElement(role: .division, parent: frame.parent))
        let inner = frame.under(element)
        var part = SignaturePart()
        let baseline = row.map { $0.rule - style.blank.drop } ?? look.dateHeight + look.text.baseline
        var left = 0.0
        if !place.prefix.isEmpty {
            let paragraph = tree.add(StructureElement(role: .paragraph, parent: element))
            let set = plainLines(place.prefix, look.text, measure: place.isComplete ? frame.measure : frame.measure * 0.7, element: paragraph, in: inner)
            for (index, line) in set.lines.enumerated() {
                let y = baseline - Double(set.lines.count - 1 - index) * look.text.leading
                part.content.append(.line(line, set.context, x: frame.x, baseline: y))
            }
            left = (set.lines.last?.width ?? 0) + 4
            part.lines += set.lines.count
        }
        if place.isComplete {
            part.height = baseline + look.text.leading - look.text.baseline
            return part
        }
        let label = place.caption.isEmpty ? "Datum" : place.caption
        let rule = Rect(
            x: frame.x + left, y: baseline + style.blank.drop, width: max(mm(20), min(look.ruleLength, frame.measure) - left),
            height: 0)
        part.content += ruleToWriteOn(
            rule, height: look.dateHeight, kind: .text, name: "datum", tooltip: tooltip(label, unit), in: inner)
        part.height = rule.y
        if !place.caption.isEmpty, row?.shows(place.caption) ?? true {
            var galley = Galley()
            var under = inner.inset(left)
            under.measure = rule.width
            paragraph(.plain(place.caption), signatureCaption, in: under, into: &galley)
            part.append(galley, gap: 2)
        } else {
            part.height += 2
        }
        return part
    }

    /// Free height, rule, then name or caption, and office.
    private func signatory(
        _ signatory: Signatory, of unit: SignatureUnit, height: Double?, _ row: SignatureRow?, in frame: Frame
    ) -> SignaturePart {
        let look = style.signature
        let element = tree.add(StructureElement(role: .division, parent: frame.parent, node: signatory.id))
        let inner = frame.under(element)
        var part = SignaturePart()
        if signatory.hasOfficeAbove {
            var above = Galley()
            paragraph(signatory.office, signatureText, in: inner, into: &above)
            // It belongs to the signature, not to place and date.
            part.append(above, gap: unit.placeAndDate == nil ? 0 : look.text.leading / 2)
        }
        if signatory.hasSigned {
            // „gez. Name“: nothing to write on, and no room for it.
            var signed = Galley()
            paragraph(signatory.name.isEmpty ? .plain(signatory.caption) : signatory.name, signatureText, in: inner, into: &signed)
            if !signatory.hasOfficeAbove { paragraph(signatory.office, signatureText, in: inner, into: &signed) }
            part.append(signed, gap: look.text.leading / 2)
            return part
        }
        // Rules of a row stand on one line, unless an office above one needs more room.
        let rule = max(height ?? look.height, part.height > 0 ? part.height + look.height : 0)
        let width = min(look.ruleLength, frame.measure)
        let who = signatory.name.isEmpty ? signatory.caption : "Unterschrift " + signatory.name.spokenText
        part.content += ruleToWriteOn(
            Rect(x: frame.x, y: rule, width: width, height: 0), height: look.height, kind: .signature,
            name: "unterschrift", tooltip: tooltip(who, unit), in: inner)
        part.height = rule
        var galley = Galley()
        if !signatory.name.isEmpty {
            paragraph(signatory.name, signatureCaption, in: inner, into: &galley)
        } else if row?.shows(signatory.caption) ?? true {
            paragraph(.plain(signatory.caption), signatureCaption, in: inner, into: &galley)
        }
        if !signatory.hasOfficeAbove { paragraph(signatory.office, signatureCaption, in: inner, into: &galley) }
        part.append(galley, gap: 2)
        return part
    }

    private func tooltip(_ label: String, _ unit: SignatureUnit) -> String {
        let party = unit.party.spokenText
        return party.isEmpty ? label : "\(label) – \(party)"
    }

    /// A drawn rule (never a run of underscores, typography rule D8) and the area of the field over it.
    private func ruleToWriteOn(
        _ rule: Rect, height: Double, kind: FormFieldKind, name: String, tooltip: String, in frame: Frame
    ) -> [RowContent] {
        let element = tree.add(StructureElement(role: .form, parent: frame.parent, alternativeText: tooltip))
        let area = FieldArea(
            kind: kind, rect: Rect(x: rule.x, y: rule.y - height, width: rule.width, height: height),
            name: fieldNames.unique(name), tooltip: tooltip, structure: element)
        return [
            .drawing(
                .content(element),
                .line(
                    from: Point(x: rule.x, y: rule.y), to: Point(x: rule.maxX, y: rule.y), width: style.signature.ruleWidth,
                    .black)),
            .field(area),
        ]
    }

    /// A circle with „(Siegel)“ in it.
    private func seal(in frame: Frame) -> SignaturePart {
        let look = style.signature
        let element = tree.add(StructureElement(role: .paragraph, parent: frame.parent))
        let radius = min(look.sealDiameter, frame.measure) / 2
        let gap = mm(3)
        var part = SignaturePart(height: gap + 2 * radius)
        let centre = Point(x: frame.x + radius, y: gap + radius)
        part.content.append(
            .drawing(.artifact(.layout), .circle(centre: centre, radius: radius, width: 0.4, look.sealColor)))
        let set = plainLines(
            .plain(SignatureUnit.sealLabel), look.caption, alignment: .centre, measure: 2 * radius, element: element, in: frame)
        for line in set.lines {
            part.content.append(
                .line(
                    line, set.context, x: frame.x,
                    baseline: centre.y - look.caption.leading / 2 + look.caption.baseline))
        }
        return part
    }
}

extension SignaturePart {
    init(_ galley: Galley, below: Double) {
        let rows = galley.stacked(x: 0, y: 0)
        self.init(
            height: galley.isEmpty ? 0 : rows.bottom + below, content: rows.content, notes: rows.notes, lines: rows.lines)
    }

    mutating func move(down y: Double) {
        guard y > 0 else { return }
        content = content.map { $0.moved(x: 0, y: y) }
        height += y
    }

    mutating func append(_ galley: Galley, gap: Double) {
        let rows = galley.stacked(x: 0, y: height + gap)
        content += rows.content
        notes += rows.notes
        lines += rows.lines
        height = max(height, rows.bottom)
    }
}
