import DocumentModel
import Styles

/// `styles.xml`: the house style as Word's styles.
struct WordStyles {
    let sheet: StyleSheet
    let plan: NumberingPlan
    let language: Language
    private var out = MarkupWriter(MarkupWriter.declaration)

    init(_ sheet: StyleSheet, _ plan: NumberingPlan, language: Language) {
        self.sheet = sheet
        self.plan = plan
        self.language = language
    }

    /// A style of paragraphs.
    struct Paragraphs {
        var id: String
        var name: String
        var based: String? = "Normal"
        var next: String?
        var isQuick = true
        var look = ParagraphLook()
        var runs = RunLook()
    }

    mutating func markup() -> MarkupWriter {
        out.raw("<w:styles \(Namespace.word)>")
        defaults()
        body()
        headings()
        lists()
        parts()
        frontMatter()
        furniture()
        characters()
        tables()
        out.raw("</w:styles>")
        return out
    }

    private mutating func defaults() {
        let text = sheet.body.text
        out.raw("<w:docDefaults><w:rPrDefault><w:rPr>")
        out.empty("w:rFonts", ("w:ascii", text.family), ("w:hAnsi", text.family), ("w:eastAsia", text.family), ("w:cs", text.family))
        out.raw("<w:sz w:val=\"\(Measure.halfPoints(text.size))\"/><w:szCs w:val=\"\(Measure.halfPoints(text.size))\"/>")
        out.empty("w:lang", ("w:val", language.rawValue), ("w:eastAsia", "en-US"), ("w:bidi", "ar-SA"))
        out.raw("</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>")
    }

    /// - Parameter block: what the style says; spaces before and after, indents, alignment, leading.
    mutating func add(_ id: String, _ name: String, _ block: BlockStyle, next: String? = nil, change: (inout Paragraphs) -> Void = { _ in }) {
        var style = Paragraphs(id: id, name: name, next: next)
        style.look.alignment = block.alignment
        style.look.hyphenates = block.hyphenates
        (style.look.before, style.look.after) = (block.before, block.after)
        style.look.leading = block.text.leading
        (style.look.left, style.look.first) = (block.indent, block.firstIndent)
        style.runs = RunLook(block.text, against: id == "Normal" ? nil : sheet.body.text)
        if id == "Normal" { (style.runs.family, style.runs.size) = (nil, nil) }
        change(&style)
        write(style)
    }

