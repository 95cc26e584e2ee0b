import Agreements
import Assembler
import DocumentModel
import Findings
import Foundation

/// The template that the files of a batch are named by: `{{nr}}-{{partner.name}}.pdf`.
public struct FileNamePattern: Sendable, Hashable {
    public static let standard = "{{nr}}-{{partner.name}}.pdf"

    /// For agreements without a partner.
    private static let numbers = "{{nr}}.pdf"

    /// The usual names where nobody asks for others: with the partner where the agreement has one.
    static func usual(for agreement: AgreementFile) -> String {
        FieldScope(agreement.fields)[FieldPath("partner.name")] == nil ? numbers : standard
    }

    private enum Part: Sendable, Hashable {
        case text(String)
        case value(String)
    }

    private let parts: [Part]
    let text: String

    /// - Throws: that the template is not closed or names no field.
    init(_ text: String) throws(Failure) {
        self.text = text
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.range(of: "{{") {
            if open.lowerBound > rest.startIndex { parts.append(.text(String(rest[..<open.lowerBound]))) }
            guard let close = rest[open.upperBound...].range(of: "}}") else { throw FileNamePattern.wrong(text) }
            let path = rest[open.upperBound..<close.lowerBound].trimmingCharacters(in: .whitespaces)
            guard path.wholeMatch(of: /[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*/) != nil else { throw FileNamePattern.wrong(text) }
            parts.append(.value(path))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        guard parts.contains(where: { if case .value = $0 { true } else { false } }) else { throw FileNamePattern.wrong(text) }
        self.parts = parts
    }

    /// The name for a row; a field without value gives nothing.
    func name(number: String, _ data: AgreementData) -> String {
        var name = ""
        for part in parts {
            switch part {
            case .text(let text): name += text
            case .value(let path):
                let value = path == PartnerTable.keyColumn ? number : data.text(at: path) ?? ""
                name += FileName.slug(value)
            }
        }
        return FileName.safe(name)
    }

    /// A name that is no field would print nothing, in every file alike.
    ///
    /// - Parameters:
    ///   - known: whether rows can have a value at a path.
    ///   - names: of the fields there are, for the advice.
    /// - Throws: the first name that is none.
    func check(_ names: [String], isKnown known: (FieldPath) -> Bool) throws(Failure) {
        for case .value(let path) in parts where path != PartnerTable.keyColumn && !known(FieldPath(path)) {
            throw Failure(
                .usage,
                Finding(
                    .fehler, "option-falsch", at: .option("--file-names"), "Ein Feld „\(path)“ hat die Vereinbarung nicht, und die Tabelle keine solche Spalte.",
                    remedy: Suggestion.remedy(for: path, among: names) ?? "Nennen Sie eine Spalte der Tabelle, zum Beispiel „{{nr}}“ oder „{{partner.name}}“."))
        }
    }

    private static func wrong(_ text: String) -> Failure {
        Failure(
            .usage,
            Finding(
                .fehler, "option-falsch", at: .option("--file-names"), "„\(text)“ ist keine Vorlage für Dateinamen.",
                remedy: "Nennen Sie Felder in doppelten Klammern, zum Beispiel: \(standard)"))
    }
}
