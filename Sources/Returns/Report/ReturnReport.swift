import Findings
import Foundation
import PageMarks
import Production
import Rendering

/// What came back, for people and programs. Its members are those of `bericht.json`.
public struct ReturnReport: Sendable, Codable {
    public struct Scan: Sendable, Codable {
        public let datei: String
        public let sha256: String
        public let blaetter: Int
    }

    /// A sheet in the copier's file, from 1.
    public struct Sheet: Sendable, Codable {
        public let scan: String
        public let blatt: Int
    }

    public struct Page: Sendable, Codable {
        public let seite: Int
        public let scan: String
        public let blatt: Int
        /// Degrees by which it was turned, against the clock.
        public let gedreht: Double
        /// Who has put the sheet to this page; `nil`: its mark has.
        public let von_hand: String?
    }

    public struct Field: Sendable, Codable {
        public let feld: String
        public let seite: Int
        public let wer: String
        /// `Tinte`, `leer`, `unklar`, `seite fehlt`
        public let ergebnis: String
        public let quadratmillimeter: Double?
    }

    public struct Contract: Sendable, Codable {
        public let kennung: String
        public let ausfertigung: Int
        public let satz: Int
        public let vertrag: String
        public let betreff: String
        public let register: String?
        public let seiten: Int
        public let vollstaendig: Bool
        public let unterschrieben: Bool
        public let fehlende_seiten: [Int]
        public let ungeordnet: Bool
        public let dazwischen: [Sheet]
        public let unterschriften: [Field]
        public let ort: String
        public let datei: String
        public let sha256: String
        public let blaetter: [Page]
        /// The report's own sentences.
        public let ergebnis: [String]

        /// Nothing is missing in it.
        public var isFine: Bool { vollstaendig && satz == 1 && (unterschriften.isEmpty || unterschrieben) && dazwischen.isEmpty }
        /// And it lies where it belongs.
        public var isSettled: Bool { isFine && ort == ReturnFiling.Place.Kind.beside.rawValue }
    }

    public struct Loose: Sendable, Codable {
        /// Why they belong to none.
        public let grund: String
        public let kennung: String?
        public let datei: String?
        public let blaetter: [Sheet]
    }

    static let fileName = "bericht.json"

    private(set) var format = 1
    public let scans: [Scan]
    public let vertraege: [Contract]
    public let nicht_zugeordnet: [Loose]
    /// Whether nothing is left to do.
    public let alles_gut: Bool
    public private(set) var findings: [Finding] = []

    private enum CodingKeys: String, CodingKey {
        case format, scans, vertraege, nicht_zugeordnet, alles_gut
    }

    init(scans: [Scan], _ contracts: [Contract], _ loose: [Loose], findings: [Finding]) {
        self.scans = scans
        vertraege = contracts
        nicht_zugeordnet = loose
        self.findings = findings
        alles_gut =
            contracts.allSatisfy(\.isSettled)
            && loose.allSatisfy { $0.grund == LooseSheets.blank.rawValue } && findings.allSatisfy { $0.severity != .fehler }
    }

    /// The report of a run, as it lies in its folder; `nil` where there is none.
    public init?(in folder: String) {
        guard let bytes = FileBytes.read("\(folder)/\(ReturnReport.fileName)", limit: 64 << 20), let report = try? JSONDecoder().decode(ReturnReport.self, from: Data(bytes)) else {
            return nil
        }
        self = report
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
        let lines = vertraege.filter { !$0.isFine }.map(line) + vertraege.filter(\.isFine).map(line)
        let loose = nicht_zugeordnet.map { entry in
            "\(ReturnWords.count(entry.blaetter.count, "Blatt", "Blätter")) \(entry.grund)\(entry.kennung.map { " (\(PageMark.grouped($0)))" } ?? ""): \(ReturnWords.sheets(entry.blaetter, in: scans.count))\(entry.datei.map { " – liegt in \($0)" } ?? "")"
        }
        return (lines + loose + [summary]).joined(separator: "\n")
    }

    private func line(_ contract: Contract) -> String {
        let copy = contract.ausfertigung > 0 ? ", Ausfertigung \(contract.ausfertigung)" : ""
        return "\(contract.vertrag.lastPathName)\(copy): \(contract.ergebnis.joined(separator: " "))"
    }
}

/// Why sheets belong to no contract.
public enum LooseSheets: String, Sendable, CaseIterable {
    case unmarked = "ohne Kennung"
    case blank = "leer"
    case stranger = "mit unbekannter Kennung"
    case several = "mit zwei Seiten (bitte einzeln scannen)"
    case unreadable = "nicht lesbar"
}
