import Findings
import Settings

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

    /// A number that its cell shows otherwise: what is shown holds, and where that is something else it is said.
    func shown(_ reading: NumberNotation.Reading, _ text: String, _ stored: String?, node: InputNode, path: String) -> NumberNotation.Reading {
        guard let stored, case .number(let number) = NumberNotation.german(stored, style: .quoted) else { return reading }
        switch reading {
        case .number(let seen):
            if seen != number {
                log.note(
                    "zahl-gerundet-gezeigt", at: node.place, "Die Zelle zeigt \(quoted(text)), gespeichert ist \(stored); gelesen wird, was sie zeigt.",
                    remedy: "Stimmt das nicht, so schreiben Sie die Zahl so in die Zelle, wie sie im Vertrag stehen soll.")
            }
            return reading
        case .ambiguous: return reading
        case .notANumber:
            log.note(
                "zahl-mit-zusatz", at: node.place, "Die Zelle zeigt \(quoted(text)); als Wert von „\(path)“ wird die Zahl \(stored) gelesen.",
                remedy: "Stimmt das nicht, so schreiben Sie die Zahl ohne Zusatz in die Zelle.")
            return .number(number)
        }
    }

    private func postalCode(_ text: String, node: InputNode, path: String) -> String? {
        switch PostalCode.read(text, regions: postalRegions()) {
        case .sound: return text
        case .cleaned(let code):
            log.note(
                "plz-schreibweise", at: node.place, "Die Postleitzahl \(quoted(text)) in „\(path)“ wird als \(code) gelesen.",
                remedy: "Schreiben Sie nur die fünf Ziffern.")
            return code
        case .mistyped:
            log.error(
                "plz-schreibweise", at: node.place, "Die Postleitzahl \(quoted(text)) in „\(path)“ enthält einen Buchstaben.",
                remedy: "Schreiben Sie die fünf Ziffern der Postleitzahl; eine Null ist kein O.")
            return nil
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
