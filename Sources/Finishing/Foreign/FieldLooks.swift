import Findings
import Rendering

/// Values that a file holds but does not show: fields without an appearance, with an empty one, or one that the file itself
/// declares out of date (NeedAppearances; ISO 32000-1, 12.7.2). A reader makes new ones; so does Poppler, which leaves out letters
/// that the form's font lacks. What is looked up is therefore what Poppler really draws. Of a list with an appearance, too, entries that are chosen may be out of
/// sight: every reader and printer shows it so, and a finding names them.
struct FieldLooks {
    private let file: QPDFFile
    private let geometries: [PageGeometry]
    private let layers: Layers

    /// What a page has to show of one annotation.
    private struct Claim {
        var page: Int
        var annotation: QPDFObject
        var rect: PageGeometry.Box
        /// All of them; `nil`: anything.
        var texts: [String]?
        var name: String
        var isList = false
        /// It has an appearance with text, which may be another one.
        var mayShow: Bool
        /// That appearance is what counts.
        var isSettled = false
    }

    /// A file whose values can be seen.
    struct Settled {
        /// For Poppler: with all appearances that hold, which are not made anew; those that do not are made by it.
        var bytes: [UInt8]
        /// Entries of lists that are chosen and not to be seen.
        var remark: Finding?
    }

    /// Takes appearances that do not show their field's value out of the file.
    ///
    /// - Throws: A value would be missing or incomplete in the picture of its page.
    static func settle(_ file: QPDFFile, _ geometries: [PageGeometry], _ layers: Layers) throws(Finding) -> Settled {
        try FieldLooks(file: file, geometries: geometries, layers: layers).settle()
    }

    private func settle() throws(Finding) -> Settled {
        let isOutdated = file.root["/AcroForm"]["/NeedAppearances"].isTrue
        let claims = geometries.indices.flatMap { self.claims(on: $0, isOutdated) }
        let lists = claims.filter(\.isSettled)
        let cut = lists.isEmpty ? [] : try unshown(lists, file.bytes)
        return Settled(
            bytes: try settle(claims.filter { !$0.isSettled }, isOutdated),
            remark: cut.isEmpty ? nil : ForeignFinding.unshownChoices(file.path, cut.map { (page: $0.page + 1, name: $0.name, entries: $0.texts ?? []) }))
    }

    private func settle(_ claims: [Claim], _ isOutdated: Bool) throws(Finding) -> [UInt8] {
        guard isOutdated || !claims.isEmpty else { return file.bytes }
        let form = file.root["/AcroForm"]
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
            let values = lost.map { (page: $0.page + 1, name: $0.name, value: $0.texts?.joined(separator: ", ")) }.sorted { $0.page < $1.page }
            throw ForeignFinding.unshownValues(file.path, values, areInLists: lost.contains(where: \.isList))
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
                return Claim(page: index, annotation: annotation, rect: rect, texts: [text], name: "", mayShow: false)
            }
            guard let field = FormField(annotation) else { return nil }
            switch field.kind {
            case .signature: return nil
            case .button:
                guard look == nil, let state = field.state, state != "Off", annotation["/AP"]["/N"].kind == .dictionary else { return nil }
                return Claim(page: index, annotation: annotation, rect: rect, texts: nil, name: field.name, mayShow: false)
            case .text, .choice:
                let texts = field.shownTexts.filter { !$0.inked.isEmpty }
                guard !texts.isEmpty else { return nil }
                let hasText = look.map(FieldLooks.showsText) ?? false
                let isSettled = hasText && !isOutdated
                if isSettled, !field.isList { return nil }
                return Claim(
                    page: index, annotation: annotation, rect: rect, texts: field.isSecret ? nil : texts, name: field.name, isList: field.isList, mayShow: hasText,
                    isSettled: isSettled)
            }
        }
    }

    /// Claims that the pages, drawn, do not keep, with the texts that are not to be seen.
    private func unshown(_ claims: [Claim], _ bytes: [UInt8]) throws(Finding) -> [Claim] {
        let pages = claims.map(\.page)
        guard let first = pages.min(), let last = pages.max() else { return claims }
        guard let words = try telling(ConfinedProgram.Obstacle.self, ForeignPageWords.words(bytes, first + 1...last + 1)) else { return claims }
        return claims.compactMap { claim in
            let place = geometries[claim.page].seen(claim.rect)
            let shown = words[claim.page - first].filter { $0.isSeen(in: place) }.map(\.text.inked)
            guard let texts = claim.texts else { return shown.contains { !$0.isEmpty } ? nil : claim }
            let whole = shown.joined()
            var rest = claim
            rest.texts = texts.filter { claim.isList ? !$0.inked.isRun(of: shown) : !whole.contains($0.inked) }
            return rest.texts == [] ? nil : rest
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

    /// Whether some of the words that follow each other make it up: „Nord“ is not to be seen where „Nordost“ stands.
    fileprivate func isRun(of words: [String]) -> Bool {
        words.indices.contains { start in
            var rest = self[...]
            for word in words[start...] {
                guard rest.hasPrefix(word) else { return false }
                rest = rest.dropFirst(word.count)
                if rest.isEmpty { return true }
            }
            return false
        }
    }
}

extension ForeignPageWords.Word {
    /// Of the letters' size: of the room that fonts have around their ink, so much may lie beyond the field, which cuts off what does.
    private static let margin = 0.2

    /// Whole, not cut by the edge of a field.
    fileprivate func isSeen(in field: PageGeometry.Box) -> Bool {
        let slack = min(right - left, bottom - top) * Self.margin + 0.01
        return left >= field.x0 - slack && right <= field.x1 + slack && top >= field.y0 - slack && bottom <= field.y1 + slack
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
