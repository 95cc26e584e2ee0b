import Layout

/// A contiguous series of a page's items that belong to one element of the structure: one marked-content sequence.
package struct LeafSeries: Sendable, Hashable {
    package var structure: StructureID
    /// Indices of the page's items.
    package var items: [Int]
    /// Drawn by the finishing, not by Cairo: pictures and foreign pages.
    package var isPicture: Bool
}

extension Page {
    /// The page's marked-content sequences, in the order of their ids: first what Cairo draws, then the pictures.
    ///
    /// Items of the layout in between (rules of tables) do not end a series. A run of nothing but spaces does not begin one:
    /// it joins the series before it, since Cairo drops runs without ink.
    package var leaves: [LeafSeries] {
        var drawn: [LeafSeries] = []
        var pictures: [LeafSeries] = []
        for (index, item) in items.enumerated() {
            guard case .content(let structure) = item.mark else { continue }
            if item.drawing.isPicture {
                pictures.append(LeafSeries(structure: structure, items: [index], isPicture: true))
            } else if let last = drawn.indices.last, drawn[last].structure == structure || item.drawing.isBlank {
                drawn[last].items.append(index)
            } else if !item.drawing.isBlank {
                drawn.append(LeafSeries(structure: structure, items: [index], isPicture: false))
            }
        }
        return drawn + pictures
    }
}

extension Drawing {
    var isPicture: Bool {
        switch self {
        case .image, .foreignPage: true
        case .text, .rectangle, .line, .circle, .symbol: false
        }
    }

    /// Text without ink.
    var isBlank: Bool {
        guard case .text(let run) = self else { return false }
        // ASCII decides nearly always; the rest costs more.
        for byte in run.text.utf8 where byte != 0x20 {
            return byte < 0x80 ? false : run.text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        }
        return true
    }
}
