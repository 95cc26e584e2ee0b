import Styles

/// Properties of a paragraph, in the order of the schema (`CT_PPrBase`).
struct ParagraphLook {
    var style = ""
    var keepNext = false
    var keepLines = false
    var pageBreakBefore = false
    /// `numId`, `ilvl`; numId 0 takes the style's number away.
    var number: (instance: Int, level: Int?)?
    /// Rules: „top“, „bottom“, … with width in points.
    var borders: [(side: String, width: Double, color: String)] = []
    var tabs: [(position: Double, kind: String, leader: String?)] = []
    var hyphenates: Bool?
    var isRightToLeft = false
    /// Points.
    var before: Double?
    var after: Double?
    /// Exact leading, points; nil: the style's.
    var leading: Double?
    var isExact = false
    var left: Double?
    var right: Double?
    /// Hanging where negative.
    var first: Double?
    var alignment: Alignment?
    var outlineLevel: Int?

    init(_ style: String = "") { self.style = style }

    func write(_ out: inout MarkupWriter, element: String = "w:pPr", tail: String = "") {
        var inner = MarkupWriter()
        if !style.isEmpty { inner.empty("w:pStyle", ("w:val", style)) }
        if keepNext { inner.raw("<w:keepNext/>") }
        if keepLines { inner.raw("<w:keepLines/>") }
        if pageBreakBefore { inner.raw("<w:pageBreakBefore/>") }
        if let number {
            inner.raw("<w:numPr>")
            if let level = number.level { inner.empty("w:ilvl", ("w:val", String(level))) }
            inner.empty("w:numId", ("w:val", String(number.instance)))
            inner.raw("</w:numPr>")
        }
        if !borders.isEmpty {
            inner.raw("<w:pBdr>")
            for side in ["top", "left", "bottom", "right"] {
                for border in borders where border.side == side {
                    inner.empty("w:\(side)", ("w:val", "single"), ("w:sz", String(Measure.eighths(border.width))), ("w:space", "1"), ("w:color", border.color))
                }
            }
            inner.raw("</w:pBdr>")
        }
        if !tabs.isEmpty {
            inner.raw("<w:tabs>")
            for tab in tabs {
                inner.raw("<w:tab w:val=\"\(tab.kind)\"")
                if let leader = tab.leader { inner.attribute("w:leader", leader) }
                inner.raw(" w:pos=\"\(Measure.twips(tab.position))\"/>")
            }
            inner.raw("</w:tabs>")
        }
        if let hyphenates { inner.raw("<w:suppressAutoHyphens w:val=\"\(hyphenates ? "false" : "true")\"/>") }
        if isRightToLeft { inner.raw("<w:bidi/>") }
        if before != nil || after != nil || leading != nil {
            inner.raw("<w:spacing")
            if let before { inner.attribute("w:before", String(max(0, Measure.twips(before)))) }
            if let after { inner.attribute("w:after", String(max(0, Measure.twips(after)))) }
            if let leading { inner.raw(" w:line=\"\(max(1, Measure.twips(leading)))\" w:lineRule=\"\(isExact ? "exact" : "atLeast")\"") }
            inner.raw("/>")
        }
        if left != nil || first != nil || right != nil {
            inner.raw("<w:ind")
            if let left { inner.attribute("w:left", String(Measure.twips(left))) }
            if let right { inner.attribute("w:right", String(Measure.twips(right))) }
            if let first { inner.attribute(first < 0 ? "w:hanging" : "w:firstLine", String(abs(Measure.twips(first)))) }
            inner.raw("/>")
        }
        if let alignment { inner.empty("w:jc", ("w:val", alignment.inWord)) }
        if let outlineLevel { inner.empty("w:outlineLvl", ("w:val", String(outlineLevel))) }
        inner.raw(tail)
        guard !inner.bytes.isEmpty else { return }
        out.raw("<\(element)>")
        out.raw(inner)
        out.raw("</\(element)>")
    }
}

extension Alignment {
    /// `w:jc` in the transitional schema.
    var inWord: String {
        switch self {
        case .left: "left"
        case .right: "right"
        case .centre: "center"
        case .justified: "both"
        }
    }
}

/// Properties of a run, in the order of the schema (`EG_RPrBase`).
struct RunLook: Hashable {
    var style = ""
    var family: String?
    var bold: Bool?
    var italic: Bool?
    var smallCaps = false
    var color: String?
    /// Points.
    var size: Double?
    var isUnderlined = false
    var isStruck = false
    /// Behind the words.
    var fill: String?
    var isRaised = false
    var isRightToLeft = false
    var language: String?

    init() {}

    /// Everything that a style says of letters.
    init(_ text: TextStyle, against base: TextStyle? = nil) {
        if text.family != base?.family { family = text.family }
        if text.bold != (base?.bold ?? false) { bold = text.bold }
        if text.italic != (base?.italic ?? false) { italic = text.italic }
        smallCaps = text.smallCaps
        if text.color != (base?.color ?? .black) { color = text.color.hexadecimal }
        if text.size != base?.size { size = text.size }
    }

    func write(_ out: inout MarkupWriter, element: String = "w:rPr") {
        var inner = MarkupWriter()
        if !style.isEmpty { inner.empty("w:rStyle", ("w:val", style)) }
        if let family { inner.empty("w:rFonts", ("w:ascii", family), ("w:hAnsi", family), ("w:cs", family), ("w:eastAsia", family)) }
        if let bold { inner.raw(bold ? "<w:b/><w:bCs/>" : "<w:b w:val=\"0\"/><w:bCs w:val=\"0\"/>") }
        if let italic { inner.raw(italic ? "<w:i/><w:iCs/>" : "<w:i w:val=\"0\"/><w:iCs w:val=\"0\"/>") }
        if smallCaps { inner.raw("<w:smallCaps/>") }
        if isStruck { inner.raw("<w:strike/>") }
        if let color { inner.empty("w:color", ("w:val", color)) }
        if let size { inner.raw("<w:sz w:val=\"\(Measure.halfPoints(size))\"/><w:szCs w:val=\"\(Measure.halfPoints(size))\"/>") }
        if isUnderlined { inner.raw("<w:u w:val=\"single\"/>") }
        if let fill { inner.raw("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\(fill)\"/>") }
        if isRaised { inner.raw("<w:vertAlign w:val=\"superscript\"/>") }
        if isRightToLeft { inner.raw("<w:rtl/>") }
        if let language { inner.empty("w:lang", (isRightToLeft ? "w:bidi" : "w:val", language)) }
        guard !inner.bytes.isEmpty else { return }
        out.raw("<\(element)>")
        out.raw(inner)
        out.raw("</\(element)>")
    }
}

extension Color {
    /// `rrggbb`
    var hexadecimal: String {
        let digits = Array("0123456789ABCDEF")
        return [red, green, blue].map { part in
            let value = part.isFinite ? Int((min(max(part, 0), 1) * 255).rounded()) : 0
            return "\(digits[value >> 4])\(digits[value & 15])"
        }.joined()
    }
}
