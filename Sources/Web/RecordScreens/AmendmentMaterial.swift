import Assembler
import Findings
import Production

/// What of several contracts can be changed: clauses that the library has a newer version of, and values that were given.
struct AmendmentMaterial {
    private struct Clause {
        let name: String
        let current: String
        /// Versions in the contracts, with how many have them.
        var versions: [String: Int]
    }

    private let found: [Clause]
    /// Choices of a field: `partner.name` → „Name (Kita Sonne)“.
    let fields: [[String: Any]]

    private static let longestValue = 60
    private static let mostFields = 300

    init(_ origins: [ContractOrigin], _ library: WarmLibrary) {
        let current = Dictionary(
            ((try? library.workshop().planner.library.currentSources) ?? []).map { ($0.name, $0.version.version) }, uniquingKeysWith: { first, _ in first })
        var clauses: [String: Clause] = [:]
        var values: [String: Set<String>] = [:]
        for origin in origins {
            for clause in origin.clauses {
                guard let latest = current[clause.name], latest != clause.version else { continue }
                clauses[clause.name, default: Clause(name: clause.name, current: latest, versions: [:])].versions[clause.version, default: 0] += 1
            }
            for value in origin.values where value.source.isGiven {
                switch value.content {
                case .text(let text): values[value.path, default: []].insert(text)
                case .group(let members):
                    for (name, member) in members { if case .text(let text) = member { values["\(value.path).\(name)", default: []].insert(text) } }
                case .list, .nothing: break
                }
            }
        }
        found = clauses.values.sorted { ClauseNames.subject($0.name) < ClauseNames.subject($1.name) }
        let words = origins.first.flatMap { try? library.workshop().planner.catalogue(of: try library.agreement($0.agreement.name)) }
        let labels = SeriesWords(words).labels
        fields =
            [["wert": "", "text": "kein Wert"]]
            + values.sorted { $0.key < $1.key }.prefix(Self.mostFields).map { path, texts in
                let now = texts.count == 1 ? texts.first.map { ": \($0.prefix(Self.longestValue))" } ?? "" : ": verschieden"
                return ["wert": path, "text": "\(AmendmentMaterial.label(path, labels))\(now)"]
            }
    }

    /// For checkboxes.
    func clauses(wanted: Set<String>) -> [[String: Any]] {
        found.enumerated().map { index, clause in
            let old = clause.versions.sorted { $0.key < $1.key }.map { "Fassung \($0.key) in \(RecordWords.contracts($0.value))" }.joined(separator: ", ")
            return [
                "nr": "\(index + 1)", "name": clause.name, "titel": ClauseNames.subject(clause.name), "neu": clause.current, "alt": old, "gewaehlt": wanted.contains(clause.name),
                "vergleich": LibraryWords.address(clause.name),
            ]
        }
    }

    /// „Partner, Postleitzahl“
    static func label(_ path: String, _ labels: [String: String]) -> String {
        let parts = path.split(separator: ".").map(String.init)
        guard parts.count > 1 else { return labels[path] ?? ClauseNames.readable(path) }
        let head = labels[parts[0]] ?? ClauseNames.readable(parts[0])
        return "\(head), \(labels[path] ?? parts.dropFirst().map(ClauseNames.readable).joined(separator: ", "))"
    }
}
