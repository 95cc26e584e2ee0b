import Foundation

/// What `klauselwerk uebernehmen --json` says, read back.
struct TakenReport: Decodable {
    struct Section: Decodable {
        let nummer: String
        let ueberschrift: String
        let klausel: String
        let bibliothek: String?
        let gleich: Bool
        let aehnlichkeit: Double?
    }

    struct Deviation: Decodable {
        let alt: String
        let neu: String
    }

    struct Contract: Decodable {
        let datei: String
        let vereinbarung: String
        let titel: [String]
        let erstellbar: Bool
        let abschnitte: [Section]
        let parteien: [String]
        let absaetze: Int
        let verweise: Int
        let verweiseOffen: Int
        let felder: Int
        let begriffe: [String]
        let anlagen: [String]
        let abweichungen: [Deviation]
    }

    struct Cluster: Decodable {
        let klausel: String
        let vertraege: [String]
        let fassungen: Int
    }

    struct Line: Decodable {
        struct Place: Decodable {
            let datei: String?
            let zeile: Int?
        }

        let schwere: String
        let regel: String
        let ort: Place?
        let meldung: String
        let abhilfe: String?

        /// Of taking over; the others are those of `check` over what was made.
        var isDecision: Bool { regel.hasPrefix("uebernahme-") }
    }

    let ordner: String
    let vertraege: [Contract]
    let haeufungen: [Cluster]
    let befunde: [Line]

    init?(at path: String) {
        guard let bytes = try? Data(contentsOf: URL(filePath: path)), let read = try? JSONDecoder().decode(TakenReport.self, from: bytes) else { return nil }
        self = read
    }
}
