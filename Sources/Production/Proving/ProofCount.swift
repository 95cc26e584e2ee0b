import Findings

/// A contract that a record lists and nobody has found.
package struct MissingContract: Sendable, Hashable {
    /// As the record has it.
    package let name: String
    /// That it is missing.
    package let finding: Finding
}

/// What became of many files: `verify` of several.
package struct ProofCount: Sendable, Hashable {
    package let total: Int
    private var counts: [ProvedFile.Standing: Int] = [:]
    /// Contracts of the record that were not found.
    package internal(set) var missing: [MissingContract] = []
    /// Somebody stopped the run before all files had their turn.
    package internal(set) var wasStopped = false

    init(total: Int) { self.total = total }

    mutating func add(_ file: ProvedFile) { counts[file.standing, default: 0] += 1 }

    package subscript(_ standing: ProvedFile.Standing) -> Int { counts[standing] ?? 0 }

    /// Files that have not had their turn.
    package var open: Int { total - counts.values.reduce(0, +) }

    /// A change weighs more than what cannot be told.
    package var status: ExitStatus {
        if self[.altered] + self[.extended] + self[.notRecorded] + missing.count > 0 { return .findings }
        return self[.untold] + self[.foreign] > 0 ? .data : .ok
    }

    /// „1000 Dateien: 950 unverändert, 40 unterschrieben oder ausgefüllt, …“
    package var summary: String {
        let names: [(ProvedFile.Standing, String)] = [
            (.unchanged, "unverändert"), (.supplemented, "unverändert mit Unterschriften, Zeitstempeln oder Einträgen"), (.altered, "verändert"),
            (.extended, "unzulässig ergänzt"), (.notRecorded, "nicht im Nachweis"), (.untold, "nicht prüfbar"), (.foreign, "nicht von Klauselwerk"),
        ]
        let parts = names.filter { self[$0.0] > 0 }.map { "\(self[$0.0]) \($0.1)" } + (open > 0 ? ["\(open) noch nicht geprüft"] : [])
        var text = (total == 1 ? "1 Datei: " : "\(total) Dateien: ") + parts.joined(separator: ", ") + "."
        if !missing.isEmpty { text += missing.count == 1 ? " 1 Vertrag des Nachweises fehlt." : " \(missing.count) Verträge des Nachweises fehlen." }
        if self[.supplemented] > 0 { text += " Ob Unterschriften und Zeitstempel gültig sind, sagt Ihr Signaturprogramm." }
        return text
    }
}
