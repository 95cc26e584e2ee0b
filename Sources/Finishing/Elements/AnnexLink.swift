/// An area of a foreign page that leads to an address.
struct AnnexLink: Sendable, Hashable {
    /// From 0.
    var page: Int
    /// In the page's own coordinates.
    var x0: Double
    var y0: Double
    var x1: Double
    var y1: Double
    var address: String
    var description: String?

    private static let lengthLimit = 2000

    /// `nil` for what is no link to an address that people open.
    init?(_ annotation: QPDFObject, page: Int) {
        let action = annotation["/A"]
        guard annotation["/Subtype"].name == "Link", action["/S"].name == "URI", let address = action["/URI"].text,
            let box = PageGeometry.rectangle(annotation["/Rect"]), box.x1 > box.x0, box.y1 > box.y0
        else { return nil }
        guard address.utf8.count <= Self.lengthLimit, address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            ["https://", "http://", "mailto:"].contains(where: { address.lowercased().hasPrefix($0) })
        else { return nil }
        self.page = page
        (x0, y0, x1, y1) = (box.x0, box.y0, box.x1, box.y1)
        self.address = address
        description = annotation["/Contents"].text.flatMap { $0.isEmpty ? nil : $0 }
    }
}
