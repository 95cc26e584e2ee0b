import Findings
import Production

/// What was made of old contracts: what was recognised, what is uncertain, what the library has already, and what occurs how often.
package struct TakeOverReport: Sendable {
    package struct Entry: Sendable {
        package var contract: OldContract
        /// Decisions and doubts, in the order of the file.
        package var findings: [Finding]
        package var references = 0
        /// References that stayed text although they mean this contract.
        package var openReferences = 0
        package var fields = 0
        package var terms: [String] = []
        /// A section each.
        var matches: [KnownClauses.Match?] = []
        var deviations: [Deviations.Deviation] = []
        /// The new agreement can be made.
        package var isBuildable = false

        var paragraphs: Int {
            func count(_ nodes: [OldNode]) -> Int { nodes.reduce(0) { $0 + 1 + count($1.children) } }
            return contract.sections.reduce(0) { $0 + count($1.nodes) }
        }
    }

    package let folder: String
    package var entries: [Entry]
    /// Files that could not be read.
    package var refused: [Finding]
    package var clusters: ClauseClusters
    /// Of `check` over the new folder.
    package var checked: [Finding] = []

    package var findings: [Finding] { refused + entries.flatMap(\.findings) + checked }

    /// Something is to be looked at before anybody relies on it.
    package var hasDoubts: Bool { findings.contains { $0.severity != .hinweis } }

    /// For the command line; the page says everything.
    package var text: String {
        var lines: [String] = []
        for entry in entries {
            let contract = entry.contract
            lines.append("\(contract.path.lastPathName) → agreements/\(contract.name).yaml\(entry.isBuildable ? "" : " (lässt sich noch nicht erstellen, siehe Befunde)")")
            lines.append("    \(Self.summary(of: entry))")
            for (section, match) in zip(contract.sections, entry.matches) {
                if let match { lines.append("    \(section.place)\(section.heading.isEmpty || section.number == nil ? "" : " \(section.heading)"): \(Self.words(for: match))") }
            }
            if !entry.deviations.isEmpty { lines.append("    Anders als in der alten Datei: \(Self.count(entry.deviations.count, "Absatz", "Absätze")) (siehe Bericht)") }
        }
        if entries.count > 1 {
            lines.append("Klauseln in mehreren Verträgen:")
            let several = clusters.all.filter { $0.contracts.count > 1 }
            lines += several.map { "    \($0.heading): in \($0.contracts.count) Verträgen, \(Self.count($0.wordings.count, "Fassung", "Fassungen"))" }
            if several.isEmpty { lines.append("    keine") }
        }
        lines.append("Geschrieben nach \(folder); Bericht: \(folder)/bericht.html")
        return lines.joined(separator: "\n")
    }

    static func summary(of entry: Entry) -> String {
        let contract = entry.contract
        return [
            count(contract.sections.count, "Abschnitt", "Abschnitte"), count(entry.paragraphs, "Absatz", "Absätze"), count(contract.parties.list.count, "Partei", "Parteien"),
            count(entry.references, "Verweis", "Verweise") + (entry.openReferences > 0 ? " (\(entry.openReferences) offen)" : ""), count(entry.fields, "Feld", "Felder"),
            count(entry.terms.count, "Begriff", "Begriffe"), count(contract.annexes.count, "Anlage", "Anlagen"),
        ].joined(separator: ", ")
    }

    static func words(for match: KnownClauses.Match) -> String {
        match.isSame ? "gleich der Klausel \(match.clause)" : "ähnlich der Klausel \(match.clause) (\(Int((match.likeness * 100).rounded())) Prozent)"
    }

    static func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
}
