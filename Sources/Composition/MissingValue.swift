import DocumentModel
import Findings

/// How a value that a text needs can be given.
enum MissingValue {
    static func finding(_ path: FieldPath, _ label: String, at place: Place) -> Finding {
        var finding = Finding(.fehler, "wert-fehlt", at: place, "Für das Feld „\(path)“ (\(label)) fehlt der Wert.", remedy: remedy(path))
        finding.missing = path.rawValue
        return finding
    }

    private static func remedy(_ path: FieldPath) -> String {
        switch path.rawValue.split(separator: ".").last {
        // These follow from what binds the party, which nothing tells of a body of the Federation.
        case "datenschutzgesetz", "datenschutzaufsicht":
            "Geben Sie bei der Partei „datenschutzrecht“ an (bund: Bundesbehörde, jobcenter: gemeinsame Einrichtung) und „land“, oder den Wert selbst: --set \(path)=…."
        default: "Geben Sie den Wert in den Daten an, oder mit „--set \(path)=…“."
        }
    }
}
