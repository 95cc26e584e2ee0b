import Layout

/// One content stream as Cairo made it, with the fonts it names.
package struct DrawnStream: Sendable, Hashable {
    /// Flate-compressed.
    package var data: [UInt8]
    package var fonts: [FontResource]
}

/// A font as a content stream names it.
package struct FontResource: Sendable, Hashable {
    /// `f-0-1`: Cairo's number of the font, and of its subset.
    package var name: String
    package var face: FaceVariant
    /// Cairo splits a face into Latin (0) and the rest (1).
    package var subset: Int
}

/// Reads what Cairo 1.16 writes for one page: content stream, its length, resources, page. Its syntax is regular, and every
/// expectation is checked.
enum CairoOutput {
    static func page(_ bytes: [UInt8], fonts: [FaceVariant]) throws(DrawingError) -> DrawnStream {
        var scanner = ByteScanner(bytes)
        guard scanner.skip(past: " 0 obj\n<< /Length "), let lengthObject = scanner.integer(), scanner.skip(past: "stream\n")
        else { throw .unexpectedOutput("kein Inhaltsstrom") }
        let start = scanner.position
        let needle = "\nendstream\nendobj\n\(lengthObject) 0 obj\n   "
        // The data may hold anything, the needle too: only where the length fits as well does the stream end.
        while scanner.skip(past: needle) {
            let end = scanner.position - needle.utf8.count
            guard let length = scanner.integer(), length == end - start else { continue }
            return DrawnStream(data: Array(bytes[start..<end]), fonts: try resources(&scanner, fonts: fonts))
        }
        throw .unexpectedOutput("Inhaltsstrom ohne Ende")
    }

    private static func resources(_ scanner: inout ByteScanner, fonts: [FaceVariant]) throws(DrawingError) -> [FontResource] {
        var found: [FontResource] = []
        while scanner.skip(past: "/f-") {
            guard let font = scanner.integer(), scanner.skip(past: "-"), let subset = scanner.integer(), font < fonts.count
            else { throw .unexpectedOutput("unbekannter Schriftname") }
            found.append(FontResource(name: "f-\(font)-\(subset)", face: fonts[font], subset: subset))
        }
        return found
    }
}

/// Walks through bytes.
struct ByteScanner {
    let bytes: [UInt8]
    var position: Int

    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// Moves behind the next occurrence of the text; stays where it is if there is none.
    mutating func skip(past text: String) -> Bool {
        let needle = Array(text.utf8)
        guard let first = needle.first else { return true }
        var at = position
        while at + needle.count <= bytes.count {
            if bytes[at] == first, bytes[at..<(at + needle.count)].elementsEqual(needle) {
                position = at + needle.count
                return true
            }
            at += 1
        }
        return false
    }

    /// Reads decimal digits, at most 12, after blanks.
    mutating func integer() -> Int? {
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x0A { position += 1 }
        let start = position
        var value = 0
        while position < bytes.count, (0x30...0x39).contains(bytes[position]), position - start < 12 {
            value = value * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        return position > start ? value : nil
    }
}
