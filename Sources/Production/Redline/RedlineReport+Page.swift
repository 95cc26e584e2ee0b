import Word

extension RedlineReport {
    /// One file that needs no other, readable by screen readers and on paper.
    package var page: String {
        """
        <!DOCTYPE html>
        <html lang="de">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Vergleich: \(html(title))</title>
        <style>
        body { font: 16px/1.5 system-ui, "Liberation Sans", Arial, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; max-width: 70rem; }
        table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
        caption { text-align: left; font-weight: bold; padding: .5rem 0; }
        th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
        thead th { background: #eee; }
        del { background: #ffe1e1; color: #7a0000; }
        ins { background: #dff5df; color: #0b4a0b; }
        .warnung { border-left: .4rem solid #b00020; padding: .2rem .8rem; }
        @media print { body { margin: 0; font-size: 10pt; } tr { break-inside: avoid; } thead { display: table-header-group; } }
        </style>
        </head>
        <body>
        <main>
        <h1>Vergleich der zurückgegebenen Word-Datei</h1>
        <p>\(html(title)) – verglichen mit: \(html(comparedWith)). Formatierung ist nicht verglichen.</p>
        <p><strong>\(html(summary))</strong></p>
        \(warnings)\(changes)\(valueTable)\(remarkTable)\(answer)</main>
        </body>
        </html>

        """
    }

    private func html(_ text: String) -> String { BatchReport.escaped(text) }

    private var warnings: String {
        findings.map { "<p class=\"warnung\">\(html($0.severity.rawValue)): \(html($0.message))\($0.remedy.map { "<br>" + html($0) } ?? "")</p>\n" }.joined()
    }

    private var changes: String {
        groups.map { group in
            let rows = group.entries.map { entry in
                "<tr><td>\(entry.number)</td><th scope=\"row\">\(html(Self.place(of: entry.change)))</th><td>\(marked(entry.change))</td><td>\(html(Self.kind(of: entry.change))), \(html(marking(of: entry.change)))</td><td>\(Self.word(for: entry.decision))</td></tr>\n"
            }
            return """
                <h2>\(html(group.name))</h2>
                <table><thead><tr><th scope="col">Nr.</th><th scope="col">Stelle</th><th scope="col">Wortlaut</th><th scope="col">Art</th><th scope="col">Entscheidung</th></tr></thead>
                <tbody>
                \(rows.joined())</tbody></table>

                """
        }.joined()
    }

    private func marked(_ change: TextChange) -> String {
        change.parts.map { part in
            switch part {
            case .same(let text): html(text)
            case .removed(let text): "<del>\(html(text))</del>"
            case .added(let text): "<ins>\(html(text))</ins>"
            }
        }.joined(separator: " ")
    }

    static func word(for decision: Decision) -> String {
        switch decision {
        case .open: "offen"
        case .accepted: "angenommen"
        case .rejected: "abgelehnt"
        }
    }

    private var valueTable: String {
        table(
            "Geänderte Werte", ["Feld", "bisher", "neu", "Bemerkung"],
            values.values.map { [$0.label, $0.before, $0.after, $0.doubt ?? ""] })
    }

    private var remarkTable: String {
        table(
            "Kommentare", ["Stelle", "Von", "Zu", "Kommentar"],
            remarks.map { [$0.place, [$0.author, $0.date].filter { !$0.isEmpty }.joined(separator: ", "), $0.passage, $0.text] })
    }

    /// What the answer to the partner has to name.
    private var answer: String {
        let rejected = entries.filter { $0.decision == .rejected }
        return table(
            "Abgelehnt – für die Antwort an den Partner", ["Nr.", "Stelle", "Vorgeschlagen", "Es bleibt bei"],
            rejected.map { entry in
                [
                    String(entry.number), Self.place(of: entry.change), entry.change.kind == .deleted ? "(gestrichen)" : entry.change.after,
                    entry.change.kind == .inserted ? "(nichts)" : entry.change.before,
                ]
            })
    }

    private func table(_ title: String, _ heads: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        let head = heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
        let body = rows.map { "<tr>" + $0.map { "<td>\(html($0).replacing("\n", with: "<br>"))</td>" }.joined() + "</tr>\n" }.joined()
        return "<table><caption>\(title)</caption><thead><tr>\(head)</tr></thead>\n<tbody>\n\(body)</tbody></table>\n"
    }
}
