import Rendering

/// Builds the text of PDF objects. Numbers are written without locale, always the same way.
struct PDFBytes {
    private(set) var bytes: [UInt8] = []

    var count: Int { bytes.count }

    mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func text(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func raw(_ data: some Sequence<UInt8>) { bytes.append(contentsOf: data) }

    mutating func int(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(value.magnitude)
    }

    private mutating func digits(_ value: UInt) {
        guard value >= 10 else { return bytes.append(0x30 + UInt8(truncatingIfNeeded: value)) }
        together { $0.digits(value) }
    }

    /// Short texts that are put down together: for each alone, growing the array would cost more than the text.
    mutating func together(_ write: (inout ShortText) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortText.capacity) { room in
            var text = ShortText(room)
            write(&text)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<text.count]))
        }
    }

    /// Entries of a cross-reference table for objects that are there (ISO 32000-1, 7.5.4): 20 bytes each. Where an annex brings its structure there are
    /// thousands, in every contract: they are put down in their place, not one text after the other.
    mutating func crossReferences(_ addresses: ArraySlice<ObjectAddress>) {
        let (start, tail) = (bytes.count, Array(" 00000 n \n".utf8))
        bytes.append(contentsOf: repeatElement(0, count: 20 * addresses.count))
        bytes.withUnsafeMutableBufferPointer { room in
            var at = start
            for address in addresses {
                var rest = address.offset.magnitude
                for place in stride(from: at + 9, through: at, by: -1) {
                    room[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                for index in tail.indices { room[at + 10 + index] = tail[index] }
                at += 20
            }
        }
    }

    /// At most four decimals unless asked otherwise, which is a 700,000th of an inch; lengths beyond the range of pages are cut.
    mutating func number(_ value: Double, decimals: Int = 4) {
        guard value.isFinite else { return int(0) }
        let one = decimals == 4 ? 10_000 : (0..<min(max(decimals, 0), 9)).reduce(1) { product, _ in product * 10 }
        let scaled = Int((min(max(value, -1e8), 1e8) * Double(one)).rounded())
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        let magnitude = scaled.magnitude
        digits(magnitude / UInt(one))
        var fraction = magnitude % UInt(one)
        guard fraction > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var place = UInt(one) / 10
        while fraction > 0 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: fraction / place))
            fraction %= place
            place /= 10
        }
    }

    /// - Parameter references: of the objects of its group.
    mutating func fragment(_ object: PDFFragment, _ references: [PDFReference]) {
        for part in object.all {
            switch part {
            case .bytes(let bytes): raw(bytes)
            case .reference(let index): reference(references[index])
            }
        }
    }

    /// What lists of elements consist of; `null` for what is none.
    mutating func references(_ objects: some Sequence<PDFReference?>) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortText.capacity) { room in
            var text = ShortText(room)
            for object in objects {
                if text.count > ShortText.capacity - 32 {
                    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<text.count]))
                    text = ShortText(room)
                }
                if let object { text.reference(object) } else { text.text("null") }
                text.text(" ")
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<text.count]))
        }
    }

    mutating func reference(_ object: PDFReference) { together { $0.reference(object) } }

    /// A name object; anything but letters and digits is escaped (ISO 32000-1, 7.3.5).
    mutating func name(_ name: String) {
        if name.utf8.count < ShortText.capacity, name.utf8.allSatisfy(Self.isPlain) { return together { $0.plainName(name) } }
        bytes.append(UInt8(ascii: "/"))
        for byte in name.utf8 {
            if Self.isPlain(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "#"))
                hexadecimal(byte)
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
    }

    /// A text string: readable where it is ASCII, else UTF-16 with byte-order mark (ISO 32000-1, 7.9.2.2).
    mutating func string(_ string: String) {
        if string.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            literal(string.utf8)
        } else {
            text("<FEFF")
            for unit in string.utf16 {
                hexadecimal(UInt8(unit >> 8))
                hexadecimal(UInt8(unit & 0xFF))
            }
            text(">")
        }
    }

    /// Bytes as a literal string.
    mutating func literal(_ string: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "("))
        for byte in string {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0D:
                text("\\r")
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: ")"))
    }

    mutating func hexadecimal(_ byte: UInt8) {
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}

/// Number of an indirect object; generations are always 0.
struct PDFReference: Hashable, Comparable {
    var number: Int
    static func < (a: PDFReference, b: PDFReference) -> Bool { a.number < b.number }
}
