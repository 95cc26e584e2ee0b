import Findings
import Foundation
import Production
import Register
import Rendering
import Returns

/// Scans that somebody has sent.
struct ScanOrder: Sendable, Hashable, Codable {
    /// Names of the files, in the order in which they are read.
    var files: [String]
    /// ISO: when the sheets came back.
    var day: String
    var notesSignatures: Bool
}

/// `ruecklauf`.
struct ScanWork {
    let orders: RecordOrders
    let room: RecordRoom

    func run(_ order: RecordOrder, _ progress: (Int, Int) -> Void) throws(Failure) -> String {
        guard let asked = order.decoded(ScanOrder.self) else { throw Failure(.data, RecordOrder.unreadable) }
        let request = ReturnRequest(
            scans: orders.sent(order.id, asked.files), output: orders.result(order.id), register: try room.store() == nil ? nil : room.path, contracts: [], day: asked.day,
            notesSignatures: asked.notesSignatures)
        let report = try ReturnRun.run(request, progress: progress)
        return ([report.summary] + report.findings.map { ClerkWords.sentence($0.message) }).joined(separator: "\n")
    }
}

/// `bericht.json` of a run, as the page shows it.
struct ScanReport: Sendable, Decodable {
    struct Sheet: Sendable, Decodable {
        let scan: String
        let blatt: Int
    }

    struct Page: Sendable, Decodable {
        let seite: Int
        let scan: String
        let blatt: Int
    }

    struct Field: Sendable, Decodable {
        let feld: String
        let seite: Int
        let wer: String
        let ergebnis: String
    }

    struct Contract: Sendable, Decodable {
        let ausfertigung: Int
        let satz: Int
        let betreff: String
        let vertrag: String
        let register: String?
        let vollstaendig: Bool
        let unterschrieben: Bool
        let fehlende_seiten: [Int]
        let dazwischen: [Sheet]
        let unterschriften: [Field]
        let ort: String
        let datei: String
        let blaetter: [Page]
        let ergebnis: [String]

        /// Nothing is left to do about it.
        var isFine: Bool { vollstaendig && satz == 1 && (unterschriften.isEmpty || unterschrieben) && dazwischen.isEmpty && ort == "beim Vertrag" }
    }

    struct Loose: Sendable, Decodable {
        let grund: String
        let kennung: String?
        let datei: String?
        let blaetter: [Sheet]
    }

    let vertraege: [Contract]
    let nicht_zugeordnet: [Loose]
    let alles_gut: Bool

    /// `nil` where there is none.
    init?(in folder: String) {
        guard let bytes = FileBytes.read(folder + "/bericht.json", limit: 64 << 20), let report = try? JSONDecoder().decode(ScanReport.self, from: Data(bytes)) else { return nil }
        self = report
    }
}

extension RecordOrder {
    static let unreadable = Finding(
        .fehler, "auftrag-unlesbar", "Der Auftrag lässt sich nicht mehr lesen.", remedy: "Entfernen Sie ihn, und beginnen Sie ihn noch einmal.")
}
