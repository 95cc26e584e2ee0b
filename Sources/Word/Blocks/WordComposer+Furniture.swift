import DocumentModel
import Styles

/// Sections differ in head and foot.
enum SectionKind {
    case cover, body
    case annex(String)
}

extension WordComposer {
    /// Ends a section with a line of no height.
    mutating func sectionBreak(_ kind: SectionKind, isOdd: Bool = false) {
        var look = ParagraphLook(StyleName.spacer)
        (look.leading, look.isExact) = (1, true)
        var properties = MarkupWriter()
        sectionProperties(kind, isOdd: isOdd, &properties)
        out.raw("<w:p>")
        look.write(&out, tail: String(decoding: properties.bytes, as: UTF8.self))
        out.raw("</w:p>")
    }

    /// `w:sectPr`
    mutating func sectionProperties(_ kind: SectionKind, isOdd: Bool, _ to: inout MarkupWriter) {
        let furniture = document.furniture
        let page = input.style.page
        to.raw("<w:sectPr>")
        var hasFirst = false
        switch kind {
        case .cover:
            reference(.header, "default", head(nil, isEmpty: true), &to)
            reference(.footer, "default", MarkupWriter("<w:p><w:pPr><w:pStyle w:val=\"\(StyleName.footer)\"/></w:pPr></w:p>"), &to)
        case .body, .annex:
            var label: String?
            if case .annex(let own) = kind { label = own }
            reference(.header, "default", head(label, isEmpty: false), &to)
            hasFirst = label == nil && (furniture.firstPageWithoutHead || letterFooter != nil)
            if hasFirst { reference(.header, "first", head(nil, isEmpty: furniture.firstPageWithoutHead), &to) }
            reference(.footer, "default", foot(label), &to)
            if hasFirst { reference(.footer, "first", letterFooter.map { footColumns($0) } ?? foot(nil), &to) }
        }
        to.raw("<w:type w:val=\"\(isOdd ? "oddPage" : "nextPage")\"/>")
        to.raw("<w:pgSz w:w=\"\(Measure.twips(page.size.width))\" w:h=\"\(Measure.twips(page.size.height))\"/>")
        let style = input.style.furniture
        let header = max(mm(5), style.headBaseline - style.text.size)
        let footer = max(mm(5), style.footBaseline - style.text.size * 0.3)
        to.raw(
            "<w:pgMar w:top=\"\(Measure.twips(page.top))\" w:right=\"\(Measure.twips(page.right))\" w:bottom=\"\(Measure.twips(page.bottom))\" w:left=\"\(Measure.twips(page.left))\" w:header=\"\(Measure.twips(header))\" w:footer=\"\(Measure.twips(footer))\" w:gutter=\"0\"/>"
        )
        if furniture.hasLineNumbers, case .body = kind { to.raw("<w:lnNumType w:countBy=\"5\" w:restart=\"newPage\"/>") }
        if hasFirst { to.raw("<w:titlePg/>") }
        to.raw("</w:sectPr>")
    }

    private mutating func reference(_ kind: FurnitureParts.Kind, _ type: String, _ content: MarkupWriter, _ to: inout MarkupWriter) {
        furniture.append(FurnitureParts(kind: kind, content: content))
        to.raw("<w:\(kind.rawValue)Reference w:type=\"\(type)\" r:id=\"rIdF\(furniture.count)\"/>")
    }

    private var letterFooter: [[[Inline]]]? {
        for block in document.body { if case .letterhead(let letter) = block.content, !letter.footer.isEmpty { return letter.footer } }
        return nil
    }

    // MARK: - Head and foot

    private mutating func head(_ annex: String?, isEmpty: Bool) -> MarkupWriter {
        separately { writer in
            if let mark = writer.document.furniture.copyMark { writer.paragraph(.plain(mark), ParagraphLook(StyleName.copyMark), Flow(measure: writer.measure)) }
            writer.out.raw("<w:p>")
            ParagraphLook(StyleName.header).write(&writer.out)
            writer.watermark()
            if !isEmpty { writer.slots(writer.document.furniture.headLeft, [], writer.document.furniture.headRight, annex) }
            writer.out.raw("</w:p>")
        }
    }

    private mutating func foot(_ annex: String?) -> MarkupWriter {
        separately { writer in
            let furniture = writer.document.furniture
            if furniture.hasInitials {
                var look = ParagraphLook(StyleName.footer)
                look.alignment = .right
                look.after = 4
                writer.paragraph(.plain("Paraphen: ____________"), look, Flow(measure: writer.measure))
            }
            writer.out.raw("<w:p>")
            ParagraphLook(StyleName.footer).write(&writer.out)
            writer.slots(furniture.footLeft, furniture.footCentre, furniture.footRight, annex)
            writer.out.raw("</w:p>")
        }
    }

