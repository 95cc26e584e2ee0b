import Findings
import Settings
import Styles

/// Reads house styles (`styles/*.yaml`, German keys) into ``StyleSheet``s.
///
/// Every key may be left out; then it is as in the style „klassisch“, in proportion to the text's size and leading.
/// Distances on the sheet are millimetres, type sizes points, white before and after (`vor`, `nach`) lines of the text.
package enum StyleReader {
    /// - Throws: all findings of the file at once.
    package static func read(_ yaml: String, file: String) throws(FindingList) -> StyleSheet {
        let findings = FindingLog()
        let style = YAMLFile.mapping(yaml, file: file, findings).map { root -> StyleSheet in
            let style = read(root, name: YAMLFile.name(of: file))
            root.finish()
            return style
        }
        guard let style, findings.all.isEmpty else { throw FindingList(findings.all) }
        return style
    }

    /// - Throws: that the file cannot be read, or all findings in it.
    package static func read(contentsOf path: String) throws(FindingList) -> StyleSheet {
        try read(YAMLFile.text(of: path), file: path)
    }

    private static func read(_ root: FieldGroup, name: String) -> StyleSheet {
        var name = name
        root.text("name", &name)
        var description = ""
        root.text("beschreibung", &description)
        var text = TextStyle()
        var gap: Double?
        var grid: Double?
        root.group("schrift") { group in
            group.text("familie", &text.family)
            group.number("groesse", 6...24, &text.size)
            text.leading = text.size * 14 / 11
            group.number("zeilenabstand", 6...48, &text.leading)
            text.leading = max(text.leading, text.size)
            group.optionalNumber("absatzabstand", 0...3, unit: text.leading, &gap)
            group.optionalNumber("raster", 0.25...2, unit: text.leading, &grid)
        }
        var style = StyleSheet(name: name, text: text, gapBetweenParagraphs: gap)
        style.grid = grid
        root.choice("pdf", &style.profile)
        let line = text.leading
        root.group("seite") { page($0, &style.page) }
        root.group("umbruch") { lines($0, &style.lines) }
        for (key, path) in blocks {
            root.group(key) { block($0, line: line, &style[keyPath: path]) }
        }
        if let headings = root.groups("ueberschriften", { heading($0, level: $1 + 1, line: line, style) }), !headings.isEmpty {
            style.headings = headings
        }
        parts(root, line: line, &style)
        return style
    }

    private static func page(_ group: FieldGroup, _ page: inout PageStyle) {
        group.number("breite", 100...420, unit: mm(1), &page.size.width)
        group.number("hoehe", 140...600, unit: mm(1), &page.size.height)
        group.number("oben", 10...100, unit: mm(1), &page.top)
        group.number("unten", 10...100, unit: mm(1), &page.bottom)
        group.number("links", 10...80, unit: mm(1), &page.left)
        group.number("rechts", 10...80, unit: mm(1), &page.right)
        // Columns narrower than that cannot be set.
        if page.measure < mm(40) || page.height < mm(60) {
            group.reject("seite", "Die Ränder lassen keinen Platz für den Text.", remedy: "Verkleinern Sie die Ränder.")
        }
    }

    private static func lines(_ group: FieldGroup, _ lines: inout LineStyle) {
        group.whole("trennungen_in_folge", 1...9, &lines.hyphenLimit)
        group.number("trennscheu", 0...20, &lines.hyphenReluctance)
        group.number("glyphendehnung", 0...2, unit: 0.01, &lines.costs.expansionLimit)
        group.number("sperrung", 0...1, unit: 0.01, &lines.costs.trackingLimit)
    }

    private static var blocks: KeyValuePairs<String, WritableKeyPath<StyleSheet, BlockStyle>> {
        [
            "absatz": \.body, "titel": \.title, "untertitel": \.subtitle, "entwurfsvermerk": \.draftMark,
            "rechtszeilen": \.legalReference, "tabellentitel": \.caption, "anmerkung": \.note, "zentriert": \.centred,
            "alternative": \.alternativeMark, "zitat": \.quotation, "anlage_bezeichnung": \.annexLabel,
            "anlage_titel": \.annexTitle,
        ]
    }

    static func block(_ group: FieldGroup, line: Double, _ block: inout BlockStyle) {
        text(group, &block.text)
        group.choice(
            "ausrichtung", ["blocksatz": .justified, "links": .left, "mitte": .centre, "rechts": .right], &block.alignment)
        group.flag("silbentrennung", &block.hyphenates)
        group.number("vor", 0...10, unit: line, &block.before)
        group.number("nach", 0...10, unit: line, &block.after)
        group.number("einzug", 0...80, unit: mm(1), &block.indent)
        group.number("erstzeile", -40...40, unit: mm(1), &block.firstIndent)
    }

    static func text(_ group: FieldGroup, least: Double = 6, _ text: inout TextStyle) {
        group.text("familie", &text.family)
        var size = text.size
        group.number("groesse", least...72, &size)
        text = text.scaled(to: size)
        group.number("zeilenabstand", 6...120, &text.leading)
        text.leading = max(text.leading, text.size * 0.9)
        group.flag("fett", &text.bold)
        group.flag("kursiv", &text.italic)
        group.flag("kapitaelchen", &text.smallCaps)
        group.colour("farbe", &text.color)
    }

    private static func heading(_ group: FieldGroup, level: Int, line: Double, _ style: StyleSheet) -> HeadingStyle {
        var heading = style.headings[min(level, style.headings.count) - 1]
        block(group, line: line, &heading.block)
        group.choice("nummer", ["haengend": true, "zeile": false], &heading.numberHangs)
        group.number("haengend_bis", 0...60, unit: mm(1), &heading.hang)
        group.number("luecke", 0...60, &heading.gap)
        return heading
    }
}
