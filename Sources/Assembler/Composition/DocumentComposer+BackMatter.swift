import DocumentModel
import Findings
import GermanText

extension DocumentComposer {
    // MARK: - Signatures

    mutating func signatures() -> [Block] {
        guard let specification = input.signatures else { return [] }
        var units = specification.units.map { unit in piece(memory?.units) { $0.unit(unit) }.content }
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

    private mutating func unit(_ unit: SignatureSpecification.Unit) -> SignatureUnit {
        let town = line(unit.town)
        let place = town.isEmpty
            ? PlaceAndDate(id: .unnumbered, caption: "Ort, Datum")
            : PlaceAndDate(id: .unnumbered, prefix: town + [.text(", den")], caption: "")
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
        var signatories = [Signatory(id: .unnumbered, name: name, office: office)]
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
                id: id, key: annex.key, label: label, title: lines[0], reference: reference(label),
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
            } catch let error as Findings {
                findings += error.all
            } catch {
                findings.append(
                    Finding(
                        .fehler, "anlage-unlesbar", at: annex.place, "Die Anlage „\(path)“ lässt sich nicht lesen: \(error).",
                        remedy: "Den Pfad prüfen; die Datei muss ein PDF ohne Kennwort sein."))
            }
            return (.blocks([]), nil)
        }
    }

    private mutating func lead(of annex: AnnexSpecification) -> [Block] {
        let text = piece(memory?.lines) { [$0.line(annex.lead)] }.content[0]
        return text.isEmpty ? [] : [Block(id: .unnumbered, origin: annex.origin, .paragraph(Paragraph(.body, text)))]
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
