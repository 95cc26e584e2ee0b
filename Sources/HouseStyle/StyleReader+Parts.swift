import Styles

extension StyleReader {
    static func parts(_ root: FieldGroup, line: Double, _ style: inout StyleSheet) {
        root.group("listen") { lists($0, line: line, &style.lists) }
        root.group("tabelle") { table($0, line: line, &style.table) }
        root.group("fussnote") { footnote($0, &style.footnote) }
        root.group("platzhalter") {
            $0.flag("kursiv", &style.placeholder.italic)
            $0.optionalColour("hintergrund", &style.placeholder.fill)
        }
        root.group("leerstelle") {
            $0.number("linie", 0.1...3, &style.blank.ruleWidth)
            $0.number("tiefe", 0...6, &style.blank.drop)
            $0.number("hoehe", 6...40, &style.blank.height)
        }
        root.group("parteien") { parties($0, line: line, &style.party) }
        root.group("unterschrift") { signature($0, &style.signature) }
        root.group("deckblatt") { cover($0, line: line, &style.cover) }
        root.group("brief") { letter($0, line: line, &style.letter) }
        root.group("inhaltsverzeichnis") { contents($0, line: line, &style.contents) }
        root.group("kopf_fuss") { furniture($0, &style.furniture) }
        root.group("wasserzeichen") { watermark($0, &style.watermark) }
    }

    private static func lists(_ group: FieldGroup, line: Double, _ lists: inout ListStyles) {
        group.number("absatz_einzug", 4...20, unit: mm(1), &lists.absatzIndent)
        group.numbers("einzuege", 2...20, unit: mm(1), &lists.indents)
        group.texts("zeichen", &lists.bullets)
        group.number("luecke", 0...30, &lists.gap)
        group.number("zwischen_punkten", 0...3, unit: line, &lists.itemGap)
        group.number("zwischen_absaetzen", 0...3, unit: line, &lists.absatzGap)
        group.number("vor_und_nach", 0...3, unit: line, &lists.around)
    }

    private static func table(_ group: FieldGroup, line: Double, _ table: inout TableStyle) {
        text(group, &table.text)
        group.flag("kopf_fett", &table.headerBold)
        group.optionalColour("kopf_hintergrund", &table.headerFill)
        group.flag("linien_waagrecht", &table.horizontalRules)
        group.flag("linien_senkrecht", &table.verticalRules)
        group.number("linie", 0...3, &table.ruleWidth)
        group.number("linie_aussen", 0...3, &table.outerRuleWidth)
        group.colour("linienfarbe", &table.ruleColor)
        group.number("abstand_seitlich", 0...10, unit: mm(1), &table.paddingX)
        group.number("abstand_oben_unten", 0...10, unit: mm(1), &table.paddingY)
        group.number("zwischen_absaetzen", 0...3, unit: line, &table.paragraphGap)
        group.number("vor_und_nach", 0...5, unit: line, &table.spaceAround)
    }

    private static func footnote(_ group: FieldGroup, _ footnote: inout FootnoteStyle) {
        // Typography rule A9: at least 8 pt.
        text(group, least: 8, &footnote.text)
        group.number("einzug", 0...20, unit: mm(1), &footnote.indent)
        group.number("zwischen", 0...20, &footnote.gap)
        group.number("linie_laenge", 0...200, unit: mm(1), &footnote.ruleLength)
        group.number("linie", 0...3, &footnote.ruleWidth)
        group.number("vor_linie", 0...40, &footnote.spaceAbove)
        group.number("nach_linie", 0...40, &footnote.spaceBelow)
    }

    private static func parties(_ group: FieldGroup, line: Double, _ party: inout PartyStyle) {
        group.group("worte") { block($0, line: line, &party.words) }
        group.group("name") { block($0, line: line, &party.name) }
        group.group("zeile") { block($0, line: line, &party.line) }
        group.group("kurzname") { block($0, line: line, &party.shortName) }
        group.number("vor_und_nach", 0...5, unit: line, &party.around)
    }

    private static func signature(_ group: FieldGroup, _ signature: inout SignatureStyle) {
        // Typography rule I7 gives the bounds.
        group.group("schrift") { text($0, &signature.text) }
        group.group("beschriftung") { text($0, least: 8, &signature.caption) }
        group.number("linie_laenge", 60...150, unit: mm(1), &signature.ruleLength)
        group.number("linie", 0.1...3, &signature.ruleWidth)
        group.number("freie_hoehe", 8...30, unit: mm(1), &signature.height)
        group.number("freie_hoehe_datum", 4...30, unit: mm(1), &signature.dateHeight)
        group.number("spaltenabstand", 4...60, unit: mm(1), &signature.columnGap)
        group.number("zwischen_einheiten", 0...60, unit: mm(1), &signature.unitGap)
        group.number("vor", 0...60, unit: mm(1), &signature.before)
        group.number("siegel", 35...40, unit: mm(1), &signature.sealDiameter)
        group.colour("siegel_farbe", &signature.sealColor)
    }

    private static func cover(_ group: FieldGroup, line: Double, _ cover: inout CoverStyle) {
        group.group("vermerk") { block($0, line: line, &cover.mark) }
        group.group("titel") { block($0, line: line, &cover.title) }
        group.group("zeile") { block($0, line: line, &cover.line) }
        group.group("partei") { block($0, line: line, &cover.party) }
        group.group("entwurfsvermerk") { block($0, line: line, &cover.draftMark) }
        group.number("wappen_oben", 0...150, unit: mm(1), &cover.armsTop)
        group.number("text_oben", 0...200, unit: mm(1), &cover.textTop)
        group.number("linie", 0...3, &cover.ruleWidth)
        group.number("linie_laenge", 0...200, unit: mm(1), &cover.ruleLength)
        group.colour("rahmenfarbe", &cover.frameColor)
    }

    private static func letter(_ group: FieldGroup, line: Double, _ letter: inout LetterStyle) {
        group.group("schrift") { text($0, &letter.text) }
        group.group("absender") { text($0, &letter.sender) }
        group.group("ruecksendezeile") { text($0, &letter.returnAddress) }
        group.group("informationsblock") { text($0, &letter.information) }
        group.group("betreff") { block($0, line: line, &letter.subject) }
        group.group("fuss") { text($0, &letter.footer) }
        group.flag("falzmarken", &letter.foldMarks)
        group.colour("markenfarbe", &letter.markColor)
    }

    private static func contents(_ group: FieldGroup, line: Double, _ contents: inout ContentsStyle) {
        group.group("ueberschrift") { block($0, line: line, &contents.heading) }
        group.group("eintrag") { block($0, line: line, &contents.entry) }
        group.whole("tiefe", 1...6, &contents.depth)
        group.number("einzug", 0...40, unit: mm(1), &contents.levelIndent)
    }

    private static func furniture(_ group: FieldGroup, _ furniture: inout FurnitureStyle) {
        text(group, &furniture.text)
        group.number("kopf", 5...60, unit: mm(1), &furniture.headBaseline)
        group.number("fuss", 5...60, unit: mm(1), &furniture.footBaseline)
        group.number("linie", 0...3, &furniture.ruleWidth)
        group.colour("linienfarbe", &furniture.ruleColor)
        group.number("paraphe", 10...60, unit: mm(1), &furniture.initialsWidth)
    }

    private static func watermark(_ group: FieldGroup, _ watermark: inout WatermarkStyle) {
        group.text("familie", &watermark.family)
        group.number("groesse", 20...300, &watermark.size)
        group.flag("fett", &watermark.bold)
        group.colour("farbe", &watermark.color)
        group.number("winkel", -90...90, &watermark.angle)
    }
}
