/// What an annotation or form field shows on a page: its appearance, drawn into the page („flattened“).
struct PageAppearance {
    let form: QPDFObject
    /// From the form's space, as its own Matrix leaves it, to the page's (ISO 32000-1, 12.5.5, algorithm 8.1).
    let matrix: [Double]

    /// What the annotations of a page show.
    struct All {
        var appearances: [PageAppearance] = []
        /// Annotations other than links are on the page.
        var areThere = false
        /// One is to be seen, and only a reader knows how to draw it.
        var lacksAppearance = false
    }

    /// ISO 32000-1, 12.5.3: bits 2 (hidden) and 6 (only on screen hidden, bit 6 NoView).
    private static let hidden = 0b10_0010
    /// Kinds without an appearance of their own on paper.
    private static let invisible: Set<String> = ["Link", "Popup", "TrapNet", "PrinterMark"]

    static func all(of page: QPDFObject) -> All {
        var found = All()
        for annotation in page["/Annots"].items where annotation.kind == .dictionary {
            let subtype = annotation["/Subtype"].name ?? ""
            if invisible.contains(subtype) { continue }
            found.areThere = true
            if Int(exactly: annotation["/F"].double ?? 0).map({ $0 & hidden != 0 }) ?? false { continue }
            guard let rect = rectangle(annotation["/Rect"]) else { continue }
            guard let form = normalAppearance(annotation) else {
                // A field without value and frame shows nothing.
                let isEmptyField = subtype == "Widget" && value(of: annotation).isEmpty && annotation["/MK"].keys.isEmpty
                if !isEmptyField, annotation["/AP"]["/N"].kind == .null { found.lacksAppearance = true }
                continue
            }
            guard let appearance = PageAppearance(form, on: rect) else { continue }
            found.appearances.append(appearance)
        }
        return found
    }

    /// The stream itself, or the one of the state the annotation is in.
    private static func normalAppearance(_ annotation: QPDFObject) -> QPDFObject? {
        let normal = annotation["/AP"]["/N"]
        if normal.kind == .stream { return normal }
        guard let state = annotation["/AS"].name else { return nil }
        let form = normal["/" + state]
        return form.kind == .stream ? form : nil
    }

    /// A field's value, which its parent may hold.
    private static func value(of field: QPDFObject) -> String {
        var field = field
        for _ in 0..<16 {
            let value = field["/V"]
            if value.kind != .null { return value.unparsed }
            field = field["/Parent"]
        }
        return ""
    }

    private init?(_ form: QPDFObject, on rect: (x0: Double, y0: Double, x1: Double, y1: Double)) {
        guard let box = PageAppearance.rectangle(form["/BBox"]), rect.x1 > rect.x0, rect.y1 > rect.y0 else { return nil }
        let numbers = form["/Matrix"].items.compactMap(\.double)
        let m = numbers.count == 6 ? numbers : [1, 0, 0, 1, 0, 0]
        let corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1)].map { x, y in
            (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
        }
        let (xs, ys) = (corners.map(\.0), corners.map(\.1))
        guard let left = xs.min(), let right = xs.max(), let bottom = ys.min(), let top = ys.max(), right > left, top > bottom else { return nil }
        let (sx, sy) = ((rect.x1 - rect.x0) / (right - left), (rect.y1 - rect.y0) / (top - bottom))
        matrix = [sx, 0, 0, sy, rect.x0 - left * sx, rect.y0 - bottom * sy]
        guard matrix.allSatisfy({ $0.isFinite && abs($0) < 1e6 }) else { return nil }
        self.form = form
    }

    private static func rectangle(_ object: QPDFObject) -> (x0: Double, y0: Double, x1: Double, y1: Double)? {
        PageGeometry.rectangle(object)
    }
}
