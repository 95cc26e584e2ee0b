import DocumentModel
import Layout

/// Writes named destinations and bookmarks.
struct DestinationWriter {
    let list: DisplayList
    let pages: [PDFReference]
    /// Where destinations of the structure are wanted: what a reader of it goes to (ISO 32000-2, 12.3.2.3).
    let elements: [NodeID: PDFReference]

    static func name(of node: NodeID) -> String { "n\(node.rawValue)" }

    /// The name tree; `nil` without destinations.
    func writeNames(_ file: inout PDFFile) -> PDFReference? {
        let named = list.destinations.filter { pages.indices.contains($0.value.page) }
            .map { (name: Self.name(of: $0.key), destination: $0.value, element: elements[$0.key]) }
            // By their bytes, since all are ASCII (ISO 32000-1, 7.9.6).
            .sorted { $0.name < $1.name }
        guard !named.isEmpty else { return nil }
        return file.add { out in
            out.text("<</Names[")
            for entry in named {
                out.string(entry.name)
                guard let element = entry.element else {
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
