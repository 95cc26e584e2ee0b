import Rendering

/// What is copied of a dictionary, and how its own are written.
extension ResourceCopier {
    /// Never copied, whatever dictionary they stand in. Some are ties to the rest of the foreign file, others are forbidden
    /// in an archive (ISO 19005-3, 6.2.4.2, 6.2.5, 6.2.6, 6.2.8, 6.2.9); CIDSet and CharSet need not be there and are often
    /// wrong.
    static let dropped: Set<String> = [
        "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/LastModified", "/OC", "/AF", "/OPI", "/Ref", "/Alternates", "/PS",
        "/Subtype2", "/Measure", "/PtData", "/Properties", "/TR", "/TR2", "/HTP", "/HTO", "/HT", "/CIDSet", "/CharSet", "/Parent", "/Annots",
        "/AA", "/A", "/JS", "/Length", "/Thumb", "/Dests", "/Names", "/Name", "/RI", "/Intent", "/OPM", "/Alternate",
    ]

    static let namedDictionaries: Set<String> = [
        "/XObject", "/Font", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/CharProcs", "/Colorants",
    ]

    /// Transfer functions are forbidden in an archive (ISO 19005-3, 6.2.5); those that change nothing are left out.
    static func isIdle(transfer: QPDFObject) -> Bool {
        let functions = transfer.kind == .array ? transfer.items : [transfer]
        return functions.allSatisfy { $0.kind == .null || $0.name == "Identity" || $0.name == "Default" }
    }

    func header(box: [Double], matrix: [Double]) -> PDFFragment {
        PDFFragment(
            "/Type/XObject/Subtype/Form/FormType 1/Filter/FlateDecode/BBox[" + numbers(box) + "]/Matrix[" + numbers(matrix) + "]")
    }

    func numbers(_ values: [Double]) -> String {
        var out = PDFBytes()
        for (index, value) in values.enumerated() {
            if index > 0 { out.text(" ") }
            out.number(value, decimals: 6)
        }
        return String(decoding: out.bytes, as: UTF8.self)
    }
}
