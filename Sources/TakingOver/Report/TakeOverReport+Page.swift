import Findings
import Production

extension TakeOverReport {
    /// One file that needs no other, readable by screen readers and on paper.
    package var page: String {
        """
        <!DOCTYPE html>
        <html lang="de">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Übernahme alter Verträge</title>
        <style>
        body { font: 16px/1.5 system-ui, "Liberation Sans", Arial, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; max-width: 70rem; }
        table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
        caption { text-align: left; font-weight: bold; padding: .5rem 0; }
        th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
        thead th { background: #eee; }
        .warnung, .fehler { border-left: .4rem solid #b00020; padding: .1rem .8rem; }
        .hinweis { border-left: .4rem solid #767676; padding: .1rem .8rem; }
        li { margin: .3rem 0; }
        @media print { body { margin: 0; font-size: 10pt; } tr { break-inside: avoid; } thead { display: table-header-group; } }
        </style>
        </head>
        <body>
        <main>
        <h1>Übernahme alter Verträge</h1>
        <p>Alles Neue ist ein Entwurf: Klauseln und Vereinbarungen sind durchzusehen und freizugeben, bevor ein Vertrag daraus wird. Was unsicher war, steht hier Zeile für Zeile.</p>
        \(list("Nicht gelesen", refused))\(entries.map(part).joined())\(clusterPart)\(list("Befunde der Prüfung („klauselwerk check“)", checked))</main>
        </body>
        </html>

        """
    }

    private func html(_ text: String) -> String { BatchReport.escaped(text) }

    private func part(_ entry: Entry) -> String {
        let contract = entry.contract
        return """
            <h2>\(html(contract.path.lastPathName))</h2>
            <p>\(html(contract.title.joined(separator: " – ")))<br>\(html(Self.summary(of: entry))).<br>\(entry.isBuildable ? "Die neue Vereinbarung „\(html(contract.name))“ lässt sich erstellen." : "<strong>Die neue Vereinbarung „\(html(contract.name))“ lässt sich noch nicht erstellen; siehe Befunde der Prüfung.</strong>")</p>
            \(sections(entry))\(table("Anders als in der alten Datei", ["Alt", "Neu"], entry.deviations.map { [$0.before.isEmpty ? "(nichts)" : $0.before, $0.after.isEmpty ? "(fehlt)" : $0.after] }))\(list("Entscheidungen und Zweifel", entry.findings, level: 3))
            """
    }

    private func sections(_ entry: Entry) -> String {
        let rows = zip(entry.contract.sections, entry.matches).map { section, match in
            let found = match.map { match in
                var text = Self.words(for: match)
                if !match.onlyHere.isEmpty { text += "\nnur hier: " + Self.shortened(match.onlyHere) }
                if !match.onlyThere.isEmpty { text += "\nnur in der Klausel: " + Self.shortened(match.onlyThere) }
                return text
            }
            return [section.number?.text ?? "", section.heading.isEmpty ? "(ohne Überschrift)" : section.heading, "\(section.family)/\(entry.contract.name)", found ?? "neu"]
        }
        return table("Abschnitte", ["Nummer", "Überschrift", "Neue Klausel", "Bibliothek"], rows)
    }

    private static func shortened(_ passages: [String]) -> String {
        passages.prefix(6).map { "„\(TakeOverLog.excerpt($0))“" }.joined(separator: ", ") + (passages.count > 6 ? " …" : "")
    }

    private var clusterPart: String {
        guard entries.count > 1 else { return "" }
        let rows = clusters.all.map { cluster in
            let wordings = cluster.wordings.map { "\($0.contracts.joined(separator: ", ")): „\(TakeOverLog.excerpt($0.text))“" }
            return [cluster.heading, String(cluster.contracts.count), String(cluster.wordings.count), wordings.joined(separator: "\n")]
        }
        return table("Welche Klauseln wie oft vorkommen", ["Klausel", "Verträge", "Fassungen", "Wortlaut"], rows)
    }

    private func list(_ title: String, _ findings: [Finding], level: Int = 2) -> String {
        guard !findings.isEmpty else { return "" }
        let items = findings.map { finding in
            let place = if case .file(_, let line, _)? = finding.place, line > 0, finding.rule.hasPrefix("uebernahme-") { "Absatz \(line) der Datei: " } else { "" }
            let other = finding.rule.hasPrefix("uebernahme-") ? "" : finding.place.map { html(Self.relative($0.description, folder)) + ": " } ?? ""
            return
                "<li class=\"\(finding.severity.rawValue.lowercased())\">\(html(finding.severity.rawValue)): \(place)\(other)\(html(finding.message))\(finding.remedy.map { "<br>→ " + html($0) } ?? "")</li>\n"
        }
        return "<h\(level)>\(title)</h\(level)>\n<ul>\n\(items.joined())</ul>\n"
    }

    /// Paths within the new folder, so that the page says the same wherever it lies.
    static func relative(_ text: String, _ folder: String) -> String {
        guard let found = text.range(of: folder + "/") else { return text.lastPathName }
        return String(text[found.upperBound...])
    }

    private func table(_ title: String, _ heads: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        let head = heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
        let body = rows.map { "<tr>" + $0.map { "<td>\(html($0).replacing("\n", with: "<br>"))</td>" }.joined() + "</tr>\n" }.joined()
        return "<table><caption>\(title)</caption><thead><tr>\(head)</tr></thead>\n<tbody>\n\(body)</tbody></table>\n"
    }
}
