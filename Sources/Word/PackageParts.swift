import DocumentModel
import Styles

/// Parts of the file that hold no text.
struct PackageParts {
    private let composer: WordComposer
    private let hasOrigin: Bool

    init(_ composer: WordComposer, hasOrigin: Bool) {
        self.composer = composer
        self.hasOrigin = hasOrigin
    }

    private static let wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    private static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    func contentTypes() -> MarkupWriter {
        var out = MarkupWriter(MarkupWriter.declaration)
        out.raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
        for (ending, type) in [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"), ("png", "image/png")] {
            out.empty("Default", ("Extension", ending), ("ContentType", type))
        }
        var parts: [(String, String)] = [
            ("word/document.xml", "\(Self.wordType).document.main+xml"), ("word/styles.xml", "\(Self.wordType).styles+xml"),
            ("word/numbering.xml", "\(Self.wordType).numbering+xml"), ("word/settings.xml", "\(Self.wordType).settings+xml"),
            ("word/fontTable.xml", "\(Self.wordType).fontTable+xml"), ("word/footnotes.xml", "\(Self.wordType).footnotes+xml"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ]
        for (index, part) in composer.furniture.enumerated() { parts.append(("word/\(part.kind.rawValue)\(index + 1).xml", "\(Self.wordType).\(part.kind.rawValue)+xml")) }
        if hasOrigin { parts.append(("customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml")) }
        for (name, type) in parts { out.empty("Override", ("PartName", "/" + name), ("ContentType", type)) }
        out.raw("</Types>")
        return out
    }

    private func relations(_ content: (inout MarkupWriter) -> Void) -> MarkupWriter {
        var out = MarkupWriter(MarkupWriter.declaration)
        out.raw("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
        content(&out)
        out.raw("</Relationships>")
        return out
    }

    func rootRelations() -> MarkupWriter {
        relations { out in
            out.empty("Relationship", ("Id", "rId1"), ("Type", Self.relation + "/officeDocument"), ("Target", "word/document.xml"))
            out.empty(
                "Relationship", ("Id", "rId2"), ("Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"),
                ("Target", "docProps/core.xml"))
            out.empty("Relationship", ("Id", "rId3"), ("Type", Self.relation + "/extended-properties"), ("Target", "docProps/app.xml"))
        }
    }

    func documentRelations() -> MarkupWriter {
        relations { out in
            for (index, name) in ["styles", "numbering", "settings", "fontTable", "footnotes"].enumerated() {
                out.empty("Relationship", ("Id", "rId\(index + 1)"), ("Type", "\(Self.relation)/\(name)"), ("Target", name + ".xml"))
            }
            for (index, part) in composer.furniture.enumerated() {
                out.empty(
                    "Relationship", ("Id", "rIdF\(index + 1)"), ("Type", "\(Self.relation)/\(part.kind.rawValue)"), ("Target", "\(part.kind.rawValue)\(index + 1).xml"))
            }
            for index in composer.pictures.indices {
                out.empty("Relationship", ("Id", "rIdP\(index + 1)"), ("Type", Self.relation + "/image"), ("Target", "media/bild\(index + 1).png"))
            }
            write(links: composer.addresses, &out)
            if hasOrigin { out.empty("Relationship", ("Id", "rIdO"), ("Type", Self.relation + "/customXml"), ("Target", "../customXml/item1.xml")) }
        }
    }

    func links(_ addresses: [String]) -> MarkupWriter { relations { write(links: addresses, &$0) } }

    private func write(links: [String], _ out: inout MarkupWriter) {
        for (index, address) in links.enumerated() {
            out.empty("Relationship", ("Id", "rIdL\(index + 1)"), ("Type", Self.relation + "/hyperlink"), ("Target", address), ("TargetMode", "External"))
        }
    }

    // MARK: - Properties

    func coreProperties() -> MarkupWriter {
        let info = composer.document.info
        var out = MarkupWriter(MarkupWriter.declaration)
        out.raw(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
        )
        for (name, value) in [("dc:title", info.title), ("dc:creator", info.author), ("cp:lastModifiedBy", info.author), ("dc:language", info.language.rawValue)] {
            out.raw("<\(name)>")
            out.text(value)
            out.raw("</\(name)>")
        }
        for name in ["created", "modified"] { out.raw("<dcterms:\(name) xsi:type=\"dcterms:W3CDTF\">\(info.date.isoText)T00:00:00Z</dcterms:\(name)>") }
        out.raw("</cp:coreProperties>")
        return out
    }

    func applicationProperties() -> MarkupWriter {
        MarkupWriter(
            MarkupWriter.declaration
                + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Klauselwerk</Application></Properties>")
    }

    /// Never `updateFields`: Word would ask at every opening whether the file may, and the results are right as they are.
    func settings() -> MarkupWriter {
        let style = composer.input.style
        var out = MarkupWriter(MarkupWriter.declaration)
        out.raw("<w:settings \(Namespace.word)><w:zoom w:percent=\"100\"/>")
        if composer.document.furniture.isTwoSided { out.raw("<w:mirrorMargins/>") }
        out.raw("<w:defaultTabStop w:val=\"\(Measure.twips(mm(12.5)))\"/><w:autoHyphenation/>")
        out.raw("<w:consecutiveHyphenLimit w:val=\"\(max(0, style.lines.hyphenLimit))\"/><w:hyphenationZone w:val=\"283\"/>")
        out.raw("<w:characterSpacingControl w:val=\"doNotCompress\"/>")
        out.raw("<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>")
        // Without it Word opens the file in compatibility mode.
        out.raw("<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>")
        out.empty("w:themeFontLang", ("w:val", composer.document.info.language.rawValue))
        out.raw("<w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>")
        return out
    }

    /// What Word takes where an office does not have the face of the house style.
    func fontTable() -> MarkupWriter {
        let style = composer.input.style
        let texts = [style.body.text, style.title.text, style.furniture.text, style.table.text] + style.headings.map(\.block.text)
        var out = MarkupWriter(MarkupWriter.declaration)
        out.raw("<w:fonts \(Namespace.word)>")
        for family in Set(texts.map(\.family)).sorted() {
            let isSans = family.contains("Sans")
            out.raw("<w:font")
            out.attribute("w:name", family)
            out.raw(">")
            out.empty("w:altName", ("w:val", isSans ? "Calibri" : "Times New Roman"))
            out.raw("<w:charset w:val=\"00\"/>")
            out.empty("w:family", ("w:val", isSans ? "swiss" : "roman"))
            out.raw("<w:pitch w:val=\"variable\"/></w:font>")
        }
        out.raw("</w:fonts>")
        return out
    }
}
