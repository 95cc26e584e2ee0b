import Findings

/// What is said of a file that is something else than a table.
enum TableRefusal {
    static func finding(_ path: String, _ what: String) -> Finding {
        Finding(
            .fehler, "tabelle-format", at: .file(path), "Die Datei ist \(what).",
            remedy: "Geben Sie eine Tabelle an: \(TableKind.inGerman). Aus Excel: „Speichern unter“, „Excel-Arbeitsmappe (.xlsx)“.")
    }
}
