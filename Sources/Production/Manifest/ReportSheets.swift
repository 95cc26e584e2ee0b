import Findings
import Foundation
import Rendering

/// The single pages of a report that has many (``ReportPages``): their names, what stands above and below them, and how all of them get their place at once.
struct ReportSheets: Sendable {
    let header: ManifestHeader
    let folder: BatchFolder

    /// The list of clauses.
    static let clauses = "klauseln.html"

    static let style = """
        nav ul, ul.seiten, #treffer { padding: 0; list-style: none; }
        nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; }
        ul.seiten { columns: 24rem; }
        ul.seiten li, ol.liste li { break-inside: avoid; padding: .2rem 0; overflow-wrap: anywhere; }
        .breit { overflow-x: auto; }
        h1 { overflow-wrap: anywhere; }
        ol.liste { columns: 24rem; padding: 0; list-style: none; }
        input, button { font: inherit; padding: .3rem; border: 1px solid #1a1a1a; max-width: 100%; }
        td:focus { outline: 3px solid #0645ad; }

        """

    static func name(_ kind: String, _ number: Int) -> String { kind + "-" + String(repeating: "0", count: max(0, 4 - String(number).count)) + "\(number).html" }

    static func count(_ things: Int, by size: Int) -> Int { (things + size - 1) / size }

    /// One of `total` pages of a kind.
    func page(_ kind: String, _ number: Int, of total: Int, _ title: String, _ body: String) throws(Failure) {
        var ways: [String] = []
        if number > 1 { ways.append("<a rel=\"prev\" href=\"\(Self.name(kind, number - 1))\">Vorige Seite</a>") }
        if number < total { ways.append("<a rel=\"next\" href=\"\(Self.name(kind, number + 1))\">Nächste Seite</a>") }
        try page(Self.name(kind, number), title, body, ways)
    }

    func page(_ name: String, _ title: String, _ body: String, _ ways: [String] = []) throws(Failure) {
        let links = (["<a href=\"../\(folder.reportName)\">Übersicht</a>"] + ways).map { "<li>\($0)</li>\n" }.joined()
        try write(
            name,
            BatchReport.opening(header, " – " + title, style: Self.style)
                + """
                <nav aria-label="Seiten des Berichts">
                <ul>
                \(links)</ul>
                </nav>
                <main>
                <h1>\(BatchReport.escaped(title))</h1>
                \(body)</main>
                <script src="\(ReportScript.name)" defer></script>
                </body>
                </html>

                """)
    }

    func write(_ name: String, _ text: String) throws(Failure) {
        let path = folder.unfinishedReport + "/" + name
        let file = try FileWriter(path, temporary: path + ".tmp", syncs: false)
        try file.write(text)
        try file.finish()
    }

    /// - Parameters:
    ///   - pages: in order, with what is said of each and what its first entry is sought by.
    ///   - name: of a list that can be searched.
    func list(_ kind: String, _ pages: [(text: String, from: String)], as name: String? = nil) -> String {
        let items = pages.enumerated().map { index, page in
            let from = name == nil ? "" : " data-von=\"\(BatchReport.escaped(page.from))\""
            return "<li\(from)><a href=\"\(folder.reportFolder)/\(Self.name(kind, index + 1))\">\(BatchReport.escaped(page.text))</a></li>\n"
        }
        return "<ul class=\"seiten\"\(name.map { " data-liste=\"\($0)\"" } ?? "")>\n\(items.joined())</ul>\n"
    }

    // MARK: - The folder

    func begin() throws(Failure) {
        try? FileManager.default.removeItem(atPath: folder.unfinishedReport)
        try AtomicFile.makeFolder(folder.unfinishedReport, for: folder.file(folder.reportFolder))
    }

    /// The pages get their names all at once, after all of them are on the disk; those of an earlier report are there until then.
    func end() throws(Failure) {
        let (place, former, unfinished) = (folder.file(folder.reportFolder), folder.formerReport, folder.unfinishedReport)
        // All of them after all were written: many a file system brings everything to the disk with the first.
        var code: Int32 = 0
        for path in FileLook.names(in: unfinished).map({ "\(unfinished)/\($0)" }) + [unfinished] where code == 0 { code = Self.sync(path) }
        if code == 0, PathKind.of(place) != .nothing, rename(place, former) != 0 { code = errno }
        if code == 0, rename(unfinished, place) != 0 { code = errno }
        if code != 0 { throw AtomicFile.notWritten(place, code) }
        try? FileManager.default.removeItem(atPath: former)
    }

    /// 0, or the `errno` of the failed call.
    private static func sync(_ path: String) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        return fsync(descriptor) == 0 ? 0 : errno
    }

    /// Takes away the pages of an earlier report, if they are ours.
    static func remove(in folder: BatchFolder) {
        let path = folder.file(folder.reportFolder)
        if areOurs(path) { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Whether a folder has a report's pages and nothing else.
    static func areOurs(_ path: String) -> Bool {
        guard PathKind.of(path) == .folder else { return false }
        let names = FileLook.names(in: path)
        guard names.contains(ReportScript.name), names.allSatisfy({ isOurs($0) }) else { return false }
        return FileBytes.begins(path + "/" + name("seite", 1), with: BatchReport.beginning)
    }

    private static func isOurs(_ name: String) -> Bool {
        if name == ReportScript.name || name == clauses { return true }
        guard name.hasSuffix(".html"), let hyphen = name.firstIndex(of: "-") else { return false }
        let digits = name[name.index(after: hyphen)...].dropLast(5)
        return ["seite", "gescheitert", "partner", "nummer"].contains(name[..<hyphen]) && !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
