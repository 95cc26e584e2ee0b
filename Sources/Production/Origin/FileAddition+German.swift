import Finishing
import Layout

extension FileAddition {
    /// For people.
    public var text: String {
        let name = feld.map { " im Feld „\($0)“" } ?? ""
        switch art {
        case .signature: return "Unterschrift" + name
        case .timeStamp: return "Zeitstempel (keine Unterschrift)" + name
        case .validationData: return "Prüfdaten zu den Unterschriften" + (inhalt.map { " (\($0))" } ?? "")
        case .filledField: return inhalt?.isEmpty ?? true ? "geleertes Feld „\(feld ?? "")“" : "ausgefülltes Feld „\(feld ?? "")“: „\(inhalt ?? "")“"
        case .emptySignatureField: return "Unterschriftsfeld „\(feld ?? "")“, noch nicht unterschrieben"
        case .properties: return "Änderungsdatum und Programm in den Eigenschaften" + (inhalt.map { " („\($0)“)" } ?? "")
        }
    }

    /// A field that the document did not have may be anywhere, also upon text.
    ///
    /// - Parameter pages: the pages as they were proved to be; `nil` where they were not.
    func coveringSentence(_ pages: DisplayList?) -> String? {
        guard let area else { return nil }
        guard let pages, let index = area.page, pages.pages.indices.contains(index) else {
            return "Ein neues Unterschriftsfeld („\(feld ?? "")“) ist sichtbar; ob es Text verdeckt, lässt sich hier nicht feststellen."
        }
        let page = pages.pages[index]
        guard (page.items + page.furniture).contains(where: { $0.drawing.touches(area.rect, height: page.size.height) }) else { return nil }
        return "Ein neues Unterschriftsfeld („\(feld ?? "")“) verdeckt Text auf Seite \(index + 1)."
    }
}

extension Drawing {
    /// Whether text or a picture lies in a rectangle (left, bottom, right, top; points from the lower left corner of the page).
    fileprivate func touches(_ rect: [Double], height: Double) -> Bool {
        switch self {
        case .text(let run):
            // Ascenders and descenders of nearly all faces lie within; a watermark lies across everything.
            return run.rotation == 0
                && run.glyphs.contains { glyph in
                    let x = run.origin.x + Double(glyph.x)
                    let y = height - run.origin.y - Double(glyph.y)
                    return x + run.size / 2 > rect[0] && x < rect[2] && y + run.size * 0.75 > rect[1] && y - run.size / 4 < rect[3]
                }
        case .image(_, let box), .foreignPage(_, _, let box), .symbol(_, let box):
            return box.x + box.width > rect[0] && box.x < rect[2] && height - box.y > rect[1] && height - box.y - box.height < rect[3]
        case .rectangle, .line, .circle: return false
        }
    }
}
