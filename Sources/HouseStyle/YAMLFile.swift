import Findings
import Foundation
import Yams

/// A YAML file on its way to a ``FieldGroup``.
enum YAMLFile {
    /// docs/formats.md: files are at most 2 MiB.
    private static let mostBytes = 2 << 20

    /// - Throws: that the file is missing, too large or not UTF-8.
    static func text(of path: String, kind: String) throws(Findings) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Findings([
                Finding(
                    .fehler, "datei-fehlt", at: .file(path), "Die Datei (\(kind)) lässt sich nicht lesen.",
                    remedy: "Prüfen Sie Namen und Leserechte.")
            ])
        }
        guard data.count <= mostBytes else {
            throw Findings([Finding(.fehler, "datei-zu-gross", at: .file(path), "Die Datei ist größer als 2 MiB.")])
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Findings([
                Finding(
                    .fehler, "datei-kein-text", at: .file(path), "Die Datei ist kein UTF-8-Text.",
                    remedy: "Speichern Sie sie als UTF-8.")
            ])
        }
        return text
    }

    /// The file's mapping; `nil` after a finding.
    static func mapping(_ yaml: String, _ findings: FileFindings) -> FieldGroup? {
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                findings.error("yaml-leer", at: nil, "Die Datei ist leer.")
                return nil
            }
            return FieldGroup(node, findings)
        } catch let error as YamlError {
            let (mark, problem) = Self.description(of: error)
            findings.error(
                "yaml-fehler", at: mark, "Das ist kein gültiges YAML (\(problem)).",
                remedy: "Prüfen Sie Einrückung, Doppelpunkte und Anführungszeichen.")
        } catch {
            findings.error("yaml-fehler", at: nil, "Das ist kein gültiges YAML.")
        }
        return nil
    }

    private static func description(of error: YamlError) -> (Yams.Mark?, String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark, problem)
        case .duplicatedKeysInMapping(let duplicates, _):
            (nil, "doppelte Schlüssel: " + duplicates.map(\.description).sorted().joined(separator: ", "))
        default: (nil, "die Datei lässt sich nicht zerlegen")
        }
    }

    /// `styles/klassisch.yaml` → `klassisch`
    static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}
