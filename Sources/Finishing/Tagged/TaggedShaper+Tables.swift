import Layout

extension TaggedShaper {
    /// Caption, heads and body of a table whose cells fill a grid, each under its heads.
    mutating func table(_ element: AnnexElement) -> AnnexElement {
        var element = element
        var (caption, head, body): (AnnexKid?, [AnnexElement], [AnnexElement]) = (nil, [], [])
        for kid in element.kids {
            guard case .element(let part) = kid else {
                fail("in einer Tabelle steht Inhalt außerhalb der Zellen")
                continue
            }
            switch part.role {
            case .caption where caption == nil: caption = kid
            case .tableHead where head.isEmpty && body.isEmpty: head = rows(part.elements)
            case .tableHead, .tableBody: body += rows(part.elements)
            case .tableRow: body += rows([part])
            default: fail("in einer Tabelle steht Inhalt außerhalb der Zellen")
            }
        }
        var grid = TaggedGrid(head + body)
        guard grid.isRegular else {
            fail("die Zeilen einer Tabelle haben verschieden viele Zellen")
            return element
        }
        if !grid.connectHeads() { fail("Zellen einer Tabelle lassen sich keiner Kopfzelle zuordnen") }
        element.kids = caption.map { [$0] } ?? []
        let made = grid.rows.map { AnnexKid.element($0) }
        if head.isEmpty || body.isEmpty {
            element.kids += made
        } else {
            element.kids.append(.element(AnnexElement(.tableHead, Array(made.prefix(head.count)))))
            element.kids.append(.element(AnnexElement(.tableBody, Array(made.dropFirst(head.count)))))
        }
        return element
    }

    /// Without those that are on none of the pages.
    private func rows(_ rows: [AnnexElement]) -> [AnnexElement] {
        rows.filter { $0.role == .tableRow && !$0.kids.isEmpty && (takesAll || !$0.marks.isEmpty) }
    }
}

/// The cells of a table by their places.
struct TaggedGrid {
    private(set) var rows: [AnnexElement]
    /// Every place belongs to exactly one cell.
    private(set) var isRegular = true
    /// By row: row and cell of each column.
    private var places: [[Place?]] = []

    private struct Place: Hashable {
        var row: Int
        var cell: Int
    }

    private static let areaLimit = 1_000_000

    init(_ rows: [AnnexElement]) {
        self.rows = rows
        places = Array(repeating: [], count: rows.count)
        for index in rows.indices { place(index) }
        let width = places.first?.count ?? 0
        isRegular = isRegular && width > 0 && places.allSatisfy { $0.count == width && !$0.contains(nil) }
    }

    private mutating func place(_ row: Int) {
        var column = 0
        for (index, cell) in rows[row].elements.enumerated() {
            while column < places[row].count, places[row][column] != nil { column += 1 }
            let width = cell.columnSpan
            // What reaches beyond the last row ends with it.
            let height = min(cell.rowSpan, rows.count - row)
            guard width * height <= Self.areaLimit, column + width <= Self.areaLimit / max(1, rows.count) else { return isRegular = false }
            if height < cell.rowSpan { setRowSpan(height, row, index) }
            for line in row..<(row + height) {
                while places[line].count < column + width { places[line].append(nil) }
                for at in column..<(column + width) {
                    if places[line][at] != nil { isRegular = false }
                    places[line][at] = Place(row: row, cell: index)
                }
            }
            column += width
        }
    }

    private mutating func setRowSpan(_ height: Int, _ row: Int, _ index: Int) {
        change(row, index) { cell in
            cell.attributes.removeAll { if case .rowSpan = $0 { true } else { false } }
            if height > 1 { cell.attributes.append(.rowSpan(height)) }
        }
    }

    private mutating func change(_ row: Int, _ cell: Int, _ change: (inout AnnexElement) -> Void) {
        guard case .element(var element) = rows[row].kids[cell] else { return }
        change(&element)
        rows[row].kids[cell] = .element(element)
    }

    /// Says of each head whose it is, where the file does not, and keeps only names of heads that there are.
    /// - Returns: Whether every cell has a head, if the table has any.
    mutating func connectHeads() -> Bool {
        let names = Set(rows.flatMap(\.elements).filter { $0.role == .headerCell }.compactMap(\.identifier))
        for row in rows.indices {
            let isAllHeads = rows[row].elements.allSatisfy { $0.role == .headerCell }
            for index in rows[row].kids.indices {
                let isFirst = places[row].first.flatMap { $0 } == Place(row: row, cell: index)
                change(row, index) { cell in
                    cell.headers.removeAll { !names.contains($0) || $0 == cell.identifier }
                    if cell.role == .headerCell, cell.scope == nil { cell.attributes.append(.scope(!isAllHeads && isFirst ? .row : .column)) }
                }
            }
        }
        guard rows.contains(where: { $0.elements.contains { $0.role == .headerCell } }) else { return true }
        return rows.indices.allSatisfy { row in
            rows[row].elements.indices.allSatisfy { isConnected(row, $0) }
        }
    }

    private func isConnected(_ row: Int, _ index: Int) -> Bool {
        let cell = rows[row].elements[index]
        if cell.role == .headerCell || !cell.headers.isEmpty { return true }
        let isUnderRow = places[row].contains { place in place.map { head($0) == .row } ?? false }
        if isUnderRow { return true }
        let columns = places[row].indices.filter { places[row][$0] == Place(row: row, cell: index) }
        return columns.contains { column in places.contains { line in line[column].map { head($0) == .column } ?? false } }
    }

    private func head(_ place: Place) -> HeaderScope? {
        let cell = rows[place.row].elements[place.cell]
        return cell.role == .headerCell ? cell.scope : nil
    }
}

extension AnnexElement {
    fileprivate var rowSpan: Int {
        for case .rowSpan(let count) in attributes { return count }
        return 1
    }

    fileprivate var columnSpan: Int {
        for case .columnSpan(let count) in attributes { return count }
        return 1
    }

    fileprivate var scope: HeaderScope? {
        for case .scope(let scope) in attributes { return scope }
        return nil
    }
}
