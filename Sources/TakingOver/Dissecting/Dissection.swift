import GermanText
import Word

/// Takes a contract apart: lines, headings, what stands before and behind the sections, and the sections' own order.
struct Dissection {
    private(set) var contract: OldContract
    private(set) var log: TakeOverLog
    private var nextID = 1

    /// - Parameters:
    ///   - path: as it was given, for messages.
    ///   - name: of the new files.
    ///   - fields: tags of controls whose content does not count.
    init(_ document: ReadDocument, path: String, name: String, without fields: Set<String> = [], citations: CitationFinder) {
        let reader = LineReader(document, without: fields, log: TakeOverLog(path))
        let finder = HeadingFinder(reader.lines, citations: citations, log: reader.log)
        let lines = reader.lines
        log = finder.log
        contract = OldContract(path: path, name: name)
        contract.lines = lines
        contract.notes = reader.notes
        contract.scheme.section = finder.scheme
        let first = finder.roles.firstIndex { $0 == .section || $0 == .group } ?? lines.count
        let annexes = AnnexFinder(lines, from: first, roles: finder.roles)
        let last = finder.roles[..<annexes.start].lastIndex(of: .section) ?? first
        let signatures = SignatureFinder(lines, from: min(last + 1, annexes.start), to: annexes.start)
        let front = FrontMatterReader(Array(lines[..<first]), hasSections: first < lines.count, log: log)
        (contract.title, contract.parties, log) = (front.title, front.parties, front.log)
        let rest = front.body
        if first == lines.count { reportNoSections(rest) }
        contract.scheme.absatz = Dissection.absatz(lines[first..<signatures.start], finder.roles[first..<signatures.start], scheme: finder.scheme)
        sections(rest, isFront: true, Array(repeating: .text, count: rest.count))
        sections(Array(lines[first..<signatures.start]), isFront: false, Array(finder.roles[first..<signatures.start]))
        contract.signatures = signatures.read(parties: contract.parties.list, log: &log)
        readAnnexes(annexes)
        noteScheme()
        nameFamilies()
    }

    private mutating func reportNoSections(_ rest: [OldLine]) {
        log.add(
            .warnung, "uebernahme-gliederung",
            "In der Datei sind keine Abschnitte zu erkennen (keine „§ 1“, „Artikel 1“, „1.“ und keine Überschriften); der ganze Text steht jetzt in einer Klausel.",
            "Gliedern Sie die alte Datei mit Überschriften, und übernehmen Sie sie noch einmal, oder teilen Sie die Klausel selbst.")
    }

    /// „(1)“ where there are such; else what stands before whole sentences right below the headings.
    private static func absatz(_ lines: ArraySlice<OldLine>, _ roles: ArraySlice<HeadingFinder.Role>, scheme: LeadingNumber.Shape?) -> LeadingNumber.Shape? {
        let shapes = lines.indices.filter { roles[$0] == .text }.compactMap { lines[$0].number?.shape }
        if shapes.contains(.bracketed) { return .bracketed }
        var candidates: [LeadingNumber.Shape: Int] = [:]
        for index in lines.indices where roles[index] == .section && lines.indices.contains(index + 1) && roles[index + 1] == .text {
            if let number = lines[index + 1].number, number.shape != .bullet, number.shape != scheme { candidates[number.shape, default: 0] += 1 }
        }
        for shape in [LeadingNumber.Shape.decimal(depth: 2), .decimal(depth: 1), .closed] where candidates[shape, default: 0] > 0 { return shape }
        return nil
    }

    // MARK: - Sections

    private mutating func sections(_ lines: [OldLine], isFront: Bool, _ roles: [HeadingFinder.Role]) {
        var open: OldSection?
        var tree = BodyTree(place: "Anfang", absatz: contract.scheme.absatz, nextID: nextID, log: log)
        func close(_ state: inout Dissection) {
            (state.nextID, state.log) = (tree.nextID, tree.log)
            guard var section = open else { return }
            section.nodes = tree.nodes
            state.contract.sections.append(section)
        }
        var index = 0
        while index < lines.count {
            // „§ 8a SGB VIII (Schutzauftrag)“ below a heading: a citation, no number.
            let line = roles[index] == .text ? lines[index].withoutSign : lines[index]
            if roles[index] == .section {
                close(&self)
                var section = OldSection(number: line.number, heading: line.plain, headingLine: line.position)
                // „§ 1“ on a line of its own, its heading on the next.
                if line.plain.isEmpty {
                    if let next = Dissection.heading(below: index, lines, roles) {
                        section.heading = next
                        index += 1
                    } else {
                        log.add(
                            .hinweis, "uebernahme-gliederung", line: line.position, "\(section.place) hat keine Überschrift.",
                            "Ergänzen Sie in der Klausel eine „ueberschrift“, wenn der Abschnitt eine haben soll.")
                    }
                }
                open = section
                tree = BodyTree(place: section.place, absatz: contract.scheme.absatz, nextID: nextID, log: log)
            } else if roles[index] == .group {
                log = tree.log
                log.add(
                    .warnung, "uebernahme-ausgelassen", line: line.position,
                    "Die Zwischenüberschrift „\(TakeOverLog.excerpt(line.whole))“ steht über den Abschnitten; so etwas hat eine Vereinbarung hier nicht, sie ist weggelassen.",
                    "Fassen Sie die Abschnitte, wenn Sie sie brauchen, mit „abschnitt“ und „unterabschnitte“ zusammen.")
                close(&self)
                open = nil
                tree = BodyTree(place: "Anfang", absatz: contract.scheme.absatz, nextID: nextID, log: log)
            } else {
                if open == nil {
                    open = OldSection(heading: "")
                    open?.headingLine = line.position
                }
                if let cell = line.cell, let table = TableReader.rows(lines, from: index, table: cell[0]) {
                    tree.add(table: table.rows, line: line.position)
                    index = table.end - 1
                } else {
                    tree.add(line, isSubheading: roles[index] == .subsection)
                }
            }
            index += 1
        }
        close(&self)
    }

