import Agreements
import DocumentModel
import Findings
import GermanText

extension DocumentComposer {
    // MARK: - Signatures

    mutating func signatures(_ specification: SignatureSpecification?) -> [Block] {
        guard let specification else { return [] }
        var units = specification.units.flatMap { self.units($0) }
        for _ in 0..<max(specification.emptyUnits, 0) { units.append(emptyUnit(specification.arrangement)) }
        guard !units.isEmpty else { return [] }
        let usual: [[Inline]] = ["Vereinbarungspartner", "Ort, Datum", "Unterschrift"].map { [.text($0)] }
        let lines = piece(memory?.lines) { composer in [composer.line(specification.lead)] + specification.header.map { composer.line($0) } }.content
        let header = specification.header.isEmpty ? usual : Array(lines.dropFirst())
        let block = Block(
            id: .unnumbered,
            .signatures(
                SignatureBlock(
                    arrangement: specification.arrangement,
                    tableHeader: specification.arrangement == .table ? header : [], units: units)))
        let lead = lines[0]
        if lead.isEmpty { return [block] }
        return [Block(id: .unnumbered, .unit([Block(id: .unnumbered, .paragraph(Paragraph(.body, lead))), block]))]
    }

    /// A unit, or one for each entry of a list of parties.
    private mutating func units(_ unit: SignatureSpecification.Unit) -> [SignatureUnit] {
        guard unit.isList, let party = unit.party else { return [piece(memory?.units) { $0.unit(unit) }.content] }
        let made = piece(memory?.blocks) { composer in
            let units = composer.entries(of: party).map { entry in
                var own = unit
                own.party = entry
                return composer.unit(own)
            }
            return [Block(id: .unnumbered, .signatures(SignatureBlock(arrangement: .stacked, units: units)))]
        }.content
        if case .signatures(let block)? = made.first?.content { return block.units }
        return []
    }

    private mutating func unit(_ unit: SignatureSpecification.Unit) -> SignatureUnit {
        let outside = context
        defer { context = outside }
        // `partei` is the party that signs.
        if let party = unit.party {
            func own(_ path: FieldPath) -> FieldPath {
                path.head == SignatureSpecification.signing ? FieldPath(party.rawValue + path.rawValue.dropFirst(SignatureSpecification.signing.count)) : path
            }
            context.field = { outside.field(own($0)) }
            context.kind = { outside.kind(own($0)) }
        }
        let town = line(unit.town)
        let date = line(unit.date)
        let place: PlaceAndDate?
        if unit.town?.blocks.isEmpty == true, date.isEmpty {
            // Said to be none: a letter has its date at its head.
            place = nil
        } else if !date.isEmpty {
            place = PlaceAndDate(id: .unnumbered, prefix: town.isEmpty ? date : town + [.text(", den ")] + date, caption: "", isComplete: true)
        } else if unit.isSigned {
            place = town.isEmpty ? nil : PlaceAndDate(id: .unnumbered, prefix: town, caption: "", isComplete: true)
        } else if town.isEmpty {
            place = PlaceAndDate(id: .unnumbered, caption: "Ort, Datum")
        } else {
            place = PlaceAndDate(id: .unnumbered, prefix: town + [.text(", den")], caption: "")
        }
        let mandate = line(unit.mandate).plainText
        var name: [Inline] = []
        var office = line(unit.office)
        var party = line(unit.line)
        if let field = unit.party {
            if unit.name == nil {
                let signatory = self.party(at: unit.place) { $0.signatory(of: field) }
                name = signatory.name
                if office.isEmpty { office = signatory.office }
            }
            if unit.line == nil { party = self.party(at: unit.place) { $0.signatureLine(of: field) } }
        }
        if let template = unit.name { name = line(template) }
        if unit.isSigned, !name.isEmpty { name = [.text("gez.\u{A0}")] + name }
        var signatories = [
            Signatory(
                id: .unnumbered, name: name, office: office, caption: unit.isSigned ? "gez." : "Unterschrift", hasOfficeAbove: unit.hasOfficeAbove,
                hasSigned: unit.isSigned)
        ]
        while signatories.count < min(max(unit.count, 1), 2) { signatories.append(Signatory(id: .unnumbered)) }
        return SignatureUnit(
            id: .unnumbered, party: party, placeAndDate: place, mandate: mandate.isEmpty ? nil : mandate, signatories: signatories, hasSealPlace: unit.hasSeal)
    }

