import Findings

/// A place to sign electronically in a finished contract: what a signing program has to know.
package struct SignatureField: Sendable, Hashable {
    /// Of the field: `unterschrift_2`.
    package var name: String
    /// From 1.
    package var page: Int
    /// Left, lower, right and upper edge in points from the lower left corner of the page.
    package var rect: [Double]
    /// Who signs, where the contract names somebody.
    package var signatory: String?
    /// In which office, as it stands beside the place to sign.
    package var office: String?
    /// „Für die Stadt Musterau“
    package var party: String?
    package var isSigned: Bool

    private static let countLimit = 1000

    /// In the order of the form.
    ///
    /// - Parameter path: for findings.
    /// - Throws: ``FindingList``: empty, no PDF, damaged beyond repair, encrypted.
    package static func all(in bytes: [UInt8], path: String) throws(FindingList) -> [SignatureField] {
        let file = try listing(QPDFFile(bytes, path: path))
        let fields = file.root["/AcroForm"]["/Fields"].items.prefix(countLimit).filter { $0["/FT"].name == "Sig" }
        guard !fields.isEmpty else { return [] }
        var numbers: [Int: Int] = [:]
        for index in 0..<file.pageCount { numbers[file.page(index).number] = index }
        let structure = FormElements(file)
        return fields.compactMap { field in
            let rect = field["/Rect"].numbers
            guard let page = numbers[field["/P"].number], rect.count == 4 else { return nil }
            return SignatureField(field, page: page, rect: rect, beside: structure.texts(beside: field))
        }
    }

    /// - Parameter beside: what stands with the place to sign.
    private init(_ field: QPDFObject, page: Int, rect: [Double], beside: [String]) {
        name = field["/T"].text ?? ""
        self.page = page + 1
        self.rect = rect
        isSigned = field["/V"].kind == .dictionary
        // „Unterschrift Dr. Erika Beispiel – Für die Stadt Musterau“: the name, or the caption where it is to be written by hand.
        let told = field["/TU"].text ?? ""
        let parts = told.split(separator: " – ", maxSplits: 1).map(String.init)
        party = parts.count == 2 ? parts[1] : nil
        let who = parts.first ?? ""
        let named = who.hasPrefix("Unterschrift ") ? String(who.dropFirst("Unterschrift ".count)) : nil
        signatory = named.flatMap { name in beside.contains { $0.withPlainBlanks == name.withPlainBlanks } ? name : nil }
        let taken = [signatory, who].compactMap { $0?.withPlainBlanks }
        let office = beside.filter { !taken.contains($0.withPlainBlanks) }.joined(separator: ", ")
        self.office = office.isEmpty ? nil : office
    }
}

/// The elements of places to sign, and what stands beside each in the same part.
private final class FormElements {
    private let file: QPDFFile
    /// Elements of annotations, by their keys in the ParentTree.
    private var elements: [Int: QPDFObject] = [:]
    private var pages: [Int: MarkedText] = [:]

    init(_ file: QPDFFile) {
        self.file = file
        let numbers = file.root["/StructTreeRoot"]["/ParentTree"]["/Nums"].items
        for index in stride(from: 0, to: numbers.count - 1, by: 2) where numbers[index + 1].kind == .dictionary {
            if let key = numbers[index].integer { elements[key] = numbers[index + 1] }
        }
    }

    /// Texts of the elements around the place to sign.
    func texts(beside field: QPDFObject) -> [String] {
        guard let key = field["/StructParent"].integer, let form = elements[key] else { return [] }
        return form["/P"]["/K"].items.filter { $0.kind == .dictionary && $0.number != form.number }.prefix(16)
            .map { text(of: $0, depth: 0) }.filter { !$0.isEmpty }
    }

    private func text(of element: QPDFObject, depth: Int) -> String {
        guard depth < 8 else { return "" }
        let kids = element["/K"].items.prefix(64).map { kid -> String in
            if let mark = kid.integer { return text(mark, on: element["/Pg"]) }
            if kid["/Type"].name == "MCR" { return kid["/MCID"].integer.map { text($0, on: kid["/Pg"]) } ?? "" }
            return kid["/Type"].name == "OBJR" ? "" : text(of: kid, depth: depth + 1)
        }
        return kids.joined().split(separator: " ").joined(separator: " ")
    }

    private func text(_ mark: Int, on page: QPDFObject) -> String {
        guard page.kind == .dictionary else { return "" }
        if let known = pages[page.number] { return known.texts[mark] ?? "" }
        let read = MarkedText(page)
        pages[page.number] = read
        return read.texts[mark] ?? ""
    }
}

extension String {
    /// What is printed has blanks that hold words together („Dr. Erika“); what is read aloud need not.
    fileprivate var withPlainBlanks: String {
        replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ").replacing("\u{2060}", with: "").replacing("\u{AD}", with: "")
    }
}