    private static func heading(below index: Int, _ lines: [OldLine], _ roles: [HeadingFinder.Role]) -> String? {
        guard lines.indices.contains(index + 1), roles[index + 1] == .text || roles[index + 1] == .subsection else { return nil }
        let (line, next) = (lines[index], lines[index + 1])
        guard next.number == nil, next.cell == nil, next.plain.count <= 140, !next.endsAsText else { return nil }
        return next.isCentred == line.isCentred || next.isBold ? next.plain : nil
    }

    private mutating func readAnnexes(_ finder: AnnexFinder) {
        contract.annexes = finder.annexes.map { found in
            var annex = OldAnnex(figure: found.figure, title: found.title)
            var tree = BodyTree(place: "Anlage \(found.figure)", absatz: nil, nextID: nextID, log: log)
            var index = found.body.lowerBound
            while index < found.body.upperBound {
                let line = contract.lines[index]
                if let cell = line.cell, let table = TableReader.rows(contract.lines, from: index, table: cell[0]) {
                    tree.add(table: table.rows, line: line.position)
                    index = table.end
                } else {
                    tree.add(line, isSubheading: false)
                    index += 1
                }
            }
            (annex.nodes, nextID, log) = (tree.nodes, tree.nextID, tree.log)
            return annex
        }
    }

    // MARK: - Afterwards

    private mutating func noteScheme() {
        contract.scheme.sectionText = contract.sections.lazy.compactMap { $0.number?.text }.first ?? ""
        var levels: [LeadingNumber] = []
        func note(_ nodes: [OldNode], _ depth: Int) {
            for node in nodes {
                guard let number = node.number else {
                    if node.kind == .subheading, contract.scheme.subsection == nil { contract.scheme.subsectionText = "ohne" }
                    continue
                }
                if node.kind == .subheading {
                    (contract.scheme.subsection, contract.scheme.subsectionText) = (number.shape, number.text)
                    continue
                }
                let isAbsatz = depth == 0 && number.shape == contract.scheme.absatz
                if isAbsatz, contract.scheme.absatzText.isEmpty { contract.scheme.absatzText = number.text }
                if !isAbsatz, number.shape != .bullet {
                    let level = contract.scheme.absatz == nil || depth > 0 ? depth - (contract.scheme.absatz == nil ? 0 : 1) : depth
                    if levels.count == level, level < 3 { levels.append(number) }
                }
                note(node.children, depth + 1)
            }
        }
        for section in contract.sections { note(section.nodes, 0) }
        contract.scheme.levels = levels
    }

    private mutating func nameFamilies() {
        var taken: Set<String> = []
        for index in contract.sections.indices {
            let heading = contract.sections[index].heading
            let slug = OldName.slug(heading.isEmpty ? (contract.sections[index].number.map { "abschnitt-\($0.figure)" } ?? "eingang") : heading)
            contract.sections[index].family = OldName.unique(slug.isEmpty ? "abschnitt" : slug, &taken)
        }
    }
}

/// Cells of a table that is one: what is laid out in cells only is read as lines.
enum TableReader {
    /// - Returns: rows with as many cells each, and the index behind the table; `nil` where its cells hold numbered text or there is but one column.
    static func rows(_ lines: [OldLine], from start: Int, table: Int) -> (rows: [[String]], end: Int)? {
        var end = start
        var cells: [[Int]: String] = [:]
        var (rows, columns) = (0, 0)
        while end < lines.count, let cell = lines[end].cell, cell.count == 3, cell[0] == table {
            if let shape = lines[end].number?.shape, shape == .paragraphSign || shape == .article || shape == .bracketed { return nil }
            let key = [cell[1], cell[2]]
            cells[key] = [cells[key], lines[end].whole].compactMap { $0 }.joined(separator: " ")
            (rows, columns) = (max(rows, cell[1] + 1), max(columns, cell[2] + 1))
            end += 1
        }
        guard columns > 1, columns <= 20, rows <= 2_000 else { return nil }
        let used = (0..<rows).filter { row in (0..<columns).contains { cells[[row, $0]] != nil } }
        return (used.map { row in (0..<columns).map { cells[[row, $0]] ?? "" } }, end)
    }
}
