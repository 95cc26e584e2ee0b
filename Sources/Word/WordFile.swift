import Checksum
import DocumentModel
import Findings
import Styles

/// A contract as a file of a word processor: WordprocessingML after ECMA-376, transitional, made of the document tree.
package enum WordFile {
    package static let ending = ".docx"

    /// The finished file. Same document, style and origin, same bytes.
    ///
    /// - Throws: what a picture could not be made of.
    package static func bytes(of document: Document, _ input: WordInput) throws(FindingList) -> [UInt8] {
        var composer = WordComposer(document, input)
        let body = composer.body()
        let notes = composer.noteParts()
        if let failure = composer.failure { throw failure }
        var package = OfficePackage()
        let parts = PackageParts(composer, hasOrigin: input.origin != nil)
        package.add("[Content_Types].xml", parts.contentTypes())
        package.add("_rels/.rels", parts.rootRelations())
        package.add("docProps/core.xml", parts.coreProperties())
        package.add("docProps/app.xml", parts.applicationProperties())
        package.add("word/document.xml", body)
        package.add("word/_rels/document.xml.rels", parts.documentRelations())
        var styles = WordStyles(input.style, composer.plan, language: document.info.language)
        package.add("word/styles.xml", styles.markup())
        package.add("word/numbering.xml", NumberingPart.markup(composer.plan, input.style))
        package.add("word/settings.xml", parts.settings())
        package.add("word/fontTable.xml", parts.fontTable())
        package.add("word/footnotes.xml", notes.content)
        if !notes.addresses.isEmpty { package.add("word/_rels/footnotes.xml.rels", parts.links(notes.addresses)) }
        for (index, part) in composer.furniture.enumerated() {
            let element = part.kind == .header ? "hdr" : "ftr"
            var markup = MarkupWriter(MarkupWriter.declaration)
            markup.raw("<w:\(element) \(Namespace.all)>")
            markup.raw(part.content)
            markup.raw("</w:\(element)>")
            package.add("word/\(part.kind.rawValue)\(index + 1).xml", markup)
        }
        for (index, picture) in composer.pictures.enumerated() { package.add("word/media/bild\(index + 1).png", picture.bytes, isStored: true) }
        if let origin = input.origin {
            package.add("customXml/item1.xml", OriginPart.markup(origin))
            package.add("customXml/itemProps1.xml", OriginPart.properties(origin))
            package.add("customXml/_rels/item1.xml.rels", OriginPart.relations())
        }
        return try listing(package.archive())
    }
}

extension WordComposer {
    /// `document.xml`
    fileprivate mutating func body() -> MarkupWriter {
        out = MarkupWriter(MarkupWriter.declaration)
        out.raw("<w:document \(Namespace.all)><w:body>")
        blocks(document.body, Flow(measure: measure))
        let isOdd = document.furniture.isTwoSided
        var kind = SectionKind.body
        for (index, annex) in document.annexes.enumerated() {
            sectionBreak(kind, isOdd: isOdd && index > 0)
            kind = .annex(annex.label)
            self.annex(annex, isLast: index == document.annexes.count - 1)
        }
        var last = MarkupWriter()
        sectionProperties(kind, isOdd: isOdd && !document.annexes.isEmpty, &last)
        out.raw(last)
        out.raw("</w:body></w:document>")
        return out
    }

    /// `footnotes.xml`, and the addresses that its links lead to.
    fileprivate mutating func noteParts() -> (content: MarkupWriter, addresses: [String]) {
        let before = addresses.count
        out = MarkupWriter(MarkupWriter.declaration)
        out.raw("<w:footnotes \(Namespace.all)>")
        out.raw("<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>")
        out.raw("<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>")
        isInNote = true
        clause = nil
        for (index, note) in notes.enumerated() {
            out.raw("<w:footnote w:id=\"\(index + 1)\">")
            self.note(note, isOwn: note.label != String(index + 1))
            out.raw("</w:footnote>")
        }
        out.raw("</w:footnotes>")
        return (out, addresses.count > before || !notes.isEmpty ? addresses : [])
    }

    private mutating func note(_ note: Footnote, isOwn: Bool) {
        var isFirst = true
        for block in note.blocks {
            guard isFirst, case .paragraph(let paragraph) = block.content else {
                blocks([block], Flow(measure: measure))
                continue
            }
            isFirst = false
            out.raw("<w:p>")
            ParagraphLook(StyleName.footnote).write(&out)
            out.raw("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>")
            if isOwn {
                out.raw("<w:t>")
                out.text(note.label)
                out.raw("</w:t>")
            } else {
                out.raw("<w:footnoteRef/>")
            }
            out.raw("</w:r><w:r><w:tab/></w:r>")
            inlines(paragraph.content)
            out.raw("</w:p>")
        }
        if isFirst { out.raw("<w:p/>") }
    }
}
