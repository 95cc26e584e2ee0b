import Findings

/// Where values that are missing are to be written: cells of a row, fields of a form.
struct ValuePlaces: Sendable {
    /// The row of a table that the document is made of.
    private let row: InputLayer?
    let isForm: Bool

    init(_ layers: [InputLayer]) {
        row = layers.first { $0.kind == .tableRow }
        isForm = layers.contains { $0.kind == .form }
    }

    /// `nil` where there is neither row nor form.
    func place(ofMissing path: String) -> Place? {
        if isForm { return .option(path) }
        guard let row, case .cell(let file, let number, _, _) = row.root.place else { return nil }
        return .cell(file, row: number, column: path, letter: row.letters[path])
    }

    /// „Füllen Sie die Zelle D20 aus.“: how a row that lacks a value is mended; `nil` where there is no row.
    func howToFill(_ path: String) -> String? {
        if isForm { return "Füllen Sie dieses Feld aus." }
        guard let row, case .cell(_, let number, _, _) = row.root.place else { return nil }
        if let letter = row.letters[path] { return "Füllen Sie die Zelle \(letter)\(number) aus." }
        if row.letters.isEmpty { return "Ergänzen Sie „\(path)“ in dieser Zeile." }
        let parts = row.letters.keys.filter { $0.hasPrefix(path + ".") }.sorted()
        guard parts.isEmpty else { return "Füllen Sie die Spalten \(parts.map { "\(row.letters[$0] ?? "") „\($0)“" }.joined(separator: ", ")) aus." }
        return "Ergänzen Sie eine Spalte „\(path)“, und füllen Sie sie aus."
    }
}

extension AssemblyPlan {
    /// What texts lack, told where the row is to be filled in: of a table nobody sees the text that asks for the value. On the page the text is seen.
    package func locating(_ findings: [Finding]) -> [Finding] {
        guard !places.isForm else { return findings }
        return findings.map { finding in
            guard let path = finding.missing, let head = path.split(separator: ".").first.map(String.init), head != "stelle", environment.shared[head] != nil,
                let place = places.place(ofMissing: path), let remedy = places.howToFill(path)
            else { return finding }
            var located = finding
            located.place = place
            // What follows from other values of the row is not asked for itself.
            let isDerived = ["datenschutzgesetz", "datenschutzaufsicht"].contains { path.hasSuffix(".\($0)") }
            located.remedy = isDerived ? "Geben Sie in dieser Zeile „\(head).datenschutzrecht“ und „\(head).land“ an, oder „\(path)“ selbst." : remedy
            return located
        }
    }
}
