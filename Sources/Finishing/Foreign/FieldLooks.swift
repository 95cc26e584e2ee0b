import Findings
import Rendering

/// Values that a file holds but does not show: fields without an appearance, with an empty one, or one that the file itself
/// declares out of date (NeedAppearances; ISO 32000-1, 12.7.2). A reader makes new ones; so does Poppler, which leaves out letters
/// that the form's font lacks. What is looked up is therefore what Poppler really draws.
struct FieldLooks {
    private let file: QPDFFile
    private let geometries: [PageGeometry]
    private let layers: Layers

    /// What a page has to show of one annotation.
    private struct Claim {
        var page: Int
        var annotation: QPDFObject
        var rect: PageGeometry.Box
        /// `nil`: anything.
        var text: String?
        var name: String
        /// It has an appearance with text, which may be another one.
        var mayShow: Bool
    }

    /// Takes appearances that do not show their field's value out of the file.
    ///
    /// - Returns: The file for Poppler: with all appearances that hold, which are not made anew; those that do not are made by it.
    /// - Throws: A value would be missing or incomplete in the picture of its page.
    static func settle(_ file: QPDFFile, _ geometries: [PageGeometry], _ layers: Layers) throws(Finding) -> [UInt8] {
        try FieldLooks(file: file, geometries: geometries, layers: layers).settle()
    }

    private func settle() throws(Finding) -> [UInt8] {
        let form = file.root["/AcroForm"]
        let isOutdated = form["/NeedAppearances"].isTrue
        let claims = geometries.indices.flatMap { self.claims(on: $0, isOutdated) }
        guard isOutdated || !claims.isEmpty else { return file.bytes }
        form.remove("/NeedAppearances")
        let doubtful = claims.filter(\.mayShow)
        var missing = claims.filter { !$0.mayShow }
        if !doubtful.isEmpty {
            guard let bytes = file.written() else { throw ForeignFinding.damaged(file.path, detail: nil) }
            missing += try unshown(doubtful, bytes)
        }
        for claim in missing { claim.annotation.remove("/AP") }
        guard let bytes = file.written() else { throw ForeignFinding.damaged(file.path, detail: nil) }
        let lost = missing.isEmpty ? [] : try unshown(missing, bytes)
        guard lost.isEmpty else {
            let values = lost.map { (page: $0.page + 1, name: $0.name, value: $0.text) }.sorted { $0.page < $1.page }
            throw ForeignFinding.unshownValues(file.path, values)
        }
        return bytes
    }

    private func claims(on index: Int, _ isOutdated: Bool) -> [Claim] {
        file.page(index)["/Annots"].items.compactMap { annotation in
            guard annotation.kind == .dictionary, !PageAppearance.Flags(annotation).isHidden, layers.state(of: annotation["/OC"]) != .hidden,
                let rect = PageGeometry.rectangle(annotation["/Rect"]), rect.x1 > rect.x0, rect.y1 > rect.y0
            else { return nil }
            let look = PageAppearance.normalAppearance(annotation)
            if annotation["/Subtype"].name == "FreeText" {
                guard look == nil, let text = annotation["/Contents"].text, !text.inked.isEmpty else { return nil }
                return Claim(page: index, annotation: annotation, rect: rect, text: text, name: "", mayShow: false)
            }
            guard let field = FormField(annotation) else { return nil }
            switch field.kind {
            case .signature: return nil
            case .button:
                guard look == nil, let state = field.state, state != "Off", annotation["/AP"]["/N"].kind == .dictionary else { return nil }
                return Claim(page: index, annotation: annotation, rect: rect, text: nil, name: field.name, mayShow: false)
            case .text, .choice:
                let text = field.shownText
                guard !text.inked.isEmpty else { return nil }
                let hasText = look.map(FieldLooks.showsText) ?? false
                if hasText, !isOutdated { return nil }
                return Claim(
                    page: index, annotation: annotation, rect: rect, text: field.isSecret ? nil : text, name: field.name, mayShow: hasText)
            }
        }
    }

    /// Claims that the pages, drawn, do not keep.
    private func unshown(_ claims: [Claim], _ bytes: [UInt8]) throws(Finding) -> [Claim] {
        let pages = claims.map(\.page)
        guard let first = pages.min(), let last = pages.max() else { return claims }
        let found: [[ForeignPageWords.Word]]?
        do throws(ConfinedProgram.Obstacle) { found = try ForeignPageWords.words(bytes, first + 1...last + 1) } catch { throw error.finding }
        guard let words = found else { return claims }
        return claims.filter { claim in
            let place = geometries[claim.page].seen(claim.rect)
            let shown = words[claim.page - first].filter { (place.x0...place.x1).contains($0.x) && (place.y0...place.y1).contains($0.y) }
                .map(\.text).joined().inked
            guard let text = claim.text else { return shown.isEmpty }
            return !shown.contains(text.inked)
        }
    }

    /// An appearance without text shows no value (what is drawn into another form counts as text).
    private static func showsText(_ form: QPDFObject) -> Bool {
        guard let content = form.data(.generalized) else { return true }
        var found = false
        _ = ContentCleaner(content) { operation, operands in
            switch operation {
            case "Do": found = true
            case "Tj", "TJ", "'", "\"":
                found = found || ContentOperandReader.operands(operands).flatMap(\.strings).contains { !$0.isEmpty }
            default: break
            }
            return true
        }
        return found
    }
}

extension FormField {
    /// A password, drawn as asterisks (ISO 32000-1, 12.7.4.3, bit 14).
    fileprivate var isSecret: Bool { kind == .text && Int(exactly: flags.double ?? 0).map { $0 & 1 << 13 != 0 } ?? false }
}

extension String {
    /// What of it is ink: without blanks and controls.
    fileprivate var inked: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { !$0.properties.isWhitespace && $0.properties.generalCategory != .control }))
    }
}

extension PageGeometry {
    /// Where a rectangle of the page lies from the upper left corner of what is seen.
    fileprivate func seen(_ rect: Box) -> Box {
        let m = matrix
        let corners = [(rect.x0, rect.y0), (rect.x1, rect.y1)].map { x, y in (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]) }
        let whole = rotation % 180 == 0 ? height : width
        let (a, b) = (corners[0], corners[1])
        return (min(a.0, b.0), whole - max(a.1, b.1), max(a.0, b.0), whole - min(a.1, b.1))
    }
}
