import Stewardship

/// Sections of a form as their templates show them.
struct FormSections {
    let tree: SettingNode
    /// What could not be laid over the file, by names of fields.
    var typed: [String: String] = [:]
    /// The row that has just been moved or made.
    var focus: SettingPath?

    func values(_ sections: [SettingSection]) -> [[String: Any]] {
        sections.map { section -> [String: Any] in
            let hasTyped = section.allControls.contains { typed[$0.name] != nil }
            let hasFocus = focus.map { path in section.rows.contains { contains($0, path) } } ?? false
            let rows = section.rows.enumerated().map { row($1, $0, section.rows.count) }
            return [
                "id": section.id, "titel": section.title, "hilfe": shown(section.help), "felder": section.controls.compactMap { $0.values(tree, typed: typed[$0.name]) },
                "zeilen": rows, "hatZeilen": !rows.isEmpty, "zugaben": section.additions.map(addition), "schalter": section.buttons.map(button),
                "offen": section.isOpen || hasTyped || hasFocus,
            ]
        }
    }

    private func contains(_ row: SettingSection.Row, _ path: SettingPath) -> Bool { row.path == path || row.rows.contains { contains($0, path) } }

    private func row(_ row: SettingSection.Row, _ index: Int, _ count: Int) -> [String: Any] {
        let isFocus = row.path == focus
        let hasTyped = row.controls.contains { typed[$0.name] != nil }
        let holdsFocus = focus.map { path in row.rows.contains { contains($0, path) } } ?? false
        let fields = row.controls.compactMap { $0.values(tree, typed: typed[$0.name]) }
        let rows = row.rows.enumerated().map { self.row($1, $0, row.rows.count) }
        return [
            "pfad": "\(row.path)", "zeilentitel": row.title, "anmerkung": shown(row.note), "beweglich": row.isMovable, "entfernbar": row.isRemovable,
            "hoeher": row.isMovable && index > 0, "tiefer": row.isMovable && index + 1 < count, "gesucht": isFocus, "felder": fields, "hatFelder": !fields.isEmpty,
            "schalter": row.buttons.map(button), "zeilen": rows, "hatZeilen": !rows.isEmpty, "zugaben": row.additions.map(addition),
            "auf": row.isOpen || isFocus || hasTyped || holdsFocus,
        ]
    }

    private func button(_ button: SettingSection.Button) -> [String: Any] { ["tat": button.act, "aufschrift": button.text] }

    private func addition(_ addition: SettingSection.Addition) -> [String: Any] {
        [
            "tat": addition.act, "aufschrift": addition.button,
            "eingaben": addition.fields.map { field -> [String: Any] in
                [
                    "name": field.name, "id": "n-" + field.name.replacing(".", with: "-"), "beschriftung": field.label, "vorschlaege": shown(field.proposals),
                    "auswahl": field.choices != nil, "zeile": field.choices == nil, "optionen": (field.choices ?? []).map { ["wert": $0.value, "text": $0.label] },
                ]
            },
        ]
    }
}
