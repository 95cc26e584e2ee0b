import Findings
import GermanText
import Settings

/// Which Absätze provisions have, where somebody has looked: `facts/absaetze.yaml`.
package struct Subsections: Sendable, Hashable {
    private var known: [String: [SectionNumber: Set<String>]]

    /// The Absätze („1“, „2a“) of a provision; `nil`: nobody has looked.
    package func of(_ number: SectionNumber, law: String) -> Set<String>? { known[law]?[number] }

    static let top = KeySet("der Absätze", FactReader.markKeys + ["gesetze"])
    static let keys = KeySet("des Gesetzes", FactReader.markKeys + ["gesetz", "vorschriften"])

    static func read(_ path: String) throws(FindingList) -> Subsections {
        let reader = try FactReader(path: path)
        let (top, _) = try reader.top(top)
        var known: [String: [SectionNumber: Set<String>]] = [:]
        for entry in top.groups("gesetze", keys) {
            known[entry.name("gesetz"), default: [:]].merge(provisions(entry)) { first, _ in first }
        }
        try reader.log.throwIfErrors()
        return Subsections(known: known)
    }

    /// One provision a line: its number, then its Absätze, ranges allowed: `64 1-2 2a 2b 3`.
    private static func provisions(_ entry: MappingReader) -> [SectionNumber: Set<String>] {
        guard let text = entry.text("vorschriften") else { return [:] }
        var result: [SectionNumber: Set<String>] = [:]
        var offset = 0
        for line in text.value.split(separator: "\n", omittingEmptySubsequences: false) {
            defer { offset += line.unicodeScalars.count + 1 }
            let parts = line.split(separator: " ")
            guard let first = parts.first else { continue }
            if let number = SectionNumber(first), let values = absaetze(parts.dropFirst()), !values.isEmpty {
                result[number] = values
            } else {
                entry.log.error(
                    "absaetze-unlesbar", at: text.place(at: offset), "Diese Zeile nennt keine Vorschrift mit ihren Absätzen.",
                    remedy: "Schreiben Sie Nummer und Absätze, zum Beispiel: 64 1-2 2a 2b 3.")
            }
        }
        return result
    }

    private static func absaetze(_ parts: ArraySlice<Substring>) -> Set<String>? {
        var values: Set<String> = []
        for part in parts {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { SectionNumber($0) }
            guard let first = ends.first ?? nil, ends.count <= 2 else { return nil }
            guard ends.count == 2 else {
                values.insert(first.description)
                continue
            }
            guard let last = ends[1], first.suffix.isEmpty, last.suffix.isEmpty, first < last, last.number < 100 else { return nil }
            for number in first.number...last.number { values.insert("\(number)") }
        }
        return values
    }
}

extension SectionNumber {
    /// „8a“: one to four figures and at most one small letter.
    init?(_ text: Substring) {
        let digits = text.utf8.prefix { $0 &- 0x30 < 10 }
        let rest = text.utf8.dropFirst(digits.count)
        guard (1...4).contains(digits.count), let number = Int(Substring(digits)), number > 0, rest.count <= 1,
            rest.allSatisfy({ $0 &- 0x61 < 26 })
        else { return nil }
        self.init(number, String(Substring(rest)))
    }
}
