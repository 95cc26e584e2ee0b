import Findings

/// German postcodes that come out of spreadsheets: as numbers they lose their zero.
enum PostalCode {
    package enum Reading {
        case sound
        /// The zero is certain: with it the code lies in the Land.
        case repaired(String)
        /// „D-40123“, „40 123“: five figures with something about them.
        case cleaned(String)
        /// „4O123“: a letter for a figure.
        case mistyped
        case incomplete(padded: String)
        case tooLong
    }

    /// - Parameter regions: first two figures of postcodes with a zero that lie in the Land of the partner, else of the agreement.
    static func read(_ text: String, regions: @autoclosure () -> Set<String>) -> Reading {
        if let special = special(text) { return special }
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.count != 5 else { return .sound }
        guard text.utf8.count < 5 else { return .tooLong }
        let padded = String(repeating: "0", count: 5 - text.utf8.count) + text
        guard text.utf8.count == 4, regions().contains(String(padded.prefix(2))) else {
            return .incomplete(padded: padded)
        }
        return .repaired(padded)
    }

    private static func special(_ text: String) -> Reading? {
        guard !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.count <= 12 else { return nil }
        var rest = text.uppercased().filter { !$0.isWhitespace }
        for sign in ["DE-", "D-", "DE", "D"] where rest.hasPrefix(sign) {
            rest = String(rest.dropFirst(sign.count))
            break
        }
        if rest.utf8.count == 5, rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return .cleaned(rest) }
        guard text.count == 5, text.contains(where: { "OoIl".contains($0) }), text.allSatisfy({ "OoIl0123456789".contains($0) }) else { return nil }
        return .mistyped
    }
}
