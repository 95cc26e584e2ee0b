import DocumentModel

extension Composer {
    /// An annex begins on a new page with label and title (typography rule H7).
    func annex(_ annex: Annex, in frame: Frame, into galley: inout Galley) {
        origin = annex.origin
        let part = tree.add(StructureElement(role: .section, parent: frame.parent, node: annex.id))
        let inner = frame.under(part)
        switch annex.content {
        case .blocks(let blocks):
            galley.begin(PageContext(kind: .annex, annexLabel: annex.label))
            galley.anchor(annex.id)
            annexHead(annex, in: inner, into: &galley)
            self.blocks(blocks, in: inner, into: &galley)
        case .foreign(let document):
            foreign(document, of: annex, in: inner, into: &galley)
        }
    }

    /// Label and title are one heading: „Anlage 1 Ansprechpersonen“.
    private func annexHead(_ annex: Annex, in frame: Frame, into galley: inout Galley) {
        let element = tree.add(
            StructureElement(role: headingRole(level: 1 + headingOffset), parent: frame.parent, node: annex.id))
        let first = galley.rows.count
        annexHeadLine(.plain(annex.label.isEmpty ? "" : annex.label + Self.readersBlank), style.annexLabel, parent: element, frame, &galley)
        annexHeadLine(annex.title, style.annexTitle, parent: element, frame, &galley)
        keepWhole(from: first, following: 2, &galley)
        if galley.rows.count == first {
            // Without label or title the page begins all the same.
            galley.append(GalleyRow(height: 0))
        }
    }

    private func annexHeadLine(
        _ content: [Inline], _ block: BlockStyle, parent: StructureID, _ frame: Frame, _ galley: inout Galley
    ) {
        paragraph(content, block, role: .span, in: frame.under(parent), into: &galley)
    }

    /// Somebody else's pages, one a sheet: at their own size where head and foot leave room, else reduced, all of them by
    /// the same factor.
    private func foreign(_ document: ForeignDocument, of annex: Annex, in frame: Frame, into galley: inout Galley) {
        var head = Galley()
        annexHead(annex, in: frame, into: &head)
        let title = head.stacked(x: style.page.left, y: 0)
        let fits = document.pages.enumerated().map { index, page in
            ForeignFit(page, style: style, title: index == 0 ? title.bottom : 0)
        }
        // Pages of the same upright format look alike: the one with the title decides.
        let upright = fits.filter { !$0.isLandscape }.map(\.scale).min() ?? 1
        var least = 1.0
        for (index, page) in document.pages.enumerated() {
            let fit = fits[index]
            let scale = fit.isLandscape ? fit.scale : min(fit.scale, upright)
            least = min(least, scale)
            let context = PageContext(
                kind: .foreign, annexLabel: annex.label, size: fit.sheet == style.page.size ? nil : fit.sheet)
            galley.begin(context)
            var row = GalleyRow(height: 0)
            if index == 0 {
                galley.anchor(annex.id)
                row.content = title.content.map { $0.moved(x: 0, y: fit.room.y - title.bottom) }
            }
            let figure = tree.add(
                StructureElement(
                    role: .figure, parent: frame.parent,
                    alternativeText: annex.pageDescription(index + 1, of: document.pages.count)))
            row.content.append(
                .drawing(
                    .content(figure),
                    .foreignPage(file: document.path, index: index, fit.place(page, scale: scale))))
            galley.append(row)
        }
        if least < 0.995 { findings.append(.reducedForeignPages(annex.label, scale: least, file: document.path)) }
    }
}

/// Where a foreign page goes on its sheet.
struct ForeignFit {
    var sheet: Size
    /// Between head and foot.
    var room: Rect
    var scale: Double
    var isLandscape: Bool

    init(_ page: ForeignPage, style: StyleSheet, title: Double) {
        isLandscape = page.width > page.height
        let size = style.page.size
        sheet = isLandscape ? Size(width: size.height, height: size.width) : size
        let top = style.furniture.headBaseline + mm(title > 0 ? 7 : 3) + title
        let bottom = style.furniture.footBaseline + style.furniture.text.leading + mm(1)
        room = Rect(x: 0, y: top, width: sheet.width, height: max(mm(20), sheet.height - top - bottom))
        scale = min(1, room.width / max(1, page.width), room.height / max(1, page.height))
    }

    /// In the middle of the room, at its head.
    func place(_ page: ForeignPage, scale: Double) -> Rect {
        let width = max(1, page.width * scale)
        return Rect(
            x: (sheet.width - width) / 2, y: room.y, width: width, height: max(1, page.height * scale))
    }
}

extension Annex {
    /// What stands for the page where it cannot be seen.
    fileprivate func pageDescription(_ page: Int, of count: Int) -> String {
        let title = title.spokenText
        let name = title.isEmpty ? label : "\(label): \(title)"
        return count == 1 ? name : "\(name), Seite \(page) von \(count)"
    }
}
