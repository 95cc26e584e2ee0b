import Agreements
import DocumentModel
import Findings
import Layout
import Styles
import Word

extension AgreementFile {
    /// How the fields show as content controls.
    var wordFields: [FieldPath: WordField] {
        var found: [FieldPath: WordField] = [:]
        for field in self.fields {
            found[FieldPath(field.name)] = WordField(
                label: field.label, choices: field.choices.map { WordField.Choice(text: $0.label, value: $0.value) })
        }
        return found
    }
}

extension Press {
    /// The document as a file of a word processor; pictures and foreign pages are drawn as PNG.
    func word(
        _ document: Document, pages: [NodeID: Int], origin: ContractOrigin?, fields: [FieldPath: WordField], locksClauses: Bool
    ) throws(Failure) -> [UInt8] {
        let style = try sheet(document.info.style)
        let input = WordInput(
            style: style, origin: origin?.json, fields: fields, pages: pages, locksClauses: locksClauses
        ) { picture throws(FindingList) in
            do throws(Failure) { return try self.png(of: picture, in: document.info) } catch { throw FindingList(error.findings) }
        }
        return try failing(WordFile.bytes(of: document, input))
    }

    private func png(of picture: WordPicture, in info: DocumentInfo) throws(Failure) -> [UInt8] {
        if let known = wordPictures[picture] { return known }
        let drawn = try drawing(of: picture, in: info)
        wordPictures.keep(drawn, of: picture)
        return drawn
    }

    private func drawing(of picture: WordPicture, in info: DocumentInfo) throws(Failure) -> [UInt8] {
        let (drawing, size): (Drawing, Size) =
            switch picture {
            case .file(let file, let size): (.image(file: file, Rect(x: 0, y: 0, width: size.width, height: size.height)), size)
            case .foreignPage(let file, let index, let size):
                (.foreignPage(file: file, index: index, Rect(x: 0, y: 0, width: size.width, height: size.height)), size)
            }
        let page = Page(size: size, label: "", items: [PageItem(.artifact(.layout), drawing)])
        return try png(DisplayList(info: info, pages: [page], structure: StructureTree()), page: 0, dpi: 150)
    }
}
