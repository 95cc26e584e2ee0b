import Findings

/// A table that is a text file: CSV, or one JSON object a line.
enum TextTable {
    static func read(_ file: borrowing InputFile, to receiver: some TableReceiver) throws(Finding) {
        let encoding = try TextEncoding.recognise(file)
        var decoder = TextDecoder(encoding)
        var kind: Kind?
        let path = file.path
        try receiver.sheet(nil)
        try file.chunks { chunk throws(Finding) in
            let text = decoder.utf8(chunk)
            if kind == nil { kind = try Kind(text, path: path) }
            try kind?.take(text, receiver)
        }
        try kind?.end(receiver)
    }

    private enum Kind {
        case separated(CSVParser)
        case objects(LineParser)

        /// `nil` as long as there are only blanks. Throws `tabelle-format` for other well-known text files.
        init?(_ text: [UInt8], path: String) throws(Finding) {
            guard let first = text.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) else { return nil }
            switch first {
            case UInt8(ascii: "{"): self = .objects(LineParser(path: path))
            case UInt8(ascii: "<"):
                throw TableRefusal.finding(path, "eine HTML- oder XML-Datei, auch wenn sie vielleicht auf .xls endet")
            case UInt8(ascii: "%") where text.starts(with: Array("%PDF".utf8)): throw TableRefusal.finding(path, "eine PDF-Datei")
            case UInt8(ascii: "[") where path.lowercased().hasSuffix(".json") || path.lowercased().hasSuffix(".jsonl"):
                throw Finding(
                    .fehler, "tabelle-format", at: .file(path), "Die Datei ist eine JSON-Liste; erwartet wird ein JSON-Objekt je Zeile.",
                    remedy: "Schreiben Sie je Partner eine Zeile: {\"nr\": \"1\", \"partner\": {…}}, ohne eckige Klammern und Kommas dazwischen.")
            default: self = .separated(CSVParser(path: path))
            }
        }

        mutating func take(_ text: [UInt8], _ receiver: some TableReceiver) throws(Finding) {
            switch self {
            case .separated(var parser):
                try parser.parse(text) { row throws(Finding) in try receiver.row(row) }
                self = .separated(parser)
            case .objects(var parser):
                try parser.parse(text) { line, number throws(Finding) in try receiver.object(line, number: number) }
                self = .objects(parser)
            }
        }

        mutating func end(_ receiver: some TableReceiver) throws(Finding) {
            switch self {
            case .separated(var parser): try parser.end { row throws(Finding) in try receiver.row(row) }
            case .objects(var parser): try parser.end { line, number throws(Finding) in try receiver.object(line, number: number) }
            }
        }
    }
}

/// The lines of a text, fed in pieces.
private struct LineParser {
    private let path: String
    private var line: [UInt8] = []
    private var number = 1

    init(path: String) { self.path = path }

    mutating func parse(_ text: [UInt8], _ take: (String, Int) throws(Finding) -> Void) throws(Finding) {
        for part in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if part.offset > 0 { try finish(take) }
            line += part.element
            guard line.count <= TableLimits.rowBytes else {
                throw Finding(
                    .fehler, "zeile-zu-gross", at: .cell(path, row: number, column: nil),
                    "Die Zeile hat mehr als \(TableLimits.rowBytes / 1_048_576) MiB Text.", remedy: "Prüfen Sie, ob jede Zeile ein JSON-Objekt ist.")
            }
        }
    }

    mutating func end(_ take: (String, Int) throws(Finding) -> Void) throws(Finding) { try finish(take) }

    private mutating func finish(_ take: (String, Int) throws(Finding) -> Void) throws(Finding) {
        if line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) { try take(String(decoding: line, as: UTF8.self), number) }
        line.removeAll(keepingCapacity: true)
        number += 1
    }
}
