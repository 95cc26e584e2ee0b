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
        /// Whether one is seen depends on more than the file.
        var isUncertain = false
        /// Some are on no sheet: hidden by themselves or by their layer.
        var hidesSome = false
        /// Kinds of annotations that have no look of their own and that no reader here draws.
        var undrawn: Set<String> = []
    }

    /// ISO 32000-1, 12.5.3.
    struct Flags {
        private let bits: Int

        init(_ annotation: QPDFObject) { bits = Int(exactly: annotation["/F"].double ?? 0) ?? 0 }

        /// Hidden, or NoView: seen on paper at most, where readers differ.
        var isHidden: Bool { bits & 0b10_0010 != 0 }
        /// Invisible: for kinds that no reader knows.
        var isHiddenIfUnknown: Bool { bits & 1 != 0 }
        var staysUpright: Bool { bits & 0b1_0000 != 0 }
    }

    /// Kinds without an appearance of their own on paper.
    private static let invisible: Set<String> = ["Link", "Popup", "TrapNet", "PrinterMark"]
    /// What Poppler draws without an appearance.
    private static let drawable: Set<String> = [
        "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly", "StrikeOut", "Ink",
        "FileAttachment", "Widget",
    ]
    /// All others of table 169.
    private static let otherKinds: Set<String> = [
        "Stamp", "Caret", "Sound", "Movie", "Screen", "Watermark", "3D", "Redact", "RichMedia", "Projection",
    ]

    static func all(of page: QPDFObject, rotation: Int, _ layers: Layers) -> All {
        var found = All()
        for annotation in page["/Annots"].items where annotation.kind == .dictionary {
            let subtype = annotation["/Subtype"].name ?? ""
            if invisible.contains(subtype) { continue }
            found.areThere = true
            let flags = Flags(annotation)
            if flags.isHidden || (flags.isHiddenIfUnknown && !drawable.contains(subtype) && !otherKinds.contains(subtype)) {
                found.hidesSome = true
                continue
            }
            switch layers.state(of: annotation["/OC"]) {
            case .shown: break
            case .hidden:
                found.hidesSome = true
                continue
            case .uncertain: found.isUncertain = true
            }
            guard let rect = rectangle(annotation["/Rect"]) else { continue }
            guard let form = normalAppearance(annotation) else {
                guard showsSomething(annotation, on: rect) else { continue }
                if drawable.contains(subtype) || isStandardStamp(annotation) { found.lacksAppearance = true } else { found.undrawn.insert(subtype) }
                continue
            }
            // ISO 32000-1, 12.5.6.4: a note behaves as if it had the flag.
            if isEmpty(form) { continue }
            let turn = flags.staysUpright || subtype == "Text" ? rotation : 0
            guard let appearance = PageAppearance(form, on: rect, turnedBack: turn) else { continue }
            found.appearances.append(appearance)
        }
        return found
    }

    /// Draws nothing, like a field that is not filled in.
    private static func isEmpty(_ form: QPDFObject) -> Bool {
        guard let content = form.data(.generalized), content.count < 256 else { return false }
        let cleaner = ContentCleaner(content)
        return cleaner.output.isEmpty && !cleaner.isDamaged
    }

    /// ISO 32000-1, table 181.
    private static let stamps: Set<String> = [
        "Approved", "Experimental", "NotApproved", "AsIs", "Expired", "NotForPublicRelease", "Confidential", "Final", "Sold",
        "Departmental", "ForComment", "TopSecret", "Draft", "ForPublicRelease",
    ]

    private static func isStandardStamp(_ annotation: QPDFObject) -> Bool {
        annotation["/Subtype"].name == "Stamp" && stamps.contains(annotation["/Name"].name ?? "Draft")
    }

    /// Whether an annotation without appearance is to be seen in a reader.
    private static func showsSomething(_ annotation: QPDFObject, on rect: PageGeometry.Box) -> Bool {
        // Invisible signatures.
        guard rect.x1 > rect.x0, rect.y1 > rect.y0 else { return false }
        guard let field = FormField(annotation) else { return annotation["/AP"]["/N"].kind == .null }
        let normal = annotation["/AP"]["/N"]
        if field.kind == .button, normal.kind == .dictionary { return field.state.map { $0 != "Off" } ?? false }
        guard normal.kind == .null else { return false }
        // A field without value and frame shows nothing.
        let value = field.value
        return !(value.kind == .null || value.text == "") || !annotation["/MK"].keys.isEmpty
    }

    /// The stream itself, or the one of the state the annotation is in.
    static func normalAppearance(_ annotation: QPDFObject) -> QPDFObject? {
        let normal = annotation["/AP"]["/N"]
        if normal.kind == .stream { return normal }
        guard let state = FormField(annotation)?.state ?? annotation["/AS"].name else { return nil }
        let form = normal["/" + state]
        return form.kind == .stream ? form : nil
    }

    /// - Parameter rotation: Of the page, where the annotation does not follow it but hangs upright from its upper left corner.
    private init?(_ form: QPDFObject, on rect: PageGeometry.Box, turnedBack rotation: Int) {
        guard let box = PageAppearance.rectangle(form["/BBox"]), rect.x1 > rect.x0, rect.y1 > rect.y0 else { return nil }
        let numbers = form["/Matrix"].items.compactMap(\.double)
        let m = numbers.count == 6 ? numbers : [1, 0, 0, 1, 0, 0]
        let corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1)].map { x, y in
            (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
        }
        let (xs, ys) = (corners.map(\.0), corners.map(\.1))
        guard let left = xs.min(), let right = xs.max(), let bottom = ys.min(), let top = ys.max(), right > left, top > bottom else { return nil }
        let (sx, sy) = ((rect.x1 - rect.x0) / (right - left), (rect.y1 - rect.y0) / (top - bottom))
        let (dx, dy) = (rect.x0 - left * sx, rect.y0 - bottom * sy)
        matrix =
            switch rotation {
            case 90: [0, sx, -sy, 0, rect.x0 + rect.y1 - dy, rect.y1 - rect.x0 + dx]
            case 180: [-sx, 0, 0, -sy, 2 * rect.x0 - dx, 2 * rect.y1 - dy]
            case 270: [0, -sx, sy, 0, rect.x0 - rect.y1 + dy, rect.y1 + rect.x0 - dx]
            default: [sx, 0, 0, sy, dx, dy]
            }
        guard matrix.allSatisfy({ $0.isFinite && abs($0) < 1e6 }) else { return nil }
        self.form = form
    }

    private static func rectangle(_ object: QPDFObject) -> PageGeometry.Box? { PageGeometry.rectangle(object) }
}
