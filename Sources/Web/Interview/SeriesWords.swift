import Agreements
import Assembler
import Findings
import Production
import Synchronization

/// Findings in the words of somebody who has got a form or a table before him: no fields' paths, no files, no options.
struct SeriesWords: Sendable {
    /// Labels by the paths of fields: `partner.plz` → „Postleitzahl“.
    let labels: [String: String]

    init(_ catalogue: FieldCatalogue?) {
        var labels = [PartnerTable.keyColumn: "Nr.", PartnerRow.annexColumn: "Anlagen"]
        func add(_ field: FieldDeclaration, _ path: String) {
            labels[path] = field.label
            for member in field.kind.members { add(member, "\(path).\(member.name)") }
            if case .list(let element) = field.kind { for member in element.members { labels["\(path).\(member.name)"] = member.label } }
            if case .table(let columns) = field.kind { for column in columns { labels["\(path).\(column.name)"] = column.label } }
        }
        for entry in catalogue?.entries ?? [] { add(entry.declaration, entry.path.rawValue) }
        // A column may leave out what stands before the field of a clause.
        for entry in catalogue?.entries ?? [] where entry.path.rawValue.hasPrefix("klauseln.") {
            let short = entry.path.rawValue.split(separator: ".").last.map(String.init) ?? ""
            if labels[short] == nil { labels[short] = entry.declaration.label }
        }
        self.labels = labels
    }

    /// The heading of a column; what no field is stays as it stands.
    func heading(_ name: String) -> String { labels[name] ?? name }

    /// „partner.plz“ → „Postleitzahl“: what stands between quotation marks and is the path of a field.
    func sentence(_ text: String) -> String {
        var rest = Self.sentence(text)[...]
        var result = ""
        while let open = rest.firstIndex(of: "„") {
            let begin = rest.index(after: open)
            result += rest[..<begin]
            rest = rest[begin...]
            guard let close = rest.firstIndex(where: { $0 == "“" || $0 == "„" }), rest[close] == "“", let label = labels[String(rest[..<close])] else { continue }
            result += label
            rest = rest[close...]
        }
        return result + rest
    }

    /// Without the places in files that messages name in brackets.
    static func sentence(_ text: String) -> String {
        if let known = known.withLock({ $0[text] }) { return known }
        let made = made(text)
        known.withLock { known in
            if known.count >= mostKnown { known.removeAll() }
            known[text] = made
        }
        return made
    }

    /// The same findings are told at every letter that somebody types.
    private static let known = Mutex<[String: String]>([:])
    private static let mostKnown = 2_048

    private static func made(_ text: String) -> String {
        var plain = text
        // An expression is made anew each time; only sentences that could match ask for one.
        if plain.utf8.contains(UInt8(ascii: "(")), plain.utf8.contains(UInt8(ascii: ".")) {
            plain = plain.replacing(#/ \([^()]*\.(?:ya?ml|md|txt)[^()]*\)/#, with: "")
        }
        if plain.utf8.contains(UInt8(ascii: "/")) { plain = plain.replacing(#/(?:/[^ /„“]+)+/Partnerliste/#, with: "Partnerliste") }
        return ClerkWords.sentence(plain)
    }

    func remedy(_ text: String?) -> String? { ClerkWords.remedy(text).map(sentence) }

    /// „Zeile 5, Nr.: …“
    func values(_ finding: Finding) -> [String: Any] {
        var place = ""
        if case .cell(_, let row, let column, let letter)? = finding.place {
            place = "Zeile \(row)"
            if let column { place += ", „\(heading(column))“" }
            if let letter { place += " (Spalte \(letter))" }
        }
        return ["art": finding.severity.rawValue, "ort": shown(place), "text": sentence(finding.message), "abhilfe": shown(remedy(finding.remedy))]
    }
}