    /// Address, bank and hours at the foot of a letter's first sheet.
    private mutating func footColumns(_ columns: [[[Inline]]]) -> MarkupWriter {
        separately { writer in
            let width = writer.measure / Double(max(1, columns.count))
            writer.tableStart(Array(repeating: width, count: max(1, columns.count)), style: nil)
            writer.out.raw("<w:tr>")
            for column in columns {
                writer.cellStart(width, span: 1, merge: nil)
                var flow = Flow(measure: width)
                flow.isInCell = true
                for line in column { writer.paragraph(line, ParagraphLook(StyleName.letterFooter), flow) }
                if column.allSatisfy(\.isEmpty) { writer.out.raw("<w:p/>") }
                writer.out.raw("</w:tc>")
            }
            writer.out.raw("</w:tr></w:tbl><w:p>")
            ParagraphLook(StyleName.footer).write(&writer.out)
            writer.out.raw("</w:p>")
        }
    }

    /// Writes into a part of its own.
    private mutating func separately(_ content: (inout WordComposer) -> Void) -> MarkupWriter {
        let outer = out
        out = MarkupWriter()
        let (wasInNote, wasClause) = (isInNote, clause)
        isInNote = true
        content(&self)
        (isInNote, clause) = (wasInNote, wasClause)
        defer { out = outer }
        return out
    }

    private mutating func slots(_ left: [FurniturePart], _ centre: [FurniturePart], _ right: [FurniturePart], _ annex: String?) {
        parts(left, annex)
        guard !centre.isEmpty || !right.isEmpty else { return }
        tab()
        parts(centre, annex)
        guard !right.isEmpty else { return }
        tab()
        parts(right, annex)
    }

    private mutating func parts(_ parts: [FurniturePart], _ annex: String?) {
        for part in parts {
            switch part {
            case .text(let content): inlines(content.withoutLinks)
            case .pageNumber: field("PAGE", RunLook()) { $0.run("1") }
            case .pageCount: field("NUMPAGES", RunLook()) { $0.run("1") }
            case .annexLabel: if let annex { run(annex) }
            }
        }
    }

    /// „Entwurf“ behind the text, as Word's own command makes it.
    private mutating func watermark() {
        guard let mark = document.furniture.watermark, !mark.isEmpty else { return }
        let style = input.style.watermark
        let id = nextDrawing()
        let width = min(input.style.page.measure * 1.05, style.size * 0.58 * Double(mark.count))
        let height = width / max(1, Double(mark.count)) * 1.7
        out.raw("<w:r><w:rPr><w:noProof/></w:rPr><w:pict>")
        out.raw("<v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:formulas>")
        for formula in [
            "sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3", "if @0 @3 0", "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600",
            "mid @5 @6", "mid @8 @5", "mid @7 @8", "mid @6 @7", "sum @6 0 @5",
        ] { out.raw("<v:f eqn=\"\(formula)\"/>") }
        out.raw(
            "</v:formulas><v:path textpathok=\"t\" o:connecttype=\"custom\" o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\" o:connectangles=\"270,180,90,0\"/><v:textpath on=\"t\" fitshape=\"t\"/><v:handles><v:h position=\"#0,bottomRight\" xrange=\"6629,14971\"/></v:handles><o:lock v:ext=\"edit\" text=\"t\" shapetype=\"t\"/></v:shapetype>"
        )
        out.raw("<v:shape id=\"PowerPlusWaterMarkObject\(id)\" o:spid=\"_x0000_s\(2048 + id)\" type=\"#_x0000_t136\"")
        out.attribute("alt", mark)
        out.raw(
            " style=\"position:absolute;margin-left:0;margin-top:0;width:\(Int(width))pt;height:\(Int(height))pt;rotation:\(Int(360 - style.angle) % 360);z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin\" o:allowincell=\"f\" fillcolor=\"#\(style.color.hexadecimal)\" stroked=\"f\"><v:textpath"
        )
        out.attribute("style", "font-family:\"\(style.family.filter { $0 != "\"" && $0 != ";" })\";font-size:1pt" + (style.bold ? ";font-weight:bold" : ""))
        out.attribute("string", mark)
        out.raw("/></v:shape></w:pict></w:r>")
    }
}

extension [Inline] {
    /// Links of a head would need relationships of its part.
    fileprivate var withoutLinks: [Inline] {
        flatMap { inline -> [Inline] in
            switch inline {
            case .link(_, let content), .reference(_, let content): content.withoutLinks
            case .span(let span): [.span(Span(span.role, language: span.language, span.content.withoutLinks))]
            default: [inline]
            }
        }
    }
}
