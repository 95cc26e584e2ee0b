import Findings

extension ValueConverter {
    /// A text out of a table: what a spreadsheet does to postcodes and telephone numbers is undone where that is certain.
    func tableText(_ text: String, _ style: ScalarStyle, for field: FieldDeclaration, node: InputNode, path: String) -> String? {
        guard case .cell = node.place else { return text }
        if field.name == "plz" { return postalCode(text, node: node, path: path) }
        if field.name == "telefon", style == .cellNumber {
            log.warning(
                "telefon-null", at: node.place, "Die Telefonnummer \(text) in „\(path)“ ist als Zahl gespeichert; eine führende Null fehlt dann.",
                remedy: "Stellen Sie die Spalte auf „Text“, und schreiben Sie die Nummer mit Vorwahl.")
        }
        return text
    }

    private func postalCode(_ text: String, node: InputNode, path: String) -> String? {
        switch PostalCode.read(text, regions: postalRegions()) {
        case .sound: return text
        case .repaired(let code):
            log.note(
                "plz-null", at: node.place, "Die Postleitzahl \(text) in „\(path)“ hat ihre führende Null verloren; gelesen wird \(code).",
                remedy: "Stellen Sie die Spalte auf „Text“.")
            return code
        case .incomplete(let padded):
            log.error(
                "plz-null", at: node.place, "Die Postleitzahl \(text) in „\(path)“ hat keine fünf Ziffern.",
                remedy: "Stellen Sie die Spalte auf „Text“, und schreiben Sie alle Ziffern; Excel streicht führende Nullen (\(padded)?).")
            return nil
        case .tooLong:
            log.error(
                "plz-null", at: node.place, "Die Postleitzahl \(quoted(text)) in „\(path)“ hat mehr als fünf Ziffern.",
                remedy: "Schreiben Sie die fünf Ziffern der Postleitzahl.")
            return nil
        }
    }
}
