/// What pages of a foreign file have in common, looked at once: fonts, and the content of forms.
final class ForeignResources {
    private var inspectors: [FontKey: FontInspector] = [:]
    private var contents: [FormKey: CleanContent] = [:]

    /// An object of the file, or a direct dictionary by its text.
    enum ObjectKey: Hashable {
        case object(Int)
        case direct(String)

        init(_ object: QPDFObject) { self = object.number > 0 ? .object(object.number) : .direct(object.unparsed) }
    }

    typealias FontKey = ObjectKey

    /// A form without resources of its own draws with those of whoever draws it (ISO 32000-1, 7.8.3), each time other ones.
    struct FormKey: Hashable {
        var number: Int
        /// `nil` where the form has its own.
        var resources: ObjectKey?

        init(_ form: QPDFObject, drawnWith resources: QPDFObject) {
            number = form.number
            self.resources = form["/Resources"].kind == .dictionary ? nil : ObjectKey(resources)
        }
    }

    /// Bytes of content that may still be followed, on all pages: what is drawn again and again is followed again and again.
    private var patience = 384 << 20

    /// Whether so much content may be followed too.
    func mayFollow(_ count: Int) -> Bool {
        patience = max(0, patience - count)
        return patience > 0
    }

    func key(of font: QPDFObject) -> FontKey {
        let key = FontKey(font)
        if inspectors[key] == nil { inspectors[key] = FontInspector(font) }
        return key
    }

    func inspector(_ key: FontKey) -> FontInspector? { inspectors[key] }

    func keep(_ content: CleanContent, for form: FormKey) {
        guard var known = contents[form] else {
            contents[form] = content
            return
        }
        known.used.formUnion(content.used)
        contents[form] = known
    }

    func content(of form: FormKey) -> CleanContent? { contents[form] }
}
