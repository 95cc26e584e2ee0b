import Layout

/// The trees by which elements are found.
extension StructureWriter {
    /// Whose each piece of marked content and each annotation is (ISO 32000-1, 14.7.4.4).
    func writeParentTree(
        _ parents: [[StructureID]], _ annotations: [StructureID], _ forms: [[StructureID?]], _ file: inout PDFFile
    ) -> PDFReference {
        var numbers = PDFBytes()
        for (page, ids) in parents.enumerated() { writeOwners(ids.lazy.map { $0 }, key: page, &numbers) }
        for (offset, id) in annotations.enumerated() {
            guard let element = reference(id) else { continue }
            numbers.int(parents.count + offset)
            numbers.text(" ")
            numbers.reference(element)
            numbers.text("\n")
        }
        for (offset, ids) in forms.enumerated() { writeOwners(ids, key: parents.count + annotations.count + offset, &numbers) }
        return file.add { out in
            out.text("<</Nums[")
            out.raw(numbers.bytes)
            out.text("]>>")
        }
    }

    private func writeOwners(_ ids: some Sequence<StructureID?>, key: Int, _ numbers: inout PDFBytes) {
        numbers.int(key)
        numbers.text("[")
        numbers.references(ids.lazy.map { $0.flatMap(reference) })
        numbers.text("]\n")
    }

    /// Elements by their identifiers; `nil` where none has one.
    func writeIdentifiers(_ file: inout PDFFile) -> PDFReference? {
        var named: [(key: String, element: PDFReference)] = annexes.identifiers
        for index in tree.elements.indices {
            guard let reference = elements[index], let identifier = identifier(of: index) else { continue }
            named.append((identifier, reference))
        }
        guard !named.isEmpty else { return nil }
        // ISO 32000-1, 7.9.6: keys ascend by their bytes; all our identifiers are ASCII.
        named.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return file.add { out in
            out.text("<</Names[")
            for entry in named {
                out.string(entry.key)
                out.reference(entry.element)
                out.text(" ")
            }
            out.text("]/Limits[")
            if let first = named.first, let last = named.last {
                out.string(first.key)
                out.string(last.key)
            }
            out.text("]>>")
        }
    }
}
