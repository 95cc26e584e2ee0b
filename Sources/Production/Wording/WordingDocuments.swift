import DocumentModel

/// The papers that hold two wordings against each other.
struct WordingDocuments {
    let info: DocumentInfo
    let old: ContractPart
    let new: ContractPart
    /// „2. Nachtrag“ or the like: what the new wording is of.
    let standing: String
    /// Of a synopsis of any two texts; `nil`: of a contract and its amendments.
    var subject: Subject?

    struct Subject {
        /// Above the two columns.
        let heads: (old: String, new: String)
        /// Lines of the title below „Synopse“.
        let lines: [String]
        /// What the two are.
        let note: String
        /// What stays stands there too, in both columns; else sections that stay are only named.
        var isWhole = false
    }

    /// „Änderungsfassung“: the new wording, deletions struck through, insertions underlined.
    var marked: Document {
        var writer = ProvisionBlocks(ProvisionBlocks.NodeIDs(), hasSections: true)
        let head = head("Änderungsfassung", "Gestrichenes ist durchgestrichen, Eingefügtes unterstrichen.", &writer)
        let merged = MarkedWording.merged(old, new)
        return document("Änderungsfassung", head + writer.blocks(of: merged.parts.filter { $0.kind != .title }))
    }

    /// „Synopse“: both wordings in two columns, one row a provision; sections that stay are only named.
    var synopsis: Document {
        var writer = ProvisionBlocks(ProvisionBlocks.NodeIDs(), hasSections: true)
        var body = head("Synopse", "Links die bisherige, rechts die neue Fassung; was entfällt, ist durchgestrichen, was hinzukommt, unterstrichen.", &writer)
        var rows: [(left: [Inline], right: [Inline])] = []
        SynopsisRows.add(old, new, isWhole: subject?.isWhole ?? false, to: &rows)
        let table = writer.nextID()
        let header = row([[.text(subject?.heads.old ?? "Bisherige Fassung")], [.text(subject?.heads.new ?? "Neue Fassung")]], &writer)
        body.append(
            Block(
                id: table,
                .table(
                    Table(
                        columns: [TableColumn(width: .share(1)), TableColumn(width: .share(1))], header: [header], rows: rows.map { row([$0.left, $0.right], &writer) },
                        summary: "\(subject?.heads.old ?? "Bisherige") und \(subject?.heads.new ?? "neue Fassung") nebeneinander"))))
        return document("Synopse", body)
    }

    private func head(_ name: String, _ key: String, _ writer: inout ProvisionBlocks) -> [Block] {
        if let subject {
            let lines = [name] + subject.lines
            let title = Block(id: writer.nextID(), .title(TitleBlock(lines: lines.map { [.text($0)] })))
            return [title, Block(id: writer.nextID(), .paragraph(Paragraph(.body, [.text("\(subject.note) \(key)")])))]
        }
        let title = Block(id: writer.nextID(), .title(TitleBlock(lines: [[.text(name)], [.text(info.title)], [.text("vom \(info.date.inGerman)")]])))
        let text = "Bisher: Wortlaut, wie unterschrieben. Neu: \(standing). \(key) Maßgeblich sind die unterschriebenen Urkunden."
        return [title, Block(id: writer.nextID(), .paragraph(Paragraph(.body, [.text(text)])))]
    }

    private func document(_ name: String, _ body: [Block]) -> Document {
        var info = info
        (info.title, info.shortTitle) = ("\(name): \(info.title)", name)
        (info.isSignable, info.isForm, info.status) = (false, false, .endfassung)
        let furniture = PageFurniture(
            headLeft: [.text([.text("\(name): \(self.info.shortTitle.isEmpty ? self.info.title : self.info.shortTitle)")])],
            footRight: [.text([.text("Seite ")]), .pageNumber, .text([.text(" von ")]), .pageCount])
        return Document(info: info, furniture: furniture, body: body)
    }

    private func row(_ cells: [[Inline]], _ writer: inout ProvisionBlocks) -> TableRow {
        let id = writer.nextID()
        let made = cells.map { content -> TableCell in
            let cell = writer.nextID()
            return TableCell(id: cell, blocks: [Block(id: writer.nextID(), .paragraph(Paragraph(.body, content.isEmpty ? [.text("–")] : content)))])
        }
        return TableRow(id: id, cells: made)
    }
}

