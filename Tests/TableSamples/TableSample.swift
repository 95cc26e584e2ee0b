import Foundation

/// An odd or hostile table, written down as a text file with what is expected of it.
///
/// ```
/// fall: PLZ ohne Null in Excel
/// datei: partner.xlsx            # how the table is called; .xlsx and .ods are made from the sheets below
/// auch: partner.ods              # the same in another format
/// kodierung: utf-16le            # of a text: utf-8, utf-8-bom, utf-16le, utf-16be, utf-16le-ohne-bom, windows-1252, cp850
/// zeilenende: crlf
/// eingriff: abgeschnitten        # see ``Harm``
/// gut: 1 3                       # nr of the rows that can be made
/// erwartet: Fehler plz-null: Zeile 2, Spalte E „partner.plz“      # one a line; the place without the file's name
/// ---
/// the table
/// ```
public struct TableSample: Sendable {
    /// What is done to a workbook that Excel would not do.
    public enum Harm: String, Sendable {
        case abgeschnitten, bombe, doctype, kennwort, fremdesZip, xlsb, docx, ole, fehlenderText, keinXml, system1904, leer, vieleTeile, tief, teileObenauf, teileMitPunkten,
            ohneStile, nichtGerechnet
    }

    public struct Faulty: Error { public let reason: String }

    public let file: String
    public let title: String
    public let names: [String]
    public let sound: [String]
    /// „Fehler plz-null: Zeile 2“, sorted.
    public let expected: [String]
    private let encoding: String
    private let lineEnd: String
    private let harm: Harm?
    private let body: String

    public init(file: String, text: String) throws {
        self.file = file
        guard let line = text.range(of: "\n---\n") else { throw Faulty(reason: "\(file): „---“ fehlt") }
        body = String(text[line.upperBound...])
        var values: [String: [String]] = [:]
        for entry in text[..<line.lowerBound].split(separator: "\n") {
            guard let colon = entry.range(of: ": ") ?? entry.range(of: ":") else { throw Faulty(reason: "\(file): \(entry)") }
            values[String(entry[..<colon.lowerBound]), default: []].append(String(entry[colon.upperBound...]))
        }
        guard let title = values["fall"]?.first, let name = values["datei"]?.first else { throw Faulty(reason: "\(file): „fall“ oder „datei“ fehlt") }
        self.title = title
        names = [name] + (values["auch"] ?? [])
        sound = values["gut"]?.first?.split(separator: " ").map(String.init) ?? []
        expected = (values["erwartet"] ?? []).sorted()
        encoding = values["kodierung"]?.first ?? "utf-8"
        lineEnd = values["zeilenende"]?.first ?? "lf"
        let harm = values["eingriff"]?.first
        self.harm = harm.flatMap(Harm.init)
        if let harm, self.harm == nil { throw Faulty(reason: "\(file): unbekannter Eingriff \(harm)") }
        let known: Set<String> = ["fall", "datei", "auch", "kodierung", "zeilenende", "eingriff", "gut", "erwartet"]
        if let unknown = values.keys.first(where: { !known.contains($0) }) { throw Faulty(reason: "\(file): unbekannt: \(unknown)") }
    }

    /// All samples of a folder, by name.
    public static func all(in folder: String) throws -> [TableSample] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted().map {
            try TableSample(file: $0, text: String(contentsOfFile: folder + "/" + $0, encoding: .utf8))
        }
    }

    /// Writes the table under one of its ``names`` into a folder.
    public func write(_ name: String, to folder: String) throws -> String {
        let path = folder + "/" + name
        if harm == .ole {
            try Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 2_000)).write(to: URL(filePath: path))
        } else if body.hasPrefix("== ") || harm != nil {
            try writeWorkbook(isExcel: !name.hasSuffix(".ods"), to: path)
        } else {
            try Data(bytes()).write(to: URL(filePath: path))
        }
        return path
    }

    private func writeWorkbook(isExcel: Bool, to path: String) throws {
        var workbook = SampleWorkbook(body)
        if harm == .system1904 { workbook.is1904 = true }
        switch harm {
        case .teileObenauf: workbook.layout = .root
        case .teileMitPunkten: workbook.layout = .dots
        case .ohneStile: workbook.layout = .withoutStyles
        case .nichtGerechnet: workbook.layout = .uncalculated
        default: break
        }
        if harm == .doctype { workbook.prologue = "<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>" }
        if harm == .keinXml { workbook.prologue = "<x></y>" }
        if harm == .bombe { workbook.epilogue = String(repeating: " ", count: 40 << 20) }
        if harm == .tief { workbook.prologue = String(repeating: "<x>", count: 100_000) }
        var parts = isExcel ? workbook.excelParts() : workbook.openDocumentParts()
        switch harm {
        case .kennwort: parts[parts.count - 1].content = Array("<manifest xmlns=\"m\"><encryption-data/></manifest>".utf8)
        case .fremdesZip: parts = [("liesmich.txt", Array("Hallo".utf8))]
        case .leer: parts = []
        case .xlsb: parts = [("xl/workbook.bin", [1, 2, 3])]
        case .docx: parts = [("word/document.xml", Array("<document/>".utf8))]
        case .fehlenderText: parts[parts.count - 1].content = Array("<sst/>".utf8)
        case .vieleTeile: parts += (0..<10_001).map { ("x/\($0)", []) }
        default: break
        }
        guard harm != .leer else {
            try Data([0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)).write(to: URL(filePath: path))
            return
        }
        try SampleArchive.write(parts, to: path)
        if harm == .abgeschnitten {
            let data = try Data(contentsOf: URL(filePath: path))
            try data.prefix(data.count * 6 / 10).write(to: URL(filePath: path))
        }
    }

    private func bytes() throws -> [UInt8] {
        var text = SampleText.table(body)
        if lineEnd == "crlf" { text = text.replacing("\n", with: "\r\n") }
        if lineEnd == "cr" { text = text.replacing("\n", with: "\r") }
        switch encoding {
        case "utf-8": return Array(text.utf8)
        case "utf-8-bom": return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case "utf-16le": return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case "utf-16le-ohne-bom": return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case "utf-16be": return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case "windows-1252":
            guard let data = text.data(using: .windowsCP1252) else { throw Faulty(reason: "\(file): nicht in Windows-1252") }
            return Array(data)
        // The letters that matter, in the code page of DOS.
        case "cp850": return text.unicodeScalars.map { ["ä": 0x84, "ö": 0x94, "ü": 0x81, "ß": 0xE1, "Ö": 0x99, "Ä": 0x8E, "Ü": 0x9A][$0] ?? UInt8(truncatingIfNeeded: $0.value) }
        case "macroman":
            return text.unicodeScalars.map { ["ä": 0x8A, "ö": 0x9A, "ü": 0x9F, "ß": 0xA7, "Ö": 0x85, "Ä": 0x80, "Ü": 0x86][$0] ?? UInt8(truncatingIfNeeded: $0.value) }
        case "gemischt":
            // „§“ stands for a ü in Windows-1252 amid UTF-8.
            return text.unicodeScalars.flatMap { $0 == "§" ? [0xFC] : Array(String(Character($0)).utf8) }
        default: throw Faulty(reason: "\(file): unbekannte Kodierung \(encoding)")
        }
    }
}