    private func emptyUnit(_ arrangement: SignatureArrangement) -> SignatureUnit {
        let rule = FillIn(id: .unnumbered, label: "Name der Einrichtung", length: .restOfLine(minimum: 40))
        return SignatureUnit(
            id: .unnumbered, party: [.blank(rule)], placeAndDate: PlaceAndDate(id: .unnumbered, caption: "Ort, Datum"),
            signatories: [Signatory(id: .unnumbered)])
    }

    // MARK: - Annexes

    /// - Returns: with the serial numbers of the pieces that references can name something in; `nil`: one of them is not kept.
    mutating func annexes(foreign: (String) throws -> ForeignDocument) -> (annexes: [Annex], serials: [Int]?) {
        var serials: [Int]? = []
        let annexes = input.annexes.enumerated().map { index, annex in
            let id = builder.nextID()
            // One annex alone has no number.
            let label = input.annexes.count == 1 ? "Anlage" : "Anlage\u{A0}\(index + 1)"
            let lines = piece(memory?.lines) { [$0.line(annex.title), $0.line(annex.alternativeText)] }.content
            let (content, serial) = content(of: annex, id: id, foreign: foreign)
            serials = serial.flatMap { serial in serials.map { $0 + [serial] } }
            return Annex(
                id: id, key: annex.key, label: label, title: lines[0], belonging: belonging(of: annex), reference: reference(label),
                alternativeText: lines[1].plainText, content: content, origin: annex.origin)
        }
        return (annexes, serials)
    }

    /// „Anlage 2 zur Kooperationsvereinbarung Frühe Hilfen“
    private func reference(_ label: String) -> [Inline] {
        .plain(GermanTypography.normalise([label, DocumentNoun.dative(of: frame.info.shortTitle)].filter { !$0.isEmpty }.joined(separator: " ")))
    }

    /// The pages of a foreign file that the agreement wants.
    private func selected(_ selection: PageSelection?, of document: ForeignDocument, _ annex: AnnexSpecification) throws(Finding) -> ForeignDocument {
        guard let selection else { return document }
        switch selection.numbers(of: document.pages.count) {
        case .success(let numbers):
            var part = document
            part.pages = numbers.compactMap { number in document.pages.first { $0.number == number } }
            return part
        case .failure(let missing):
            throw Finding(
                .fehler, "anlage-seite-fehlt", at: annex.place,
                "Die Anlage „\(document.path)“ hat keine Seite \(missing.number), sondern nur \(document.pages.count).",
                remedy: "Berichtigen Sie „seiten“.")
        }
    }

    /// - Returns: the serial number is 0 where the annex has nothing that references can name.
    private mutating func content(
        of annex: AnnexSpecification, id: NodeID, foreign: (String) throws -> ForeignDocument
    ) -> (content: AnnexContent, serial: Int?) {
        switch annex.content {
        case .text(let clause):
            let text = self.text(clause, annexList: [])
            return (.blocks(lead(of: annex) + builder.buildAnnex(text, id: id)), text.serial)
        case .table(let field, let emptyRows):
            return (.blocks(lead(of: annex) + piece(memory?.blocks) { $0.table(field, emptyRows: emptyRows, annex) }.content), 0)
        case .foreign(let path, let pages):
            do {
                var document = try selected(pages, of: try foreign(path), annex)
                document.keepsSize = annex.keepsSize
                return (.foreign(document), 0)
            } catch let error as Finding {
                findings.append(error)
            } catch let error as FindingList {
                findings += error.all
            } catch {
                findings.append(
                    Finding(
                        .fehler, "anlage-unlesbar", at: annex.place, "Die Anlage „\(path)“ lässt sich nicht lesen: \(error).",
                        remedy: "Prüfen Sie den Pfad; die Datei muss ein PDF ohne Kennwort sein."))
            }
            return (.blocks([]), nil)
        }
    }

