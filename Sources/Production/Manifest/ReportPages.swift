import Findings
import Foundation
import Tables

/// The report of very many rows: no browser opens a page of a million. `bericht.html` is an overview then, and the folder `bericht` has the rows in pages, the failed ones apart, and lists of
/// partners and numbers in alphabetical order. Every page leads on without a script; ``ReportScript`` only looks up the lists faster.
struct ReportPages {
    /// Of a report that is one page.
    static let mostRowsOfOnePage = 5_000
    static let rowsOfAPage = 1_000
    /// Of the alphabetical lists, where a row has one line.
    static let entriesOfAPage = 2_000
    /// Of a text that stands in a list, characters.
    private static let longestEntry = 120

    private let sheets: ReportSheets
    private let letters: [String: String]
    private let count: Int
    private var partners = ReportIndex()
    private var numbers = ReportIndex()
    /// Of each row its number, `nr` and partner.
    private var names = SpoolWriter(.series)
    private var rows = ""
    private var rowsOnPage = 0
    private var first: RowRecord?
    private var rowPages: [(text: String, from: String)] = []
    private var failures = ""
    private var failed = 0

    private init(_ sheets: ReportSheets, _ letters: [String: String], count: Int) { (self.sheets, self.letters, self.count) = (sheets, letters, count) }

    static func write(_ header: ManifestHeader, _ rows: some ManifestRows, left: [LeftContract] = [], in folder: BatchFolder) throws(Failure) {
        let sheets = ReportSheets(header: header, folder: folder)
        try sheets.begin()
        var pages = ReportPages(sheets, BatchReport.names(of: rows.selections), count: rows.count)
        try BatchReport.forEachRecord(rows) { record throws(Failure) in try pages.add(record) }
        let overview = try pages.finish(rows.selections, left)
        try sheets.end()
        let file = try FileWriter(folder.file(folder.reportName), temporary: folder.temporary(1))
        try file.write(overview)
        try file.finish()
    }

    private mutating func add(_ record: RowRecord) throws(Failure) {
        let position = partners.count
        partners.add(record.partner, row: position)
        numbers.add(record.nr, row: position)
        let told = [String(record.zeile), String(record.nr.prefix(Self.longestEntry)), String(record.partner.prefix(Self.longestEntry))]
        try failing(.inputOutput, names.append(Array(told.joined(separator: "\0").utf8)))
        if rowsOnPage == 0 { first = record }
        rows += BatchReport.row(record, letters, BatchReport.Links(folder: "../", clauses: ReportSheets.clauses, marksRows: true))
        rowsOnPage += 1
        if rowsOnPage == Self.rowsOfAPage || position == count - 1 { try endRows(record) }
        guard record.datei == nil else { return }
        failures += BatchReport.failure(record)
        failed += 1
        if failed % Self.rowsOfAPage == 0 { try endFailures() }
    }

    private mutating func endRows(_ last: RowRecord) throws(Failure) {
        let first = first ?? last
        let title = "Zeilen \(first.zeile) bis \(last.zeile)"
        try sheets.page(
            "seite", rowPages.count + 1, of: ReportSheets.count(count, by: Self.rowsOfAPage), title, Self.wide(title, BatchReport.tableHead(title) + rows + "</tbody>\n</table>\n"))
        rowPages.append((title + " (Nr. \(Self.short(first.nr)) bis \(Self.short(last.nr)))", String(decoding: ReportIndex.key(first.nr), as: UTF8.self)))
        (rows, rowsOnPage) = ("", 0)
    }

    private mutating func endFailures() throws(Failure) {
        guard !failures.isEmpty else { return }
        let number = ReportSheets.count(failed, by: Self.rowsOfAPage)
        try sheets.page(
            "gescheitert", number, of: ReportSheets.count(sheets.header.gescheitert, by: Self.rowsOfAPage), "Gescheiterte Zeilen, Seite \(number)",
            "<dl>\n\(failures)</dl>\n")
        failures = ""
    }