extension ContractPart {
    /// What it says, whatever its number.
    fileprivate var words: String {
        var bare = self
        bare.label = ""
        return bare.lines.joined(separator: "\n")
    }
}

/// Provisions as rows of two cells.
private enum SynopsisRows {
    typealias Rows = [(left: [Inline], right: [Inline])]

    static func add(_ old: ContractPart, _ new: ContractPart, isWhole: Bool, to rows: inout Rows) {
        let pairs = ProvisionAlignment(old.parts, new.parts).pairs
        let moved = moved(pairs, old, new)
        for pair in pairs {
            switch pair {
            case .both(let i, let j): both(old.parts[i], new.parts[j], isWhole: isWhole, to: &rows)
            case .old(let i):
                let note = moved.contains(old.parts[i].words) ? [Inline.text(" (verschoben)")] : []
                single(MarkedWording.all(old.parts[i], .deleted), .deleted) { rows.append(($0 + note, [])) }
            case .new(let j):
                let note = moved.contains(new.parts[j].words) ? [Inline.text(" (verschoben)")] : []
                single(MarkedWording.all(new.parts[j], .inserted), .inserted) { rows.append(([], $0 + note)) }
            }
        }
    }

    /// Provisions that the old text has alone and the new text has alone, word for word: they only stand elsewhere.
    private static func moved(_ pairs: [ProvisionAlignment.Pair], _ old: ContractPart, _ new: ContractPart) -> Set<String> {
        var gone: Set<String> = []
        var come: Set<String> = []
        for pair in pairs {
            switch pair {
            case .both: continue
            case .old(let i): gone.insert(old.parts[i].words)
            case .new(let j): come.insert(new.parts[j].words)
            }
        }
        return gone.intersection(come).filter { !$0.isEmpty }
    }

    private static func both(_ old: ContractPart, _ new: ContractPart, isWhole: Bool, to rows: inout Rows) {
        if old == new, !isWhole {
            guard [.section, .annex].contains(old.kind), !(old.label + old.heading.plainText).isEmpty else { return }
            let name = line(old.label, old.heading, isHeading: true)
            return rows.append((name, name + [.text(" (unverändert)")]))
        }
        let isHeading = [.section, .annex].contains(new.kind)
        let heading = MarkedWording.changes(old.heading, new.heading)
        let content = MarkedWording.changes(old.content, new.content)
        if isHeading {
            rows.append((line(old.label, heading.old, isHeading: true), line(new.label, heading.new, isHeading: true)))
            if !(old.content.isEmpty && new.content.isEmpty) { rows.append((content.old, content.new)) }
        } else if !(old.content.isEmpty && new.content.isEmpty && old.label.isEmpty && new.label.isEmpty) {
            rows.append((line(old.label, content.old, isHeading: false), line(new.label, content.new, isHeading: false)))
        }
        if old.table != new.table {
            rows.append((cells(old, .deleted), cells(new, .inserted)))
        }
        add(old, new, isWhole: isWhole, to: &rows)
    }

    /// A provision with all its parts, on one side.
    private static func single(_ provision: ContractPart, _ role: SpanRole, _ row: ([Inline]) -> Void) {
        let isHeading = [.section, .annex].contains(provision.kind)
        let text = line(provision.label, isHeading ? provision.heading : provision.content, isHeading: isHeading)
        if !text.isEmpty { row(text) }
        if isHeading, !provision.content.isEmpty { row(provision.content) }
        if provision.table != nil { row(cells(provision, role)) }
        for part in provision.parts { single(part, role, row) }
    }

    private static func line(_ label: String, _ content: [Inline], isHeading: Bool) -> [Inline] {
        let text: [Inline] = (label.isEmpty ? [] : [.text(content.isEmpty ? label : label + " ")]) + content
        return isHeading && !text.isEmpty ? [.span(Span(.strong, text))] : text
    }

    private static func cells(_ provision: ContractPart, _ role: SpanRole) -> [Inline] {
        let lines = provision.table.map { ($0.header + $0.rows).map { $0.cells.map(\.blocks.cellText).joined(separator: " | ") } } ?? []
        return lines.enumerated().flatMap { index, line -> [Inline] in (index == 0 ? [] : [.lineBreak]) + [.span(Span(role, [.text(line)]))] }
    }
}
