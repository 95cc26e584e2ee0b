import Findings
import Foundation

/// Findings for machines: `--json`. Keys are German like everything else that leaves the program.
public struct FindingJSON: Codable, Sendable, Hashable {
    let schwere: String
    let regel: String
    let ort: PlaceJSON?
    let meldung: String
    let abhilfe: String?

    public init(_ finding: Finding) {
        schwere = finding.severity.rawValue
        regel = finding.rule
        ort = finding.place.map(PlaceJSON.init)
        meldung = finding.message
        abhilfe = finding.remedy
    }

    struct PlaceJSON: Codable, Sendable, Hashable {
        var datei: String?
        var zeile: Int?
        var spalte: Int?
        var spaltenname: String?
        var spaltenbuchstabe: String?
        var option: String?

        init(_ place: Place) {
            switch place {
            case .file(let path, let line, let column):
                datei = path
                zeile = line == 0 ? nil : line
                spalte = column == 0 ? nil : column
            case .cell(let path, let row, let column, let letter):
                datei = path
                zeile = row
                spaltenname = column
                spaltenbuchstabe = letter
            case .option(let text):
                option = text
            }
        }
    }
}

/// Pretty JSON with sorted keys and without escaped slashes.
public func prettyJSON(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
}

/// A rule for machines: `check --rules --json`.
public struct RuleJSON: Encodable {
    let regel: String
    let schwere: String
    let erklaerung: String
    let abhilfe: String

    public init(_ card: RuleCard) {
        regel = card.id
        schwere = card.severity.rawValue
        erklaerung = card.explanation
        abhilfe = card.remedy
    }
}
