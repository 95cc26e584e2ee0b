import Rendering
import Styles

extension PDFBytes {
    /// A page object (ISO 32000-1, 7.7.3.3) up to its size; what else it has follows, and its end.
    mutating func beginPage(_ tree: PDFReference, _ size: Size) {
        text("<</Type/Page/Parent ")
        reference(tree)
        text("/MediaBox[0 0 ")
        number(size.width)
        text(" ")
        number(size.height)
        text("]")
    }
}

extension PDFFile {
    /// The page tree, of one level (ISO 32000-1, 7.7.3.2).
    mutating func writePageTree(_ tree: PDFReference, _ pages: [PDFReference]) {
        write(tree) { out in
            out.text("<</Type/Pages/Count ")
            out.int(pages.count)
            out.text("/Kids[")
            for page in pages {
                out.reference(page)
                out.text(" ")
            }
            out.text("]>>")
        }
    }
}
