/// Forms of the XML Forms Architecture, which PDF 2.0 gave up: what they show is made by Adobe's programs alone (ISO 32000-1, 12.7.8).
enum XFAForm {
    case none
    /// The pages show the form as well, field by field.
    case beside
    /// The pages are placeholders.
    case only

    init(_ root: QPDFObject) {
        let form = root["/AcroForm"]
        guard [.stream, .array].contains(form["/XFA"].kind) else {
            self = .none
            return
        }
        self = root["/NeedsRendering"].isTrue || form["/Fields"].items.isEmpty ? .only : .beside
    }
}
