import Styles

/// `numbering.xml`: definitions with their levels bound to styles, and the lists made of them.
enum NumberingPart {
    static func markup(_ plan: NumberingPlan, _ sheet: StyleSheet) -> MarkupWriter {
        var out = MarkupWriter(MarkupWriter.declaration)
        out.raw("<w:numbering \(Namespace.word)>")
        for (index, definition) in plan.definitions.enumerated() {
            out.raw("<w:abstractNum w:abstractNumId=\"\(index)\"><w:multiLevelType w:val=\"multilevel\"/>")
            for level in 0..<ListDefinition.depth { write(definition.levels[level], level, of: index, plan, sheet, &out) }
            out.raw("</w:abstractNum>")
        }
        for (index, instance) in plan.instances.enumerated() {
            out.raw("<w:num w:numId=\"\(index + 1)\"><w:abstractNumId w:val=\"\(instance.definition)\"/>")
            if let start = instance.start {
                out.raw("<w:lvlOverride w:ilvl=\"\(start.level)\"><w:startOverride w:val=\"\(start.value)\"/></w:lvlOverride>")
            }
            out.raw("</w:num>")
        }
        out.raw("</w:numbering>")
        return out
    }

    private static func write(
        _ level: ListDefinition.Level?, _ number: Int, of definition: Int, _ plan: NumberingPlan, _ sheet: StyleSheet, _ out: inout MarkupWriter
    ) {
        let pattern = level?.pattern
        out.raw("<w:lvl w:ilvl=\"\(number)\"><w:start w:val=\"\(pattern?.start ?? 1)\"/>")
        out.empty("w:numFmt", ("w:val", pattern?.format ?? "none"))
        if level != nil, let style = style(of: definition, number) { out.empty("w:pStyle", ("w:val", style)) }
        let isAnnex = definition == 1
        if level == nil || isAnnex { out.raw("<w:suff w:val=\"nothing\"/>") }
        out.empty("w:lvlText", ("w:val", level?.text ?? ""))
        out.raw("<w:lvlJc w:val=\"left\"/>")
        if level != nil, !isAnnex {
            let (left, hanging) = indent(of: definition, number, sheet)
            out.raw(
                "<w:pPr><w:tabs><w:tab w:val=\"num\" w:pos=\"\(Measure.twips(left))\"/></w:tabs><w:ind w:left=\"\(Measure.twips(left))\" w:hanging=\"\(Measure.twips(hanging))\"/></w:pPr>"
            )
        }
        if pattern?.figures == .bullet {
            let family = sheet.body.text.family
            out.raw("<w:rPr>")
            out.empty("w:rFonts", ("w:ascii", family), ("w:hAnsi", family), ("w:cs", family), ("w:hint", "default"))
            out.raw("</w:rPr>")
        }
        out.raw("</w:lvl>")
    }

    private static func style(of definition: Int, _ level: Int) -> String? {
        switch definition {
        case 0: level < NumberingPlan.headingLevels ? StyleName.heading(level + 1) : level == NumberingPlan.absatzLevel ? StyleName.absatz : nil
        case 1: level == 0 ? StyleName.annex : nil
        default: nil
        }
    }

    private static func indent(of definition: Int, _ level: Int, _ sheet: StyleSheet) -> (left: Double, hanging: Double) {
        if definition == 0, level < NumberingPlan.headingLevels {
            let hang = sheet.heading(at: level + 1).hang
            return (hang, hang)
        }
        if definition == 0 { return (sheet.lists.absatzIndent, sheet.lists.absatzIndent) }
        let hanging = sheet.lists.indents.isEmpty ? mm(6.5) : sheet.lists.indents[min(level, sheet.lists.indents.count - 1)]
        return (hanging * Double(level + 1), hanging)
    }
}
