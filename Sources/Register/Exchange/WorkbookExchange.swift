import Findings
import Foundation
import Production
import Tables

extension RegisterStore {
    /// Everything as a workbook, a sheet a kind of record. Texts that are longer than a cell go on in rows of their own.
    ///
    /// - Throws: ``Failure`` with status 65 where the register is larger than a workbook that this program reads back (``TableLimits/rows``).
    package func exportWorkbook() throws(Failure) -> [UInt8] {
        let sheets = try read { database in
            var sheets = RegisterSheets()
            try RegisterDump(database: database).forEach { sheets.add($0) }
            return sheets
        }
        guard sheets.rowCount <= TableLimits.rows else {
            throw Failure(
                .data,
                Finding(
                    .fehler, "register-zu-gross", at: .file(path), "Das Register ergäbe \(sheets.rowCount) Zeilen; eine Arbeitsmappe soll höchstens \(TableLimits.rows) haben.",
                    remedy: "Geben Sie es als JSON-Zeilen aus: --format zeilen."))
        }
        return try failing(listing(PlainWorkbook(sheets.all).bytes()))
    }

    /// Takes in what ``exportWorkbook()`` wrote: all of it or nothing.
    ///
    /// - Throws: ``Failure``: the file cannot be read, or a row is none of this format.
    package func importWorkbook(_ path: String) throws(Failure) -> IntakeResult {
        let reader = SheetsReader()
        try failing(listing(TableFormat.read(path, to: reader)))
        guard let records = reader.records else { throw JSONLines.wrong(path, 0, nil) }
        return try write { database in
            var load = RegisterLoad(database)
            for record in records {
                do { try load.take(record) } catch let fault as RecordFault { throw JSONLines.wrong(path, 0, fault.text) }
            }
            try RegisterStore.sweep(database)
            return load.result
        }
    }
}

/// The sheets of an exported register and their columns.
struct RegisterSheets {
    static let contractColumns = [
        "kennung", "sha256", "vereinbarung", "betreff", "aktenzeichen", "nr", "datei", "seiten", "datum", "quelle", "nachweis",
    ]
    private static let headings: [(name: String, columns: [String])] = [
        ("Register", ["format"]), ("Verträge", contractColumns), ("Beteiligte", ["kennung", "rolle", "partner"]),
        ("Ereignisse", ["kennung", "art", "datum", "wer", "wirkung", "bemerkung", "storniert", "grund"]),
        ("Klauseln", ["kennung", "klausel", "fassung", "sha256"]), ("Partner", ["partner", "ab", "name", "strasse", "plz", "ort", "vertreten_durch"]),
        ("Schlüssel", ["partner", "schluessel"]), ("Stellen", ["kennung", "sha256"]), ("Wortlaut", ["sha256", "text"]), ("Herkunft", ["kennung", "text"]),
        ("Protokoll", ["tag", "was", "anzahl"]),
    ]

    private var rows: [String: [[String]]] = [:]

    var rowCount: Int { rows.values.reduce(Self.headings.count) { $0 + $1.count } }

    var all: [PlainWorkbook.Sheet] { Self.headings.map { PlainWorkbook.Sheet($0.name, [$0.columns] + (rows[$0.name] ?? [])) } }

    mutating func add(_ record: RegisterRecord) {
        switch record {
        case .head(let head): add("Register", [head.format])
        case .passage(let passage): for part in Self.parts(passage.wortlaut) { add("Wortlaut", [passage.sha256, part]) }
        case .partner(let partner):
            for standing in partner.staende {
                add("Partner", [partner.partner, standing.ab, standing.name, standing.strasse, standing.plz, standing.ort, standing.vertreten_durch])
            }
            for key in partner.schluessel { add("Schlüssel", [partner.partner, key]) }
        case .contract(let contract): add(contract)
        case .log(let log): add("Protokoll", [log.tag, log.was, String(log.anzahl)])
        }
    }

    private mutating func add(_ contract: RegisterRecord.Contract) {
        let name = contract.kennung
        add(
            "Verträge",
            [
                name, contract.sha256, contract.vereinbarung, contract.betreff, contract.aktenzeichen, contract.nr, contract.datei,
                contract.seiten.map(String.init) ?? "", contract.datum, contract.quelle, contract.nachweis,
            ])
        for party in contract.beteiligte { add("Beteiligte", [name, party.rolle, party.partner]) }
        for event in contract.ereignisse {
            add("Ereignisse", [name, event.art, event.datum, event.wer, event.wirkung, event.bemerkung, event.storniert == nil ? "" : "ja", event.storniert ?? ""])
        }
        for clause in contract.klauseln { add("Klauseln", [name, clause.klausel, clause.fassung, clause.sha256]) }
        for sum in contract.wortlaut { add("Stellen", [name, sum]) }
        if let origin = contract.herkunft { for part in Self.parts(origin) { add("Herkunft", [name, part]) } }
    }

    private mutating func add(_ sheet: String, _ row: [String]) { rows[sheet, default: []].append(row.map(Self.cell)) }

    /// What no cell holds as it is – blanks at its ends, an apostrophe that Excel takes for its own, line ends – is written as a JSON string, which
    /// begins with a quotation mark; so is what begins with one.
    static func cell(_ text: String) -> String {
        let isPlain =
            text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0xFFFE && $0.value != 0xFFFF }
            && text.unicodeScalars.first != "\"" && text.unicodeScalars.first != "'" && !text.contains("_x") && text == text.trimmingCharacters(in: .whitespacesAndNewlines)
        return isPlain ? text : JSONText.encode(text)
    }

    /// The quotation mark is looked for by itself: a mark that combines with it may follow, where a long text was parted before one.
    static func text(_ cell: String) -> String? { cell.unicodeScalars.first == "\"" ? JSONText.decode(cell) : cell }

    /// Pieces that fit into a cell, whatever has to be written in another way.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var units = 0
        for scalar in text.unicodeScalars {
            // Six characters at most stand for one, where it cannot stand for itself.
            units += scalar.value < 0x20 || scalar.value == 0x7F || scalar.value >= 0xFFFE || "\"\\_".unicodeScalars.contains(scalar) ? 6 : UTF16.width(scalar)
            part.append(scalar)
            guard units > PlainWorkbook.cellLength - 100 else { continue }
            parts.append(String(part))
            (part, units) = (String.UnicodeScalarView(), 0)
        }
        return parts + [String(part)]
    }
}

/// A text as a JSON string.
enum JSONText {
    static func encode(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "_": json += "\\u005f"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                let digits = String(scalar.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }

    static func decode(_ json: String) -> String? { try? JSONDecoder().decode(String.self, from: Data(json.utf8)) }
}
