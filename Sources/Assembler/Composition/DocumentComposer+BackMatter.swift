import DocumentModel
import Findings
import GermanText

extension DocumentComposer {
    // MARK: - Signatures

    mutating func signatures() -> [Block] {
        guard let specification = input.signatures else { return [] }
        var units = specification.units.map { unit($0) }
        for _ in 0..<max(specification.emptyUnits, 0) { units.append(emptyUnit(specification.arrangement)) }
        guard !units.isEmpty else { return [] }
        let usual: [[Inline]] = ["Vereinbarungspartner", "Ort, Datum", "Unterschrift"].map { [.text($0)] }
        let header = specification.header.isEmpty ? usual : specification.header.map { line($0) }
        let block = Block(
            id: .unnumbered,
            .signatures(
                SignatureBlock(
                    arrangement: specification.arrangement,
                    tableHeader: specification.arrangement == .table ? header : [], units: units)))
        let lead = line(specification.lead)
        if lead.isEmpty { return [block] }
        return [Block(id: .unnumbered, .unit([Block(id: .unnumbered, .paragraph(Paragraph(.body, lead))), block]))]
    }

    private mutating func unit(_ unit: SignatureSpecification.Unit) -> SignatureUnit {
        let town = line(unit.town)
        let place = town.isEmpty
            ? PlaceAndDate(id: .unnumbered, caption: "Ort, Datum")
            : PlaceAndDate(id: .unnumbered, prefix: town + [.text(", den")], caption: "")
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
            id: .unnumbered, party: party, placeAndDate: place, mandate: unit.mandate, signatories: signatories, hasSealPlace: unit.hasSeal)
    }

    private func emptyUnit(_ arrangement: SignatureArrangement) -> SignatureUnit {
        let rule = FillIn(id: .unnumbered, label: "Name der Einrichtung", length: .restOfLine(minimum: 40))
        return SignatureUnit(
            id: .unnumbered, party: [.blank(rule)], placeAndDate: PlaceAndDate(id: .unnumbered, caption: "Ort, Datum"),
            signatories: [Signatory(id: .unnumbered)])
    }

    // MARK: - Annexes

    mutating func annexes(foreign: (String) throws -> ForeignDocument) -> [Annex] {
        input.annexes.enumerated().map { index, annex in
            let id = builder.nextID()
            // One annex alone has no number.
            let label = input.annexes.count == 1 ? "Anlage" : "Anlage\u{A0}\(index + 1)"
            let title = line(annex.title)
            return Annex(
                id: id, key: annex.key, label: label, title: title, reference: reference(label),
                alternativeText: line(annex.alternativeText).plainText, content: content(of: annex, id: id, foreign: foreign), origin: annex.origin)
        }
    }

    /// „Anlage 2 zur Kooperationsvereinbarung Frühe Hilfen“
    private func reference(_ label: String) -> [Inline] {
        .plain(GermanTypography.normalise([label, DocumentNoun.dative(of: input.info.shortTitle)].filter { !$0.isEmpty }.joined(separator: " ")))
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

    private mutating func content(of annex: AnnexSpecification, id: NodeID, foreign: (String) throws -> ForeignDocument) -> AnnexContent {
        switch annex.content {
        case .text(let clause):
            let text = self.text(clause, annexList: [])
            return .blocks(lead(of: annex) + builder.buildAnnex(text, id: id))
        case .table(let field, let emptyRows):
            return .blocks(lead(of: annex) + table(field, emptyRows: emptyRows, annex))
        case .foreign(let path, let pages):
            do {
                return .foreign(try selected(pages, of: try foreign(path), annex))
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
            return .blocks([])
        }
    }

    private mutating func lead(of annex: AnnexSpecification) -> [Block] {
        let text = line(annex.lead)
        return text.isEmpty ? [] : [Block(id: .unnumbered, origin: annex.origin, .paragraph(Paragraph(.body, text)))]
    }

    private mutating func table(_ field: FieldPath, emptyRows: Int, _ annex: AnnexSpecification) -> [Block] {
        let position = SourcePosition(line: annex.origin.line, column: 1)
        let table = instantiate(input.context, .file(input.file)) { instantiator in
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
            isTwoSided: specification.isTwoSided, hasLineNumbers: specification.hasLineNumbers && input.info.status != .endfassung)
    }

    private var watermark: String? {
        switch input.info.status {
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
        let inlines = instantiate(input.context, template.locator) { $0.spacedInlines(content) }
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
