import Layout

/// Whose each piece of marked content and each annotation is (ISO 32000-1, 14.7.4.4).
extension StructureWriter {
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
        for id in ids {
            let element = id.flatMap(reference)
            numbers.together { numbers in
                if let element { numbers.reference(element) } else { numbers.text("null") }
                numbers.text(" ")
            }
        }
        numbers.text("]\n")
    }
}
