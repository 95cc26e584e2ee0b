import DocumentModel
import Styles

extension BlockComposer {
    /// An annex begins on a new page with label and title (typography rule H7).
    func annex(_ annex: Annex, in frame: Frame, into galley: inout Galley) {
        origin = annex.origin
        let part = tree.add(StructureElement(role: .section, parent: frame.parent, node: annex.id))
        let inner = frame.under(part)
        switch annex.content {
        case .blocks(let blocks):
            galley.begin(PageContext(kind: .annex, annexLabel: annex.label))
            galley.anchor(annex.id, at: part)
            annexHead(annex, in: inner, into: &galley)
            self.blocks(blocks, in: inner, into: &galley)
        case .foreign(let document):
            foreign(document, of: annex, in: inner, into: &galley)
        }
    }

    /// Label and title are one heading: „Anlage 1 Ansprechpersonen“.
    private func annexHead(_ annex: Annex, in frame: Frame, into galley: inout Galley) {
        let element = heading(of: annex, in: frame)
        let first = galley.rows.count
        annexHeadLine(.plain(annex.label.isEmpty ? "" : annex.label + Self.readersBlank), style.annexLabel, parent: element, frame, &galley)
        annexHeadLine(annex.title, style.annexTitle, parent: element, frame, &galley)
        keepWhole(from: first, following: 2, &galley)
        if galley.rows.count == first {
            // Without label or title the page begins all the same.
            galley.append(GalleyRow(height: 0))
        }
    }

    private func heading(of annex: Annex, in frame: Frame) -> StructureID {
        tree.add(StructureElement(role: headingRole(level: 1 + headingOffset), parent: frame.parent, node: annex.id))
    }

    private func annexHeadLine(
        _ content: [Inline], _ block: BlockStyle, parent: StructureID, _ frame: Frame, _ galley: inout Galley
    ) {
        paragraph(content, block, role: .span, in: frame.under(parent), into: &galley)
    }

    /// Somebody else's pages, one a sheet, each at its own size unless its ink would meet our head or foot.
    private func foreign(_ document: ForeignDocument, of annex: Annex, in frame: Frame, into galley: inout Galley) {
        // In one line, so that the first page seldom has to give way; without a title that the page itself has.
        var head = Galley()
        let title = annex.title.isEmpty || document.opens(with: annex.title) ? [] : .plain(annex.label.isEmpty ? "" : "\u{2002}") + annex.title
        let belonging = annex.belonging.isEmpty ? [] : .plain("\u{2002}") + annex.belonging
        annexHeadLine(.plain(annex.label) + title + belonging, style.annexLabel, parent: heading(of: annex, in: frame), frame, &head)
        let stacked = head.stacked(x: style.page.left, y: 0)
        var reduced: [ReducedPage] = []
        let fits = ForeignFit.all(of: document, style: style, title: stacked.bottom, hasInitials: hasInitials)
        for (index, page) in document.pages.enumerated() {
            let fit = fits[index]
            if fit.scale < 1 { reduced.append(ReducedPage(number: page.number, percent: Int((fit.scale * 100).rounded()))) }
            let stamp = annex.stamp(index + 1, of: document.pages.count)
            galley.begin(
                PageContext(
                    kind: .foreign, annexLabel: annex.label, size: fit.sheet == style.page.size ? nil : fit.sheet, stamp: stamp))
            var row = GalleyRow(height: 0)
            if index == 0 {
                galley.anchor(annex.id, at: frame.parent)
                row.content = stacked.content.map { $0.moved(x: 0, y: fit.titleY) }
            }
            let figure = tree.add(
                StructureElement(
                    role: .figure, parent: frame.parent,
                    alternativeText: annex.pageDescription(index + 1, of: document.pages.count)))
            row.content.append(
                .drawing(.content(figure), .foreignPage(file: document.path, index: page.number - 1, fit.place)))
            galley.append(row)
        }
        if !reduced.isEmpty { findings.append(.reducedForeignPages(reduced, of: annex.label, file: document.path)) }
    }
}

/// Where a foreign page goes on its sheet.
struct ForeignFit {
    let sheet: Size
    /// Between head and foot: the ink's.
    let room: Rect
    /// At most 1.
    let scale: Double
    /// The page's; may reach beyond the sheet where it is white.
    let place: Rect

    /// Of the annex's title on the first page.
    let titleY: Double

    /// The title belongs to the head above it rather than to the page beneath.
    private static let aboveTitle = mm(2)
    private static let belowTitle = mm(3)
    /// So much where the page has white enough at its foot to give way.
    private static let wishedBelowTitle = mm(9)

