import Findings
import Foundation

/// The list of what a batch has made: `manifest.json`. A line a row, so that files of any length can be read and merged line by line.
///
/// Nothing in it depends on when, where or with how many workers it was made.
struct ManifestHeader: Codable, Sendable, Hashable {
    var format = 1
    var programm: String
    var vereinbarung: String
    /// File name of the table.
    var tabelle: String
    /// SHA-256 of the table's file; `nil` where there is none, or it changed while it was read.
    var liste: String?
    /// What the files are, where they are no contracts: „Nachträge“.
    var inhalt: String?
    /// „2/4“, where only a part of the table was done.
    var teil: String?
    /// Hash of all that the rows have in common: library, agreement, style, fonts, options, program.
    var eingabe: String
    /// Of the rows.
    var anzahl: Int
    var gescheitert: Int
    /// Rows that are still to be done: the run was stopped.
    var offen: Int
    var seiten: Int
}

/// Where a manifest's rows come from.
protocol ManifestRows {
    /// Sorted by key.
    var selections: [ClauseSelection] { get }
    var count: Int { get }
    /// Lines of ``RowRecord``, in the order of the table, with the path of the file that has them.
    func forEachRow(_ body: ([UInt8], String) throws(Failure) -> Void) throws(Failure)
}

enum ManifestWriter {
    /// - Parameter left: contracts in the folder that are no row's.
    static func write(_ header: ManifestHeader, _ rows: some ManifestRows, left: [LeftContract] = [], to path: String, temporary: String) throws(Failure) {
        let file = try FileWriter(path, temporary: temporary)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let text = (try? encoder.encode(header)).map({ String(decoding: $0, as: UTF8.self) }), text.hasSuffix("\n}") else {
            throw Failure(.data, Finding(.fehler, "manifest-eintrag", "Der Kopf des Manifests ließ sich nicht schreiben."))
        }
        try file.write(text.dropLast(2) + ",\n  \"auswahlen\": [\n")
        var isFirst = true
        for selection in rows.selections {
            if !isFirst { try file.write(",\n") }
            isFirst = false
            try file.write(RecordCoding.line(selection))
        }
        try file.write("\n  ],\n  \"zeilen\": [\n")
        isFirst = true
        var pending: [UInt8] = []
        try rows.forEachRow { line, _ throws(Failure) in
            pending.append(contentsOf: isFirst ? "".utf8 : ",\n".utf8)
            pending.append(contentsOf: line)
            isFirst = false
            if pending.count > 1 << 16 {
                try file.write(pending)
                pending.removeAll(keepingCapacity: true)
            }
        }
        try file.write(pending)
        for (index, contract) in left.enumerated() {
            try file.write(index == 0 ? "\n  ],\n  \"fruehere\": [\n" : ",\n")
            try file.write(RecordCoding.line(contract))
        }
        try file.write("\n  ]\n}\n")
        try file.finish()
    }

    /// The header of a manifest; `nil` where the file is none of ours.
    ///
    /// - Throws: ``Failure`` where it cannot be read.
    static func header(of file: RecordFile) throws(Failure) -> ManifestHeader? {
        var text: [UInt8] = []
        try file.forLines { _, line in
            if line.starts(with: "  \"auswahlen\"".utf8) || text.count > 1 << 16 { return false }
            // The comma was taken off the line.
            text += line + (line == Array("{".utf8) ? [] : Array(",".utf8))
            return true
        }
        while text.last == UInt8(ascii: ",") { text.removeLast() }
        return try? JSONDecoder().decode(ManifestHeader.self, from: Data(text + Array("}".utf8)))
    }
}

/// The rows of a finished run.
struct JournalRows: ManifestRows {
    let selections: [ClauseSelection]
    /// Numbers of the rows that have no file.
    let failedRows: Set<Int>
    private let lines: [RecordPlace]
    private let file: RecordFile

    var count: Int { lines.count }

    init(_ journal: Journal, path: String) throws(Failure) {
        guard let file = try RecordFile.open(path) else { throw AtomicFile.notWritten(path, ENOENT) }
        self.file = file
        selections = journal.selections.values.sorted { $0.auswahl < $1.auswahl }
        failedRows = journal.failedRows
        lines = journal.takeLines()
    }

    func forEachRow(_ body: ([UInt8], String) throws(Failure) -> Void) throws(Failure) {
        for place in lines { try body(try file.read(place.line), file.path) }
    }
}
