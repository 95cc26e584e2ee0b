import Rendering

/// A page's content with its marks, as a Form XObject of its own: one whose marks belong to elements may be drawn once only
/// (ISO 14289-1, 7.20).
struct MarkedForm: Sendable {
    /// Its dictionary but for the key in the ParentTree, with references into the objects of the file's pages.
    var dictionary: PDFFragment
    /// Compressed.
    var content: [UInt8]
    /// Of marked content.
    var count: Int
    /// From the page's own coordinates to those of the form as it is placed.
    var matrix: [Double]
    /// The page's own form is drawn within it.
    var drawsPage = false
}

extension PDFFile {
    /// - Parameters:
    ///   - key: in the ParentTree.
    ///   - references: of the objects of the file's pages.
    mutating func write(_ form: MarkedForm, key: Int, as object: PDFReference, _ references: [PDFReference]) {
        writeStream(object, form.content) { out in
            out.fragment(form.dictionary, references)
            out.text("/StructParents ")
            out.int(key)
        }
    }
}
