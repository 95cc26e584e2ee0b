import Foundation
import TakingOver

/// What `klauselwerk uebernehmen --json` says, read back.
struct TakenReport: Decodable {
    typealias Section = TakeOverReport.JSON.Section
    typealias Contract = TakeOverReport.JSON.Contract
    typealias Cluster = TakeOverReport.JSON.Cluster

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
