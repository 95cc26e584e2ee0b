/// What pages of a foreign file have in common, looked at once: fonts, and the content of forms.
final class ForeignResources {
    private var inspectors: [FontKey: FontInspector] = [:]
    /// By object number.
    private var contents: [Int: CleanContent] = [:]

    /// A font: an object of the file, or a direct dictionary by its text.
    enum FontKey: Hashable {
        case object(Int)
        case direct(String)
    }

    func key(of font: QPDFObject) -> FontKey {
        let key: FontKey = font.number > 0 ? .object(font.number) : .direct(font.unparsed)
        if inspectors[key] == nil { inspectors[key] = FontInspector(font) }
        return key
    }

    func inspector(_ key: FontKey) -> FontInspector? { inspectors[key] }

    func keep(_ content: CleanContent, for form: QPDFObject) {
        guard var known = contents[form.number] else {
            contents[form.number] = content
            return
        }
        known.used.formUnion(content.used)
        contents[form.number] = known
    }

    func content(of form: QPDFObject) -> CleanContent? { contents[form.number] }
}
