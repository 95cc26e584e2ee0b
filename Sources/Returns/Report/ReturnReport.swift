import Findings
import Foundation
import PageMarks
import Production
import Rendering

/// What came back, for people and programs. Its members are those of `bericht.json`.
package struct ReturnReport: Sendable, Codable {
    package struct Scan: Sendable, Codable {
        package let datei: String
        package let sha256: String
        package let blaetter: Int
    }

    /// A sheet in the copier's file, from 1.
    package struct Sheet: Sendable, Codable {
        package let scan: String
        package let blatt: Int
    }

    package struct Page: Sendable, Codable {
        package let seite: Int
        package let scan: String
        package let blatt: Int
        /// Degrees by which it was turned, against the clock.
        package let gedreht: Double
        /// Who has put the sheet to this page; `nil`: its mark has.
        package let von_hand: String?
    }

    package struct Field: Sendable, Codable {
        package let feld: String
        package let seite: Int
        package let wer: String
        /// `Tinte`, `leer`, `unklar`, `seite fehlt`
        package let ergebnis: String
        package let quadratmillimeter: Double?
    }

    package struct Contract: Sendable, Codable {
        package let kennung: String
        package let ausfertigung: Int
        package let satz: Int
        package let vertrag: String
        package let betreff: String
        package let register: String?
        package let seiten: Int
        package let vollstaendig: Bool
        package let unterschrieben: Bool
        package let fehlende_seiten: [Int]
        package let ungeordnet: Bool
        package let dazwischen: [Sheet]
        package let unterschriften: [Field]
        package let ort: String
        package let datei: String
        package let sha256: String
        package let blaetter: [Page]
        /// The report's own sentences.
        package let ergebnis: [String]

        /// Nothing is missing in it.
        package var isFine: Bool { vollstaendig && satz == 1 && (unterschriften.isEmpty || unterschrieben) && dazwischen.isEmpty }
        /// And it lies where it belongs.
        package var isSettled: Bool { isFine && ort == ReturnFiling.Place.Kind.beside.rawValue }
    }

    package struct Loose: Sendable, Codable {
        /// Why they belong to none.
        package let grund: String
        package let kennung: String?
        package let datei: String?
        package let blaetter: [Sheet]
    }

    static let fileName = "bericht.json"

    private(set) var format = 1
    package let scans: [Scan]
    package let vertraege: [Contract]
    package let nicht_zugeordnet: [Loose]
    /// Whether nothing is left to do.
    package let alles_gut: Bool
    package private(set) var findings: [Finding] = []

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
    package init?(in folder: String) {
        guard let bytes = FileBytes.read("\(folder)/\(ReturnReport.fileName)", limit: 64 << 20), let report = try? JSONDecoder().decode(ReturnReport.self, from: Data(bytes)) else {
            return nil
        }
        self = report
    }

    /// „280 Blätter: 40 Ausfertigungen, 38 davon vollständig und unterschrieben, 2 mit Mängeln; 1 Blatt ohne Kennung.“
    package var summary: String {
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
    package var text: String {
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
package enum LooseSheets: String, Sendable, CaseIterable {
    case unmarked = "ohne Kennung"
    case blank = "leer"
    case stranger = "mit unbekannter Kennung"
    case several = "mit zwei Seiten (bitte einzeln scannen)"
    case unreadable = "nicht lesbar"
}
