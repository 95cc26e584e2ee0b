import Findings
import Settings

/// A YAML file on its way to a ``FieldGroup``.
enum YAMLFile {
    /// - Throws: that the file is missing, no regular file, too large or not UTF-8.
    static func text(of path: String) throws(FindingList) -> String { try SourceFile(contentsOf: path).text }

    /// The file's mapping; `nil` after a finding.
    static func mapping(_ yaml: String, file: String, _ findings: FindingLog) -> FieldGroup? {
        let root: InputNode
        do throws(FindingList) { root = try YAMLSyntax.root(of: yaml, file: file) } catch {
            findings.add(error.all)
            return nil
        }
        if case .mapping([]) = root.content {
            findings.error(
                "yaml-leer", at: .file(file, line: 0, column: 0), "Die Datei ist leer.",
                remedy: "Holen Sie die Datei aus der Auslieferung zurück, oder schreiben Sie mindestens: name: klassisch.")
            return nil
        }
        return FieldGroup(root, findings)
    }

    /// `styles/klassisch.yaml` → `klassisch`
    static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}
