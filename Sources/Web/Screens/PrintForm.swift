import Findings
import Production

/// What is asked before a print run, as values for `druckangaben`.
struct PrintForm {
    /// The last one; a new one begins with what it was.
    let kept: SeriesPrint?
    let typed: FormFields
    /// What it can be ordered by: paths of fields, and what they are called.
    let orders: [(path: String, label: String)]
    let letters: [(name: String, title: String)]
    /// By the fields' names.
    let faults: [String: String]

    private static let labels = [
        "ausfertigungen": "Ausfertigungen", "empfaenger": "Für wen die Ausfertigungen sind", "blaetter": "Höchstens so viele Blätter je Band", "sortiert": "Reihenfolge",
        "anschreiben": "Anschreiben",
    ]

    var values: [String: Any] {
        let isTyped = typed.has("ausfertigungen")
        func text(_ name: String, _ kept: String) -> String { isTyped ? typed[name] ?? "" : kept }
        let order = text("sortiert", kept?.order ?? "")
        let letter = text("anschreiben", kept?.letter ?? "")
        func fault(_ name: String) -> Any { faults[name].map { ["name": name, "text": $0] as Any } ?? false }
        return [
            "ausfertigungen": text("ausfertigungen", "\(kept?.copies ?? 1)"), "empfaenger": text("empfaenger", (kept?.recipients ?? []).joined(separator: "\n")),
            "trennblaetter": isTyped ? typed["trennblaetter"] == "ja" : kept?.slipSheets ?? false, "blaetter": text("blaetter", kept?.sheets.map(String.init) ?? ""),
            "reihenfolgen": orders.map { ["wert": $0.path, "text": $0.label, "gewaehlt": $0.path == order] as [String: Any] },
            "schreiben": letters.map { ["wert": $0.name, "text": $0.title, "gewaehlt": $0.name == letter] as [String: Any] },
            "faelle": ["ausfertigungen", "empfaenger", "blaetter", "sortiert", "anschreiben"].compactMap { name in
                faults[name].map { ["name": name, "text": $0, "titel": Self.labels[name] ?? name] }
            },
            "hatFehler": !faults.isEmpty, "fAusfertigungen": fault("ausfertigungen"), "fEmpfaenger": fault("empfaenger"), "fBlaetter": fault("blaetter"),
        ]
    }

    /// Agreements in form of a letter.
    static func letters(_ library: WarmLibrary) -> [(name: String, title: String)] {
        library.workspace.agreementNames.compactMap { name in
            guard let agreement = try? library.agreement(name), agreement.letter != nil else { return nil }
            return (name, AgreementCard(agreement).title)
        }
    }

    /// Files of a finished print run.
    static func volumes(_ print: SeriesPrint?) -> [[String: Any]] {
        (print?.volumes ?? []).map { ["name": $0.name, "blaetter": $0.sheets == 1 ? "1 Blatt" : "\($0.sheets) Blätter"] }
    }
}
