extension DrawnStream {
    /// The same with its marked-content ids counted from `first`, so that several streams of Cairo's make one page.
    ///
    /// - Parameter count: how many sequences there are.
    func numberingMarks(from first: Int, count: Int) throws(DrawingError) -> DrawnStream {
        guard let content = Flate.expand(data, limit: 1 << 26) else { throw .unexpectedOutput("Strom beschädigt") }
        var numbered = DrawnStream(data: [], fonts: fonts)
        numbered.data = Flate.compress(try MarkNumbers.shifted(content, by: first, count: count), .quick)
        return numbered
    }
}

/// The marked-content ids of one of Cairo's content streams.
enum MarkNumbers {
    private static let key = Array("/MCID ".utf8)

    /// Adds `first` to every id; they have to be 0 to `count` - 1, in this order.
    static func shifted(_ content: [UInt8], by first: Int, count: Int) throws(DrawingError) -> [UInt8] {
        let places = content.withUnsafeBufferPointer { Self.places(in: $0) }
        var scanner = ByteScanner(content)
        var output: [UInt8] = []
        output.reserveCapacity(content.count + 2 * count)
        for (expected, place) in places.enumerated() {
            output += content[scanner.position..<place]
            scanner.position = place
            guard scanner.integer() == expected else { throw .unexpectedOutput("Marke \(expected) fehlt") }
            output += String(first + expected).utf8
        }
        guard places.count == count else { throw .unexpectedOutput("\(places.count) Marken statt \(count)") }
        output += content[scanner.position...]
        return output
    }

    /// Behind each `/MCID ` outside of strings: what a string shows may look like anything.
    private static func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
        var found: [Int] = []
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "("):
                // ISO 32000-1, 7.3.4.2; Cairo escapes both parentheses, so they never nest.
                at += 1
                while at < bytes.count, bytes[at] != UInt8(ascii: ")") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
                at += 1
            case UInt8(ascii: "/") where bytes[at...].starts(with: key):
                at += key.count
                found.append(at)
            default:
                at += 1
            }
        }
        return found
    }
}
