import Assembler
import DocumentModel
import Findings
import Foundation
import TableSamples
import TestScale
import Testing

@testable import Production

/// Random tables (missing, superfluous, wrong, swapped values) against an oracle that knows nothing of the program: no contract holds a value that its
/// row, the data file, the options or the library's own values did not give, and none is made of a row that lacks one.
@Suite("Every value was given")
struct GivenValueTests {
    /// What the oracle knows of a field.
    struct Field: Sendable {
        let name: String
        let isRequired: Bool
        /// What the library gives; as it is printed.
        var standard: String?
        /// What is printed of a cell; `nil`: the cell is wrong.
        let printed: @Sendable (String) -> String?
        let right: [String]
        let wrong: [String]
    }

    static let months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]

    static func day(_ text: String) -> String? {
        guard let match = text.wholeMatch(of: /(\d{1,2})\.(\d{1,2})\.(\d{4})/), let day = Int(match.1), let month = Int(match.2), let year = Int(match.3) else { return nil }
        let parts = DateComponents(calendar: Calendar(identifier: .gregorian), timeZone: .gmt, year: year, month: month, day: day)
        guard parts.isValidDate else { return nil }
        return "\(day). \(months[month - 1]) \(year)"
    }

    static func amount(_ text: String) -> String? {
        guard let match = text.wholeMatch(of: /(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d{1,2}))?(?: ?€)?/) else { return nil }
        let whole = match.1.filter { $0 != "." }.drop { $0 == "0" }
        var grouped = ""
        for (index, digit) in whole.reversed().enumerated() { grouped = String(digit) + (index > 0 && index % 3 == 0 ? "." : "") + grouped }
        let cents = match.2.map { $0.count == 1 ? "\($0)0" : String($0) } ?? "00"
        return "\(grouped.isEmpty ? "0" : grouped),\(cents) Euro"
    }

    static let fields: [Field] = [
        Field(name: "partner.name", isRequired: true, printed: { $0 }, right: ["Kita Mond", "Verein 7", "Pfarrei Nord"], wrong: []),
        Field(name: "partner.strasse", isRequired: true, printed: { $0 }, right: ["Weg 1", "Gasse 22 b"], wrong: []),
        Field(
            name: "partner.plz", isRequired: true, printed: { text in text.wholeMatch(of: /\d+/) == nil || text.count == 5 ? text : nil }, right: ["00017", "44137"],
            wrong: ["123", "7", "123456"]),
        Field(name: "partner.ort", isRequired: true, printed: { $0 }, right: ["Musterau", "Beispielstadt"], wrong: []),
        Field(name: "partner.vertreten_durch", isRequired: true, printed: { $0 }, right: ["den Vorstand", "die Leitung"], wrong: []),
        Field(
            name: "frist", isRequired: true, printed: { text in text.wholeMatch(of: /\d+/) == nil ? nil : Int(text).flatMap { (1...24).contains($0) ? "\($0)" : nil } },
            right: ["3", "12", "24"], wrong: ["0", "25", "drei", "1-2"]),
        Field(name: "beginn", isRequired: true, printed: day, right: ["01.10.2026", "3.4.2027"], wrong: ["31.02.2027", "bald", "1.13.2026"]),
        Field(name: "betrag", isRequired: false, standard: "-", printed: amount, right: ["1.200,50 €", "99,9", "1200"], wrong: ["viel", "1,234"]),
        Field(name: "zweck", isRequired: true, standard: "Netzwerkarbeit", printed: { $0 }, right: ["Beratung", "Frühe Hilfen"], wrong: []),
        Field(
            name: "form", isRequired: true, printed: { ["schriftlich", "elektronisch"].contains($0.lowercased()) ? $0.lowercased() : nil },
            right: ["schriftlich", "elektronisch", "Schriftlich"], wrong: ["mündlich", "x"]),
    ]

    static let agreement = """
        titel: Werte
        stelle: probe
        datum: 2026-10-01
        felder:
          partner: {art: stelle}
          frist: {art: zahl, min: 1, max: 24}
          beginn: {art: datum}
          betrag: {art: betrag, pflicht: nein}
          zweck: {art: text, vorgabe: Netzwerkarbeit}
          form: {art: auswahl, werte: [schriftlich, elektronisch]}
        parteien: {form: ohne}
        klauseln: [werte/alle]
        unterschriften: {form: ohne}
        beispiel:
          partner: {name: ERFUNDEN, art: ev, strasse: ERFUNDENWEG 9, plz: "00099", ort: ERFUNDENHAUSEN, vertreten_durch: Erna Erfunden}
          frist: 23
          beginn: 2031-12-24
          betrag: "77.777,77"
          form: elektronisch

        """

    static let clause = """
        ---
        ueberschrift: Werte
        fassung: "1.0"
        status: freigegeben
        ---
        \(fields.map { field in
            field.name == "betrag" ? "{{wenn vorhanden(betrag)}}\n\nbetrag: {{betrag}}\n\n{{sonst}}\n\nbetrag: -\n\n{{ende}}" : "\(field.name): {{\(field.name)}}"
        }.joined(separator: "\n\n"))

        """

    static func library(_ root: String) throws {
        let body = "name: Stadt Probe\nart: gebietskoerperschaft\nland: NW\ngender: paar\ngenus: f\nstrasse: A 1\nplz: \"00000\"\nort: Probe\nvertreten_durch: die Leitung\n"
        for (name, text) in [("agreements/werte.yaml", agreement), ("clauses/werte/alle.md", clause), ("stellen/probe.yaml", body)] {
            let url = URL(filePath: "\(root)/\(name)")
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        for name in ["fonts", "styles", "facts"] {
            try FileManager.default.createSymbolicLink(atPath: "\(root)/\(name)", withDestinationPath: "\(RandomFiles.checkout)/\(name)")
        }
    }

    // MARK: - Tables

    struct Table {
        var columns: [String]
        var rows: [[String]]
        var options: [String]
        var isWorkbook: Bool
        /// Every row is refused because of a heading.
        var isRefused = false
    }

    static func table(_ random: inout some RandomNumberGenerator) -> Table {
        var columns = fields.map(\.name)
        var table = Table(columns: [], rows: [], options: [], isWorkbook: Bool.random(using: &random))
        if Int.random(in: 0..<3, using: &random) == 0 { columns.remove(at: .random(in: 0..<columns.count, using: &random)) }
        columns.shuffle(using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            columns.append("#Bemerkung")
        case 1:
            columns.append("partner.nmae")
            table.isRefused = true
        case 2:
            columns.append("klauseln.werte")
            table.isRefused = true
        default: break
        }
        for _ in 0..<3 {
            table.rows.append(
                columns.map { column in
                    guard let field = fields.first(where: { $0.name == column }) else { return "xyz" }
                    switch Int.random(in: 0..<14, using: &random) {
                    case 0: return ""
                    case 1: return field.wrong.randomElement(using: &random) ?? ""
                    default: return field.right.randomElement(using: &random) ?? ""
                    }
                })
        }
        // Two cells of a row change places.
        if Int.random(in: 0..<4, using: &random) == 0 {
            let row = Int.random(in: 0..<3, using: &random)
            table.rows[row].swapAt(.random(in: 0..<columns.count, using: &random), .random(in: 0..<columns.count, using: &random))
        }
        // What an unknown column holds does not matter as long as it holds something in no row.
        if table.isRefused, let last = columns.indices.last, table.rows.allSatisfy({ $0[last].isEmpty }) { table.rows[0][last] = "xyz" }
        table.columns = columns
        if Int.random(in: 0..<6, using: &random) == 0 { table.options = ["frist=5"] }
        return table
    }

    /// What the contract of a row holds; `nil`: there is to be none.
    static func expected(_ row: [String], of table: Table) -> [String: String]? {
        // A name that is not known stops the rows that give it.
        for (column, cell) in zip(table.columns, row) where !cell.isEmpty && !column.hasPrefix("#") && !fields.contains(where: { $0.name == column }) { return nil }
        var values: [String: String] = [:]
        for field in fields {
            if field.name == "frist", let option = table.options.first {
                values["frist"] = String(option.dropFirst("frist=".count))
                continue
            }
            let cell = table.columns.firstIndex(of: field.name).map { row[$0] } ?? ""
            if cell.isEmpty {
                if field.isRequired, field.standard == nil { return nil }
                values[field.name] = field.standard
            } else {
                guard let printed = field.printed(cell) else { return nil }
                values[field.name] = printed
            }
        }
        return values
    }

    @Test("Random tables against the oracle")
    func random() throws {
        let place = try TemporaryPlace()
        try Self.library(place.path)
        let (workshop, agreement) = try Workshop.open(ContractRequest(agreement: "werte", library: place.path))
        var generator = SeededGenerator(seed: 13)
        var made = 0
        var refused = 0
        for number in 0..<TestScale.count(sample: 80, full: 1_000) {
            let table = Self.table(&generator)
            let lines = [["nr"] + table.columns] + table.rows.enumerated().map { ["\($0 + 1)"] + $1 }
            let path = place.path + "/t\(number)" + (table.isWorkbook ? ".xlsx" : ".csv")
            if table.isWorkbook {
                let sheet = "== Partner\n" + lines.map { $0.joined(separator: " | ") }.joined(separator: "\n")
                try SampleArchive.write(SampleWorkbook(sheet).excelParts(), to: path)
            } else {
                try Data(lines.map { $0.joined(separator: ";") }.joined(separator: "\n").utf8).write(to: URL(filePath: path))
            }
            let partners: PartnerTable
            do throws(FindingList) { partners = try PartnerTable(contentsOf: path) } catch {
                Issue.record("\(number): \(error.all)")
                continue
            }
            let data = try AgreementData(options: table.options)
            let check = TableCheck(of: partners, rows: RowSelection(of: partners.rows.count), annexes: RowAnnexes(agreement, data, folder: nil), workshop: workshop, workers: 2) {
                $0.key
            }
            for (index, row) in table.rows.enumerated() {
                let expected = Self.expected(row, of: table)
                let isMade = check.sound.contains(index)
                let findings = check.findings.map { "\($0.place.map { "\($0)" } ?? "") \($0.message)" }
                #expect(isMade == (expected != nil), "\(number), \(index + 1): \(lines[0]) \(lines[index + 1]) \(findings)")
                guard isMade, let expected else {
                    refused += 1
                    continue
                }
                let text = try workshop.assemble(workshop.plan(agreement, data.with(partners.rows[index]))).document.plainText
                    .replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
                let printed = text.split(separator: "\n").reduce(into: [String: String]()) { values, line in
                    guard let colon = line.range(of: ": ") else { return }
                    values[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
                }
                for (field, value) in expected { #expect(printed[field] == value, "\(number), \(index + 1): \(field)") }
                #expect(!text.uppercased().contains("ERFUNDEN"), "\(number), \(index + 1)")
                made += 1
            }
        }
        #expect(made > 40 && refused > 40, "\(made) Verträge, \(refused) abgewiesene Zeilen")
    }
}

/// The same numbers everywhere (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
