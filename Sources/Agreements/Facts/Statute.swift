import Findings
import GermanText
import Settings

/// A statute as citations name it.
package struct Statute: Sendable, Hashable {
    /// „SGB VIII“
    package var abbreviation: String
    /// Other abbreviations in use: „DS-GVO“.
    package var alternatives: [String]
    /// Official name in full.
    package var name: String
    package var isNameVerified: Bool
    package var unit: StatuteCitation.Unit
    /// What is to be known when it is cited; `nil` for most.
    package var note: String?
    package var mark: FactMark
    /// Official headings; a provision that is gone has none.
    package var headings: [SectionNumber: String?]
    /// Every provision of the statute is in ``headings``.
    package var isComplete: Bool

    /// What is known of a provision.
    package enum Standing: Sendable, Hashable {
        case inForce(heading: String)
        case repealed
        /// The list is complete, and it is not there.
        case missing
        /// The list is not complete: nobody has looked.
        case unchecked
    }

    package func standing(of number: SectionNumber) -> Standing {
        switch headings[number] {
        case .some(.some(let heading)): .inForce(heading: heading)
        case .some(.none): .repealed
        case .none: isComplete ? .missing : .unchecked
        }
    }
}

/// `facts/gesetze.yaml`
package struct Statutes: Sendable {
    /// In the order of the file.
    package let all: [Statute]
    private let byName: [String: Int]

    init(_ all: [Statute]) {
        self.all = all
        byName = Dictionary(
            all.enumerated().flatMap { index, statute in
                ([statute.abbreviation] + statute.alternatives).map { ($0, index) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// By its abbreviation or an alternative.
    package subscript(abbreviation: String) -> Statute? { byName[abbreviation].map { all[$0] } }

    /// All abbreviations, sorted.
    package var names: [String] { byName.keys.sorted() }

    /// The official heading of the one provision that is cited, whatever part of it; `nil` for several, for unknown statutes and for
    /// provisions that are gone or not in the list.
    package func heading(of citation: StatuteCitation) -> String? {
        guard let law = citation.law, let statute = self[law], !citation.needsPluralSign, let provision = citation.provisions.first,
            case .inForce(let heading) = statute.standing(of: provision.number)
        else { return nil }
        return heading
    }
}

extension Statutes {
    static let top = KeySet("der Gesetze", ["stand", "gesetze"])
    static let keys = KeySet(
        "des Gesetzes",
        FactReader.markKeys + ["abkuerzung", "auch", "name", "name_geprueft", "einheit", "hinweis", "vollstaendig", "ueberschriften"])

    static func read(_ path: String) throws(FindingList) -> Statutes {
        let reader = try FactReader(path: path)
        let (top, asOf) = try reader.top(top)
        var statutes: [Statute] = []
        for entry in top.groups("gesetze", keys) {
            let mark = reader.mark(entry, asOf: asOf)
            statutes.append(
                Statute(
                    abbreviation: entry.name("abkuerzung"), alternatives: entry.texts("auch").map(\.value), name: entry.name("name"),
                    isNameVerified: entry.flag("name_geprueft") ?? mark.isVerified,
                    unit: entry.string("einheit").flatMap(StatuteCitation.Unit.init(rawValue:)) ?? .paragraph,
                    note: entry.string("hinweis"), mark: mark, headings: headings(entry), isComplete: entry.flag("vollstaendig") ?? false))
        }
        try reader.log.throwIfErrors()
        return Statutes(statutes)
    }

    /// One provision a line: number, blank, heading. One text for all of them, since hundreds of YAML nodes would cost a build
    /// more than its line breaking.
    private static func headings(_ entry: MappingReader) -> [SectionNumber: String?] {
        guard let text = entry.text("ueberschriften") else { return [:] }
        var result: [SectionNumber: String?] = [:]
        var offset = 0
        for line in text.value.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            defer { offset += String(Substring(line)).unicodeScalars.count + 1 }
            guard !line.isEmpty else { continue }
            guard let (number, heading) = numbered(line) else {
                entry.log.error(
                    "ueberschrift-ohne-nummer", at: text.place(at: offset), "Diese Zeile beginnt nicht mit der Nummer einer Vorschrift.",
                    remedy: "Schreiben Sie je Zeile Nummer und Überschrift, zum Beispiel: 8a Schutzauftrag bei Kindeswohlgefährdung.")
                continue
            }
            if result.updateValue(heading == "(weggefallen)" ? nil : heading, forKey: number) != nil {
                entry.log.error(
                    "ueberschrift-doppelt", at: text.place(at: offset), "Die Vorschrift \(number) steht zweimal in der Liste.",
                    remedy: "Streichen Sie eine der beiden Zeilen.")
            }
        }
        return result
    }

    private static func numbered(_ line: Substring.UTF8View) -> (SectionNumber, heading: String)? {
        let digits = line.prefix { $0 &- 0x30 < 10 }
        guard (1...4).contains(digits.count), let number = Int(Substring(digits)) else { return nil }
        var rest = line.dropFirst(digits.count)
        var suffix = ""
        if let letter = rest.first, letter &- 0x61 < 26 {
            suffix = String(Unicode.Scalar(letter))
            rest = rest.dropFirst()
        }
        guard rest.first == 0x20, rest.count > 1 else { return nil }
        return (SectionNumber(number, suffix), String(Substring(rest.dropFirst())))
    }
}
