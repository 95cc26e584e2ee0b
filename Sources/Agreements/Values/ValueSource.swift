import Findings

/// Where a value came from, for `explain`.
package enum ValueSource: Sendable, Hashable {
    case commandLine(Place)
    case dataFile(Place)
    case tableRow(Place)
    case example(Place)
    /// Written in the agreement: a setting, or `felder:` at the clause's place.
    case agreement(Place)
    /// `vorgabe` of the agreement's field.
    case agreementDefault(Place)
    /// `vorgabe` of the clause's field.
    case clauseDefault(Place)
    /// `stellen/NAME.yaml`
    case body(Place)
    /// `facts/`: a Land's own rule.
    case facts(Place)
    /// Today's date, asked for by `datum: heute`.
    case clock

    package var inGerman: String {
        switch self {
        case .commandLine: "Befehlszeile"
        case .dataFile: "Datendatei"
        case .tableRow: "Partnertabelle"
        case .example: "Beispiel der Vereinbarung"
        case .agreement: "Vereinbarung"
        case .agreementDefault: "Vorgabe der Vereinbarung"
        case .clauseDefault: "Vorgabe der Klausel"
        case .body: "Stelle"
        case .facts: "Fakten"
        case .clock: "heutiges Datum"
        }
    }

    /// Given for this document, not by the library.
    package var isGiven: Bool {
        switch self {
        case .commandLine, .dataFile, .tableRow: true
        default: false
        }
    }

    package var place: Place? {
        switch self {
        case .commandLine(let place), .dataFile(let place), .tableRow(let place), .example(let place), .agreement(let place),
            .agreementDefault(let place), .clauseDefault(let place), .body(let place), .facts(let place):
            place
        case .clock: nil
        }
    }
}
