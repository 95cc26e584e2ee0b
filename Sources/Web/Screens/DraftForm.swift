import Findings

/// A draft's form as values for its template.
struct DraftForm {
    let draft: Draft
    let interview: Interview

    /// Of the whole page.
    var values: [String: Any] {
        let own: [String: Any] = [
            "anlagenzahl": shown(KeptAnnex.said(draft.annexes)), "id": draft.id, "name": draft.name, "version": "\(draft.version)",
            "gruppen": interview.groups.map(group), "zeit": GermanTime.text(draft.changed),
        ]
        return own.merging(standing) { first, _ in first }
    }

    /// Of what stands above the form: what is missing, what is wrong, what will be printed.
    var standing: [String: Any] {
        let missing = interview.told.filter(\.isMissing)
        let told = interview.told.filter { !$0.isMissing }
        return [
            "fehlend": missing.map(entry), "fehlt": !missing.isEmpty, "fehltAnzahl": missing.count == 1 ? "Eine Angabe fehlt" : "\(missing.count) Angaben fehlen",
            "fehler": told.filter { $0.severity == .fehler }.map(entry), "hatFehler": told.contains { $0.severity == .fehler },
            "hinweise": told.filter { $0.severity != .fehler }.map(entry), "hatHinweise": told.contains { $0.severity != .fehler },
            "gruende": interview.statusReasons.map(ClerkWords.sentence), "istEntwurf": interview.isComplete && !interview.statusReasons.isEmpty,
            "mitBeispiel": !interview.isComplete && interview.shown != nil, "fertig": interview.isComplete,
        ]
    }

    func entry(_ finding: ToldFinding) -> [String: Any] {
        let field = interview.groups.lazy.flatMap { group in group.fields.map { (group, $0) } }.first { $0.1.path == finding.path }
        return [
            "art": finding.severity.rawValue, "text": finding.message, "abhilfe": shown(finding.remedy), "feld": shown(finding.path),
            "beschriftung": shown(field.map { "\($0.1.label) (\($0.0.title))" }),
        ]
    }

    /// Names of all inputs.
    var names: Set<String> {
        Set(
            interview.fields.flatMap { field -> [String] in
                guard case .rows(let columns) = field.control else { return [field.path] }
                return (1...rowCount(field.path)).flatMap { row in columns.map { "\(field.path).\(row).\($0.name)" } }
            })
    }

    private func group(_ group: InterviewGroup) -> [String: Any] {
        let rare = group.fields.filter { field in field.isRare && !interview.told.contains { $0.path == field.path } }
        return [
            "id": group.id, "titel": group.title, "felder": group.fields.filter { !rare.contains($0) }.map(field), "selten": rare.map(field), "hatSelten": !rare.isEmpty,
        ]
    }

    private func field(_ field: InterviewField) -> [String: Any] {
        let findings = interview.told.filter { $0.path == field.path }
        let isWrong = findings.contains { $0.severity == .fehler && !$0.isMissing }
        let help = [field.help, isChoice(field) ? nil : field.standard.map { "Bleibt es leer, gilt: \($0)" }].compactMap { $0 }
        let described = (help.isEmpty ? [] : ["hilfe-\(field.path)"]) + ["befund-\(field.path)"]
        return [
            "pfad": field.path, "beschriftung": field.label, "hilfen": help, "hatHilfe": !help.isEmpty, "falsch": isWrong, "noetig": field.isNeeded,
            "fehltHier": findings.contains(where: \.isMissing), "befunde": findings.filter { !$0.isMissing }.map(entry),
            "beschreibung": shown(described.joined(separator: " ")), "stehtIn": shown(field.printedBy.joined(separator: ", ")),
        ].merging(control(field.control, field.path, draft.answers[field.path] ?? "")) { first, _ in first }
    }

    private func isChoice(_ field: InterviewField) -> Bool { if case .choice = field.control { true } else { false } }

    private func control(_ control: InterviewField.Control, _ name: String, _ value: String) -> [String: Any] {
        switch control {
        case .text: ["zeile": true, "wert": value]
        case .number: ["zeile": true, "zahl": true, "wert": value]
        case .longText, .lines: ["absatz": true, "wert": value, "liste": control == .lines]
        case .choice(let choices):
            [
                "auswahl": true,
                "moeglich": choices.map { ["wert": $0.value, "text": $0.label, "gewaehlt": $0.value == value] as [String: Any] },
            ]
        case .rows(let columns): ["tabelle": true, "spalten": columns.map(\.label), "zeilen": rows(columns, name)]
        }
    }

    /// Those that are filled in, and an empty one to go on in.
    private func rowCount(_ name: String) -> Int {
        let last = draft.answers.keys.filter { $0.hasPrefix(name + ".") }.compactMap { key in Int(key.dropFirst(name.count + 1).prefix { $0 != "." }) }.max() ?? 0
        return min(max(last, 0), 500) + 1
    }

    private func rows(_ columns: [InterviewField.Column], _ name: String) -> [[String: Any]] {
        (1...rowCount(name)).map { number in
            let cells = columns.map { column -> [String: Any] in
                let path = "\(name).\(number).\(column.name)"
                return ["pfad": path, "beschriftung": "\(column.label), Zeile \(number)"].merging(
                    control(column.control, path, draft.answers[path] ?? "")
                ) { first, _ in first }
            }
            return ["nummer": "\(number)", "zellen": cells]
        }
    }
}