    /// Writes what can only be written when all rows are known.
    ///
    /// - Returns: the overview.
    private mutating func finish(_ selections: [ClauseSelection], _ left: [LeftContract]) throws(Failure) -> String {
        try endFailures()
        try sheets.write(ReportScript.name, ReportScript.text)
        var text = BatchReport.head(sheets.header).replacing("</style>", with: ReportSheets.style + "</style>", maxReplacements: 1)
        text += """
            <form id="suche" role="search" hidden>
            <p><label for="wort">Partner oder Nr. suchen</label> <input id="wort" type="search" autocomplete="off"> <button>Öffnen</button></p>
            <ul id="treffer" aria-live="polite" aria-label="Wo es stünde"></ul>
            </form>

            """
        if failed > 0 {
            let pages = (0..<ReportSheets.count(failed, by: Self.rowsOfAPage)).map {
                (text: "\($0 * Self.rowsOfAPage + 1) bis \(min(failed, ($0 + 1) * Self.rowsOfAPage)) von \(failed)", from: "")
            }
            text += "<h2 id=\"gescheitert\">Gescheiterte Zeilen</h2>\n" + sheets.list("gescheitert", pages)
        }
        text += "<h2 id=\"vertraege\">\(BatchReport.escaped(BatchReport.matter(sheets.header))) in der Reihenfolge der Tabelle</h2>\n"
        // Where the numbers ascend with the rows, these pages are the list of numbers.
        let areOrdered = numbers.isAscending
        text += sheets.list("seite", rowPages, as: areOrdered ? "Nr." : nil)
        let spool = try failing(.inputOutput, names.finish())
        if !areOrdered { text += "<h2 id=\"nummern\">Nach Nr.</h2>\n" + sheets.list("nummer", try Self.write(&numbers, spool, sheets, "nummer", "Nach Nr."), as: "Nr.") }
        text += "<h2 id=\"partner\">Nach Partner</h2>\n" + sheets.list("partner", try Self.write(&partners, spool, sheets, "partner", "Nach Partner"), as: "Partner")
        text += BatchReport.left(left)
        if !selections.isEmpty {
            try sheets.page(ReportSheets.clauses, "Klauseln", BatchReport.selections(selections, letters))
            text += "<h2 id=\"klauseln\">Klauseln</h2>\n<p><a href=\"\(sheets.folder.reportFolder)/\(ReportSheets.clauses)\">Welche Klauseln die Verträge haben</a></p>\n"
        }
        return text + "</main>\n<script src=\"\(sheets.folder.reportFolder)/\(ReportScript.name)\" defer></script>\n</body>\n</html>\n"
    }

    /// The pages of an alphabetical list.
    private static func write(
        _ index: inout ReportIndex, _ spool: Spool, _ sheets: ReportSheets, _ kind: String, _ title: String
    ) throws(Failure) -> [(text: String, from: String)] {
        index.sort()
        let pages = ReportSheets.count(index.count, by: entriesOfAPage)
        var told: [(text: String, from: String)] = []
        for number in 1...max(1, pages) {
            let range = (number - 1) * entriesOfAPage..<min(index.count, number * entriesOfAPage)
            var body = ""
            var ends: [String] = []
            for place in range {
                let row = index.row(place)
                let (line, text, other) = try entry(row, spool, kind)
                if place == range.lowerBound || place == range.upperBound - 1 { ends.append(short(text)) }
                body += "<li><a href=\"\(ReportSheets.name("seite", row / rowsOfAPage + 1))#z\(line)\">\(BatchReport.escaped(text))</a> – \(BatchReport.escaped(other))</li>\n"
            }
            let words = "\(ends.first ?? "–") bis \(ends.last ?? "–")"
            try sheets.page(kind, number, of: pages, "\(title): \(words)", "<ol class=\"liste\">\n\(body)</ol>\n")
            told.append((words, range.isEmpty ? "" : index.key(range.lowerBound)))
        }
        return told
    }

    private static func entry(_ row: Int, _ spool: Spool, _ kind: String) throws(Failure) -> (line: String, text: String, other: String) {
        let record = try failing(.inputOutput, spool.record(row))
        let parts = record.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 3 else { return ("", "–", "–") }
        let (number, partner) = (parts[1].isEmpty ? "–" : parts[1], parts[2].isEmpty ? "–" : parts[2])
        return kind == "partner" ? (parts[0], partner, "Nr. \(number)") : (parts[0], number, partner)
    }

    /// In a narrow window a table is moved by itself, with the keyboard too, not the page.
    private static func wide(_ title: String, _ table: String) -> String { "<div class=\"breit\" role=\"region\" aria-label=\"\(title)\" tabindex=\"0\">\n\(table)</div>\n" }

    private static func short(_ text: String) -> String { text.count > 40 ? text.prefix(39) + "…" : text }
}
