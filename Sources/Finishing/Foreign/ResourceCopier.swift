import CQPDF
import Rendering

/// Copies what a foreign page draws with into a group of objects: its resources and all they refer to – and nothing else:
/// no annotations, actions, scripts, layers, metadata, or ties to the foreign structure tree.
struct ResourceCopier {
    private(set) var group = ObjectGroup()
    /// By object number of the foreign file.
    private var copied: [Int: Int] = [:]
    private(set) var usesCMYK = false
    private(set) var isDamaged = false

    private static let nestingLimit = 200
    private static let objectLimit = 200_000

    /// Never copied, whatever dictionary they stand in. Some are ties to the rest of the foreign file, others are forbidden
    /// in an archive (ISO 19005-3, 6.2.4.3, 6.2.5, 6.2.8, 6.2.9); CIDSet and CharSet need not be there and are often wrong.
    private static let dropped: Set<String> = [
        "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/LastModified", "/OC", "/AF", "/OPI", "/Ref", "/Alternates", "/PS",
        "/Subtype2", "/Measure", "/PtData", "/Properties", "/TR", "/TR2", "/HTP", "/HTO", "/HT", "/CIDSet", "/CharSet", "/Parent", "/Annots",
        "/AA", "/A", "/JS", "/Length", "/Thumb", "/Dests", "/Names", "/Name",
    ]

    /// A page, or a form, as a Form XObject.
    mutating func addForm(content: [UInt8], page: QPDFObject, geometry: PageGeometry) -> Int {
        let cleaner = clean(content)
        var dictionary = PDFFragment("/Type/XObject/Subtype/Form/FormType 1/Filter/FlateDecode/BBox[")
        let box = [geometry.box.x0, geometry.box.y0, geometry.box.x1, geometry.box.y1]
        dictionary.append(numbers(box) + "]/Matrix[" + numbers(geometry.matrix) + "]/Resources")
        let resources = page["/Resources"]
        if resources.kind == .dictionary {
            dictionary.append(copyDictionary(resources, depth: 0, key: "/Resources"))
        } else {
            dictionary.append("<<>>")
        }
        if page["/Group"].kind == .dictionary {
            dictionary.append("/Group")
            dictionary.append(copyDictionary(page["/Group"], depth: 0, key: "/Group"))
        }
        return group.add(.stream(dictionary, Flate.compress(cleaner)))
    }

    private mutating func clean(_ content: [UInt8]) -> [UInt8] {
        let cleaner = ContentCleaner(content)
        if cleaner.usesCMYK { usesCMYK = true }
        if cleaner.isDamaged { isDamaged = true }
        return cleaner.output
    }

    private func numbers(_ values: [Double]) -> String {
        var out = PDFBytes()
        for (index, value) in values.enumerated() {
            if index > 0 { out.text(" ") }
            out.number(value)
        }
        return String(decoding: out.bytes, as: UTF8.self)
    }

    /// - Parameter key: Under which the object was found; decides whether a stream is page content.
    private mutating func copy(_ object: QPDFObject, depth: Int, key: String) -> PDFFragment {
        guard depth < Self.nestingLimit, group.objects.count < Self.objectLimit else {
            isDamaged = true
            return PDFFragment("null")
        }
        let number = object.number
        guard number > 0 || object.kind == .stream else { return copyDirect(object, depth: depth, key: key) }
        var fragment = PDFFragment()
        if let known = copied[number] {
            fragment.append(reference: known)
            return fragment
        }
        let index = group.reserve()
        if number > 0 { copied[number] = index }
        fragment.append(reference: index)
        let content =
            object.kind == .stream
            ? copyStream(object, depth: depth + 1, key: key) : copyDirect(object, depth: depth + 1, key: key)
        group.objects[index] = content
        return fragment
    }

    private mutating func copyDirect(_ object: QPDFObject, depth: Int, key: String) -> PDFFragment {
        switch object.kind {
        case .dictionary:
            return copyDictionary(object, depth: depth, key: key)
        case .array:
            var fragment = PDFFragment("[")
            for item in object.items {
                if item.name == "DeviceCMYK" { usesCMYK = true }
                fragment.append(copy(item, depth: depth + 1, key: key))
                fragment.append(" ")
            }
            fragment.append("]")
            return fragment
        case .name where object.name == "DeviceCMYK":
            usesCMYK = true
            return PDFFragment("/DeviceCMYK")
        case .null, .boolean, .number, .name, .string:
            return PDFFragment(" " + object.unparsed)
        case .stream, .other:
            return PDFFragment(" null")
        }
    }

    private mutating func copyDictionary(_ object: QPDFObject, depth: Int, key: String) -> PDFFragment {
        var fragment = PDFFragment("<<")
        // In these the keys are names that the document chose, and may be any.
        let isNamed = Self.namedDictionaries.contains(key)
        for entry in object.keys where isNamed || !Self.dropped.contains(entry) {
            fragment.append(name(entry))
            fragment.append(copy(object[entry], depth: depth + 1, key: isNamed ? key + "/*" : entry))
        }
        if object["/Subtype"].name == "CIDFontType2", object["/CIDToGIDMap"].kind == .null {
            fragment.append("/CIDToGIDMap/Identity")
        }
        fragment.append(">>")
        return fragment
    }

    private static let namedDictionaries: Set<String> = [
        "/XObject", "/Font", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/CharProcs", "/Colorants",
    ]

    private mutating func copyStream(_ object: QPDFObject, depth: Int, key: String) -> PDFFragment {
        let isContent =
            object["/Subtype"].name == "Form" || object["/PatternType"].double == 1 || key == "/CharProcs/*"
        var dictionary = PDFFragment()
        let isImage = object["/Subtype"].name == "Image"
        for entry in object.keys where !Self.dropped.contains(entry) && entry != "/Filter" && entry != "/DecodeParms" {
            if entry == "/Interpolate" || entry == "/F" || entry == "/FFilter" || entry == "/FDecodeParms" { continue }
            dictionary.append(name(entry))
            dictionary.append(copy(object[entry], depth: depth + 1, key: entry))
        }
        if isImage { dictionary.append("/Interpolate false") }
        if !isContent, keepsFilters(object), let raw = object.data(qpdf_dl_none) {
            for entry in ["/Filter", "/DecodeParms"] where object[entry].kind != .null {
                dictionary.append(entry + " ")
                dictionary.append(copy(object[entry], depth: depth + 1, key: entry))
            }
            return .stream(dictionary, raw)
        }
        guard let data = object.data(qpdf_dl_generalized) else {
            isDamaged = true
            return .stream("", [])
        }
        dictionary.append("/Filter/FlateDecode")
        return .stream(dictionary, Flate.compress(isContent ? clean(data) : data))
    }

    /// LZW is forbidden in an archive (ISO 19005-3, 6.1.7.2), and so is a Crypt filter; both are undone.
    private func keepsFilters(_ object: QPDFObject) -> Bool {
        let filter = object["/Filter"]
        let names = filter.kind == .array ? filter.items.compactMap(\.name) : [filter.name].compactMap { $0 }
        return names.allSatisfy { $0 != "LZWDecode" && $0 != "LZW" && $0 != "Crypt" }
    }

    /// qpdf hands out names decoded; they are escaped anew.
    private func name(_ entry: String) -> String {
        var out = PDFBytes()
        out.name(String(entry.dropFirst()))
        out.text(" ")
        return String(decoding: out.bytes, as: UTF8.self)
    }
}
