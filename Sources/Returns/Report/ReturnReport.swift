import Findings
import PageMarks
import Production

/// What came back, for people and programs. Its members are those of `bericht.json`.
public struct ReturnReport: Sendable, Encodable {
    struct Scan: Sendable, Encodable {
        let datei: String
        let sha256: String
        let blaetter: Int
    }

    /// A sheet in the copier's file, from 1.
    struct Sheet: Sendable, Encodable {
        let scan: String
        let blatt: Int
    }

    struct Page: Sendable, Encodable {
        let seite: Int
        let scan: String
        let blatt: Int
        /// Degrees by which it was turned, against the clock.
        let gedreht: Double
    }

    struct Field: Sendable, Encodable {
        let feld: String
        let seite: Int
        let wer: String
        /// `Tinte`, `leer`, `unklar`, `seite fehlt`
        let ergebnis: String
        let quadratmillimeter: Double?
    }

    struct Contract: Sendable, Encodable {
        let kennung: String
        let ausfertigung: Int
        let satz: Int
        let vertrag: String
        let betreff: String
        let register: String?
        let seiten: Int
        let vollstaendig: Bool
        let unterschrieben: Bool
        let fehlende_seiten: [Int]
        let ungeordnet: Bool
        let dazwischen: [Sheet]
        let unterschriften: [Field]
        let ort: String
        let datei: String
        let sha256: String
        let blaetter: [Page]
        /// The report's own sentences.
        let ergebnis: [String]
    }

    struct Loose: Sendable, Encodable {
        /// Why they belong to none.
        let grund: String
        let kennung: String?
        let datei: String?
        let blaetter: [Sheet]
    }

    let format = 1
    let scans: [Scan]
    let vertraege: [Contract]
    let nicht_zugeordnet: [Loose]
    /// Whether nothing is left to do.
    public let alles_gut: Bool
    public let findings: [Finding]

    private enum CodingKeys: String, CodingKey {
        case format, scans, vertraege, nicht_zugeordnet, alles_gut
    }

    init(scans: [Scan], _ contracts: [Contract], _ loose: [Loose], findings: [Finding]) {
        self.scans = scans
        vertraege = contracts
        nicht_zugeordnet = loose
        self.findings = findings
        alles_gut =
            contracts.allSatisfy {
                $0.vollstaendig && $0.satz == 1 && ($0.unterschriften.isEmpty || $0.unterschrieben) && $0.dazwischen.isEmpty && $0.ort == ReturnFiling.Place.Kind.beside.rawValue
            }
            && loose.allSatisfy { $0.grund == LooseSheets.blank.rawValue } && findings.allSatisfy { $0.severity != .fehler }
    }

    /// „280 Blätter: 40 Ausfertigungen, 38 davon vollständig und unterschrieben, 2 mit Mängeln; 1 Blatt ohne Kennung.“
    public var summary: String {
        let sheets = scans.reduce(0) { $0 + $1.blaetter }
        let copies = vertraege.filter { $0.satz == 1 }
        let good = copies.count { $0.vollstaendig && ($0.unterschriften.isEmpty || $0.unterschrieben) }
        let bad = copies.count - good
        var text = ReturnWords.count(sheets, "Blatt", "Blätter") + ": " + ReturnWords.count(copies.count, "Ausfertigung", "Ausfertigungen")
        if good > 0 { text += ", \(good) davon vollständig\(vertraege.contains { $0.unterschrieben } ? " und unterschrieben" : "")" }
        if bad > 0 { text += ", \(bad) mit Mängeln" }
        let double = vertraege.filter { $0.satz > 1 }.reduce(0) { $0 + $1.blaetter.count }
        if double > 0 { text += "; \(ReturnWords.count(double, "Blatt", "Blätter")) doppelt" }
        let loose = nicht_zugeordnet.map { "\(ReturnWords.count($0.blaetter.count, "Blatt", "Blätter")) \($0.grund)" }
        return ([text] + loose).joined(separator: "; ") + "."
    }

    /// One line a contract, what is wrong first.
    public var text: String {
        let lines = vertraege.filter { !isFine($0) }.map(line) + vertraege.filter { isFine($0) }.map(line)
        let loose = nicht_zugeordnet.map { entry in
            "\(ReturnWords.count(entry.blaetter.count, "Blatt", "Blätter")) \(entry.grund)\(entry.kennung.map { " (\(PageMark.grouped($0)))" } ?? ""): \(ReturnWords.sheets(entry.blaetter, in: scans.count))\(entry.datei.map { " – liegt in \($0)" } ?? "")"
        }
        return (lines + loose + [summary]).joined(separator: "\n")
    }

    func isFine(_ contract: Contract) -> Bool {
        contract.vollstaendig && contract.satz == 1 && (contract.unterschriften.isEmpty || contract.unterschrieben) && contract.dazwischen.isEmpty
    }

    private func line(_ contract: Contract) -> String {
        let copy = contract.ausfertigung > 0 ? ", Ausfertigung \(contract.ausfertigung)" : ""
        return "\(contract.vertrag.lastPathName)\(copy): \(contract.ergebnis.joined(separator: " "))"
    }
}

/// Why sheets belong to no contract.
enum LooseSheets: String, Sendable, CaseIterable {
    case unmarked = "ohne Kennung"
    case blank = "leer"
    case stranger = "mit unbekannter Kennung"
    case several = "mit zwei Seiten (bitte einzeln scannen)"
    case unreadable = "nicht lesbar"
}
