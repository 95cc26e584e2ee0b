import Findings
import Settings
import Tables

/// A line of JSON as a row: an object, nested or with dotted names.
struct JSONRow {
    let key: String
    /// More fields than a table may have columns: nothing of it is taken.
    let isTooWide: Bool
    private let number: Int
    private let root: InputNode
    private var findings: [Finding] = []

    init(_ json: String, number: Int, path: String, ignoring: IgnoredColumns = IgnoredColumns()) {
        self.number = number
        let place = Place.cell(path, row: number, column: nil)
        let log = FindingLog()
        let file = SourceFile(path: path, text: json)
        let read = YAMLReading.root(json, of: file, firstLine: number, isJSON: true, log: log)
        guard let read, case .mapping(let entries) = read.content, json.unicodeScalars.first(where: { $0 != " " && $0 != "\t" }) == "{" else {
            key = ""
            isTooWide = false
            root = InputNode(.mapping([]), at: place)
            findings = [
                Finding(
                    .fehler, "json-zeile", at: place,
                    log.all.first { $0.severity == .fehler }.map { "Die Zeile lässt sich nicht lesen: \($0.message)" } ?? "Die Zeile ist kein JSON-Objekt.",
                    remedy: "Schreiben Sie je Partner eine Zeile: {\"nr\": \"1\", \"partner\": {\"name\": \"…\"}}.")
            ]
            return
        }
        isTooWide = read.columns > TableLimits.columns
        guard !isTooWide else {
            key = ""
            root = InputNode(.mapping([]), at: place)
            return
        }
        var tree = InputTree(root: place)
        var key = ""
        var keys = 0
        for entry in entries {
            if entry.key == PartnerTable.keyColumn { keys += 1 }
            guard !ignoring.contains(entry.key) else { continue }
            let value = entry.value.at(path, number, column: entry.key)
            if entry.key == PartnerTable.keyColumn {
                key = (entry.value.scalar?.text.value.trimmed).map { CellReading.key(.text($0)) } ?? ""
            } else if let taken = tree.add(entry.key, value, keyAt: value.place) {
                findings.append(
                    Finding(
                        .fehler, "spalte-widerspruch", at: value.place,
                        taken == entry.key ? "„\(taken)“ steht zweimal in der Zeile." : "„\(entry.key)“ und „\(taken)“ schließen sich aus.",
                        remedy: "Geben Sie entweder das Ganze oder seine Teile an."))
            }
        }
        if keys > 1 {
            findings.append(
                Finding(.fehler, "feld-doppelt", at: place, "„nr“ steht zweimal in der Zeile.", remedy: "Geben Sie jedes Feld nur einmal an."))
        }
        self.key = key
        root = tree.root.withNumberedLists
    }

    func finish() -> PartnerRow {
        PartnerRow(key: key, number: number, findings: findings, layer: InputLayer(kind: .tableRow, root: root))
    }
}

extension InputNode {
    /// Columns that a table of cells would need; those of a list's widest element.
    fileprivate var columns: Int {
        switch content {
        case .mapping(let entries): entries.reduce(0) { $0 + $1.value.columns }
        case .sequence(let elements): elements.reduce(1) { max($0, $1.columns) }
        case .scalar, .empty: 1
        }
    }

    /// The same with places as a table has them.
    fileprivate func at(_ path: String, _ row: Int, column: String) -> InputNode {
        let place = Place.cell(path, row: row, column: column)
        switch content {
        case .empty: return InputNode(.empty, at: place)
        case .scalar(let scalar):
            return InputNode(.scalar(InputScalar(.whole(scalar.text.value.precomposed, at: place), style: scalar.style)), at: place)
        case .sequence(let elements):
            return InputNode(.sequence(elements.enumerated().map { $1.at(path, row, column: "\(column).\($0 + 1)") }), at: place)
        case .mapping(let entries):
            return InputNode(
                .mapping(
                    entries.map { entry in
                        let value = entry.value.at(path, row, column: "\(column).\(entry.key)")
                        return InputEntry(entry.key, at: value.place, value)
                    }), at: place)
        }
    }
}
