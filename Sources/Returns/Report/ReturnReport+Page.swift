import Foundation
import PageMarks
import Production

extension ReturnReport {
    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { Array($0) + [0x0A] } ?? []
    }

    /// One file that needs no other, readable by screen readers and on paper.
    var page: String {
        let open = vertraege.filter { !$0.isFine }
        let fine = vertraege.filter(\.isFine)
        return """
            <!DOCTYPE html>
            <html lang="de">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Rücklauf</title>
            <style>
            body { font: 16px/1.5 system-ui, "Liberation Sans", Arial, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; max-width: 75rem; }
            table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
            caption { text-align: left; font-weight: bold; padding: .5rem 0; }
            th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
            thead th { background: #eee; }
            td:nth-child(2) { white-space: nowrap; }
            .offen { border-left: .4rem solid #b00020; padding-left: .8rem; }
            .gut { border-left: .4rem solid #1b7a1b; padding-left: .8rem; }
            @media print { body { margin: 0; font-size: 10pt; } tr { break-inside: avoid; } thead { display: table-header-group; } }
            </style>
            </head>
            <body>
            <main>
            <h1>Rücklauf</h1>
            <p class="\(alles_gut ? "gut" : "offen")"><strong>\(html(summary))</strong></p>
            <p>Gemessen ist, ob in den Feldern für Unterschriften Tinte ist – nicht, wessen Unterschrift es ist.</p>
            \(table("Zu klären", open))\(looseTable)\(table("In Ordnung", fine))\(scanTable)</main>
            </body>
            </html>

            """
    }

    private func html(_ text: String) -> String { BatchReport.escaped(text) }

    private func table(_ caption: String, _ contracts: [Contract]) -> String {
        guard !contracts.isEmpty else { return "" }
        let rows = contracts.map { contract in
            let copy = contract.ausfertigung > 0 ? "Ausfertigung \(contract.ausfertigung)" : ""
            let fields = contract.unterschriften.map { "\($0.wer.isEmpty ? $0.feld : $0.wer): \($0.ergebnis)" }.map(html).joined(separator: "<br>")
            return
                "<tr><th scope=\"row\">\(html(contract.vertrag.lastPathName))<br>\(html(contract.betreff))</th><td>\(copy)<br>\(PageMark.grouped(contract.kennung))</td><td>\(contract.ergebnis.map(html).joined(separator: "<br>"))</td><td>\(fields)</td><td>\(html(contract.datei))</td></tr>\n"
        }
        return """
            <table><caption>\(caption) (\(contracts.count))</caption>
            <thead><tr><th scope="col">Vertrag</th><th scope="col">Kennung</th><th scope="col">Ergebnis</th><th scope="col">Unterschriften</th><th scope="col">Liegt in</th></tr></thead>
            <tbody>
            \(rows.joined())</tbody></table>

            """
    }

    private var looseTable: String {
        guard !nicht_zugeordnet.isEmpty else { return "" }
        let rows = nicht_zugeordnet.map { entry in
            "<tr><th scope=\"row\">\(html(entry.grund))\(entry.kennung.map { "<br>" + PageMark.grouped($0) } ?? "")</th><td>\(html(ReturnWords.sheets(entry.blaetter, in: scans.count)))</td><td>\(html(entry.datei ?? "nur im Scan"))</td></tr>\n"
        }
        return """
            <table><caption>Blätter, die zu keinem Vertrag gehören</caption>
            <thead><tr><th scope="col">Grund</th><th scope="col">Blätter</th><th scope="col">Liegen in</th></tr></thead>
            <tbody>
            \(rows.joined())</tbody></table>

            """
    }

    private var scanTable: String {
        let rows = scans.map { "<tr><th scope=\"row\">\(html($0.datei))</th><td>\($0.blaetter)</td><td>\($0.sha256)</td></tr>\n" }
        return """
            <table><caption>Scans</caption>
            <thead><tr><th scope="col">Datei</th><th scope="col">Blätter</th><th scope="col">SHA-256</th></tr></thead>
            <tbody>
            \(rows.joined())</tbody></table>

            """
    }
}
