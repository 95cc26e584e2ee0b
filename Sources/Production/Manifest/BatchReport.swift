import Findings
import Foundation

/// `bericht.html`: what became of every row, for people. One file that needs no other, readable by screen readers and on paper.
package enum BatchReport {
    /// What every report begins with.
    static let beginning =
        "<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Bericht: "

    /// Where the report has the other things that a row or a failure leads to.
    struct Links {
        /// From the page to the folder of the run.
        var folder = ""
        /// From the page to the list of clauses.
        var clauses = ""
        /// Whether rows can be led to.
        var marksRows = false
    }

    /// One page, or an overview of many where there are very many rows.
    ///
    /// - Parameter left: contracts in the folder that are no row's.
    static func write(_ header: ManifestHeader, _ rows: some ManifestRows, left: [LeftContract] = [], in folder: BatchFolder) throws(Failure) {
        if rows.count > ReportPages.mostRowsOfOnePage { return try ReportPages.write(header, rows, left: left, in: folder) }
        let file = try FileWriter(folder.file(folder.reportName), temporary: folder.temporary(1))
        let letters = names(of: rows.selections)
        try file.write(head(header))
        if header.gescheitert > 0 {
            try file.write("<h2 id=\"gescheitert\">Gescheiterte Zeilen</h2>\n<dl>\n")
            try forEach(rows, file) { record in record.datei == nil ? failure(record) : "" }
            try file.write("</dl>\n")
        }
        try file.write("<h2 id=\"vertraege\">\(escaped(matter(header)))</h2>\n" + tableHead(caption(header)))
        try forEach(rows, file) { row($0, letters, Links()) }
        try file.write("</tbody>\n</table>\n" + self.left(left))
        try file.write(selections(rows.selections, letters))
        try file.write("</main>\n</body>\n</html>\n")
        try file.finish()
        ReportSheets.remove(in: folder)
    }

    static func matter(_ header: ManifestHeader) -> String { header.inhalt ?? "Verträge" }

    private static func caption(_ header: ManifestHeader) -> String {
        header.tabelle.isEmpty ? "\(matter(header)) mit ihren Dateien" : "Alle Zeilen der Tabelle „\(header.tabelle)“ mit ihren Dateien"
    }

    static func tableHead(_ caption: String) -> String {
        """
        <table>
        <caption>\(escaped(caption))</caption>
        <thead><tr><th scope="col">Zeile</th><th scope="col">Nr.</th><th scope="col">Partner</th><th scope="col">Datei</th>\
        <th scope="col">Seiten</th><th scope="col">Klauseln</th><th scope="col">Befunde</th>\
        <th scope="col">Prüfsumme (SHA-256, Anfang)</th></tr></thead>
        <tbody>

        """
    }

    /// - Throws: ``Failure`` with status 65 where a line is none of ours: a report that leaves out a row would be false.
    static func forEachRecord(_ rows: some ManifestRows, _ body: (RowRecord) throws(Failure) -> Void) throws(Failure) {
        let decoder = JSONDecoder()
        try rows.forEachRow { line, path throws(Failure) in
            guard let record = try? decoder.decode(RowRecord.self, from: Data(line)) else { throw unreadable(line, path) }
            try body(record)
        }
    }

    private static func unreadable(_ line: [UInt8], _ path: String) -> Failure {
        let row = RecordScan.row(line).map { " (Zeile \($0) der Tabelle)" } ?? ""
        return Failure(
            .data,
            Finding(
                .fehler, "eintrag-unlesbar", at: .file(path), "Ein Eintrag in dieser Datei ist nicht so, wie der Lauf ihn geschrieben hat\(row).",
                remedy: "Kopieren Sie die Datei noch einmal, oder führen Sie den Lauf, der sie geschrieben hat, mit --resume noch einmal aus."))
    }

    private static func forEach(
        _ rows: some ManifestRows, _ file: FileWriter, _ text: (RowRecord) -> String
    ) throws(Failure) {
        var pending = ""
        try forEachRecord(rows) { record throws(Failure) in
            pending += text(record)
            if pending.utf8.count > 1 << 16 {
                try file.write(pending)
                pending = ""
            }
        }
        try file.write(pending)
    }

    static func head(_ header: ManifestHeader) -> String {
        let made = header.anzahl - header.gescheitert - header.offen
        var facts = [
            ("Vereinbarung", header.vereinbarung), ("Partnerliste", header.tabelle), (header.inhalt ?? "Verträge", "\(made) von \(header.anzahl)"),
            ("Seiten", String(header.seiten)), ("Gescheitert", String(header.gescheitert)),
        ]
        facts.removeAll { $0.1.isEmpty }
        if let part = header.teil { facts.insert(("Teil der Liste", part), at: 2) }
        if header.offen > 0 { facts.append(("Noch offen", "\(header.offen) (der Lauf wurde angehalten; „--resume“ setzt ihn fort)")) }
        facts.append(("Programm", header.programm))
        let list = facts.map { "<dt>\(escaped($0.0))</dt><dd>\(escaped($0.1))</dd>" }.joined(separator: "\n")
        return opening(header, "")
            + """
            <main>
            <h1>\(header.inhalt.map { "Bericht: " + escaped($0) } ?? "Bericht über eine Serie von Verträgen")</h1>
            <dl class="fakten">
            \(list)
            </dl>

            """
    }

    /// Up to the beginning of the body.
    ///
    /// - Parameters:
    ///   - further: behind the title, for one of many pages.
    ///   - style: what only these need.
    static func opening(_ header: ManifestHeader, _ further: String, style: String = "") -> String {
        """
        <!DOCTYPE html>
        <html lang="de">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Bericht: \(escaped(header.vereinbarung + further))</title>
        <style>
        body { font: 16px/1.5 system-ui, "Liberation Sans", Arial, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; padding: .5rem 0; }
        th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
        thead th { background: #eee; }
        tbody th { font-weight: normal; }
        dl.fakten { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.5rem; }
        dd { margin: 0 0 .4rem; }
        dt { font-weight: bold; }
        code { overflow-wrap: anywhere; }
        a { color: #0645ad; }
        a:focus-visible { outline: 3px solid #0645ad; outline-offset: 2px; }
        @media print { body { margin: 0; font-size: 10pt; } tr { break-inside: avoid; } thead { display: table-header-group; } }
        \(style)</style>
        </head>
        <body>

        """
    }

    static func row(_ record: RowRecord, _ letters: [String: String], _ links: Links) -> String {
        let names = [record.datei, record.word].compactMap { $0 }
        let file = names.isEmpty ? "<strong>gescheitert</strong>" : names.map { Self.file($0, in: record.archiv, links) }.joined(separator: "<br>")
        let selection = record.auswahl.map { key in
            "<a href=\"\(links.clauses)#\(escaped(key))\">\(escaped(letters[key] ?? key))</a>"
        }
        let findings = record.befunde.map { "\($0.schwere): \($0.meldung)" }.map(escaped).joined(separator: "<br>")
        return """
            <tr\(links.marksRows ? " id=\"z\(record.zeile)\"" : "")><td>\(record.zeile)</td><td>\(escaped(record.nr))</td><th scope="row">\(escaped(record.partner))</th><td>\(file)</td>\
            <td>\(record.seiten.map(String.init) ?? "–")</td><td>\(selection ?? "–")</td><td>\(findings.isEmpty ? "keine" : findings)</td>\
            <td>\(record.sha256.map { "<code>\($0.prefix(16))</code>" } ?? "–")</td></tr>

            """
    }

    /// A link to the file, or to the archive that has it.
    private static func file(_ name: String, in archive: String?, _ links: Links) -> String {
        let target = "<a href=\"\(links.folder)\(link(archive ?? name))\">\(escaped(archive ?? name))</a>"
        return archive == nil ? target : "\(escaped(name)) in \(target)"
    }

    static func failure(_ record: RowRecord) -> String {
        let what = record.befunde.filter { $0.schwere == Severity.fehler.rawValue }.map { finding in
            escaped(finding.meldung) + (finding.abhilfe.map { "<br>Abhilfe: " + escaped($0) } ?? "")
        }
        return """
            <dt>Zeile \(record.zeile)\(record.nr.isEmpty ? "" : ", Nr. " + escaped(record.nr)): \(escaped(record.partner))</dt>
            <dd>\(what.joined(separator: "<br>"))</dd>

            """
    }

    /// More are in the manifest.
    private static let mostLeft = 1_000

    static func left(_ contracts: [LeftContract]) -> String {
        guard !contracts.isEmpty else { return "" }
        let items = contracts.prefix(mostLeft).map { contract in
            "<li>\(file(contract.datei, in: contract.archiv, Links())) – Nr. \(escaped(contract.frueher)), \(escaped(contract.partner))</li>\n"
        }
        let more = contracts.count > mostLeft ? "<p>Und \(contracts.count - mostLeft) weitere; alle nennt das Manifest.</p>\n" : ""
        return
            "<h2 id=\"fruehere\">Verträge früherer Läufe</h2>\n<p>Sie liegen noch im Ordner und gehören heute zu keiner Zeile, oder ihre Zeile ist gescheitert.</p>\n<ul>\n\(items.joined())</ul>\n"
            + more
    }

    static func selections(_ selections: [ClauseSelection], _ letters: [String: String]) -> String {
        guard !selections.isEmpty else { return "" }
        var text = "<h2 id=\"klauseln\">Klauseln</h2>\n"
        for selection in selections {
            let list = selection.klauseln.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n")
            text += "<h3 id=\"\(escaped(selection.auswahl))\">\(escaped(letters[selection.auswahl] ?? selection.auswahl))</h3>\n<ol>\n\(list)\n</ol>\n"
        }
        return text
    }

    /// „Auswahl 1“, in the order of the list.
    static func names(of selections: [ClauseSelection]) -> [String: String] {
        var names: [String: String] = [:]
        for (index, selection) in selections.enumerated() { names[selection.auswahl] = "Auswahl \(index + 1)" }
        return names
    }

    /// What users typed must not become markup, nor turn the page's direction.
    package static func escaped(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy(isPlain) { return String(text) }
        let text = FindingReport.printable(String(text))
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">"): result += "&gt;".utf8
            case UInt8(ascii: "\""): result += "&quot;".utf8
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Bytes of which nothing has to be replaced: C2 and E2 begin the controls that turn a page's direction, among other things.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0..<0x20, 0x7F, 0xC2, 0xE2: false
        default: true
        }
    }

    private static func link(_ name: String) -> String {
        escaped(name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(CharacterSet(charactersIn: ":"))) ?? name)
    }
}
