import DocumentModel
import Layout

/// Writes named destinations and bookmarks.
struct DestinationWriter {
    let list: DisplayList
    let pages: [PDFReference]
    /// Where destinations of the structure are wanted: what a reader of it goes to (ISO 32000-2, 12.3.2.3).
    let elements: [NodeID: PDFReference]

    static func name(of node: NodeID) -> String { "n\(node.rawValue)" }

    /// Numbers that ascend as the names do by their bytes (ISO 32000-1, 7.9.6): as if all names were equally long, with something less than
    /// a digit behind the short ones.
    private static func place(of node: NodeID) -> Int {
        let number = Int(node.rawValue)
        var (scale, place, free) = (1, 0, 10)
        while number / scale > 9 { scale *= 10 }
        while scale > 0 {
            place = place * 11 + number / scale % 10 + 1
            scale /= 10
            free -= 1
        }
        while free > 0 {
            place *= 11
            free -= 1
        }
        return place
    }

    /// The name tree; `nil` without destinations.
    func writeNames(_ file: inout PDFFile) -> PDFReference? {
        let named = list.destinations.filter { pages.indices.contains($0.value.page) }
            .map { (place: Self.place(of: $0.key), node: $0.key, destination: $0.value) }
            .sorted { $0.place < $1.place }
        guard !named.isEmpty else { return nil }
        return file.add { out in
            out.text("<</Names[")
            for entry in named {
                out.text("(n")
                out.int(Int(entry.node.rawValue))
                out.text(")")
                guard let element = elements[entry.node] else {
                    write(entry.destination, in: pages[entry.destination.page], &out)
                    continue
                }
                out.text("<</D")
                write(entry.destination, in: pages[entry.destination.page], &out)
                out.text("/SD")
                write(entry.destination, in: element, &out)
                out.text(">>")
            }
            out.text("]>>")
        }
    }

    /// - Parameter target: the page, or an element.
    private func write(_ destination: Destination, in target: PDFReference, _ out: inout PDFBytes) {
        out.text("[")
        out.reference(target)
        out.text("/XYZ null ")
        out.number(list.pages[destination.page].size.height - destination.y)
        out.text(" null]\n")
    }

    func writeOutline(_ file: inout PDFFile) -> PDFReference? {
        let entries = reachable(list.outline)
        guard !entries.isEmpty else { return nil }
        let root = file.reserve()
        let items = writeItems(entries, parent: root, &file)
        file.write(root) { out in
            out.text("<</Type/Outlines")
            writeEnds(items, &out)
            out.text("/Count ")
            out.int(items.count)
            out.text(">>")
        }
        return root
    }

    private func reachable(_ entries: [OutlineEntry]) -> [OutlineEntry] {
        entries.filter { list.destinations[$0.target] != nil }
    }

    private func writeItems(_ entries: [OutlineEntry], parent: PDFReference, _ file: inout PDFFile) -> [PDFReference] {
        let items = entries.map { _ in file.reserve() }
        for (index, entry) in entries.enumerated() {
            let nested = reachable(entry.children)
            let children = writeItems(nested, parent: items[index], &file)
            file.write(items[index]) { out in
                out.text("<</Title")
                out.string(entry.title)
                out.text("/Parent ")
                out.reference(parent)
                out.text("/Dest")
                out.string(Self.name(of: entry.target))
                if index > 0 {
                    out.text("/Prev ")
                    out.reference(items[index - 1])
                }
                if index + 1 < items.count {
                    out.text("/Next ")
                    out.reference(items[index + 1])
                }
                if !children.isEmpty {
                    writeEnds(children, &out)
                    // Negative: closed until somebody opens it.
                    out.text("/Count ")
                    out.int(-children.count)
                }
                out.text(">>")
            }
        }
        return items
    }

    private func writeEnds(_ items: [PDFReference], _ out: inout PDFBytes) {
        guard let first = items.first, let last = items.last else { return }
        out.text("/First ")
        out.reference(first)
        out.text("/Last ")
        out.reference(last)
    }

    /// ISO 32000-1, 12.4.2. Runs of plain numbers share one entry.
    func writeLabels(_ out: inout PDFBytes) {
        out.text("/PageLabels<</Nums[")
        var expected: Int?
        for (index, page) in list.pages.enumerated() {
            let number = Int(page.label).flatMap { $0 > 0 && String($0) == page.label ? $0 : nil }
            if let number, number == expected {
                expected = number + 1
                continue
            }
            out.int(index)
            if let number {
                out.text("<</S/D/St ")
                out.int(number)
            } else {
                out.text("<</P")
                out.string(page.label)
            }
            out.text(">>")
            expected = number.map { $0 + 1 }
        }
        out.text("]>>")
    }
}
