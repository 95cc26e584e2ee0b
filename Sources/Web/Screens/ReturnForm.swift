import Production
import Word

/// A comparison as values for its template.
struct ReturnForm {
    let report: RedlineReport
    /// Of the draft's form, by the paths of its fields.
    let labels: [String: String]

    var values: [String: Any] {
        var keys = ChangeKeys()
        let named = report.entries.map { (entry: $0, key: keys.next($0)) }
        var groups: [(title: String, entries: [[String: Any]])] = []
        for (entry, key) in named {
            let title = Self.title(entry.change.clause)
            let index = groups.firstIndex { $0.title == title } ?? groups.count
            if index == groups.count { groups.append((title, [])) }
            groups[index].entries.append(change(entry, key))
        }
        let rejected = report.entries.filter { $0.decision == .rejected }
        let open = report.entries.count { $0.decision == .open }
        return [
            "satz": sentence, "womit": report.comparedWith,
            "gruppen": groups.enumerated().map { ["nummer": "\($0.offset + 1)", "titel": $0.element.title, "aenderungen": $0.element.entries] as [String: Any] },
            "keine": report.entries.isEmpty, "hinweise": remarks, "hatHinweise": !remarks.isEmpty,
            "verweise": shown(report.references.map { RedlineReport.place(of: $0) }.joined(separator: "; ")), "werte": report.values.values.map(value),
            "hatWerte": !report.values.values.isEmpty,
            "kommentare": report.remarks.map {
                [
                    "stelle": $0.place.isEmpty ? "–" : $0.place, "von": [$0.author, $0.date].filter { !$0.isEmpty }.joined(separator: ", "), "zu": shown($0.passage),
                    "text": $0.text,
                ] as [String: Any]
            },
            "hatKommentare": !report.remarks.isEmpty, "unsichtbar": report.invisible.map { ["stelle": $0.place.isEmpty ? "In der Datei" : $0.place, "text": $0.text] },
            "hatUnsichtbar": !report.invisible.isEmpty, "antwort": answer(rejected), "hatAntwort": !rejected.isEmpty,
            "etwas": !report.entries.isEmpty || !report.values.values.isEmpty,
            "stand": open == 0 ? "Über alle Änderungen ist entschieden." : open == 1 ? "Eine Änderung ist noch offen." : "\(open) Änderungen sind noch offen.",
        ]
    }

    /// Without the name of the file, which stands above.
    private var sentence: String {
        let text = report.summary
        guard let colon = text.range(of: ": ") else { return text }
        return String(text[colon.upperBound...])
    }

    private static func title(_ clause: String?) -> String {
        guard let clause else { return "Außerhalb der Klauseln" }
        return "Klausel „\(ClauseNames.subject(String(clause.prefix { $0 != "@" })))“"
    }

    private var remarks: [[String: Any]] {
        report.findings.map { ["art": $0.severity.rawValue, "text": ClerkWords.sentence($0.message), "abhilfe": shown(ClerkWords.remedy($0.remedy))] }
    }

    private func change(_ entry: RedlineReport.Entry, _ key: String) -> [String: Any] {
        let isHidden = report.hasRevisions && entry.change.marking != .tracked
        return [
            "nummer": "\(entry.number)", "schluessel": key, "stelle": RedlineReport.place(of: entry.change), "art": RedlineReport.kind(of: entry.change),
            "kennzeichnung": report.marking(of: entry.change), "verdeckt": isHidden,
            "teile": parts(entry.change),
            "offen": entry.decision == .open, "angenommen": entry.decision == .accepted, "abgelehnt": entry.decision == .rejected,
        ]
    }

    /// No blank stands before a sign that ends something.
    private func parts(_ change: TextChange) -> [[String: Any]] {
        change.parts.enumerated().map { index, part in
            switch part {
            case .same(let text): ["gleich": (index > 0 && !".,;:!?)“".contains(text.first ?? ".") ? " " : "") + text]
            case .removed(let text): ["weg": text, "blank": index > 0]
            case .added(let text): ["neu": text, "blank": index > 0]
            }
        }
    }

    private func value(_ value: ReturnedValues.Value) -> [String: Any] {
        let name = labels[value.path] ?? value.path.split(separator: ".").map { ClauseNames.readable(String($0)) }.joined(separator: ", ")
        return [
            "pfad": value.path, "feld": name, "bisher": value.before, "neu": value.after, "sicher": value.value != nil && labels[value.path] != nil, "zweifel": shown(value.doubt),
        ]
    }

    /// To be copied into a letter.
    private func answer(_ rejected: [RedlineReport.Entry]) -> String {
        rejected.map { entry in
            let proposed = entry.change.kind == .deleted ? "(gestrichen)" : entry.change.after
            let stays = entry.change.kind == .inserted ? "(nichts)" : entry.change.before
            return "\(RedlineReport.place(of: entry.change))\nVorgeschlagen: \(proposed)\nEs bleibt bei: \(stays)"
        }.joined(separator: "\n\n")
    }
}