    /// Of all pages. Pages of one size that mostly have to be reduced are reduced alike: a pile of scans keeps its scale.
    static func all(of document: ForeignDocument, style: StyleSheet, title: Double, hasInitials: Bool) -> [ForeignFit] {
        func fit(_ index: Int, atMost: Double = 1) -> ForeignFit {
            ForeignFit(
                document.pages[index], style: style, title: index == 0 ? title : 0, hasInitials: hasInitials,
                keepsSize: document.keepsSize, atMost: atMost)
        }
        var fits = document.pages.indices.map { fit($0) }
        let sizes = Dictionary(grouping: document.pages.indices) { index in
            [document.pages[index].width, document.pages[index].height].map { Int(min($0, 1e6).rounded()) }
        }
        for indices in sizes.values where indices.count > 1 {
            let scales = indices.map { fits[$0].scale }
            guard let least = scales.min(), scales.count(where: { $0 < 1 }) * 2 >= scales.count else { continue }
            for index in indices where fits[index].scale > least { fits[index] = fit(index, atMost: least) }
        }
        return fits
    }

    /// - Parameters:
    ///   - keepsSize: A page larger than the paper has a sheet of its own size.
    ///   - atMost: The largest scale.
    init(
        _ page: ForeignPage, style: StyleSheet, title: Double, hasInitials: Bool = false, keepsSize: Bool = false, atMost: Double = 1
    ) {
        let size = style.page.size
        let isLandscape = page.width > page.height && page.width > size.width + 1
        let paper = isLandscape ? Size(width: size.height, height: size.width) : size
        let isLarger = page.width > paper.width + 1 || page.height > paper.height + 1
        // ISO 19005-3 leaves the size to ISO 32000-1, annex C: 200 inches.
        let sheet =
            keepsSize && isLarger
            ? Size(width: min(14_400, max(page.width, paper.width)), height: min(14_400, max(page.height, paper.height))) : paper
        let look = style.furniture
        titleY = look.headBaseline + mm(1.5) + ForeignFit.aboveTitle
        let top = title > 0 ? titleY + title + ForeignFit.belowTitle : look.headBaseline + mm(1.5)
        let strip = hasInitials ? look.text.leading + 2 + look.text.size : 0
        let bottom = look.footBaseline + look.text.size * 1.1 + mm(0.5) + strip
        let room = Rect(x: 0, y: top, width: sheet.width, height: max(mm(20), sheet.height - top - bottom))

        let margins = page.margins
        let inkWidth = max(0, page.width - margins.left - margins.right)
        let inkHeight = max(0, page.height - margins.top - margins.bottom)
        var scale = min(atMost, (room.width + 0.5) / max(1, inkWidth), (room.height + 0.5) / max(1, inkHeight))
        // Whole percents: what is said of the page is what was done.
        if scale < 1 { scale = max(0.01, (scale * 100).rounded(.down) / 100) }

        let (width, height) = (max(1, page.width * scale), max(1, page.height * scale))
        // A page without ink has nothing to keep clear.
        let x = ForeignFit.shifted(
            (sheet.width - width) / 2, ink: inkWidth * scale, before: margins.left * scale, from: 0, to: sheet.width)
        let wished = title > 0 ? room.y + ForeignFit.wishedBelowTitle - ForeignFit.belowTitle : room.y
        let y = ForeignFit.shifted(
            (sheet.height - height) / 2, ink: inkHeight * scale, before: margins.top * scale,
            from: max(room.y, min(wished, room.maxY - inkHeight * scale)), to: room.maxY)
        self.sheet = sheet
        self.room = room
        self.scale = scale
        place = Rect(x: x, y: y, width: width, height: height)
    }

    /// As little as it takes for the ink to be between two bounds.
    private static func shifted(_ natural: Double, ink: Double, before: Double, from low: Double, to high: Double) -> Double {
        guard ink > 0 else { return natural }
        let start = natural + before
        if start < low { return natural + low - start }
        return start + ink > high ? natural - (start + ink - high) : natural
    }
}

extension Annex {
    /// What stands for the page where it cannot be seen.
    fileprivate func pageDescription(_ page: Int, of count: Int) -> String {
        let title = title.spokenText
        let name = !alternativeText.isEmpty ? "\(label): \(alternativeText)" : title.isEmpty ? label : "\(label): \(title)"
        return count == 1 ? name : "\(name), Seite \(page) von \(count)"
    }

    /// „Anlage 2 zur Kooperationsvereinbarung · Seite 3 von 7“; the number does not leave its word.
    fileprivate func stamp(_ page: Int, of count: Int) -> [Inline] {
        let name = reference.isEmpty ? [Inline].plain(label) : reference
        return name + .plain("\(name.isEmpty ? "" : " · ")Seite\u{A0}\(page) von\u{A0}\(count)")
    }
}
