import Findings

/// Reads tables of every kind that people have; which it is, the content says, not the file's name.
package enum TableFormat {
    /// Goes through the table once; memory does not grow with its rows.
    ///
    /// - Throws: what makes the table unreadable as a whole: `datei-fehlt`, `datei-unlesbar`, `datei-zu-gross`, `datei-binaer`,
    ///   `datei-kodierung`, `tabelle-format`, `tabelle-beschaedigt`, `tabelle-kennwort`, `tabelle-zu-gross`, `zip-bombe`; and
    ///   whatever the receiver throws.
    package static func read(_ path: String, _ scale: TableScale = .office, to receiver: some TableReceiver) throws(Finding) {
        let file = try InputFile(path, limit: scale.textBytes)
        let start = try file.beginning(8)
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            guard file.size <= TableLimits.fileBytes else { throw InputFile.tooLarge(path, TableLimits.fileBytes) }
            try readArchive(file, to: receiver)
        } else if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw Finding(
                .fehler, "tabelle-format", at: .file(path),
                "Die Datei ist eine alte Excel-Datei (.xls) oder eine mit Kennwort geschützte; so lässt sie sich nicht lesen.",
                remedy: "Heben Sie in Excel den Kennwortschutz auf, und speichern Sie die Tabelle als „Excel-Arbeitsmappe (.xlsx)“.")
        } else {
            try TextTable.read(file, to: receiver)
        }
    }

    private static func readArchive(_ file: borrowing InputFile, to receiver: some TableReceiver) throws(Finding) {
        let path = file.path
        let archive = try ZipArchive(file)
        if let workbook = try ExcelWorkbook.part(of: archive) {
            try ExcelWorkbook.read(workbook, archive, to: receiver)
        } else if archive.has("content.xml") {
            try OpenDocumentTable.read(archive, to: receiver)
        } else if archive.has("xl/workbook.bin") {
            throw TableRefusal.finding(path, "eine Excel-Binärarbeitsmappe (.xlsb)")
        } else if archive.has("word/document.xml") {
            throw TableRefusal.finding(path, "ein Word-Dokument")
        } else {
            throw TableRefusal.finding(path, "ein ZIP-Archiv, aber keine XLSX- oder ODS-Tabelle")
        }
    }
}
