import DocumentModel
import Styles

extension WordComposer {
    /// Running text as runs, controls and fields.
    mutating func inlines(_ content: [Inline], _ look: RunLook = RunLook()) {
        for inline in content {
            switch inline {
            case .text(let text): run(text, look)
            case .span(let span): self.span(span, look)
            case .reference(let target, let content): reference(target, content, look)
            case .pageNumber(let target): field("PAGEREF \(mark(of: target)) \\h", look) { $0.run($0.input.pages[target].map(String.init) ?? "?", look) }
            case .link(let url, let content): link(url, content, look)
            case .footnote(let footnote): self.footnote(footnote, look)
            case .blank(let blank): self.blank(blank, look)
            case .lineBreak: out.raw("<w:r><w:br/></w:r>")
            }
        }
    }

    /// One run. Soft and unbreakable hyphens have elements of their own in Word; the joiner that Word does not know, and would draw as a
    /// box where a font lacks it, stands only where Word breaks no line anyway.
    mutating func run(_ text: String, _ look: RunLook = RunLook()) {
        guard !text.isEmpty else { return }
        out.raw("<w:r>")
        look.write(&out)
        var pending = String.UnicodeScalarView()
        func flush(_ out: inout MarkupWriter, _ pending: inout String.UnicodeScalarView) {
            guard !pending.isEmpty else { return }
            out.raw("<w:t xml:space=\"preserve\">")
            out.text(String(pending))
            out.raw("</w:t>")
            pending.removeAll()
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{AD}":
                flush(&out, &pending)
                out.raw("<w:softHyphen/>")
            case "\u{2011}":
                flush(&out, &pending)
                out.raw("<w:noBreakHyphen/>")
            case "\n", "\u{2028}":
                flush(&out, &pending)
                out.raw("<w:br/>")
            case "\t":
                flush(&out, &pending)
                out.raw("<w:tab/>")
            case "\u{2060}": continue
            default: pending.append(scalar)
            }
        }
        flush(&out, &pending)
        out.raw("</w:r>")
    }

    mutating func tab(_ look: RunLook = RunLook()) {
        out.raw("<w:r>")
        look.write(&out)
        out.raw("<w:tab/></w:r>")
    }

    private mutating func span(_ span: Span, _ look: RunLook) {
        var look = look
        if let language = span.language { look.set(language) }
        switch span.role {
        case .emphasis:
            // Emphasis within emphasis stands out by standing upright.
            look.italic = look.italic == true ? false : true
        case .strong: look.bold = true
        case .alternativeMark: look.bold = true
        case .placeholder(let path):
            if input.style.placeholder.italic { look.italic = true }
            look.fill = input.style.placeholder.fill?.hexadecimal
            if let path, !isInControl { return control(path, content: span.content, look, isPlaceholder: true) }
        case .value(let path):
            if !isInControl { return control(path, content: span.content, look, isPlaceholder: false) }
        case .deleted: look.isStruck = true
        case .inserted: look.isUnderlined = true
        case .citation, .definition, .foreign, .unbreakable: break
        }
        inlines(span.content, look)
    }

    /// The value of a field in a control that knows its field.
    private mutating func control(_ path: FieldPath, content: [Inline], _ look: RunLook, isPlaceholder: Bool) {
        guard !content.isEmpty else { return }
        isInControl = true
        defer { isInControl = false }
        let text = content.plainText
        let field = input.fields[path]
        // A choice that is printed in other words than the list has would not be in the list.
        let choices = field.map(\.choices).flatMap { choices in choices.contains { $0.text == text } ? choices : nil }
        let isPlain = content.allSatisfy { if case .text = $0 { true } else { false } }
        openControl(alias: field?.label ?? path.rawValue, tag: path.rawValue, look)
        if let choices {
            out.raw("<w:dropDownList>")
            for choice in choices { out.empty("w:listItem", ("w:displayText", choice.text), ("w:value", choice.value)) }
            out.raw("</w:dropDownList>")
        } else if isPlain {
            out.raw("<w:text/>")
        }
        out.raw("</w:sdtPr><w:sdtContent>")
        inlines(content, look)
        out.raw("</w:sdtContent></w:sdt>")
    }

    /// Names and tags of more than 64 characters make Word refuse the file.
    mutating func openControl(alias: String, tag: String, _ look: RunLook = RunLook(), lock: String? = nil) {
        out.raw("<w:sdt><w:sdtPr>")
        look.write(&out)
        out.empty("w:alias", ("w:val", String(alias.unicodeScalars.prefix(64).map(Character.init))))
        out.empty("w:tag", ("w:val", ControlTag.short(tag)))
        out.empty("w:id", ("w:val", String(nextControl())))
        if let lock { out.empty("w:lock", ("w:val", lock)) }
    }

    /// A place to write on: a control whose content is a rule of underscores, which Word selects with one click.
    private mutating func blank(_ blank: FillIn, _ look: RunLook) {
        let width: Double =
            switch blank.length {
            case .fixed(let length): length
            case .restOfLine(let minimum): max(minimum, 40)
            }
        // An underscore of a text face is half its size wide.
        let count = min(80, max(5, Int((mm(width.isFinite ? width : 40) / (input.style.body.text.size / 2)).rounded())))
        if isInControl { return run(String(repeating: "_", count: count), look) }
        isInControl = true
        defer { isInControl = false }
        let name = blank.field.flatMap { input.fields[$0]?.label } ?? (blank.label.isEmpty ? "Ausfüllen" : blank.label)
        openControl(alias: name, tag: blank.field?.rawValue ?? "leerstelle", look)
        out.raw("<w:text/></w:sdtPr><w:sdtContent>")
        run(String(repeating: "_", count: count), look)
        out.raw("</w:sdtContent></w:sdt>")
    }

    private mutating func link(_ url: String, _ content: [Inline], _ look: RunLook) {
        // Only what a reader may be sent to; a file or a program is nothing to link to.
        guard let scheme = url.split(separator: ":", maxSplits: 1).first.map({ $0.lowercased() }), ["http", "https", "mailto"].contains(scheme), url.contains(":") else {
            return inlines(content, look)
        }
        out.raw("<w:hyperlink")
        out.attribute("r:id", relate(to: url))
        out.raw(">")
        inlines(content, look)
        out.raw("</w:hyperlink>")
    }

    private mutating func footnote(_ note: Footnote, _ look: RunLook) {
        guard !isInNote else { return run(note.label, look) }
        notes.append(note)
        let id = notes.count
        // Word counts from 1 on; another label is written.
        let isOwn = note.label != String(id)
        out.raw("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference")
        if isOwn { out.raw(" w:customMarkFollows=\"1\"") }
        out.raw(" w:id=\"\(id)\"/>")
        if isOwn {
            out.raw("<w:t>")
            out.text(note.label)
            out.raw("</w:t>")
        }
        out.raw("</w:r>")
    }

    // MARK: - Fields

    /// A field with the result that we know: Word shows it until somebody updates fields, and never asks whether it may.
    mutating func field(_ instruction: String, _ look: RunLook, result: (inout WordComposer) -> Void) {
        fieldMark("begin", look)
        instructionText(" \(instruction) ")
        fieldMark("separate", look)
        result(&self)
        fieldMark("end", look)
    }

    mutating func fieldMark(_ kind: String, _ look: RunLook) {
        out.raw("<w:r>")
        look.write(&out)
        out.raw("<w:fldChar w:fldCharType=\"\(kind)\"/></w:r>")
    }

    mutating func instructionText(_ text: String) {
        out.raw("<w:r><w:instrText xml:space=\"preserve\">")
        out.text(text)
        out.raw("</w:instrText></w:r>")
    }
}

extension RunLook {
    mutating func set(_ language: Language) {
        self.language = language.rawValue
        isRightToLeft = language.isRightToLeft
    }
}

extension Language {
    /// Languages that are written from right to left.
    var isRightToLeft: Bool { ["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"].contains(rawValue.split(separator: "-").first.map { $0.lowercased() } ?? "") }
}