    /// In the line of the title, where the pages are somebody else's.
    private mutating func belonging(of annex: AnnexSpecification) -> [Inline] {
        guard case .foreign = annex.content else { return [] }
        let made = piece(memory?.lines) { composer in [composer.reference(of: annex), composer.date(of: annex)] }.content
        return [Inline](made.filter { !$0.isEmpty }.joined(separator: [.text(", ")]))
    }

    /// „(zu Artikel 1)“
    private mutating func reference(of annex: AnnexSpecification) -> [Inline] {
        let reference = line(annex.belongsTo)
        return reference.isEmpty ? [] : [.text("(zu ")] + reference + [.text(")")]
    }

    /// „Stand: 1. Januar 2026“
    private mutating func date(of annex: AnnexSpecification) -> [Inline] {
        let date = line(annex.asOf)
        return date.isEmpty ? [] : [.text("Stand: ")] + date
    }

    private mutating func lead(of annex: AnnexSpecification) -> [Block] {
        let made = piece(memory?.blocks) { composer -> [Block] in
            let lines: [(ParagraphRole, [Inline])] = [
                (.centred, composer.reference(of: annex)), (.centred, composer.date(of: annex)), (.body, composer.line(annex.lead)),
            ]
            return lines.filter { !$0.1.isEmpty }.map { Block(id: .unnumbered, origin: annex.origin, .paragraph(Paragraph($0.0, $0.1))) }
        }.content
        return made
    }

    private mutating func table(_ field: FieldPath, emptyRows: Int, _ annex: AnnexSpecification) -> [Block] {
        let position = SourcePosition(line: annex.origin.line, column: 1)
        let table = instantiate(.file(input.file)) { instantiator in
            instantiator.tableField(field, position: position, emptyRows: emptyRows) ?? instantiator.emptyTableField(field, rows: emptyRows)
        }
        return table.map { [Block(id: .unnumbered, origin: annex.origin, .table($0))] } ?? []
    }

    // MARK: - Page furniture

    mutating func furniture() -> PageFurniture {
        let specification = input.furniture
        return PageFurniture(
            headLeft: slot(specification.headLeft), headRight: slot(specification.headRight), footLeft: slot(specification.footLeft),
            footCentre: slot(specification.footCentre), footRight: slot(specification.footRight), watermark: watermark,
            hasInitials: specification.hasInitials, firstPageWithoutHead: specification.firstPageWithoutHead,
            isTwoSided: specification.isTwoSided, hasLineNumbers: specification.hasLineNumbers && frame.info.status != .endfassung)
    }

    private var watermark: String? {
        switch frame.info.status {
        case .endfassung: nil
        case .entwurf: "Entwurf"
        case .muster: "Muster"
        }
    }

    /// `{{seite}}`, `{{seiten}}` and `{{anlage}}` change from page to page; all else is text.
    private mutating func slot(_ template: Template?) -> [FurniturePart] {
        guard let template else { return [] }
        var parts: [FurniturePart] = []
        var run: [TemplateInline] = []
        for block in template.blocks {
            guard case .paragraph(let content) = block.content else { continue }
            for inline in content {
                guard case .marker(let marker) = inline, case .value(let path, _) = marker.content, let part = FurniturePart(field: path.rawValue) else {
                    run.append(inline)
                    continue
                }
                parts += text(run, template)
                run = []
                parts.append(part)
            }
        }
        return parts + text(run, template)
    }

    /// Text between page numbers; the space before a number does not break („Seite 3“).
    private mutating func text(_ content: [TemplateInline], _ template: Template) -> [FurniturePart] {
        guard !content.isEmpty else { return [] }
        let inlines = instantiate(template.locator) { $0.spacedInlines(content) }
        return inlines.isEmpty ? [] : [.text(inlines)]
    }
}

extension FurniturePart {
    fileprivate init?(field: String) {
        switch field {
        case "seite": self = .pageNumber
        case "seiten": self = .pageCount
        case "anlage": self = .annexLabel
        default: return nil
        }
    }
}
