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

    /// - Parameter regions: first two figures of postcodes with a zero that lie in the Land of the partner, else of the agreement.
    static func read(_ text: String, regions: @autoclosure () -> Set<String>) -> Reading {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.count != 5 else { return .sound }
        guard text.utf8.count < 5 else { return .tooLong }
        let padded = String(repeating: "0", count: 5 - text.utf8.count) + text
        guard text.utf8.count == 4, regions().contains(String(padded.prefix(2))) else {
            return .incomplete(padded: padded)
        }
        return .repaired(padded)
    }
}
