import Findings

/// German postcodes that come out of spreadsheets: as numbers they lose their zero.
enum PostalCode {
    enum Reading {
        case sound
        /// The zero is certain: with it the code lies in the Land.
        case repaired(String)
        case incomplete(padded: String)
        case tooLong
    }

    /// - Parameter land: of the partner, else of the agreement.
    static func read(_ text: String, land: String?) -> Reading {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.count != 5 else { return .sound }
        guard text.utf8.count < 5 else { return .tooLong }
        let padded = String(repeating: "0", count: 5 - text.utf8.count) + text
        guard text.utf8.count == 4, let land, let regions = regionsWithZero[land], regions.contains(String(padded.prefix(2))) else {
            return .incomplete(padded: padded)
        }
        return .repaired(padded)
    }

    /// The routing regions of Deutsche Post that begin with a zero, by the Länder they lie in (Deutsche Post, Leitregionen; no
    /// other Land has one, save single places on the border of Bavaria and Thuringia).
    private static let regionsWithZero: [String: Set<String>] = [
        "SN": ["01", "02", "04", "07", "08", "09"], "BB": ["01", "03", "04"], "ST": ["06"], "TH": ["04", "06", "07"],
    ]
}