    private mutating func write(_ style: Paragraphs) {
        let isNormal = style.id == "Normal"
        let isOwn = !Self.builtIn.contains(style.id) && !style.id.hasPrefix("Heading") && !style.id.hasPrefix("TOC") && !style.id.hasPrefix("List")
        out.raw("<w:style w:type=\"paragraph\"\(isNormal ? " w:default=\"1\"" : "")\(isOwn ? " w:customStyle=\"1\"" : "") w:styleId=\"\(style.id)\">")
        out.empty("w:name", ("w:val", style.name))
        if !isNormal, let based = style.based { out.empty("w:basedOn", ("w:val", based)) }
        if let next = style.next { out.empty("w:next", ("w:val", next)) }
        if style.isQuick { out.raw("<w:qFormat/>") }
        style.look.write(&out)
        style.runs.write(&out)
        out.raw("</w:style>")
    }

    private static let builtIn: Set<String> = ["Normal", "Title", "Subtitle", "Caption", "Quote", "Header", "Footer", "FootnoteText"]

    // MARK: - Text

    private mutating func body() {
        let sheet = sheet
        add("Normal", "Normal", sheet.body)
        add(StyleName.title, "Title", sheet.title, next: StyleName.subtitle) { $0.look.keepNext = true }
        add(StyleName.subtitle, "Subtitle", sheet.subtitle, next: "Normal") { $0.look.keepNext = true }
        add(StyleName.draftMark, "Entwurfsvermerk", sheet.draftMark, next: "Normal")
        add(StyleName.legalReference, "Rechtszeile", sheet.legalReference, next: "Normal")
        add(StyleName.caption, "caption", sheet.caption, next: "Normal")
        add(StyleName.note, "Anmerkung", sheet.note, next: "Normal")
        add(StyleName.centred, "Zentriert", sheet.centred, next: "Normal")
        add(StyleName.alternativeMark, "Alternative", sheet.alternativeMark, next: "Normal") { $0.look.keepNext = true }
        add(StyleName.quotation, "Quote", sheet.quotation)
        add(StyleName.figure, "Bild", BlockStyle(text: sheet.body.text, alignment: .centre, before: 0, after: sheet.body.after)) { style in
            // A picture is as high as it is.
            style.look.leading = nil
        }
        add(StyleName.spacer, "Abstand", BlockStyle(text: sheet.body.text, alignment: .left)) { $0.isQuick = false }
        var note = BlockStyle(text: sheet.footnote.text, after: sheet.footnote.gap)
        (note.indent, note.firstIndent) = (sheet.footnote.indent, -sheet.footnote.indent)
        add(StyleName.footnote, "footnote text", note) { $0.isQuick = false }
    }

    private mutating func headings() {
        let (sheet, plan) = (sheet, plan)
        for level in 1...NumberingPlan.headingLevels {
            let heading = sheet.heading(at: level)
            add(StyleName.heading(level), "heading \(level)", heading.block, next: "Normal") { style in
                (style.look.keepNext, style.look.keepLines) = (true, true)
                style.look.outlineLevel = level - 1
                if plan.definitions[0].levels[level - 1] != nil {
                    style.look.number = (1, level - 1)
                    (style.look.left, style.look.first) = (heading.hang, -heading.hang)
                }
            }
        }
        add(StyleName.annex, "Anlage", sheet.annexLabel, next: "Normal") { style in
            (style.look.keepNext, style.look.keepLines) = (true, true)
            style.look.outlineLevel = 0
            style.look.after = sheet.annexTitle.after
            // The title's leading, for the line under the label.
            style.look.leading = max(sheet.annexLabel.text.leading, sheet.annexTitle.text.leading)
            if plan.definitions[1].levels[0] != nil { style.look.number = (2, 0) }
        }
    }

    private mutating func lists() {
        let (sheet, plan) = (sheet, plan)
        let lists = sheet.lists
        var absatz = sheet.body
        (absatz.indent, absatz.firstIndent, absatz.after) = (lists.absatzIndent, -lists.absatzIndent, lists.absatzGap)
        add(StyleName.absatz, "Absatz", absatz) { style in
            if plan.definitions[0].levels[NumberingPlan.absatzLevel] != nil { style.look.number = (1, NumberingPlan.absatzLevel) }
        }
        (absatz.firstIndent) = 0
        add(StyleName.absatzContinued, "Absatz Fortsetzung", absatz)
        var item = sheet.body
        item.after = lists.itemGap
        for depth in 0..<StyleName.listDepth {
            let hanging = lists.indents.isEmpty ? mm(6.5) : lists.indents[min(depth, lists.indents.count - 1)]
            (item.indent, item.firstIndent) = (hanging * Double(depth + 1), -hanging)
            let number = depth == 0 ? "" : " \(depth + 1)"
            add(StyleName.item(depth), "List Number\(number)", item)
            add(StyleName.bullet(depth), "List Bullet\(number)", item)
        }
        item.firstIndent = 0
        item.indent = lists.indents.first ?? mm(6.5)
        add(StyleName.listContinued, "List Continue", item)
    }

    private mutating func parts() {
        let sheet = sheet
        let party = sheet.party
        add(StyleName.partyWords, "Parteien", party.words)
        add(StyleName.partyName, "Partei Name", party.name, next: StyleName.partyLine)
        add(StyleName.partyLine, "Partei Zeile", party.line)
        add(StyleName.partyShortName, "Partei Kurzname", party.shortName)
        let signature = sheet.signature
        add(StyleName.signatureText, "Unterschrift", BlockStyle(text: signature.text, alignment: .left, hyphenates: false))
        add(StyleName.signatureCaption, "Unterschrift Zeile", BlockStyle(text: signature.caption, alignment: .left, hyphenates: false))
        var seal = BlockStyle(text: signature.caption, alignment: .left, hyphenates: false)
        seal.text.color = signature.sealColor
        add(StyleName.signatureSeal, "Siegel", seal)
        let table = sheet.table
        add(StyleName.tableText, "Tabellentext", BlockStyle(text: table.text, alignment: .left, after: table.paragraphGap))
        add(StyleName.tableHead, "Tabellenkopf", BlockStyle(text: table.text.with(bold: table.headerBold), alignment: .left, hyphenates: false))
        add(StyleName.contentsHeading, "TOC Heading", sheet.contents.heading, next: "Normal") { $0.look.keepNext = true }
        for level in 1...NumberingPlan.headingLevels {
            var entry = sheet.contents.entry
            entry.alignment = .left
            entry.indent = sheet.contents.levelIndent * Double(level - 1)
            add(StyleName.contentsEntry(level), "toc \(level)", entry) { style in
                style.isQuick = false
                style.look.tabs = [(sheet.page.measure, "right", "dot")]
            }
        }
    }

    private mutating func frontMatter() {
        let sheet = sheet
        let cover = sheet.cover
        add(StyleName.coverMark, "Titelblatt Vermerk", cover.mark)
        add(StyleName.coverTitle, "Titelblatt Titel", cover.title)
        add(StyleName.coverLine, "Titelblatt Zeile", cover.line)
        add(StyleName.coverParty, "Titelblatt Partei", cover.party)
        add(StyleName.armsPlace, "Wappenplatz", BlockStyle(text: sheet.signature.caption, alignment: .centre, hyphenates: false))
        let letter = sheet.letter
        func left(_ text: TextStyle, after: Double = 0) -> BlockStyle { BlockStyle(text: text, alignment: .left, hyphenates: false, after: after) }
        add(StyleName.letterSender, "Brief Absender", left(letter.sender))
        add(StyleName.letterReturn, "Brief Rücksendeangabe", left(letter.returnAddress))
        add(StyleName.letterLine, "Brief Anschrift", left(letter.text))
        add(StyleName.letterInformation, "Brief Information", left(letter.information))
        add(StyleName.letterSubject, "Brief Betreff", letter.subject)
        add(StyleName.letterFooter, "Brief Fuß", left(letter.footer))
    }

    private mutating func furniture() {
        let sheet = sheet
        let style = sheet.furniture
        let block = BlockStyle(text: style.text, alignment: .left, hyphenates: false)
        for (id, name) in [(StyleName.header, "header"), (StyleName.footer, "footer")] {
            add(id, name, block) { paragraphs in
                paragraphs.isQuick = false
                paragraphs.look.tabs = [(sheet.page.measure / 2, "center", nil), (sheet.page.measure, "right", nil)]
                if style.ruleWidth > 0 {
                    paragraphs.look.borders = [(id == StyleName.header ? "bottom" : "top", style.ruleWidth, style.ruleColor.hexadecimal)]
                }
            }
        }
        add(StyleName.copyMark, "Ausfertigung", BlockStyle(text: style.text, alignment: .right, hyphenates: false)) { $0.isQuick = false }
    }

    private mutating func characters() {
        out.raw(
            "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
        )
        out.raw("<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>")
        out.raw("<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/><w:semiHidden/></w:style>")
    }

    private mutating func tables() {
        let sheet = sheet
        let style = sheet.table
        out.raw("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>")
        out.raw(
            "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
        )
        out.raw(
            "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"\(StyleName.table)\"><w:name w:val=\"Vertragstabelle\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
        )
        func border(_ side: String, _ width: Double) {
            out.raw("<w:\(side) w:val=\"single\" w:sz=\"\(Measure.eighths(width))\" w:space=\"0\" w:color=\"\(style.ruleColor.hexadecimal)\"/>")
        }
        if style.outerRuleWidth > 0 { border("top", style.outerRuleWidth) }
        if style.verticalRules { border("left", style.ruleWidth) }
        if style.outerRuleWidth > 0 { border("bottom", style.outerRuleWidth) }
        if style.verticalRules { border("right", style.ruleWidth) }
        if style.horizontalRules { border("insideH", style.ruleWidth) }
        if style.verticalRules { border("insideV", style.ruleWidth) }
        let (x, y) = (Measure.twips(style.paddingX), Measure.twips(style.paddingY))
        out.raw(
            "</w:tblBorders><w:tblCellMar><w:top w:w=\"\(y)\" w:type=\"dxa\"/><w:left w:w=\"\(x)\" w:type=\"dxa\"/><w:bottom w:w=\"\(y)\" w:type=\"dxa\"/><w:right w:w=\"\(x)\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
        )
        if let fill = style.headerFill {
            out.raw("<w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\(fill.hexadecimal)\"/></w:tcPr></w:tblStylePr>")
        }
        out.raw("</w:style>")
    }
}
